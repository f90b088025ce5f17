"""The ways in which the lines of a list may be read: one name a line, in a row, in pairs of lines, behind marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from presskit.readers.importing.affiliations import is_role, pair_of
from presskit.readers.importing.headings import has_contact
from presskit.readers.importing.lines import InputLine, runs
from presskit.readers.importing.rows import SURE, alternates, beyond, row_candidates, split_names
from presskit.readers.importing.shapes import (
    are_closed,
    are_filled,
    belongs,
    country_of,
    goes_on,
    holds_office,
    is_area,
    is_head,
    is_titled,
    is_unsure,
    may_name,
    pattern,
    stands_out,
    without_bracket,
)
from presskit.readers.tables.cells import country_code

__all__ = ["ListEntry", "Pairs", "as_marked", "as_pairs", "as_row", "head", "is_row", "last_words", "one_a_line"]


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A name, or the head of a group. ``lines`` are those that it was read from, ``doubt`` says what is uncertain.

    ``apart`` are the names that it would be if it were several. ``others`` are further readings of the row that it ends:
    the names that they do not have, and those that they have instead. ``joins``: it may go on with the name before it.
    ``person``: it is certain to be a person, with what she is behind the first comma. ``noted``: further lines say where it is.
    """

    words: str
    lines: Sequence[InputLine]
    is_head: bool = False
    country: str = ""
    doubt: str = ""
    shared: bool = False
    apart: tuple[str, ...] = ()
    others: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    joins: bool = False
    person: bool = False
    noted: bool = False


_FEW_PERSONS = 3
_AND = "«and» may part two names or belong to one"


def head(line: InputLine) -> ListEntry:
    """Return the head that a line is."""
    words = line.words.rstrip(" :：")
    return ListEntry(words, (line,), is_head=True, country=country_of(words))


def _named(lines: Sequence[InputLine]) -> ListEntry:
    """Return the name in lines that were joined; a person where the second says what she is."""
    words = tuple(line.words for line in lines)
    if len(lines) > 1 and _is_person(words[0]) and belongs(words[1]) and not pattern("open end").search(words[0]):
        return ListEntry(", ".join(word.rstrip(" ,") for word in words), tuple(lines), person=True)
    doubt = "it was joined from two lines" if any(is_unsure(line) for line in lines[1:]) else ""
    joined = pattern("last").match(words[-1]) if len(words) > 1 and "," not in words[0] else None
    if joined and " " in words[-1][joined.end() :] and words[-1][joined.end() :][:1].isupper():
        return ListEntry(" ".join(words), tuple(lines), doubt=_AND, apart=(*words[:-1], words[-1][joined.end() :]))
    return ListEntry(" ".join(words), tuple(lines), doubt=doubt, apart=words if doubt else ())


def _is_person(words: str) -> bool:
    return is_titled(words) or may_name(words)


# One name a line


def last_words(lines: Iterable[InputLine]) -> Counter[str]:
    """Return how many names of several words end with each word."""
    return Counter(line.words.split()[-1] for line in lines if " " in line.words)


def one_a_line(block: Sequence[InputLine], lasts: Mapping[str, int], *, by_country: bool) -> Iterator[ListEntry]:
    """Yield one name a line; in a list by countries these are heads, in any other list a country is doubtful.

    ``lasts`` counts the last words of the names of the whole list.
    """
    base = min((line.depth for line in block), default=0)
    deep = {n for n, line in enumerate(block) if line.depth > base}
    sole = {n for n in deep if n - 1 not in deep and n + 1 not in deep}
    hanging = base if deep and deep == sole else None
    areas = {line.words for line in block if len(line.words) > 2 and line.depth == base and is_area(line.words)}
    entries = runs(block, lambda entry, line: areas & {entry[-1].words, line.words} or not goes_on(entry[-1], line, hanging))
    for entry in entries:
        name = _named(entry)
        if len(entry) == 1 and lasts.get(entry[0].words, 0) > 1:
            yield replace(name, doubt="other names end with this word: it may go on with the line above", joins=True)
        elif entry[0].words not in areas:
            yield name
        elif by_country:
            yield head(entry[0])
        else:
            yield replace(name, doubt="it is a country or a region, which does not sign")


