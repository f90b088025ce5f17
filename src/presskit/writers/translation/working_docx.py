"""A job → the working Word file: the release as it looks, each unit's words in a bookmark of their own.

Units that are open stand in the source's words; what is done, and names that have their form, in the translation's, greyed
and marked «do not translate», as is what presskit words itself. Units that are on no page follow at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from presskit.artefact import Artefact
from presskit.formats.ooxml.contract import Prefix, Style, Untranslated, bookmark, key_of, paragraph_id
from presskit.model.edition import for_output
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.translation.segments import Kind, text_of
from presskit.translation.status import Change
from presskit.writers.docx import Draft, compose, pack
from presskit.writers.docx.xml import W14, name, put_in_order, take, value, w
from presskit.writers.translation.job import Job
from presskit.writers.translation.word_runs import Comments, UnitRuns, set_direction

if TYPE_CHECKING:
    from presskit.writers.docx.xml import Element

__all__ = ["draft_of", "write"]

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
        follows = prefix is Prefix.CONTACT or value(_style(paragraph)) == self._style_id(Style.CONTACT_LINE)
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
        if value(_style(paragraph)) == self._style_id(Style.CREDIT):
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


def _style(paragraph: Element) -> Element | None:
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
