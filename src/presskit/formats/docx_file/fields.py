"""Fields of a story (ECMA-376, part 1, 17.16): which elements are instructions, and of which kind of field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from presskit.formats.docx_file.names import Element, attribute, name

__all__ = ["SILENT", "Code", "Part", "field_codes"]

SILENT = frozenset({
    "", "ADDIN", "AUTHOR", "BIBLIOGRAPHY", "CITATION", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "FORMCHECKBOX",
    "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "MERGEFIELD", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "PRINTDATE", "REF",
    "SAVEDATE", "SECTIONPAGES", "SEQ", "STYLEREF", "TIME", "TITLE", "TOC",
})  # fmt: skip
"""Kinds whose instructions say nothing to a reader: what they show is their result."""


@dataclass(frozen=True, slots=True)
class Code:
    """Where an element stands in a field: in its instruction or in its result; ``kind`` is the field's name in capitals."""

    kind: str
    shown: bool


@dataclass(slots=True)
class Part:
    """A field that has begun. ``ended`` is false as long as no end was met."""

    words: str = ""
    shows: bool = False
    ended: bool = False
    held: list[tuple[Element, bool]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The field's name, such as PAGE."""
        return (self.words.split() or [""])[0].upper()


def field_codes(root: Element) -> Mapping[Element, Code]:
    """Return what stands in fields, by element.

    A field that has no end is none, and its words are text: a begin that lost its end would else swallow all that follows.
    """
    every: list[Part] = []
    begun: list[Part] = []
    for element in root.iter():
        tag = name(element).rpartition(":")[2]
        if tag == "fldChar":
            _mark(attribute(element, "w:fldCharType"), every, begun)
        elif begun and tag in {"t", "instrText", "delText", "delInstrText"}:
            begun[-1].held.append((element, begun[-1].shows))
            begun[-1].words += "" if begun[-1].shows or tag == "t" else element.text or ""
    return {**_simple(root), **_found(every)}


def _mark(kind: str, every: list[Part], begun: list[Part]) -> None:
    if kind == "begin":
        begun.append(Part())
        every.append(begun[-1])
    elif kind == "separate" and begun:
        begun[-1].shows = True
    elif kind == "end" and begun:
        begun.pop().ended = True


def _found(every: list[Part]) -> Mapping[Element, Code]:
    """Return the elements of the fields that ended; of the others, their instructions."""
    found: dict[Element, Code] = {}
    for part in every:
        for element, shown in part.held:
            if part.ended or "nstrText" in str(element.tag):
                found[element] = Code(part.kind, shown)
    return found


def _simple(root: Element) -> Mapping[Element, Code]:
    found: dict[Element, Code] = {}
    for each in root.iter():
        if name(each).rpartition(":")[2] == "fldSimple":
            kind = (attribute(each, "w:instr").split() or [""])[0].upper()
            found |= {inner: Code(kind, shown=True) for inner in each.iter()}
    return found
