"""A Word file as the zip of XML parts that it is (ECMA-376-2), opened with limits and without entities."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presskit.readers.importing import rules
from presskit.readers.importing.audit_log import Account
from presskit.source import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["BadPartError", "Package", "attribute", "children", "local", "open_package", "within"]

PART_LIMIT = 30_000_000
PICTURE_LIMIT = 40_000_000
MOST_PARTS = 3000
_AROUND = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
_WORDLESS = re.compile(r"^(?:customXml|docProps|_rels)/|^\[Content_Types\]|/(?:settings|webSettings|fontTable|theme\d*)\.xml$")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError)


class BadPartError(Exception):
    """A part of the file cannot be read; the message says why, in words that follow «the file»."""


def local(element: Element) -> str:
    """Return an element's name without its namespace: transitional and strict files differ in nothing else here."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return the attribute called ``name`` in whatever namespace; empty where there is none."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def children(element: Element | None, name: str) -> list[Element]:
    """Return the children called ``name``."""
    return [] if element is None else [child for child in element if local(child) == name]


def within(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children called ``name``, and those that stand in a control or a recorded change around them."""
    for child in element if element is not None else ():
        if local(child) == name:
            yield child
        elif local(child) in _AROUND:
            yield from within(child, name)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a file, by name."""

    archive: zipfile.ZipFile
    names: frozenset[str]
    main: str = "word/document.xml"

    def data(self, name: str, limit: int = PART_LIMIT) -> bytes:
        """Return the bytes of a part; raises :class:`BadPartError` where they are damaged or too many."""
        try:
            with self.archive.open(name) as part:
                data = part.read(limit + 1)
        except _DAMAGE as problem:
            raise BadPartError(f"is damaged ({name})") from problem
        if len(data) > limit:
            raise BadPartError(f"unpacks to far more than a text has ({name})")
        return data

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, None where there is no such part; raises :class:`BadPartError`."""
        from lxml import etree

        if name not in self.names:
            return None
        data = self.data(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as problem:
            raise BadPartError(f"is damaged ({name})") from problem
        if root.getroottree().docinfo.internalDTD is not None:
            raise BadPartError(f"holds definitions that Word never writes ({name}); it may be harmful")
        return root

    def beside(self, name: str) -> Element | None:
        """Return a part that lies beside the main part, such as styles.xml."""
        return self.xml(posixpath.join(posixpath.dirname(self.main), name))

    def roots(self) -> dict[str, Element]:
        """Return the roots of all parts that may hold words, the main part first; raises :class:`BadPartError`."""
        beside = sorted(name for name in self.names if name.endswith(".xml") and not _WORDLESS.search(name))
        found = {name: self.xml(name) for name in dict.fromkeys((self.main, *beside))}
        return {name: root for name, root in found.items() if root is not None}

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part: id → (kind, target). Internal targets are names of parts."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for each in root if root is not None else ():
            target = attribute(each, "Target")
            if attribute(each, "TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, target)) if not target.startswith("/") else target[1:]
            found[attribute(each, "Id")] = (attribute(each, "Type").rpartition("/")[2], target)
        return found


def open_package(source: str, data: bytes, account: Account) -> Package | None:
    """Open a Word file; None, and an error, where it is none."""
    try:
        return _opened(data)
    except BadPartError as problem:
        hint = "open it in Word or LibreOffice, and save it again as .docx, without a password"
        account.report(rules.UNREADABLE, Span(source), f"«{source}» {problem}", hint)
        return None


def _opened(data: bytes) -> Package:
    if data.startswith(_OLE):
        raise BadPartError("is protected by a password, or a Word file of before 2007 (.doc)")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except _DAMAGE as problem:
        raise BadPartError("is not a Word file, or is damaged") from problem
    if len(infos) > MOST_PARTS:
        raise BadPartError(f"has {len(infos)} parts, far more than a Word file")
    package = Package(archive, frozenset(info.filename for info in infos))
    kinds = package.relations("")
    main = next((target for kind, target in kinds.values() if kind == "officeDocument"), package.main)
    if main not in package.names:
        raise BadPartError("is a zip, but no Word file")
    return Package(archive, package.names, main)
