"""A text file with the offsets of its lines, and splices that leave every other byte as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from presskit.source import Span

__all__ = ["EditError", "SourceText", "Splice", "indented"]

Splice = tuple[int, int, str]
"""Where in the text, in code points: beginning, end, and what stands there afterwards, with ``\\n`` for a line's end."""


class EditError(Exception):
    """The file cannot be changed in this way; the message is for the user, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file; ``starts`` are the offsets of its lines, ``newline`` is the line end that new lines get."""

    text: str
    mark: str
    starts: tuple[int, ...]
    newline: str

    @classmethod
    def of(cls, data: bytes) -> SourceText:
        """Return the text of a file; raises :class:`EditError` where it is not UTF-8."""
        try:
            text = data.decode()
        except UnicodeDecodeError as problem:
            raise EditError("the file is not in UTF-8") from problem
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text.removeprefix(mark)
        breaks = [*re.finditer(r"\r\n?|\n", text)]
        return cls(text, mark, (0, *(each.end() for each in breaks)), breaks[0].group() if breaks else "\n")

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, both from 1; raises :class:`EditError` where the text has no such place."""
        if not 0 < line <= len(self.starts) or column < 1:
            raise EditError(f"line {line}, column {column} cannot be found")
        return min(self.starts[line - 1] + column - 1, self.line_end(self.starts[line - 1]))

    def begin(self, span: Span) -> int:
        """Return the offset of the first character of a place."""
        return self.offset(span.line, span.column)

    def end(self, span: Span) -> int:
        """Return the offset behind the last character of a place."""
        return self.offset(span.end_line, span.end_column)

    def line_start(self, offset: int) -> int:
        """Return the offset of the beginning of a line."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Return the offset of a line's end, in front of its line break."""
        line_break = re.compile(r"[\r\n]").search(self.text, offset)
        return line_break.start() if line_break else len(self.text)

    def next_line(self, offset: int) -> int:
        """Return the offset of the beginning of the next line; the end of the text after the last one."""
        index = bisect_right(self.starts, offset)
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def after_indent(self, offset: int) -> int:
        """Return the offset of the first character from one on that is no blank: that of a line end where the line is blank."""
        blanks = re.compile(r"[ \t]*+").match(self.text, offset)
        return blanks.end() if blanks else offset

    def after_blank_lines(self, offset: int) -> int:
        """Return the offset of the first line from one on that is not blank; the end of the text where none is."""
        while offset < len(self.text) and not self.text[offset : self.line_end(offset)].strip():
            offset = self.next_line(offset)
        return offset

    def below(self, offset: int, lines: str) -> Splice:
        """Return the splice that puts lines below the one of ``offset``."""
        after = self.next_line(offset)
        return after, after, f"\n{lines}" if after == self.line_end(offset) else f"{lines}\n"

    def without_lines(self, begin: int, end: int) -> Splice:
        """Return the splice that takes out the lines from the one of ``begin`` to the one of ``end``."""
        first, after = self.line_start(begin), self.next_line(end)
        if after == self.line_end(end) and first > 0:
            first = self.line_end(self.line_start(first - 1))
        return first, after, ""

    def spliced(self, splices: Iterable[Splice]) -> bytes:
        """Return the file with all splices made; raises :class:`EditError` where two of them overlap."""
        parts: list[str] = [self.mark]
        at = 0
        for begin, end, words in sorted(splices, key=lambda each: each[:2]):
            if begin < at:
                raise EditError("two changes concern the same words")
            parts += [self.text[at:begin], words.replace("\n", self.newline)]
            at = end
        return "".join([*parts, self.text[at:]]).encode()


def indented(text: str, indent: str) -> str:
    """Return lines with ``indent`` before each but the first and those that are empty."""
    return re.sub(r"\n(?=[^\n])", "\n" + indent, text)
