"""A place in an input: which file, which line, which column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Span", "Unit"]

Unit = Literal["line", "paragraph", "row", "page"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in an input.

    ``source`` is the file's name as the user knows it (relative to the kit, with ``/``). ``line`` counts from 1;
    0 means the file as a whole. ``column`` counts Unicode code points from 1; 0 means the line as a whole.
    ``unit`` says what ``line`` counts: lines of a text, paragraphs of a Word file, rows of a table, pages of a PDF.
    """

    source: str
    line: int = 0
    column: int = 0
    unit: Unit = "line"

    def __str__(self) -> str:
        if not self.line:
            return self.source
        if self.unit != "line":
            place = f"{self.source}: {self.unit} {self.line}"
            return f"{place}, column {self.column}" if self.column else place
        return f"{self.source}:{self.line}:{self.column or 1}"
