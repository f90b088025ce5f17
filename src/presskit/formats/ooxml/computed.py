"""What Word works out by itself: the results of fields, and the numbers of lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from presskit.formats.ooxml.names import Element, attribute, child, children, local, value
from presskit.formats.ooxml.styles import Layout

__all__ = ["SILENT", "Code", "Complex", "Counting", "fields_of", "instructions_of"]

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


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 10_000
"""Beyond it letters and Roman numerals say nothing, and would grow long."""
_NO_LIST = "0"
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its first number, the form of its numbers (17.18.59), what is shown, and the style it belongs to."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(slots=True)
class _List:
    """A ``w:num``: which definition it counts in, and the levels that begin anew with it or look other."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Counting:
    """Counts the items of all lists of a file, in the order in which they are asked for."""

    def __init__(self, root: Element | None) -> None:
        self.definitions = {attribute(each, "w:abstractNumId"): _levels(each) for each in children(root, "w:abstractNum")}
        self.lists = {attribute(each, "w:numId"): _list(each) for each in children(root, "w:num")}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def is_defined(self, number: str) -> bool:
        """Tell whether there is such a list, and what it counts in."""
        return number in self.lists and self.lists[number].definition in self.definitions

    def depth(self, number: str, style: str) -> int:
        """Return the level of a list that belongs to a style; the first where none does."""
        levels = self.definitions.get(self.lists[number].definition, {}) if number in self.lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def mark_of(self, layout: Layout, style: str) -> str:
        """Count a paragraph on in its list, and return its mark; empty where it stands in none that is defined."""
        place = self._place(layout, style)
        counts = self._counted(*place) if place else None
        level = self._level(*place) if place else None
        if place is None or counts is None or level is None:
            return ""
        return _PLACE.sub(lambda found: self._shown(place[0], int(found[1]) - 1, counts), level.text)

    def number_of(self, layout: Layout, style: str) -> int | None:
        """Count a paragraph on in its list, and return its number; 0 for a bullet, None where it stands in no list."""
        place = self._place(layout, style)
        if place is None:
            return None
        level, counts = self._level(*place), self._counted(*place)
        return 0 if level is None or counts is None or level.form in {"bullet", "none"} else counts[place[1]]

    def _place(self, layout: Layout, style: str) -> tuple[str, int] | None:
        """Return the list and the level that a paragraph stands in. List «0» means: no longer in one (17.9.18)."""
        if layout.number is None or layout.number == _NO_LIST:
            return None
        return layout.number, self.depth(layout.number, style) if layout.depth is None else layout.depth

    def _counted(self, number: str, depth: int) -> dict[int, int] | None:
        """Count one item on, and return the counts of all levels; None where the list or the level is not defined."""
        found = self.lists.get(number)
        level = self._level(number, depth)
        if found is None or level is None:
            return None
        counts = self._counts[found.definition]
        if depth in found.starts and (number, depth) not in self._begun:
            counts[depth] = found.starts[depth] - 1
        self._begun.add((number, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return counts

    def _level(self, number: str, depth: int) -> Level | None:
        found = self.lists.get(number)
        if found is None:
            return None
        return found.levels.get(depth) or self.definitions.get(found.definition, {}).get(depth)

    def _shown(self, number: str, depth: int, counts: dict[int, int]) -> str:
        level = self._level(number, depth)
        return "" if level is None else _in_form(counts.get(depth, level.start), level.form)


def _levels(definition: Element) -> dict[int, Level]:
    return {_whole(attribute(each, "w:ilvl")): _level(each) for each in children(definition, "w:lvl")}


def _level(element: Element) -> Level:
    start = _whole(value(element, "w:start"), 1)
    return Level(start, value(element, "w:numFmt") or "decimal", value(element, "w:lvlText"), value(element, "w:pStyle"))


def _list(num: Element) -> _List:
    made = _List(value(num, "w:abstractNumId"))
    for override in children(num, "w:lvlOverride"):
        depth, level = _whole(attribute(override, "w:ilvl")), child(override, "w:lvl")
        start = value(override, "w:startOverride")
        if level is not None:
            made.levels[depth] = _level(level)
        if start or level is not None:
            made.starts[depth] = _whole(start, made.levels.get(depth, Level()).start)
    return made


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise


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
