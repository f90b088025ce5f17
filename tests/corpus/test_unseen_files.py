"""The Word files and workbooks of the unseen half: what is stored is what their sources make."""

from __future__ import annotations

import openpyxl
import pytest

from tests.corpus import unseen_word_files, unseen_workbooks
from tests.corpus.unseen_workbooks import filled


@pytest.mark.parametrize("name", unseen_word_files.FILES)
def test_a_stored_word_file_is_what_its_source_makes(name: str) -> None:
    assert (unseen_word_files.FOLDER / name).read_bytes() == unseen_word_files.FILES[name]()


@pytest.mark.parametrize("name", unseen_workbooks.FILES)
def test_a_stored_workbook_is_what_its_source_makes(name: str) -> None:
    book = openpyxl.load_workbook(unseen_workbooks.FOLDER / name)
    assert {sheet.title: filled(sheet.values) for sheet in book} == {
        title: filled(rows) for title, rows in unseen_workbooks.FILES[name].items()
    }
