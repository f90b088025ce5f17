"""The history of a kit keeps every state; undo puts one back and loses nothing."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import docx
import presskit
from presskit.cli import main
from presskit.errors import RequestError
from presskit.kit.changing import change, sources
from presskit.store import history
from presskit.store.commit import OutputError

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def record(folder: Path, action: str, **files: bytes | None) -> None:
    named = {name.replace("_", "."): data for name, data in files.items()}
    history.record(folder, named, action=action, sources=state(folder), now=NOW)


def undo(folder: Path) -> str:
    return history.take_back(folder, sources=state(folder), now=NOW)[0].action


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    (tmp_path / "kit.yaml").write_bytes(b"id: one")
    (tmp_path / "statement.en.md").write_bytes(b"words")
    return tmp_path


def test_each_command_and_what_was_edited_before_it_is_an_entry(kit: Path) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    (kit / "statement.en.md").write_bytes(b"by hand")
    record(kit, "translate import", statement_fr_md=b"mots")
    assert [(each.number, each.action, each.changed) for each in history.entries(kit)] == [
        (1, "as it was", ("kit.yaml", "statement.en.md")),
        (2, "answer", ("kit.yaml",)),
        (3, "edited by hand", ("statement.en.md",)),
        (4, "translate import", ("statement.fr.md",)),
    ]


def test_undo_goes_back_command_by_command_and_keeps_what_was_edited(kit: Path) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    record(kit, "translate import", statement_fr_md=b"mots")
    (kit / "statement.en.md").write_bytes(b"by hand")
    assert undo(kit) == "translate import"
    assert state(kit) == {"kit.yaml": b"id: two", "statement.en.md": b"by hand"}
    assert undo(kit) == "answer"
    assert state(kit) == {"kit.yaml": b"id: one", "statement.en.md": b"by hand"}
    with pytest.raises(RequestError, match="nothing to undo"):
        undo(kit)


def test_what_was_edited_since_is_not_undone(kit: Path) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    (kit / "kit.yaml").write_bytes(b"id: by hand")
    with pytest.raises(RequestError, match=r"kit\.yaml was changed after «answer»"):
        undo(kit)
    assert state(kit)["kit.yaml"] == b"id: by hand"


def test_any_state_can_be_put_back_and_nothing_is_lost(kit: Path) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    record(kit, "translate import", statement_fr_md=b"mots")
    (kit / "kit.yaml").write_bytes(b"id: by hand")
    assert history.restore(kit, 1, sources=state(kit), now=NOW) == ("kit.yaml", "statement.fr.md")
    assert state(kit) == {"kit.yaml": b"id: one", "statement.en.md": b"words"}
    edited = next(each for each in history.entries(kit) if each.number == 4)
    assert history.content(kit, edited.files["kit.yaml"]) == b"id: by hand"
    history.restore(kit, 4, sources=state(kit), now=NOW)
    assert state(kit) == {"kit.yaml": b"id: by hand", "statement.en.md": b"words", "statement.fr.md": b"mots"}
    with pytest.raises(RequestError, match="has no entry 99; it has from 1 to 6"):
        history.restore(kit, 99, sources=state(kit), now=NOW)


def test_a_damaged_history_is_told_and_changes_nothing(kit: Path) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    objects = [path for path in (kit / ".presskit" / "objects").rglob("*") if path.is_file()]
    for path in objects:
        path.write_bytes(b"other")
    with pytest.raises(RequestError, match="is damaged"):
        undo(kit)
    assert state(kit)["kit.yaml"] == b"id: two"
    escaping = '{"number": 1, "time": "", "action": "", "changed": [], "files": {"a": "../x"}, "takes_back": 0}'
    for text in ("{", "[]", '{"number": 1}', escaping):
        (kit / ".presskit" / "history" / "000001.json").write_text(text, "utf-8")
        with pytest.raises(RequestError, match="is damaged"):
            history.entries(kit)


def test_the_history_is_its_owners_alone(kit: Path) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    modes = {path.stat().st_mode & 0o077 for path in (kit / ".presskit").rglob("*") if path.is_file()}
    assert modes == {0}


def test_equal_contents_are_kept_once(kit: Path) -> None:
    for number in range(20):
        record(kit, "answer", kit_yaml=b"id: %d" % (number % 2))
    assert len([path for path in (kit / ".presskit" / "objects").rglob("*") if path.is_file()]) == 4


def test_a_state_that_was_put_back_can_be_left_again(kit: Path) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    record(kit, "translate import", statement_fr_md=b"mots")
    latest = state(kit)
    history.restore(kit, 1, sources=state(kit), now=NOW)
    assert undo(kit) == "undo to 1"
    assert state(kit) == latest
    assert undo(kit) == "translate import"
    assert undo(kit) == "answer"
    assert history.undoable(history.entries(kit)) is None


@pytest.mark.parametrize("name", [".git/hooks/pre-commit", ".presskit/history/000001.json", "a/.b/c"])
def test_a_history_of_a_stranger_names_no_hidden_files(kit: Path, name: str) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    first = kit / ".presskit" / "history" / "000001.json"
    first.write_text(first.read_text("utf-8").replace('"statement.en.md"', f'"{name}"'), "utf-8")
    with pytest.raises(RequestError, match=r"is damaged.*move the folder \.presskit out"):
        history.restore(kit, 1, sources=state(kit), now=NOW)


@pytest.mark.parametrize("how", ["lost", "damaged"])
def test_the_history_tells_which_files_it_has_lost(kit: Path, capsys: pytest.CaptureFixture[str], how: str) -> None:
    record(kit, "ids", **{"kit.yaml": b"id: b\n"})
    assert presskit.history(kit).lost == ()
    digest = presskit.history(kit).entries[0].files["kit.yaml"]
    kept = kit / ".presskit/objects" / digest[:2] / digest[2:]
    kept.unlink()
    if how == "damaged":
        kept.write_bytes(b"other")
    assert presskit.history(kit).lost == ((1, "kit.yaml"),)
    assert main(["history", str(kit)]) == 1
    assert "The history has lost «kit.yaml» of entry 1" in capsys.readouterr().out
    assert main(["history", str(kit), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["lost"] == [{"entry": 1, "file": "kit.yaml"}]


def test_what_was_put_back_has_no_action_that_was_undone(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(kit, "ids", **{"kit.yaml": b"id: b\n"})
    assert main(["undo", str(kit), "--to", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["undone"], told["state"], told["changed"]) == (None, 1, ["kit.yaml"])
    assert main(["undo", str(kit), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == 0


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("write_ids", "statement.en.md"), ("write_ids", "translations/memory.tmx"),
        ("answer", "questions.yaml"),
        ("merge_signatories", "signatories.yaml"),
        ("edit_statement", "statement.en.md"), ("edit_statement", "translations/memory.tmx"),
        ("translate_back", "statement.ar.md"), ("translate_back", "translations/notes.ar.md"),
        ("import_translation", "translations/memory.tmx"), ("import_translation", "internal.txt"),
        ("campaign", "questions.yaml"),
        ("translate_out", "translations/exports.yaml"), ("translate_out", "translations/memory.tmx"),
    ],
)  # fmt: skip
def test_what_an_editor_saves_while_a_command_works_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str
) -> None:
    """Between the reading of a kit and its change, also of a large one, an editor saves."""
    kit = tmp_path / "kit"
    presskit.new(presskit.NewRequest(kit))
    text = kit / "statement.en.md"
    if module in {"write_ids", "answer"} and name != "translations/memory.tmx":
        text.write_text(re.sub(r" \{#[\w-]+\}", "", text.read_text("utf-8")), "utf-8")
    use_case, working = _working(module, kit, tmp_path)
    changes = "prepared" if module == "translate_out" else "change"
    change, given = getattr(use_case, changes), list[str]()

    def later(folder: Path, files: dict[str, bytes], **rest: Any) -> object:
        given.extend(files)
        (kit / name).parent.mkdir(exist_ok=True)
        (kit / name).write_bytes((kit / name).read_bytes() + b"by hand" if (kit / name).exists() else b"by hand")
        return change(folder, files, **rest)

    monkeypatch.setattr(use_case, changes, later)
    with pytest.raises((presskit.RequestError, OutputError), match=r"was changed meanwhile: nothing was written"):
        working()
    assert name in given
    assert (kit / name).read_bytes().endswith(b"by hand")


def _working(module: str, kit: Path, beside: Path) -> tuple[Any, Callable[[], object]]:
    """Return the module of a use case, and what has it change the kit."""
    table, french = beside / "late.csv", beside / "fr.txt"
    table.write_text("Organisation\nRiver Aid of the North\n", "utf-8")
    french.write_text("Un titre en français\n\nLe pont est ouvert. Les routes aussi.\n\nÀ usage interne : Omar.\n", "utf-8")
    calls: dict[str, Callable[[], object]] = {
        "write_ids": lambda: presskit.write_ids(kit),
        "answer": lambda: _answered(kit),
        "merge_signatories": lambda: presskit.merge_signatories(presskit.MergeRequest(kit, (table,), write=True)),
        "edit_statement": lambda: _retitled(kit),
        "translate_back": lambda: presskit.translate_back(presskit.TranslateBackRequest(kit, beside / "out" / sent)),
        "import_translation": lambda: presskit.import_translation(presskit.ImportTranslationRequest((french,), kit, "fr")),
        "campaign": lambda: _planned(kit),
        "translate_out": lambda: _exported(kit, beside / "again"),
    }
    sent = _exported(kit, beside / "out") if module == "translate_back" else ""
    if module == "translate_back":
        _commented(beside / "out" / sent)
    return importlib.import_module(f"presskit.usecases.{module}"), calls[module]


def _exported(kit: Path, out: Path) -> str:
    return presskit.translate_out(presskit.TranslateOutRequest(kit, out, formats=("docx",), everything=True)).sent[0].files[0]


def _commented(path: Path) -> None:
    """Write a comment of the translator into the file that went out."""
    document = docx.Document(str(path))
    document.add_comment(document.paragraphs[0].runs, text="is this the name?", author="a translator")
    document.save(str(path))


def _planned(kit: Path) -> None:
    (kit / "media-list.csv").write_text("E-mail,Name,Language,Mailing\nrana@paper.example,Rana,en,yes\n", "utf-8")
    presskit.draft(presskit.DraftRequest(kit, per_recipient=True, attach=(), out=kit.parent / "drafts"))


def _answered(kit: Path) -> None:
    asked = presskit.questions(kit)
    each = (*asked.open, *asked.warnings)[0]
    presskit.answer(presskit.AnswerRequest(kit, each.id, "accept", reason="a sample"))


def _retitled(kit: Path) -> None:
    text = presskit.read_statement(presskit.StatementRequest(kit, "en"))
    text.document["title"]["inlines"] = [{"kind": "Text", "text": "A better title"}]
    presskit.edit_statement(presskit.EditStatementRequest(kit, "en", text.document, text.digest))


@pytest.mark.parametrize("wrong", [{"number": 1e400}, {"files": {"\ud800": "0" * 64}}, {"files": {"a\0b": "0" * 64}}])
def test_a_history_of_a_stranger_that_cannot_be_is_told(
    kit: Path, capsys: pytest.CaptureFixture[str], wrong: dict[str, Any]
) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    entry = kit / ".presskit" / "history" / "000002.json"
    entry.write_text(json.dumps({**json.loads(entry.read_text("utf-8")), **wrong}), "utf-8")
    for command in (["history"], ["undo"], ["undo", "--to", "1"]):
        assert main([command[0], str(kit), *command[1:]]) == 2
        assert "is damaged" in capsys.readouterr().err


@pytest.mark.parametrize("name", [".git/config", "../a.md", "/a.md", "mail/ledger.sqlite", "Mail/Ledger.sqlite", "mail/ledger.sqlite-wal"])
def test_what_no_history_may_hold_is_not_written(kit: Path, name: str) -> None:
    """Written once, it would keep the whole history from being read; an undo of the ledger would send mail twice."""
    before = state(kit)
    with pytest.raises(RequestError, match="nothing was written"):
        history.record(kit, {"kit.yaml": b"id: two", name: b"x"}, action="answer", sources=before, now=NOW)
    assert state(kit) == before
    assert history.entries(kit) == ()


def test_the_record_of_e_mails_is_never_put_back(kit: Path) -> None:
    record(kit, "answer", kit_yaml=b"id: two")
    (entry,) = [path for path in (kit / ".presskit/history").iterdir() if path.name.startswith("000002")]
    entry.write_text(entry.read_text("utf-8").replace("statement.en.md", "mail/ledger.sqlite"), "utf-8")
    (kit / "mail").mkdir()
    (kit / "mail/ledger.sqlite").write_bytes(b"sent")
    for number in (0, 1, 2):
        with pytest.raises(RequestError, match="is damaged"):
            presskit.undo(presskit.UndoRequest(kit, number))
    assert (kit / "mail/ledger.sqlite").read_bytes() == b"sent"


def test_questions_of_a_media_list_are_a_change_that_can_be_undone(tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    presskit.new(presskit.NewRequest(kit))
    _planned(kit)
    assert [(each.action, each.changed) for each in presskit.history(kit).entries[1:]] == [
        ("ask about the media list", ("questions.yaml",)),
    ]
    assert presskit.undo(kit).changed == ("questions.yaml",)
    assert not presskit.questions(kit).kept


def test_a_file_that_is_there_and_was_not_read_is_not_overwritten(tmp_path: Path) -> None:
    kit, elsewhere = tmp_path / "kit", tmp_path / "contacts.yaml"
    presskit.new(presskit.NewRequest(kit))
    elsewhere.write_bytes((kit / "contacts.yaml").read_bytes())
    (kit / "contacts.yaml").unlink()
    (kit / "contacts.yaml").symlink_to(elsewhere)
    files = sources(kit)
    with pytest.raises(RequestError, match=r"«contacts\.yaml» could not be read, so nothing was written") as raised:
        change(kit, {"kit.yaml": b"id: two", "contacts.yaml": b"contacts: []"}, read=files, action="answer", now=NOW)
    assert [each.code for each in raised.value.diagnostics] == ["link-outside-kit"]
    assert sources(kit) == files
    assert (kit / "contacts.yaml").is_symlink()
