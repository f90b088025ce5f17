"""A table beside a text: what it leaves open is a question of the kit, one for each cause."""

from __future__ import annotations

import pytest

from tests.importing.reading import Read, read
from tests.tables.samples import saved, workbook

TEXT = b"The road must be opened\n\nNairobi, 3 March 2027 - The agencies call for the road to be opened.\n"


def with_table(data: bytes | str, name: str = "list.csv") -> Read:
    return read(("a.txt", TEXT), (name, data if isinstance(data, bytes) else data.encode()))


def asked(found: Read) -> list[tuple[str, int]]:
    return [(question.kind, question.weighs) for question in found.kit.questions]


def test_a_column_of_marks_is_one_question() -> None:
    found = with_table("Organisation,Xyz\nHope,x\nLake,\nBridge,\nRiver,x\n")
    assert found.names() == ["Hope", "River"]
    assert asked(found) == [("consent", 2)]
    (question,) = found.kit.questions
    assert question.asked == "do these 2 sign: «Lake», «Bridge»? In the list nothing stands under «Xyz»."
    assert len(question.choices[0].edits) == 2


def test_conditions_are_asked_one_by_one() -> None:
    found = with_table("Organisation,Sign?\nHope,Yes\nLake,Yes if it changes\nBridge,Yes if it changes\n")
    assert asked(found) == [("consent", 1), ("consent", 1)]


@pytest.mark.parametrize("head", ["Antwort", "Feedback", "Xyzzy?"])
def test_a_column_that_is_not_understood_is_a_question(head: str) -> None:
    found = with_table(f"Organisation,{head}\nHope,dabei\nLake,nicht dabei\n")
    assert asked(found) == [("list", 1)]


def test_hidden_rows_are_a_question() -> None:
    book = workbook([("Organisation",), ("Hope",), ("Lake",)])
    book.active.row_dimensions[3].hidden = True
    assert asked(with_table(saved(book), "list.xlsx")) == [("list", 1)]


def test_a_full_stop_for_a_name_is_a_question() -> None:
    assert asked(with_table("Organisation,Country\n.,Chad\nHope,Chad\n")) == [("row", 1)]
