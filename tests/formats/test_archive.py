"""A ZIP file is opened if every program takes the same files out of it; one that hides others from some is refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from presskit.formats.archive import Archive, ArchiveError
from presskit.formats.file_names import is_portable
from presskit.formats.ooxml.package import Package, UnreadableError
from tests.importing.word_files import bare, p

FILES = {"kit.yaml": b"id: bridge\n", "photos/": b"", "photos/a.png": b"picture " * 50, "empty.txt": b""}
LIST, HEADER, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"


class Stream(io.BytesIO):
    """What a program writes to that cannot go back, so that the sums stand below each file."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


def packed(files: dict[str, bytes], out: io.BytesIO | None = None, method: int = zipfile.ZIP_DEFLATED, extra: bytes = b"") -> bytes:
    out = out or io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.extra = method, extra if name == next(reversed(files)) else b""
            archive.writestr(info, data)
    return out.getvalue()


def far(data: bytes) -> bytes:
    """Return an archive with the records for large files at its end (APPNOTE 4.3.14)."""
    *_, here, files, size, begin, _ = struct.unpack("<4s4H2LH", data[-22:])
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, here, files, size, begin)
    place = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(data) - 22, 1)
    return data[:-22] + record + place + struct.pack("<4s4H2LH", END, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)


def large_fields() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a.png", "w", force_zip64=True) as member:
        member.write(b"picture")
    return out.getvalue()


def path_field(name: str, of: str) -> bytes:
    """Return Info-ZIP's extra field with the name of a file in Unicode (APPNOTE 4.6.9)."""
    path = name.encode()
    return struct.pack("<HHBL", 0x7075, 5 + len(path), 1, zlib.crc32(of.encode("cp437"))) + path


def with_comment(data: bytes, comment: bytes) -> bytes:
    return data[:-2] + struct.pack("<H", len(comment)) + comment


