"""The line above a list of signatories in a text, known by its words and by what follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise, takewhile

from presskit.readers.importing.headings import closes_letter, head_of, heads_list, leads_names, leads_signatures
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.name_shapes import Shape, shape_of_name
from presskit.readers.importing.rows import SURE, is_row_of_names, split_names
from presskit.readers.importing.shapes import (
    ends_sentence,
    holds_office,
    is_area,
    is_category,
    is_sentence,
    looks_like_title,
    may_sign,
    may_stand_in_list,
    shows_affiliation,
)
from presskit.readers.importing.text_tables import cells_of, roles_of

__all__ = ["has_heads_of_columns", "leads_list", "leads_list_above"]

_LEAST_ROWS = 2
_MOST_OF_ONE = 3
"""The most lines of the signature of one person: her name, her office, whom she works for."""
_LONGEST_GROUP = 4


def leads_list_above(line: InputLine, below: Sequence[InputLine]) -> bool:
    """Return whether a line above the title says that the names ``below`` sign: these end at a blank line."""
    end = next((n for n, each in enumerate(below[1:]) if each.gap), 0)
    named = all(map(may_sign, below[: 1 + end]))
    return end > 0 and named and (leads_names(line.whole) or leads_signatures(line.whole))


def leads_list(line: InputLine, rest: Sequence[InputLine], far: Sequence[InputLine]) -> bool:
    """Return whether a line says that those who follow sign, and these look like names.

    ``rest`` are some lines after it, ``far`` many.
    """
    rest = [*dropwhile(lambda each: is_area(each.words) and not heads_list(each.words), rest)] or rest
    if _is_paragraph(rest):
        return False
    names = [*takewhile(lambda each: may_sign(each) and shape_of_name(each.words) not in _NO_NAMES, rest)]
    closed = line.words.endswith((":", "："))
    sure = closed or all(name.mark for name in names) or len(names) == len(rest)
    if (leads_signatures(line.whole) or closes_letter(line.whole)) and has_heads_of_columns(rest):
        return True
    if leads_signatures(line.whole):
        if len(names) >= (2 if sure else 3) or (closed and len([*takewhile(may_stand_in_list, rest)]) > 1):
            return True
        other = ends_sentence(line.words) or is_sentence(rest[0]) or head_of(rest[0].whole)
        return not other and len(split_names(rest[0].words)) > 2
    if not (closed or line.gap or line.alone):
        return False
    grouped = is_category(line.words) and _has_more_categories(far)
    headed = closed and heads_list(line.whole)
    alike = [*takewhile(lambda name: looks_like_title(name) or (headed and name.words[:1].isupper()), names)]
    if not leads_names(line.whole) and not grouped:
        one = any(holds_office(each.words) and not shows_affiliation(each) for each in alike)
        return closes_letter(line.whole) and len(alike) > _MOST_OF_ONE and not one
    return len(alike) >= (2 if sure or grouped else 3) or ((closed or grouped or rest[0] is not far[0]) and _is_row(rest[0]))


_NO_NAMES = frozenset({Shape.NOTHING, Shape.SENTENCE})


def _is_paragraph(lines: Sequence[InputLine]) -> bool:
    """Return whether the first block of lines is a paragraph that was wrapped: few capitals, and a stop at its end."""
    end = next((n for n, line in enumerate(lines) if n and (line.gap or line.alone)), len(lines))
    block = lines[:end]
    if len(block) < 2 or any(line.mark or line.style for line in block):
        return False
    words = [word for line in block for word in line.words.split() if word[:1].isalpha()]
    capitals = sum(word[:1].isupper() for word in words) * 3 <= len(words) and any(word[:1].islower() for word in words)
    return capitals and ends_sentence(block[-1].words) and len(words) > _LEAST_OF_PARAGRAPH


_LEAST_OF_PARAGRAPH = 14


def has_heads_of_columns(lines: Sequence[InputLine]) -> bool:
    """Return whether lines begin with the heads of the columns of a table of signatories, and rows of as many cells follow."""
    cells = [cells_of(line, line.words) for line in lines]
    rows = [*takewhile(lambda row: len(row) == len(cells[0]), cells[1:])]
    return len(cells) > _LEAST_ROWS and len(cells[0]) > 1 and bool(roles_of(cells[0])) and len(rows) >= _LEAST_ROWS


def _has_more_categories(near: Sequence[InputLine]) -> bool:
    """Return whether a second kind of signatories, with names below it, stands near."""
    return any(is_category(a.words) and (may_sign(b) or _is_row(b)) and not b.gap for a, b in pairwise(near))


def _is_row(line: InputLine) -> bool:
    """Return whether a line is names in a row: by commas all written as names, by other marks more than two."""
    above, colon, row = line.words.partition(":")
    if colon and len(above.split()) <= _LONGEST_GROUP:
        return is_row_of_names(row, 2)
    return is_row_of_names(line.words) or (bool(re.search(SURE, line.words)) and len(split_names(line.words)) > 2)
