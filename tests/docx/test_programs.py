"""What other programs say of the Word file: Microsoft's validator, openxml-audit, LibreOffice."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from presskit.model.document import Figure, Text
from presskit.model.edition import Edition
from presskit.model.release import PageSize
from presskit.writers import docx
from tests import programs
from tests.docx.making import RESOURCES, TEMPLATE, made, sample, with_template
from tests.docx.reading import W, WordFile, bookmarks
from tests.docx.test_pictures import picture
from tests.docx.test_words import EMBARGO, meant, said
from tests.samples import LANGUAGES, bare, edition

pytestmark = pytest.mark.real
AUDIT = Path(sys.executable).with_name("openxml-audit")

needs_validator = pytest.mark.skipif(programs.validator() is None, reason="tests/tools is not installed: npm ci")
needs_audit = pytest.mark.skipif(not AUDIT.exists(), reason="openxml-audit is not installed")
needs_office = pytest.mark.skipif(
    programs.soffice() is None or programs.program("pdftotext") is None, reason="no LibreOffice or poppler"
)


def illustrated() -> Edition:
    figure = Figure("a.png", "Buses", (Text("The crossing"),), "A. B.", "f")
    return replace(edition(), body=(*edition().body, figure), brand=replace(edition().brand, logo="a.png"))


EDITIONS = {
    **{f"{language} {page}": edition(language, page=page) for language in LANGUAGES for page in PageSize},
    "embargo": edition("en", embargo=EMBARGO),
    "Arabic embargo": edition("ar", embargo=EMBARGO),
    "Arabic-Indic digits": replace(edition("ar"), digits="arab"),
    "bare": bare(),
    "pictures": illustrated(),
}


def written(name: str) -> bytes:
    return docx.write(EDITIONS[name], RESOURCES.with_assets({"a.png": picture()})).data


def microsofts_errors(path: Path) -> list[object]:
    done = subprocess.run([str(programs.validator()), str(path)], capture_output=True, text=True, timeout=900, check=False)
    return list(json.loads(done.stdout)["errors"])


@needs_validator
@pytest.mark.parametrize("name", EDITIONS)
def test_microsofts_validator_finds_no_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(written(name))
    assert microsofts_errors(tmp_path / "x.docx") == []


@needs_audit
@pytest.mark.parametrize("name", ["en A4", "ar A5", "fr Letter", "Arabic-Indic digits", "pictures"])
def test_openxml_audit_finds_no_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(written(name))
    done = subprocess.run(
        [AUDIT, "-f", "microsoft365", tmp_path / "x.docx"], capture_output=True, text=True, timeout=900, check=False
    )
    assert "Errors: 0" in done.stdout
    assert done.returncode == 0


@needs_validator
def test_the_template_itself_is_valid(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(TEMPLATE)
    assert microsofts_errors(tmp_path / "x.docx") == []


@needs_office
@pytest.mark.parametrize(("language", "pages"), [("en", r"Page \d of \d"), ("fr", r"Page \d sur \d"), ("ar", "صفحة")])
def test_libreoffice_shows_numbers_pages_and_contacts(language: str, pages: str) -> None:
    text = programs.words_of_pdf(programs.as_pdf(written(f"{language} A4")))
    sheets = text.rstrip("\f").split("\f")
    assert len(sheets) in {2, 3}
    assert all(re.search(pages, sheet) for sheet in sheets)
    numbers = {int(n) for n in re.findall(r"(?<!\d)(\d{1,2})\.(?!\d)|\.(\d{1,2})(?!\d)", text) for n in n if n}
    assert set(range(1, 26)) <= numbers
    assert "+44 20 7946 0958" in text
    assert "desk1@example.org" in text


@needs_office
def test_the_embargo_is_on_every_sheet() -> None:
    sheets = programs.words_of_pdf(programs.as_pdf(written("embargo"))).rstrip("\f").split("\f")
    assert len(sheets) > 1
    assert all(EMBARGO[0] in sheet for sheet in sheets)


def numbers(file: WordFile) -> list[str]:
    return [each.mark for each in file.paragraphs() if each.mark[:1].isdigit()]


@needs_office
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_that_libreoffice_saved_makes_the_same_file(language: str, tmp_path: Path) -> None:
    resaved = programs.converted(TEMPLATE, "docx", "docx:MS Word 2007 XML")
    file = made(edition(language), with_template(tmp_path, resaved))
    assert said(file) == meant(edition(language))
    assert numbers(file) == numbers(sample(language))
    assert [each.style for each in file.paragraphs()] == [each.style for each in sample(language).paragraphs()]
    if programs.validator():
        (tmp_path / "x.docx").write_bytes(docx.write(edition(language), with_template(tmp_path, resaved)).data)
        assert microsofts_errors(tmp_path / "x.docx") == []


@needs_office
def test_bookmarks_come_back_from_libreoffice() -> None:
    back = WordFile(programs.converted(written("en A4"), "docx", "docx:MS Word 2007 XML"))
    ours, theirs = (dict(pair for p in file.document.iter(f"{W}p") for pair in bookmarks(p)) for file in (sample(), back))
    assert len(ours) > 50
    assert {name: theirs.get(name, "").split() for name in ours} == {name: words.split() for name, words in ours.items()}
