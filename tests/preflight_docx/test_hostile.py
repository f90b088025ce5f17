"""Broken and hostile Word files end soon and with words: never a fault, never a hang, never a full memory."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import many
from tests.preflight_docx.files import add, codes, edit, edition, found, good, packed, parts

TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


def zeros(megabytes: int) -> bytes:
    return b"<x>" + b" " * (megabytes * 1024 * 1024) + b"</x>"


def many_parts() -> bytes:
    return packed({**parts(good()), **{f"word/media/{n}.png": b"" for n in range(3001)}})


def deep() -> bytes:
    return packed({**parts(good()), DOCUMENT: b"<a>" * 100_000 + b"</a>" * 100_000})


def locked_zip() -> bytes:
    data = bytearray(good())
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(head)
        data[at + flags] |= 1
    return bytes(data)


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "white": (lambda: b" \n" * 50, "empty"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "no Word file"),
    "a zip": (lambda: packed({"a.txt": b"x"}), "no Word file"),
    "an empty zip": (lambda: packed({}), "no Word file"),
    "a table": (lambda: packed({TYPES: b"<Types/>", "xl/workbook.xml": b"<x/>"}), "no Word file"),
    "a .doc": (lambda: OLE + bytes(3000), "before 2007"),
    "a password": (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(100), "password"),
    "a zip with a password": (locked_zip, "password"),
    "macros": (lambda: edit("wordprocessingml.document.main", "ms-word.document.macroEnabled.main", TYPES)(good()), "macros"),
    "a head alone": (lambda: b"PK\x03\x04", "damaged"),
    "no text": (lambda: packed({n: d for n, d in parts(good()).items() if n != DOCUMENT}), "damaged"),
    "an open tag": (lambda: add(DOCUMENT, b"<w:document>")(good()), "damaged"),
    "no body": (lambda: add(DOCUMENT, b"<x/>")(good()), "damaged"),
    "an empty part": (lambda: add("word/styles.xml", b"")(good()), "damaged"),
    "another encoding": (lambda: add("word/styles.xml", b'<?xml version="1.0" encoding="x-none"?><x/>')(good()), "damaged"),
    "entities": (lambda: add("word/styles.xml", BOMB.encode())(good()), "harmful"),
    "entities in the list of types": (lambda: add(TYPES, BOMB.encode())(good()), "harmful"),
    "an outside entity": (lambda: add("word/x.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>')(good()), "harmful"),
    "a way out": (lambda: add("../../x.xml", b"<x/>")(good()), "harmful"),
    "an absolute way": (lambda: add("/etc/x.xml", b"<x/>")(good()), "harmful"),
    "a drive": (lambda: add("C:\\x.xml", b"<x/>")(good()), "harmful"),
    "zeros": (lambda: add("word/x.xml", zeros(31))(good()), "too large"),
    "more zeros": (lambda: add("word/x.bin", bytes(200 * 1024 * 1024))(good()), "too large"),
    "many parts": (many_parts, "too large"),
    "deep": (deep, "nested more deeply"),
}  # fmt: skip


@pytest.mark.parametrize(("made", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_word_file_is_told(made: Callable[[], bytes], words: str) -> None:
    data = made()
    begun = time.process_time()
    (finding,) = found(data, edition())
    assert time.process_time() - begun < 2
    assert (finding.diagnostic.code, str(finding.diagnostic.severity)) == ("docx-unreadable", "error")
    assert words in finding.diagnostic.message


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_told(share: float) -> None:
    assert codes(good()[: int(len(good()) * share)]) == {"docx-unreadable"}


def test_a_lying_size_is_not_trusted() -> None:
    data = bytearray(add("word/x.bin", b"a" * 100_000)(good()))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert codes(bytes(data)) <= {"docx-unreadable", "docx-stray-part", "docx-content-type"}


def test_styles_in_a_circle_end() -> None:
    circle = edit('(w:styleId="PKBody">.*?<w:basedOn w:val=")Normal"', r'\1PKLede"', "word/styles.xml")
    back = edit('(w:styleId="PKLede">.*?<w:basedOn w:val=")[^"]*"', r'\1PKBody"', "word/styles.xml")
    assert found(back(circle(good())), edition()) == []


def test_numbers_that_are_none_are_no_fault() -> None:
    for part, pattern in (("word/numbering.xml", r'(<w:start w:val=)"1"'), (DOCUMENT, r'(<w:ilvl w:val=)"\d"'), (DOCUMENT, '(w:w=)"11906"')):
        for wrong in ("", "x", "-1", "٣", "9" * 40):
            found(edit(pattern, rf'\1"{wrong}"', part, count=0)(good()), edition())


def test_a_long_file_takes_seconds_at_most() -> None:
    files = parts(good())
    body = files[DOCUMENT].decode()
    begin, end = body.index("<w:p w14"), body.rindex("<w:sectPr>")
    long = body[:begin] + body[begin:end] * 150 + body[end:]
    begun = time.process_time()
    assert "docx-bookmark-repeated" in codes(packed({**files, DOCUMENT: long.encode()}), edition())
    assert time.process_time() - begun < 20


@settings(max_examples=many(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), min_size=1, max_size=12), st.integers(0, 200))
def test_no_bytes_lead_to_a_fault(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(good("ar"))
    for place, byte in changes:
        data[place % len(data)] = byte
    found(bytes(data[: len(data) - cut]), edition("ar"))


def _stored(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@settings(max_examples=many(120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(parts(good("ar")))), st.integers(0, 10**6), st.text(max_size=12) | st.sampled_from(["<", "<w:p>", "</w:p>", '"', "&x;", "<w:r/>"]), st.integers(0, 40))
def test_no_part_leads_to_a_fault(name: str, place: int, new: str, length: int) -> None:
    files = parts(good("ar"))
    text = files[name]
    at = place % (len(text) + 1)
    files[name] = text[:at] + new.encode("utf-8", "replace") + text[at + length :]
    found(_stored(files), edition("ar"))


TAGS = ["p", "r", "t", "pPr", "rPr", "fldChar", "fldSimple", "instrText", "bookmarkStart", "bookmarkEnd", "hyperlink", "sectPr", "numPr",
        "numId", "ilvl", "del", "ins", "moveFrom", "tbl", "drawing", "sdt", "commentReference"]  # fmt: skip


@settings(max_examples=many(150), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TAGS), st.booleans(), st.sampled_from(["", ' w:val="1"', ' w:id="0"', ' w:fldCharType="end"', ' w:fldCharType="begin"', ' w:name="a"'])), max_size=60))
def test_no_tree_leads_to_a_fault(steps: list[tuple[str, bool, str]]) -> None:
    xml, stack = "", list[str]()
    for tag, closes, attribute in steps:
        xml += f"<w:{tag}{attribute}>x"
        stack.append(tag)
        if closes:
            xml += f"</w:{stack.pop()}>"
    xml += "".join(f"</w:{tag}>" for tag in reversed(stack))
    found(edit("<w:body>", f"<w:body>{xml}")(good()), edition())
