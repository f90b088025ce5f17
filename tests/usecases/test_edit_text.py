"""The text of a kit goes to a plain form and comes back; conflicts are decided; typing is one step of the history."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import presskit
from tests.usecases.conftest import NOON, WORLD, contents

ROOT = Path(__file__).parents[2]


def form(kit: Path, language: str = "en", **changed: Any) -> presskit.EditTextRequest:
    text = presskit.read_text(presskit.StatementRequest(kit, language))
    shown = {name: getattr(text, name) for name in ("title", "subtitle", "description", "keywords", "body")}
    given = {"digest": text.statement.digest, "base": text.statement.document}
    return presskit.EditTextRequest(kit, language, **{**shown, **given, **changed})


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_a_form_that_was_not_changed_changes_no_file(tmp_path: Path, language: str) -> None:
    shutil.copytree(ROOT / "data/aleppo", tmp_path / "kit")
    before = contents(tmp_path / "kit")
    same = form(tmp_path / "kit", language)
    crlf = form(tmp_path / "kit", language, body=same.body.replace("\n", "\r\n"))
    for each in (same, crlf):
        assert presskit.edit_text(each, world=WORLD).changed == ()
    assert contents(tmp_path / "kit") == before


def test_fields_and_body_are_written_and_the_rest_stays(kit: Path) -> None:
    text = presskit.read_text(presskit.StatementRequest(kit, "ar"))
    before = (kit / "statement.ar.md").read_text("utf-8").splitlines()
    first = text.body.splitlines()[0]
    report = presskit.edit_text(form(kit, "ar", description="وصف", body=text.body.replace(first, f"كلمات {first}")), world=WORLD)
    after = (kit / "statement.ar.md").read_text("utf-8").splitlines()
    assert len(report.changed) == 1
    assert report.statement.document["description"] == "وصف"
    assert report.statement.document["translates"] == text.statement.document["translates"]
    assert len(set(after) - set(before)) == 2


def test_a_form_that_cannot_be_read_writes_nothing_and_says_why(kit: Path) -> None:
    before = contents(kit)
    with pytest.raises(presskit.RequestError, match="nothing was written") as told:
        presskit.edit_text(form(kit, title=" "), world=WORLD)
    assert told.value.diagnostics
    with pytest.raises(presskit.RequestError, match="this is no document"):
        presskit.edit_text(form(kit, base={}), world=WORLD)
    assert contents(kit) == before


def conflict(kit: Path) -> tuple[presskit.EditTextRequest, presskit.EditStatementReport]:
    """Two forms that both change the first paragraph and add one at the end; return the second and its report."""
    late = form(kit)
    for words in ("theirs", "mine"):
        lines = form(kit).body if words == "theirs" else late.body
        body = lines.replace(lines.split()[0], words, 1) + f"\n\nAdded by {words}."
        request = form(kit, body=body) if words == "theirs" else form(kit, body=body, digest=late.digest, base=late.base)
        report = presskit.edit_text(request, world=WORLD)
    return request, report


@pytest.mark.parametrize(
    ("choices", "first", "added"),
    [(("mine", "theirs"), "mine", ["theirs"]), (("theirs", "mine"), "theirs", ["mine"]), (("mine", "both"), "mine", ["theirs", "mine"])],
)
def test_what_two_changed_is_decided_by_a_person(kit: Path, choices: tuple[str, ...], first: str, added: list[str]) -> None:
    request, report = conflict(kit)
    assert (report.failed, len(report.conflicts)) == (True, 2)
    before = contents(kit)
    given: dict[str, Any] = {"digest": request.digest, "base": request.base, "body": request.body}
    undecided = presskit.edit_text(form(kit, **given, choices=choices, against="another state"), world=WORLD)
    assert len(undecided.conflicts) == 2
    assert len(presskit.edit_text(form(kit, **given, choices=("mine",), against=report.statement.digest), world=WORLD).conflicts) == 2
    assert contents(kit) == before
    with pytest.raises(presskit.RequestError, match="decided by one of mine"):
        presskit.edit_text(form(kit, **given, choices=("yours", "theirs"), against=report.statement.digest), world=WORLD)
    done = presskit.edit_text(form(kit, **given, choices=choices, against=report.statement.digest), world=WORLD)
    assert not done.failed
    text = (kit / "statement.en.md").read_text("utf-8")
    assert form(kit).body.startswith(first)
    assert [each.split()[2].strip(".") for each in text.splitlines() if each.startswith("Added by")] == added


def typed(kit: Path, document: dict[str, Any], digest: str, words: str, seconds: int) -> str:
    document["title"]["inlines"] = [{"kind": "Text", "text": words}]
    world = presskit.World({}, lambda: NOON + timedelta(seconds=seconds))
    return presskit.edit_statement(presskit.EditStatementRequest(kit, "en", document, digest), world=world).statement.digest


def test_who_types_makes_one_step_of_the_history(kit: Path) -> None:
    text = presskit.read_statement(presskit.StatementRequest(kit, "en"))
    file = kit / "statement.en.md"
    first = file.read_bytes()
    document, digest = json.loads(json.dumps(text.document)), text.digest
    for seconds in (0, 1, 2, 119):
        digest = typed(kit, document, digest, f"A title at {seconds}", seconds)
    one = file.read_bytes()
    digest = typed(kit, document, digest, "A title later", 121)
    assert [(each.number, each.changed[0]) for each in presskit.history(kit).entries[1:]] == [(2, file.name), (3, file.name)]
    assert presskit.history(kit).lost == ()
    contents_kept = [path.read_bytes() for path in (kit / ".presskit/objects").rglob("*") if path.is_file()]
    assert not [each for each in contents_kept if b"A title at 1\n" in each or b"A title at 2\n" in each]
    presskit.undo(kit)
    assert file.read_bytes() == one
    presskit.undo(kit)
    assert file.read_bytes() == first


def test_what_was_edited_between_begins_a_step_of_its_own(kit: Path) -> None:
    text = presskit.read_statement(presskit.StatementRequest(kit, "en"))
    document: dict[str, Any] = json.loads(json.dumps(text.document))
    typed(kit, document, text.digest, "One title", 0)
    file = kit / "statement.en.md"
    file.write_text(file.read_text("utf-8") + "\nBy hand.\n", "utf-8")
    now = presskit.read_statement(presskit.StatementRequest(kit, "en"))
    typed(kit, json.loads(json.dumps(now.document)), now.digest, "Two titles", 1)
    assert [each.action for each in presskit.history(kit).entries[1:]] == ["edit statement.en.md", "edited by hand", "edit statement.en.md"]
    presskit.undo(kit)
    third = presskit.read_statement(presskit.StatementRequest(kit, "en"))
    typed(kit, json.loads(json.dumps(third.document)), third.digest, "Three titles", 2)
    assert presskit.history(kit).entries[-2].action.startswith("undo")
