"""Runs → paragraphs of a Word file, with the bookmark and the id by which a translation finds its way home."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import qn

from presskit.bidi import Direction
from presskit.formats.ooxml.contract import CharacterStyle, Prefix, Style, bookmark, note_bookmark, paragraph_id
from presskit.writers.docx.runs import BREAK, Run, directed
from presskit.writers.docx.template import Template
from presskit.writers.docx.xml import W14, allowed, put, w

if TYPE_CHECKING:
    from presskit.writers.docx.xml import Element

__all__ = ["PARAGRAPH_ID", "Named", "Paragraphs", "address", "script"]

PARAGRAPH_ID = f"{{{W14}}}paraId"
_RESERVED = "!#$%&'()*+,/:;=?@[]~"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Named:
    """What a paragraph's words are known by: a key of its kind. ``note`` is the footnote that begins here."""

    key: str = ""
    prefix: Prefix = Prefix.SEGMENT
    note: int = 0

    @property
    def bookmarks(self) -> list[str]:
        """The names of the bookmarks round the words."""
        own = [bookmark(self.key, self.prefix)] if self.key else []
        return [*own, note_bookmark(self.note)] if self.note else own


@dataclass(slots=True)
class Paragraphs:
    """Makes the paragraphs of one part (the body, a header); every name and number in it is given once."""

    template: Template
    base: Direction
    part: Part
    _links: dict[str, str] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)

    def make(self, style: Style, runs: Iterable[Run], named: Named | None = None, after: Iterable[Run] = ()) -> Element:
        """Return a paragraph in ``style``. Its bookmark spans ``runs``; the words of ``after`` stand behind it."""
        return self.around(style, self.runs(runs), named, self.runs(after))

    def around(
        self, style: Style, content: Iterable[Element], named: Named | None = None, after: Iterable[Element] = ()
    ) -> Element:
        """Return a paragraph of finished elements."""
        names, numbers, label = self.given(named or Named())
        starts = [w("bookmarkStart", id=number, name=label) for number, label in zip(numbers, names, strict=True)]
        ends = [w("bookmarkEnd", id=number) for number in reversed(numbers)]
        paragraph = w("p", self.properties(style), *starts, *content, *ends, *after)
        if label:
            paragraph.set(PARAGRAPH_ID, label)
        return paragraph

    def given(self, named: Named) -> tuple[list[str], range, str]:
        """Give a paragraph its bookmarks, their numbers, and its id where it has one."""
        names = [each for each in named.bookmarks if each not in self._names]
        first = len(self._names)
        self._names.update(names)
        return names, range(first, first + len(names)), self._new_id(names[0]) if names and named.key else ""

    def properties(self, style: Style) -> Element:
        """Return the ``w:pPr`` of ``style``, as the template's sample has it, in the edition's direction."""
        properties = self.template.pattern(style)
        put(properties, w("pStyle", val=self.template.ids[style]))
        if self.base == "rtl":
            put(properties, w("bidi"))
            put(properties, w("rPr", w("rtl")))
        return properties

    def _new_id(self, wanted: str) -> str:
        chosen = paragraph_id(wanted)
        while chosen in self._ids:
            wanted += "'"
            chosen = paragraph_id(wanted)
        self._ids.add(chosen)
        return chosen

    def runs(self, runs: Iterable[Run]) -> list[Element]:
        """Return the elements of runs; neighbours with one target stand in one link."""
        return self.elements(directed(runs, self.base))

    def elements(self, runs: Iterable[Run]) -> list[Element]:
        """Return the elements of runs whose direction is told."""
        made: list[Element] = []
        for target, group in groupby(runs, key=lambda run: run.target):
            elements = [self.run(run) for run in group]
            made += [self._link(target, elements)] if target and address(target) else elements
        return made

    def _link(self, target: str, elements: Sequence[Element]) -> Element:
        if target.startswith("#"):
            return w("hyperlink", *elements, anchor=target[1:], history=1)
        if target not in self._links:
            self._links[target] = self.part.relate_to(address(target), RT.HYPERLINK, is_external=True)
        link = w("hyperlink", *elements, history=1)
        link.set(qn("r:id"), self._links[target])
        return link

    def run(self, run: Run) -> Element:
        """Return a run's ``w:r``."""
        marks = [*self._marks(run)]
        properties = [w("rPr", *marks)] if marks else []
        if run.text == BREAK:
            return w("r", *properties, w("br"))
        words = w("t")
        words.text = allowed(run.text)
        if words.text != words.text.strip():
            words.set(_SPACE, "preserve")
        return w("r", *properties, words)

    def _marks(self, run: Run) -> Iterator[Element]:
        """Yield what a run's ``w:rPr`` holds, in the order of EG_RPrBase. Arabic has no italics: a style shows stress."""
        style = run.style or (CharacterStyle.EMPHASIS if run.italic and run.way == "rtl" else "")
        if style:
            yield w("rStyle", val=self.template.ids[style])
        if run.bold:
            yield from (w("b"), w("bCs"))
        if run.italic:
            yield w("i")
        if run.way == "rtl":
            yield w("rtl")
        if run.way and run.way != self.base:
            yield w("lang", bidi=script(run.text)) if run.way == "rtl" else w("lang", val="en")


def script(text: str) -> str:
    """Return the likeliest language of right-to-left words, by their script."""
    return "he" if any("\u0590" <= character <= "\u05ff" for character in text) else "ar"


def address(target: str) -> str:
    """Return a link's target as an ASCII URI (RFC 3986), or "" where it is none: Word calls a file with such a one corrupt.

    ``#bookmark`` stays as it is.
    """
    if target.startswith("#"):
        return target
    encoded = re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(target.encode("utf-8", "ignore"), safe=_RESERVED))
    try:
        parts = urlsplit(encoded)
        reached = parts.hostname and parts.port != 0 if parts.scheme in {"http", "https"} else parts.path
    except ValueError:
        return ""
    return encoded if reached and parts.scheme in {"http", "https", "mailto", "tel"} else ""
