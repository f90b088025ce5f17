"""A returned XLIFF 1.2 file → its targets by id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic
from presskit.formats.xliff import inlines_in
from presskit.formats.xml_text import UnfitXmlError, local, parsed
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.rebuild import joined
from presskit.translation.returned import Comment, Origin, Returned, ReturnedParagraph

if TYPE_CHECKING:
    from presskit.formats.xml_text import Element

__all__ = ["read_xliff"]

_OURS = "presskit"


def read_xliff(source: str, data: bytes, found: list[Diagnostic]) -> Returned | None:
    """Return the targets of an XLIFF file; None, and an error, where it is damaged or holds definitions."""
    try:
        root = parsed(data)
    except UnfitXmlError as problem:
        hint = "ask for the file again, as the translation program saves it"
        found.append(rules.UNREADABLE.at(Span(source), f"«{source}» cannot be read: {problem}", hint))
        return None
    file = next((each for each in root.iter() if local(each) == "file"), root)
    units = [each for each in root.iter() if local(each) == "trans-unit"]
    origin = Origin(file.get("original", ""), file.get("target-language", ""), file.get("build-num", ""))
    paragraphs = tuple(_paragraph(source, number, unit) for number, unit in enumerate(units, 1))
    comments = tuple(each for number, unit in enumerate(units, 1) for each in _comments(number, unit))
    return Returned(source, origin, paragraphs, comments)


def _paragraph(source: str, number: int, unit: Element) -> ReturnedParagraph:
    """Return a unit's target; its place is the unit's number, for its lines change from program to program."""
    target = next((each for each in unit if local(each) == "target"), None)
    inlines = joined(inlines_in(target)) if target is not None else ()
    shown = next((each for each in unit if local(each) == "source"), None)
    beside = joined(inlines_in(shown)) if shown is not None else ()
    place = Span(source, number, 0, "paragraph")
    return ReturnedParagraph(inlines, number, unit.get("id", ""), row=number, beside=beside, span=place)


def _comments(number: int, unit: Element) -> Iterator[Comment]:
    for each in unit:
        author = each.get("from", "")
        words = " ".join("".join(str(text) for text in each.itertext()).split())
        if local(each) == "note" and words and author != _OURS:
            yield Comment(author, words, number)
