"""Right to left is set up, not turned round: paragraphs, runs, sections, languages, and what stays left to right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from presskit.model.document import Emphasis, Paragraph, Text
from presskit.model.edition import Contacts, Role, transcript
from tests.docx.making import made, sample
from tests.docx.reading import W, WordFile, text_of, value
from tests.samples import LANGUAGES, bare, edition, paragraph

LRM = "\u200e"


def raw(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def is_rtl(run: Any) -> bool:
    return run.find(f"{W}rPr/{W}rtl") is not None


def in_arabic(text: str) -> list[tuple[str, bool]]:
    file = made(replace(bare("ar"), body=(Paragraph((Text(text),), "x"),)))
    (found,) = [each for each in file.paragraphs() if "pk_x" in each.bookmarks]
    return [(raw(run), is_rtl(run)) for run in found.element.iter(f"{W}r")]


def test_every_arabic_paragraph_and_section_runs_from_the_right() -> None:
    file = sample("ar", embargo=("شيء",))
    roots = [
        file.xml(name) for name in file.files if name.startswith("word/") and name.endswith(".xml") and "Table" not in name
    ]
    paragraphs = [p for root in roots for p in root.iter(f"{W}p")]
    assert len(paragraphs) > 80
    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in paragraphs)
    assert all(section.find(f"{W}bidi") is not None for section in file.document.iter(f"{W}sectPr"))


def test_no_english_paragraph_does() -> None:
    assert not [*sample("en").document.iter(f"{W}bidi")]


def test_words_of_the_other_script_have_a_run_of_their_own() -> None:
    assert in_arabic("وفق منظمة SAMS.") == [("وفق منظمة ", True), ("SAMS", False), (".", True)]


def test_a_telephone_number_is_held_together() -> None:
    assert in_arabic("اتصل +44 20 7946 0958") == [("اتصل ", True), (f"{LRM}+44 20 7946 0958", False)]


def test_the_count_of_a_coalition_does_not_join_its_latin_acronym() -> None:
    heads = [raw(each.element) for each in sample("ar").in_style("PK Coalition")]
    assert [head.rpartition("\u2002")[2] for head in heads] == ["\u200f17", "\u200f8"]


def test_a_latin_name_keeps_its_full_stop() -> None:
    assert in_arabic("Relief Inc.") == [(f"Relief Inc.{LRM}", False)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_runs_are_not_cut_without_need(language: str) -> None:
    runs = [*sample(language).document.iter(f"{W}r")]
    neighbours = [(run, run.getnext()) for run in runs if run.getnext() is not None and run.getnext().tag == f"{W}r"]
    assert not [text_of(one) for one, other in neighbours if look(one) == look(other)]


def look(run: Any) -> tuple[str, bool]:
    """What tells runs apart: their properties, and whether they are a line's break."""
    found = run.find(f"{W}rPr")
    return "" if found is None else etree.tostring(found).decode(), run.find(f"{W}br") is not None


def default_language(file: WordFile) -> dict[str, str]:
    found = file.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return {key: value(found, key) for key in ("val", "bidi")}


def test_languages_are_named() -> None:
    assert default_language(sample("fr")) == {"val": "fr", "bidi": "ar"}
    assert default_language(sample("ar")) == {"val": "en", "bidi": "ar"}
    assert {value(each, "bidi") for each in sample("fr").document.iter(f"{W}lang")} == {"ar"}
    assert {value(each, "val") for each in sample("ar").document.iter(f"{W}lang")} == {"en"}


def test_hebrew_words_are_not_called_arabic() -> None:
    file = made(replace(bare(), body=(paragraph("said שלום today", "x"),)))
    assert {value(each, "bidi") for each in file.document.iter(f"{W}lang")} == {"he"}


def test_every_size_and_weight_is_also_that_of_the_arabic_script() -> None:
    for style in sample().styles.values():
        look = style.find(f"{W}rPr")
        tags = {each.tag.removeprefix(W) for each in look} if look is not None else set()
        assert ("sz" in tags) == ("szCs" in tags)
        assert ("b" in tags) == ("bCs" in tags)
        assert "iCs" not in tags
        assert all(value(fonts, "cs") for fonts in style.iter(f"{W}rFonts"))


def test_stress_is_slanted_in_latin_and_coloured_in_arabic() -> None:
    for language, style in (("en", ""), ("ar", "PKEmphasis")):
        file = made(
            replace(
                bare(language),
                body=(
                    Paragraph(
                        (Text("ا" if language == "ar" else "a"), Emphasis((Text("ب" if language == "ar" else "b"),))), "x"
                    ),
                ),
            )
        )
        (run,) = [each for each in file.document.iter(f"{W}r") if each.find(f"{W}rPr/{W}i") is not None]
        assert value(run.find(f"{W}rPr/{W}rStyle")) == style


def test_arabic_has_more_leading_and_no_spaced_letters() -> None:
    def leading(file: WordFile) -> int:
        return int(value(file.styles["PKTitle"].find(f"{W}pPr/{W}spacing"), "line"))

    assert leading(sample("ar")) == round(leading(sample("en")) * 1.2)
    assert sample("en").styles["PKEnds"].find(f"{W}rPr/{W}spacing") is not None
    assert sample("ar").styles["PKEnds"].find(f"{W}rPr/{W}spacing") is None


def test_the_bar_of_the_calls_stands_where_lines_begin() -> None:
    for language, side in (("en", "left"), ("ar", "right")):
        borders = sample(language).styles["PKCall"].find(f"{W}pPr/{W}pBdr")
        assert max(borders, key=lambda each: int(value(each, "sz"))).tag == f"{W}{side}"


def test_list_marks_stand_alike_in_word_and_libreoffice_and_inside_the_margin() -> None:
    file = sample("ar")
    assert {value(each) for each in file.numbering.iter(f"{W}lvlJc")} == {"center"}
    indents = [each for root in (file.numbering, file.xml("word/styles.xml")) for each in root.iter(f"{W}ind")]
    assert all(int(value(each, "left")) > int(value(each, "hanging")) for each in indents if value(each, "hanging"))


def test_contacts_tell_one_thing_a_line_and_can_be_clicked() -> None:
    file = sample("ar")
    links = file.links()
    lines = file.in_style("PK Contact Line")
    targets = {
        each.text: links[link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")]
        for each in lines
        for link in each.element.iter(f"{W}hyperlink")
    }
    assert targets["+44 20 7946 0958"] == "tel:+442079460958"
    assert targets["desk1@example.org"] == "mailto:desk1@example.org"
    assert [each.text for each in lines] == [line.text for line in transcript(edition("ar")) if line.role is Role.CONTACT_LINE]


def test_a_number_that_cannot_be_dialled_is_no_link() -> None:
    whole = edition()
    assert whole.contacts
    card = replace(whole.contacts.cards[0], phones=(("ask for it", ""),))
    file = made(replace(whole, contacts=Contacts("Contacts", (card,))))
    (line,) = [each for each in file.in_style("PK Contact Line") if each.text == "ask for it"]
    assert line.element.find(f"{W}hyperlink") is None
    assert text_of(line.element) == "ask for it"
