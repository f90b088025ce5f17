"""A job → the working Word file: the release as it looks, each unit in a bookmark of its own, in the styles of CAT tools.

Open units have the words of the source; what is done, and names that have their form, those of the translation, greyed and
marked «do not translate», as is what presskit words itself. Units that are on no page follow at the end. Notes for the
translator are comments in the margin (ECMA-376, part 1, 17.13.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from presskit.artefact import Artefact
from presskit.formats.kit_yaml import joined, token_of
from presskit.formats.ooxml.contract import Prefix, Style, Untranslated, bookmark, key_of, paragraph_id
from presskit.formats.xml_text import SPACE
from presskit.language.alphabet import direction
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong, Text, Variable
from presskit.model.edition import for_output
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.translation.segments import UnitKind, text_of
from presskit.translation.status import Change, DiffKind, UnitState
from presskit.writers.docx import Draft, compose, pack
from presskit.writers.docx.paragraphs import PARAGRAPH_ID, Paragraphs, Run, runs_of
from presskit.writers.docx.xml import Element, add_part, allowed, name, put, put_in_order, take, value, w
from presskit.writers.translation.job import Job

if TYPE_CHECKING:
    from presskit.bidi import Direction

__all__ = ["UnitRuns", "draft_of", "write"]

_GREY = "6B6B6B"
_MARKS = {DiffKind.SAME: "", DiffKind.GONE: "strike", DiffKind.ADDED: "u"}
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
        unit = change.unit
        runs = runs_of(_with_tokens(unit.source if change.open else unit.target or unit.source))
        whole = (replace(run, style=Untranslated.PARAGRAPH) for run in runs)
        return self.makers[self.way(change)].runs(_with_protected(runs, unit.protected) if change.open else whole)

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


def _with_protected(runs: Iterable[Run], protected: Iterable[str]) -> Iterator[Run]:
    """Yield the runs, cut around protected texts, which get a style; words are not looked for inside longer ones."""
    texts = sorted(dict.fromkeys(protected), key=lambda text: (-len(text), text))
    pattern = "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" if text[:1].isalnum() else re.escape(text) for text in texts)
    for run in runs:
        for number, piece in enumerate(re.split(f"({pattern})", run.text) if pattern else [run.text]):
            if piece:
                yield replace(run, text=piece, style=Untranslated.WORDS if number % 2 else run.style)


def _with_tokens(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the inlines with notes and variables as the kit writes them."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, NoteRef | Variable):
            result.append(Text(token_of(inline)))
        elif isinstance(inline, Emphasis | Strong | Link):
            result.append(replace(inline, children=_with_tokens(inline.children)))
        else:
            result.append(inline)
    return joined(result)


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
        languages = {"val": latin, "bidi": other} | ({"eastAsia": latin} if tag == "lang" else {})
        for each in draft.part(part).iter(name(tag)):
            each.attrib.update({name(key): language for key, language in languages.items()})


def _mark(run: Element, tag: str) -> None:
    properties = run.find(name("rPr"))
    if tag and properties is not None:
        take(properties, name(tag))
        properties.append(w(tag, val="single") if tag == "u" else w(tag))


def _words(text: str) -> Element:
    words = w("t")
    words.text = allowed(text)
    words.set(SPACE, "preserve")
    return words


def _lines(change: Change) -> Iterator[str]:
    if change.unit.kind is UnitKind.TITLE:
        yield _WELCOME
    if change.state is UnitState.CHANGED:
        words = change.marked_difference
        yield f"Changed since it was translated: {words}" if words else "Changed since it was translated."
        if change.old_target:
            yield f"It was translated: {text_of(change.old_target)}"
    if change.open:
        yield from change.reminders


_WORDS = {name("r"), name("hyperlink"), name("fldSimple")}
_LABELS = {
    UnitKind.ALT: "What the pictures show, for those who do not see them",
    UnitKind.CREDIT: "Who made the pictures",
    UnitKind.DESCRIPTION: "The release in one sentence, for search engines",
    UnitKind.KEYWORD: "Words by which the release is found",
    UnitKind.FACT: "Places and names in other lines of the release",
    UnitKind.CONTACT: "Contacts",
}
_ALSO = "Also to be translated"
_PARTS = {Prefix.COALITION: ("name",), Prefix.SIGNATORY: ("title", "name", "affiliation"), Prefix.CONTACT: ("name",)}
"""The units that a paragraph of a name shows, in the order of the page."""
_UNSEEN = {0x200E: None, 0x200F: None}


def draft_of(job: Job, resources: Resources) -> Draft:
    """Compose the release for a job: its foot says the languages, and the file is shown to be in the target language."""
    edition = for_output(job.edition, Format.DOCX)
    labels = replace(edition.labels, release=f"{edition.labels.release} · {job.label}")
    return compose(replace(edition, labels=labels, language=job.package.language), resources)


def write(job: Job, resources: Resources) -> Artefact:
    """Return the working Word file; raises as the Word writer does."""
    draft = draft_of(job, resources)
    _Rewriting(UnitRuns.of(job, draft), draft).all()
    return Artefact(f"{job.name}.docx", Format.DOCX.media_type, pack(draft), job.package.language)


@dataclass(slots=True)
class _Rewriting:
    """Puts the words of each unit in its place in a draft; ``left`` are the units that have none yet."""

    runs: UnitRuns
    draft: Draft
    left: dict[str, Change] = field(default_factory=dict)
    _next: int = 0
    _comments: Element | None = None

    def all(self) -> None:
        body = self.draft.document.element.find(name("body"))
        self.left = {each.unit.key: each for each in self.runs.job.changes}
        self._next = 1 + max((int(value(each, "id")) for each in body.iter(name("bookmarkStart"))), default=0)
        contact = ""
        for paragraph in list(body.iter(name("p"))):
            contact = self._paragraph(paragraph, contact)
        body[-1:-1] = [*self._appendix()]
        put_in_order(body)

    def _paragraph(self, paragraph: Element, contact: str) -> str:
        """Rewrite one paragraph; return the contact whose lines may follow."""
        prefix, key = self._known(paragraph) or (Prefix.SEGMENT, "")
        if prefix is Prefix.CONTACT:
            contact = key
        changes = [self.left.pop(each) for each in self._keys(paragraph, prefix, key, contact) if each in self.left]
        if changes:
            self._put(paragraph, changes)
        else:
            _mark_untranslated(paragraph)
        return contact if prefix is Prefix.CONTACT or self._has_style(paragraph, Style.CONTACT_LINE) else ""

    def _known(self, paragraph: Element) -> tuple[Prefix, str] | None:
        names = (value(each, "name") for each in paragraph.iter(name("bookmarkStart")))
        return next(filter(None, (key_of(each) or key_of(each, self.left) for each in names)), None)

    def _keys(self, paragraph: Element, prefix: Prefix, key: str, contact: str) -> Sequence[str]:
        """Return the keys of the units that a paragraph shows, in the order of the page."""
        if prefix in _PARTS:
            return [f"{key}.{part}" for part in _PARTS[prefix]]
        return [key] if key else self._line(paragraph, contact)

    def _line(self, paragraph: Element, contact: str) -> Sequence[str]:
        """Return the unit of a contact's line, or of a picture's credit: the next one that is left and says the same."""
        keys: Sequence[str] = (f"{contact}.role", f"{contact}.organisation") if contact else ()
        if self._has_style(paragraph, Style.CREDIT):
            keys = [key for key, each in self.left.items() if each.unit.kind is UnitKind.CREDIT]
        shown = [key for key in keys if key in self.left and text_of(self.left[key].unit.source) in _text([paragraph])]
        return shown[:1]

    def _has_style(self, paragraph: Element, style: Style) -> bool:
        return value(paragraph.find(f"{name('pPr')}/{name('pStyle')}")) == self.draft.template.ids[style]

    def _put(self, paragraph: Element, changes: Sequence[Change]) -> None:
        """Put units where the words of the paragraph are; what stands behind its bookmark is kept."""
        ours = [each for each in paragraph.iter(name("bookmarkStart")) if key_of(value(each, "name"))]
        numbers = {value(each, "id") for each in ours}
        ends = [each for each in paragraph.iter(name("bookmarkEnd")) if value(each, "id") in numbers]
        last = paragraph.index(ends[-1]) if ends else len(paragraph)
        words = [each for each in paragraph if each.tag in _WORDS]
        old = [each for each in words if paragraph.index(each) < last]
        for each in words[len(old) :]:
            _mark_untranslated(each)
        for element in self._content(changes, _text(old)):
            old[0].addprevious(element)
        for each in (*ours, *ends, *old):
            paragraph.remove(each)
        self._finish(paragraph, changes)

    def _content(self, changes: Sequence[Change], words: str) -> Iterator[Element]:
        """Yield each unit in its bookmark, and the words of the page around names."""
        around, way = changes[0].unit.is_name or changes[0].unit.kind is UnitKind.CREDIT, self.runs.way(changes[0])
        for change in changes:
            before, hit, rest = words.partition(text_of(change.unit.source))
            words = rest if hit else words
            yield from self.runs.aside(before, way) if around and hit and before else ()
            yield from self._bookmarked(change)
        yield from self.runs.aside(words, way) if around and words else ()

    def _bookmarked(self, change: Change) -> Iterator[Element]:
        number, self._next = self._next, self._next + 1
        yield w("bookmarkStart", id=number, name=bookmark(change.unit.id))
        yield from self.runs.of_unit(change)
        yield w("bookmarkEnd", id=number)

    def _finish(self, paragraph: Element, changes: Sequence[Change]) -> None:
        """Give a paragraph the direction of its words, the id of its first unit, and its comment."""
        properties = paragraph[0]
        take(properties, name("bidi"), name("rPr"))
        if self.runs.way(changes[0]) == "rtl":
            put(properties, w("bidi"))
            put(properties, w("rPr", w("rtl")))
        paragraph.set(PARAGRAPH_ID, paragraph_id(bookmark(changes[0].unit.id)))
        lines = [line for change in changes for line in _lines(change)] if self.runs.job.notes else []
        if lines:
            self._comment(paragraph, lines)

    def _comment(self, paragraph: Element, lines: Iterable[str]) -> None:
        """Add a comment to a paragraph; the first one makes the part for them."""
        if self._comments is None:
            self._comments = w("comments")
            add_part(self.draft.document, "/word/comments.xml", CT.WML_COMMENTS, RT.COMMENTS, self._comments)
        number = len(self._comments)
        paragraphs = (w("p", w("r", _words(line))) for line in lines)
        self._comments.append(w("comment", *paragraphs, id=number, author="presskit", initials="pk"))
        paragraph.insert(1, w("commentRangeStart", id=number))
        paragraph.extend([w("commentRangeEnd", id=number), w("r", w("commentReference", id=number))])

    def _appendix(self) -> Iterator[Element]:
        """Yield what is on no page and is to be translated, under a head."""
        make = self.runs.makers[self.runs.job.edition.direction]
        rest = [each for each in self.left.values() if each.open]
        if rest:
            yield make.around(Style.SECTION, self.runs.aside(_ALSO))
        for kind, changes in groupby(rest, key=lambda each: each.unit.kind):
            yield make.around(Style.NOTE, self.runs.aside(_LABELS.get(kind, str(kind))))
            for change in changes:
                paragraph = make.around(Style.NOTE, self._bookmarked(change))
                self._finish(paragraph, [change])
                yield paragraph


def _text(elements: Iterable[Element]) -> str:
    """Return the words of elements, without marks of direction."""
    return "".join(each.text or "" for element in elements for each in element.iter(name("t"))).translate(_UNSEEN)


def _mark_untranslated(element: Element) -> None:
    """Mark the words of a run, a link or a paragraph as not to be translated."""
    for run in element.iter(name("r")):
        if run.find(name("t")) is not None:
            properties = run.find(name("rPr"))
            if properties is None:
                properties = w("rPr")
                run.insert(0, properties)
            take(properties, name("rStyle"))
            properties.insert(0, w("rStyle", val=Untranslated.PARAGRAPH))
