"""Bytes → the parts of an archive, with limits for broken and hostile files (ECMA-376, part 2)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from lxml import etree

from presskit.formats.docx_file.names import Element

__all__ = ["Archive", "Reason", "UnreadableError", "open_archive", "parsed"]

Reason = Literal["empty", "no-docx", "old", "password", "macros", "broken", "too-much", "harmful"]

MEGABYTE = 1024 * 1024
MOST_PARTS = 3000
LARGEST_XML = 32 * MEGABYTE
LARGEST_PART = 128 * MEGABYTE
MOST_BYTES = 256 * MEGABYTE
MOST_XML = 64 * MEGABYTE
RATIO = 250
"""How many times larger than packed a part may be; XML of thousands of like table rows comes to some sixty."""
SMALL = MEGABYTE
"""Below this size the ratio says nothing."""
SLACK = 4096

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_ENCRYPTED_FLAG = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError)
_XML = {".xml", ".rels"}


class UnreadableError(Exception):
    """The bytes cannot be read as a Word file; ``reason`` says why, ``part`` in which part of it, if in one."""

    def __init__(self, reason: Reason, part: str = "") -> None:
        self.reason = reason
        self.part = part
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts by name, and the names that the archive has twice; of those the last one counts, as for Word."""

    parts: dict[str, bytes]
    repeated: tuple[str, ...]


def open_archive(data: bytes) -> Archive:
    """Return the parts of a Word file, unpacked in memory. Raises :class:`UnreadableError`."""
    _look_at_head(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _look_through(entries)
            parts = {entry.filename: _unpacked(archive, entry) for entry in entries}
    except _DAMAGE as problem:
        raise UnreadableError("broken") from problem
    except MemoryError as problem:
        raise UnreadableError("too-much") from problem
    counts = Counter(entry.filename.lower() for entry in entries)  # names differ in more than case (6.2.2.3)
    return Archive(parts, tuple(sorted(name for name, count in counts.items() if count > 1)))


def _look_at_head(data: bytes) -> None:
    """Tell other files from Word's by how they begin."""
    if len(data) < SLACK and not data.strip(b" \t\r\n\0"):
        raise UnreadableError("empty")
    if data.startswith(_OLE):
        raise UnreadableError("password" if _ENCRYPTED in data else "old")
    if not data.startswith(_ZIP):
        raise UnreadableError("no-docx")


def _look_through(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what would fill the memory, lie outside the archive, or ask for a password, before it is unpacked."""
    if len(entries) > MOST_PARTS:
        raise UnreadableError("too-much")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableError("password")
        if _leads_out(entry.filename):
            raise UnreadableError("harmful", entry.filename)
        if entry.file_size > _limit(entry) or entry.file_size > max(SMALL, RATIO * entry.compress_size):
            raise UnreadableError("too-much", entry.filename)
    xml = sum(entry.file_size for entry in entries if _is_xml(entry.filename))
    if xml > MOST_XML or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UnreadableError("too-much")


def _is_xml(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _XML


def _limit(entry: zipfile.ZipInfo) -> int:
    return LARGEST_XML if _is_xml(entry.filename) else LARGEST_PART


def _leads_out(name: str) -> bool:
    """Tell whether a name would be written outside a folder that the archive is unpacked into."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a part; what it says of its size is not trusted."""
    with archive.open(entry) as part:
        data = part.read(_limit(entry) + 1)
    if len(data) > _limit(entry):
        raise UnreadableError("too-much", entry.filename)
    return data


def parsed(name: str, data: bytes) -> Element:
    """Return the root of a part. Raises :class:`UnreadableError` where it is ill-formed or declares a document type.

    Entities are declared in document types, and no Word file has one (ECMA-376, part 2, 6.2.5).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        raise UnreadableError("harmful" if b"<!DOCTYPE" in data[:SLACK] else "broken", name) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("harmful", name)
    return root
