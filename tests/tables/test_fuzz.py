"""Whatever bytes come, reading ends with findings; and every row that says anything is an entry or is told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.readers.signatory_table import read
from tests.examples import many
from tests.tables.samples import as_csv, as_xlsx, bare_xlsx, codes, part, repacked, rows_told, sheet_xml, table

CSV = as_csv(
    [
        ("Organisation", "Name (Arabic)", "Country", "Date", "Status"),
        ("River Aid", "أمل", "TR", "2026-03-04", "yes"),
        ("1- Hope.", "", "x", "", "no"),
    ]
).encode()
XLSX = as_xlsx([("Organisation", "Country", "Date"), ("River Aid", "TR", "2026-03-04"), ("Hope", "LB", 5)])
SNIPPETS = [
    b'"', b"\n", b"\r", b",", b";", b"\t", b"|", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xfe\xff", b"sep=;\n", b'""', b"=1+1", b"\x80",
    b"PK", b"\xd9\x80", b"Name", b"Person,", b"\x1f", b"9" * 200, b"\xc7\xe1", b"<", b"&", b"]]>", b"/>", b'r="A9999999"',
]  # fmt: skip
PARTS = ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"]

cells = st.sampled_from(["", " ", "River Aid", "Hope", "أمل", "TR", "Narnia", "03/04/2016", "2016-01-01", "yes", "no", "a@example.org", "=A1", "\u200f", "7", "Total 7", "Organisation", "?", "withdrawn", "."]) | st.text(max_size=8).map(lambda text: text.replace('"', "“"))  # fmt: skip
heads = st.lists(
    st.sampled_from(["Name (Arabic)", "Country", "Date", "Status", "Do you agree to sign?", "Withdrawn", "E-mail", "Coalition", "Person", "Title", "x", "", "Note"]),
    max_size=5,
)  # fmt: skip
tables = st.tuples(heads, st.lists(st.lists(cells, max_size=7), max_size=6))


def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 8)))
        data = data[:start] + draw(st.sampled_from(SNIPPETS) | st.binary(max_size=4)) + data[end:]
    return data


@st.composite
def damaged_csv(draw: st.DrawFn) -> bytes:
    return damaged(draw, CSV)


@st.composite
def damaged_xlsx(draw: st.DrawFn) -> bytes:
    if draw(st.booleans()):
        return damaged(draw, XLSX)
    name = draw(st.sampled_from(PARTS))
    return repacked(XLSX, {name: damaged(draw, part(XLSX, name).encode())})


@settings(max_examples=many(400), deadline=None)
@given(damaged_csv() | st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_a_damaged_csv_is_read_to_its_end(data: bytes) -> None:
    reading = table(data)
    assert reading.value.entries or reading.diagnostics or not data.strip()


@settings(max_examples=many(250), deadline=None)
@given(damaged_xlsx())
def test_a_damaged_workbook_is_read_to_its_end(data: bytes) -> None:
    reading = table(data)
    assert reading.value.entries or reading.diagnostics


@settings(max_examples=many(150), deadline=None)
@given(st.lists(st.sampled_from(["<row>", "</row>", '<c r="B2">', '<c t="s">', "<v>1</v>", "<v>1e400</v>", "<v>nan</v>", "</c>", "<f/>", '<c s="1">', '<c t="d">', "<is><t>x</t></is>", '<c t="inlineStr">', "<v/>"]), max_size=14))  # fmt: skip
def test_any_cells_are_read_to_their_end(tags: list[str]) -> None:
    table(bare_xlsx(sheet_xml("<row><c t='inlineStr'><is><t>Organisation</t></is></c></row>" + "".join(tags))))


@settings(max_examples=many(400), deadline=None)
@given(tables, st.sampled_from([",", ";", "\t"]))
def test_every_row_of_a_csv_is_an_entry_or_told(made: tuple[list[str], list[list[str]]], delimiter: str) -> None:
    first, rows = made
    reading = table(as_csv([("Organisation", *first), *rows], delimiter))
    if not {"table-quotes", "table-too-large", "table-unreadable", "table-signatory-kind"} & set(codes(reading)):
        told = rows_told(reading)
        full = {number for number, row in enumerate(rows, 2) if any(char.isalnum() for char in "".join(row))}
        assert full - told == set()


@settings(max_examples=many(150), deadline=None)
@given(tables)
def test_every_row_of_a_workbook_is_an_entry_or_told(made: tuple[list[str], list[list[str]]]) -> None:
    first, rows = made
    clean = [
        ["".join(char for char in cell if char.isprintable() and not "\ud800" <= char <= "\udfff") for cell in row]
        for row in rows
    ]
    reading = read(
        "list.xlsx", as_xlsx([("Organisation", *first), *[[f"'{c}" if c.startswith("=") else c for c in row] for row in clean]])
    )
    if "table-signatory-kind" not in codes(reading):
        full = {number for number, row in enumerate(clean, 2) if any(char.isalnum() for char in "".join(row))}
        assert full - rows_told(reading) == set()
