"""An Excel workbook → the grids of its sheets, with dates, formulas, hidden and merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from presskit.diagnostics import Reading
from presskit.formats.ooxml.names import local, local_name
from presskit.formats.ooxml.package import Package, UnreadableError
from presskit.readers import import_rules as rules
from presskit.readers.tables.cells import EMPTY, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Grid, Row
from presskit.source import Span

__all__ = ["Looks", "TooManyCellsError", "grid", "is_strike", "read_xlsx", "shared_texts"]

_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}


class TooManyCellsError(Exception):
    """A sheet holds more than any list of signatures; the message says how much is read."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What a cell's number or index stands for. ``dates`` are the styles that show a number as a day.

    ``struck`` are the styles that strike a cell through.
    """

    texts: tuple[Cell, ...] = ()
    dates: frozenset[int] = frozenset()
    since_1904: bool = False
    struck: frozenset[int] = frozenset()


def shared_texts(package: Package, name: str) -> tuple[Cell, ...]:
    """Return the texts that cells share, by index."""
    return tuple(_text(element) for element in package.elements(name, "si"))


def _text(element: Any) -> Cell:
    """Return a text; it is struck where any of its runs is (ECMA-376-1, 18.4.10)."""
    marks = [mark for run in element if local(run) == "r" for mark in run.iter() if is_strike(mark)]
    return Cell(_words(element), struck=bool(marks))


def is_strike(element: Any) -> bool:
    """Tell whether an element of a font strikes it through."""
    return local(element) == "strike" and element.get("val", "1") not in {"0", "false"}


def _words(element: Any) -> str:
    """Return the words of a text with runs, without the reading aids of East Asian ones (``rPh``)."""
    parts = []
    for child in element:
        if local(child) == "t":
            parts.append(child.text or "")
        elif local(child) == "r":
            parts += [each.text or "" for each in child if local(each) == "t"]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """Read ``_x000D_`` as the character that it stands for (ECMA-376-1, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: _character(int(match[1], 16)), text)


def _character(number: int) -> str:
    return "" if 0xD800 <= number <= 0xDFFF else chr(number)


@dataclass(slots=True)
class _Sheet:
    """What was read of a sheet so far: cells by row and column from 0."""

    looks: Looks
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    count: int = 0


def grid(package: Package, part: str, source: str, title: str, looks: Looks) -> Grid:
    """Return the rows of a sheet that hold anything; raises :class:`TooManyCellsError` and ``UnreadableError``."""
    sheet = _Sheet(looks)
    row, column = 0, -1
    for event, element in package.events(part):
        match event, local(element):
            case "start", "row":
                row, column = _number(element.get("r"), row + 1), -1
                if _is_hidden(element, "ht"):
                    sheet.hidden.add(row)
            case "end", "c":
                row, column = _place(element.get("r"), row, column + 1)
                _keep(sheet, row, column, _cell(element, looks))
            case "end", "row":
                element.clear()
            case "end", "col" if _is_hidden(element, "width"):
                sheet.hidden_columns |= set(_columns(element))
            case "end", "mergeCell":
                sheet.merges += _range(element.get("ref", ""))
            case _:
                continue
    covered = frozenset(_cover(sheet))
    return Grid(source, tuple(_rows(sheet)), title, covered, hidden_columns=frozenset(sheet.hidden_columns))


def _is_hidden(element: Any, size: str) -> bool:
    """Tell whether a row or a column is hidden, filtered away, or has no height or width."""
    return element.get("hidden") in {"1", "true"} or bool(re.fullmatch(r"0+(?:\.0*)?", element.get(size, "")))


