"""Lists whose names have several lines, or cells, or share words: what stands for a name is taken by its shape, and asked about."""

from __future__ import annotations

import pytest

from presskit.model.people import SignatoryKind
from presskit.readers.importing.lines import text_lines
from presskit.readers.importing.list_structures import structures
from presskit.readers.importing.name_shapes import Shape, shape_of_name, worth
from tests.importing.reading import Read, read
from tests.importing.test_answers import check
from tests.importing.test_lists import signed

THREE = """\
Hester Vane
Director of nursing
Quay Hospital, Wharfe
Otto Reeve
Chair
Ripple Union of Carters
Idris Pugh
Professor of law
Wharfe College
Mary Sand
Secretary
Lock Keepers’ Association
"""
PAGE = """\
<html><body><nav><a href="/">Home</a> <a href="/all">All letters</a></nav>
<h1>Open the northern road</h1><p>The road has been closed for nine weeks, and three towns have no flour.</p>
<p>We, the undersigned, ask the council to open it.</p>
<div>
<span>Hester Vane</span>
<span>Nurse</span>
</div><div>
<span>Otto Reeve</span>
<span>Carter</span>
</div><div>
<span>Idris Pugh</span>
<span>Professor</span>
</div><div>
<span>Mary Sand</span>
<span>Baker</span>
</div></body></html>
"""


def persons(found: Read) -> list[tuple[str, str]]:
    everyone = found.kit.roster.everyone()
    assert {each.kind for each in everyone} == {SignatoryKind.PERSON}
    return [(each.name.default, each.affiliation.default if each.affiliation else "") for each in everyone]


def test_persons_with_office_and_organisation_below_them_are_read() -> None:
    found = signed(THREE)
    assert persons(found)[:2] == [
        ("Hester Vane", "Director of nursing, Quay Hospital, Wharfe"),
        ("Otto Reeve", "Chair, Ripple Union of Carters"),
    ]
    assert found.names() == ["Hester Vane", "Otto Reeve", "Idris Pugh", "Mary Sand"]


def test_persons_with_a_trade_and_a_town_below_them_are_one_question() -> None:
    found = signed("Hester Vane\nNurse\nWharfe\nOtto Reeve\nTeacher\nRipple\nIdris Pugh\nProfessor of law\nQuay")
    assert (found.names(), found.asked()) == (["Hester Vane", "Otto Reeve", "Idris Pugh"], ["list"])
    check(found)


def test_a_list_that_looks_like_names_is_not_read_otherwise() -> None:
    clubs = ["Club Nord", "Club Sud", "Club Est", "Club Ouest", "Club Alpin", "Club Marin"]
    found = signed("\n".join(clubs))
    assert (found.names(), found.asked()) == (clubs, [])


def test_a_line_that_is_no_name_makes_the_list_a_question() -> None:
    found = signed("Hope Aid\nLake Trust\nWater Now\nFurther support is welcome until the end of the coming week")
    assert set(found.asked()) & {"list", "names"}


def test_cells_that_are_asked_about_are_not_taken_for_names() -> None:
    found = signed("Hope Aid\tLake Trust\nWater Now\tForum Nord\nRiver House\tHill Network")
    assert found.names() in (
        ["Hope Aid", "Water Now", "River House"],
        ["Hope Aid", "Lake Trust", "Water Now", "Forum Nord", "River House", "Hill Network"],
    )
    assert not any("\t" in name or "|" in name for name in found.names())


def test_cards_of_a_page_are_persons_and_its_navigation_is_left_out() -> None:
    found = read(("a.html", PAGE.encode()))
    assert found.names() == ["Hester Vane", "Otto Reeve", "Idris Pugh", "Mary Sand"]
    assert "All letters" not in found.text()


def test_a_table_between_bars_is_read_by_its_heads() -> None:
    table = "| Name | Town |\n|---|---|\n| Hope Aid | Ripple |\n| Lake Trust | Wharfe |\n| Water Now | Quay |\n"
    found = read(("a.md", f"# Open the road\n\nThe road is closed.\n\n## Signatories\n\n{table}".encode()))
    assert found.names() == ["Hope Aid", "Lake Trust", "Water Now"]
    assert found.lost() == []


def test_words_in_brackets_before_a_title_are_asked_about() -> None:
    found = read(("a.txt", b"[press] Open the northern road\n\nWharfe, 3 March 2027 - The road has been closed for nine weeks.\n"))
    (question,) = [each for each in found.kit.questions if each.kind == "title"]
    assert [choice.key for choice in question.choices] == ["tagged", "bare"]


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("Dr Hester Vane", Shape.PERSON), ("H. J. Vane", Shape.PERSON), ("Wharfe College", Shape.ORGANISATION),
        ("Caracas, Venezuela", Shape.PLACE), ("Kenya", Shape.PLACE), ("Hope Aid, Kenya", Shape.ORGANISATION), ("350 Seattle", Shape.NAME),
        ("Director, Hope Aid", Shape.OFFICE), ("The list stays open until the end of the week.", Shape.SENTENCE),
        ("press@example.org", Shape.NOTHING), ("Nurse", Shape.OFFICE), ("Professor of law", Shape.OFFICE),
        ("Further support is welcome until the end of the week", Shape.SENTENCE),
    ],
)  # fmt: skip
def test_shapes_of_names(words: str, shape: Shape) -> None:
    assert shape_of_name(words) is shape


def test_cells_in_a_row_are_no_name() -> None:
    assert worth("Wharfe College") > 0 > worth("Wharfe College | Hope Aid")


def test_readings_are_weighed_by_their_names() -> None:
    lines = text_lines("a.txt", THREE)
    best, *others = structures(lines, [line.words for line in lines])
    assert [each.name for each in best.signatures] == ["Hester Vane", "Otto Reeve", "Idris Pugh", "Mary Sand"]
    assert all(best.score >= other.score for other in others)
