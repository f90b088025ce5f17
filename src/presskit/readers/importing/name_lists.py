"""The lines of a list of signatories → entries and heads, however the list was laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presskit.model.document import Text
from presskit.readers.importing.lines import Line
from presskit.readers.tables.countries import code as country_code

__all__ = ["Entry", "entries", "split_names"]

_CONNECTIVE = re.compile(r"^(?:and|for|of|the|in|on|to|et|de|des|du|pour|en|la|y|para|ve|für|und|der)\b|^[&(–-]")
_COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)")
_TITLED = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Mme|Emeritus|Frau|Herr|Sr|Sra|Dra)\b\.?\s")
_UNSURE_START = re.compile(r"^(?:و|في|من|على)\b")
_OPEN_END = re.compile(r"(?:\b(?:and|for|of|the|in|on|to|et|de|des|du|pour|la|y|para|ve|für|und|der)|[&(,/–-])$")
_GROUP = re.compile(
    r"\b(?:coalitions?|alliances?|networks?|consorti(?:um|a)|platforms?|forums?|members? of|collectifs?|réseaux?|"
    r"plateformes?|coalici[oó]n|red|koalisyon\w*|platform\w*|bündnis|netzwerk|коалиция|альянс|сеть|коаліція|мережа)\b|ائتلاف|تحالف|شبكة|تجمع",
    re.IGNORECASE,
)
_WRAPPED = 45
_SEPARATORS = ((r"[;؛]", 1), (r"[|•·]", 1), (r"\s[-–—]\s", 2), (r"\s/\s", 1), (r"[,،]", 2))
_LAST = re.compile(r"^(?:and|et|y|und|ve|и|та)\s+|^و(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, or the head of a group. ``lines`` are those that it was read from, ``doubt`` says what cannot be told.

    ``apart`` are the names that it would be if it were several.
    """

    words: str
    lines: Sequence[Line]
    is_head: bool = False
    country: str = ""
    doubt: str = ""
    shared: bool = False
    apart: tuple[str, ...] = ()


def entries(lines: Sequence[Line]) -> Iterator[Entry]:
    """Yield heads and names in order."""
    if any(line.mark for line in lines):
        yield from _marked(lines)
        return
    lines = _by_columns(lines)
    blocks = [*_blocks(lines)]
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else []
        following = blocks[index + 1] if index + 1 < len(blocks) else []
        beside = any(len(other) == 1 and not _is_head(other[0]) for other in (before, following))
        yield from _bare(block, last=index == len(blocks) - 1, beside=beside)


def _by_columns(lines: Sequence[Line]) -> Sequence[Line]:
    """Read names that stand in columns, parted by spaces, one column after the other."""
    rows = [_COLUMNS.split(line.raw.strip()) if line.style == "" else [line.raw] for line in lines]
    wide = sum(len(row) > 1 for row in rows)
    if wide < 2 or wide * 2 < len(rows):
        return lines
    width = max(map(len, rows))
    cells = [(column, row) for column in range(width) for row in range(len(rows)) if column < len(rows[row])]
    return [
        replace(
            lines[row], raw=rows[row][column], content=(Text(rows[row][column].strip(), lines[row].span),), gap=False, depth=0
        )
        for column, row in cells
    ]


def _marked(lines: Sequence[Line]) -> Iterator[Entry]:
    """Read a list with marks: what has none goes on with the line before, or is the head of what follows."""
    entry: list[Line] = []
    counted = {n for n in range(1, len(lines)) if _is_count(lines[n]) and not lines[n - 1].mark}
    for index, line in enumerate(lines):
        after = next((n for n in range(index + 1, len(lines)) if n not in counted), None)
        following = None if after is None else lines[after]
        if index in counted:
            continue
        if line.mark:
            yield from _named(entry)
            entry = [line]
            if following and following.mark and following.depth > line.depth:
                yield _head([line])
                entry = []
        elif entry and _continues(entry[-1], line):
            entry.append(line)
        else:
            yield from _named(entry)
            entry = []
            between = _between(line, following)
            yield replace(between, lines=lines[index : index + 1 + (index + 1 in counted)])
    yield from _named(entry)


def _is_count(line: Line) -> bool:
    """Tell a line that only says how many follow below a head."""
    return line.mark is None and line.words.isdigit() and not line.gap


def _between(line: Line, following: Line | None) -> Entry:
    """Read a line without a mark among lines that have one."""
    if following and following.mark and (line.gap or line.alone or line.words.endswith(":") or _is_head(line)):
        return _head([line])
    doubt = "no mark stands before it as before the others: it may be a name, or go on with the line above"
    return Entry(line.words, (line,), doubt=doubt)


def _named(lines: Sequence[Line]) -> Iterator[Entry]:
    if lines:
        doubt = "it was joined from two lines" if any(_is_unsure(line) for line in lines[1:]) else ""
        apart = tuple(line.words for line in lines) if doubt else ()
        yield Entry(" ".join(line.words for line in lines), tuple(lines), doubt=doubt, apart=apart)


def _is_unsure(line: Line) -> bool:
    """Tell a line that may begin a name as well as go on with one: «medico international» below another name."""
    small = line.words[:1].islower() and not _CONNECTIVE.match(line.words)
    return not line.mark and (small or bool(_UNSURE_START.match(line.words)))


def _head(lines: Sequence[Line]) -> Entry:
    words = " ".join(line.words for line in lines).rstrip(" :：")
    return Entry(words, tuple(lines), is_head=True, country=country_code(words))


