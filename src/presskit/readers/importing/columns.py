"""Names that stand in columns parted by spaces → one line each, in the order that the names themselves show, or asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presskit.formats.kit_yaml import quoted
from presskit.language.data import fold, options
from presskit.model.document import Text
from presskit.model.question import Choice, Edit
from presskit.readers.importing.audit_log import Account, replaced
from presskit.readers.importing.lines import Line, marked
from presskit.readers.importing.names import name_parts
from presskit.readers.received import ROSTER

__all__ = ["cells", "numbered", "without_columns"]

_WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_NARROW = re.compile(r"(?<=\S) {2,}(?=\S)")
_TYPED = re.compile(r"^(?:no\.?\s*|n[°º]\s*|№\s*|#\s*)?(?P<number>\d{1,3})\s*[./:)–-]?\s+(?=[^\W\d_])", re.IGNORECASE)
_INLINE = re.compile(r"[;,،؛]?\s+(?=[(\[]?\d{1,3}[.)\]]\s+[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    text: str


def cells(line: Line) -> list[str]:
    """Return what three spaces or more part in a line."""
    return [part for part in _WIDE.split(line.raw.strip()) if part.strip()]


def numbered(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines whose typed numbers are marks: «1 Hope Aid», «No. 2 Lake Trust», «1. Hope Aid; 2. Lake Trust»."""
    lines = [piece for line in lines for piece in _inline(line)]
    typed = [_TYPED.match(line.words) if line.mark is None and line.style == "" else None for line in lines]
    values = [int(match["number"]) for match in typed if match]
    rising = all(a < b for a, b in pairwise(values))
    if len(values) < 2 or not rising or values[0] > 3 or len(values) * 2 < len(lines):
        return lines
    return [
        _marked(line, f"{match['number']}. {line.words[match.end() :]}") if match else line
        for line, match in zip(lines, typed, strict=True)
    ]


def _inline(line: Line) -> list[Line]:
    """Return the entries of a line that numbers several of them in a row."""
    first = line.mark or marked(line.words)[0]
    typed = first is not None and first.number == 1 and not _WIDE.search(line.raw)
    cuts = _INLINE.split(line.raw.strip()) if typed else []
    marks = [marked(cut)[0] for cut in cuts]
    if len(cuts) < 2 or any(mark is None or mark.number is None for mark in marks):
        return [line]
    return [replace(_marked(line, cut), gap=line.gap and n == 0) for n, cut in enumerate(cuts)]


def _marked(line: Line, text: str) -> Line:
    mark, words = marked(text)
    return replace(line, mark=mark, raw=text, content=(Text(words, line.span),))


def without_columns(lines: Sequence[Line], account: Account) -> Sequence[Line]:
    """Return the lines with each run of names in columns read one by one."""
    found: list[Line] = []
    block: list[Line] = []
    for line in lines:
        if line.gap:
            found += _block(block, account)
            block = []
        block.append(line)
    return [*found, *_block(block, account)]


def _block(block: list[Line], account: Account) -> Sequence[Line]:
    """Read one block; its heads above the columns stay as they are."""
    rows = _rows(block)
    wide = [n for n, row in enumerate(rows) if len(row) > 1]
    if len(wide) < 2 or len(wide) * 2 < len(rows) - wide[0]:
        return block
    start = wide[0]
    cells = [_Cell(n, m, text.strip()) for n, row in enumerate(rows[start:], start) for m, text in enumerate(row)]
    down = sorted(cells, key=lambda cell: (cell.column, cell.row))
    ordered = _order(cells, down, block, account)
    return [*block[:start], *(_line(block[cell.row], cell) for cell in ordered)]


def _rows(block: Sequence[Line]) -> list[list[str]]:
    rows = [_WIDE.split(line.raw.strip()) if line.style == "" else [line.raw] for line in block]
    narrow = [_NARROW.split(line.raw.strip()) if line.style == "" else [line.raw] for line in block]
    parts = sum(len(row) > 1 for row in narrow)
    return narrow if parts * 2 > len(block) and parts > 1 and len(set(map(len, narrow))) <= 2 else rows


def _order(cells: list[_Cell], down: list[_Cell], block: Sequence[Line], account: Account) -> list[_Cell]:
    """Return the cells in the order that their numbers or the alphabet show; otherwise down the columns, and asked."""
    for key in (_number, _letters):
        across = all(key(a) < key(b) for a, b in pairwise(cells))
        below = all(key(a) < key(b) for a, b in pairwise(down))
        if across != below:
            return cells if across else down
    shown = "», «".join(cell.text for cell in down[:3])
    asked = f"the names stand in columns: are they read down the columns, «{shown}», or across the rows?"
    choices = [Choice("down", "down the columns, as the kit has them")]
    edits = _reordered([cell.text for cell in down], [cell.text for cell in cells])
    choices.append(Choice("across", "across the rows: «" + "», «".join(cell.text for cell in cells[:3]) + "»", "", edits))
    excerpt = "\n".join(line.raw.strip() for line in block)
    account.ask("order", replace(block[cells[0].row], raw=excerpt), asked, tuple(choices), weighs=len(cells))
    return down


def _number(cell: _Cell) -> str:
    mark = marked(cell.text)[0]
    return f"{mark.number:03}" if mark and mark.number is not None else ""


def _letters(cell: _Cell) -> str:
    return fold(re.sub(rf"^(?:{options('grammar', 'articles')})\s+", "", marked(cell.text)[1], flags=re.IGNORECASE))


def _reordered(now: Sequence[str], then: Sequence[str]) -> tuple[Edit, ...]:
    """Return what puts the names of the list into another order; nothing where a name is not written as it stands."""
    names = [quoted(name_parts(marked(text)[1]).text) for text in now]
    wanted = [quoted(name_parts(marked(text)[1]).text) for text in then]
    if len(set(names)) < len(names) or any(name_parts(marked(text)[1]).acronym for text in now):
        return ()
    away = [replaced(ROSTER, f"- {name}\n", f"- ⟦{n}⟧\n") for n, name in enumerate(names)]
    back = [replaced(ROSTER, f"- ⟦{n}⟧\n", f"- {name}\n") for n, name in enumerate(wanted)]
    return (*away, *back)


def _line(line: Line, cell: _Cell) -> Line:
    mark, words = marked(" ".join(cell.text.split()))
    return replace(line, raw=cell.text, mark=mark, content=(Text(words, line.span),), gap=False, depth=0)
