"""The pieces of a Word paragraph → its words with their marks; what was changed, hidden or drawn is told beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from presskit.formats.ooxml.tree import Block, Enclosure, Kind, Ledger, Piece
from presskit.formats.ooxml.values import State
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text
from presskit.readers.importing.paragraphs import merged
from presskit.source import Span
from presskit.typography import clean

__all__ = ["Runs", "read_runs"]

_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_SOFT_HYPHEN = "\u00ad"
_RAISED = re.compile(r"\s*[\d*]{1,3}\s*")


@dataclass(frozen=True, slots=True)
class _Set:
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
    found: list[_Set] = field(default_factory=list)

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
                self.say(piece)
            case Kind.SYMBOL:
                self.say(piece)
                self.ledger.take(piece.words)
            case Kind.BREAK:
                self.found.append(_Set("", other=LineBreak(self.span)))
            case Kind.NOTE:
                label = f"{piece.name[:3]}{piece.text}"
                self.runs.notes.append((label, piece.name))
                self.found.append(_Set("", other=NoteRef(label, 0, self.span)))
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
            _add(self.runs.struck if State.STRUCK in states else self.runs.hidden, piece.text)
            return
        if State.HIGHLIGHTED in states:
            _add(self.runs.highlighted, piece.text)
        self.say(piece)

    def say(self, piece: Piece) -> None:
        if piece.text:
            bold, italic = (piece.run.bold, piece.run.italic) if piece.run else (False, False)
            self.found.append(_Set(piece.text, bold, italic, self.linked(piece)))

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


def _add(words: list[str], more: str) -> None:
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


def _inlines(pieces: list[_Set], span: Span) -> Iterator[Inline]:
    for look, group in groupby(pieces, lambda piece: replace(piece, text="")):
        if look.other is not None:
            yield from (each.other for each in group if each.other is not None)
            continue
        text = clean("".join(each.text for each in group))
        core = text.strip(" ")
        if not core:
            yield from (Text(" ", span),) if text else ()
            continue
        if text.startswith(" "):
            yield Text(" ", span)
        yield _set(core, look, span)
        if text.endswith(" "):
            yield Text(" ", span)


def _set(text: str, look: _Set, span: Span) -> Inline:
    inline: Inline = Text(text, span)
    if look.target:
        return Link((inline,), look.target, span)
    if look.bold:
        return Strong((inline,), span)
    return Emphasis((inline,), span) if look.italic else inline


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
