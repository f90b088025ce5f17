"""What the pages look like: small pictures of them, and where things stand in a right-to-left page.

``PRESSKIT_NEW_PICTURES=1 pytest tests/pdf/test_looks.py`` makes the pictures anew; look at them before they are kept.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from presskit.model.edition import Edition, Group, SignatoryList
from presskit.model.release import PageSize
from presskit.resources import Resources
from tests.pdf.test_pdf import EMBARGO
from tests.samples import bare, edition, members, paragraph
from tests.setting import pdf_of, print_of
from tests.shipped import editions

KEPT = Path(__file__).parent / "pictures"
SPECIMEN = {made.language: made for made in editions() if made.id == "aleppo-2016"}
PAGES: dict[str, tuple[Edition, bool]] = {
    "specimen-en": (SPECIMEN["en"], False),
    "specimen-ar": (SPECIMEN["ar"], False),
    "specimen-fr": (SPECIMEN["fr"], False),
    "print-ar": (SPECIMEN["ar"], True),
    "embargo-en": (edition("en", embargo=EMBARGO), False),
    "a5-ar": (edition("ar", page=PageSize.A5), False),
    "letter-en": (edition("en", page=PageSize.LETTER), False),
}


def written(made: Edition, *, printed: bool = False) -> bytes:
    artefact = print_of(made, Resources()) if printed else pdf_of(made, Resources())
    return artefact.data


def picture(data: bytes) -> Image.Image:
    """All pages side by side at 36 dpi, in grey: enough to see what stands where."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.render(scale=0.5).to_pil().convert("L") for page in document]
    document.close()
    sheet = Image.new("L", (sum(each.width for each in pages), max(each.height for each in pages)), 255)
    for number, each in enumerate(pages):
        sheet.paste(each, (sum(one.width for one in pages[:number]), 0))
    return sheet


@pytest.mark.parametrize("name", PAGES)
def test_pages_look_as_they_did(name: str) -> None:
    made, printed = PAGES[name]
    seen, path = picture(written(made, printed=printed)), KEPT / f"{name}.png"
    if os.environ.get("PRESSKIT_NEW_PICTURES"):
        KEPT.mkdir(exist_ok=True)
        seen.save(path, optimize=True)
    kept = Image.open(path)
    assert seen.size == kept.size
    soft = [each.filter(ImageFilter.GaussianBlur(2)) for each in (seen, kept)]
    assert ImageStat.Stat(ImageChops.difference(*soft)).mean[0] < 1.5


def test_a_picture_that_differs_is_seen_to_differ() -> None:
    """The comparison is no formality: a moved block, or one language for another, is far beyond what it forgives."""
    kept = Image.open(KEPT / "specimen-en.png")
    for other in (ImageChops.offset(kept, 0, 12), Image.open(KEPT / "specimen-fr.png")):
        soft = [each.filter(ImageFilter.GaussianBlur(2)) for each in (kept, other)]
        assert ImageStat.Stat(ImageChops.difference(*soft)).mean[0] > 3


Char = tuple[str, float, float]


def lines(data: bytes) -> Iterator[list[Char]]:
    """Each line of a PDF as (character, left edge, baseline) from left to right; spaces left out."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        chars = [(text.get_text_range(n, 1), *text.get_charbox(n, loose=True)[:2]) for n in range(text.count_chars())]
        shown = sorted((c for c in chars if c[0].strip()), key=lambda c: (-round(c[2] / 3), c[1]))
        yield from (list(line) for _, line in groupby(shown, key=lambda c: round(c[2] / 3)))
    document.close()


@pytest.mark.parametrize(("place", "day"), [("Lisboa", "17 de setembro de 2027"), ("Kirchheimmwolanden", "5. Mai 2027")])
def test_a_long_dateline_does_not_run_into_the_text(place: str, day: str) -> None:
    body = (paragraph("xyxyxyx " * 60, "p"),)
    made = replace(bare(), dateline_place=place, dateline_date=day, dateline=f"{place}, {day}", body=body)
    upper = [char for line in lines(written(made)) for char in line if 520 < char[2] < 680]
    text = min(left for char, left, _ in upper if char == "x")
    first = max(baseline for char, _, baseline in upper if char == "x")
    assert all(left + 4 < text or baseline > first + 5 for char, left, baseline in upper if char not in "xy")


def test_a_long_group_of_signatories_begins_below_its_heading() -> None:
    made = replace(edition(), signatories=SignatoryList("Signatories", (Group("", "", members(1, 118)),)))
    document = pypdfium2.PdfDocument(written(made))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert [number for number, said in enumerate(pages) if "Signatories" in said] == [
        number for number, said in enumerate(pages) if "Basmeh & Zeitooneh 1\r" in said
    ]


@pytest.fixture(scope="module")
def arabic() -> list[str]:
    """The lines as they look; a closing bracket counts as an opening one, for pdfium mirrors those of a turned line."""
    return ["".join(char for char, _, _ in line).replace(")", "(") for line in lines(written(SPECIMEN["ar"]))]


@pytest.mark.parametrize(
    "words",
    [
        "+442079460958", "+12025550143", "press@example.org", "north-america@example.org", "https://example.org/aleppo-2016",
        "08:00", "22:00", "(UTC+1)", "(UTC−5)", "(SAMS)", "(UOSSM)", "aleppo-2016",
    ],
)  # fmt: skip
def test_what_reads_from_left_to_right_does_so_on_an_arabic_page(arabic: list[str], words: str) -> None:
    assert any(words.replace(")", "(") in line.replace("+1202-555-", "+1202555") for line in arabic)


def test_numbers_stand_to_the_right_of_names_and_the_first_column_at_the_right() -> None:
    made = list(lines(written(SPECIMEN["ar"])))
    row = next(line for line in made if ".10" in (said := "".join(char for char, _, _ in line)) and said.endswith(".1"))
    tens, one = ([left for char, left, _ in row if char == digit][-1] for digit in ("0", "1"))
    letters = [left for char, left, _ in row if "\u0600" <= char <= "\u06ff"]
    assert min(letters) < tens < one
    assert one > max(letters)
    assert not [left for left in letters if tens < left < tens + 8]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("printed", [False, True])
def test_qpdf_finds_no_fault(language: str, printed: bool) -> None:
    with pikepdf.open(io.BytesIO(written(SPECIMEN[language], printed=printed))) as file:
        assert file.check_pdf_syntax() == []
