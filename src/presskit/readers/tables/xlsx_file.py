"""An Excel workbook → the grids of its sheets, with dates, formulas, hidden and merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Any

from presskit.diagnostics import Reading
from presskit.formats.ooxml.names import local, local_name
from presskit.formats.ooxml.package import Package, UnreadableError
from presskit.limits import TABLE_CELLS, TABLE_COLUMNS, TABLE_ROWS, TABLE_SHEETS
from presskit.readers import import_rules as rules
from presskit.readers.tables.cells import EMPTY, Cell, Grid, Row
from presskit.source import Span

__all__ = ["CellFormats", "TooManyCellsError", "grid", "is_strike", "read_xlsx"]

_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}


class TooManyCellsError(Exception):
    """A sheet holds more than any list of signatures; the message says how much is read."""


@dataclass(frozen=True, slots=True)
class CellFormats:
    """How the numbers of cells are read. ``texts`` are the shared texts by index.

    ``dates`` are the cell styles that show a number as a day, ``struck`` those with a line through the words.
    """

    texts: tuple[Cell, ...] = ()
    dates: frozenset[int] = frozenset()
    since_1904: bool = False
    struck: frozenset[int] = frozenset()


def _text(element: Any) -> Cell:
    """Return a text; it is struck where any of its runs is (ECMA-376-1, 18.4.10)."""
    return Cell(_words(element), struck=any(is_strike(mark) for run in element if local(run) == "r" for mark in run.iter()))


def is_strike(element: Any) -> bool:
    """Return whether an element of a font is a line through the words."""
    return local(element) == "strike" and element.get("val", "1") not in {"0", "false"}


def _words(element: Any) -> str:
    """Return the words of a text with runs, without the reading aids of East Asian ones (``rPh``)."""
    parts = (each for child in element for each in (child, *(child if local(child) == "r" else ())) if local(each) == "t")
    return _unescaped("".join(part.text or "" for part in parts))


def _unescaped(text: str) -> str:
    """Return ``text`` with ``_x000D_`` as the character that it stands for (ECMA-376-1, 22.9.2.19), surrogates as none."""
    code = "_x(?:[Dd][89A-Fa-f][0-9A-Fa-f]{2}|(?P<character>[0-9A-Fa-f]{4}))_"
    return re.sub(code, lambda match: chr(int(match["character"], 16)) if match["character"] else "", text)


@dataclass(slots=True)
class _Sheet:
    """What is read of a sheet so far: cells by row (from 1) and column (from 0)."""

    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    count: int = 0


def grid(package: Package, part: str, source: str, title: str, formats: CellFormats) -> Grid:
    """Return the rows of a sheet that are not empty; raises :class:`TooManyCellsError` and ``UnreadableError``."""
    sheet = _Sheet()
    row, column = 0, -1
    for event, element in package.events(part):
        match event, local(element):
            case "start", "row":
                row, column = _number(element.get("r"), row + 1), -1
                if _is_hidden(element, "ht"):
                    sheet.hidden.add(row)
            case "end", "c":
                row, column = _place(element.get("r"), row, column + 1)
                _keep(sheet, row, column, _cell(element, formats))
            case "end", "row":
                element.clear()
            case "end", "col" if _is_hidden(element, "width"):
                first, last = (_number(element.get(name), 0) for name in ("min", "max"))
                sheet.hidden_columns |= set(range(max(first, 1) - 1, min(last, TABLE_COLUMNS)))
            case "end", "mergeCell":
                sheet.merges += _range(element.get("ref", ""))
            case _:
                pass
    covered = frozenset(_cover(sheet))
    return Grid(source, tuple(_rows(sheet)), title, covered, hidden_columns=frozenset(sheet.hidden_columns))


def _is_hidden(element: Any, size: str) -> bool:
    """Return whether a row or a column is hidden, filtered out, or has no height or width."""
    return element.get("hidden") in {"1", "true"} or bool(re.fullmatch(r"0+(?:\.0*)?", element.get(size, "")))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,7}", text) else otherwise


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Return row (from 1) and column (from 0) of ``C12``; cells without a reference follow each other."""
    match = re.fullmatch("([A-Z]{1,3})([0-9]{1,7})", reference or "")
    if not match:
        return row, column
    return int(match[2]), reduce(lambda number, letter: number * 26 + ord(letter) - 64, match[1], 0) - 1


