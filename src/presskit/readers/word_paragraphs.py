"""The pieces of a Word paragraph → its words with their formatting, and the bookmarks that they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from presskit.formats.ooxml.contract import Prefix
from presskit.formats.ooxml.tree import Block, Enclosure, Kind, Ledger, Piece
from presskit.formats.ooxml.values import State
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, plain_text
from presskit.readers.importing.lines import merged
from presskit.source import Span
from presskit.translation.rebuild import joined
from presskit.typography import clean

__all__ = ["BookmarkedPart", "Bookmarks", "Formatted", "Runs", "content_of", "note_marks", "read_runs", "with_marks"]

_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_SOFT_HYPHEN = "\u00ad"
_RAISED = re.compile(r"\s*[\d*]{1,3}\s*")


@dataclass(frozen=True, slots=True)
class Formatted:
    """Words, a break or a note's mark, and how they are set. ``text`` is empty for the last two."""

    text: str
    bold: bool = False
    italic: bool = False
    target: str = ""
    other: Inline | None = None


@dataclass(slots=True)
class Runs:
    """What stands in a paragraph. ``changes`` are tracked ones as words; ``boxes`` are text boxes, ``drawings`` pictures.

    ``struck`` and ``hidden`` words, white ones among these, are no part of the content; ``highlighted`` ones are.
    """

    content: tuple[Inline, ...] = ()
    raw: str = ""
    bold: bool = False
    changes: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    bad_links: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[list[Block]] = field(default_factory=list)
    drawings: list[Piece] = field(default_factory=list)
    superscripts: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    highlighted: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _PieceReader:
    span: Span
    ledger: Ledger
    runs: Runs = field(default_factory=Runs)
    found: list[Formatted] = field(default_factory=list)

    def read(self, pieces: Iterable[Piece]) -> None:
        for run, group in groupby(pieces, lambda each: each.run):
            own = [*group]
            words = "".join(each.text for each in own if each.kind is Kind.TEXT)
            if run and run.raised and _RAISED.fullmatch(words):
                self.runs.superscripts.append(words.strip())
            for piece in own:
                self.piece(piece)

    def piece(self, piece: Piece) -> None:  # noqa: C901 -- a case for each kind of piece
        match piece.kind:
            case Kind.TEXT:
                self.text(piece)
            case Kind.SIGN if piece.text != _SOFT_HYPHEN:
                self.add_words(piece)
            case Kind.SYMBOL:
                self.add_words(piece)
                self.ledger.take(piece.words)
            case Kind.BREAK:
                self.found.append(Formatted("", other=LineBreak(self.span)))
            case Kind.NOTE:
                label = f"{piece.name[:3]}{piece.text}"
                self.runs.notes.append((label, piece.name))
                self.found.append(Formatted("", other=NoteRef(label, span=self.span)))
            case Kind.BOX:
                self.runs.boxes.append(piece.blocks)
            case Kind.PICTURE:
                self.runs.drawings.append(piece)
            case Kind.DELETED:
                self.runs.changes.append(f"deleted: «{piece.text}»")
                self.ledger.take(piece.words)
            case Kind.INSERTED:
                self.runs.changes.append(f"inserted: «{piece.text}»")
            case Kind.LINK if piece.around[-1].simple:
                self.target(_address(piece.around[-1]))

    def text(self, piece: Piece) -> None:
        """Read words that are seen; the others are kept beside, and those of a field's instruction are nobody's."""
        states = {state for each in self.ledger.words_of(piece.words) for state in each.states}
        if State.FIELD_CODE in states:
            return
        self.ledger.take(piece.words)
        lists = (
            (State.STRUCK, self.runs.struck), (State.HIDDEN, self.runs.hidden), (State.WHITE, self.runs.hidden),
            (State.HIGHLIGHTED, self.runs.highlighted),
        )  # fmt: skip
        aside = next((words for state, words in lists if state in states), None)
        if aside is not None and piece.text.strip():
            aside.append(piece.text)
        if not states & {State.STRUCK, State.HIDDEN, State.WHITE}:
            self.add_words(piece)

    def add_words(self, piece: Piece) -> None:
        if piece.text:
            bold, italic = (piece.run.bold, piece.run.italic) if piece.run else (False, False)
            self.found.append(Formatted(piece.text, bold, italic, self.linked(piece)))

    def linked(self, piece: Piece) -> str:
        """Return the address that words lead to: that of the element around them, else that of the outermost field."""
        simple = [each for each in piece.around if each.simple and (each.is_field or each.target)]
        fields = [each for each in piece.around if not each.simple]
        return (self.target(_address(simple[-1])) if simple else "") or (self.target(_address(fields[0])) if fields else "")

    def target(self, target: str) -> str:
        """Return an address that may be linked to; others are kept for a finding."""
        target = target.strip()
        if target.lower().startswith(_SCHEMES) and not re.search(r"[\s\x00-\x1f\x7f<>\"]", target):
            return target
        if target and target not in self.runs.bad_links:
            self.runs.bad_links.append(target)
        return ""


