"""An Office file as the zip of parts that it is (ECMA-376, part 2): the one guarded way in, for Word files and workbooks.

Everything that reads one comes through :class:`Package`, so that every way in refuses the same file for the same reason
and in the same words.
"""

from __future__ import annotations

import io
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Literal
from urllib.parse import unquote

from lxml import etree

from presskit import limits
from presskit.formats.archive import Archive, ArchiveError
from presskit.formats.ooxml.names import Element, attribute, children, local

__all__ = ["LIMITS", "TYPES", "Kind", "Limits", "Package", "Part", "Reason", "Relation", "UnreadableError"]

Kind = Literal["Word file", "workbook"]
Reason = Literal[
    "empty", "foreign", "old", "password", "macros", "broken", "too-large", "too-deep", "entities", "outside", "ambiguous"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """What an Office file may come to, in bytes unpacked. ``tree``: an XML part that is held in memory as a whole.

    ``stream`` is an XML part that is read element by element, as sheets are; ``all_xml`` and ``all`` are sums. ``ratio``
    says how many times larger than packed a part above ``small`` may be: thousands of like table rows come to some sixty.
    ``depth`` is how deeply elements may be nested; libxml2 refuses more by itself.
    """

    parts: int = limits.OFFICE_PARTS
    tree: int = limits.OFFICE_TREE_BYTES
    stream: int = limits.OFFICE_STREAM_BYTES
    part: int = limits.OFFICE_PART_BYTES
    all_xml: int = limits.OFFICE_XML_BYTES
    all: int = limits.OFFICE_BYTES
    ratio: int = limits.OFFICE_RATIO
    small: int = limits.OFFICE_RATIO_FREE_BYTES
    depth: int = limits.OFFICE_DEPTH


LIMITS = Limits()
"""As in the table of all limits, for every way in."""

TYPES = "[Content_Types].xml"
_USUAL: Mapping[Kind, str] = {"Word file": "word/document.xml", "workbook": "xl/workbook.xml"}
_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_HEAD = 4096
_ARCHIVE: Mapping[str, Reason] = {
    "many": "too-large", "large": "too-large", "password": "password", "outside": "outside", "colon": "outside",
    **dict.fromkeys(("several", "differs", "renamed", "folder", "name"), "ambiguous"),
}  # fmt: skip
"""Why an archive is not opened, as it is said of an Office file; what is not listed is damage."""
_XML = {".xml", ".rels"}

_HARM = "do not open it; ask the sender for another one"
_AGAIN = "open it in the program that made it, and save it again"
_REASONS: Mapping[Reason, tuple[str, str]] = {
    "empty": ("is empty", "take it from where it was made once more"),
    "foreign": ("is no {kind}, or it is damaged", "look whether it is the right one, and save it again as {suffix}"),
    "old": ("is in the format of before 2007", "open it, and save it again as {suffix}"),
    "password": ("is protected by a password", "open it, and save it again as {suffix} without a password"),
    "macros": ("has macros", "save it as {suffix}, which leaves them out; open it in no case to do so"),
    "broken": ("is damaged", f"{_AGAIN} as {{suffix}}, or fetch it once more"),
    "too-large": ("is too large: unpacked, it has far more than any {kind} has", f"{_AGAIN}, with smaller pictures"),
    "too-deep": ("is nested more deeply than any {kind} is", f"{_AGAIN} as {{suffix}}"),
    "entities": ("holds a document type or entities, which no {kind} has; it may be harmful", _HARM),
    "ambiguous": ("is packed so that other programs would find other parts in it; it may be harmful", _HARM),
    "outside": ("holds a part whose name leads out of the file; it may be harmful", _HARM),
}


class UnreadableError(Exception):
    """The bytes cannot be read as an Office file. ``clause`` says why, in words that follow the file's name."""

    def __init__(self, reason: Reason, part: str = "", kind: Kind = "Word file") -> None:
        self.reason = reason
        self.part = part
        suffix = ".docx" if kind == "Word file" else ".xlsx or CSV UTF-8"
        clause, self.hint = (words.format(kind=kind, suffix=suffix) for words in _REASONS[reason])
        self.clause = f"{clause} ({part})" if part else clause
        super().__init__(self.clause)

    @property
    def is_size(self) -> bool:
        """Whether the file is too much rather than damaged."""
        return self.reason in {"too-large", "too-deep"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the archive: its name without a leading slash, content type (empty where none is said), size in bytes."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of ``source``, a part or the package (""); ``kind`` is the last word of its type.

    The target of an internal one is a part's name.
    """

    source: str
    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a file by name; equal names in another case of letters are the same (6.2.2.3).

    Nothing is unpacked before it is asked for. Every method raises :class:`UnreadableError`.
    """

    def __init__(self, data: bytes, kind: Kind = "Word file") -> None:
        self.kind = kind
        self._roots: dict[str, Element] = {}
        self._refuse_by_head(data)
        try:
            self._archive = Archive(data, LIMITS.parts)
            every = self._archive.files
            self._refuse_by_sizes()
        except ArchiveError as problem:
            raise self._not_opened(problem) from problem
        self._entries = {each.filename: each for each in every}
        counts = Counter(entry.filename.lower() for entry in every)
        self.repeated = tuple(sorted(each for each, count in counts.items() if count > 1))
        """Names that the archive has twice; of those the last one counts, as for Word."""
        self._names = {each.lower(): each for each in self._entries}

    def unreadable(self, reason: Reason, part: str = "") -> UnreadableError:
        """Return the error that says why the file, or a part of it, cannot be read."""
        return UnreadableError(reason, part, self.kind)

    def _refuse_by_head(self, data: bytes) -> None:
        """Refuse files that are not Office files by how they begin."""
        if len(data) < _HEAD and not data.strip(b" \t\r\n\0"):
            raise self.unreadable("empty")
        if data.startswith(_OLE):
            raise self.unreadable("password" if _ENCRYPTED in data else "old")
        if not data.startswith(_ZIP):
            raise self.unreadable("foreign")

    def _not_opened(self, problem: ArchiveError) -> UnreadableError:
        reason = _ARCHIVE.get(problem.reason, "broken")
        return self.unreadable(reason, "" if reason == "password" else problem.name)

    def _refuse_by_sizes(self) -> None:
        """Refuse what would fill the memory, before it is unpacked."""
        self._archive.refuse_large(self._limit, ratio=LIMITS.ratio, free=LIMITS.small, total=LIMITS.all)
        if sum(entry.file_size for entry in self._archive.files if _is_xml(entry.filename)) > LIMITS.all_xml:
            raise self.unreadable("too-large")

    def _limit(self, part: str) -> int:
        limit = LIMITS.tree if self.kind == "Word file" else LIMITS.stream
        return limit if _is_xml(part) else LIMITS.part

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, in the order of the archive."""
        return tuple(self._entries)

    def has(self, part: str) -> bool:
        """Return whether there is a part of that name."""
        return part.lower() in self._names

    def data(self, part: str) -> bytes:
        """Return the bytes of a part, whatever size the archive claims for it."""
        entry = self._entries.get(self._names.get(part.lower(), ""))
        if entry is None:
            raise self.unreadable("broken", part)
        try:
            return self._archive.read(entry, self._limit(part))
        except ArchiveError as problem:
            raise self.unreadable(_ARCHIVE.get(problem.reason, "broken"), part) from problem

    def xml(self, part: str) -> Element | None:
        """Return the root of a part, the same one each time; None where there is no such part."""
        if not self.has(part):
            return None
        part = self._names[part.lower()]
        if part not in self._roots:
            self._roots[part] = self._parsed(part)
        return self._roots[part]

    def _parsed(self, part: str) -> Element:
        """Parse a part. Entities are declared in document types, and no Office file has one (6.2.5)."""
        data = self.data(part)
        if len(data) > LIMITS.tree:
            raise self.unreadable("too-large", part)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
            raise self.unreadable(_why_not_parsed(data, str(problem)), part) from problem
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.unreadable("entities", part)
        return root

    def every_root(self) -> dict[str, Element]:
        """Return the roots of all XML parts, by name."""
        return {part: root for part in self._entries if _is_xml(part) and (root := self.xml(part)) is not None}

    def events(self, part: str) -> Iterator[tuple[str, Any]]:
        """Yield ("start" | "end", element) of a part that is too large to hold; a document type is refused."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import iterparse

        depth = 0
        try:
            for event, element in iterparse(io.BytesIO(self.data(part)), ("start", "end"), forbid_dtd=True):
                depth += 1 if event == "start" else -1
                if depth > LIMITS.depth:
                    raise self.unreadable("too-deep", part)
                yield event, element
        except DefusedXmlException as problem:
            raise self.unreadable("entities", part) from problem
        except (SyntaxError, ValueError, LookupError) as problem:
            raise self.unreadable("broken", part) from problem

    def elements(self, part: str, *tags: str) -> Iterator[Any]:
        """Yield the elements called one of ``tags`` (without namespace), whole, in document order."""
        return (element for event, element in self.events(part) if event == "end" and local(element) in tags)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part, or of the package (""), by id (6.5)."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        elements = (each for each in (root if root is not None else ()) if local(each) == "Relationship")
        return {attribute(each, "Id"): _relation(each, part) for each in elements}

    @cached_property
    def main(self) -> str:
        """The part that the package says is the document."""
        return next((each.target for each in self.relations("").values() if each.kind == "officeDocument"), _USUAL[self.kind])

    def beside(self, kind: str) -> str:
        """Return the part of a kind, such as ``styles``, that belongs to the document, whether it names one or not."""
        named = (each.target for each in self.relations(self.main).values() if each.kind == kind and not each.external)
        return next(named, posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return the parts with their content types (6.2.3); the list of types itself is none of them."""
        root = self.xml(TYPES)
        overrides, defaults = (
            {attribute(each, key).lstrip("/").lower(): attribute(each, "ContentType") for each in children(root, tag)}
            for tag, key in (("ct:Override", "PartName"), ("ct:Default", "Extension"))
        )
        names = [each for each in self._entries if each != TYPES]
        types = [overrides.get(each.lower()) or defaults.get(each.rpartition(".")[2].lower(), "") for each in names]
        return tuple(Part(each, content_type, len(self.data(each))) for each, content_type in zip(names, types, strict=True))


def _is_xml(part: str) -> bool:
    return PurePosixPath(part).suffix.lower() in _XML


def _why_not_parsed(data: bytes, problem: str) -> Reason:
    """Return why libxml2 refused a part: its own limits, of depth and of one text, or ill-formed XML."""
    if b"<!DOCTYPE" in data[:_HEAD] or "<!DOCTYPE".encode("utf-16-le") in data[:_HEAD]:
        return "entities"
    if "Excessive depth" in problem:
        return "too-deep"
    return "too-large" if "huge" in problem else "broken"


def _relation(element: Element, source: str) -> Relation:
    target, external = attribute(element, "Target"), attribute(element, "TargetMode") == "External"
    return Relation(
        source,
        attribute(element, "Id"),
        attribute(element, "Type").rpartition("/")[2],
        target if external else _place(source, target),
        external,
    )


def _place(source: str, target: str) -> str:
    """Return the name of the part that an internal target means."""
    path = unquote(target.partition("#")[0])
    joined = path if path.startswith("/") else posixpath.join(posixpath.dirname(source), path)
    return posixpath.normpath(joined).lstrip("/") if path else source
