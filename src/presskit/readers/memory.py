"""translations/memory.tmx → the translation memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats.tmx import Prop, inlines_in
from presskit.formats.xml_text import LANG, UnfitXmlError, local, parsed
from presskit.readers.rules import MEMORY_UNREADABLE
from presskit.source import Span
from presskit.translation.status import Memory, MemoryEntry

if TYPE_CHECKING:
    from presskit.formats.xml_text import Element

__all__ = ["NAME", "read"]

NAME = "translations/memory.tmx"
_HINT = "take it back from a backup; without it every text counts as changed"


def read(data: bytes) -> Reading[Memory]:
    """Read a memory that presskit wrote; an entry that says too little is passed over and reported."""
    try:
        root = parsed(data)
    except UnfitXmlError as error:
        finding = MEMORY_UNREADABLE.at(Span(NAME), f"the translation memory cannot be read: {error}", _HINT)
        return Reading(Memory(), (finding,))
    found: list[Diagnostic] = []
    entries = [_entry(each, found) for each in root.iter() if local(each) == "tu"]
    return Reading(Memory(tuple(each for each in entries if each)), tuple(found))


def _entry(unit: Element, found: list[Diagnostic]) -> MemoryEntry | None:
    told = {each.get("type", ""): each.text or "" for each in unit if local(each) == "prop"}
    texts = [(each.get(LANG, ""), each) for each in unit if local(each) == "tuv"]
    key, revision = told.get(Prop.KEY, ""), told.get(Prop.REVISION, "")
    if not key or len(texts) != 2 or not all(language for language, _ in texts):
        line: int = unit.sourceline or 0  # type: ignore[assignment]
        place = Span(NAME, line)
        message = "an entry of the memory does not say which text it is, or is not one of two languages"
        found.append(MEMORY_UNREADABLE.at(place, message, "take the entry out, or take the file back from a backup"))
        return None
    (source_language, source), (language, target) = texts
    return MemoryEntry(key, source_language, language, inlines_in(_seg(source)), inlines_in(_seg(target)), revision)


def _seg(text: Element) -> Element:
    return next((each for each in text if local(each) == "seg"), text)
