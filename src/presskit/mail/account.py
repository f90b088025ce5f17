"""A letter beside the account of its release: every line of the transcript stands in the text and in the HTML."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from presskit.mail.message import Letter
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong, plain_text
from presskit.model.edition import Edition, transcript

__all__ = ["unsaid"]

_APART = re.compile(r"<(?:https?|mailto|tel|ftp)?:?[^<>\s]*>|\[\d+\]")
"""What the forms have beside the words: the address of a link, the number of a note."""

_UNREAD = frozenset({"head", "script", "style"})


def unsaid(letter: Letter, edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """Yield each form of the text that leaves lines of the edition out, or says them in another order, with those lines."""
    text, page = letter.said()
    lines = {_folded(each.text): each.text for each in transcript(edition, _words)}
    told = [line for each in transcript(edition, _words) if (line := _folded(each.text))]
    for form, said in (("text", text), ("HTML", _text_of(page))):
        missing = _missing(told, _folded(said))
        if missing:
            yield form, [lines[line] for line in missing]


def _missing(told: list[str], said: str) -> list[str]:
    """Return the lines that do not follow, each after the one before it; one said elsewhere as often as it is told is there."""
    missing, at = [], 0
    for line in told:
        found = said.find(line, at)
        if found >= 0:
            at = found + len(line)
        else:
            missing.append(line)
    counts = Counter(told)
    return [line for line in missing if said.count(line) < counts[line]]


def _words(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines without the numbers of notes."""
    return "".join(_word(inline) for inline in inlines)


def _word(inline: Inline) -> str:
    match inline:
        case NoteRef():
            return ""
        case Emphasis(children=children) | Strong(children=children) | Link(children=children):
            return _words(children)
        case _:
            return plain_text([inline])


def _folded(text: str) -> str:
    """Return a text as it is compared: in NFC, without white space and what nobody sees, for lines are wrapped anew."""
    bare = _APART.sub("", text)
    seen = bare if bare.isascii() else "".join(char for char in bare if unicodedata.category(char) != "Cf")
    return "".join(unicodedata.normalize("NFC", seen).split())


class _Reader(HTMLParser):
    """Takes the words out of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- as it is called
        self.unread += tag in _UNREAD

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in _UNREAD

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append(data)


def _text_of(page: str) -> str:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)
