"""A CSV that presskit wrote, opened in LibreOffice, which is told to run what looks like a formula: it finds none."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from presskit.formats.csv_cells import unprotected
from presskit.usecases.mail_status import as_csv
from tests import programs
from tests.formats.test_csv_cells import CASES, INSIDE, entry

pytestmark = [pytest.mark.real, pytest.mark.skipif(not programs.has_tables(), reason="no LibreOffice, or none for tables")]
TEXTS = [text for text in (*CASES, *(text for texts in INSIDE.values() for text in texts)) if text.isprintable()]
"""Without control characters, which no workbook holds."""


def opened(data: bytes, separator: str) -> list[list[tuple[str, str]]]:
    """Return the cells as a spreadsheet has them, each with its kind: ``f`` is a formula."""
    rules = f"--infilter=CSV:{ord(separator)},34,76,1,,1033,false,true,false,false,false,0,true"  # UTF-8; the last: formulas are run
    book = openpyxl.load_workbook(io.BytesIO(programs.converted(data, "csv", "xlsx", rules)))
    return [[(cell.data_type, str(cell.value or "")) for cell in row] for row in book.active]


def test_a_table_that_is_not_ours_is_run() -> None:
    """Or what follows would prove nothing."""
    ((first, *_),) = opened(b"=1+1,a\r\n", ",")
    assert first == ("f", "=1+1")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_is_run(separator: str) -> None:
    data = as_csv([entry(text) for text in TEXTS])
    rows = opened(data, separator)
    assert len(rows) > len(TEXTS)
    assert [value for row in rows for kind, value in row if kind == "f"] == []
    if separator == ",":
        told = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        shown = [[unprotected(value) for _, value in row] for row in rows]
        assert shown == [[unprotected(cell) for cell in row] for row in told]
