"""Which words of a returned paragraph stand in which bookmark, and the marks of footnotes among them.

A paragraph that holds two bookmarks is two, a bookmark over two paragraphs is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from presskit.formats.ooxml.contract import Prefix
from presskit.formats.ooxml.tree import Enclosure, Kind, Piece
from presskit.model.document import Inline, NoteRef
from presskit.translation.rebuild import joined

__all__ = ["Bookmarks", "Part", "note_marks", "with_marks"]

_OURS = tuple(f"{prefix}_" for prefix in Prefix)
_SPOKEN = {Kind.TEXT, Kind.SIGN, Kind.SYMBOL, Kind.BREAK, Kind.BOX, Kind.DELETED}
_NOTE = re.compile(r"pknote_(\d{1,4})")
_LABEL = re.compile(r"foopk(\d{1,4})")
_OWN = re.compile(r"(?:foo|end)-?\d+")


@dataclass(slots=True)
class Part:
    """Pieces of a paragraph, and the bookmarks that their words stand in."""

    pieces: list[Piece] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Bookmarks:
    """Follows bookmarks from paragraph to paragraph; ``open`` are those that have begun, by their number.

    LibreOffice writes a bookmark over two paragraphs as two of one name, and leaves the first without an end: ``ends`` are
    the numbers that have one. ``aside`` tells whether words are the page's own: before a bookmark they are nobody's.
    """

    ends: Collection[str]
    aside: Callable[[Iterable[Piece]], bool]
    open: dict[str, str] = field(default_factory=dict)

    def parts(self, pieces: Iterable[Piece]) -> list[Part]:
        """Return the parts of a paragraph in order: one, unless several bookmarks hold words of it."""
        held = _Held(self.aside, [Part()], dict(self.open))
        for _, unit in groupby(pieces, lambda each: each.unit):
            held.take([*unit])
        self.open = {number: name for number, name in held.open.items() if number in self.ends}
        return held.finished()


@dataclass(slots=True)
class _Held:
    """A paragraph while it is cut: ``open`` bookmarks, and those whose words began in the last part."""

    aside: Callable[[Iterable[Piece]], bool]
    parts: list[Part]
    open: dict[str, str]
    seen: list[str] = field(default_factory=list)

    def take(self, unit: list[Piece]) -> None:
        """Take a child of the paragraph, such as a run or a link; a bookmark may also begin or end inside of one."""
        for each in unit:
            if each.kind is Kind.BOOKMARK and each.name.startswith(_OURS):
                self._begin(each.text, each.name)
        if _has_words(unit):
            self._say(unit)
        else:
            self.parts[-1].pieces += unit
        for each in unit:
            if each.kind is Kind.BOOKMARK_END:
                self.open.pop(each.text, None)

    def _begin(self, number: str, name: str) -> None:
        self.open = {each: known for each, known in self.open.items() if known != name}
        self.open[number] = name
        self.seen.append(name)

    def _say(self, unit: list[Piece]) -> None:
        """Put words into the part of the bookmarks around them; words outside all go with those before them."""
        around = list(dict.fromkeys(self.open.values()))
        last = self.parts[-1]
        before = [[*group] for _, group in groupby(last.pieces, lambda each: each.unit)]
        if around and not last.names and all(self.aside(each) for each in before if _has_words(each)):
            last.pieces = []
        if not around or not last.names or set(around) & set(last.names):
            last.names += [name for name in around if name not in last.names]
            last.pieces += unit
        else:
            self.parts.append(Part(unit, around))

    def finished(self) -> list[Part]:
        """Return the parts; a bookmark without words names the whole paragraph only where no other one does."""
        named = {name for part in self.parts for name in part.names}
        empty = [name for name in dict.fromkeys(self.seen) if name not in named]
        if named or len(empty) > 1:
            self.parts[0].emptied = empty
        else:
            self.parts[0].names = empty
        return self.parts


def _has_words(pieces: Iterable[Piece]) -> bool:
    return any(
        (each.kind in _SPOKEN and (each.kind is not Kind.TEXT or each.text.strip() != ""))
        or (each.kind is Kind.NOTE and each.name == "footnote")
        for each in pieces
    )


def with_marks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces with each link or field that leads to a note as the reference that Word's own notes have (17.11.14)."""
    notes: dict[Enclosure, str] = {}
    for piece in pieces:
        called = next((each for each in piece.around if each in notes and each.closed), None)
        if called is not None:
            continue
        found = _NOTE.search(piece.around[-1].anchor or piece.around[-1].instruction) if piece.kind is Kind.LINK else None
        if found:
            notes[piece.around[-1]] = found[1]
            yield replace(piece, kind=Kind.NOTE, text=f"pk{found[1]}", name="footnote", around=())
        else:
            yield piece


def note_marks(inlines: Iterable[Inline]) -> tuple[tuple[Inline, ...], tuple[str, ...]]:
    """Return inlines with the marks of the source's notes by their number, without those of notes that Word itself holds.

    The second are the labels of the latter: a translator's own notes, which are no part of the text.
    """
    kept: list[Inline] = []
    own: list[str] = []
    for inline in inlines:
        if not isinstance(inline, NoteRef):
            kept.append(inline)
        elif found := _LABEL.fullmatch(inline.label):
            kept.append(replace(inline, label=f"foo{found[1]}"))
        elif _OWN.fullmatch(inline.label):
            own.append(inline.label)
    return joined(kept), tuple(own)
