"""The zip of an Excel workbook → its parts as XML, with limits: a workbook comes from strangers."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["PART_LIMIT", "Package", "PackageError", "TooLargeError", "local"]

PART_LIMIT = 64 * 1024 * 1024
TOTAL_LIMIT = 160 * 1024 * 1024
MAX_PARTS = 4_000

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError)


class PackageError(Exception):
    """The workbook cannot be read; the message says why, in words for the user."""


class TooLargeError(PackageError):
    """The workbook is larger than any list of signatures, or made to do harm."""


def local(tag: object) -> str:
    """Return a tag or attribute without its namespace: transitional and strict workbooks differ in that alone."""
    return str(tag).rpartition("}")[2]


class Package:
    """The parts of a workbook by name. Every method raises :class:`PackageError` for what cannot be read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except _BROKEN as problem:
            raise PackageError("the file is damaged: it cannot be unpacked") from problem
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > TOTAL_LIMIT:
            raise TooLargeError(f"unpacked it has more than {TOTAL_LIMIT // 2**20} megabytes or {MAX_PARTS:,} parts")
        if any(part.flag_bits & 1 for part in parts):
            raise PackageError("the file is protected by a password")
        self._names = {part.filename.lower(): part.filename for part in parts}

    def has(self, name: str) -> bool:
        """Tell whether there is a part of that name, in any case of letters (ECMA-376-2, 6.2.2.3)."""
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """Return the bytes of a part, whatever size the zip claims for it."""
        try:
            with self._zip.open(self._names[name.lower()]) as part:
                data = part.read(PART_LIMIT + 1)
        except _BROKEN as problem:
            raise PackageError(f"the file is damaged: «{name}» is missing or cannot be unpacked") from problem
        if len(data) > PART_LIMIT:
            raise TooLargeError(f"unpacked, «{name}» has more than {PART_LIMIT // 2**20} megabytes")
        return data

    def events(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield ("start" | "end", element); a document type, and so every entity, is refused."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import iterparse

        data = io.BytesIO(self.read(name))
        try:
            yield from iterparse(data, ("start", "end"), forbid_dtd=True)
        except DefusedXmlException as problem:
            raise PackageError(f"«{name}» holds a document type or entities, which no spreadsheet writes") from problem
        except (SyntaxError, ValueError, LookupError) as problem:
            raise PackageError(f"«{name}» is damaged: it is not well-formed XML") from problem

    def elements(self, name: str, *tags: str) -> Iterator[Any]:
        """Yield the elements called one of ``tags`` (without namespace), whole, in document order."""
        for event, element in self.events(name):
            if event == "end" and local(element.tag) in tags:
                yield element

    def targets(self, name: str) -> Mapping[str, tuple[str, str]]:
        """Return the relations of a part by id: the kind and the name of the part that each leads to."""
        folder, base = posixpath.split(name)
        relations = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if not self.has(relations):
            return {}
        return {
            element.get("Id", ""): (element.get("Type", "").rpartition("/")[2], _joined(folder, element.get("Target", "")))
            for element in self.elements(relations, "Relationship")
        }


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
