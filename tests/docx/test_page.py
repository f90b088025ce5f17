"""The sheet, its columns, and what stands on each of them: letterhead, running head, embargo, foot."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from presskit.model.edition import Edition
from presskit.model.release import Brand, PageSize
from tests.docx.making import made, sample
from tests.docx.reading import R, W, WordFile, text_of, value
from tests.samples import LANGUAGES, bare, edition

EMBARGO = ("Not before Thursday, 15 December 2016, 14:00 Brussels time",)


def furniture(file: WordFile) -> dict[str, Any]:
    """Headers and footers by place, as the first section names them."""
    first = next(file.document.iter(f"{W}sectPr"))
    links = file.links()
    return {
        f"{each.get(f'{W}type')} {each.tag.removeprefix(W).removesuffix('Reference')}": file.xml(
            f"word/{links[each.get(f'{R}id')]}"
        )
        for each in first
        if each.tag.endswith("Reference")
    }


def words(file: WordFile) -> dict[str, str]:
    return {place: "\n".join(text_of(p) for p in root.iter(f"{W}p")) for place, root in furniture(file).items()}


def test_the_first_page_has_the_letterhead_and_the_others_a_running_head() -> None:
    assert words(sample()) == {
        "first header": "Joint press desk",
        "default header": "Joint press desk\tTwenty-five organisations ask for safe passage out of the…",
        "first footer": "sample · v1 · 15 December 2016 · 0123456789ab\tPage 1 of 2",
        "default footer": "sample · v1 · 15 December 2016 · 0123456789ab\tPage 1 of 2",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_embargo_stands_on_every_page(language: str) -> None:
    shown = words(made(edition(language, embargo=EMBARGO)))
    assert all(EMBARGO[0] in shown[place] for place in ("first header", "default header"))
    assert [each.text for each in made(edition(language, embargo=EMBARGO)).in_style("PK Embargo")] == [*EMBARGO]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_counted_by_fields_that_hold_a_result(language: str) -> None:
    fields = [*furniture(sample(language))["default footer"].iter(f"{W}fldSimple")]
    assert [value(each, "instr").strip() for each in fields] == ["PAGE", "NUMPAGES"]
    assert [text_of(each) for each in fields] == ["1", "2"]


def test_counted_pages_have_the_digits_of_the_language() -> None:
    foot = furniture(made(replace(edition("ar"), digits="arab")))["default footer"]
    assert [text_of(each) for each in foot.iter(f"{W}fldSimple")] == ["١", "٢"]


def test_a_house_without_a_name_is_headed_by_the_kind_of_release() -> None:
    assert words(made(replace(edition(), brand_name="")))["default header"].startswith("Joint statement\t")


@pytest.mark.parametrize(
    ("page", "size"),
    [(PageSize.A4, ("11906", "16838")), (PageSize.LETTER, ("12240", "15840")), (PageSize.A5, ("8391", "11906"))],
)
def test_every_section_has_the_sheet_of_the_kit(page: PageSize, size: tuple[str, str]) -> None:
    file = sample("en", page=page)
    assert {(value(each, "w"), value(each, "h")) for each in file.document.iter(f"{W}pgSz")} == {size}
    (tab,) = {value(each, "pos") for each in furniture(file)["default footer"].iter(f"{W}tab") if value(each)}
    assert int(tab) == int(size[0]) - 2 * 1361


def sections(file: WordFile) -> list[tuple[str, str]]:
    return [(value(s.find(f"{W}type")), value(s.find(f"{W}cols"), "num") or "1") for s in file.document.iter(f"{W}sectPr")]


def test_signatories_stand_in_columns() -> None:
    assert sections(sample()) == [("nextPage", "1"), ("continuous", "1"), ("continuous", "2"), ("continuous", "1")]


def test_a_file_without_names_has_no_columns() -> None:
    assert sections(made(bare())) == [("nextPage", "1"), ("continuous", "1")]


def test_heads_stand_in_the_columns_so_that_none_is_left_alone_on_a_page() -> None:
    ends = [each.style for each in sample().paragraphs() if each.element.find(f"{W}pPr/{W}sectPr") is not None]
    assert ends == ["PK Release Line", "PK Call", "PK Signatory"]


def test_sections_inherit_the_furniture_of_the_first() -> None:
    first, *others = sample().document.iter(f"{W}sectPr")
    assert first.find(f"{W}titlePg") is not None
    assert len(others) > 2
    assert not [each for section in others for each in section if each.tag.endswith("Reference") or each.tag == f"{W}titlePg"]


def test_the_brands_colour_is_everywhere_that_of_the_template_was() -> None:
    file = made(replace(edition(embargo=EMBARGO), brand=Brand(accent="#0a5c8a")))
    parts = {name: data.decode() for name, data in file.files.items() if name.startswith("word/")}
    assert not [name for name, text in parts.items() if "8c1d2b" in text.lower()]
    assert "0A5C8A" in parts["word/styles.xml"]
    assert "0A5C8A" in parts["word/theme/theme1.xml"]


def test_a_colour_too_light_to_be_read_is_darkened() -> None:
    colours = re.findall(
        'w:color w:val="([0-9A-F]{6})"',
        made(replace(edition(), brand=Brand(accent="#ffe000"))).files["word/styles.xml"].decode(),
    )
    assert "FFE000" not in colours


def headings(edition_: Edition) -> list[tuple[int, str]]:
    """Level and words of each heading, as Word sees them: by the style that a style is based on."""
    file = made(edition_)
    found = []
    for each in file.paragraphs():
        style = value(each.element.find(f"{W}pPr/{W}pStyle"))
        while style and not re.fullmatch("heading [1-9]", value(file.styles[style].find(f"{W}name"))):
            style = value(file.styles[style].find(f"{W}basedOn"))
        if style:
            found.append((int(value(file.styles[style].find(f"{W}pPr/{W}outlineLvl"))) + 1, each.text))
    return found


def test_headings_are_headings_and_skip_no_level() -> None:
    levels = [level for level, _ in headings(edition())]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert (2, "Signatories") in headings(edition())
    assert (3, "Syrian NGO Alliance (SNA)\u200217") in headings(edition())
