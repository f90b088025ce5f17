"""An Excel workbook → the grids of its sheets. Read by hand: what openpyxl refuses or hides, a list may well hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from presskit.diagnostics import Reading
from presskit.readers.tables import rules
from presskit.readers.tables.grid import Grid
from presskit.readers.tables.xlsx_cells import Looks, grid, is_strike, shared_texts
from presskit.readers.tables.xlsx_package import Package, PackageError, TooLargeError, local
from presskit.source import Span

__all__ = ["old_workbook", "read"]

_SAVE = "open it in a spreadsheet, and save the list as .xlsx without a password, or as CSV UTF-8"


@dataclass(frozen=True, slots=True)
class _Workbook:
    name: str
    sheets: tuple[tuple[str, str, bool], ...]
    looks: Looks


def read(source: str, data: bytes) -> Reading[tuple[Grid, ...] | None]:
    """Return the sheets that hold anything, in their order; None with an error for what cannot be read whole."""
    try:
        package = Package(data)
        workbook = _workbook(package)
        grids = [
            replace(grid(package, part, source, title, workbook.looks), hidden=hidden)
            for title, part, hidden in workbook.sheets
        ]
    except TooLargeError as problem:
        return Reading(None, (rules.TOO_LARGE.at(Span(source), str(problem), "check that this is the right file"),))
    except PackageError as problem:
        return Reading(None, (rules.UNREADABLE.at(Span(source), str(problem), _SAVE),))
    return Reading(tuple(each for each in grids if each.rows))


def old_workbook(source: str, data: bytes) -> Reading[tuple[Grid, ...] | None]:
    """Say of a compound file (OLE) what it is: a workbook with a password, or one of Excel 97."""
    locked = "EncryptedPackage".encode("utf-16-le") in data
    message = "the workbook is protected by a password" if locked else "this is an old Excel file (.xls), which is not read"
    return Reading(None, (rules.UNREADABLE.at(Span(source), message, _SAVE),))


def _workbook(package: Package) -> _Workbook:
    name = next((part for kind, part in package.targets("").values() if kind == "officeDocument"), "xl/workbook.xml")
    if not package.has(name) or name.lower().endswith(".bin"):
        raise PackageError("this is not a workbook of the kind .xlsx")
    targets = package.targets(name)
    kinds = dict(targets.values())
    texts = shared_texts(package, kinds["sharedStrings"]) if "sharedStrings" in kinds else ()
    dates = frozenset(_dates(package, kinds["styles"])) if "styles" in kinds else frozenset()
    struck = frozenset(_struck(package, kinds["styles"])) if "styles" in kinds else frozenset()
    sheets = []
    since_1904 = False
    for element in package.elements(name, "sheet", "workbookPr"):
        if local(element.tag) == "workbookPr":
            since_1904 = element.get("date1904") in {"1", "true"}
            continue
        relation = next((value for key, value in element.items() if local(key) == "id" and "}" in key), "")
        kind, part = targets.get(relation, ("", ""))
        if kind == "worksheet":
            hidden = element.get("state", "visible") != "visible"
            sheets.append((element.get("name", ""), part, hidden))
    return _Workbook(name, tuple(sheets), Looks(texts, dates, since_1904, struck))


def _dates(package: Package, name: str) -> Iterator[int]:
    """Yield the indices of the cell styles that show numbers as days."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    own, inside, index = {}, False, 0
    for event, element in package.events(name):
        tag = local(element.tag)
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