def _address(enclosure: Enclosure) -> str:
    link = re.match(r'\s*HYPERLINK\s+"([^"]+)"', enclosure.instruction)
    return link[1] if link else enclosure.target


def read_runs(pieces: Iterable[Piece], span: Span, ledger: Ledger, ends: Iterable[str] = ()) -> Runs:
    """Return what stands in a paragraph: deleted words are left out, inserted ones read, both listed.

    ``ends`` are recorded changes of its end. What is read or listed is marked in the ledger.
    """
    reader = _PieceReader(span, ledger)
    reader.read(pieces)
    runs, found = reader.runs, reader.found
    runs.content, runs.raw, runs.bold = content_of(found, span)
    runs.changes += ["a paragraph's end was " + ("deleted" if each == "del" else "inserted") for each in ends]
    return runs


def content_of(found: Sequence[Formatted], span: Span) -> tuple[tuple[Inline, ...], str, bool]:
    """Return words as inlines, what was written, and whether all of it is bold: then no word is stressed."""
    raw = "".join("\n" if isinstance(piece.other, LineBreak) else piece.text for piece in found)
    worded = [piece for piece in found if piece.text.strip()]
    bold = bool(worded) and all(piece.bold for piece in worded)
    content = _trimmed([*_inlines([replace(piece, bold=piece.bold and not bold) for piece in found], span)])
    return content, raw, bold


def _inlines(pieces: list[Formatted], span: Span) -> Iterator[Inline]:
    for formatting, group in groupby(pieces, lambda piece: replace(piece, text="")):
        alike = [*group]
        yield from (each.other for each in alike if each.other is not None)
        text = clean("".join(each.text for each in alike))
        core = text.strip(" ")
        if text.startswith(" "):
            yield Text(" ", span)
        if core:
            yield _formatted(core, formatting, span)
        if core and text.endswith(" "):
            yield Text(" ", span)


def _formatted(text: str, formatting: Formatted, span: Span) -> Inline:
    inline: Inline = Text(text, span)
    if formatting.target:
        return Link((inline,), formatting.target, span)
    if formatting.bold:
        return Strong((inline,), span)
    return Emphasis((inline,), span) if formatting.italic else inline


