"""A file that should hold a table → the grids of its sheets; CSV: bytes → text → a grid."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from functools import partial
from itertools import islice

from presskit.diagnostics import Reading
from presskit.formats.csv_cells import unprotected
from presskit.limits import TABLE_BYTES, TABLE_CELLS, TABLE_COLUMNS, TABLE_ROWS
from presskit.readers import import_rules as rules
from presskit.readers.tables import vocabulary
from presskit.readers.tables.cells import Cell, Found, Grid, Row
from presskit.readers.tables.xlsx_file import read_xlsx
from presskit.source import Span

__all__ = ["decode_csv", "grids", "read_csv"]

_NAMES = {
    "cp1252": "Windows-1252 (western Europe)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1256": "Windows-1256 (Arabic)",
}
_HINT = "look whether all letters are right; surer is to save the table as «CSV UTF-8», or as .xlsx"
_TURKISH = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")  # Icelandic letters in Windows-1252, where Ğ İ Ş ğ ı ş stand in 1254
_SCRIPTS = {"LATIN": r"A-Za-z\u00aa-\u024f", "CYRILLIC": r"\u0400-\u04ff", "ARABIC": r"\u0600-\u06ff"}
_WORD = re.compile(r"[^\W\d_]+(?:['’\u064b-\u0652]+[^\W\d_]+)*")


def decode_csv(source: str, data: bytes) -> Reading[str | None]:
    r"""Return the text with ``\n`` line ends; None where no encoding fits. Anything but Unicode is a warning."""
    known = _unicode(data)
    if known is not None:
        return Reading(_lines(known))
    likelihood = {codec: _likelihood(data, codec) for codec in _NAMES}
    best, second = sorted(likelihood, key=lambda codec: -likelihood[codec])[:2]
    if likelihood[best] < 0.6:
        message = "the file is neither UTF-8 nor of a Windows encoding that is known here"
        return Reading(None, (rules.TABLE_UNREADABLE.at(Span(source), message, "save the table as «CSV UTF-8», or as .xlsx"),))
    twin = f", and could as well be {_NAMES[second]}" if likelihood[second] == likelihood[best] else ""
    message = f"the file is not UTF-8; it is read as {_NAMES[best]}{twin}"
    return Reading(_lines(data.decode(best)), (rules.TABLE_ENCODING.at(Span(source), message, _HINT),))


def _unicode(data: bytes) -> str | None:
    """Return the text where the bytes can only be UTF-8 or UTF-16; None otherwise."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
    if bool(even) != bool(odd) and even + odd > 3 + len(data[:4000]) // 25:  # UTF-16: one side of its pairs, often
        return data.decode("utf-16-le" if odd else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _likelihood(data: bytes, codec: str) -> float:
    """Return from 0 to 1 how much the letters above ASCII look like words; a little more for the likelier of twins."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    strays = len(re.findall(r"[\x80-\x9f\u00a1-\u00a9\u00ac-\u00b9\u00bc-\u00bf¤]", text))
    good = sum(len(word) for word in words if _plausible(word, codec))
    total = sum(map(len, words)) + strays
    twin = 0.01 if codec == "cp1254" and _TURKISH & set(data) else 0.005 if codec == "cp1252" else 0
    return (good / total if total else 0.7) + (twin if total else 0)


def _plausible(word: str, codec: str) -> bool:
    """Return whether a word is of one script, with capitals in their usual places, and not all accents."""
    script = {"cp1251": "CYRILLIC", "cp1256": "ARABIC"}.get(codec, "LATIN")
    if not re.fullmatch(rf"[{_SCRIPTS[script]}'’\u064b-\u0652]+", word):
        return codec == "cp1256" and re.fullmatch(r"[a-zA-Zàâçéèêëîïôùûü'’]+", word) is not None and _sparse(word)
    if script == "ARABIC":
        return True
    cased = word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower()) or "'" in word or "’" in word
    return cased and (script == "CYRILLIC" or _sparse(word))


def _sparse(word: str) -> bool:
    return sum(not char.isascii() for char in word) <= max(1, len(word) * 0.45)


_DELIMITERS = ",;\t|"
_NONE = "\x1f"
_LOOK = 60
_CLOSE = 'close the mark, or write it twice inside a cell: "The ""Hope"" Centre"'


def read_csv(source: str, data: bytes) -> Reading[Grid | None]:
    """Return the records of the file as rows. A line ``sep=;`` is no row: spreadsheets do not show it either."""
    decoded = decode_csv(source, data)
    if decoded.value is None:
        return Reading(None, decoded.diagnostics)
    found: Found = list(decoded.diagnostics)
    declared = re.match(r'"?sep=([,;\t|:])"?[ \t,;|]*(?:\n|$)', decoded.value, re.IGNORECASE)
    text = decoded.value[declared.end() :] if declared else decoded.value
    delimiter = declared[1] if declared else max((*_DELIMITERS, _NONE), key=partial(_score, text[:200_000]))
    records = _records(source, text, delimiter, found)
    if records is None or _too_large(source, records, found):
        return Reading(None, tuple(found))
    _swallowed(source, records, delimiter, found)
    rows = (Row(number, tuple(map(Cell, record))) for number, record in enumerate(records, 1))
    return Reading(Grid(source, tuple(row for row in rows if not all(cell.empty for cell in row.cells))), tuple(found))


def _parsed(text: str, delimiter: str, limit: int = TABLE_ROWS + 2, *, strict: bool = False) -> list[list[str]]:
    """Return up to ``limit`` records; raises ``csv.Error``."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    return [[unprotected(cell) for cell in record] for record in islice(records, limit)]


def _score(text: str, delimiter: str) -> tuple[float, ...]:
    """Return how likely a delimiter is: heads known, how early, quotation marks in pairs, even rows, many columns."""
    try:
        records = [record for record in _parsed(text, delimiter, _LOOK) if any(cell.strip() for cell in record)]
    except csv.Error:
        return (0, 0, 0, 0, 0)
    if not records:
        return (0, 0, 1, 1, 0)
    counts = [vocabulary.count_known(record) for record in records[:10]]
    known = max(counts)
    width = max(map(len, records))
    torn = any(cell.count('"') % 2 for record in records for cell in record)  # the other mark is in another cell
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
        found.append(rules.TABLE_UNREADABLE.at(Span(source), message, "save the table as .xlsx, and import that"))
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
    lengths = [*map(len, records)]
    large = len(records) > TABLE_ROWS or max(lengths, default=0) > TABLE_COLUMNS or sum(lengths) > TABLE_CELLS
    if large:
        message = f"at most {TABLE_ROWS:,} rows, {TABLE_COLUMNS} columns and {TABLE_CELLS:,} cells are read"
        found.append(rules.TOO_LARGE.at(Span(source), message, "check that this is the right file"))
    return large


def _swallowed(source: str, records: Sequence[Sequence[str]], delimiter: str, found: Found) -> None:
    """Report cells that may contain further rows because a quotation mark is missing."""
    for number, record in enumerate(records, 1):
        for column, cell in enumerate(record, 1):
            lines = cell.split("\n")
            if len(lines) > 1 and delimiter in cell and (number == 1 or len(record) != len(records[0])):
                message = f"the cell «{lines[0][:40]}…» runs over {len(lines)} lines: rows may have got into it"
                found.append(rules.LOOSE_QUOTES.at(Span(source, number, column, "row"), message, _CLOSE))


"""The largest table that is read, in bytes."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"{\\rtf": "an RTF text"}


def grids(name: str, data: bytes) -> Reading[tuple[Grid, ...] | None]:
    """Return the grids of a file by its bytes, not by its ``name``; None, and a finding, where it is no table."""
    if len(data) > TABLE_BYTES:
        message = f"the file has {len(data):,} bytes; at most {TABLE_BYTES:,} are read"
        return Reading(None, (rules.TOO_LARGE.at(Span(name), message, "check that this is the right file"),))
    if data.startswith((b"PK", _OLE)):
        return read_xlsx(name, data)
    other = _other(data)
    if other:
        message = f"this is {other}, not a table in CSV or XLSX"
        hint = "open it in a spreadsheet, and save it as .xlsx"
        return Reading(None, (rules.TABLE_UNREADABLE.at(Span(name), message, hint),))
    reading = read_csv(name, data)
    return Reading((reading.value,) if reading.value is not None else None, reading.diagnostics)


def _other(data: bytes) -> str:
    start = data[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        return "a web page or XML"
    return next((kind for magic, kind in _OTHERS.items() if data.startswith(magic)), "")