def _is_head(line: Line) -> bool:
    return line.style == "heading" or line.words.endswith((":", "：")) or bool(country_code(line.words))


def _continues(before: Line, line: Line) -> bool:
    """Tell whether a name was broken and goes on in ``line``."""
    if line.gap or line.style or line.span.line - before.span.line not in {0, 1}:
        return False
    hanging = not line.alone and line.depth > before.depth and before.mark is not None
    return bool(
        hanging
        or _UNSURE_START.match(line.words)
        or _CONNECTIVE.match(line.words)
        or line.words[:1].islower()
        or _OPEN_END.search(before.words)
    )


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and (line.gap or line.style == "heading"):
            yield block
            block = []
        block.append(line)
        if line.style == "heading":
            yield block
            block = []
    if block:
        yield block


def _bare(block: list[Line], *, last: bool, beside: bool) -> Iterator[Entry]:
    """Read lines without marks: names in a row, or one name a line, perhaps below a head.

    ``beside``: the block before it or behind it is one line too, so that each is a name.
    """
    first = block[0]
    alone = len(block) == 1
    if alone and not last and (_is_head(first) or _GROUP.search(first.words)):
        yield _head(block)
        return
    if not alone and (_is_head(first) or (len(block) > 2 and (first.bold or _GROUP.search(first.words)) and not block[1].bold)):
        yield _head(block[:1])
        block = block[1:]
    if _is_run_in(block, beside=beside):
        yield from _run_in(block)
    else:
        yield from _one_a_line(block, by_country=bool(first is not block[0] and country_code(first.words)))


def _is_run_in(block: Sequence[Line], *, beside: bool) -> bool:
    """Tell names in a row from one name a line: they fill the lines, or there is but one line."""
    if not block or (any(line.alone or line.style for line in block) and len(block) > 1):
        return False
    pieces = split_names(" ".join(line.words for line in block))
    titled = sum(bool(_TITLED.match(piece)) for piece in pieces)
    if 0 < titled < len(pieces) and not re.search("[;؛|•·]", block[0].words):
        return False
    if len(block) == 1:
        return (len(pieces) > 2 and not (beside and "," in block[0].words)) or (
            len(pieces) == 2 and bool(re.search("[;؛|•·]", block[0].words))
        )
    closed = all(line.words.endswith((",", ";", "،", "؛", "-", "–", "•", "/")) for line in block[:-1])
    return (len(pieces) > len(block) * 1.5 and _are_filled(block)) or (closed and len(pieces) >= len(block))


def _are_filled(block: Sequence[Line]) -> bool:
    """Tell whether each line was broken where the next word had no room, as a paragraph is."""
    width = max(len(line.raw) for line in block)
    pairs = pairwise(block)
    return width >= _WRAPPED and all(len(a.raw) + 1 + len(b.words.split(" ")[0]) > width - 8 for a, b in pairs)


def split_names(text: str) -> list[str]:
    """Split names in a row at the first kind of separator that parts them; brackets hold together."""
    masked = re.sub(r"\([^()]*\)", lambda bracket: "x" * len(bracket.group()), text)
    for separator, least in _SEPARATORS:
        ends = [(match.start(), match.end()) for match in re.finditer(separator, masked)]
        starts = [0, *(end for _, end in ends)]
        cut = [text[start:end].strip() for start, end in zip(starts, [*(start for start, _ in ends), len(text)], strict=True)]
        pieces = [piece for piece in cut if any(map(str.isalnum, piece))]
        if len(pieces) > least:
            return pieces
    return [text]


def _run_in(block: Sequence[Line]) -> Iterator[Entry]:
    text = " ".join(line.words for line in block)
    position = 0
    pieces = split_names(text)
    for index, piece in enumerate(pieces):
        position = text.index(piece, position)
        lines = tuple(_lines_at(block, position, position + len(piece)))
        words, doubt = piece, ""
        if index == len(pieces) - 1:
            words, doubt = _last_piece(piece, by_comma=not re.search("[;؛|•·]", text))
        apart = tuple(re.split(r"\s(?:and|et)\s", words, maxsplit=1)) if doubt else ()
        yield Entry(words, lines, doubt=doubt, shared=True, apart=apart)
        position += len(piece)


def _last_piece(piece: str, *, by_comma: bool) -> tuple[str, str]:
    """Take «and» off the last name in a row; inside it «and» may part two names or belong to one."""
    oxford = _LAST.match(piece)
    if oxford and len(piece) > oxford.end():
        return piece[oxford.end() :], ""
    doubt = "it may be two names with «and» between" if by_comma and re.search(r"\s(?:and|et)\s", piece) else ""
    return piece, doubt


def _lines_at(block: Sequence[Line], start: int, end: int) -> Iterator[Line]:
    position = 0
    for line in block:
        after = position + len(line.words) + 1
        if position < end and start < after:
            yield line
        position = after


def _one_a_line(block: Sequence[Line], *, by_country: bool) -> Iterator[Entry]:
    """Read one name a line; in a list by countries these are heads, in any other list a country is doubtful."""
    entry: list[Line] = []
    for line in block:
        if country_code(line.words) and len(line.words) > 3:
            yield from _named(entry)
            yield _head([line]) if by_country else Entry(line.words, (line,), doubt="it is a country, which does not sign")
            entry = []
            continue
        if entry and not _continues(entry[-1], line):
            yield from _named(entry)
            entry = []
        entry.append(line)
    yield from _named(entry)
