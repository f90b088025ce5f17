"""The parts and the styles of an OpenDocument text (ISO/IEC 26300): the one guarded way in, and what a style says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain

from presskit import limits
from presskit.formats.archive import Archive, ArchiveError, file_name
from presskit.formats.xml_text import Element, local, parsed
from presskit.readers.importing.flow import Shape
from presskit.readers.importing.lines import Style

__all__ = ["CONTENT", "STYLES", "Parts", "Styles", "TextProperties", "value"]

CONTENT, STYLES = "content.xml", "styles.xml"
_NAMED: Mapping[str, Style] = {
    "title": "title", "subtitle": "subtitle", "quotations": "quote", "caption": "caption", "illustration": "caption",
}  # fmt: skip


class Parts:
    """The files in the ZIP archive, read within the limits of Office files; raises :class:`ArchiveError`."""

    def __init__(self, data: bytes) -> None:
        self.archive = Archive(data, limits.OFFICE_PARTS)
        self.archive.refuse_large(
            lambda name: limits.OFFICE_TREE_BYTES if name.endswith(".xml") else limits.OFFICE_PART_BYTES,
            ratio=limits.OFFICE_RATIO, free=limits.OFFICE_RATIO_FREE_BYTES, total=limits.OFFICE_BYTES,
        )  # fmt: skip
        self.entries = {file_name(each): each for each in self.archive.files}
        if CONTENT not in self.entries:
            raise ArchiveError("damaged")
        manifest = self.data("META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest:
            raise ArchiveError("password")

    def data(self, name: str) -> bytes | None:
        """Return the bytes of a file in the archive; None where it has none of that name."""
        entry = self.entries.get(name)
        return self.archive.read(entry, limits.OFFICE_PART_BYTES) if entry else None

    def tree(self, name: str) -> Element | None:
        """Return the root of an XML file; raises :class:`UnfitXmlError`."""
        data = self.data(name)
        return parsed(data) if data else None


@dataclass(frozen=True, slots=True)
class TextProperties:
    """What a style says, with those that it comes from; None where none of them says it."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    names: tuple[str, ...] = ()


class Styles:
    """The styles of a file by name, and which levels of its lists have numbers."""

    def __init__(self, *roots: Element | None) -> None:
        every = [*chain.from_iterable(root.iter() for root in roots if root is not None)]
        self.styles = {value(each, "name"): each for each in every if local(each) == "style"}
        self.numbered = {
            (value(each, "name"), value(level, "level"))
            for each in every if local(each) == "list-style"
            for level in each if local(level) == "list-level-style-number" and value(level, "num-format")
        }  # fmt: skip

    def properties(self, name: str) -> TextProperties:
        """Return what a style says, or else those that it comes from."""
        look, seen = TextProperties(), list[str]()
        while name in self.styles and name not in seen:
            seen.append(name)
            style = self.styles[name]
            look = _over(look, next((each for each in style if local(each) == "text-properties"), None))
            name = value(style, "parent-style-name")
        return replace(look, names=(*seen, *([name] if name else [])))

    def shape(self, name: str) -> Shape:
        """Return what a paragraph of a style is; LibreOffice keeps the English names in every language."""
        names = (each.replace("_20_", " ").lower() for each in self.properties(name).names)
        return Shape(next((_NAMED[each] for each in names if each in _NAMED), ""))


def _over(look: TextProperties, properties: Element | None) -> TextProperties:
    """Return what a style says, where its own properties say nothing already."""
    if properties is None:
        return look
    weight, slant, line = (value(properties, each) for each in ("font-weight", "font-style", "text-line-through-style"))
    heavy = weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= 600)
    shown = value(properties, "display")
    return replace(
        look,
        bold=heavy if look.bold is None and weight else look.bold,
        italic=slant in {"italic", "oblique"} if look.italic is None and slant else look.italic,
        hidden=shown == "none" if look.hidden is None and shown else look.hidden,
        struck=line != "none" if look.struck is None and line else look.struck,
    )


def value(element: Element, name: str) -> str:
    """Return an attribute by its name without the namespace; empty where there is none."""
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
