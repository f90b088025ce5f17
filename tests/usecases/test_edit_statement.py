"""The text of a kit goes to an editor and comes back: only what was changed is written, and nothing is overwritten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import presskit
from presskit.readers.translation_files import MEMORY
from tests.usecases.conftest import WORLD, change, contents


def text_of(kit: Path, language: str = "en") -> tuple[dict[str, Any], str]:
    """Return the document, as the browser has it, and its digest."""
    report = presskit.read_statement(presskit.StatementRequest(kit, language))
    document: dict[str, Any] = json.loads(json.dumps(report.document))
    return document, report.digest


def say(document: dict[str, Any], block: int, words: str) -> str:
    """Give a paragraph of the body other words; return its id."""
    document["body"][block]["inlines"] = [{"kind": "Text", "text": words}]
    name: str = document["body"][block]["id"]
    return name


def edit(kit: Path, document: object, digest: str, base: object = None, language: str = "en") -> presskit.EditStatementReport:
    request = presskit.EditStatementRequest(kit, language, document, digest, base)  # type: ignore[arg-type]
    return presskit.edit_statement(request, world=WORLD)


def test_a_text_has_its_direction_and_the_places_of_its_blocks(kit: Path) -> None:
    english, arabic = (presskit.read_statement(presskit.StatementRequest(kit, tag)) for tag in ("en", "ar"))
    assert (english.direction, arabic.direction) == ("ltr", "rtl")
    place = english.places[english.document["body"][0]["id"]]
    line = (kit / "statement.en.md").read_text("utf-8").splitlines()[place.line - 1]
    assert line.startswith(english.document["body"][0]["inlines"][0]["text"][:20])


def test_a_text_that_was_not_changed_changes_no_file(kit: Path) -> None:
    before = contents(kit)
    report = edit(kit, *text_of(kit))
    assert (report.changed, report.merged, report.failed) == ((), (), False)
    assert contents(kit) == before


def test_one_block_is_written_and_can_be_undone(kit: Path) -> None:
    file = kit / "statement.en.md"
    before = file.read_text("utf-8")
    document, digest = text_of(kit)
    name = say(document, 0, "Other words.")
    report = edit(kit, document, digest)
    assert report.changed == (name,)
    lines = file.read_text("utf-8").splitlines()
    assert set(lines) - set(before.splitlines()) == {f"Other words. {{#{name}}}"}
    assert (report.statement.document, report.statement.digest) == text_of(kit)
    assert presskit.undo(kit).undone == "edit statement.en.md"
    assert file.read_text("utf-8") == before


def test_two_windows_change_two_blocks_and_both_changes_stay(kit: Path) -> None:
    base, digest = text_of(kit)
    first, second = (json.loads(json.dumps(base)) for _ in range(2))
    names = say(first, 0, "The first window."), say(second, 1, "The second window.")
    edit(kit, first, digest)
    report = edit(kit, second, digest, base)
    assert (report.changed, report.merged, report.conflicts) == ((names[1],), (names[0],), ())
    now = [each["inlines"][0]["text"] for each in text_of(kit)[0]["body"][:2]]
    assert now == ["The first window.", "The second window."]


def test_two_windows_change_one_block_and_the_second_is_told(kit: Path) -> None:
    base, digest = text_of(kit)
    first, second = (json.loads(json.dumps(base)) for _ in range(2))
    name = say(first, 0, "The first window.")
    say(second, 0, "The second window.")
    edit(kit, first, digest)
    before = contents(kit)
    report = edit(kit, second, digest, base)
    assert report.failed
    (conflict,) = report.conflicts
    assert conflict == presskit.EditConflict(name, base["body"][0], second["body"][0], first["body"][0])
    assert report.statement.document == first
    assert contents(kit) == before
    with pytest.raises(presskit.RequestError, match="was changed since: nothing was written"):
        edit(kit, second, digest)


def test_a_kit_that_was_changed_outside_meanwhile_keeps_that_change(kit: Path) -> None:
    base, digest = text_of(kit)
    mine = json.loads(json.dumps(base))
    say(mine, 0, "From the editor.")
    change(kit / "statement.en.md", base["title"]["inlines"][0]["text"], "From outside")
    report = edit(kit, mine, digest, base)
    assert report.merged == ("title",)
    document = text_of(kit)[0]
    assert [document[key]["inlines"][0]["text"] for key in ("title",)] == ["From outside"]
    assert document["body"][0]["inlines"][0]["text"] == "From the editor."


def test_blocks_are_put_in_and_taken_out(kit: Path) -> None:
    document, digest = text_of(kit)
    gone = document["body"].pop(1)
    document["body"].append({"kind": "Paragraph", "inlines": [{"kind": "Text", "text": "{{ date }} is text"}]})
    report = edit(kit, document, digest)
    new = report.statement.document["body"][-1]
    assert new["inlines"] == [{"kind": "Text", "text": "{{ date }} is text"}]
    assert set(report.changed) == {new["id"], gone["id"]}


def test_what_was_translated_is_remembered_before_its_source_changes(kit: Path) -> None:
    document, digest = text_of(kit)
    name = say(document, 0, "Other words.")
    arabic = next(each for each in text_of(kit, "ar")[0]["body"] if each["id"] == name)
    edit(kit, document, digest)
    memory = (kit / MEMORY).read_text("utf-8")
    assert arabic["inlines"][0]["text"][:20] in memory
    assert "Other words." not in memory


@pytest.mark.parametrize("language", ["xx", "../kit", "en.md", "", "a/b"])
def test_a_text_that_is_not_there_is_told(kit: Path, language: str) -> None:
    with pytest.raises(presskit.RequestError, match="no text") as raised:
        presskit.read_statement(presskit.StatementRequest(kit, language))
    assert raised.value.fields == ("language",)


def test_what_is_wrong_with_a_request_is_told(kit: Path) -> None:
    document, digest = text_of(kit)
    with pytest.raises(presskit.RequestError, match="this is no document: document should be a Statement") as raised:
        edit(kit, [], digest)
    assert raised.value.fields == ("document",)
    with pytest.raises(presskit.RequestError, match="is in «en», not in «ar»"):
        edit(kit, document, digest, language="ar")
    with pytest.raises(presskit.RequestError, match="there is no folder"):
        edit(kit / "none", document, digest)
    document["title"]["inlines"] = []
    before = contents(kit)
    with pytest.raises(presskit.RequestError, match="was not changed: «» cannot be written"):
        edit(kit, document, digest)
    assert contents(kit) == before


def test_a_file_that_cannot_be_read_is_refused_with_its_findings(kit: Path) -> None:
    document, digest = text_of(kit)
    change(kit / "statement.en.md", "title:", "titel:")
    with pytest.raises(presskit.RequestError, match="mend its errors first") as raised:
        edit(kit, document, digest)
    assert raised.value.diagnostics