def _columns(element: Any) -> Iterable[int]:
    """Return the columns from 0 that a ``col`` speaks of (ECMA-376-1, 18.3.1.13)."""
    first, last = (_number(element.get(name), 0) for name in ("min", "max"))
    return range(max(first, 1) - 1, min(last, MAX_COLUMNS))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,7}", text) else otherwise


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Return row (from 1) and column (from 0) of ``C12``; cells without a reference follow each other."""
    match = re.fullmatch("([A-Z]{1,3})([0-9]{1,7})", reference or "")
    if not match:
        return row, column
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return int(match[2]), number - 1


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
    if len(sheet.cells) > MAX_ROWS or column >= MAX_COLUMNS or sheet.count > MAX_CELLS:
        raise TooManyCellsError(f"at most {MAX_ROWS:,} rows, {MAX_COLUMNS} columns and {MAX_CELLS:,} cells are read")


def _cell(element: Any, looks: Looks) -> Cell:
    cell = _read(element, looks)
    struck = not cell.empty and _number(element.get("s"), 0) in looks.struck
    return replace(cell, struck=True) if struck else cell


def _read(element: Any, looks: Looks) -> Cell:
    kind = element.get("t", "n")
    children = {local(child): child for child in element}
    if kind == "inlineStr":
        return _text(children["is"]) if "is" in children else EMPTY
    value = children["v"].text if "v" in children else None
    if not value:
        return Cell("", flaw="formula") if "f" in children and value is None else EMPTY
    if kind == "e" or (kind == "str" and value in _ERRORS):
        return Cell(value, flaw="error")
    return _value(kind, value, _number(element.get("s"), 0), looks)


def _value(kind: str, value: str, style: int, looks: Looks) -> Cell:
    match kind:
        case "s":
            index = _number(value.strip(), len(looks.texts))
            return looks.texts[index] if index < len(looks.texts) else Cell("", flaw="error")
        case "b":
            return Cell("TRUE" if value.strip() in {"1", "true"} else "FALSE")
        case "d":
            return Cell(value)
        case "n":
            return _numeral(value.strip(), style, looks)
        case _:
            return Cell(_unescaped(value))


def _numeral(value: str, style: int, looks: Looks) -> Cell:
    try:
        number = float(value)
    except ValueError:
        return Cell(value)
    day = _day(number, looks.since_1904) if style in looks.dates else None
    if day:
        return Cell(day.isoformat(), day)
    return Cell(str(int(number)) if number.is_integer() and abs(number) < 1e15 else value)


def _day(number: float, since_1904: bool) -> date | None:
    """Return the day of a serial number; Excel counts a 29 February 1900 that never was (ECMA-376-1, 18.17.4.1)."""
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 -- a spreadsheet has no zone
    if not (0 if since_1904 else 61) <= number < 2_958_466:
        return None
    return (start + timedelta(days=number)).date()


def _cover(sheet: _Sheet) -> Iterator[tuple[int, int]]:
    """Give the cells below the top of a merged block its words; yield where."""
    room = MAX_CELLS
    for top, left, bottom, _ in sheet.merges:
        cell = sheet.cells.get(top, {}).get(left)
        if cell is None:
            continue
        below = [row for row in _used(sheet, top, bottom) if left not in sheet.cells[row]]
        room -= len(below)
        if room < 0:
            raise TooManyCellsError(f"merged cells cover more than {MAX_CELLS:,} cells")
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
        cells: Mapping[int, Cell] = sheet.cells[number]
        dense = tuple(cells.get(column, EMPTY) for column in range(max(cells) + 1))
        alone = len(cells) == 1 and (number, min(cells)) in wide
        yield Row(number, dense, number in sheet.hidden, alone)


@dataclass(frozen=True, slots=True)
class _Workbook:
    name: str
    sheets: tuple[tuple[str, str, bool], ...]
    looks: Looks


def read_xlsx(source: str, data: bytes) -> Reading[tuple[Grid, ...] | None]:
    """Return the sheets that hold anything, in their order; None with an error for what cannot be read whole."""
    try:
        package = Package(data, "workbook")
        workbook = _workbook(package)
        grids = [
            replace(grid(package, part, source, title, workbook.looks), hidden=hidden)
            for title, part, hidden in workbook.sheets
        ]
    except TooManyCellsError as problem:
        return Reading(None, (rules.TOO_LARGE.at(Span(source), str(problem), "check that this is the right file"),))
    except UnreadableError as problem:
        rule = rules.TOO_LARGE if problem.is_size else rules.TABLE_UNREADABLE
        return Reading(None, (rule.at(Span(source), f"«{source}» {problem.clause}", problem.hint),))
    return Reading(tuple(each for each in grids if each.rows))


def _workbook(package: Package) -> _Workbook:
    name = package.main
    if not package.has(name) or name.lower().endswith(".bin"):
        raise package.unreadable("foreign")
    targets = package.relations(name)
    kinds = {each.kind: each.target for each in targets.values()}
    texts = shared_texts(package, kinds["sharedStrings"]) if "sharedStrings" in kinds else ()
    dates = frozenset(_dates(package, kinds["styles"])) if "styles" in kinds else frozenset()
    struck = frozenset(_struck(package, kinds["styles"])) if "styles" in kinds else frozenset()
    sheets = []
    since_1904 = False
    for element in package.elements(name, "sheet", "workbookPr"):
        if local(element) == "workbookPr":
            since_1904 = element.get("date1904") in {"1", "true"}
            continue
        relation = next((value for key, value in element.items() if local_name(key) == "id" and "}" in key), "")
        found = targets.get(relation)
        if found and found.kind == "worksheet":
            hidden = element.get("state", "visible") != "visible"
            sheets.append((element.get("name", ""), found.target, hidden))
    return _Workbook(name, tuple(sheets), Looks(texts, dates, since_1904, struck))


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
