"""What is wrong with a text as a whole: no title, a note that nobody calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presskit.diagnostics import Diagnostic
from presskit.model.document import Inline, LineBreak, NoteRef, Statement, Text, inlines_of, segments
from presskit.readers import rules
from presskit.source import Span

__all__ = ["uncalled", "without_title"]


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
