"""A pipe table of Markdown (GitHub Flavored Markdown, 4.10) → a table of the model, each cell with its id and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.document import Alignment, Inline, Paragraph, Table, TableRow
from presskit.readers import inlines, rules
from presskit.readers.inlines import MarkdownText
from presskit.source import Span

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["read"]

_ID = re.compile(r"[ \t]*\{#([^{}\n]*)\}[ \t]*$")
_ALIGNED: dict[object, Alignment] = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


class Reader(Protocol):
    """What a table needs of the reader of the file that it stands in."""

    source: str
    lines: Sequence[str]
    first: int
    notes: frozenset[str]
    found: list[Diagnostic]

    def place(self, node: SyntaxTreeNode) -> Span:
        """Return where a node begins."""
        ...

    def report(self, rule: Rule, span: Span, message: str, hint: str) -> None:
        """Keep a finding."""
        ...

    def words(self, pieces: list[inlines.Piece]) -> tuple[Inline, ...]:
        """Return inlines without pictures."""
        ...

    def identified(self, block: Paragraph, written: str, end: int, *, row: bool = False) -> Paragraph:
        """Return the block with its id."""
        ...


@dataclass(frozen=True, slots=True)
class _Cell:
    """The Markdown of a cell, and the column of the file (from 1) in which it begins."""

    text: str
    column: int


def read(table: SyntaxTreeNode, reader: Reader) -> Table:
    """Return a table. Its rows have ids, written in the last cell: ``| Geneva | 12 {#r1} |``."""
    (head,) = table.children[0].children
    aligned = tuple(_ALIGNED.get(cell.attrs.get("style"), "") for cell in head.children)
    first, *others = (_row(row, reader) for part in table.children for row in part.children)
    return Table(first, tuple(others), aligned, reader.place(table))


def _row(row: SyntaxTreeNode, reader: Reader) -> TableRow:
    at = row.map[0] if row.map else 0
    line = reader.first + at + 1
    texts = [cell.children[0].content if cell.children else "" for cell in row.children]
    there = list(_written(reader.lines[at]))
    written = _id_in(texts)
    places = [Span(reader.source, line, there[n].column if n < len(there) else 1) for n in range(len(texts))]
    _report_ragged(len(texts), there, places[0], reader)
    passages = [MarkdownText(reader.source, text, ((line, place.column),)) for text, place in zip(texts, places, strict=True)]
    cells = [reader.words(inlines.read(each, reader.notes, reader.found)) for each in passages]
    whole = Paragraph(tuple(each for cell in cells for each in cell), "", places[0])
    name = reader.identified(whole, written, line, row=True).id
    named = [Paragraph(words, f"{name}-{n}", place) for n, (words, place) in enumerate(zip(cells, places, strict=True), 1)]
    return TableRow(tuple(named), name, places[0])


def _id_in(texts: list[str]) -> str:
    """Return the id at the end of the last cell that has words, and take it out of ``texts``."""
    last = next((index for index in reversed(range(len(texts))) if texts[index]), 0)
    named = _ID.search(texts[last])
    if named:
        texts[last] = texts[last][: named.start()]
    return named[1] if named else ""


def _written(line: str) -> Iterator[_Cell]:
    """Yield the cells as they stand in a line; a bar behind a backslash belongs to the text."""
    inner = line.strip()
    at = len(line) - len(line.lstrip())
    if inner.startswith("|"):
        inner, at = inner[1:], at + 1
    for text in re.split(r"(?<!\\)\|", re.sub(r"(?<!\\)\|$", "", inner)):
        yield _Cell(text.strip(), at + len(text) - len(text.lstrip()) + 1)
        at += len(text) + 1


def _report_ragged(columns: int, there: Sequence[_Cell], span: Span, reader: Reader) -> None:
    beyond = " | ".join(each.text for each in there[columns:])
    if beyond.strip(" |"):
        message = f"the table has {columns} columns, and this row has more: «{beyond[:60]}» would be lost"
        reader.report(rules.RAGGED_ROW, span, message, "give the head a cell for it; or write a bar of the text as \\|")
    elif len(there) < columns:
        message = f"the table has {columns} columns, and this row has {len(there)}"
        reader.report(rules.RAGGED_ROW, span, message, "write the missing cells; «| |» is an empty one")
