"""Inlines → runs of one direction each → paragraphs, with the bookmark and id that a translation is matched by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import assert_never
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.parts.story import StoryPart

from presskit.bidi import Direction, one_way, stretches
from presskit.formats.ooxml.contract import CharacterStyle, Prefix, Style, bookmark, note_bookmark, paragraph_id
from presskit.formats.xml_text import SPACE
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, Variable, plain_text
from presskit.writers.docx.template import Template
from presskit.writers.docx.xml import W14, Element, allowed, put, w

__all__ = ["BREAK", "PARAGRAPH_ID", "Named", "Paragraphs", "Run", "address", "directed", "runs_of", "script"]

BREAK = "\n"
OBJECT = "\ufffc"
_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
_STRONG = {"ltr": {"L"}, "rtl": {"R", "AL"}}


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. ``target`` is a URL, or ``#`` and a bookmark; ``way`` is its direction, once it is known."""

    text: str
    style: str = ""
    bold: bool = False
    italic: bool = False
    target: str = ""
    way: Direction | None = None


def runs_of(inlines: Iterable[Inline], look: Run | None = None) -> Iterator[Run]:
    """Yield the runs of inlines; ``look`` is that of the words around them."""
    look = look or Run("")
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield replace(look, text=text)
            case Emphasis(children=children):
                yield from runs_of(children, replace(look, italic=True))
            case Strong(children=children):
                yield from runs_of(children, replace(look, bold=True))
            case Link(children=children, target=target):
                yield from runs_of(children, replace(look, style=CharacterStyle.LINK, target=target))
            case LineBreak():
                yield replace(look, text=BREAK)
            case NoteRef(number=number):
                yield Run(number, CharacterStyle.NOTE_MARK, target=f"#{note_bookmark(int(number))}")
            case Variable():
                yield replace(look, text=plain_text([inline]))
            case _:
                assert_never(inline)


def directed(runs: Iterable[Run], base: Direction) -> list[Run]:
    """Return the runs cut where the direction of the words turns, and joined where nothing tells them apart."""
    runs = [*runs]
    if base == "ltr" and all(one_way(run.text) for run in runs):  # a name among thousands, as a rule
        cut: Iterable[Run] = [_in(run, base) for run in runs if run.text]
    else:
        cut = _cut(runs, base)
    joined: list[Run] = []
    for run in cut:
        if joined and _alike(joined[-1], run):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def _in(run: Run, way: Direction) -> Run:
    """Return a run in a direction; ``replace`` takes three times as long."""
    return Run(run.text, run.style, run.bold, run.italic, run.target, way)


def _alone(run: Run) -> bool:
    """Return whether a run is joined with no other: a line's break, a note's mark."""
    return run.text == BREAK or run.style == CharacterStyle.NOTE_MARK


def _alike(run: Run, other: Run) -> bool:
    same_look = Run(other.text, run.style, run.bold, run.italic, run.target, run.way) == other
    return same_look and not _alone(run) and not _alone(other)


def _cut(runs: Sequence[Run], base: Direction) -> Iterator[Run]:
    """Yield runs of one direction each: what stands around a word tells its direction, across all marks.

    What is no text counts as a sign without a direction (U+FFFC).
    """
    shown = [OBJECT if _alone(run) else run.text for run in runs]
    edges = [*_edges([(each.begin, each.text, each.way(base)) for each in stretches("".join(shown), base)], base)]
    position = 0
    for run, text in zip(runs, shown, strict=True):
        begin, position = position, position + len(text)
        for first, last, way, before, after in edges:
            piece = text[max(0, first - begin) : max(0, last - begin)]
            if not piece:
                continue
            if _alone(run):
                yield _in(run, base if run.text == BREAK else way)
            else:
                text_ = (before if begin <= first else "") + piece + (after if position >= last else "")
                yield replace(run, text=text_, way=way)


def _edges(
    pieces: Sequence[tuple[int, str, Direction]], base: Direction
) -> Iterator[tuple[int, int, Direction, str, str]]:
    """Yield each piece's begin, end and direction, and the marks that hold it in its place (UAX #9, 2.6).

    A foreign piece begins and ends with a letter of its own or a mark. Word and others see no isolates: what stands
    behind a foreign piece has a mark where its first digit, or the next foreign piece, would join the one before.
    """
    foreign = False
    for index, (begin, piece, way) in enumerate(pieces):
        before = after = ""
        if way != base:
            before = "" if _is_strong(piece[0], way) else _MARKS[way]
            after = "" if _is_strong(piece[-1], way) or piece[-1].isdigit() else _MARKS[way]
        elif foreign and _loose(piece, way, last=index + 1 == len(pieces)):
            before = _MARKS[way]
        foreign = way != base
        yield begin, begin + len(piece), way, before, after


def _loose(piece: str, way: Direction, *, last: bool) -> bool:
    """Return whether no letter of its own holds a piece: before its first digit, or before the foreign one that follows."""
    first = next((each for each in piece if _is_strong(each, way) or each.isdigit()), None)
    return not last if first is None else not _is_strong(first, way)


def _is_strong(character: str, way: Direction) -> bool:
    return unicodedata.bidirectional(character) in _STRONG[way]


PARAGRAPH_ID = f"{{{W14}}}paraId"
_RESERVED = "!#$%&'()*+,/:;=?@[]~"


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
    """Makes the paragraphs of one part (the body, a header); every name and number in it is unique."""

    template: Template
    base: Direction
    part: StoryPart
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
        paragraph = w(
            "p",
            self.properties(style),
            *(w("bookmarkStart", id=number, name=each) for number, each in zip(numbers, names, strict=True)),
            *content,
            *(w("bookmarkEnd", id=number) for number in reversed(numbers)),
            *after,
        )
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
        while paragraph_id(wanted) in self._ids:
            wanted += "'"
        self._ids.add(paragraph_id(wanted))
        return paragraph_id(wanted)

    def runs(self, runs: Iterable[Run]) -> list[Element]:
        """Return the elements of runs; neighbours with one target stand in one link."""
        return self.elements(directed(runs, self.base))

    def elements(self, runs: Iterable[Run]) -> list[Element]:
        """Return the elements of runs whose direction is known."""
        elements: list[Element] = []
        for target, group in groupby(runs, key=lambda run: run.target):
            inner = [self.run(run) for run in group]
            elements += [self._link(target, inner)] if target and address(target) else inner
        return elements

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
            words.set(SPACE, "preserve")
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
