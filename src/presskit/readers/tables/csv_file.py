"""A CSV file → a grid: which character parts the cells, and what quotation marks hold."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from presskit.diagnostics import Reading
from presskit.readers.tables import heads, rules
from presskit.readers.tables.bytes_to_text import decode
from presskit.readers.tables.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Found, Grid, Row
from presskit.source import Span

__all__ = ["read"]

_DELIMITERS = ",;\t|"
_NONE = "\x1f"
_LOOK = 60
_CLOSE = 'close the mark, or write it twice inside a cell: "The ""Hope"" Centre"'


def read(source: str, data: bytes) -> Reading[Grid | None]:
    """Return the records of the file as rows. A line ``sep=;`` is no row: spreadsheets do not show it either."""
    decoded = decode(source, data)
    if decoded.value is None:
        return Reading(None, decoded.diagnostics)
    found: Found = list(decoded.diagnostics)
    text, delimiter = _declared(decoded.value)
    delimiter = delimiter or _likely(text)
    records = _records(source, text, delimiter, found)
    if records is None or _too_large(source, records, found):
        return Reading(None, tuple(found))
    _swallowed(source, records, delimiter, found)
    rows = [Row(number, tuple(map(Cell, record))) for number, record in enumerate(records, 1)]
    full = tuple(row for row in rows if not all(cell.empty for cell in row.cells))
    return Reading(Grid(source, full), tuple(found))


def _declared(text: str) -> tuple[str, str]:
    """Return the text without a line such as ``sep=;``, and the character that it names."""
    match = re.match(r'"?sep=([,;\t|:])"?[ \t,;|]*(?:\n|$)', text, re.IGNORECASE)
    return (text[match.end() :], match[1]) if match else (text, "")


def _parsed(text: str, delimiter: str, limit: int = MAX_ROWS + 2, *, strict: bool = False) -> list[list[str]]:
    """Return up to ``limit`` records; raises ``csv.Error``."""
    records = []
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict):
        records.append(record)
        if len(records) >= limit:
            break
    return records


def _likely(text: str) -> str:
    """Return the character that parts cells: the one whose columns have heads that are known, then equal lengths."""
    start = text[:200_000]
    choices: list[str] = [*_DELIMITERS, _NONE]
    return max(choices, key=lambda delimiter: _score(start, delimiter))


def _score(text: str, delimiter: str) -> tuple[float, ...]:
    """Return how good a guess it is: heads known, how early, quotation marks in pairs, even rows, many columns."""
    try:
        records = [record for record in _parsed(text, delimiter, _LOOK) if any(cell.strip() for cell in record)]
    except csv.Error:
        return (0, 0, 0, 0, 0)
    if not records:
        return (0, 0, 1, 1, 0)
    counts = [heads.count_known(record) for record in records[:10]]
    known = max(counts)
    width = max(len(record) for record in records)
    torn = any(cell.count('"') % 2 for record in records for cell in record)  # a mark whose other half is another cell's
    even = sum(len(record) == len(records[0]) for record in records) / len(records)
    parts = width if width > 1 and even == 1 else 0
    return (known, -counts.index(known), not torn, even if known else parts, width if known else delimiter == _NONE)


def _records(source: str, text: str, delimiter: str, found: Found) -> list[list[str]] | None:
    try:
        return _parsed(text, delimiter, strict=True)
    except csv.Error as problem:
        reason = str(problem)
    try:
        records = _parsed(text, delimiter)
        row = _first_flaw(text, delimiter, len(records))
    except csv.Error as problem:
        message = f"the file cannot be read as CSV: {problem}"
        found.append(rules.UNREADABLE.at(Span(source), message, "save the table as .xlsx, and import that"))
        return None
    if "unexpected end" not in reason:
        message = "quotation marks stand loose in this row, or after it"
        found.append(rules.LOOSE_QUOTES.at(Span(source, row, 0, "row"), message, "look whether the names are right; " + _CLOSE))
        return records
    message = f"a quotation mark is opened in row {row} and not closed; from this row on nothing is read"
    found.append(rules.QUOTES.at(Span(source, row, 0, "row"), message, _CLOSE))
    return records[: row - 1]


def _first_flaw(text: str, delimiter: str, count: int) -> int:
    """Return the number of the row in which strict reading ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 1
    try:
        for row, _ in enumerate(reader, 2):  # noqa: B007 -- the row after the last that could be read
            continue
    except csv.Error:
        return min(row, max(count, 1))
    return count


def _too_large(source: str, records: Sequence[Sequence[str]], found: Found) -> bool:
    widest = max(map(len, records), default=0)
    if len(records) <= MAX_ROWS and widest <= MAX_COLUMNS and sum(map(len, records)) <= MAX_CELLS:
        return False
    message = f"at most {MAX_ROWS:,} rows, {MAX_COLUMNS} columns and {MAX_CELLS:,} cells are read"
    found.append(rules.TOO_LARGE.at(Span(source), message, "check that this is the right file"))
    return True


def _swallowed(source: str, records: Sequence[Sequence[str]], delimiter: str, found: Found) -> None:
    """Report cells that look as if a forgotten quotation mark had drawn further rows into them."""
    for number, record in enumerate(records, 1):
        for column, cell in enumerate(record, 1):
            lines = cell.split("\n")
            if len(lines) > 1 and delimiter in cell and (number == 1 or len(record) != len(records[0])):
                message = f"the cell «{lines[0][:40]}…» runs over {len(lines)} lines: rows may have got into it"
                found.append(rules.LOOSE_QUOTES.at(Span(source, number, column, "row"), message, _CLOSE))
