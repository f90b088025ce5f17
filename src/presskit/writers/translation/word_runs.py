"""The words of units as runs of a Word file: what is to be kept in the styles that CAT tools leave alone; and comments.

Notes for the translator are comments in the margin (ECMA-376, part 1, 17.13.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from presskit.formats.kit_tokens import joined, token_of
from presskit.formats.ooxml.contract import Untranslated
from presskit.language.alphabet import direction
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong, Text, Variable
from presskit.translation.segments import Kind, text_of
from presskit.translation.status import Change, Edit, UnitState
from presskit.writers.docx import Draft
from presskit.writers.docx.paragraphs import Paragraphs
from presskit.writers.docx.runs import Run, runs_of
from presskit.writers.docx.xml import allowed, name, put, take, w
from presskit.writers.translation.job import Job

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from presskit.bidi import Direction
    from presskit.writers.docx.xml import Element

__all__ = ["Comments", "UnitRuns", "set_direction"]

_GREY = "6B6B6B"
_MARKS = {Edit.SAME: "", Edit.GONE: "strike", Edit.ADDED: "u"}
_WELCOME = (
    "Write the translation over the words. Grey words are not to be translated: they are done, or are made when the release "
    "is. Comments are not read back."
)


@dataclass(frozen=True, slots=True)
class UnitRuns:
    """Makes the runs of one file; ``makers`` are its makers of paragraphs, by direction."""

    job: Job
    makers: dict[Direction, Paragraphs]

    @classmethod
    def of(cls, job: Job, draft: Draft) -> UnitRuns:
        """Prepare a draft: it gets the styles of words to be kept, and the language that is to be written in."""
        ids = {**draft.template.ids, **{str(style): str(style) for style in Untranslated}}
        template = replace(draft.template, ids=ids)
        draft.part(RT.STYLES).extend(_style(style) for style in Untranslated)
        _written_in(draft, job.package.source_language, job.package.language)
        ways: tuple[Direction, ...] = ("ltr", "rtl")
        return cls(job, {way: Paragraphs(template, way, draft.document) for way in ways})

    @property
    def ways(self) -> tuple[Direction, Direction]:
        """The directions of the source and of the target."""
        return direction(self.job.package.source_language), direction(self.job.package.language)

    def way(self, change: Change) -> Direction:
        """Return the direction of the words that are shown for a unit."""
        package = self.job.package
        return direction(package.source_language if change.open or not change.unit.target else package.language)

    def of_unit(self, change: Change) -> list[Element]:
        """Return the runs of a unit: one where nothing in it is marked or to be kept."""
        runs = runs_of(_with_tokens(_shown(change)))
        whole = (replace(run, style=Untranslated.PARAGRAPH) for run in runs)
        return self.makers[self.way(change)].runs(_kept(runs, change.unit.protected) if change.open else whole)

    def words(self, inlines: Iterable[Inline], language: str) -> list[Element]:
        """Return the runs of words in ``language``, with their marks."""
        return self.makers[direction(language)].runs(runs_of(_with_tokens(inlines)))

    def aside(self, text: str, way: Direction | None = None) -> list[Element]:
        """Return words of the page that nobody is to translate, in a paragraph of this direction or the source's."""
        return self.makers[way or self.ways[0]].runs([Run(text, Untranslated.PARAGRAPH)])

    def difference(self, change: Change) -> Iterator[Element]:
        """Yield what changed in the source: gone words struck out, added ones underlined."""
        make = self.makers[self.ways[0]]
        for piece in change.difference:
            for run in make.runs([Run(piece.text, Untranslated.PARAGRAPH)]):
                _mark(run, _MARKS[piece.edit])
                yield run


def _shown(change: Change) -> tuple[Inline, ...]:
    """Return the words that a file shows for a unit: the source where there is something to do, else the translation."""
    return change.unit.source if change.open else change.unit.target or change.unit.source


