"""The words that an output of an edition must have, in the order of reading: what a finished file is compared with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from presskit.model.edition import Edition, Line, Role, transcript

__all__ = [
    "AFTER_NUMBER", "BETWEEN", "LENGTH", "expected_lines", "expected_text", "folded", "hundreds", "marked", "page_accounts",
    "transcript_account",
]  # fmt: skip


LENGTH = 100
"""The names of a paragraph: a screen reader goes from one paragraph to the next, and a page break cuts only one of them."""
AFTER_NUMBER = "\u00a0"
BETWEEN = "\u00a0· "
"""The separator of two names: a line may break after it, never before."""
Entry = TypeVar("Entry")


def hundreds(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """Yield the entries of each paragraph."""
    for start in range(0, len(entries), LENGTH):
        yield entries[start : start + LENGTH]


def marked(line: Line) -> str:
    """Return a line of the transcript with the number that is printed before it."""
    return f"{line.mark}. {line.text}" if line.mark else line.text


def expected_lines(edition: Edition, *, run_in: bool = False) -> list[Line]:
    """Return every line that an edition's page prints, page furniture apart.

    Thousands of signatories are ``run_in``: «1 Aster · 2 Zephyr» in place of a list, a hundred to a line.
    """
    expected = [Line(Role.RELEASE_LINE, edition.brand_name)]
    for signs, lines in groupby(transcript(edition), lambda line: line.role is Role.SIGNATORY):
        if run_in and signs:
            entries = [f"{line.mark} {line.text}" for line in lines]
            expected += [Line(Role.SIGNATORY, BETWEEN.join(some)) for some in hundreds(entries)]
        else:
            expected += lines
    return expected


def expected_text(edition: Edition, *, run_in: bool = False) -> str:
    """Return all words of an edition's page in the order of reading."""
    return "".join(marked(line) for line in expected_lines(edition, run_in=run_in))


def page_accounts(edition: Edition) -> tuple[str, ...]:
    """Return the texts that a page may have: thousands of signatories as a list, or run in."""
    return expected_text(edition), expected_text(edition, run_in=True)


def transcript_account(edition: Edition) -> tuple[str, ...]:
    """Return the text of a file without page furniture: the transcript with its numbers."""
    return ("".join(map(marked, transcript(edition))),)


_MIRRORED = str.maketrans(")]}»›>", "([{«‹<")
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+")


def folded(text: str) -> str:
    """Return ``text`` for a comparison: NFKC, without white space and controls, closing brackets as opening ones."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_MIRRORED)
