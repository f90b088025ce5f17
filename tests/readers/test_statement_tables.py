"""Pipe tables of a statement: cells, alignment, ids, ragged rows."""

from __future__ import annotations

import pytest

from presskit.editing.kit_file import with_ids
from presskit.model.document import Table, plain_text
from presskit.readers import markdown

HEAD = "---\ntitle: T\n---\nWords. {#lede}\n\n"


def table(text: str) -> Table:
    reading = markdown.read("statement.en.md", f"{HEAD}{text}".encode(), "en")
    assert not reading.diagnostics
    assert reading.value
    (found,) = [block for block in reading.value.body if isinstance(block, Table)]
    return found


def test_cells_have_ids_of_their_rows_and_places_of_their_own() -> None:
    found = table("| Place | Beds {#head} |\n|:--|--:|\n| a \\| b | 12 {#r1} |\nc | | \n")
    assert found.alignments == ("left", "right")
    assert [[plain_text(cell.inlines) for cell in row.cells] for row in found.all_rows] == [["Place", "Beds"], ["a | b", "12"], ["c", ""]]
    assert [cell.id for cell in found.rows[0].cells] == ["r1-1", "r1-2"]
    assert str(found.rows[0].cells[1].span) == "statement.en.md:8:12"


RAGGED = [
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", "«3» would be lost", "8:3"),
    ("| a | b |\n|---|---|\n| 1 |\n", "this row has 1", "8:3"),
]


@pytest.mark.parametrize(("text", "message", "place"), RAGGED)
def test_a_row_of_another_length_is_told(text: str, message: str, place: str) -> None:
    (found,) = markdown.read("statement.en.md", f"{HEAD}{text}".encode(), "en").diagnostics
    assert (found.code, str(found.span)) == ("table-row-ragged", f"statement.en.md:{place}")
    assert message in found.message


def test_ids_are_written_into_the_last_cells() -> None:
    text = f"{HEAD}| a | b |\r\n|---|---|\r\n| 1 | 2 |  \r\n| 3 | |\r\n".encode()
    written = with_ids("statement.en.md", text, "en")
    lines = written.decode().split("\r\n")
    assert lines[0].endswith(" |")
    assert " {#x" in lines[2]
    assert lines[2].endswith(" |  ")
    assert with_ids("statement.en.md", written, "en") == written
    assert markdown.read("statement.en.md", written, "en").value == markdown.read("statement.en.md", text, "en").value
