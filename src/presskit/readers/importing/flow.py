"""Words as they come, with their look → the lines of a text: what readers of HTML and of OpenDocument files share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from presskit.language.recognition import detected
from presskit.model.document import Footnote, Inline, LineBreak, NoteRef, Text
from presskit.model.question import Choice
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.lines import InputLine, ListMark, Style, dropped, marked
from presskit.readers.word_paragraphs import Formatted, content_of
from presskit.source import Span
from presskit.typography import clean

__all__ = [
    "LOGO_HINT",
    "CharacterFormat",
    "Flow",
    "Shape",
    "address_of",
    "ask_about_comments",
    "is_of_contacts",
    "picture_suffix",
    "table_lines",
    "typed",
]  # fmt: skip

LOGO_HINT = "for the logo of the house, put the picture into the kit, and write its name into kit.yaml: brand: {logo: logo.png}"
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_LONG_CELL = 300
_MOST_ASKED = 5
_COLUMN_OF_TEXT = 80


@dataclass(frozen=True, slots=True)
class CharacterFormat:
    """How words look, and where a link leads."""

    bold: bool = False
    italic: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is: its style, the level of a heading, its mark in a list, and how deep the list stands."""

    style: Style = ""
    level: int = 2
    mark: ListMark | None = None
    depth: int = 0


@dataclass(slots=True)
class Flow:
    """Collects words, and makes a line of each paragraph; places are counted from 1 as paragraphs of ``source``.

    ``aside`` are words that are not shown, each with its finding's words; ``footnotes`` those that the paragraph calls.
    """

    source: str
    log: AuditLog
    number: int = 0
    gap: bool = False
    found: list[Formatted] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    lines: list[InputLine] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The place of the paragraph that is being read."""
        return Span(self.source, self.number + 1, 0, "paragraph")

    def add(self, text: str, look: CharacterFormat) -> None:
        """Add words to the paragraph."""
        if text:
            self.found.append(Formatted(text, look.bold, look.italic, look.target))

    def add_break(self) -> None:
        """Add a break that the author made inside the paragraph."""
        self.add_inline(LineBreak(self.span))

    def add_inline(self, inline: Inline) -> None:
        """Add a break or a note's mark."""
        self.found.append(Formatted("", other=inline))

    def end(self, shape: Shape, *, blank: bool = False) -> bool:
        """End the paragraph and return whether it had words; without any it is a gap if it was a ``blank`` one."""
        content, raw, bold = content_of(self.found, self.span)
        words = "\n".join(clean(line) for line in raw.split("\n")).strip()
        self.found = []
        if not words and not any(isinstance(each, NoteRef) for each in content):
            self.gap = self.gap or blank
            return False
        line = InputLine(
            self.span, words, content, shape.mark, shape.style, shape.level, gap=self.gap, alone=True, depth=shape.depth * 2,
            bold=bold, footnotes=tuple(self.footnotes),
        )  # fmt: skip
        self.number += 1
        self.gap, self.footnotes = False, []
        self.lines.append(typed(line) if shape.mark is None else line)
        return True

    def put(self, line: InputLine) -> None:
        """Add a line that is ready, such as a picture."""
        self.lines.append(line)

    def leave_out(self, words: str, why: str, hint: str) -> None:
        """Report words that are not shown, or no part of the text."""
        if self.note_aside(words, why):
            self.log.report(rules.FURNITURE, self.span, f"«{' '.join(clean(words).split())[:200]}» is left out: {why}", hint)

    def note_aside(self, words: str, why: str) -> bool:
        """Keep words that are no part of the text in the account alone; return whether there were any."""
        words = " ".join(clean(words).split())
        if words:
            span = Span(f"{self.source} (not shown)", len(self.log.entries) + 1, 0, "paragraph")
            self.log.put(span, words, f"left out: {why}")
        return bool(words)


def typed(line: InputLine) -> InputLine:
    """Read the mark of a list that was typed, as in a plain text."""
    mark, rest = marked(line.words)
    if mark is None or line.style or (line.content and isinstance(line.content[0], NoteRef)):
        return line
    return replace(line, mark=mark, content=dropped(line.content, len(line.words) - len(rest)))


