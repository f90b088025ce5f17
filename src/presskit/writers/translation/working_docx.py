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
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from presskit.artefact import Artefact
from presskit.formats.kit_yaml import joined, token_of
from presskit.formats.ooxml.contract import Prefix, Style, Untranslated, bookmark, key_of, paragraph_id
from presskit.language.alphabet import direction
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong, Text, Variable
from presskit.model.edition import for_output
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.translation.segments import Kind, text_of
from presskit.translation.status import Change, Edit, UnitState
from presskit.writers.docx import Draft, compose, pack
from presskit.writers.docx.paragraphs import Paragraphs, Run, runs_of
from presskit.writers.docx.xml import W14, Element, allowed, name, put, put_in_order, take, value, w
from presskit.writers.translation.job import Job

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from presskit.bidi import Direction

__all__ = ["Comments", "UnitRuns", "draft_of", "set_direction", "write"]

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


_WORDS = {name("r"), name("hyperlink"), name("fldSimple")}
_LABELS = {
    Kind.ALT: "What the pictures show, for those who do not see them",
    Kind.CREDIT: "Who made the pictures",
    Kind.DESCRIPTION: "The release in one sentence, for search engines",
    Kind.KEYWORD: "Words by which the release is found",
    Kind.FACT: "Places and names in other lines of the release",
    Kind.CONTACT: "Contacts",
}
_ALSO = "Also to be translated"
_UNSEEN = {0x200E: None, 0x200F: None}


def draft_of(job: Job, resources: Resources) -> Draft:
    """Compose the release for a job: its foot says the languages, and the file is shown to be in the target language."""
    edition = for_output(job.edition, Format.DOCX)
    labels = replace(edition.labels, release=f"{edition.labels.release} · {job.label}")
    return compose(replace(edition, labels=labels, language=job.package.language), resources)


def write(job: Job, resources: Resources) -> Artefact:
    """Return the working Word file; raises as the Word writer does."""
    draft = draft_of(job, resources)
    _Rewriting(UnitRuns.of(job, draft), draft, Comments(job, draft)).all()
    return Artefact(f"{job.name}.docx", Format.DOCX.media_type, pack(draft), job.package.language)


@dataclass(slots=True)
class _Rewriting:
    """Goes through a draft once and puts each unit's words in its place; ``left`` are the units that found none."""

    runs: UnitRuns
    draft: Draft
    comments: Comments
    left: dict[str, Change] = field(default_factory=dict)
    _next: int = 0

    def all(self) -> None:
        body = self.draft.document.element.find(name("body"))
        self.left = {each.unit.key: each for each in self.runs.job.changes}
        self._next = 1 + max((int(value(each, "id")) for each in body.iter(name("bookmarkStart"))), default=0)
        contact = ""
        for paragraph in list(body.iter(name("p"))):
            contact = self._paragraph(paragraph, contact)
        for each in self._appendix():
            body.insert(len(body) - 1, each)
        put_in_order(body)

    def _paragraph(self, paragraph: Element, contact: str) -> str:
        """Rewrite one paragraph; return the contact whose lines may follow."""
        prefix, key = self._known(paragraph) or (Prefix.SEGMENT, "")
        if prefix is Prefix.CONTACT:
            contact = key
        keys = self._keys(paragraph, prefix, key, contact)
        found = [self.left.pop(each) for each in keys if each in self.left]
        if found:
            self._put(paragraph, found)
        else:
            _keep(paragraph)
        follows = prefix is Prefix.CONTACT or value(_paragraph_style(paragraph)) == self._style_id(Style.CONTACT_LINE)
        return contact if follows else ""

    def _known(self, paragraph: Element) -> tuple[Prefix, str] | None:
        names = [value(each, "name") for each in paragraph.iter(name("bookmarkStart"))]
        known = (key_of(each) or key_of(each, self.left) for each in names)
        return next((each for each in known if each), None)

    def _keys(self, paragraph: Element, prefix: Prefix, key: str, contact: str) -> Sequence[str]:
        """Return the keys of the units that a paragraph shows, in the order of the page."""
        match prefix:
            case Prefix.SEGMENT if key:
                return (key,)
            case Prefix.COALITION:
                return (f"{key}.name",)
            case Prefix.SIGNATORY:
                return (f"{key}.title", f"{key}.name", f"{key}.affiliation")
            case Prefix.CONTACT:
                return (f"{key}.name",)
            case _:
                return self._line(paragraph, contact)

    def _line(self, paragraph: Element, contact: str) -> Sequence[str]:
        """Return the unit of a contact's line, or of a picture's credit: the next one that is left and says the same."""
        words = _text([paragraph])
        keys: Sequence[str] = (f"{contact}.role", f"{contact}.organisation") if contact else ()
        if value(_paragraph_style(paragraph)) == self._style_id(Style.CREDIT):
            keys = [key for key, each in self.left.items() if each.unit.kind is Kind.CREDIT]
        shown = [key for key in keys if key in self.left and text_of(self.left[key].unit.source) in words]
        return shown[:1]

    def _style_id(self, style: Style) -> str:
        return self.draft.template.ids[style]

    def _put(self, paragraph: Element, found: Sequence[Change]) -> None:
        """Put units where the words of the paragraph are; what stands behind its bookmark is kept."""
        ours = [each for each in paragraph.iter(name("bookmarkStart")) if key_of(value(each, "name"))]
        numbers = {value(each, "id") for each in ours}
        ends = [each for each in paragraph.iter(name("bookmarkEnd")) if value(each, "id") in numbers]
        last = paragraph.index(ends[-1]) if ends else len(paragraph)
        words = [each for each in paragraph if each.tag in _WORDS]
        old = [each for each in words if paragraph.index(each) < last]
        for each in words[len(old) :]:
            _keep(each)
        for made in self._content(found, _text(old)):
            old[0].addprevious(made)
        for each in (*ours, *ends, *old):
            paragraph.remove(each)
        self._finish(paragraph, found)

    def _content(self, found: Sequence[Change], words: str) -> Iterator[Element]:
        """Yield each unit in its bookmark, and what the page says around names."""
        around, way = found[0].unit.is_name or found[0].unit.kind is Kind.CREDIT, self.runs.way(found[0])
        for change in found:
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

    def _finish(self, paragraph: Element, found: Sequence[Change]) -> None:
        """Give a paragraph the direction of its words, the id of its first unit, and its comment."""
        set_direction(paragraph[0], self.runs.way(found[0]))
        paragraph.set(f"{{{W14}}}paraId", paragraph_id(bookmark(found[0].unit.id)))
        self.comments.add(paragraph, found)

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
    words = "".join(each.text or "" for element in elements for each in element.iter(name("t")))
    return words.translate(_UNSEEN)


def _paragraph_style(paragraph: Element) -> Element | None:
    return paragraph.find(f"{name('pPr')}/{name('pStyle')}")


def _keep(element: Element) -> None:
    """Mark the words of a run, a link or a paragraph as not to be translated."""
    for run in element.iter(name("r")):
        if run.find(name("t")) is not None:
            properties = run.find(name("rPr"))
            if properties is None:
                properties = w("rPr")
                run.insert(0, properties)
            take(properties, name("rStyle"))
            properties.insert(0, w("rStyle", val=Untranslated.PARAGRAPH))
