"""Letters with marks over and under them say in the PDF what they say in the kit, whichever comes first in a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import pytest

from presskit.formats.pdf_file import read_pdf
from presskit.formats.pdf_text import folded
from presskit.model.document import Heading, Text
from presskit.resources import Resources
from presskit.writers import pdf
from tests.accounts import pdf_difference
from tests.samples import bare, paragraph

ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
PERSIAN = "پچژکگیۀەۂ"
KURDISH = "ڕڵۆێڤھڎۊ"
URDU = "ٹڈڑںےہۓ"
MARKS = ("", "ً", "ٌ", "ٍ", "َ", "ُ", "ِ", "ّ", "ْ", "ٰ", "ٓ", "ٔ", "َّ", "ِّ", "ًّ", "ُّ")
FOUND = (
    "شيئًا",
    "مُؤَسَّسةٌ",
    "سِنًّا",
    "جزءًا",
    "بدءًا",
    "دفئًا",
    "عبئًا",
    "اللهُ",
    "رأسًا",
    "لِلأطفالِ",
    "مِئَة",
    "هُوَ",
    "إلىٰ",
    "هٰذا",
    "خانهٔ",
    "دورهٔ",
    "کوردستان",
)


def combined(letters: str) -> list[str]:
    """Return words in which each letter stands first, in the middle, last and alone, with every mark."""
    return [
        unicodedata.normalize("NFC", word)
        for letter in letters
        for mark in MARKS
        for word in (f"{letter}{mark}", f"ب{letter}{mark}ت", f"س{letter}{mark}", f"{letter}{mark}ن")
    ]


@lru_cache(maxsize=8)
def said(words: tuple[str, ...]) -> str:
    """Return what the PDF of these words says, line by line, each read from the right."""
    rows = [words[start : start + 8] for start in range(0, len(words), 8)]
    body = tuple(paragraph(" ".join(row), f"p{number}") for number, row in enumerate(rows))
    data = pdf.write(replace(bare("ar"), body=body), Resources()).data
    blocks = [block for block in read_pdf(data, "").structure.blocks if block.tag == "P"]
    return folded("".join("".join(reversed(glyphs)) for block in blocks for glyphs in block.pieces))


@pytest.mark.parametrize("letters", [ARABIC, PERSIAN, KURDISH, URDU], ids=["ar", "fa", "ckb", "ur"])
@pytest.mark.parametrize("turned", [False, True])
def test_every_letter_with_every_mark(letters: str, turned: bool) -> None:
    words = combined(letters)[:: -1 if turned else 1]
    assert folded("".join(words)) in said(tuple(words))


@pytest.mark.parametrize("word", FOUND)
def test_words_with_marks_can_be_all_that_a_file_holds(word: str) -> None:
    assert folded(word) in said((word,))


@pytest.mark.parametrize("word", ["за́мок", "q̇ǎ̄b", "e̱xample", "ӥ̄"])
def test_marks_on_letters_of_other_scripts(word: str) -> None:
    made = replace(bare("en"), body=(paragraph(word, "x"),))
    assert pdf_difference(pdf.write(made, Resources()).data, made) is None


@pytest.mark.parametrize("words", [("شيئًا",), FOUND])
def test_bold_faces_say_them_too(words: Sequence[str]) -> None:
    made = replace(bare("ar"), body=(Heading((Text(" ".join(words)),), 2, "h"),))
    assert pdf_difference(pdf.write(made, Resources()).data, made) is None
