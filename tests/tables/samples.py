"""Tables made by hand: CSV from rows, XLSX from rows or from bare XML."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from presskit.diagnostics import Reading
from presskit.readers.signatory_table import SignatoryTable, read

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def as_csv(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def as_xlsx(rows: Iterable[Sequence[Any]], **sheets: Iterable[Sequence[Any]]) -> bytes:
    return saved(workbook(rows, **sheets))


def workbook(rows: Iterable[Sequence[Any]], **sheets: Iterable[Sequence[Any]]) -> Any:
    book = Workbook()
    book.active.title = "Signatures"
    for row in rows:
        book.active.append(list(row))
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(list(row))
    return book


def saved(book: Any) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def sheet_xml(rows: str, after: str = "") -> str:
    return f"<worksheet {NS}><sheetData>{rows}</sheetData>{after}</worksheet>"


def bare_xlsx(sheet: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet with the least that Excel opens."""
    kind = f"{REL}/officeDocument"
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{kind}" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {NS} xmlns:r="{REL}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships><Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return zipped({**files, **(parts or {})})


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return data.getvalue()


def repacked(data: bytes, changed: Mapping[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return zipped({name: package.read(name) for name in package.namelist()} | dict(changed))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def table(text: str | bytes, name: str = "list.csv") -> Reading[SignatoryTable]:
    return read(name, text if isinstance(text, bytes) else text.encode())


def names(reading: Reading[SignatoryTable]) -> list[str]:
    return [entry.signatory.name.default for entry in reading.value.entries]


def codes(reading: Reading[SignatoryTable]) -> list[str]:
    return [finding.code for finding in reading.diagnostics]


def rows_told(reading: Reading[SignatoryTable]) -> set[int]:
    """The numbers of the rows that became entries or that a finding points at."""
    spans = [entry.span for entry in reading.value.entries] + [finding.span for finding in reading.diagnostics]
    return {span.line for span in spans}