def _range(reference: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield the first and the last row and column of ``A1:C3``."""
    start, _, end = reference.partition(":")
    (top, left), (bottom, right) = _place(start, 0, -1), _place(end, 0, -1)
    if 0 < top <= bottom and 0 <= left <= right:
        yield top, left, bottom, right


def _keep(sheet: _Sheet, row: int, column: int, cell: Cell) -> None:
    if cell.empty:
        return
    sheet.cells.setdefault(row, {})[column] = cell
    sheet.count += 1
    if len(sheet.cells) > TABLE_ROWS or column >= TABLE_COLUMNS or sheet.count > TABLE_CELLS:
        raise TooManyCellsError(f"at most {TABLE_ROWS:,} rows, {TABLE_COLUMNS} columns and {TABLE_CELLS:,} cells are read")


def _cell(element: Any, formats: CellFormats) -> Cell:
    cell = _read(element, formats)
    struck = not cell.empty and _number(element.get("s"), 0) in formats.struck
    return replace(cell, struck=True) if struck else cell


def _read(element: Any, formats: CellFormats) -> Cell:
    kind = element.get("t", "n")
    children = {local(child): child for child in element}
    if kind == "inlineStr":
        return _text(children["is"]) if "is" in children else EMPTY
    value = children["v"].text if "v" in children else None
    if not value:
        return Cell("", flaw="formula") if "f" in children and value is None else EMPTY
    if kind == "e" or (kind == "str" and value in _ERRORS):
        return Cell(value, flaw="error")
    return _value(kind, value, _number(element.get("s"), 0), formats)


def _value(kind: str, value: str, style: int, formats: CellFormats) -> Cell:
    match kind:
        case "s":
            index = _number(value.strip(), len(formats.texts))
            return formats.texts[index] if index < len(formats.texts) else Cell("", flaw="error")
        case "b":
            return Cell("TRUE" if value.strip() in {"1", "true"} else "FALSE")
        case "d":
            return Cell(value)
        case "n":
            return _numeral(value.strip(), style, formats)
        case _:
            return Cell(_unescaped(value))


def _numeral(value: str, style: int, formats: CellFormats) -> Cell:
    try:
        number = float(value)
    except ValueError:
        return Cell(value)
    day = _day(number, formats.since_1904) if style in formats.dates else None
    if day:
        return Cell(day.isoformat(), day)
    return Cell(str(int(number)) if number.is_integer() and abs(number) < 1e15 else value)


def _day(number: float, since_1904: bool) -> date | None:
    """Return the day of a serial number; Excel counts a 29 February 1900 that never was (ECMA-376-1, 18.17.4.1)."""
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 -- a spreadsheet has no zone
    known = (0 if since_1904 else 61) <= number < 2_958_466
    return (start + timedelta(days=number)).date() if known else None


def _cover(sheet: _Sheet) -> Iterator[tuple[int, int]]:
    """Copy the top cell of each merged block into the cells below it; yield their rows and columns."""
    room = TABLE_CELLS
    for top, left, bottom, _ in sheet.merges:
        cell = sheet.cells.get(top, {}).get(left)
        if cell is None:
            continue
        below = [row for row in _used(sheet, top, bottom) if left not in sheet.cells[row]]
        room -= len(below)
        if room < 0:
            raise TooManyCellsError(f"merged cells cover more than {TABLE_CELLS:,} cells")
        for row in below:
            sheet.cells[row][left] = cell
            yield row, left


def _used(sheet: _Sheet, top: int, bottom: int) -> Iterable[int]:
    if bottom - top < len(sheet.cells):
        return [row for row in range(top + 1, bottom + 1) if row in sheet.cells]
    return [row for row in sheet.cells if top < row <= bottom]


def _rows(sheet: _Sheet) -> Iterator[Row]:
    wide = {(top, left) for top, left, bottom, right in sheet.merges if right > left and top == bottom}
    for number in sorted(sheet.cells):
        cells = sheet.cells[number]
        dense = tuple(cells.get(column, EMPTY) for column in range(max(cells) + 1))
        alone = len(cells) == 1 and (number, min(cells)) in wide
        yield Row(number, dense, number in sheet.hidden, alone)


def read_xlsx(source: str, data: bytes) -> Reading[tuple[Grid, ...] | None]:
    """Return the sheets that are not empty, in their order; None, and an error, for what cannot be read whole."""
    try:
        package = Package(data, "workbook")
        formats, sheets = _workbook(package)
        grids = [replace(grid(package, part, source, title, formats), hidden=hidden) for title, part, hidden in sheets]
    except TooManyCellsError as problem:
        return Reading(None, (rules.TOO_LARGE.at(Span(source), str(problem), "check that this is the right file"),))
    except UnreadableError as problem:
        rule = rules.TOO_LARGE if problem.is_size else rules.TABLE_UNREADABLE
        return Reading(None, (rule.at(Span(source), f"«{source}» {problem.clause}", problem.hint),))
    return Reading(tuple(each for each in grids if each.rows))


def _workbook(package: Package) -> tuple[CellFormats, list[tuple[str, str, bool]]]:
    """Return the formats of cells, and the sheets: title, part of the package, whether it is hidden."""
    name = package.main
    if not package.has(name) or name.lower().endswith(".bin"):
        raise package.unreadable("foreign")
    targets = package.relations(name)
    parts = {each.kind: each.target for each in targets.values()}
    formats = CellFormats(
        texts=tuple(map(_text, package.elements(parts["sharedStrings"], "si"))) if "sharedStrings" in parts else (),
        dates=frozenset(_dates(package, parts["styles"]) if "styles" in parts else ()),
        struck=frozenset(_struck(package, parts["styles"]) if "styles" in parts else ()),
    )
    sheets = []
    for element in package.elements(name, "sheet", "workbookPr"):
        if local(element) == "workbookPr":
            formats = replace(formats, since_1904=element.get("date1904") in {"1", "true"})
            continue
        relation = next((value for key, value in element.items() if local_name(key) == "id" and "}" in key), "")
        target = targets.get(relation)
        if target and target.kind == "worksheet":
            sheets.append((element.get("name", ""), target.target, element.get("state", "visible") != "visible"))
        if len(sheets) > TABLE_SHEETS:
            raise TooManyCellsError(f"at most {TABLE_SHEETS} sheets are read")
    return formats, sheets


def _dates(package: Package, name: str) -> Iterator[int]:
    """Yield the indices of the cell styles that show numbers as days."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    own, inside, index = {}, False, 0
    for event, element in package.events(name):
        tag = local(element)
        if tag == "cellXfs":
            inside = event == "start"
        elif tag == "numFmt" and event == "start":
            own[element.get("numFmtId")] = element.get("formatCode", "")
        elif tag == "xf" and inside and event == "start":
            code = element.get("numFmtId", "0")
            known = BUILTIN_FORMATS.get(int(code)) if code.isdigit() and len(code) < 6 else None
            if is_date_format(own.get(code, known)) or code in _LOCAL_DATES:
                yield index
            index += 1


def _struck(package: Package, name: str) -> Iterator[int]:
    """Yield the indices of the cell styles whose font is struck through."""
    fonts = [font for each in package.elements(name, "fonts") for font in each]
    lines = {str(index) for index, font in enumerate(fonts) if any(map(is_strike, font))}
    styles = (style for each in package.elements(name, "cellXfs") for style in each)
    yield from (index for index, style in enumerate(styles) if style.get("fontId", "0") in lines)


# Dates of East Asian and other locales that have a number but no format in the file (ECMA-376-1, 18.8.30).
_LOCAL_DATES = frozenset(map(str, (*range(27, 37), *range(50, 59))))
