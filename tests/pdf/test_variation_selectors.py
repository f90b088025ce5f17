"""What chooses a form of a letter changes neither its glyph nor its words: the faces have one form of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presskit.formats.pdf_file import PaintedText, read_pdf
from presskit.model.document import Bullets, Numbered, Paragraph, Text
from presskit.model.edition import Edition
from presskit.resources import Resources
from tests.accounts import pdf_difference
from tests.samples import bare, edition, item, paragraph
from tests.setting import pdf_of, print_of


@pytest.mark.parametrize("words", ["Copyright ©\ufe0f 2026", "River™\ufe0f and Sea®\ufe0e", "5\ufe0f %", "a\ufe0f b\ufe01", "x\U000e0100y"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_selector_behind_a_letter(words: str, language: str) -> None:
    made = replace(bare(language), title=Paragraph((Text(words),), "title"), body=(paragraph(words, "x"),))
    for data in (pdf_of(made, Resources()).data, print_of(made, Resources()).data):
        assert pdf_difference(data, made) is None if b"PDF/X" not in data else True
        assert not missing(data)


def missing(data: bytes) -> list[str]:
    """Return the fonts of boxes that stand in the place of letters."""
    from presskit.checks.preflight.page_objects import marks_of_kind

    return [words.font.name for _, words in marks_of_kind(read_pdf(data, ""), PaintedText) if words.missing]


def nested(outer: type[Bullets | Numbered], inner: type[Bullets | Numbered], innermost: type[Bullets | Numbered]) -> Edition:
    third = innermost((item(paragraph("third", "c")),))
    second = inner((item(paragraph("second", "b"), third),))
    return replace(edition("en"), body=(paragraph("lede", "l"), outer((item(paragraph("first", "a"), second),))))


@pytest.mark.parametrize("outer", [Bullets, Numbered])
@pytest.mark.parametrize("inner", [Bullets, Numbered])
@pytest.mark.parametrize("innermost", [Bullets, Numbered])
def test_the_marks_of_lists_in_lists_have_glyphs(outer: type[Bullets], inner: type[Bullets], innermost: type[Bullets]) -> None:
    assert not missing(pdf_of(nested(outer, inner, innermost), Resources()).data)
