"""Folders: links, pipes, what an earlier run left, journals and questions that a stranger wrote."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.attacks.attack import ANY, BAD_INPUT, Attack, Place

__all__ = ["ATTACKS"]

_BUILD = ("build", "kit", "-o", "out", "--only", "html,text")
_CHECK = ("check", "kit")
_EXPORT = ("translate", "export", "kit", "--to", "fr", "-o", "out")
_DRAFT = ("mail", "draft", "kit", "-o", "out", "--attach", "none", "--per", "recipient")


def _linked(name: str, target: str = "secret.txt", command: Sequence[str] = _CHECK) -> Attack:
    """Return a kit in which ``name`` is a link to what lies outside."""

    def make(place: Place) -> Sequence[object]:
        path = place.kit() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(place.outside / target)
        return command

    return Attack(f"{name} is a link to {target or 'a folder'} outside, {command[0]}", "CVE-2026-56876", make)


def _special(name: str, how: str, make_it: Callable[[Path], object]) -> Attack:
    def make(place: Place) -> Sequence[object]:
        path = place.kit() / name
        path.unlink(missing_ok=True)
        make_it(path)
        return _CHECK

    return Attack(f"{name} is {how}", "CWE-67", make)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def _left(  # noqa: PLR0913, PLR0917 -- a row of the table
    name: str, advisory: str, file: str, text: str, command: Sequence[str] = _BUILD, codes: frozenset[int] = ANY, says: str = ""
) -> Attack:
    """Return a folder in which an earlier run seems to have left ``file``."""

    def make(place: Place) -> Sequence[object]:
        place.kit()
        place.write(file, text)
        return command

    return Attack(name, advisory, make, codes, says)


def _journal(name: str, stage: str, command: Sequence[str]) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.kit()
        step = {"name": "../../outside/secret.txt", "number": 0, "remains": True, "existed": True}
        place.write(f"{stage}/0.new", "overwritten")
        for file in ("journal.json", "undoing.json"):
            place.write(f"{stage}/{file}", json.dumps({"steps": [step], "files": [step], "format": 1, "folders": ["../../outside"]}))
        return command

    return Attack(name, "CWE-22", make)


_OUTPUT = {"key": "a", "language": "en", "format": "html", "pages": 0, "bytes": 1, "sha256": "a", "version": 1, "diagnostics": []}
_OWNED = {"id": "bridge", "folder": "kit", "version": 1}


def _manifest(**more: object) -> str:
    whole = {"format": 6, "whole": "", "until": None, "diagnostics": [], "outputs": {}, "others": {}, "clean": False, "owner": _OWNED}
    return json.dumps({**whole, **more})


def _question(**edit: str) -> str:
    edits = json.dumps([{"file": "kit.yaml", "kind": "insert", "at": "", "text": "# x", **edit}])
    return (
        "questions:\n  - id: embargo-1f0c22ab\n    kind: embargo\n    asked: Which?\n    place: {file: kit.yaml, line: 1}\n    excerpt: a\n"
        f"    choices: [{{key: a, label: b, edits: {edits}}}]\n"
    )


_MANIFEST = "out/.presskit-manifest.json"
_ANSWER = ("answer", "kit", "embargo-1f0c22ab", "a", "--by", "me")
_NAMES = ("kit.yaml", "statement.en.md", "signatories.yaml", "contacts.yaml", "questions.yaml", "photo.png", "shop.icc")
ATTACKS = (
    *(_linked(name) for name in _NAMES),
    _linked("photos", "", _BUILD),
    _linked("media-list.csv", "secret.txt", _DRAFT),
    _linked("suppressed.txt", "secret.txt", _DRAFT),
    _linked("translations", "", _EXPORT),
    _linked("mail", "", _DRAFT),
    _linked(".presskit", "", ("import", "kit/contacts.yaml", "--into", "kit", "--yes")),
    _special("contacts.yaml", "a pipe", os.mkfifo),
    _special("kit.yaml", "a socket", _socket),
    _special("statement.en.md", "a device", lambda path: path.symlink_to("/dev/zero")),
    _special("signatories.yaml", "of a terabyte", _sparse),
    _special("kit.yaml", "a link to itself", lambda path: path.symlink_to(path.name)),
    _left("outputs known outside", "CVE-2018-1002203", _MANIFEST, _manifest(outputs={"../../outside/secret.txt": _OUTPUT}, others={"/etc/x": _OUTPUT})),
    _left("a manifest in itself", "CWE-674", _MANIFEST, "[" * 100_000),
    _left("a manifest of numbers", "CVE-2020-10735", _MANIFEST, '{"format": ' + "9" * 50_000 + "}"),
    _left("a manifest of wrong kinds", "CWE-843", _MANIFEST, _manifest(outputs=[1], until="x", owner=5)),
    _left("a manifest of no number", "CWE-1284", _MANIFEST, _manifest(until=float("nan"))),
    _left("a report that is none", "CWE-755", "out/report.json", "\0" * 100),
    _left("an owner that colours the terminal", "CVE-2024-58251", _MANIFEST, _manifest(owner={"id": "\x1b[31m", "folder": "\x9b", "version": 1})),
    _left("a question that edits outside", "CVE-2018-1002203", "kit/questions.yaml", _question(file="../../outside/secret.txt"), _ANSWER, BAD_INPUT, "edit-elsewhere"),
    _left("a question that edits at an absolute place", "CVE-2018-1002205", "kit/questions.yaml", _question(file="@SECRET@"), _ANSWER, BAD_INPUT, "edit-elsewhere"),
    _left("a question that edits what is hidden", "CWE-73", "kit/questions.yaml", _question(file=".presskit/x"), _ANSWER, BAD_INPUT, "edit-elsewhere"),
    _left("a question that edits what it may", "CWE-1284", "kit/questions.yaml", _question(), _ANSWER, frozenset({0}), "Changed: kit.yaml"),
    _left("a question that writes what runs", "CVE-2022-24765", "kit/questions.yaml", _question(file=".git/config", text="[core]"), _ANSWER, BAD_INPUT, "edit-elsewhere"),
    _left("a question that writes over a list", "CWE-73", "kit/questions.yaml", _question(file="suppressed.txt"), _ANSWER, BAD_INPUT, "edit-elsewhere"),
    _left("a question of many aliases", "CVE-2023-47163", "kit/questions.yaml", "a: &a [x]\nquestions: [*a, *a]\n", _CHECK),
    _left("a question that colours the terminal", "CVE-2024-58251", "kit/questions.yaml", _question().replace("Which?", '"\\e[31mWhich?"'), ("answer", "kit", "--json")),
    _journal("a journal of a kit that writes outside", "kit/.presskit-commit", _CHECK),
    _journal("a journal of outputs that writes outside", "out/.presskit-commit", _BUILD),
    _left("a journal that is none", "CWE-755", "kit/.presskit-commit/journal.json", "[" * 100_000, _CHECK),
    _left("a history that is none", "CWE-755", "kit/.presskit/history.json", "\0", ("history", "kit")),
)
