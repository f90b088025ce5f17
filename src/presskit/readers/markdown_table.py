"""A pipe table of Markdown (GitHub Flavored Markdown, 4.10) → a table of the model, each cell with its id and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.document import Alignment, Inline, Paragraph, Table, TableRow
from presskit.readers import inlines, rules
from presskit.readers.inlines import MarkdownText
from presskit.source import Span

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


__all__ = ["read"]

_ID = re.compile(r"\{#([^{}\n]*)\}[ \t]*$")
_ALIGNED: dict[object, Alignment] = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


class FileReader(Protocol):
    """What a table needs of the reader of the file that it stands in."""

    source: str
    lines: Sequence[str]
    first: int
    notes: frozenset[str]
    found: list[Diagnostic]

    def place(self, node: SyntaxTreeNode) -> Span:
        """Return where a node stands."""

    def report(self, rule: Rule, span: Span, message: str, hint: str) -> None:
        """Add a finding."""

    def words(self, pieces: list[inlines.Piece]) -> tuple[Inline, ...]:
        """Return inlines without pictures."""

    def identified(self, block: Paragraph, written: str, end: int, *, row: bool = False) -> Paragraph:
        """Return the block with its id."""


def read(table: SyntaxTreeNode, reader: FileReader) -> Table:
    """Return a table. Its rows have ids, written in the last cell: ``| Geneva | 12 {#r1} |``."""
    (head,) = table.children[0].children
    aligned = tuple(_ALIGNED.get(cell.attrs.get("style"), "") for cell in head.children)
    first, *others = (_row(row, reader) for part in table.children for row in part.children)
    return Table(first, tuple(others), aligned, reader.place(table))


def _row(row: SyntaxTreeNode, reader: FileReader) -> TableRow:
    at = row.map[0] if row.map else 0
    line = reader.first + at + 1
    texts = [cell.children[0].content if cell.children else "" for cell in row.children]
    there = list(_written(reader.lines[at]))
    own_id = _id_in(texts)
    places = [Span(reader.source, line, there[n][1] if n < len(there) else 1) for n in range(len(texts))]
    _report_ragged(len(texts), there, places[0], reader)
    passages = [MarkdownText(reader.source, text, ((line, place.column),)) for text, place in zip(texts, places, strict=True)]
    cells = [reader.words(inlines.read(each, reader.notes, reader.found)) for each in passages]
    whole = Paragraph(tuple(chain.from_iterable(cells)), "", places[0])
    name = reader.identified(whole, own_id, line, row=True).id
    named = [Paragraph(words, f"{name}-{n}", place) for n, (words, place) in enumerate(zip(cells, places, strict=True), 1)]
    return TableRow(tuple(named), name, places[0])


def _id_in(texts: list[str]) -> str:
    """Return the id at the end of the last cell that has words, and take it out of ``texts``."""
    last = next((index for index in reversed(range(len(texts))) if texts[index]), 0)
    named = _ID.search(texts[last])
    if named:
        texts[last] = texts[last][: named.start()].rstrip(" \t")
    return named[1] if named else ""


def _written(line: str) -> Iterator[tuple[str, int]]:
    """Yield the Markdown of each cell of a line, and the column (from 1) where it begins; an escaped bar is text."""
    inner = line.strip()
    at = len(line) - len(line.lstrip())
    if inner.startswith("|"):
        inner, at = inner[1:], at + 1
    for text in re.split(r"(?<!\\)\|", re.sub(r"(?<!\\)\|$", "", inner)):
        yield text.strip(), at + len(text) - len(text.lstrip()) + 1
        at += len(text) + 1


def _report_ragged(columns: int, there: Sequence[tuple[str, int]], span: Span, reader: FileReader) -> None:
    beyond = " | ".join(text for text, _ in there[columns:])
    if beyond.strip(" |"):
        reader.report(
            rules.RAGGED_ROW, span, f"the table has {columns} columns, and this row has more: «{beyond[:60]}» would be lost",
            "give the head a cell for it; or write a bar of the text as \\|",
        )  # fmt: skip
    elif len(there) < columns:
        reader.report(
            rules.RAGGED_ROW, span, f"the table has {columns} columns, and this row has {len(there)}",
            "write the missing cells; «| |» is an empty one",
        )  # fmt: skip