SOUND: dict[str, Callable[[], bytes]] = {
    "plain": lambda: packed(FILES),
    "stored": lambda: packed(FILES, method=zipfile.ZIP_STORED),
    "sums below the files": lambda: packed(FILES, Stream()),
    "sums below stored files": lambda: packed({**FILES, "in.zip": packed(FILES, Stream())}, Stream(), zipfile.ZIP_STORED),
    "large files": lambda: far(packed(FILES)),
    "fields of large files": large_fields,
    "a comment": lambda: with_comment(packed(FILES), b"from the press office"),
    "the same name in Unicode": lambda: packed({"br\u00fccke.png": b"x"}, extra=path_field("br\u00fccke.png", "br\u00fccke.png")),
    "no file": lambda: packed({}),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_programs_write_is_opened(name: str) -> None:
    data = SOUND[name]()
    archive = Archive(data, 100)
    with zipfile.ZipFile(io.BytesIO(data)) as other:
        assert {each.filename: archive.read(each, 10_000) for each in archive.files} == {
            each: other.read(each) for each in other.namelist() if not each.endswith("/")
        }


def patched(mark: bytes, at: int, value: bytes, data: bytes = packed(FILES)) -> bytes:
    place = data.index(mark) + at
    return data[:place] + value + data[place + len(value) :]


def between(hidden: bytes, data: bytes = packed(FILES)) -> bytes:
    """Return an archive with bytes between its last file and its list that the list does not name."""
    at, size, begin = data.index(LIST), *struct.unpack_from("<2L", data, len(data) - 10)
    return data[:at] + hidden + data[at:-10] + struct.pack("<2LH", size, begin + len(hidden), 0)


def shifted() -> bytes:
    """Return an archive behind another one, with places that count from the first."""
    first, second = packed({"kit.yaml": b"id: other\n"}), packed(FILES)
    out = io.BytesIO(first[:-22])
    out.seek(0, io.SEEK_END)
    data = bytearray(first + second)
    at = data.index(LIST, len(first))
    while at >= 0:
        (place,) = struct.unpack_from("<L", data, at + 42)
        data[at + 42 : at + 46] = struct.pack("<L", place + len(first))
        at = data.find(LIST, at + 4)
    (begin,) = struct.unpack_from("<L", data, len(data) - 6)
    data[-6:-2] = struct.pack("<L", begin + len(first))
    return bytes(data)


def in_a_tail() -> bytes:
    """Return an archive whose first file is longer than what is packed in it: who reads from the front goes on there."""
    whole = packed({"a.txt": b"a" * 50, "z.txt": b"z"}, Stream())
    inner = packed({"kit.yaml": b"id: other\n"})
    at, begin = whole.index(b"PK\x07\x08"), 30 + len("a.txt")
    size, (crc,) = at - begin, struct.unpack_from("<L", whole, at + 4)
    tail = struct.pack("<4s3L", b"PK\x07\x08", crc, size, 50) + inner[: inner.index(LIST)]
    longer = struct.pack("<4s3L", b"PK\x07\x08", crc, size + len(tail), 50)
    data = bytearray(whole[:at] + tail + longer + whole[at + 16 :])
    first = data.index(LIST, at + len(tail))
    data[first + 20 : first + 24] = struct.pack("<L", size + len(tail))
    second = data.index(LIST, first + 4)
    (place,) = struct.unpack_from("<L", data, second + 42)
    data[second + 42 : second + 46] = struct.pack("<L", place + len(tail))
    (begin_of_list,) = struct.unpack_from("<L", data, len(data) - 6)
    data[-6:-2] = struct.pack("<L", begin_of_list + len(tail))
    return bytes(data)


def overlap() -> bytes:
    """Return an archive in which a second name stands for the bytes of the first file."""
    data = bytearray(packed({"a.png": b"picture", "b.png": b"picture"}))
    second = data.index(LIST, data.index(LIST) + 4)
    data[second + 42 : second + 46] = bytes(4)
    return bytes(data)


HIDDEN = packed({"kit.yaml": b"id: other\n"})
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "another name in Unicode": (lambda: packed({"internal.txt": b"x"}, extra=path_field("kit.yaml", "internal.txt")), "renamed"),
    "a name of an old Macintosh": (lambda: packed(FILES, extra=struct.pack("<HH4s", 0x2605, 4, b"ZPIT")), "renamed"),
    "a link of an old Unix": (lambda: packed(FILES, extra=struct.pack("<HH4s", 0x756E, 4, b"    ")), "renamed"),
    "two archives": (lambda: HIDDEN + packed(FILES), "several"),
    "two archives, counted through": (shifted, "several"),
    "a script in front": (lambda: b"#!/bin/sh\n" + packed(FILES), "several"),
    "a file that is not listed": (lambda: between(HIDDEN[: HIDDEN.index(LIST)]), "several"),
    "a list that is not listed": (lambda: between(HIDDEN), "several"),
    "a file in the tail of another": (in_a_tail, "several"),
    "bytes behind the end": (lambda: packed(FILES) + b"more", "several"),
    "an end behind the end": (lambda: packed(FILES) + END + bytes(18), "several"),
    "an end in the comment": (lambda: with_comment(packed(FILES), END + b"A" * 60), "damaged"),
    "fewer files than are listed": (lambda: packed(FILES)[:-14] + struct.pack("<2H", 1, 1) + packed(FILES)[-10:], "several"),
    "two disks": (lambda: packed(FILES)[:-18] + b"\1\0\1\0" + packed(FILES)[-14:], "several"),
    "a far end that says otherwise": (lambda: far(packed(FILES))[:-14] + struct.pack("<2H", 1, 1) + far(packed(FILES))[-10:], "several"),
    "files over each other": (overlap, "several"),
    "a folder with content": (lambda: packed({**FILES, "dir/": b"CONTENT"}), "folder"),
    "a password in the header alone": (lambda: patched(HEADER, 6, b"\1"), "differs"),
    "another method in the header": (lambda: patched(HEADER, 8, b"\0\0"), "differs"),
    "another name in the header": (lambda: patched(HEADER, 30, b"x"), "differs"),
    "another size in the header": (lambda: patched(HEADER, 22, b"\7"), "differs"),
    "another size in the list": (lambda: patched(LIST, 24, b"\7"), "differs"),
    "another sum in the header": (lambda: patched(HEADER, 14, b"AAAA"), "differs"),
    "a name of nothing": (lambda: packed({**FILES, "": b"x"}), "name"),
    "a name that ends at a zero": (lambda: packed({"kit.yaml_.txt": b"x"}).replace(b"kit.yaml_", b"kit.yaml\0"), "name"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_programs_would_unpack_in_other_ways_is_refused(name: str) -> None:
    make, reason = REFUSED[name]
    with pytest.raises(ArchiveError) as refused:
        Archive(make(), 100)
    assert refused.value.reason == reason


@pytest.mark.parametrize("name", ["", "word/"])
def test_a_word_file_with_such_an_entry_is_refused_in_words(name: str) -> None:
    out = io.BytesIO(bare(p("A bridge opens")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    with pytest.raises(UnreadableError, match="other programs would find other parts"):
        Package(out.getvalue())


@pytest.mark.parametrize(
    "name", ["kit.yaml.", "kit.yaml ", "CON", "con.md", "aux .txt", "nul.tar.gz", "Com1.md", "LPT\u00b9", "conin$", "a:b", "a?", "a|b", 'a"', "a<", "a*", "a\\b"]
)  # fmt: skip
def test_names_that_windows_changes_are_known(name: str) -> None:
    assert not is_portable(name)


@pytest.mark.parametrize("name", ["kit.yaml", "console.md", "com.md", "COM10.txt", "a.con", ".hidden", "r\u00e9union du 3.md", "\u0628\u064a\u0627\u0646.md"])
def test_other_names_stay(name: str) -> None:
    assert is_portable(name)
