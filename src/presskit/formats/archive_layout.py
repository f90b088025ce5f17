"""Whether every program takes the same files out of a ZIP file: its list against what lies in it (APPNOTE.TXT 6.3, 4.3).

Some programs go by the list at the end, some by the header before each file, some by both. What one of them would unpack
otherwise than another has no place in a file that presskit opens.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

__all__ = ["Conflict", "conflicts"]

Conflict = Literal["damaged", "several", "differs", "renamed", "folder", "name"]

_HEADER, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s4H2LH")
_FAR_END, _FAR_PLACE = struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
_HEADER_MARK, _END_MARK, _FAR_MARK, _FAR_PLACE_MARK = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_MARK = b"PK"
"""What every record begins with."""
_SUMS_MARK = b"PK\x07\x08"
_SHORT, _LONG = 0xFFFF, 0xFFFFFFFF
"""What stands where a number is in the record for large files (4.4.1.4)."""
_SUMS_BELOW, _LOCKED, _UTF8 = 0x8, 0x2041, 0x800
_LARGE, _UNICODE_PATH = 0x1, 0x7075
_RENAMING = frozenset({0x8, 0x2605, 0x2705, 0x2805, 0x554E, 0x756E})
"""Extra fields of old programs by which a file has another name, or is a link."""
_UNICODE_PATH_HEAD = 5


class _List(NamedTuple):
    """Where the list of the files begins and ends, and how many files it says that there are."""

    begin: int
    end: int
    files: int


def conflicts(data: bytes, entries: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[Conflict, str]]:
    """Yield why programs would unpack ``data`` in different ways, each with the name of the file that it is about.

    ``entries`` is the list as Python reads it. Nothing is unpacked.
    """
    where = _list_of(data)
    if where is None or where.files != len(entries):
        yield "several", ""
        return
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        name = entry.orig_filename
        if not name or "\0" in name:
            yield "name", name
        elif name.endswith("/") and (entry.file_size or entry.CRC):
            yield "folder", name
        elif _renames(entry.extra, _name(entry)):
            yield "renamed", name
        if _MARK in data[end : entry.header_offset] or entry.header_offset < end or entry.header_offset > end == 0:
            yield "several", name
        after = _after(data, entry)
        if isinstance(after, str):
            yield after, name
            return
        end = after
    if end > where.begin or _MARK in data[end : where.begin] or (not entries and where.begin):
        yield "several", ""


def _list_of(data: bytes) -> _List | None:
    """Return what the record at the end says of the list; None where it may be read in more than one way."""
    at = data.rfind(_END_MARK, max(0, len(data) - _END.size - _SHORT))
    if at < 0 or at + _END.size > len(data):
        return None
    _, disk, first, here, files, size, begin, comment = _END.unpack_from(data, at)
    said = (disk, first, here, files, size, begin)
    stop = at
    if data[at - _FAR_PLACE.size : at].startswith(_FAR_PLACE_MARK):
        stop = at - _FAR_PLACE.size - _FAR_END.size
        if stop < 0 or not data.startswith(_FAR_MARK, stop):
            return None
        _, _, place, disks = _FAR_PLACE.unpack_from(data, at - _FAR_PLACE.size)
        _, length, _, _, *large = _FAR_END.unpack_from(data, stop)
        if place != stop or disks > 1 or length != _FAR_END.size - 12:
            return None
        most = (*[_SHORT] * 4, _LONG, _LONG)
        if any(small not in pair for small, *pair in zip(said, large, most, strict=True)):
            return None
        disk, first, here, files, size, begin = large
    whole = at + _END.size + comment == len(data) and begin + size == stop
    only = data.find(_END_MARK, min(begin + size, len(data))) == at
    return _List(begin, stop, files) if whole and only and not disk and not first and here == files else None


def _after(data: bytes, entry: zipfile.ZipInfo) -> int | Conflict:
    """Return where the next file begins, or how the header before this one differs from the list."""
    at = entry.header_offset
    if at < 0 or at + _HEADER.size > len(data) or not data.startswith(_HEADER_MARK, at):
        return "damaged"
    _, _, flags, method, _, _, crc, packed, unpacked, names, extras = _HEADER.unpack_from(data, at)
    begin = at + _HEADER.size + names
    name, extra = data[at + _HEADER.size : begin], data[begin : begin + extras]
    begin += extras
    end: int = begin + entry.compress_size
    if end > len(data):
        return "damaged"
    if _renames(extra, name):
        return "renamed"
    sums = (crc, *_sizes(packed, unpacked, extra))
    listed = (entry.CRC, entry.compress_size, entry.file_size)
    below = flags & _SUMS_BELOW
    same_sums = all(here == there or (below and here in {0, _LONG}) for here, there in zip(sums, listed, strict=True))
    mask = _LOCKED | (0 if name.isascii() else _UTF8)
    if name != _name(entry) or method != entry.compress_type or not same_sums or (flags ^ entry.flag_bits) & mask:
        return "differs"
    if not below:
        return end
    if any(_is_sums(data, at, begin) for at in _found(data, _MARK, begin, end)):
        return "several"
    return end + next((length for length in (24, 20, 16, 12) if _sums(data[end : end + length]) == listed), 0)


def _name(entry: zipfile.ZipInfo) -> bytes:
    """Return the name of a file as it stands in the list."""
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437")


def _sizes(packed: int, unpacked: int, extra: bytes) -> tuple[int, int]:
    """Return the sizes that a header states, those of large files from its extra field (4.5.3)."""
    if _LONG in {packed, unpacked}:
        large = next((each for kind, each in _fields(extra) if kind == _LARGE and len(each) >= 16), b"")
        if large:
            first, second = struct.unpack_from("<2Q", large)
            return second, first
    return packed, unpacked


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the extra fields: the kind of each, and its bytes (4.5.1)."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        yield kind, extra[4 : 4 + length]
        extra = extra[4 + length :]


def _renames(extra: bytes, name: bytes) -> bool:
    """Return whether an extra field calls a file otherwise: Info-ZIP's Unicode path (4.6.9), or one of old programs.

    The name itself may be in the characters of old computers, or in UTF-8 that it does not say.
    """
    known = {name.decode("cp437").encode(), name}
    named = (each[_UNICODE_PATH_HEAD:] for kind, each in _fields(extra) if kind == _UNICODE_PATH)
    return any(each not in known for each in named) or any(kind in _RENAMING for kind, _ in _fields(extra))


def _sums(record: bytes) -> tuple[int, ...]:
    """Return the sums below a file, with or without their mark, its sizes of four or of eight bytes (4.3.9)."""
    if len(record) in {16, 24} and not record.startswith(_SUMS_MARK):
        return ()
    form = {12: "<3L", 16: "<4x3L", 20: "<L2Q", 24: "<4xL2Q"}.get(len(record))
    return struct.unpack(form, record) if form else ()


def _is_sums(data: bytes, at: int, begin: int) -> bool:
    """Return whether a record inside a file ends it for who reads from the front: sums below it say the size up to there."""
    if data[at : at + 4] not in {_HEADER_MARK, b"PK\x01\x02", _END_MARK}:
        return False
    lengths = [length for length in (24, 20, 16, 12) if at - length >= begin]
    return any(sums[1:2] == (at - length - begin,) for length in lengths if (sums := _sums(data[at - length : at])))


def _found(data: bytes, mark: bytes, begin: int, end: int) -> Iterator[int]:
    """Yield the places of a mark in a part of the bytes."""
    at = data.find(mark, begin, end)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1, end)
