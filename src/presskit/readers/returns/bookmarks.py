"""Which words of a paragraph stand in which bookmark: a paragraph that holds two is two, a bookmark over two is one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presskit.formats.docx import Prefix
from presskit.readers.importing.docx_package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Bookmarks", "Part"]

_OURS = tuple(f"{prefix}_" for prefix in Prefix)
_WORDS = frozenset({"t", "delText", "tab", "br", "cr", "footnoteReference", "noBreakHyphen", "sym"})


@dataclass(slots=True)
class Part:
    """Elements of a paragraph, and the bookmarks that their words stand in."""

    elements: list[Element] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)

    def paragraph(self, whole: Element) -> Element:
        """Return a paragraph of these elements, with the properties of the ``whole``."""
        made = copy.copy(whole)
        for child in list(made):
            made.remove(child)
        properties = [child for child in whole if local(child) == "pPr"]
        for child in (*properties, *self.elements):
            made.append(copy.deepcopy(child))
        return made


@dataclass(slots=True)
class Bookmarks:
    """Follows bookmarks from paragraph to paragraph; ``open`` are those that have begun, by their number.

    LibreOffice writes a bookmark over two paragraphs as two of one name, and leaves the first without an end: ``ends`` are
    the numbers that have one.
    """

    ends: frozenset[str]
    aside: Callable[[Element], bool]
    open: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, body: Element, aside: Callable[[Element], bool]) -> Bookmarks:
        """Return those of a document. ``aside`` tells whether words are the page's own: before a bookmark they are nobody's."""
        return cls(frozenset(attribute(each, "id") for each in body.iter() if local(each) == "bookmarkEnd"), aside)

    def parts(self, paragraph: Element) -> list[Part]:
        """Return the paragraph's parts in order: one, unless several bookmarks hold words of it."""
        held = _Held(self.aside, [Part()], dict(self.open))
        for child in paragraph:
            if local(child) != "pPr":
                held.take(child)
        self.open = {number: name for number, name in held.open.items() if number in self.ends}
        return held.finished()


@dataclass(slots=True)
class _Held:
    """A paragraph while it is cut: ``open`` bookmarks, and those whose words began in the last part."""

    aside: Callable[[Element], bool]
    parts: list[Part]
    open: dict[str, str]
    seen: list[str] = field(default_factory=list)

    def take(self, child: Element) -> None:
        """Take an element of the paragraph; a bookmark may also begin or end inside a link."""
        marks = [each for each in child.iter() if local(each) in {"bookmarkStart", "bookmarkEnd"}]
        for each in (each for each in marks if local(each) == "bookmarkStart"):
            self._begin(attribute(each, "id"), attribute(each, "name"))
        if marks and child is marks[0]:
            self._end(marks)
            return
        if _has_words(child):
            self._say(child)
        else:
            self.parts[-1].elements.append(child)
        self._end(marks)

    def _begin(self, number: str, name: str) -> None:
        if name.startswith(_OURS):
            self.open = {each: known for each, known in self.open.items() if known != name}
            self.open[number] = name
            self.seen.append(name)

    def _end(self, marks: Iterable[Element]) -> None:
        for each in marks:
            if local(each) == "bookmarkEnd":
                self.open.pop(attribute(each, "id"), None)

    def _say(self, child: Element) -> None:
        """Put words into the part of the bookmarks around them; words outside all go with those before them."""
        around = list(dict.fromkeys(self.open.values()))
        last = self.parts[-1]
        if around and not last.names and all(self.aside(each) for each in last.elements if _has_words(each)):
            last.elements = []
        if not around or not last.names or set(around) & set(last.names):
            last.names += [name for name in around if name not in last.names]
            last.elements.append(child)
        else:
            self.parts.append(Part([child], around))

    def finished(self) -> list[Part]:
        """Return the parts; a bookmark without words names the whole paragraph only where no other one does."""
        named = {name for part in self.parts for name in part.names}
        empty = [name for name in dict.fromkeys(self.seen) if name not in named]
        if named or len(empty) > 1:
            self.parts[0].emptied = empty
        else:
            self.parts[0].names = empty
        return self.parts


def _has_words(element: Element) -> bool:
    return any(local(each) in _WORDS and (local(each) != "t" or (each.text or "").strip()) for each in element.iter())
