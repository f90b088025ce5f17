"""Text with Markdown's marks → lines with styles and inlines, as AI assistants and note-taking programs write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from presskit.model.document import Text
from presskit.readers import inlines
from presskit.readers.importing import rules
from presskit.readers.importing.account import Account
from presskit.readers.importing.lines import Line, Style
from presskit.readers.inlines import Passage, Picture
from presskit.typography import clean

__all__ = ["is_markdown", "markdown_lines"]

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+([^\s#].*?)\s*#*\s*$")
_QUOTE = re.compile(r"^\s{0,3}>\s?(.*)$")
_STRESS = re.compile(r"(?<![*\w])\*\*[^\s*][^*\n]*[^\s*]\*\*(?![*\w])|\]\(https?://[^)\s]+\)")
_DEFINITION = re.compile(r"^\s*\[\^([^\]\s]+)\]:")


def is_markdown(name: str, lines: Sequence[Line]) -> bool:
    """Tell Markdown by the file's name, or by headings or stress that nobody types by accident."""
    named = name.lower().endswith((".md", ".markdown"))
    return named or any(_HEADING.match(line.raw) or _STRESS.search(line.raw) for line in lines)


def markdown_lines(name: str, lines: Sequence[Line], account: Account) -> tuple[Line, ...]:
    """Return the lines with headings, quotes, stress and links as such; what is no kit Markdown is reported."""
    if not name.lower().endswith((".md", ".markdown")) and lines:
        account.report(rules.ASSUMED, lines[0].span, "the text has marks of Markdown; they were read as such", "")
    labels = frozenset(match[1] for line in lines if (match := _DEFINITION.match(line.raw)))
    return tuple(_line(line, labels, account) for line in lines)


def _line(line: Line, labels: frozenset[str], account: Account) -> Line:
    heading, quote = _HEADING.match(line.raw), _QUOTE.match(line.raw)
    style: Style = "heading" if heading else "quote" if quote and quote[1].strip() else line.style
    words = heading[2] if heading else quote[1].strip() if quote else line.words
    if _DEFINITION.match(line.raw) or not any(map(str.isalnum, words)):
        return line
    column = line.raw.find(words[:1]) + 1
    passage = Passage(line.span.source, clean(words), ((line.span.line, max(1, column)),))
    pieces = inlines.read(passage, labels, account.found)
    content = tuple(Text(piece.alt or piece.source, line.span) if isinstance(piece, Picture) else piece for piece in pieces)
    level = len(heading[1]) if heading else line.level
    mark = None if heading or quote else line.mark
    return replace(line, content=content or line.content, style=style, level=level, mark=mark)