def _kept(runs: Iterable[Run], protected: Iterable[str]) -> Iterator[Run]:
    """Cut runs round what is to be kept; words are not looked for inside of longer ones."""
    texts = sorted(dict.fromkeys(protected), key=lambda text: (-len(text), text))
    pattern = "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" if text[:1].isalnum() else re.escape(text) for text in texts)
    for run in runs:
        for number, piece in enumerate(re.split(f"({pattern})", run.text) if pattern else [run.text]):
            if piece:
                yield replace(run, text=piece, style=Untranslated.WORDS) if number % 2 else replace(run, text=piece)


def _with_tokens(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Write notes and variables as the kit does."""
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, NoteRef | Variable):
            made.append(Text(token_of(inline)))
        elif isinstance(inline, Emphasis | Strong | Link):
            made.append(replace(inline, children=_with_tokens(inline.children)))
        else:
            made.append(inline)
    return joined(made)


def _style(style: Untranslated) -> Element:
    """Return a character style; words to be kept in a sentence look like the others."""
    look = [w("color", val=_GREY)] if style is Untranslated.PARAGRAPH else []
    properties = w("rPr", w("noProof"), *look)
    return w("style", w("name", val=style), w("qFormat"), properties, type="character", customStyle=1, styleId=style)


def _written_in(draft: Draft, source: str, target: str) -> None:
    """Let spelling be checked in the language that is written; words of the other script are those of the source."""
    ways = direction(source), direction(target)
    latin = target if ways[1] == "ltr" else source if ways[0] == "ltr" else "en"
    other = target if ways[1] == "rtl" else source if ways[0] == "rtl" else "ar"
    for part, tag in ((RT.STYLES, "lang"), (RT.SETTINGS, "themeFontLang")):
        for each in draft.part(part).iter(name(tag)):
            each.set(name("val"), latin)
            each.set(name("bidi"), other)
            if tag == "lang":
                each.set(name("eastAsia"), latin)


def _mark(run: Element, tag: str) -> None:
    properties = run.find(name("rPr"))
    if tag and properties is not None:
        take(properties, name(tag))
        properties.append(w(tag, val="single") if tag == "u" else w(tag))


def set_direction(properties: Element, way: Direction) -> None:
    """Give a paragraph a direction."""
    take(properties, name("bidi"), name("rPr"))
    if way == "rtl":
        put(properties, w("bidi"))
        put(properties, w("rPr", w("rtl")))


@dataclass(slots=True)
class Comments:
    """The comments of one draft; there are none unless the job asks for notes."""

    job: Job
    draft: Draft
    _root: Element | None = field(default=None)

    def add(self, paragraph: Element, changes: Sequence[Change]) -> None:
        """Say beside a paragraph what helps with its units."""
        lines = [line for change in changes for line in _lines(change)] if self.job.notes else []
        if not lines:
            return
        root = self._made()
        number = len(root)
        paragraphs = (w("p", w("r", _words(line))) for line in lines)
        root.append(w("comment", *paragraphs, id=number, author="presskit", initials="pk"))
        paragraph.insert(1, w("commentRangeStart", id=number))
        paragraph.append(w("commentRangeEnd", id=number))
        paragraph.append(w("r", w("commentReference", id=number)))

    def _made(self) -> Element:
        """Return the root of the part, made with the first comment."""
        if self._root is None:
            self._root = w("comments")
            element = cast("BaseOxmlElement", self._root)
            document = self.draft.document
            part = XmlPart(PackURI("/word/comments.xml"), CT.WML_COMMENTS, element, document.package)
            document.relate_to(part, RT.COMMENTS)
        return self._root


def _words(text: str) -> Element:
    made = w("t")
    made.text = allowed(text)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _lines(change: Change) -> Iterator[str]:
    if change.unit.kind is Kind.TITLE:
        yield _WELCOME
    if change.state is UnitState.CHANGED:
        words = change.marked_difference
        yield f"Changed since it was translated: {words}" if words else "Changed since it was translated."
        if change.old_target:
            yield f"It was translated: {text_of(change.old_target)}"
    if change.open:
        yield from change.reminders