# Names in a row


def is_row(block: Sequence[InputLine], language: str, *, beside: bool, single: bool) -> bool:
    """Return whether names stand in a row, not one a line: they fill the lines, or there is but one line.

    ``beside``: the block before it or behind it is one line too, so that each is a name. A row of a table is one entry.
    """
    if not block or any(line.style == "row" or has_contact(line.words) for line in block):
        return False
    if len(block) > 1 and any(line.alone or line.style for line in block):
        return False
    pieces = split_names(" ".join(line.words for line in block))
    if alternates(pieces):
        return True
    titled = [is_titled(piece) for piece in pieces]
    if any(titled) and not all(titled) and not re.search(SURE, block[0].words):
        persons = _are_all_persons(pieces, titled)
        if persons and any(a and b for a, b in pairwise(titled)) and sum(titled) * 2 >= len(titled):
            return True
        if not persons or len(pieces) < _FEW_PERSONS:
            return False
    if len(block) > 1:
        return (len(pieces) > len(block) * 1.5 and are_filled(block)) or (are_closed(block) and len(pieces) >= len(block))
    several = bool(re.search(SURE, block[0].words))
    if single and not beside and len(pieces) < 3:
        joined = bool(pattern("and", language).search(block[0].words)) or "," in block[0].words
        return len(pieces) == 2 or (joined and pair_of(block[0].words) is None)
    return (len(pieces) > 2 and not (beside and "," in block[0].words)) or (len(pieces) == 2 and several)


def _are_all_persons(pieces: Sequence[str], titled: Sequence[bool]) -> bool:
    """Return whether pieces of which some have a title are persons, not what these are by turns."""
    bare = map(without_bracket, pieces)
    return all(title or (may_name(name) and not is_role(name)) for name, title in zip(bare, titled, strict=True))


def as_row(block: Sequence[InputLine], stated: Sequence[int], language: str, *, commas: bool = False) -> Iterator[ListEntry]:
    """Yield the names in a row; where an «and» may part two of them, the last one has the other readings.

    ``commas``: other rows of the list show that commas part its names.
    """
    text = " ".join(line.words for line in block)
    readings, by_comma = row_candidates(text, language)
    if commas and not pattern("and", language).search(text):
        readings = readings[:1]
    chosen, *rivals = [names for names in readings if len(names) in stated] or readings
    others = tuple((beyond(chosen, rival), beyond(rival, chosen)) for rival in rivals) if by_comma else ()
    starts = [0, *accumulate(len(line.words) + 1 for line in block)]
    position = 0
    for index, name in enumerate(chosen):
        position = max(text.find(name, position), position)
        first, behind = bisect_right(starts, position) - 1, bisect_left(starts, position + len(name))
        lines = tuple(block[first : max(first + 1, min(behind, len(block)))])
        last = index == len(chosen) - 1
        doubt = _AND if last and others else ""
        yield ListEntry(name, lines, shared=True, doubt=doubt, others=others if last else ())
        position += len(name)


# A name in one line, where she works in the next


@dataclass(frozen=True, slots=True)
class Pairs:
    """A list read as names with what stands below each. ``sure``: the words below are such as say what somebody is."""

    entries: tuple[ListEntry, ...]
    sure: bool


_MOST_BELOW, _LEAST_PAIRS = 3, 3


