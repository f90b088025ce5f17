"""A place in an input: which file, and the lines and columns where it begins and ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["NOWHERE", "Span", "Unit", "span_field"]

Unit = Literal["line", "paragraph", "row", "page"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in an input.

    ``source`` is the file's name as the user knows it (relative to the kit, with ``/``). ``line`` counts from 1;
    0 means the file as a whole. ``column`` counts Unicode code points from 1; 0 means the line as a whole.
    ``unit`` says what ``line`` counts: lines of a text, paragraphs of a Word file, rows of a table, pages of a PDF.

    ``end_line`` and ``end_column`` are the place right behind the last character (exclusive); 0 where it is not known.
    The end takes no part in comparison: two findings of one place are equal, and findings are ordered by where they begin.
    """

    source: str
    line: int = 0
    column: int = 0
    unit: Unit = "line"
    end_line: int = field(default=0, compare=False)
    end_column: int = field(default=0, compare=False)

    def __str__(self) -> str:
        if not self.line:
            return self.source
        if self.unit != "line":
            place = f"{self.source}: {self.unit} {self.line}"
            return f"{place}, column {self.column}" if self.column else place
        return f"{self.source}:{self.line}:{self.column or 1}"

    def until(self, end: Span) -> Span:
        """Return the place from the beginning of this one to the end of ``end``."""
        return Span(self.source, self.line, self.column, self.unit, end.end_line, end.end_column)


NOWHERE = Span("")


def span_field() -> Any:
    """Return the ``span`` field of a node: it takes no part in comparison, so that read(write(node)) == node can hold."""
    return field(default=NOWHERE, compare=False, repr=False)