def _trimmed(content: list[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts; take spaces and breaks off both ends, and spaces off both sides of a break."""
    content = list(merged(content))
    for at in (0, -1):
        while content and isinstance(piece := content[at], LineBreak | Text) and not plain_text([piece]).strip():
            content.pop(at)
    for index, inline in enumerate(content):
        if isinstance(inline, Text):
            start = index == 0 or isinstance(content[index - 1], LineBreak)
            end = index == len(content) - 1 or isinstance(content[index + 1], LineBreak)
            text = inline.text.lstrip(" ") if start else inline.text
            content[index] = Text((text.rstrip(" ") if end else text) or inline.text, inline.span)
    return tuple(content)


_OURS = tuple(f"{prefix}_" for prefix in Prefix)
_SPOKEN = {Kind.TEXT, Kind.SIGN, Kind.SYMBOL, Kind.BREAK, Kind.BOX, Kind.DELETED}
_NOTE = re.compile(r"pknote_(\d{1,4})")
_LABEL = re.compile(r"foopk(\d{1,4})")
_OWN = re.compile(r"(?:foo|end)-?\d+")


@dataclass(slots=True)
class BookmarkedPart:
    """Pieces of a paragraph, and the bookmarks that their words stand in."""

    pieces: list[Piece] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    emptied: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Bookmarks:
    """Follows bookmarks from paragraph to paragraph; ``open`` are those that have begun, by their number.

    LibreOffice writes a bookmark over two paragraphs as two of one name, and leaves the first without an end: ``ends`` are
    the numbers that have one. ``aside`` tells whether words are the page's own: before a bookmark they are nobody's.
    ``fresh`` are the open ones that are none of the last part's: they have begun since its last words.
    """

    ends: Collection[str]
    aside: Callable[[Iterable[Piece]], bool]
    open: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    fresh: dict[str, None] = field(default_factory=dict)

    def parts(self, pieces: Iterable[Piece]) -> list[BookmarkedPart]:
        """Return the parts of a paragraph in order: one, unless several bookmarks hold words of it."""
        parts, begun = [BookmarkedPart()], list[Piece]()
        for _, unit in groupby(pieces, lambda each: each.unit):
            self._take([*unit], parts, begun)
        for each in begun:
            if each.text not in self.ends:
                self._end(each.text)
        named = {name for part in parts for name in part.names}
        empty = [name for name in dict.fromkeys(each.name for each in begun) if name not in named]
        if named or len(empty) > 1:
            parts[0].emptied = empty
        else:  # a bookmark without words names the whole paragraph only where no other one does
            parts[0].names = dict.fromkeys(empty)
        return parts

    def _take(self, unit: list[Piece], parts: list[BookmarkedPart], begun: list[Piece]) -> None:
        """Take a child of the paragraph, such as a run or a link; a bookmark may also begin or end inside of one."""
        for each in [each for each in unit if each.kind is Kind.BOOKMARK and each.name.startswith(_OURS)]:
            self._begin(each.text, each.name, parts[-1])
            begun.append(each)
        if _has_words(unit):
            self._add_words(unit, parts)
        else:
            parts[-1].pieces += unit
        for each in [each for each in unit if each.kind is Kind.BOOKMARK_END]:
            self._end(each.text)

    def _begin(self, number: str, name: str, last: BookmarkedPart) -> None:
        for known in (self.numbers.get(name, number), number):
            self._end(known)
        self.open[number], self.numbers[name] = name, number
        if name not in last.names:
            self.fresh[name] = None

    def _end(self, number: str) -> None:
        name = self.open.pop(number, "")
        self.numbers.pop(name, None)
        self.fresh.pop(name, None)

    def _add_words(self, unit: list[Piece], parts: list[BookmarkedPart]) -> None:
        """Put words into the part of the bookmarks around them; words outside all go with those before them."""
        last = parts[-1]
        if self.open and last.names and len(self.fresh) == len(self.open):
            parts.append(last := BookmarkedPart())
        elif self.open and not last.names and self._all_aside(last.pieces):
            last.pieces = []
        last.names |= self.fresh if last.names else dict.fromkeys(self.open.values())
        last.pieces += unit
        self.fresh.clear()

    def _all_aside(self, pieces: Iterable[Piece]) -> bool:
        units = ([*group] for _, group in groupby(pieces, lambda each: each.unit))
        return all(self.aside(unit) for unit in units if _has_words(unit))


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
        if any(each in notes and each.closed for each in piece.around):
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
    content: list[Inline] = []
    own: list[str] = []
    for inline in inlines:
        if not isinstance(inline, NoteRef):
            content.append(inline)
        elif found := _LABEL.fullmatch(inline.label):
            content.append(replace(inline, label=f"foo{found[1]}"))
        elif _OWN.fullmatch(inline.label):
            own.append(inline.label)
    return joined(content), tuple(own)
