"""Excel workbooks: what the sheet shows is read, what it hides is told, what is broken or made to harm is refused."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path

import pytest

from presskit import limits
from presskit.readers.tables.xlsx_file import read_xlsx
from tests.tables.samples import (
    NS,
    as_xlsx,
    bare_xlsx,
    codes,
    names,
    part,
    repacked,
    rows_told,
    saved,
    sheet_xml,
    table,
    workbook,
    zipped,
)

ROWS = [("Organisation", "Country", "Joined"), ("River Aid", "TR", date(2026, 3, 4)), ("أمل", "لبنان", None)]


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_cells_are_read_as_shown() -> None:
    rows = [*ROWS, ("Hope", "SY", datetime(2026, 3, 5, 17, 30)), (2030, None, "2026-03-06"), (True, "JO", "03/04/2026")]  # noqa: DTZ001
    reading = table(as_xlsx(rows))
    assert names(reading) == ["River Aid", "أمل", "Hope", "2030", "TRUE"]
    assert [entry.signatory.joined for entry in reading.value.entries] == [
        date(2026, 3, 4), None, date(2026, 3, 5), date(2026, 3, 6), None,
    ]  # fmt: skip
    assert [entry.signatory.country for entry in reading.value.entries] == ["TR", "LB", "SY", "", "JO"]
    assert codes(reading) == ["table-ambiguous-date"]
    assert str(reading.diagnostics[0].span) == "list.csv: row 6, column 3"


def test_a_date_cell_is_no_riddle_however_it_is_shown() -> None:
    book = workbook([("Organisation", "Date"), ("Hope", date(2016, 4, 3))])
    book.active["B2"].number_format = "mm/dd/yyyy"
    reading = table(saved(book))
    assert reading.value.entries[0].signatory.joined == date(2016, 4, 3)
    assert codes(reading) == []


def test_dates_of_the_mac_of_old() -> None:
    book = workbook([("Organisation", "Date"), ("Hope", date(2016, 4, 3))])
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    assert table(saved(book)).value.entries[0].signatory.joined == date(2016, 4, 3)


def test_rows_keep_their_numbers() -> None:
    reading = table(as_xlsx([("Title of the list",), (), ("Organisation",), (), ("Hope",), (" ",), ("Bridge",)]))
    assert [entry.span.line for entry in reading.value.entries] == [5, 7]
    assert codes(reading) == ["table-above-heads"]


def test_the_sheet_with_names_is_used_and_others_are_told() -> None:
    reading = table(as_xlsx(ROWS, Statistics=[("Day", "Count"), (1, 2)], Empty=[]))
    assert names(reading) == ["River Aid", "أمل"]
    assert codes(reading) == ["table-sheet-left"]
    assert "«Statistics»" in reading.diagnostics[0].message


def test_several_sheets_with_names_are_not_guessed_between() -> None:
    reading = table(as_xlsx(ROWS, More=[("Organisation",), ("Bridge",)]))
    assert (names(reading), codes(reading)) == ([], ["table-sheets"])
    assert "«Signatures» (3 rows), «More» (2 rows)" in reading.diagnostics[0].message


def test_hidden_rows_are_read_and_told() -> None:
    book = workbook([*ROWS, ("Hope",)])
    book.active.row_dimensions[3].hidden = True
    reading = table(saved(book))
    assert len(names(reading)) == 3
    assert codes(reading) == ["table-hidden-rows"]
    assert reading.diagnostics[0].span.line == 3


def test_a_merged_coalition_holds_for_all_its_rows() -> None:
    book = workbook([("Coalition", "Organisation"), ("Alliance", "Hope"), (None, "Bridge"), (None, "River Aid")])
    book.active.merge_cells("A2:A3")
    assert [entry.coalition for entry in table(saved(book)).value.entries] == ["Alliance", "Alliance", ""]


def test_a_merged_name_is_asked_about() -> None:
    book = workbook([("Organisation", "Country"), ("Hope", "TR"), (None, "LB")])
    book.active.merge_cells("A2:A3")
    reading = table(saved(book))
    assert names(reading) == ["Hope", "Hope"]
    assert codes(reading) == ["table-merged-cells"]
    assert reading.diagnostics[0].span.line == 3


def test_the_head_of_a_group_is_no_name() -> None:
    book = workbook([("Organisation", "Country"), ("Northern Alliance", None), ("Hope", "TR")])
    book.active.merge_cells("A2:B2")
    reading = table(saved(book))
    assert names(reading) == ["Hope"]
    assert codes(reading) == ["table-row-not-a-name"]


def test_formulas_show_their_value_and_a_missing_one_is_told() -> None:
    rows = (
        f'<row r="1">{inline("A1", "Organisation")}{inline("B1", "Country")}</row>'
        '<row r="2"><c r="A2" t="str"><f>"Ho"&amp;"pe"</f><v>Hope</v></c></row>'
        '<row r="3"><c r="A3"><f>A2</f></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    reading = table(bare_xlsx(sheet_xml(rows)))
    assert names(reading) == ["Hope"]
    assert sorted(codes(reading)) == ["table-formula-value", "table-formula-value", "table-row-without-name"]
    assert rows_told(reading) == {2, 3}


def test_a_formula_written_by_a_program_without_its_value() -> None:
    reading = table(as_xlsx([("Organisation",), ('=CONCATENATE("Ho","pe")',), ("Bridge",)]))
    assert names(reading) == ["Bridge"]
    assert sorted(codes(reading)) == ["table-formula-value", "table-row-without-name"]


def test_runs_escapes_and_cells_without_references() -> None:
    rows = (
        "<row><c t='inlineStr'><is><t>Organisation</t></is></c></row>"
        "<row><c t='inlineStr'><is><r><t>Ho</t></r><r><t>pe_x000D_</t></r><rPh><t>no</t></rPh></is></c></row>"
    )
    reading = table(bare_xlsx(sheet_xml(rows)))
    assert names(reading) == ["Hope"]
    assert reading.value.entries[0].span.line == 2


def test_a_damaged_package_is_an_error() -> None:
    whole = as_xlsx(ROWS)
    for data in (b"PK\x03\x04", whole[:-40], whole[:2000], zipped({"a.txt": "x"}), zipped({"word/document.xml": "<a/>"})):
        assert codes(table(data)) == ["table-unreadable"]


def test_xml_that_is_not_well_formed_is_an_error() -> None:
    broken = part(as_xlsx(ROWS), "xl/worksheets/sheet1.xml")[:-30]
    assert codes(table(repacked(as_xlsx(ROWS), {"xl/worksheets/sheet1.xml": broken}))) == ["table-unreadable"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    sheet = f"<?xml version='1.0' encoding='{encoding}'?>{bomb}" + sheet_xml(f"<row r='1'>{inline('A1', '&b;')}</row>")
    reading = table(bare_xlsx("", {"xl/worksheets/sheet1.xml": sheet.encode(encoding)}))
    assert codes(reading) == ["table-unreadable"]
    assert "entities" in reading.diagnostics[0].message


def test_an_external_file_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Secret Society", encoding="utf-8")
    dtd = f"<!DOCTYPE x [<!ENTITY a SYSTEM '{secret.as_uri()}'>]>"
    reading = table(bare_xlsx(dtd + sheet_xml(f"<row r='1'>{inline('A1', '&a;')}</row>")))
    assert codes(reading) == ["table-unreadable"]


def test_a_zip_bomb_is_refused_soon() -> None:
    begun = time.process_time()
    bomb = bare_xlsx("", {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 200_000_000})
    made = time.process_time()
    assert len(bomb) < 1_000_000
    assert codes(table(bomb)) == ["table-too-large"]
    assert time.process_time() - made < max(5, 2 * (made - begun))


def test_too_many_cells_are_refused() -> None:
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    many = sheet_xml("".join(row.format(number) for number in range(1, 20_003)))
    assert codes(table(bare_xlsx(many))) == ["table-too-large"]
    assert codes(table(bare_xlsx(sheet_xml('<row r="1"><c r="XFD1"><v>1</v></c></row>')))) == ["table-too-large"]


def test_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    rows = f'<row r="1">{inline("A1", "Organisation")}</row><row r="2">{inline("A2", "Hope")}</row>'
    merge = '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>' * 50
    assert names(table(bare_xlsx(sheet_xml(rows, merge)))) == ["Hope"]


def test_an_old_or_locked_workbook_is_called_by_its_name() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    assert "before 2007" in table(ole).diagnostics[0].message
    assert "password" in table(ole + "EncryptedPackage".encode("utf-16-le")).diagnostics[0].message


def test_a_strict_workbook_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    data = as_xlsx(ROWS)
    parts = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")
    changed = {name: part(data, name).replace(NS[7:-1], strict) for name in parts if name in data.decode("latin-1")}
    assert names(table(repacked(data, changed))) == ["River Aid", "أمل"]


def test_a_workbook_of_too_many_sheets_is_refused() -> None:
    most = {f"s{n}": [["Hope Aid"]] for n in range(limits.TABLE_SHEETS - 1)}
    assert read_xlsx("a.xlsx", as_xlsx([["Hope Aid"]], **most)).value is not None
    reading = read_xlsx("a.xlsx", as_xlsx([["Hope Aid"]], **most, one_more=[["Lake Trust"]]))
    assert reading.value is None
    assert "at most 100 sheets" in reading.diagnostics[0].message