def ask_about_comments(lines: Sequence[InputLine], count: int, log: AuditLog) -> None:
    """Ask whether the comments at ``lines`` are settled, without their words, for these are internal; ``count`` are all."""
    settled = Choice("settled", "they are: the text stands as it is")
    if 0 < len(lines) <= _MOST_ASKED:
        for line in lines:
            question = f"a comment stands at «{line.whole[:60]}» in the file: is what it says settled?"
            log.ask("comment", line, question, (settled,))
    elif lines:
        question = f"{count} comments stand in the file, from «{lines[0].whole[:60]}» on: is what they say settled?"
        log.ask("comment", lines[0], question, (settled,), len(lines))


def is_of_contacts(lines: Sequence[InputLine]) -> bool:
    """Return whether the lines of a box beside the text begin with a head of contacts."""
    head = head_of(lines[0].words) if lines else None
    return head is not None and head.kind is Kind.CONTACTS


def address_of(target: str) -> str:
    """Return an address that a text may link to; empty for others, such as places in the same file."""
    target = target.strip()
    good = target.lower().startswith(_SCHEMES) and not re.search(r"[\s\x00-\x1f\x7f<>\"]", target)
    return target if good else ""


_SIGNATURES = ((b"\x89PNG\r\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"))


def picture_suffix(data: bytes) -> str:
    """Return the ending of a picture's file by its first bytes; empty where it is of no kind that a kit may hold."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return next((suffix for signature, suffix in _SIGNATURES if data.startswith(signature)), "")


# Tables.

Cells = Sequence[Sequence[InputLine]]


def table_lines(rows: Sequence[Cells], log: AuditLog) -> Iterator[InputLine]:
    """Yield the lines of a table: row by row, or cell by cell where it only lays out a text.

    A row is one line, its cells with tabs between. Two columns in two languages are read one after the other.
    """
    rows = [row for row in rows if any(row)]
    full = [cell for row in rows for cell in row if cell]
    if not full:
        return
    if max(len([cell for cell in row if cell]) for row in rows) < 2:
        yield from (line for cell in full for line in cell)
        return
    first = full[0][0].span
    if languages := _languages(rows):
        message = "a table has each language in a column of its own; it is read column by column"
        log.report(rules.TABLE, first, message, "look it over")
        columns = ((tag, [cell for row in rows for cell in row[at : at + 1]]) for at, tag in enumerate(languages))
        yield from (replace(line, language=tag) for tag, column in columns for line in _begun(column))
    elif _lays_out(full):
        message = f"a table of {len(rows)} rows lays out the text; it is read cell by cell"
        log.report(rules.TABLE, first, message, "look it over")
        yield from (line for row in rows for line in _begun(row))
    else:
        yield from (line for row in rows for line in _row(row))
        log.report(rules.TABLE, first, f"a table of {len(rows)} rows stands here; it is read row by row", "look it over")


def _begun(cells: Cells) -> Iterator[InputLine]:
    """Yield the lines of cells, with a gap before each cell."""
    return (replace(line, gap=line.gap or n == 0) for cell in cells for n, line in enumerate(cell))


def _languages(rows: Sequence[Cells]) -> list[str]:
    """Return the languages of the columns, if each is in one of its own; none otherwise."""
    columns = [
        " ".join(line.words for row in rows for cell in row[at : at + 1] for line in cell) for at in range(max(map(len, rows)))
    ]
    languages = [detected(words) if len(words) > _COLUMN_OF_TEXT else "" for words in columns]
    return languages if len(languages) > 1 and all(languages) and len({*languages}) == len(languages) else []


def _lays_out(cells: Sequence[Sequence[InputLine]]) -> bool:
    """Return whether cells hold texts of several lines, as those of a table of data do not."""
    broken = all(any(isinstance(each, LineBreak) for each in cell[0].content) for cell in cells)
    several = len(cells) if broken else sum(len(cell) > 1 for cell in cells)
    return several * 2 >= len(cells) or any(sum(len(line.words) for line in cell) > _LONG_CELL for cell in cells)


def _row(cells: Cells) -> Iterator[InputLine]:
    lines = [line for cell in cells for line in cell]
    raw = "\t".join(" ".join(line.whole for line in cell if not line.figure) for cell in cells)
    words = " | ".join(cell.strip() for cell in raw.split("\t") if cell.strip())
    if words:
        span, notes = lines[0].span, tuple(note for line in lines for note in line.footnotes)
        targets = tuple(dict.fromkeys(target for line in lines for target in line.addresses))
        yield InputLine(span, raw, (Text(words, span),), style="row", alone=True, footnotes=notes, targets=targets)
    yield from (line for line in lines if line.figure)
