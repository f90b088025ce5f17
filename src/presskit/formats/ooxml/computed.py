"""What Word computes: the results of fields, and the numbers of lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from presskit.formats.ooxml.names import Element, attribute, child, children, local, value, whole
from presskit.formats.ooxml.styles import Layout
from presskit.formats.ooxml.values import field_kind

__all__ = ["SILENT", "Code", "Complex", "Counting", "fields_of", "instructions_of"]

SILENT = frozenset({
    "", "ADDIN", "AUTHOR", "BIBLIOGRAPHY", "CITATION", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "FORMCHECKBOX",
    "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "MERGEFIELD", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "PRINTDATE", "REF",
    "SAVEDATE", "SECTIONPAGES", "SEQ", "STYLEREF", "TIME", "TITLE", "TOC",
})  # fmt: skip
"""Kinds whose instructions say nothing to a reader: what they show is their result."""


@dataclass(frozen=True, slots=True)
class Code:
    """Where an element is in a field: in its instruction or in its result; ``kind`` is the field's name in capitals."""

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
        return field_kind(self.instruction)

    @property
    def result(self) -> str:
        """The words that it shows."""
        return "".join(each.text or "" for each, shown in self.held if shown and local(each) == "t")


def instructions_of(root: Element) -> Mapping[Element, Code]:
    """Return the elements of fields, each with its place.

    The words of a field without an end are text: otherwise a begin that lost its end would take in all that follows.
    """
    codes: dict[Element, Code] = {}
    for each in root.iter():
        if local(each) == "fldSimple":
            codes |= dict.fromkeys(each.iter(), Code(field_kind(attribute(each, "w:instr")), shown=True))
    for every in fields_of(root):
        kind = every.kind
        codes |= {
            element: Code(kind, shown)
            for element, shown in every.held
            if every.closed or "nstrText" in str(element.tag)
        }
    return codes


def fields_of(root: Element) -> Iterator[Complex]:
    """Yield the complex fields of a part, in the order in which they begin, and marks that end none."""
    every, begun = list[Complex](), list[Complex]()
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


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 10_000
"""Beyond it letters and Roman numerals are useless, and would grow long."""
_NO_LIST = "0"
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its first number, the form of its numbers (17.18.59), the text of its mark, and its style."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: the definition that it counts in, the numbers that levels begin with in it, and all its levels."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Counting:
    """Counts the items of all lists of a file, in the order in which they are asked for."""

    def __init__(self, root: Element | None) -> None:
        self.definitions = {attribute(each, "w:abstractNumId"): _levels(each) for each in children(root, "w:abstractNum")}
        self.lists = {attribute(each, "w:numId"): self._list(each) for each in children(root, "w:num")}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def _list(self, num: Element) -> _List:
        definition = value(num, "w:abstractNumId")
        made = _List(definition, {}, dict(self.definitions.get(definition, {})))
        for override in children(num, "w:lvlOverride"):
            depth, level = whole(attribute(override, "w:ilvl")), child(override, "w:lvl")
            start = value(override, "w:startOverride")
            if level is not None:
                made.levels[depth] = _level(level)
            if start or level is not None:
                made.starts[depth] = whole(start, 1 if level is None else made.levels[depth].start)
        return made

    def is_defined(self, number: str) -> bool:
        """Return whether a list exists, and the definition that it counts in."""
        return number in self.lists and self.lists[number].definition in self.definitions

    def depth(self, number: str, style: str) -> int:
        """Return the level of a list that belongs to a style; the first where none does."""
        levels = self.definitions.get(self.lists[number].definition, {}) if number in self.lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def mark_of(self, layout: Layout, style: str) -> str:
        """Count a paragraph in its list, and return its mark; empty where it is in no list that is defined."""
        levels, depth, counts = self._counted(layout, style)
        return _PLACE.sub(lambda match: _shown(levels, int(match[1]) - 1, counts), levels[depth].text) if counts else ""

    def number_of(self, layout: Layout, style: str) -> int | None:
        """Count a paragraph in its list, and return its number; 0 for a bullet, None where it is in no list."""
        levels, depth, counts = self._counted(layout, style)
        if (layout.number or _NO_LIST) == _NO_LIST:
            return None
        return counts[depth] if counts and levels[depth].form not in {"bullet", "none"} else 0

    def _counted(self, layout: Layout, style: str) -> tuple[Mapping[int, Level], int, Mapping[int, int]]:
        """Count one item; return the levels of its list, its own, and the counts of all, which are empty for no list.

        A paragraph in list «0» is in no list (17.9.18).
        """
        number = layout.number or _NO_LIST
        depth = self.depth(number, style) if layout.depth is None else layout.depth
        if number == _NO_LIST or number not in self.lists or depth not in self.lists[number].levels:
            return {}, depth, {}
        counted = self.lists[number]
        counts = self._counts[counted.definition]
        if depth in counted.starts and (number, depth) not in self._begun:
            counts[depth] = counted.starts[depth] - 1
        self._begun.add((number, depth))
        counts[depth] = counts.get(depth, counted.levels[depth].start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return counted.levels, depth, counts


def _shown(levels: Mapping[int, Level], depth: int, counts: Mapping[int, int]) -> str:
    return _in_form(counts.get(depth, levels[depth].start), levels[depth].form) if depth in levels else ""


def _levels(definition: Element) -> dict[int, Level]:
    return {whole(attribute(each, "w:ilvl")): _level(each) for each in children(definition, "w:lvl")}


def _level(element: Element) -> Level:
    return Level(
        whole(value(element, "w:start"), 1),
        value(element, "w:numFmt") or "decimal",
        value(element, "w:lvlText"),
        value(element, "w:pStyle"),
    )


def _in_form(number: int, form: str) -> str:
    """Return a number in one of the commoner forms of Word; in decimals where the form is another."""
    if form in {"none", "bullet"}:
        return ""
    if form.endswith("Letter") and 0 < number < _LARGEST:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman") and 0 < number < _LARGEST:
        letters = _roman(number)
    else:
        return f"{number:02}" if form == "decimalZero" else str(number)
    return letters.upper() if form.startswith("upper") else letters


def _roman(number: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        letters += sign * count
    return letters
