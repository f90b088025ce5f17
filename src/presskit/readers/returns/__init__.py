"""Files that translators sent back → paragraphs with their ids. Nothing is placed here, and nothing is trusted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats.xliff import inlines_in
from presskit.formats.xml_text import UnfitXmlError, local, parsed
from presskit.limits import MEGABYTE, RETURN_BYTES, RETURN_SEGMENTS
from presskit.readers.returns.docx_file import Sent, read_docx
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.rebuild import joined
from presskit.translation.returned import Comment, Origin, Returned, ReturnedParagraph, Tracked

if TYPE_CHECKING:
    from presskit.formats.xml_text import Element

__all__ = ["read", "read_xliff"]

_OWN_NOTES = "presskit"


def read_xliff(source: str, data: bytes, found: list[Diagnostic]) -> Returned | None:
    """Return the targets of an XLIFF file; None, and an error, where it is damaged or holds definitions."""
    try:
        root = parsed(data)
    except UnfitXmlError as problem:
        found.append(rules.UNREADABLE.at(
            Span(source), f"«{source}» cannot be read: {problem}",
            "ask for the file again, as the translation program saves it",
        ))  # fmt: skip
        return None
    file = next((each for each in root.iter() if local(each) == "file"), root)
    units = [each for each in root.iter() if local(each) == "trans-unit"]
    origin = Origin(file.get("original", ""), file.get("target-language", ""), file.get("build-num", ""))
    paragraphs = tuple(_paragraph(source, number, unit) for number, unit in enumerate(units, 1))
    comments = tuple(each for number, unit in enumerate(units, 1) for each in _comments(number, unit))
    return Returned(source, origin, paragraphs, comments)


def _paragraph(source: str, number: int, unit: Element) -> ReturnedParagraph:
    """Return a unit's target; its place is the unit's number, for its lines change from program to program."""
    parts = {local(each): each for each in reversed(unit)}
    inlines, beside = (joined(inlines_in(parts[name])) if name in parts else () for name in ("target", "source"))
    place = Span(source, number, 0, "paragraph")
    return ReturnedParagraph(inlines, number, unit.get("id", ""), row=number, beside=beside, span=place)


def _comments(number: int, unit: Element) -> Iterator[Comment]:
    for each in unit:
        author = each.get("from", "")
        words = " ".join("".join(str(text) for text in each.itertext()).split())
        if local(each) == "note" and words and author != _OWN_NOTES:
            yield Comment(author, words, number)


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def read(
    source: str, data: bytes, tracked: Tracked = Tracked.ASK, keys: Collection[str] = ()
) -> Reading[Returned | None]:
    """Read a returned file by what it is, whatever its name; None, and why, where it cannot be read.

    ``keys`` are the ids that went out: by these a table is known that has lost its head.
    """
    found: list[Diagnostic] = []
    if len(data) > RETURN_BYTES:
        message = f"«{source}» has {len(data) // MEGABYTE} megabytes; a translation has less than one"
        return Reading(None, (rules.UNREADABLE.at(Span(source), message, "take the pictures out, or ask for the XLIFF file"),))
    if data.startswith((_ZIP, _OLE)):
        return _bounded(read_docx(source, data, Sent(frozenset(keys), tracked), found), source, found)
    if b"<xliff" in data[:4000] or "<xliff".encode("utf-16-le") in data[:4000]:
        return _bounded(read_xliff(source, data, found), source, found)
    hint = "import the Word file (.docx) or the XLIFF file that was sent out; save other formats as .docx first"
    return Reading(None, (rules.UNREADABLE.at(Span(source), f"«{source}» is no Word file and no XLIFF file", hint),))


def _bounded(returned: Returned | None, source: str, found: list[Diagnostic]) -> Reading[Returned | None]:
    """Return what was read; None, and why, where it has more paragraphs than can be matched with texts."""
    if returned is None or len(returned.paragraphs) <= RETURN_SEGMENTS:
        return Reading(returned, tuple(found))
    message = f"«{source}» has {len(returned.paragraphs):,} paragraphs; up to {RETURN_SEGMENTS:,} are matched with texts"
    hint = "import the file that was sent out, without what was added to it"
    return Reading(None, (*found, rules.UNREADABLE.at(Span(source), message, hint)))
