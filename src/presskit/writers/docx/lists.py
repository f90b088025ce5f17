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
        """Make a paragraph the item ``ordinal`` of a list, a new one where it is not the next; return the number of the list.

        Word has no number format with Arabic-Indic digits (``hindiNumbers`` are those of Devanagari, 17.18.59): where
        ``label`` is not the number in Latin digits, the item has a list of its own, whose mark is this text.
        """
        if label != str(ordinal):
            own = self._anew(style, self._labelled(style, depth, label), depth)
            self._mark(paragraph, style, own, depth)
            return own
        if (number := self.next(style, depth, ordinal, label)) is None:
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
        """Remove the mark of a paragraph whose style has one, and indent it as the text of its item."""
        right = value(self._style_properties(style).find(name("ind")), "right")
        self.plain(paragraph, left=self._left(style, depth), **({"right": right} if right else {}))

    def plain(self, paragraph: Element, left: int = 0, **sides: str) -> None:
        """Remove the mark of a paragraph that is in no list, and set its indent."""
        put(properties_of(paragraph), w("numPr", w("ilvl", val=0), w("numId", val=NO_LIST)))
        put(properties_of(paragraph), w("ind", left=left, **sides, firstLine=0))

    def own(self, style: Style) -> int:
        """Return the number of the list that a style names, made where the template has lost it."""
        if style not in self._own:
            path = f"{name('numPr')}/{name('numId')}"
            sample = self.template.patterns.get(style, w("pPr"))
            named = value(self._style_properties(style).find(path)) or value(sample.find(path))
            self._own[style] = int(named) if named and named in self._abstract else self._made(style)
            self._align(style)
        return self._own[style]

    def _style_properties(self, style: Style) -> Element:
        definition = self.template.style(style)
        found = definition.find(name("pPr")) if definition is not None else None
        return found if found is not None else w("pPr")

    def _align(self, style: Style) -> None:
        """Give the list's first level the indent of its style: what a designer set is also that of lists begun anew."""
        indent = self._style_properties(style).find(name("ind"))
        level = self._level(style, 0)
        properties = level.find(name("pPr")) if level is not None else None
        if indent is not None and properties is not None:
            put(properties, copy.deepcopy(indent))

    def _level(self, style: Style, depth: int) -> Element | None:
        wanted = self._abstract[str(self._own[style])]
        lists = (each for each in self.root.iter(name("abstractNum")) if value(each, "abstractNumId") == wanted)
        return next((level for each in lists for level in each.iter(name("lvl")) if value(level, "ilvl") == str(depth)), None)

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
        if depth or number != self.own(style) or self._style_properties(style).find(name("numPr")) is None:
            put(properties_of(paragraph), w("numPr", w("ilvl", val=depth), w("numId", val=number)))

    def _anew(self, style: Style, change: Element, depth: int) -> int:
        """Return a new list that looks like the style's, but for a ``change`` at ``depth``."""
        return self._add(self._abstract[str(self.own(style))], w("lvlOverride", change, ilvl=depth))

    def _add(self, abstract: str, *overrides: Element) -> int:
        self.root.append(w("num", w("abstractNumId", val=abstract), *overrides, numId=self._next))
        self._abstract[str(self._next)] = abstract
        self._next += 1
        return self._next - 1

    def _labelled(self, style: Style, depth: int, label: str) -> Element:
        """Return a level whose mark is ``label`` with what stands around the number in the style's list."""
        self.own(style)
        found = self._level(style, depth)
        level = _level(depth) if found is None else copy.deepcopy(found)
        take(level, name("pStyle"))
        for text in level.findall(name("lvlText")):
            text.set(name("val"), value(text).replace(f"%{depth + 1}", label))
        return level

    def _made(self, style: Style) -> int:
        """Return a new list for a style that names none."""
        abstract = 1 + max((int(value(each, "abstractNumId")) for each in self.root.iter(name("abstractNum"))), default=0)
        levels = [_level(depth, style in {Style.BULLET, Style.NOTE_BULLET}) for depth in range(LEVELS)]
        self.root.insert(
            sum(each.tag in {name("numPicBullet"), name("abstractNum")} for each in self.root),
            w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=abstract),
        )
        return self._add(str(abstract))


def _level(depth: int, bullets: bool = False) -> Element:
    """Return a level of a list as presskit's own template has it."""
    form, text = ("bullet", "–" if depth else "•") if bullets else ("decimal", f"%{depth + 1}.")
    return w("lvl", w("start", val=1), w("numFmt", val=form), w("lvlText", val=text), w("lvlJc", val="left"),
             w("pPr", w("ind", left=(depth + 1) * STEP, hanging=STEP)), ilvl=depth)  # fmt: skip
