"""Footnotes as plain text has them: [1] or ¹ in the text, and the note in a line of its own below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from presskit.model.document import Emphasis, Footnote, Inline, Link, NoteRef, Paragraph, Strong, Text
from presskit.readers.importing import rules
from presskit.readers.importing.account import Account
from presskit.readers.importing.lines import Line, dropped

__all__ = ["with_footnotes"]

_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_PLAIN = str.maketrans(_RAISED, "1234567890")
_DEFINED = re.compile(
    rf"^\s*(?:\[\^(?P<named>[^\]\s]+)\]:|\[(?P<number>\d{{1,2}})\]:?|(?P<raised>[{_RAISED}]{{1,2}}))\s*(?=\S)"
)
_CALLED = re.compile(rf"\s?\[(?P<number>\d{{1,2}})\]|(?<=\S)(?P<raised>[{_RAISED}]{{1,2}})(?![{_RAISED}])")
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿ]{2})(?<!\b[kcm]m)(?:[.,;:!?”»)]?)(\d{1,2})(?=[\s,;:)]|\.?\s|\.?$)")


@dataclass(frozen=True, slots=True)
class _Definition:
    """A note below the text. ``content`` are its words without the mark."""

    label: str
    line: Line
    content: tuple[Inline, ...]


def with_footnotes(lines: Sequence[Line], name: str, account: Account) -> tuple[Line, ...]:
    """Return the lines with notes in the place of their marks, without the lines of the notes.

    A note that nothing calls stays a line. A mark that no note belongs to stays as it is, and is reported.
    """
    defined = {found.label: found for line in lines if (found := _definition(line))}
    called = {label for line in lines if not _definition(line) for label in _labels(line)}
    notes = {label: found for label, found in defined.items() if label in called}
    kept = []
    for line in lines:
        found = _definition(line)
        if found and notes.get(found.label, found).line is line and found.label in notes:
            account.place(line, f"{name}: footnote [^{found.label}]")
        else:
            kept.append(_noted(line, notes, account))
    return tuple(kept)


def _definition(line: Line) -> _Definition | None:
    match = _DEFINED.match(line.raw)
    if match is None or line.figure:
        return None
    label = match["named"] or "n" + (match["number"] or match["raised"].translate(_PLAIN))
    stripped = line.whole
    taken = len(stripped) - len(" ".join(line.raw[match.end() :].split()))
    content = line.content if line.mark else dropped(line.content, taken)
    return _Definition(label, line, content) if content else None


def _labels(line: Line) -> Iterator[str]:
    for inline in line.content:
        if isinstance(inline, NoteRef):
            yield inline.label
    for match in _CALLED.finditer(line.words):
        yield _label(match)


def _label(match: re.Match[str]) -> str:
    return "n" + (match["number"] or match["raised"].translate(_PLAIN))


def _noted(line: Line, notes: Mapping[str, _Definition], account: Account) -> Line:
    content = tuple(_called(line.content, notes))
    labels = [inline.label for inline in _flat(content) if isinstance(inline, NoteRef) and inline.label in notes]
    _tell_bare_marks(line, content, account)
    return replace(line, content=content, footnotes=(*line.footnotes, *(_footnote(notes[label]) for label in labels)))


def _footnote(found: _Definition) -> Footnote:
    paragraph = Paragraph(found.content, f"fn-{found.label}", found.line.span)
    return Footnote(found.label, (paragraph,), 0, found.line.span)


def _called(content: Sequence[Inline], notes: Mapping[str, _Definition]) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Text():
                yield from _split(inline, notes)
            case Emphasis(children=children) | Strong(children=children) | Link(children=children):
                yield replace(inline, children=tuple(_called(children, notes)))
            case _:
                yield inline


def _split(text: Text, notes: Mapping[str, _Definition]) -> Iterator[Inline]:
    end = 0
    for match in _CALLED.finditer(text.text):
        if _label(match) in notes:
            if match.start() > end:
                yield Text(text.text[end : match.start()], text.span)
            yield NoteRef(_label(match), 0, text.span)
            end = match.end()
    if end < len(text.text):
        yield Text(text.text[end:], text.span)


def _flat(content: Sequence[Inline]) -> Iterator[Inline]:
    for inline in content:
        yield inline
        if isinstance(inline, Emphasis | Strong | Link):
            yield from _flat(inline.children)


def _tell_bare_marks(line: Line, content: Sequence[Inline], account: Account) -> None:
    words = " ".join(inline.text for inline in _flat(content) if isinstance(inline, Text))
    marks = [match.group().strip() for match in _CALLED.finditer(words)] + [match[1] for match in _GLUED.finditer(words)]
    if marks and len(words) > 40:
        said = ", ".join(f"«{mark}»" for mark in marks)
        message = f"{said} may be marks of footnotes whose notes are not here; they are kept as they stand"
        account.report(rules.FOOTNOTE, line.span, message, "write [^1] in the text and «[^1]: the note» below it")
