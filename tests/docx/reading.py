"""Reads a Word file with a zip and an XML parser alone: what stands in it, whoever wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Shown:
    """A paragraph as a reader sees it: its style, its mark, its words; and the bookmarks round them."""

    style: str
    mark: str
    text: str
    id: str
    bookmarks: dict[str, str]
    element: Any = field(compare=False, repr=False)


class WordFile:
    """A Word file, opened."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.document = self.xml("word/document.xml")
        self.styles = {s.get(f"{W}styleId"): s for s in self.xml("word/styles.xml").iter(f"{W}style")}
        self.numbering = self.xml("word/numbering.xml")

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.files[name])

    def links(self, name: str = "word/_rels/document.xml.rels") -> dict[str, str]:
        return {each.get("Id"): each.get("Target") for each in self.xml(name)}

    def paragraphs(self) -> list[Shown]:
        counts: Counter[tuple[str, int]] = Counter()
        return [self._shown(each, counts) for each in self.document.iter(f"{W}p")]

    def _shown(self, paragraph: Any, counts: Counter[tuple[str, int]]) -> Shown:
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        return Shown(
            style=value(self.styles[style].find(f"{W}name")),
            mark=self._mark(paragraph, style, counts),
            text=text_of(paragraph),
            id=paragraph.get(f"{W14}paraId", ""),
            bookmarks=dict(bookmarks(paragraph)),
            element=paragraph,
        )

    def in_style(self, style: str) -> list[Shown]:
        return [each for each in self.paragraphs() if each.style == style]

    def _mark(self, paragraph: Any, style: str, counts: Counter[tuple[str, int]]) -> str:
        """Return the mark of a list's item, counted as Word counts.

        All lists of one definition count on together; a list with a ``startOverride`` begins anew, once.
        """
        own, theirs = paragraph.find(f"{W}pPr/{W}numPr"), self.styles[style].find(f"{W}pPr/{W}numPr")
        chosen = own if own is not None else theirs
        if chosen is None or value(chosen.find(f"{W}numId")) == "0":
            return ""
        number, depth = value(chosen.find(f"{W}numId")), int(value(chosen.find(f"{W}ilvl")) or 0)
        level, wanted, override = self._level(number, depth)
        start = override if override and (number, depth) not in counts else ""
        counts[number, depth] += 1
        if start or (wanted, depth) not in counts:
            counts[wanted, depth] = int(start or value(level.find(f"{W}start"))) - 1
        counts[wanted, depth] += 1
        return value(level.find(f"{W}lvlText")).replace(f"%{depth + 1}", str(counts[wanted, depth]))

    def _level(self, number: str, depth: int) -> tuple[Any, str, str]:
        """Return a list's level, the definition it counts in, and the number with which it begins anew."""
        (num,) = [n for n in self.numbering.iter(f"{W}num") if n.get(f"{W}numId") == number]
        wanted = value(num.find(f"{W}abstractNumId"))
        (abstract,) = [a for a in self.numbering.iter(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == wanted]
        level = at_depth(abstract, f"{W}lvl", depth)
        override = at_depth(num, f"{W}lvlOverride", depth)
        changed = override.find(f"{W}lvl") if override is not None else None
        start = override.find(f"{W}startOverride") if override is not None else None
        return changed if changed is not None else level, f"definition {wanted}", value(start)


def at_depth(parent: Any, tag: str, depth: int) -> Any:
    return next((each for each in parent.findall(tag) if each.get(f"{W}ilvl") == str(depth)), None)


def value(element: Any, attribute: str = "val") -> str:
    return "" if element is None else str(element.get(f"{W}{attribute}", ""))


def text_of(element: Any) -> str:
    """Return what is seen: text, breaks and tabs, without the marks of direction."""
    shown = {f"{W}br": " ", f"{W}tab": "\t"}
    runs = (part for run in element.iter(f"{W}r") for part in run)
    return INVISIBLE.sub("", "".join(part.text or "" if part.tag == f"{W}t" else shown.get(part.tag, "") for part in runs))


def bookmarks(paragraph: Any) -> Iterator[tuple[str, str]]:
    """Yield the name of each bookmark that begins and ends in the paragraph, with the words inside."""
    children = [*paragraph]
    for begin, start in enumerate(children):
        if start.tag == f"{W}bookmarkStart":
            number = start.get(f"{W}id")
            (end,) = [i for i, e in enumerate(children) if e.tag == f"{W}bookmarkEnd" and e.get(f"{W}id") == number]
            words = [text_of(wrapped(each)) for each in children[begin:end]]
            yield start.get(f"{W}name"), "".join(words)


def wrapped(element: Any) -> Any:
    parent = etree.Element("parent")
    parent.append(etree.fromstring(etree.tostring(element)))
    return parent
