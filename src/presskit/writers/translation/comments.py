"""Notes for the translator, as comments in the margin of the Word file (ECMA-376, part 1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from presskit.translation.delta import Change, Edit, State
from presskit.translation.segments import Kind, text_of
from presskit.writers.docx import Draft
from presskit.writers.docx.xml import allowed, w
from presskit.writers.translation.job import Job

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from presskit.writers.docx.xml import Element

__all__ = ["Comments"]

_WELCOME = (
    "Write the translation over the words. Grey words are not to be translated: they are done, or are made when the release "
    "is. Comments are not read back."
)
_MARKS = {Edit.SAME: "{}", Edit.GONE: "[-{}-]", Edit.ADDED: "{{+{}+}}"}


@dataclass(slots=True)
class Comments:
    """The comments of one draft; there are none unless the job asks for notes."""

    job: Job
    draft: Draft
    _root: Element | None = field(default=None)

    @classmethod
    def of(cls, job: Job, draft: Draft) -> Comments:
        """Return a draft's comments, to be added to."""
        return cls(job, draft)

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
    if change.state is State.CHANGED:
        words = "".join(_MARKS[each.edit].format(each.text) for each in change.difference)
        yield f"Changed since it was translated: {words}" if words else "Changed since it was translated."
        if change.old_target:
            yield f"It was translated: {text_of(change.old_target)}"
    if change.open and change.unit.protected:
        yield "Keep as it is: " + "; ".join(change.unit.protected)
    if change.open and change.unit.terms:
        yield "Say: " + "; ".join(f"{source} = {target}" for source, target in change.unit.terms)
