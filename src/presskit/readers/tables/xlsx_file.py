"""An Excel workbook → the grids of its sheets. Read by hand: what openpyxl refuses or hides, a list may well hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from presskit.diagnostics import Reading
from presskit.formats.ooxml.names import local, local_name
from presskit.formats.ooxml.package import Package, UnreadableError
from presskit.readers.tables import rules
from presskit.readers.tables.grid import Grid
from presskit.readers.tables.xlsx_cells import Looks, TooManyCellsError, grid, is_strike, shared_texts
from presskit.source import Span

__all__ = ["read"]


@dataclass(frozen=True, slots=True)
class _Workbook:
    name: str
    sheets: tuple[tuple[str, str, bool], ...]
    looks: Looks


def read(source: str, data: bytes) -> Reading[tuple[Grid, ...] | None]:
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
        rule = rules.TOO_LARGE if problem.is_size else rules.UNREADABLE
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
