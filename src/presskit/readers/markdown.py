"""statement.LANG.md → a statement: front matter, blocks, footnotes, parts; every block with its id and its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, Reading
from presskit.model.document import Paragraph, Statement
from presskit.readers import front_matter, inlines, rules, text_mistakes
from presskit.readers.encoding import decode
from presskit.readers.inlines import Passage
from presskit.readers.markdown_blocks import BlockReader, MissingId
from presskit.source import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["LIMIT", "MissingId", "missing_ids", "read"]

LIMIT = 5 * 1024 * 1024
MAX_LEVEL = 30


def _labels(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(str(token.meta["label"]) for token in tokens if token.type == "footnote_reference_open")


def _read(source: str, text: str, language: str) -> tuple[Statement | None, list[Diagnostic], list[MissingId]]:
    from markdown_it.tree import SyntaxTreeNode

    found: list[Diagnostic] = []
    head, first = front_matter.read(source, text, found)
    lines = text.split("\n")[first:]
    tokens = inlines.parser().parse("\n".join(lines))
    deepest = max((token for token in tokens), key=lambda token: token.level, default=None)
    if deepest and deepest.level >= MAX_LEVEL:
        span = Span(source, first + (deepest.map[0] if deepest.map else 0) + 1)
        hint = "write fewer lists and quotes inside each other"
        return None, [*found, rules.TOO_DEEP.at(span, "lists and quotes stand too deeply inside each other", hint)], []
    reader = BlockReader(source, lines, first, _labels(tokens), found)
    title = _headline(head.title, "title", reader, head.title_span, text.split("\n"))
    subtitle = _headline(head.subtitle, "subtitle", reader, head.subtitle_span, text.split("\n"))
    body = reader.blocks(SyntaxTreeNode(tokens).children)
    if title is None:
        found += [] if head.at_fault else [text_mistakes.without_title(source, text, first, found)]
        return None, found, reader.missing
    if not (body or reader.parts):
        message = "below the title stands no text"
        found.append(rules.MISSING_TEXT.at(Span(source, max(1, first)), message, "write the text below the second line ---"))
    statement = Statement(
        language, title, body, subtitle, reader.parts.get("boilerplate", ()), reader.parts.get("notes", ()),
        tuple(reader.footnotes), head.keywords, head.description, head.translates, Span(source, 1),
    )  # fmt: skip
    found += text_mistakes.uncalled(statement)
    found += text_mistakes.typed_notes(statement)
    return statement, found, reader.missing


def _headline(text: str, name: str, reader: BlockReader, span: Span, lines: Sequence[str]) -> Paragraph | None:
    if not text:
        return None
    written = lines[span.line - 1][span.column - 1 :]
    quoted = written[:1] in {"'", '"'} and written[1:].startswith(text)
    exact = quoted or written.startswith(text)
    passage = Passage(reader.source, text, ((span.line, span.column + quoted),), exact)
    kept = reader.words(inlines.read(passage, reader.notes, reader.found))
    reader.ids.setdefault(name, span)
    return Paragraph(kept, name, span) if kept else None


def read(source: str, data: bytes, language: str) -> Reading[Statement | None]:
    """Read ``statement.LANG.md``: the statement as far as it could be built, and everything that was found."""
    decoded = decode(source, data, LIMIT)
    if any(finding.code in {"not-utf8", "file-too-large", "merge-conflict"} for finding in decoded.diagnostics):
        return Reading(None, decoded.diagnostics)
    statement, found, _ = _read(source, decoded.value, language)
    return Reading(statement, (*decoded.diagnostics, *found))


def missing_ids(source: str, data: bytes, language: str) -> list[MissingId]:
    """Return the line in which each block ends that has no id, from 1, and the id made from its words."""
    statement, _, missing = _read(source, decode(source, data, LIMIT).value, language)
    return missing if statement else []
