"""A program makes a kit of what it received."""

from __future__ import annotations

from pathlib import Path

import pytest

import presskit

TEXT = "A bridge for all\n\nThe bridge over the river is open to everybody from today.\n\nEMBARGOED until 6am CET, 14 January 2027\n"


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    path = tmp_path / "mail.txt"
    path.write_text(TEXT)
    return path


def test_a_text_becomes_a_kit_with_its_doubts(mail: Path) -> None:
    report = presskit.import_files(presskit.ImportRequest((mail,), mail.parent / "kit"))
    assert report.imported is not None
    names = {path.relative_to(mail.parent / "kit").as_posix() for path in report.files}
    assert {"kit.yaml", "statement.en.md", "import-report.txt", "input/mail.txt"} <= names
    assert [each.kind for each in report.questions] == [each.kind for each in presskit.questions(mail.parent / "kit").open]


def test_without_a_text_no_kit_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    report = presskit.import_files(presskit.ImportRequest((tmp_path / "empty.txt",), tmp_path / "kit"))
    assert report.imported is None
    assert report.questions == ()
    assert report.diagnostics
    assert not (tmp_path / "kit").exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(presskit.RequestError, match=r"nowhere\.txt"):
        presskit.import_files(presskit.ImportRequest((tmp_path / "nowhere.txt",), tmp_path / "kit"))


def test_it_can_be_cancelled(mail: Path) -> None:
    cancel = presskit.Cancellation()
    cancel.cancel()
    with pytest.raises(presskit.CancelledError):
        presskit.import_files(presskit.ImportRequest((mail,), mail.parent / "kit"), cancel=cancel)
    assert not (mail.parent / "kit").exists()
