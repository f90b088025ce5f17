"""Fields of a story (ECMA-376, part 1, 17.16): which elements are instructions, and of which kind of field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from presskit.formats.ooxml.names import Element, attribute, local

__all__ = ["SILENT", "Code", "Complex", "fields_of", "instructions_of"]

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
class Complex:
    """A field of marks between runs (17.16.18). ``last`` is the mark that ends it, or its first where it has no end.

    A mark that ends nothing is a field without an instruction, not ``closed``.
    """

    last: Element
    instruction: str = ""
    shows: bool = False
    closed: bool = False
    held: list[tuple[Element, bool]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The field's name, such as PAGE."""
        return _kind(self.instruction)

    @property
    def result(self) -> str:
        """The words that it shows."""
        return "".join(each.text or "" for each, shown in self.held if shown and local(each) == "t")


def instructions_of(root: Element) -> Mapping[Element, Code]:
    """Return what stands in fields, by element.

    A field that has no end is none, and its words are text: a begin that lost its end would else swallow all that follows.
    """
    found: dict[Element, Code] = {}
    for each in root.iter():
        if local(each) == "fldSimple":
            kind = _kind(attribute(each, "w:instr"))
            found |= {inner: Code(kind, shown=True) for inner in each.iter()}
    for every in fields_of(root):
        for element, shown in every.held:
            if every.closed or "nstrText" in str(element.tag):
                found[element] = Code(every.kind, shown)
    return found


def fields_of(root: Element) -> Iterator[Complex]:
    """Yield the complex fields of a part, in the order in which they begin, and marks that end none."""
    every: list[Complex] = []
    begun: list[Complex] = []
    for element in root.iter():
        tag = local(element)
        if tag == "fldChar":
            _follow(element, every, begun)
        elif begun and tag in {"t", "instrText", "delText", "delInstrText"}:
            begun[-1].held.append((element, begun[-1].shows))
            begun[-1].instruction += "" if begun[-1].shows or tag == "t" else element.text or ""
    yield from every


def _follow(mark: Element, every: list[Complex], begun: list[Complex]) -> None:
    kind = attribute(mark, "w:fldCharType")
    if kind == "begin":
        begun.append(Complex(mark))
        every.append(begun[-1])
    elif kind == "separate" and begun:
        begun[-1].shows = True
    elif kind == "end" and begun:
        begun[-1].last = mark
        begun.pop().closed = True
    elif kind == "end":
        every.append(Complex(mark))


def _kind(instruction: str) -> str:
    return (instruction.split() or [""])[0].upper()
