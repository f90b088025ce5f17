"""Names in columns, and numbers that were typed before names: lines that hold one name each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from presskit.language.data import fold, options
from presskit.model.document import Text
from presskit.model.question import Choice, Edit
from presskit.readers.importing.affiliations import is_affiliation, pair_of
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.lines import InputLine, marked
from presskit.readers.importing.names import signatory
from presskit.readers.signatory_table import ROSTER, entry_edit, entry_of
from presskit.readers.tables.cells import country_code
from presskit.readers.tables.vocabulary import recognise
from presskit.source import Span

__all__ = ["cells", "numbered", "without_columns"]

_WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_NARROW = re.compile(r"(?<=\S) {2,}(?=\S)")
_TYPED = re.compile(r"^(?:no\.?\s*|n[°º]\s*|№\s*|#\s*)?(?P<number>\d{1,3})\s*[./:)–-]?\s+(?=[^\W\d_])", re.IGNORECASE)
_INLINE = re.compile(r"(?:[;,،؛]|(?<!\s))\s++(?=[(\[]?\d{1,3}[.)\]]\s++[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _NameCell:
    row: int
    column: int
    text: str


def cells(line: InputLine) -> list[str]:
    """Return the parts of a line between which three spaces or more stand."""
    return [part for part in _WIDE.split(line.raw.strip()) if part.strip()]


def numbered(lines: Sequence[InputLine]) -> Sequence[InputLine]:
    """Return lines whose typed numbers are marks: «1 Hope Aid», «No. 2 Lake Trust», «1. Hope Aid; 2. Lake Trust»."""
    lines = [piece for line in lines for piece in _inline(line)]
    typed = [_TYPED.match(line.words) if line.mark is None and line.style == "" else None for line in lines]
    values = [int(match["number"]) for match in typed if match]
    if len(values) < 2 or not _rises(values) or values[0] > 3 or len(values) * 2 < len(lines):
        return lines
    return [
        _marked(line, f"{match['number']}. {line.words[match.end() :]}") if match else line
        for line, match in zip(lines, typed, strict=True)
    ]


def _inline(line: InputLine) -> list[InputLine]:
    """Return the entries of a line that numbers several of them in a row."""
    first = line.mark or marked(line.words)[0]
    typed = first is not None and first.number == 1 and not _WIDE.search(line.raw)
    entries = [_marked(line, cut) for cut in _INLINE.split(line.raw.strip())] if typed else []
    if len(entries) < 2 or any(entry.mark is None or entry.mark.number is None for entry in entries):
        return [line]
    return [entries[0], *(replace(entry, gap=False) for entry in entries[1:])]


def _marked(line: InputLine, text: str) -> InputLine:
    mark, words = marked(text)
    return replace(line, mark=mark, raw=text, content=(Text(words, line.span),))


def without_columns(lines: Sequence[InputLine], log: AuditLog) -> Sequence[InputLine]:
    """Return the lines with each run of names in columns read one by one."""
    starts = [0, *(n for n, line in enumerate(lines) if line.gap and n), len(lines)]
    return [line for start, end in pairwise(starts) for line in _block(lines[start:end], log)]


def _block(block: Sequence[InputLine], log: AuditLog) -> Sequence[InputLine]:
    """Return the lines of one block; its heads above the columns stay as they are."""
    rows = _rows(block)
    wide = [n for n, row in enumerate(rows) if len(row) > 1]
    if len(wide) < 2 or len(wide) * 2 < len(rows) - wide[0]:
        return block
    start = wide[0]
    rows = _joined(rows, block, log)
    if _are_facts(rows[start:]):
        return [
            *block[:start],
            *(replace(line, raw="\t".join(row), style="row") for line, row in zip(block[start:], rows[start:], strict=True)),
        ]
    cells = [_NameCell(n, m, text.strip()) for n, row in enumerate(rows[start:], start) for m, text in enumerate(row)]
    order = _sure_order(cells)
    if any(line.style for line in block) and (order is None or not all(_may_be_name(cell.text) for cell in cells)):
        return block  # a table: its columns need not be names
    lines = (
        replace(_marked(block[cell.row], " ".join(cell.text.split())), raw=cell.text, gap=False, depth=0, style="")
        for cell in order or _asked_order(cells, block, log)
    )
    return [*block[:start], *lines]


def _joined(rows: Sequence[list[str]], block: Sequence[InputLine], log: AuditLog) -> list[list[str]]:
    """Return rows with the brackets below each name behind it, as contracts have who signs for whom; theirs are empty."""
    joined = [*rows]
    for n in range(1, len(rows)):
        if len(rows[n]) == len(rows[n - 1]) and all(re.fullmatch(r"\([^()]+\)", cell.strip()) for cell in rows[n]):
            joined[n - 1 : n + 1] = [[f"{a.strip()} {b.strip()}" for a, b in zip(rows[n - 1], rows[n], strict=True)], []]
            log.place(block[n], f"{ROSTER}: in brackets behind the names above them")
    return joined


def _rows(block: Sequence[InputLine]) -> list[list[str]]:
    if all(line.style == "row" for line in block):
        return [[cell for cell in line.raw.split("\t") if cell.strip()] for line in block]
    wide, narrow = (
        [gap.split(line.raw.strip()) if line.style == "" else [line.raw] for line in block] for gap in (_WIDE, _NARROW)
    )
    parts = sum(len(row) > 1 for row in narrow)
    return narrow if parts * 2 > len(block) and parts > 1 and len(set(map(len, narrow))) <= 2 else wide


def _may_be_name(text: str) -> bool:
    """Return whether a cell may be a name, not a number, an acronym or a country beside one."""
    return sum(map(str.isalpha, text)) > 2 and not text.isupper() and not country_code(text) and not recognise(text).role


def _are_facts(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the columns say something of the names in the first: where they are, or what persons do."""
    pairs = [(row[0], row[-1]) for row in rows if len(row) > 1]
    places = sum(bool(country_code(last)) for _, last in pairs)
    persons = [is_affiliation(last) and not is_affiliation(first) and pair_of(f"{first} – {last}") for first, last in pairs]
    offices = sum(map(bool, persons))
    return len(pairs) == len(rows) and max(places, offices) * 4 >= len(pairs) * 3


