"""Lists are lists: one count of signatories, calls from 1, digits of the language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presskit.model.document import Calls, Numbered
from presskit.model.edition import Edition, Group
from tests.docx.making import made, sample
from tests.docx.reading import W, WordFile, value
from tests.samples import bare, edition, item, members, paragraph

ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def with_groups(*groups: Group) -> Edition:
    whole = edition("en")
    assert whole.signatories
    return replace(whole, signatories=replace(whole.signatories, groups=groups))


def numbers(file: WordFile, style: str = "PK Signatory") -> list[str]:
    return [each.mark for each in file.in_style(style)]


def lists_of(file: WordFile, style: str) -> set[str]:
    """The lists that paragraphs name themselves; none where the style's own is meant."""
    return {value(each.element.find(f"{W}pPr/{W}numPr/{W}numId")) for each in file.in_style(style)}


def test_signatories_have_one_count_across_coalitions() -> None:
    assert numbers(sample()) == [f"{number}." for number in range(1, 26)]


def test_signatories_count_in_the_list_of_their_style() -> None:
    file = sample()
    assert lists_of(file, "PK Signatory") == {""}
    style = next(each for each in file.styles.values() if value(each.find(f"{W}name")) == "PK Signatory")
    list_ = value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
    abstract = value(next(n for n in file.numbering.iter(f"{W}num") if n.get(f"{W}numId") == list_).find(f"{W}abstractNumId"))
    levels = next(a for a in file.numbering.iter(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == abstract)
    assert value(levels.find(f"{W}lvl/{W}pStyle")) == style.get(f"{W}styleId")


def test_signatories_counted_by_group_begin_anew() -> None:
    file = made(
        with_groups(
            Group("A", "3", members(1, 3), "a"), Group("B", "2", members(1, 2), "b"), Group("C", "2", members(1, 2), "c")
        )
    )
    assert numbers(file) == ["1.", "2.", "3.", "1.", "2.", "1.", "2."]
    assert len(lists_of(file, "PK Signatory")) == 3


def test_signatories_without_numbers_have_no_mark_and_no_indent() -> None:
    file = made(with_groups(Group("A", "3", members(1, 3, numbered=False), "a")))
    assert numbers(file) == ["", "", ""]
    assert value(file.in_style("PK Signatory")[0].element.find(f"{W}pPr/{W}ind"), "left") == "0"


def test_a_list_begins_where_it_says() -> None:
    assert [each.mark for each in sample().in_style("PK Numbered")] == ["3.", "4."]


def test_each_numbered_list_and_each_call_begins_anew() -> None:
    two = tuple(item(paragraph(f"point {n}", f"n{n}")) for n in range(2))
    file = made(replace(bare(), body=(Numbered(two), Numbered(two), Calls((), two), Calls((), two))))
    assert numbers(file, "PK Numbered") == ["1.", "2.", "1.", "2."]
    assert numbers(file, "PK Call") == ["1.", "2.", "1.", "2."]


def test_bullets_are_nested() -> None:
    outer, inner = sample().in_style("PK Bullet")
    assert (outer.mark, inner.mark) == ("•", "–")
    assert value(inner.element.find(f"{W}pPr/{W}numPr/{W}ilvl")) == "1"


@pytest.mark.parametrize("style", ["PK Call", "PK Numbered", "PK Signatory"])
def test_arabic_indic_digits_stand_in_the_marks(style: str) -> None:
    whole = edition("ar")
    assert whole.signatories
    groups = tuple(
        replace(group, members=tuple(replace(m, number=m.number.translate(ARABIC_INDIC)) for m in group.members))
        for group in whole.signatories.groups
    )
    file = made(replace(whole, digits="arab", signatories=replace(whole.signatories, groups=groups)))
    assert numbers(file, style) == [mark.translate(ARABIC_INDIC) for mark in numbers(sample("ar"), style)]
    assert "hindiNumbers" not in file.files["word/numbering.xml"].decode()


def test_every_list_that_is_named_is_defined_once() -> None:
    file = sample("ar")
    defined = [each.get(f"{W}numId") for each in file.numbering.iter(f"{W}num")]
    abstract = [each.get(f"{W}abstractNumId") for each in file.numbering.iter(f"{W}abstractNum")]
    named = {value(each) for root in (file.document, file.xml("word/styles.xml")) for each in root.iter(f"{W}numId")}
    assert len(defined) == len(set(defined))
    assert len(abstract) == len(set(abstract))
    assert named - {"0"} <= set(defined)
    assert {value(each) for each in file.numbering.iter(f"{W}abstractNumId")} <= set(abstract)


@pytest.mark.parametrize("starts", [(3, 1), (1, 3, 1), (3, 3), (5, 1, 1, 5), (2, 4, 3), (1, 1), (0, 1)])
def test_each_list_begins_with_its_own_number(starts: tuple[int, ...]) -> None:
    two = tuple(item(paragraph(f"point {n}", f"n{n}")) for n in range(2))
    body = [block for start in starts for block in (paragraph("between", f"p{start}"), Numbered(two, start))]
    file = made(replace(bare(), body=tuple(body)))
    assert numbers(file, "PK Numbered") == [f"{start + n}." for start in starts for n in range(2)]


def test_a_list_in_a_list_begins_with_its_own_number() -> None:
    inner = Numbered((item(paragraph("inner", "i")),), 4)
    outer = Numbered((item(paragraph("one", "a"), inner), item(paragraph("two", "b"), inner)), 3)
    file = made(replace(bare(), body=(outer, Numbered((item(paragraph("again", "c")),)))))
    assert numbers(file, "PK Numbered") == ["3.", "4.", "4.", "4.", "1."]
