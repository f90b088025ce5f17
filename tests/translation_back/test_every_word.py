"""No word of a Word file is lost: each that was planted is found by the walk, and accounted for by both imports."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from docx import Document
from presskit.formats.ooxml.inspection import read_docx
from presskit.formats.ooxml.values import State, Story
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.docx_file import docx_lines
from presskit.translation.alignment_state import Choices
from presskit.translation.returned import Tracked
from presskit.usecases.translate_back import TranslateBackReport
from tests.translation_back.kits import take, untranslated
from tests.translation_back.planting import Planted, planted
from tests.translation_back.test_taking import back


def plain() -> bytes:
    document = Document()
    document.add_paragraph("Open the road", style="Title")
    document.add_paragraph("The organisations ask that the road to the north be opened for those who want to leave.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def told(report: TranslateBackReport) -> str:
    """Return everything that a report says."""
    findings = [" ".join([each.message, *(words for _, words in each.related)]) for each in report.diagnostics]
    return "\n".join([*findings, *(row.words for row in report.rows)])


def test_the_walk_yields_every_planted_word_with_its_part_and_state() -> None:
    made = planted(plain())
    words = read_docx(made.data, "planted.docx").words
    found = {name: [each for each in words if word in each.text] for name, word in made.words.items()}
    assert [name for name, each in found.items() if not each] == []
    states = {"struck": State.STRUCK, "double struck": State.STRUCK, "struck by a style": State.STRUCK, "hidden": State.HIDDEN,
              "hidden by a style": State.HIDDEN, "white": State.WHITE, "white by the theme": State.WHITE, "tiny": State.HIDDEN,
              "highlighted": State.HIGHLIGHTED, "deleted": State.DELETED, "inserted": State.INSERTED,
              "in a field's instruction": State.FIELD_CODE, "shown by a field": State.FIELD_RESULT}  # fmt: skip
    for name, state in states.items():
        assert state in found[name][0].states, name
    for name in ("plain", "white on black", "after a field without an end", "the middle of five", "a link"):
        assert found[name][0].seen, name
    stories = {"a footnote": Story.FOOTNOTES, "an endnote": Story.ENDNOTES, "a header": Story.HEADER, "a comment": Story.COMMENTS,
               "a text box": Story.TEXT_BOX, "inserted HTML": Story.INSERTED_FILE, "a chart": Story.CHART}  # fmt: skip
    for name, story in stories.items():
        assert found[name][0].story is story, name
    assert found["the middle of five"][0].cell is not None
    assert found["the middle of five"][0].cell[1:] == (1, 3)


def _lost(made: Planted, account: str) -> list[str]:
    return [name for name, word in made.words.items() if word not in account]


@pytest.mark.parametrize("way", [Tracked.ACCEPT, Tracked.REFUSE])
def test_the_import_of_a_return_accounts_for_every_planted_word(tmp_path: Path, way: Tracked) -> None:
    """Each is placed, kept as a note, or told; what is asked about is told, and then kept as a note where it is to be one."""
    kit = untranslated(tmp_path)
    made = planted(back(kit))
    report = take(kit, "back.docx", made.data, tracked=way)
    assert report.refused
    assert set(_lost(made, told(report))) <= {"a comment", "a table in a comment"}  # these are no reason to refuse
    asked = {str(number): () for row in report.rows if row.state == "asked" for number in row.numbers}
    report = take(kit, "back.docx", made.data, tracked=way, choices=Choices(asked))
    assert not report.refused
    notes = (kit / "translations/notes.fr.md").read_text("utf-8")
    kept = [name for name, word in made.words.items() if word in notes]
    assert _lost(made, told(report) + notes) == []
    gone = {"struck", "double struck", "struck by a style", "hidden", "hidden by a style", "white", "white by the theme", "tiny",
            "inserted", "deleted", "moved from", "moved to"}  # fmt: skip
    assert set(made.words) - set(kept) <= gone  # these are told alone, in lists of their own
    text = (kit / "statement.fr.md").read_text("utf-8")
    assert [name for name, word in made.words.items() if word in text] == []


def test_the_import_of_a_received_file_accounts_for_every_planted_word() -> None:
    made, account = planted(plain()), AuditLog()
    lines, _ = docx_lines("planted.docx", made.data, account)
    findings = "\n".join(" ".join([each.message, *(words for _, words in each.related)]) for each in account.found)
    entries = "\n".join(entry.text for entry in account.entries.values())
    notes = "\n".join(str(note) for line in lines for note in line.footnotes)
    text = "\n".join(line.raw for line in lines)
    assert _lost(made, f"{text}\n{notes}\n{findings}\n{entries}") == []
    for name in ("struck", "double struck", "struck by a style", "hidden", "white", "deleted"):
        assert made.words[name] not in text, name
