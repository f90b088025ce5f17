"""What other programs make of our Word files, and what is found in theirs."""

from __future__ import annotations

import io

import pytest

import docx
from tests import programs
from tests.preflight_docx.files import edition, found, good
from tests.samples import LANGUAGES

needs_office = pytest.mark.skipif(programs.soffice() is None, reason="no LibreOffice")

EXPLAINED = {
    "docx-element-order": "note",  # LibreOffice 7 writes some properties of runs and sections out of order
    "docx-font": "note",  # it leaves out what may stand in for a font
    "docx-paragraph-id": "warning",
}


@pytest.mark.real
@needs_office
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_libreoffice_saved_again_gives_only_what_is_explained(language: str) -> None:
    saved = programs.converted(good(language), "docx", "docx:MS Word 2007 XML")
    told = {each.diagnostic.code: str(each.diagnostic.severity) for each in found(saved, edition(language))}
    assert told.items() <= EXPLAINED.items()
    assert "docx-element-order" in told


def test_a_file_of_python_docx_gives_what_its_template_leaks() -> None:
    document = docx.Document()
    document.add_heading("A title", 1)
    document.add_paragraph("Words.")
    out = io.BytesIO()
    document.save(out)
    told = {each.diagnostic.code: str(each.diagnostic.severity) for each in found(out.getvalue())}
    assert told == {
        "docx-title": "warning",
        "docx-page-number": "note",
        "docx-custom-xml": "note",
        "docx-thumbnail": "note",
        "docx-revision-ids": "note",
    }
