"""Inputs that strangers made after public advisories: no fault, nothing read or written outside, no connection, little work."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.attacks import (
    archives,
    folders,
    kits,
    mails,
    markdown_texts,
    pages,
    pdfs,
    pictures,
    profiles_and_fonts,
    tables,
    templates,
    translations,
    word_files,
)
from tests.attacks.attack import SECRET, Attack, Place, readings, spellings
from tests.attacks.pen import GIGABYTE, PROCESSOR_TIME

ATTACKS: dict[str, tuple[Attack, ...]] = {
    "kit": kits.ATTACKS,
    "markdown": markdown_texts.ATTACKS,
    "template": templates.ATTACKS,
    "picture": pictures.ATTACKS,
    "profile or font": profiles_and_fonts.ATTACKS,
    "word file": word_files.ATTACKS,
    "table": tables.ATTACKS,
    "translation": translations.ATTACKS,
    "pdf": pdfs.ATTACKS,
    "mail": mails.ATTACKS,
    "page": pages.ATTACKS,
    "folder": folders.ATTACKS,
    "archive": archives.ATTACKS,
}
ROWS = [(kind, attack) for kind, attacks in ATTACKS.items() for attack in attacks]
_ADVISORY = re.compile(r"(CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3}|CWE-\d+)( .+)?")
_OWN = {"SOURCE_DATE_EPOCH": "1772409600", "NO_COLOR": "1", "COLUMNS": "120"}


@dataclass
class Pen:
    """The process in which attacks happen, and a server that nobody may call."""

    process: subprocess.Popen[str]
    listening: socket.socket
    cache: Path

    @property
    def address(self) -> str:
        return "{}:{}".format(*self.listening.getsockname())

    def run(self, place: Place, command: list[str]) -> dict[str, Any]:
        """Run a command and return how it ended and what it printed."""
        own = place.folder.parent / "own"
        own.mkdir()
        (own / "temporary").mkdir()
        names = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")
        order = {
            "command": command,
            "folder": str(place.folder),
            "out": str(own / "printed"),
            "err": str(own / "errors"),
            "secret": str(place.outside),
            "writable": [str(place.folder), str(own), str(self.cache)],
            "environment": {**_OWN, **dict.fromkeys(names, str(own)), "TMPDIR": str(own / "temporary"), "SECRET_WORD": SECRET},
        }
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        outcome: dict[str, Any] = json.loads(self.process.stdout.readline())
        printed = [(own / name).read_bytes() for name in ("printed", "errors")]
        return outcome | {"printed": b"".join(printed), "text": b"".join(printed).decode("utf-8", "replace")}

    def was_called(self) -> bool:
        """Return whether anybody connected."""
        try:
            self.listening.accept()
        except BlockingIOError:
            return False
        return True


@pytest.fixture(scope="module")
def pen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pen]:
    cache = tmp_path_factory.mktemp("cache")
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(cache), **_OWN}
    command = [sys.executable, "-m", "tests.attacks.pen", str(tmp_path_factory.mktemp("warm"))]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
            yield Pen(process, listening, cache)
            assert process.stdin
            process.stdin.close()


@pytest.fixture
def place(tmp_path: Path, pen: Pen) -> Place:
    folder, outside = tmp_path / "here", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(f"{SECRET}\n", "utf-8")
    return Place(folder, outside, pen.address)


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return the time and the bytes of each file of a folder, and its names."""
    return {str(path): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")}


def check_words(folder: Path, printed: bytes, markup: tuple[str, ...], before: set[Path]) -> None:
    """Assert that the secret was neither printed nor written, and that no page or Word file holds the markup."""
    written = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and path not in before]
    texts = [("what was printed", printed), *((str(path), text) for path in written for text in readings(path))]
    for name, text in texts:
        assert not any(spelling in text for spelling in spellings(SECRET)), f"the secret stands in {name}"
        for each in markup:
            assert not name.endswith((".html", ".docx", ".pdf", ".eml")) or each.encode() not in text, f"{each} stands in {name}"


@pytest.mark.parametrize(("kind", "attack"), ROWS, ids=[f"{kind}: {attack.name}" for kind, attack in ROWS])
def test_an_attack_leads_to_nothing(kind: str, attack: Attack, place: Place, pen: Pen) -> None:
    command = [str(word) for word in attack.make(place)]
    before, outside = {path for path in place.folder.rglob("*") if path.is_file()}, state(place.outside)
    outcome = pen.run(place, command)
    text = outcome["text"]
    assert not outcome["hung"], text
    assert outcome["code"] in attack.codes, (outcome["code"], text)
    assert "Traceback" not in text
    assert not outcome["told"], outcome["told"]
    assert not pen.was_called()
    assert state(place.outside) == outside
    assert outcome["seconds"] < PROCESSOR_TIME, outcome["seconds"]
    assert outcome["memory"] < GIGABYTE, outcome["memory"]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text), repr(text)
    assert attack.says in text, text
    check_words(place.folder, outcome["printed"], attack.never, before)


def test_there_are_enough_attacks_and_each_follows_an_advisory() -> None:
    assert len(ROWS) >= 150
    assert len({(kind, attack.name) for kind, attack in ROWS}) == len(ROWS)
    assert [attack.name for _, attack in ROWS if not _ADVISORY.fullmatch(attack.advisory)] == []


@pytest.mark.parametrize("name", ["yaml tag that runs a command", "alias that repeats itself", "logo outside"])
def test_some_attacks_through_a_shell(name: str, place: Place) -> None:
    attack = next(attack for attack in kits.ATTACKS if attack.name == name)
    command = [sys.executable, "-m", "presskit", *map(str, attack.make(place))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=place.folder)
    assert done.returncode in attack.codes
    assert "Traceback" not in done.stderr
    assert attack.says in done.stdout + done.stderr
