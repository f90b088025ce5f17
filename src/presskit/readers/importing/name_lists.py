"""The lines of a list of signatories → entries and heads, however the list was laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from presskit.language.data import fold, options
from presskit.model.document import Text
from presskit.model.question import Choice
from presskit.readers.importing.affiliations import is_affiliation, pair_of
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.headings import listed
from presskit.readers.importing.lines import InputLine, marked
from presskit.readers.importing.names import cells, numbered, open_tail, without_columns
from presskit.readers.tables.cells import country_code

__all__ = ["Layout", "ListEntry", "list_entries", "split_names"]


@cache
def _pattern(key: str) -> re.Pattern[str]:
    words = options("names", "connectives")
    first, unsure = options("names", "connectives_first"), options("names", "unsure_starts")
    titles, ranks = options("people", "titles"), options("people", "ranks")
    groups, joined, glued = options("organisations", "coalitions"), options("lists", "and"), options("lists", "and_glued")
    sources = {
        "connective": rf"^(?:{words}|{first})\b|^[&(–-]",
        "titled": rf"(?:{titles}|{ranks})\b\.?\s",
        "unsure start": rf"^(?:{unsure})\b",
        "open end": rf"(?:\b(?:{words})|[&(,/–-])$",
        "group": rf"(?i)\b(?:{groups})\b",
        "and": rf"(?i)\s(?:{joined}|&)\s|\s(?:{glued})(?=\w)",
        "last": rf"(?i)^(?:{joined})\s+|^(?:{glued})(?=\w)",
    }
    return re.compile(sources[key])


_WRAPPED, _LONG = 45, 60
_ENDS = (",", ";", "،", "؛", "-", "–", "•", "/")
_SEPARATORS = ((r"[;؛]", 1), (r"[|•·]", 1), (r"\s[-–—]\s", 2), (r"\s/\s", 1), (r"[,،]", 2))


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A name, or the head of a group. ``lines`` are those that it was read from, ``doubt`` says what cannot be told.

    ``apart`` are the names that it would be if it were several. ``others`` are further readings of the row that it ends:
    the names that they do not have, and those that they have instead.
    """

    words: str
    lines: Sequence[InputLine]
    is_head: bool = False
    country: str = ""
    doubt: str = ""
    shared: bool = False
    apart: tuple[str, ...] = ()
    others: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where doubts about the layout of a list are kept, and the numbers of names that its head states."""

    log: AuditLog
    said: tuple[int, ...] = ()


def list_entries(lines: Sequence[InputLine], layout: Layout) -> Iterator[ListEntry]:
    """Yield heads and names in order."""
    lines = [piece for line in numbered(without_columns(lines, layout.log)) for piece in _headed(line)]
    for entry in _entries(lines, layout):
        wide = cells(entry.lines[0]) if len(entry.lines) == 1 and not entry.shared and not entry.lines[0].style else []
        if len(wide) > 1 and not entry.is_head:
            names = tuple(marked(part)[1] for part in wide)
            yield replace(entry, doubt="several names may stand in it, parted by spaces", apart=names)
        else:
            yield entry


def _headed(line: InputLine) -> list[InputLine]:
    """Part «Lebanon: Hope Aid, Lake Trust» into the head and its names."""
    head, colon, rest = line.words.partition(":")
    if not rest.strip() or line.style or line.mark or not (country_code(head) or _is_region(head)):
        return [line]
    above = replace(line, content=(Text(head + colon, line.span),), gap=True)
    return [above, replace(line, content=(Text(rest.strip(), line.span),), gap=False)]


def _entries(lines: Sequence[InputLine], layout: Layout) -> Iterator[ListEntry]:
    if any(line.mark for line in lines):
        yield from _marked(lines)
        return
    blocks = [*_blocks(lines)]
    if _are_pairs(blocks):
        _ask_about_pairs(blocks, layout.log)
    for index, whole in enumerate(blocks):
        block = whole
        before = blocks[index - 1] if index else []
        following = blocks[index + 1] if index + 1 < len(blocks) else []
        beside = any(len(other) == 1 and not _is_head(other[0]) for other in (before, following))
        if _may_be_region(index, blocks):
            _ask_about_region(block, layout.log)
            yield _head(block[:1])
            block = block[1:]
        single = all(len(other) == 1 for other in blocks) or len(blocks) == 1
        yield from _bare(block, layout, last=index == len(blocks) - 1, beside=beside, single=single)


def _may_be_region(index: int, blocks: Sequence[Sequence[InputLine]]) -> bool:
    """Tell a block that begins with no country among blocks that do: its first line may be the head of a region."""
    first = [bool(country_code(block[0].words)) or _is_region(block[0].words) for block in blocks]
    return index > 0 and not first[index] and len(blocks[index]) > 1 and sum(first) * 2 >= len(blocks) and first[0]


def _ask_about_region(block: Sequence[InputLine], log: AuditLog) -> None:
    head = block[0].words
    question = f"is «{head}» the head of the {len(block) - 1} names below it, as the countries in the list are?"
    choices = (Choice("head", "yes, as the kit has it"),)
    log.ask("names", block[0], question, choices, weighs=len(block))


def _are_pairs(blocks: Sequence[Sequence[InputLine]]) -> bool:
    """Tell a list whose blocks have two lines each, as «name, below it where she works» has."""
    return len(blocks) > 1 and all(len(block) == 2 and not _is_head(block[0]) for block in blocks)


def _ask_about_pairs(blocks: Sequence[Sequence[InputLine]], log: AuditLog) -> None:
    first, second = blocks[0]
    question = f"do «{first.words}» and «{second.words}», and so on in {len(blocks)} pairs of lines, sign one by one?"
    choices = (Choice("each", "each line is a signatory, as the kit has them"),)
    excerpt = "\n".join(line.raw.strip() for block in blocks for line in block)
    log.ask("persons", replace(first, raw=excerpt), question, choices, weighs=2 * len(blocks))


def _marked(lines: Sequence[InputLine]) -> Iterator[ListEntry]:
    """Read a list with marks: what has none goes on with the line before, or is the head of what follows."""
    entry: list[InputLine] = []
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


def _is_count(line: InputLine) -> bool:
    """Tell a line that only says how many follow below a head."""
    return line.mark is None and line.words.isdigit() and not line.gap


def _between(line: InputLine, following: InputLine | None) -> ListEntry:
    """Read a line without a mark among lines that have one."""
    if following and following.mark and (line.gap or line.alone or line.words.endswith(":") or _is_head(line)):
        return _head([line])
    doubt = "no mark stands before it as before the others: it may be a name, or go on with the line above"
    return ListEntry(line.words, (line,), doubt=doubt)


def _named(lines: Sequence[InputLine]) -> Iterator[ListEntry]:
    if lines:
        doubt = "it was joined from two lines" if any(_is_unsure(line) for line in lines[1:]) else ""
        apart = tuple(line.words for line in lines) if doubt else ()
        yield ListEntry(" ".join(line.words for line in lines), tuple(lines), doubt=doubt, apart=apart)


def _is_unsure(line: InputLine) -> bool:
    """Tell a line that may begin a name as well as go on with one: «medico international» below another name."""
    small = line.words[:1].islower() and not _pattern("connective").match(line.words)
    return not line.mark and (small or bool(_pattern("unsure start").match(line.words)))


def _head(lines: Sequence[InputLine]) -> ListEntry:
    words = " ".join(line.words for line in lines).rstrip(" :：")
    return ListEntry(words, tuple(lines), is_head=True, country=country_code(words))


def _is_region(words: str) -> bool:
    """Tell words that head those who belong to no single country: «International», «Others»."""
    return bool(re.fullmatch(listed("regions"), fold(words).strip(" :：.–—-()")))


def _is_head(line: InputLine) -> bool:
    known = bool(country_code(line.words)) or _is_region(line.words)
    return line.style == "heading" or line.words.endswith((":", "：")) or known


def _continues(before: InputLine, line: InputLine) -> bool:
    """Tell whether a name was broken and goes on in ``line``."""
    if line.gap or line.style or line.span.line - before.span.line not in {0, 1} or open_tail(line.words):
        return False
    hanging = not line.alone and line.depth > before.depth and before.mark is not None
    return bool(
        hanging
        or _pattern("unsure start").match(line.words)
        or _pattern("connective").match(line.words)
        or line.words[:1].islower()
        or _pattern("open end").search(before.words)
    )


def _blocks(lines: Sequence[InputLine]) -> Iterator[list[InputLine]]:
    block: list[InputLine] = []
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


def _bare(block: list[InputLine], layout: Layout, *, last: bool, beside: bool, single: bool) -> Iterator[ListEntry]:
    """Read lines without marks: names in a row, or one name a line, perhaps below a head.

    ``beside``: the block before it or behind it is one line too, so that each is a name. ``single``: all blocks are one
    line, or this is the only one, so that «Collectif des Quais» is a name as the others are.
    """
    first = block[0]
    alone = len(block) == 1
    grouped = bool(_pattern("group").search(first.words)) and not single
    if alone and not last and (_is_head(first) or grouped):
        yield _head(block)
        return
    if not alone and (_is_head(first) or (len(block) > 2 and (first.bold or grouped) and not block[1].bold)):
        yield _head(block[:1])
        block = block[1:]
    if _is_run_in(block, beside=beside, single=single or first is not block[0]):
        yield from _run_in(block, layout)
    else:
        by_country = first is not block[0] and (bool(country_code(first.words)) or _is_region(first.words))
        yield from _one_a_line(block, by_country=by_country)


def _is_run_in(block: Sequence[InputLine], *, beside: bool, single: bool) -> bool:
    """Tell names in a row from one name a line: they fill the lines, or there is but one line."""
    if not block or (any(line.alone or line.style for line in block) and len(block) > 1):
        return False
    pieces = split_names(" ".join(line.words for line in block))
    if _alternates(pieces):
        return True
    titled = sum(bool(_pattern("titled").match(piece)) for piece in pieces)
    if 0 < titled < len(pieces) and not re.search("[;؛|•·]", block[0].words):
        return False
    if len(block) == 1 and single and not beside and len(pieces) < 3:
        parted = bool(_pattern("and").search(block[0].words)) or "," in block[0].words
        return len(pieces) == 2 or (parted and pair_of(block[0].words) is None)
    if len(block) == 1:
        return (len(pieces) > 2 and not (beside and "," in block[0].words)) or (
            len(pieces) == 2 and bool(re.search("[;؛|•·]", block[0].words))
        )
    closed = all(line.words.endswith(_ENDS) for line in block[:-1])
    return (len(pieces) > len(block) * 1.5 and _are_filled(block)) or (closed and len(pieces) >= len(block))


def _are_filled(block: Sequence[InputLine]) -> bool:
    """Tell whether each line was broken where the next word had no room, as a paragraph is.

    Short lines none of which ends with a separator, and lines that begin with a title, are entries of their own.
    """
    width = max(len(line.raw) for line in block)
    pairs = pairwise(block)
    parted = any(line.words.endswith(_ENDS) for line in block[:-1])
    if any(_pattern("titled").match(line.words) for line in block[1:]) and not parted:
        return False
    least = _WRAPPED if parted else _LONG
    return width >= least and all(len(a.raw) + 1 + len(b.words.split(" ")[0]) > width - 8 for a, b in pairs)


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


def _alternates(pieces: Sequence[str]) -> bool:
    """Tell «Dr Hester Vane, Quay Union, Otto Reeve, Wharfe College»: persons and where they belong take turns."""
    pairs = [*zip(pieces[::2], pieces[1::2], strict=False)]
    names = [_pattern("titled").sub("", first) for first, _ in pairs]
    belongs = all(is_affiliation(rest) and not is_affiliation(name) for name, (_, rest) in zip(names, pairs, strict=True))
    return len(pairs) > 1 and len(pieces) % 2 == 0 and belongs and all(pair_of(f"{name}, x y") for name in names)


def _run_in(block: Sequence[InputLine], layout: Layout) -> Iterator[ListEntry]:
    text = " ".join(line.words for line in block)
    pieces = split_names(text)
    by_comma = not re.search("[;؛|•·]", text)
    if by_comma and _alternates(pieces):
        pieces = [f"{first}, {rest}" for first, rest in zip(pieces[::2], pieces[1::2], strict=True)]
        by_comma = False
    if by_comma and len(pieces) == 1 and "," in text:
        pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    tail = [*_readings(pieces)] if by_comma else [[*pieces[:-1], _without_and(pieces[-1])]]
    fitting = [names for names in tail if len(names) in layout.said] or tail
    chosen = fitting[0]
    position = 0
    for index, name in enumerate(chosen):
        position = max(text.find(name, position), position)
        lines = tuple(_lines_at(block, position, position + len(name))) or tuple(block)
        last = index == len(chosen) - 1 and len(fitting) > 1
        yield ListEntry(
            name, lines, shared=True, doubt="«and» may part two names or belong to one" if last else "",
            others=tuple(_changes(chosen, other) for other in fitting[1:]) if last else (),
        )  # fmt: skip
        position += len(name)


def _readings(pieces: list[str]) -> Iterator[list[str]]:
    """Yield the names in a row of commas that the last commas and each «and» behind them may part; the likeliest first."""
    *before, last = pieces
    if _without_and(last) != last and not _pattern("and").search(_without_and(last)):
        yield [*before, _without_and(last)]
        return
    last = _without_and(last)
    cuts = [(last[: found.start()], last[found.end() :]) for found in _pattern("and").finditer(last)]
    sure = [cut for cut in cuts if all(name.endswith(")") for name in cut)]
    if sure:
        yield [*before, *sure[-1]]
        return
    yield [*pieces[:-1], last]
    yield from ([*before, first, second] for first, second in cuts)
    if len(before) == 1:
        yield [f"{before[0]}, {last}"]
    if len(before) > 1:
        yield from ([*before[:-1], f"{before[-1]}, {first}", second] for first, second in cuts)
        if cuts:
            yield [*before[:-1], f"{before[-1]}, {last}"]


def _changes(now: Sequence[str], then: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that another reading does not have, and those that it has instead."""
    return tuple(name for name in now if name not in then), tuple(name for name in then if name not in now)


def _without_and(piece: str) -> str:
    """Take «and» off the last name in a row."""
    oxford = _pattern("last").match(piece)
    return piece[oxford.end() :] if oxford and len(piece) > oxford.end() else piece


def _lines_at(block: Sequence[InputLine], start: int, end: int) -> Iterator[InputLine]:
    position = 0
    for line in block:
        after = position + len(line.words) + 1
        if position < end and start < after:
            yield line
        position = after


def _one_a_line(block: Sequence[InputLine], *, by_country: bool) -> Iterator[ListEntry]:
    """Read one name a line; in a list by countries these are heads, in any other list a country is doubtful."""
    entry: list[InputLine] = []
    for line in block:
        if (country_code(line.words) or _is_region(line.words)) and len(line.words) > 2:
            doubt = "it is a country or a region, which does not sign"
            yield from _named(entry)
            yield _head([line]) if by_country else ListEntry(line.words, (line,), doubt=doubt)
            entry = []
            continue
        if entry and not _continues(entry[-1], line):
            yield from _named(entry)
            entry = []
        entry.append(line)
    yield from _named(entry)
