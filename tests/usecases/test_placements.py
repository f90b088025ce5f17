"""Where each line of an import went, read again from the kit: what the import said, and what was answered since."""

from __future__ import annotations

from pathlib import Path

import pytest

import presskit
from presskit.typography import visible
from presskit.usecases.import_files import REPORT
from tests.usecases.conftest import WORLD

CORPUS = Path(__file__).parents[1] / "corpus/import"
FILES = sorted(path for path in CORPUS.rglob("*") if path.suffix in {".txt", ".eml", ".csv", ".docx", ".html", ".xlsx"})[::12]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_account_is_what_the_import_said(path: Path, tmp_path: Path) -> None:
    report = presskit.import_files(presskit.ImportRequest((path,), tmp_path / "kit"))
    if report.imported is None:
        pytest.skip("no kit can be made of this alone")
    read = presskit.placements(tmp_path / "kit")
    said = sorted((str(each.span), each.text.replace("\t", "  ")) for each in report.imported.placements)
    assert sorted((each.place.source, each.place.line) for each in read.lines) == sorted((each.span.source, each.span.line) for each in report.imported.placements)
    assert sorted(each.text for each in read.lines) == sorted(visible(text) for _, text in said)
    asked = {each.id for each in report.questions}
    assert {each.question for each in read.lines if each.question} <= asked


def test_a_line_waits_until_its_question_is_answered(tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("EMBARGOED until 6am CET, 14 January 2027\n\nA bridge for all\n\nThe bridge is open to everybody.\n", "utf-8")
    presskit.import_files(presskit.ImportRequest((tmp_path / "mail.txt",), tmp_path / "kit"))
    report = presskit.placements(tmp_path / "kit")
    assert (len(report.lines), report.waiting) == (3, 1)
    waiting = next(each for each in report.lines if each.waits)
    presskit.answer(presskit.AnswerRequest(tmp_path / "kit", waiting.question, "leave-out", reason="it is over"), world=WORLD)
    assert presskit.placements(tmp_path / "kit").waiting == 0


def test_a_kit_that_was_not_imported_has_no_account(kit: Path) -> None:
    assert presskit.placements(kit) == presskit.PlacementsReport(())


def test_an_account_that_somebody_wrote_over_is_no_fault(kit: Path) -> None:
    (kit / REPORT).write_bytes(b"WHERE EACH LINE WENT.\n\n    words\nx\ny  \xe2\x86\x92  z\n\xff" + b"  \xe2\x86\x92  " * 50)
    assert len(presskit.placements(kit).lines) == 3
    (kit / REPORT).unlink()
    (kit / REPORT).symlink_to("/etc/passwd")
    with pytest.raises(presskit.RequestError, match="cannot be read"):
        presskit.placements(kit)
