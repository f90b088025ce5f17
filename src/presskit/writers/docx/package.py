"""The archive of a Word file: what may be read as one, and how one is written so that equal content gives equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

__all__ = ["UnfitError", "examine", "packed"]

MOST_ENTRIES = 500
MOST_BYTES = 64_000_000
FIRST = "[Content_Types].xml"
LEVEL = 6  # of 9, which takes four times as long for 3 % fewer bytes
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first that ZIP can hold


class UnfitError(ValueError):
    """The bytes cannot be used as a Word file; the message says why, for the user."""


def examine(data: bytes) -> None:
    """Look a file through before it is opened; raises :class:`UnfitError`.

    Refused are archives that would fill the memory, and XML with a document type: entities are declared there, and no
    Word file has one (ECMA-376, part 2, 8.1).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _examine_size(archive.infolist())
            for entry in archive.infolist():
                if PurePosixPath(entry.filename).suffix.lower() in {".xml", ".rels"}:
                    _examine_xml(entry.filename, archive.read(entry))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, UnfitError):
            raise
        raise UnfitError("it is not a Word file (.docx), or it is damaged") from error


def _examine_size(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UnfitError(f"unpacked, it is larger than {MOST_BYTES // 1_000_000} MB or has more than {MOST_ENTRIES} parts")
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        raise UnfitError("it holds two parts of one name")


def _examine_xml(name: str, data: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree: Any = etree.fromstring(data, parser).getroottree()
    except etree.XMLSyntaxError as error:
        raise UnfitError(f"its part «{name}» is not well-formed XML") from error
    if tree.docinfo.doctype:
        raise UnfitError(f"its part «{name}» declares a document type, which no Word file does")


def packed(data: bytes, finish: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return the same archive with its parts in order, without the time and the system it was made at.

    ``finish`` holds, by name, what has yet to be made of a part.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(written, "w") as anew:
        for name in sorted(archive.namelist(), key=lambda each: (each != FIRST, each)):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            content = archive.read(name)
            anew.writestr(entry, finish[name](content) if name in finish else content, compresslevel=LEVEL)
    return written.getvalue()