def as_pairs(blocks: Sequence[Sequence[InputLine]]) -> Pairs | None:
    """Return the reading of blocks, or of the lines of one block, as names with what they are below; None where it fits not."""
    groups, apart = list(blocks), True
    if len(groups) == 1 or any(len(group) == 1 for group in groups):
        groups, apart = _in_turns([line for block in blocks for line in block]), False
    if len(groups) < 2 or any(not 2 <= len(group) <= 1 + _MOST_BELOW or is_head(group[0]) for group in groups):
        return None
    areas = apart and all(len(group) == 2 and is_area(group[1].words) for group in groups)
    persons = sum(_is_person(group[0].words) for group in groups)
    below = sum(belongs(group[1].words) or belongs(group[-1].words) for group in groups)
    offices = sum(is_titled(group[0].words) or holds_office(group[1].words) for group in groups)
    sure = persons == len(groups) and below * 3 >= len(groups) * 2 and not any(belongs(group[0].words) for group in groups)
    sure = sure and offices * 2 >= len(groups)
    if not (sure or areas) and (any(len(group) != 2 for group in groups) or (not apart and len(groups) < _LEAST_PAIRS)):
        return None
    entries = (
        ListEntry(group[0].words, tuple(group), country=country_code(group[1].words.strip("() "))) if areas
        else ListEntry(", ".join(line.words.rstrip(" ,;") for line in group), tuple(group), person=True) for group in groups
    )  # fmt: skip
    return Pairs(tuple(entries), sure or areas)


def _in_turns(lines: Sequence[InputLine]) -> list[Sequence[InputLine]]:
    """Return lines in groups that begin with a person's name, if each is such a name or says what somebody is."""
    starts = [n for n, line in enumerate(lines) if _is_person(line.words) and not belongs(line.words)]
    rest = [n for n in range(len(lines)) if n not in set(starts)]
    sound = bool(starts) and starts[0] == 0 and sum(belongs(lines[n].words) for n in rest) * 3 >= len(rest) * 2
    even = [*range(0, len(lines), 2)]
    if not sound and len(lines) % 2 == 0 and all(belongs(lines[n + 1].words) and not belongs(lines[n].words) for n in even):
        starts, sound = even, True
    ends = [*starts[1:], len(lines)]
    return [lines[start:end] for start, end in zip(starts, ends, strict=True)] if sound else []


# Names behind marks


def as_marked(lines: Sequence[InputLine]) -> Iterator[ListEntry]:
    """Yield the entries of a list with marks: a line without one goes on with the line before, or is the head of what follows.

    A line that holds nothing but a number, below one without a mark, says how many follow.
    """
    bare = (n for n in range(1, len(lines)) if not (lines[n].mark or lines[n].gap or lines[n - 1].mark))
    counts = {n for n in bare if lines[n].words.isdigit()}
    entries = [
        *runs(
            (n for n in range(len(lines)) if n not in counts),
            lambda run, n: lines[n].mark or not lines[run[0]].mark or not goes_on(lines[run[-1]], lines[n]),
        )
    ]
    numbers = sum(line.mark is not None and line.mark.number is not None for line in lines)
    before: InputLine | None = None
    for entry, after in zip(entries, [*entries[1:], []], strict=True):
        line = lines[entry[0]]
        following = lines[after[0]] if after else None
        if not line.mark:
            yield replace(_between(before, line, following), lines=lines[entry[0] : entry[0] + 1 + (entry[0] + 1 in counts)])
        elif len(entry) == 1 and following and following.mark and following.depth > line.depth:
            yield head(line)
        else:
            other = line.mark.number is None and numbers == len(lines) - 1 and numbers >= _LEAST_PAIRS
            named = _named([lines[n] for n in entry])
            yield replace(named, doubt="its mark is another than those of the others") if other else named
        before = line


def _between(before: InputLine | None, line: InputLine, following: InputLine | None) -> ListEntry:
    """Return the entry that a line without a mark is among lines that have one."""
    headed = line.gap or line.alone or line.words.endswith(":") or is_head(line)
    outstanding = before is not None and stands_out(line, (before, *([following] if following else [])))
    if following and following.mark and (headed or outstanding):
        return head(line)
    doubt = "no mark stands before it as before the others: it may be a name, or go on with the line above"
    return ListEntry(line.words, (line,), doubt=doubt, joins=before is not None and not line.gap)
