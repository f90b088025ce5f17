"""How far the kits of a folder are, and the states by which a change is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import presskit
from presskit.usecases.kit_status import kit_folders, kit_state
from tests.usecases.conftest import WORLD, change


def test_a_kit_that_is_ready(kit: Path) -> None:
    status = presskit.kit_status(kit, world=WORLD)
    assert (status.languages, status.questions, status.errors, status.warnings) == (("en", "ar"), 0, 0, 0)
    assert status.ready
    assert status.readable
    assert status.state == kit_state(kit, world=WORLD) == presskit.check(kit, world=WORLD).state


def test_what_is_open_is_counted_apart_from_what_is_wrong(kit: Path) -> None:
    question = 'questions:\n  - id: consent-1\n    kind: consent\n    asked: "does it sign?"\n    place: {file: kit.yaml, line: 1, column: 1}\n'
    (kit / "questions.yaml").write_text(question, "utf-8")
    status = presskit.kit_status(kit, world=WORLD)
    assert (status.questions, status.errors, status.ready) == (1, 0, False)


def test_a_kit_that_cannot_be_read(kit: Path) -> None:
    (kit / "kit.yaml").write_bytes(b"\xff{{")
    status = presskit.kit_status(kit, world=WORLD)
    assert (status.readable, status.title, status.ready) == (False, "", False)
    assert status.errors


def test_the_kits_of_a_folder_are_listed_and_nothing_else(kit: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for name in ("b", "a", ".hidden"):
        shutil.copytree(kit, home / name)
    (home / "empty").mkdir()
    (home / "note.txt").write_text("x")
    (home / "linked").symlink_to(kit)
    assert [each.folder.name for each in presskit.list_kits(home, world=WORLD)] == ["a", "b"]
    with pytest.raises(presskit.RequestError, match="cannot be read"):
        presskit.list_kits(tmp_path / "nowhere", world=WORLD)


def test_a_folder_with_too_many_kits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.usecases.kit_status.FOLDER_KITS", 1)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "kit.yaml").write_text("")
    with pytest.raises(presskit.RequestError, match="more than 1 kits"):
        kit_folders(tmp_path)


def test_another_byte_is_another_state(kit: Path) -> None:
    before = kit_state(kit)
    change(kit / "kit.yaml", "release: immediate", "release:  immediate")
    assert kit_state(kit) != before


def test_an_answer_for_an_older_state_is_refused(kit: Path) -> None:
    question = 'questions:\n  - id: consent-1\n    kind: consent\n    asked: "does it sign?"\n    place: {file: kit.yaml, line: 1, column: 1}\n'
    (kit / "questions.yaml").write_text(question, "utf-8")
    state = presskit.questions(kit, world=WORLD).state
    change(kit / "kit.yaml", "release: immediate", "release:  immediate")
    answer = presskit.AnswerRequest(kit, "consent-1", "by-hand", state=state)
    with pytest.raises(presskit.KitChangedError, match="nothing was written"):
        presskit.answer(answer, world=WORLD)
    assert (kit / "questions.yaml").read_text("utf-8") == question
    fresh = presskit.AnswerRequest(kit, "consent-1", "by-hand", state=presskit.questions(kit, world=WORLD).state)
    assert presskit.answer(fresh, world=WORLD).questions.open == ()


def test_an_undo_for_an_older_state_is_refused(kit: Path) -> None:
    text = kit / "statement.en.md"
    text.write_text(text.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    presskit.write_ids(kit, world=WORLD)
    state = presskit.history(kit, world=WORLD).state
    change(kit / "kit.yaml", "release: immediate", "release:  immediate")
    with pytest.raises(presskit.KitChangedError):
        presskit.undo(presskit.UndoRequest(kit, state=state), world=WORLD)
    assert presskit.undo(presskit.UndoRequest(kit, state=presskit.history(kit, world=WORLD).state), world=WORLD).undone == "ids"


def test_each_warning_has_the_id_that_accepts_it(kit: Path) -> None:
    text = kit / "statement.en.md"
    text.write_text(text.read_text("utf-8") + "\nTo be written: TKTK.\n", "utf-8")
    report = presskit.check(kit, world=WORLD)
    warnings = [each for each in report.diagnostics if each.severity is presskit.Severity.WARNING]
    assert warnings
    assert set(report.acceptable) == set(warnings)
    for name in report.acceptable.values():
        presskit.answer(presskit.AnswerRequest(kit, name, "accept", reason="it is so"), world=WORLD)
    assert not [each for each in presskit.check(kit, world=WORLD).diagnostics if each in warnings]
