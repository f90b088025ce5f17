"""One guarded package: every way in refuses the same file for the same reason, in the same words."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from presskit.checks.preflight.docx_checks import check_docx
from presskit.formats.ooxml.inspection import words
from presskit.formats.ooxml.package import LIMITS, Package, UnreadableError
from presskit.readers import returns
from presskit.readers.importing import import_files
from presskit.readers.tables.table_file import grids
from presskit.resources import Resources
from presskit.writers.docx.template import TEMPLATE, opened
from presskit.writers.errors import WriterError
from tests.importing.word_files import RELATIONS, TYPES, W, bare, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _main(main: str, content: str | bytes) -> bytes:
    relations = RELATIONS.replace("word/document.xml", main)
    return zipped({"[Content_Types].xml": TYPES, "_rels/.rels": relations, main: content})


def _document(inner: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'


def _with(main: str, name: str, data: bytes = b"<x/>", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO(_main(main, _document("")))
    with zipfile.ZipFile(out, "a", method) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def _many(main: str) -> bytes:
    with zipfile.ZipFile(out := io.BytesIO(_main(main, _document(""))), "a") as archive:
        for number in range(LIMITS.parts):
            archive.writestr(f"media/{number}.png", b"")
    return out.getvalue()


def _locked(main: str) -> bytes:
    data = bytearray(_main(main, _document("")))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(head)
        data[at + flags] |= 1
    return bytes(data)


BOMBS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "another zip": (lambda _: zipped({"a.txt": "x"}), "foreign"),
    "of before 2007": (lambda _: OLE, "old"),
    "a password": (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a zip with a password": (_locked, "password"),
    "half": (lambda main: _main(main, _document(""))[:200], "broken"),
    "an open tag": (lambda main: _main(main, "<w:document"), "broken"),
    "too deep": (lambda main: _main(main, _document("<a>" * 600 + "</a>" * 600)), "too-deep"),
    "spaces": (lambda main: _main(main, _document(" " * 40_000_000)), "too-large"),
    "a part in another room": (lambda main: _with(main, "docProps/x.xml", b" " * 60_000_000), "too-large"),
    "zeros": (lambda main: _with(main, "media/x.bin", bytes(200_000_000)), "too-large"),
    "too many parts": (_many, "too-large"),
    "a part packed by LZMA": (lambda main: _with(main, "media/x.bin", b"x", zipfile.ZIP_LZMA), "broken"),
    "entities": (lambda main: _main(main, _document("&b;", ENTITIES)), "entities"),
    "entities in UTF-16": (lambda main: _main(main, _document("&b;", ENTITIES).encode("utf-16")), "entities"),
    "a file outside": (lambda main: _main(main, _document("&a;", OUTSIDE)), "entities"),
    "a way out": (lambda main: _with(main, "../../x.xml"), "outside"),
    "a drive": (lambda main: _with(main, "C:\\x.xml"), "outside"),
}


def _imported(data: bytes) -> str:
    return import_files([("a.docx", data)], region="", language="en").diagnostics[0].message


def _returned(data: bytes) -> str:
    return returns.read("a.docx", data).diagnostics[0].message


def _checked(data: bytes) -> str:
    return check_docx("a.docx", data, None)[0].diagnostic.message


def _table(data: bytes) -> str:
    return grids("a.docx", data).diagnostics[0].message


@pytest.mark.parametrize(("made", "reason"), BOMBS.values(), ids=BOMBS)
def test_every_way_in_refuses_the_same_file_in_the_same_words(
    made: Callable[[str], bytes], reason: str, tmp_path: Path
) -> None:
    data = made("word/document.xml")
    with pytest.raises(UnreadableError) as problem:
        words(data)
    assert problem.value.reason == reason
    said = f"«a.docx» {problem.value.clause}"
    assert [way(data) for way in (_imported, _returned, _checked)] == [said] * 3
    (tmp_path / TEMPLATE).write_bytes(data)
    with pytest.raises(WriterError) as refused:
        opened(Resources((tmp_path,), tmp_path))
    told = [each.message for each in refused.value.diagnostics]
    assert told == [f"the Word template {problem.value.clause}"] or reason == "foreign"


@pytest.mark.parametrize(("made", "reason"), BOMBS.values(), ids=BOMBS)
def test_a_workbook_is_refused_for_the_same_reasons(made: Callable[[str], bytes], reason: str) -> None:
    message = _table(made("xl/workbook.xml"))
    clauses = {UnreadableError(each, "", "workbook").clause for each in (reason, "foreign")}  # type: ignore[arg-type]
    assert any(message.startswith(f"«a.docx» {clause}") for clause in clauses)


def test_of_far_too_many_parts_no_list_is_made() -> None:
    data = _main("word/document.xml", _document("")) + b"PK\x01\x02" * (10 * LIMITS.parts + 1)
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError) as problem:
            Package(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert problem.value.reason == "too-large"
    assert most < 100_000


def test_a_part_at_the_limit_is_read_and_one_above_is_not() -> None:
    most = LIMITS.tree - len(_document("<a></a>" * 8))
    document = _document(f"<a>{' ' * (most // 8)}</a>" * 7 + f"<a>{' ' * (most - most // 8 * 7)}</a>")
    assert Package(_stored(document)).xml("word/document.xml") is not None
    with pytest.raises(UnreadableError, match="too large"):
        Package(_stored(document + " "))


def _stored(document: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def test_a_ratio_above_the_limit_is_refused_though_the_size_is_not() -> None:
    with pytest.raises(UnreadableError) as problem:
        Package(_main("word/document.xml", _document(" " * 8_000_000)))
    assert problem.value.reason == "too-large"


def test_names_in_another_case_are_the_same_part() -> None:
    package = Package(zipped({"[Content_Types].xml": TYPES, "Word/Document.XML": _document("")}))
    assert package.has("word/document.xml")
    assert package.xml("word/document.xml") is package.xml("WORD/DOCUMENT.XML")


def test_styles_lie_beside_the_text_where_no_relation_says_where() -> None:
    assert Package(bare("", styles="<x/>")).beside("styles") == "word/styles.xml"
