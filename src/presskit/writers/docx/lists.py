"""numbering.xml: which list a paragraph counts in, and where a list begins anew (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import copy

from presskit.formats.ooxml.contract import Style
from presskit.writers.docx.template import Template
from presskit.writers.docx.xml import Element, name, properties_of, put, take, value, w

__all__ = ["NO_LIST", "Lists"]

NO_LIST = 0
LEVELS = 9
STEP = 345  # twentieths of a point, where the template says nothing


class Lists:
    """The lists of one document: a style's own list counts on through the text, others begin anew."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.root: Element = w("numbering") if template.numbering is None else template.numbering
        take(self.root, name("numIdMacAtCleanup"))  # would have to be the last
        self._abstract = {value(num, "numId"): value(num.find(name("abstractNumId"))) for num in self.root.iter(name("num"))}
        self._next = 1 + max((int(number) for number in self._abstract), default=0)
        self._own: dict[Style, int] = {}
        self._begun: set[Style] = set()
        self._last: dict[tuple[Style, int], tuple[int, int]] = {}

    def bullet(self, paragraph: Element, style: Style, depth: int) -> None:
        """Make a paragraph an item of a list without numbers; ``depth`` counts from 0."""
        self._mark(paragraph, style, self.own(style), depth)

    def begin(self, style: Style, depth: int, start: int) -> None:
        """Begin a numbered list, whose first item is ``start``."""
        number = self.own(style)
        if style in self._begun or start != 1:
            number = self._anew(style, w("startOverride", val=start), depth)
        self._begun.add(style)
        self._last[style, depth] = (number, start - 1)

    def number(self, paragraph: Element, style: Style, depth: int, ordinal: int, label: str) -> int:
        """Make a paragraph the item ``ordinal``; where it is not the next one of its list, a list begins with it.

        Return the number of its list.

        Word has no number format with Arabic-Indic digits (``hindiNumbers`` are those of Devanagari, 17.18.59): where
        ``label`` is not the number in Latin digits, the item has a list of its own, whose mark is this text.
        """
        if label != str(ordinal):
            own = self._anew(style, self._labelled(style, depth, label), depth)
            self._mark(paragraph, style, own, depth)
            return own
        number = self.next(style, depth, ordinal, label)
        if number is None:
            self.begin(style, depth, ordinal)
            number = self._last[style, depth][0]
        self.count(style, depth, number, ordinal)
        self._mark(paragraph, style, number, depth)
        return number

    def next(self, style: Style, depth: int, ordinal: int, label: str) -> int | None:
        """Return the list in which ``ordinal`` is the next item; None where a list begins with it."""
        number, last = self._last.get((style, depth), (NO_LIST, -1))
        return number if label == str(ordinal) and last == ordinal - 1 else None

    def count(self, style: Style, depth: int, number: int, ordinal: int) -> None:
        """Count ``ordinal`` as the last item of a list."""
        self._last[style, depth] = (number, ordinal)

    def unmarked(self, paragraph: Element, style: Style, depth: int) -> None:
        """Take the mark off a paragraph whose style has one, and let it begin where the text of its item does."""
        properties = properties_of(paragraph)
        put(properties, w("numPr", w("ilvl", val=0), w("numId", val=NO_LIST)))
        own = self._style_properties(style).find(name("ind"))
        sides = {side: value(own, side) for side in ("right",) if value(own, side)}
        put(properties, w("ind", left=self._left(style, depth), **sides, firstLine=0))

    def plain(self, paragraph: Element) -> None:
        """Take the mark off a paragraph that stands in no list, and its indent."""
        put(properties_of(paragraph), w("numPr", w("ilvl", val=0), w("numId", val=NO_LIST)))
        put(properties_of(paragraph), w("ind", left=0, firstLine=0))

    def own(self, style: Style) -> int:
        """Return the number of the list that a style names, made where the template has lost it."""
        if style not in self._own:
            named = self._named(style)
            known = named if named in self._abstract else ""
            self._own[style] = int(known) if known else self._made(style)
            self._align(style)
        return self._own[style]

    def _named(self, style: Style) -> str:
        of_style = self._style_properties(style).find(f"{name('numPr')}/{name('numId')}")
        of_sample = self.template.patterns.get(style, w("pPr")).find(f"{name('numPr')}/{name('numId')}")
        return value(of_style) or value(of_sample)

    def _style_properties(self, style: Style) -> Element:
        definition = self.template.style(style)
        found = definition.find(name("pPr")) if definition is not None else None
        return found if found is not None else w("pPr")

    def _align(self, style: Style) -> None:
        """Give the list's first level the indent of its style: what a designer set is also that of lists begun anew."""
        indent = self._style_properties(style).find(name("ind"))
        level = self._level(style, 0)
        if indent is not None and level is not None:
            properties = level.find(name("pPr"))
            if properties is not None:
                put(properties, copy.deepcopy(indent))

    def _level(self, style: Style, depth: int) -> Element | None:
        wanted = self._abstract[str(self._own[style])]
        lists = (each for each in self.root.iter(name("abstractNum")) if value(each, "abstractNumId") == wanted)
        levels = (level for each in lists for level in each.iter(name("lvl")))
        return next((level for level in levels if value(level, "ilvl") == str(depth)), None)

    def _left(self, style: Style, depth: int) -> int:
        self.own(style)
        level = self._level(style, depth)
        indent = level.find(f"{name('pPr')}/{name('ind')}") if level is not None else None
        left = value(indent, "left") or value(indent, "start")
        return int(left) if left.isdigit() else (depth + 1) * STEP

    def _mark(self, paragraph: Element, style: Style, number: int, depth: int) -> None:
        """Name the list in the paragraph, unless its style does so already; deeper levels have the list's indent."""
        if depth:
            take(properties_of(paragraph), name("ind"))
        told = number == self.own(style) and depth == 0
        if not told or self._style_properties(style).find(name("numPr")) is None:
            put(properties_of(paragraph), w("numPr", w("ilvl", val=depth), w("numId", val=number)))

    def _anew(self, style: Style, change: Element, depth: int) -> int:
        """Return a new list that looks like the style's, but for a ``change`` at ``depth``."""
        abstract = self._abstract[str(self.own(style))]
        override = w("lvlOverride", change, ilvl=depth)
        return self._add(w("num", w("abstractNumId", val=abstract), override, numId=self._next), abstract)

    def _add(self, num: Element, abstract: str) -> int:
        added = self._next
        self._next += 1
        self._abstract[str(added)] = abstract
        self.root.append(num)
        return added

    def _labelled(self, style: Style, depth: int, label: str) -> Element:
        """Return a level whose mark is ``label`` with what stands around the number in the style's list."""
        self.own(style)
        level = copy.deepcopy(self._level(style, depth))
        level = _level(depth) if level is None else level
        for linked in level.findall(name("pStyle")):
            level.remove(linked)
        text = level.find(name("lvlText"))
        if text is not None:
            text.set(name("val"), value(text).replace(f"%{depth + 1}", label))
        return level

    def _made(self, style: Style) -> int:
        """Return a new list for a style that names none."""
        abstract = 1 + max((int(value(each, "abstractNumId")) for each in self.root.iter(name("abstractNum"))), default=0)
        bullets = style in {Style.BULLET, Style.NOTE_BULLET}
        levels = [_level(depth, bullets) for depth in range(LEVELS)]
        definition = w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=abstract)
        before = {name("numPicBullet"), name("abstractNum")}
        self.root.insert(sum(1 for each in self.root if each.tag in before), definition)
        return self._add(w("num", w("abstractNumId", val=abstract), numId=self._next), str(abstract))


def _level(depth: int, bullets: bool = False) -> Element:
    """Return a level of a list as presskit's own template has it."""
    form, text = ("bullet", "–" if depth else "•") if bullets else ("decimal", f"%{depth + 1}.")
    indent = w("ind", left=(depth + 1) * STEP, hanging=STEP)
    return w("lvl", w("start", val=1), w("numFmt", val=form), w("lvlText", val=text), w("lvlJc", val="left"),
             w("pPr", indent), ilvl=depth)  # fmt: skip
