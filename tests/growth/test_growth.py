"""A text that repeats one piece takes time in proportion to its length, whatever the piece."""

from __future__ import annotations

import os

import pytest

from tests.growth.measuring import growth, growth_of, range_of
from tests.growth.readers import EXPRESSIONS, PIECES, READERS
from tests.growth.shapes import SHAPES

MOST, MOST_IN_ALL = 1.6, 1.25
"""Processor time that grows with the square has an exponent of 2; a busy machine takes what is linear up to 1.4."""

WERE_QUADRATIC = {
    "text": ("a", "ا"),
    "list of signatories": ("1.", "1", "a@", "a@b.", "and ", "A and ", "A, B and ", "A\n\n", "\t,**a ** "),
    "contacts": ("a@b,", "l'a@b ", "a-", "a dot "),
    "statement": (
        "{", "{{ x }}", "&amp;", "\\", "a\n", "A\n\n", "1) A\n", "> a\n", "• A\n\n", "</a>", "{%a%}", "{#a}\n\n", "[^1]: a\n\n",
    ),
    "signatories.csv": ("a\x00",),
    "typography.set_text, French": (" ", "\xa0"),
    "dates_in_text.find_day": ("a",),
    "dates_in_text.find_day_and_month": ("a",),
    "dialling.understood": (" ",),
    "names.open_tail, before a letter": ("(!)", "?", ", "),
}  # fmt: skip
"""Pieces by reader whose exponent was 1.3 to 2 before its expression was mended (docs/performance.md)."""
CASES = [(name, piece) for name, pieces in WERE_QUADRATIC.items() for piece in pieces]


def _fault(name: str, piece: str, most: float, times: int) -> str:
    """Return the growth of a reader in words where it is too fast twice in a row; else nothing."""
    read = {**READERS, **EXPRESSIONS}[name]
    read("warm up")
    measured = [growth(read, piece, times=times)]
    if measured[0] and measured[0].exponent > most:
        measured.append(growth(read, piece, times=times + 1))
    least = min((each.exponent for each in measured if each), default=0.0)
    return f"{name} on {piece!r}: exponent {least:.2f} ({measured})" if least > most else ""


@pytest.mark.parametrize(("name", "piece"), CASES)
def test_what_was_quadratic_is_no_longer(name: str, piece: str) -> None:
    assert _fault(name, piece, MOST, times=2) == ""


@pytest.mark.skipif("PRESSKIT_GROWTH" not in os.environ, reason="takes an hour of processor time: make growth")
@pytest.mark.parametrize("name", sorted({**READERS, **EXPRESSIONS}))
def test_no_reader_grows_faster_than_the_text(name: str) -> None:
    assert [fault for piece in PIECES if (fault := _fault(name, piece, MOST_IN_ALL, times=3))] == []


@pytest.mark.skipif("PRESSKIT_GROWTH" not in os.environ, reason="takes an hour of processor time: make growth")
@pytest.mark.parametrize("name", SHAPES)
def test_what_repeats_one_part_takes_time_in_proportion_to_their_number(name: str) -> None:
    make, read = SHAPES[name]
    read(make(8))
    measured = growth_of(make, read, range_of(64, 8192))
    if measured and measured.exponent > MOST_IN_ALL:
        measured = growth_of(make, read, [2 * measured.size])
    assert measured is None or measured.exponent <= MOST_IN_ALL