def _rises(values: Iterable[Any]) -> bool:
    return all(a < b for a, b in pairwise(values))


def _sure_order(cells: list[_NameCell]) -> list[_NameCell] | None:
    """Return the cells in the order that their numbers or the alphabet show, None where these show none."""
    down = _down(cells)
    if down == cells:
        return cells
    for key in (_number, _letters):
        across, below = (_rises(map(key, order)) for order in (cells, down))
        if across != below:
            return cells if across else down
    return None


def _down(cells: Iterable[_NameCell]) -> list[_NameCell]:
    return sorted(cells, key=lambda cell: (cell.column, cell.row))


def _asked_order(cells: list[_NameCell], block: Sequence[InputLine], log: AuditLog) -> list[_NameCell]:
    """Return the cells down the columns, and ask whether they are read across the rows."""
    down = _down(cells)
    shown = "», «".join(cell.text for cell in down[:3])
    question = f"the names stand in columns: are they read down the columns, «{shown}», or across the rows?"
    across_rows = "across the rows: «" + "», «".join(cell.text for cell in cells[:3]) + "»"
    edits = _reordered([cell.text for cell in down], [cell.text for cell in cells], block[0].span)
    choices = (Choice("down", "down the columns, as the kit has them"), Choice("across", across_rows, "", edits))
    place = replace(block[cells[0].row], raw="\n".join(line.raw.strip() for line in block))
    log.ask("order", place, question, choices, weighs=len(cells))
    return down


def _number(cell: _NameCell) -> str:
    mark = marked(cell.text)[0]
    return f"{mark.number:03}" if mark and mark.number is not None else ""


def _letters(cell: _NameCell) -> str:
    return fold(re.sub(rf"^(?:{options('grammar', 'articles')})\s+", "", marked(cell.text)[1], flags=re.IGNORECASE))


def _reordered(now: Sequence[str], then: Sequence[str], span: Span) -> tuple[Edit, ...]:
    """Return what puts the names of the list into another order; nothing where a name stands twice."""
    before, after = ([signatory(marked(text)[1], span, text) for text in each] for each in (now, then))
    names = [each.name.default for each in before]
    if len(set(names)) < len(names):
        return ()
    return tuple(entry_edit(name, entry_of(other)) for name, other in zip(names, after, strict=True))
