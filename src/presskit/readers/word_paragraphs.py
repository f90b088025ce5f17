"""The pieces of a Word paragraph → its words with their formatting, and the bookmarks that they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from presskit.formats.ooxml.contract import Prefix
from presskit.formats.ooxml.tree import Block, Enclosure, Kind, Ledger, Piece
from presskit.formats.ooxml.values import State
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text
from presskit.readers.importing.lines import merged
from presskit.source import Span
from presskit.translation.rebuild import joined
from presskit.typography import clean

__all__ = ["Bookmarks", "Part", "Runs", "note_marks", "read_runs", "with_marks"]

_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_SOFT_HYPHEN = "\u00ad"
_RAISED = re.compile(r"\s*[\d*]{1,3}\s*")


@dataclass(frozen=True, slots=True)
class _Formatted:
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
class _Reader:
    span: Span
    ledger: Ledger
    runs: Runs = field(default_factory=Runs)
    found: list[_Formatted] = field(default_factory=list)

    def read(self, pieces: Iterable[Piece]) -> None:
        for run, group in groupby(pieces, lambda each: each.run):
            own = [*group]
            words = "".join(each.text for each in own if each.kind is Kind.TEXT)
            if run and run.raised and _RAISED.fullmatch(words):
                self.runs.superscripts.append(words.strip())
            for piece in own:
                self.piece(piece)

    def piece(self, piece: Piece) -> None:
        match piece.kind:
            case Kind.TEXT:
                self.text(piece)
            case Kind.SIGN if piece.text != _SOFT_HYPHEN:
                self.add_words(piece)
            case Kind.SYMBOL:
                self.add_words(piece)
                self.ledger.take(piece.words)
            case Kind.BREAK:
                self.found.append(_Formatted("", other=LineBreak(self.span)))
            case Kind.NOTE:
                label = f"{piece.name[:3]}{piece.text}"
                self.runs.notes.append((label, piece.name))
                self.found.append(_Formatted("", other=NoteRef(label, 0, self.span)))
            case Kind.BOX:
                self.runs.boxes.append(piece.blocks)
            case Kind.PICTURE:
                self.runs.drawings.append(piece)
            case _:
                self.beside(piece)

    def beside(self, piece: Piece) -> None:
        """Keep what is no word: recorded changes, and links that lead nowhere."""
        if piece.kind is Kind.DELETED:
            self.runs.changes.append(f"deleted: «{piece.text}»")
            self.ledger.take(piece.words)
        elif piece.kind is Kind.INSERTED:
            self.runs.changes.append(f"inserted: «{piece.text}»")
        elif piece.kind is Kind.LINK and piece.around[-1].simple:
            self.target(_address(piece.around[-1]))

    def text(self, piece: Piece) -> None:
        """Read words that are seen; the others are kept beside, and those of a field's instruction are nobody's."""
        states = {state for each in self.ledger.words_of(piece.words) for state in each.states}
        if State.FIELD_CODE in states:
            return
        self.ledger.take(piece.words)
        if states & {State.STRUCK, State.HIDDEN, State.WHITE}:
            _append_words(self.runs.struck if State.STRUCK in states else self.runs.hidden, piece.text)
            return
        if State.HIGHLIGHTED in states:
            _append_words(self.runs.highlighted, piece.text)
        self.add_words(piece)

    def add_words(self, piece: Piece) -> None:
        if piece.text:
            bold, italic = (piece.run.bold, piece.run.italic) if piece.run else (False, False)
            self.found.append(_Formatted(piece.text, bold, italic, self.linked(piece)))

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


def _append_words(words: list[str], more: str) -> None:
    if more.strip():
        words.append(more)


def read_runs(pieces: Iterable[Piece], span: Span, ledger: Ledger, ends: Iterable[str] = ()) -> Runs:
    """Return what stands in a paragraph: deleted words are left out, inserted ones read, both listed.

    ``ends`` are recorded changes of its end. What is read or listed is marked in the ledger.
    """
    reader = _Reader(span, ledger)
    reader.read(pieces)
    runs, found = reader.runs, reader.found
    runs.raw = "".join("\n" if isinstance(piece.other, LineBreak) else piece.text for piece in found)
    said = [piece for piece in found if piece.text.strip()]
    runs.bold = bool(said) and all(piece.bold for piece in said)
    plain = [replace(piece, bold=piece.bold and not runs.bold) for piece in found]
    runs.content = _trimmed(list(_inlines(plain, span)))
    runs.changes += ["a paragraph's end was " + ("deleted" if each == "del" else "inserted") for each in ends]
    return runs


def _inlines(pieces: list[_Formatted], span: Span) -> Iterator[Inline]:
    for formatting, group in groupby(pieces, lambda piece: replace(piece, text="")):
        if formatting.other is not None:
            yield from (each.other for each in group if each.other is not None)
            continue
        text = clean("".join(each.text for each in group))
        core = text.strip(" ")
        if not core:
            yield from (Text(" ", span),) if text else ()
            continue
        if text.startswith(" "):
            yield Text(" ", span)
        yield _formatted(core, formatting, span)
        if text.endswith(" "):
            yield Text(" ", span)


def _formatted(text: str, formatting: _Formatted, span: Span) -> Inline:
    inline: Inline = Text(text, span)
    if formatting.target:
        return Link((inline,), formatting.target, span)
    if formatting.bold:
        return Strong((inline,), span)
    return Emphasis((inline,), span) if formatting.italic else inline


def _trimmed(content: list[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts; take spaces and breaks off both ends, and spaces off both sides of a break."""
    content = list(merged(content))
    while content and (isinstance(content[0], LineBreak) or (isinstance(first := content[0], Text) and not first.text.strip())):
        content.pop(0)
    while content and (isinstance(content[-1], LineBreak) or (isinstance(last := content[-1], Text) and not last.text.strip())):
        content.pop()
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
            self._add_words(unit)
        else:
            self.parts[-1].pieces += unit
        for each in unit:
            if each.kind is Kind.BOOKMARK_END:
                self.open.pop(each.text, None)

    def _begin(self, number: str, name: str) -> None:
        self.open = {each: known for each, known in self.open.items() if known != name}
        self.open[number] = name
        self.seen.append(name)

    def _add_words(self, unit: list[Piece]) -> None:
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
