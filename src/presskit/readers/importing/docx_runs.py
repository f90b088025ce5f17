"""The runs of a Word paragraph → its words with their marks; what was changed, hidden or drawn is told beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from presskit.formats.docx_file.words import State
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text
from presskit.readers.importing.docx_package import attribute, children, local
from presskit.readers.importing.docx_styles import Styles
from presskit.readers.importing.docx_words import Ledger
from presskit.readers.importing.paragraphs import merged
from presskit.source import Span
from presskit.typography import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Runs", "read_runs"]

_SIGNS = {"tab": "\t", "noBreakHyphen": "\u2011", "ptab": "\t"}
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_SKIPPED = frozenset({"pPr", "rPr", "Fallback", "annotationRef", "lastRenderedPageBreak", "softHyphen", "sdtPr"})


@dataclass(frozen=True, slots=True)
class _Piece:
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
    boxes: list[Element] = field(default_factory=list)
    drawings: list[Element] = field(default_factory=list)
    superscripts: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    highlighted: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Walker:
    span: Span
    styles: Styles
    links: Mapping[str, tuple[str, str]]
    ledger: Ledger
    runs: Runs = field(default_factory=Runs)
    pieces: list[_Piece] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    results: list[bool] = field(default_factory=list)

    def walk(self, element: Element, look: _Piece) -> None:
        for child in element:
            self.node(child, look)

    def node(self, child: Element, look: _Piece) -> None:
        name = local(child)
        if name in _SKIPPED:
            return
        if name in _DELETED:
            self.runs.changes.append(f"deleted: «{_words(child)}»")
            self.ledger.take_all(child)
        elif name in _INSERTED:
            self.runs.changes.append(f"inserted: «{_words(child)}»")
            self.walk(child, look)
        elif name == "r":
            self.run(child, look)
        elif name == "hyperlink":
            kind, target = self.links.get(attribute(child, "id"), ("", ""))
            self.walk(child, replace(look, target=self.target(target)) if kind == "hyperlink" else look)
        elif name == "fldSimple":
            self.walk(child, replace(look, target=self.instructed(attribute(child, "instr"))))
        elif name == "txbxContent":
            self.runs.boxes.append(child)
        elif name in {"drawing", "pict"}:
            self.drawn(child)
        else:
            self.sign(name, child, look)

    def sign(self, name: str, child: Element, look: _Piece) -> None:
        """Read what stands inside a run."""
        if name == "t":
            self.text(child, look)
        elif name in _SIGNS:
            self.say(_SIGNS[name], look)
        elif name in {"br", "cr"}:
            self.pieces.append(_Piece("", other=LineBreak(self.span)))
        elif name in {"footnoteReference", "endnoteReference"}:
            label = f"{name[:3]}{attribute(child, 'id')}"
            self.runs.notes.append((label, name.removesuffix("Reference")))
            self.pieces.append(_Piece("", other=NoteRef(label, 0, self.span)))
        elif name == "fldChar":
            self.field(attribute(child, "fldCharType"))
        elif name == "instrText":
            if self.fields:
                self.fields[-1] += child.text or ""
        elif name == "sym":
            code = attribute(child, "char")
            self.say(f"[{attribute(child, 'font')} {code}]", look)
            self.ledger.take(child)
        else:
            self.walk(child, look)

    def run(self, run: Element, look: _Piece) -> None:
        properties = next(iter(children(run, "rPr")), None)
        set_as = {local(each): each for each in properties} if properties is not None else {}
        style = self.styles.character(attribute(set_as.get("rStyle"), "val"))
        look = replace(look, bold=_on(set_as, "b") or style == "strong", italic=_on(set_as, "i") or style == "emphasis")
        if attribute(set_as.get("vertAlign"), "val") == "superscript" and re.fullmatch(r"\s*[\d*]{1,3}\s*", _words(run)):
            self.runs.superscripts.append(_words(run).strip())
        self.walk(run, look)

    def text(self, element: Element, look: _Piece) -> None:
        """Read words that are seen; the others are kept beside, and those of a field's instruction are nobody's."""
        states, words = self.ledger.states(element), element.text or ""
        if State.FIELD_CODE in states:
            return
        self.ledger.take(element)
        if states & {State.STRUCK, State.HIDDEN, State.WHITE}:
            _add(self.runs.struck if State.STRUCK in states else self.runs.hidden, words)
            return
        if State.HIGHLIGHTED in states:
            _add(self.runs.highlighted, words)
        self.say(words, look)

    def say(self, text: str, look: _Piece) -> None:
        target = next((self.instructed(each) for each, shown in zip(self.fields, self.results, strict=True) if shown), "")
        if text:
            self.pieces.append(replace(look, text=text, target=look.target or target))

    def field(self, kind: str) -> None:
        """Follow a complex field (ECMA-376-1, 17.16.18): instructions, then what is shown."""
        if kind == "begin":
            self.fields.append("")
            self.results.append(False)
        elif kind == "separate" and self.results:
            self.results[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()
            self.results.pop()

    def instructed(self, instruction: str) -> str:
        link = re.match(r'\s*HYPERLINK\s+"([^"]+)"', instruction)
        return self.target(link[1]) if link else ""

    def target(self, target: str) -> str:
        """Return an address that may be linked to; others are kept for a finding."""
        target = target.strip()
        if target.lower().startswith(_SCHEMES) and not re.search(r"[\s\x00-\x1f\x7f<>\"]", target):
            return target
        if target and target not in self.runs.bad_links:
            self.runs.bad_links.append(target)
        return ""

    def drawn(self, drawing: Element) -> None:
        boxes = [each for each in drawing.iter() if local(each) == "txbxContent"]
        self.runs.boxes.extend(box for box in boxes if not any(up in boxes for up in box.iterancestors()))
        if any(local(each) in {"blip", "imagedata"} for each in drawing.iter()):
            self.runs.drawings.append(drawing)


def _on(properties: Mapping[str, Element], name: str) -> bool:
    return name in properties and attribute(properties[name], "val").lower() not in {"0", "false", "off", "none"}


def _words(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter() if local(each) in {"t", "delText"})


def _add(words: list[str], more: str) -> None:
    if more.strip():
        words.append(more)


def read_runs(paragraph: Element, span: Span, styles: Styles, links: Mapping[str, tuple[str, str]], ledger: Ledger) -> Runs:
    """Return what stands in a paragraph: deleted words are left out, inserted ones read, both listed.

    What is read or listed is marked in the ledger.
    """
    walker = _Walker(span, styles, links, ledger)
    walker.walk(paragraph, _Piece(""))
    runs, pieces = walker.runs, walker.pieces
    runs.raw = "".join("\n" if isinstance(piece.other, LineBreak) else piece.text for piece in pieces)
    said = [piece for piece in pieces if piece.text.strip()]
    runs.bold = bool(said) and all(piece.bold for piece in said)
    plain = [replace(piece, bold=piece.bold and not runs.bold) for piece in pieces]
    runs.content = _trimmed(list(_inlines(plain, span)))
    marks = [mark for each in children(paragraph, "pPr") for mark in children(each, "rPr") for mark in mark]
    runs.changes += [
        "a paragraph's end was " + ("deleted" if local(m) == "del" else "inserted") for m in marks if local(m) in {"del", "ins"}
    ]
    return runs


def _inlines(pieces: list[_Piece], span: Span) -> Iterator[Inline]:
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


def _set(text: str, look: _Piece, span: Span) -> Inline:
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
