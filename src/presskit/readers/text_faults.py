"""What is wrong with a text as a whole: no title, a note that nobody calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presskit.diagnostics import Diagnostic
from presskit.model.document import (
    Inline,
    LineBreak,
    NoteRef,
    Paragraph,
    Segment,
    Statement,
    Text,
    inlines_of,
    plain_text,
    segments,
)
from presskit.readers import rules
from presskit.source import Span

__all__ = ["typed_notes", "uncalled", "without_title"]


def without_title(source: str, text: str, first: int, found: list[Diagnostic]) -> Diagnostic:
    """Return what is to be said of a text without a title; a headline in Markdown is one in the wrong place."""
    lines = text.split("\n")[first:]
    at = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first:
        return rules.MISSING_TITLE.at(Span(source, 1), "the text has no title", "add «title: …» below the first line ---")
    if at is None:
        hint = "write three lines, ---, title: …, ---, and the text below them"
        return rules.EMPTY_FILE.at(Span(source), f"«{source}» is empty", hint)
    headline = re.match(r"#{1,2}[ \t]+(.*?)[ \t]*(?:\{#[^}]*\})?$", lines[at])
    if not headline:
        hint = "write three lines above it: ---, title: …, ---"
        return rules.MISSING_TITLE.at(Span(source, at + 1, 1), "the text has no title", hint)
    found[:] = [each for each in found if each.span.line != at + 1 or each.code != rules.HEADING_LEVEL.code]
    hint = f"write three lines in its place: «---», «title: {headline[1]}», «---»"
    return rules.MISSING_TITLE.at(Span(source, at + 1, 1), "the title stands in the text, and not above it", hint)


def _called(pieces: Sequence[Inline]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, NoteRef):
            yield piece.label
        elif not isinstance(piece, Text | LineBreak) and hasattr(piece, "children"):
            yield from _called(piece.children)


def uncalled(statement: Statement) -> Iterator[Diagnostic]:
    """Yield a warning for each note that no place in the text calls."""
    called = {label for segment in segments(statement) for label in _called(inlines_of(segment))}
    for note in statement.footnotes:
        if note.label not in called:
            message = f"no place in the text calls the footnote «{note.label}»"
            yield rules.NOTE_UNUSED.at(note.span, message, f"write [^{note.label}] where it belongs, or delete the note")


_TYPED = re.compile(r"\[(?P<label>\d{1,3})\](?P<words>:?\s+\S.*)?", re.DOTALL)


def typed_notes(statement: Statement) -> Iterator[Diagnostic]:
    """Yield one warning where a text calls notes as «[1]», and a paragraph of it begins with that mark."""
    texts = [(segment, plain_text(inlines_of(segment))) for segment in segments(statement)]
    notes = {
        match["label"]: (segment, match["words"].lstrip(": \n"))
        for segment, text in texts
        if isinstance(segment, Paragraph) and (match := _TYPED.match(text)) and match["words"]
    }
    calls = ((segment, match) for segment, text in texts for match in _TYPED.finditer(text) if match.start())
    for segment, match in calls:
        if match["label"] in notes:
            yield _typed(segment, match, *notes[match["label"]])
            return


def _typed(segment: Segment, match: re.Match[str], note: Segment, words: str) -> Diagnostic:
    label, shown = match["label"], words if len(words) <= 60 else words[:59].rstrip() + "…"
    hint = f"write [^{label}] there, and in line {note.span.line} [^{label}]: {shown}"
    return rules.TYPED_NOTE.at(_place(segment, match.start()), f"«[{label}]» is no footnote here: it is typed by hand", hint)


def _place(segment: Segment, offset: int) -> Span:
    """Return the place of a character of a segment, where a text of the kit holds it in the same line."""
    for inline in inlines_of(segment):
        length = len(plain_text([inline]))
        if offset < length:
            here = inline.span
            return Span(here.source, here.line, here.column + offset) if isinstance(inline, Text) else here
        offset -= length
    return segment.span
