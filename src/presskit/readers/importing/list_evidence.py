"""How much speaks for a run of lines being a list of signatories: each piece of evidence has its weight in one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import pairwise
from math import lgamma

from presskit.language.data import fold
from presskit.readers.importing.affiliations import is_affiliation, names_organisation, pair_of
from presskit.readers.importing.headings import (
    closes_letter,
    heads_list,
    is_call,
    leads_names,
    leads_signatures,
    without_texts,
)
from presskit.readers.importing.shapes import belongs, ends_sentence, is_titled, may_name
from presskit.readers.importing.trailing_country import bare_place, place_behind

__all__ = ["LIKELY", "PLAIN", "POSSIBLE", "SURE", "Surroundings", "evidence", "weight"]


class Evidence(StrEnum):
    """What speaks for or against a run of lines."""

    ANY_RUN_OF_LINES = auto()
    SIGNED = auto()
    LEADS = auto()
    SHORT_HEAD = auto()
    COLON = auto()
    CALLS = auto()
    EXPLAINS = auto()
    ORGANISATION = auto()
    OFFICE = auto()
    NAMED = auto()
    COUNTRY = auto()
    CAPITALS = auto()
    SMALL_LETTERS = auto()
    BEGINS_SMALL = auto()
    BEGINS_WITH_A_NUMBER = auto()
    ENDS_AS_A_SENTENCE = auto()
    MANY_WORDS = auto()
    STANDS_TWICE = auto()
    IN_ORDER = auto()
    COUNTED = auto()
    ENDS_THE_TEXT = auto()
    EACH_LINE = auto()
    HEADS_OF_COLUMNS = auto()
    NAMED_AGAIN = auto()
    MARKED = auto()
    ANOTHER_LIST = auto()


POSSIBLE, LIKELY, SURE, PLAIN = 0.5, 3.0, 6.5, 9.0
"""From which weight on a run is asked about; is printed and asked about; is printed if the text says that somebody signs; is
printed even if it does not, where no head says that they are something else."""

_WEIGHTS = {
    Evidence.ANY_RUN_OF_LINES: -2.0, Evidence.SIGNED: 4.0, Evidence.LEADS: 2.5, Evidence.SHORT_HEAD: 1.5,
    Evidence.COLON: 0.5, Evidence.CALLS: -5.0, Evidence.EXPLAINS: -1.5, Evidence.ORGANISATION: 3.0, Evidence.OFFICE: 3.0,
    Evidence.NAMED: 1.5, Evidence.COUNTRY: 2.5, Evidence.CAPITALS: 1.5, Evidence.SMALL_LETTERS: -1.5,
    Evidence.BEGINS_SMALL: -4.0, Evidence.BEGINS_WITH_A_NUMBER: -4.0, Evidence.ENDS_AS_A_SENTENCE: -4.0,
    Evidence.MANY_WORDS: -3.0, Evidence.STANDS_TWICE: -3.0, Evidence.IN_ORDER: 0.5, Evidence.COUNTED: 4.0,
    Evidence.ENDS_THE_TEXT: 1.5, Evidence.EACH_LINE: 0.15, Evidence.HEADS_OF_COLUMNS: 3.0, Evidence.NAMED_AGAIN: 5.0,
    Evidence.MARKED: -0.5, Evidence.ANOTHER_LIST: -1.5,
}  # fmt: skip
_MOST_WORDS, _FEW_WORDS, _LONG_LEAD = 9, 5, 12
_MOST_IN_ORDER, _MOST_OF_LENGTH, _LEAST_IN_ORDER = 3.0, 1.5, 4


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a run stands. ``above`` is the line before it; ``stated`` are the numbers by which the text counts who signs.

    ``ends``: nothing of the text follows; ``marked``: marks of a list stand before its lines; ``listed``: the text has a list;
    ``columns``: it is a table whose columns have heads of names; ``again``: a row above the text that names them again.
    """

    above: str = ""
    stated: Sequence[int] = ()
    ends: bool = False
    marked: bool = False
    listed: bool = False
    columns: bool = False
    again: bool = False


def weight(names: Sequence[str], around: Surroundings) -> float:
    """Return how much speaks for ``names`` being those who sign; from ``POSSIBLE`` on they may be."""
    return sum(_WEIGHTS[key] * measure for key, measure in evidence(names, around).items())


def evidence(names: Sequence[str], around: Surroundings) -> dict[Evidence, float]:
    """Return what speaks for or against names: shares of them from 0 to 1, or what counts as often."""
    found = {Evidence.ANY_RUN_OF_LINES: 1.0, **_of_head(around.above), **_of_lines(names)}
    found[Evidence.COUNTED] = float(len(names) in around.stated)
    found[Evidence.ENDS_THE_TEXT] = float(around.ends)
    found[Evidence.HEADS_OF_COLUMNS], found[Evidence.NAMED_AGAIN] = float(around.columns), float(around.again)
    found[Evidence.MARKED] = float(around.marked)
    found[Evidence.ANOTHER_LIST] = float(around.listed)
    found[Evidence.EACH_LINE] = min(len(names), _MOST_OF_LENGTH / _WEIGHTS[Evidence.EACH_LINE])
    keys = [fold(name) for name in names]
    found[Evidence.STANDS_TWICE] = 1 - len(set(keys)) / max(len(keys), 1)
    ordered = len(keys) >= _LEAST_IN_ORDER and all(a <= b for a, b in pairwise(keys))
    found[Evidence.IN_ORDER] = min(lgamma(len(keys) + 1), _MOST_IN_ORDER / _WEIGHTS[Evidence.IN_ORDER]) if ordered else 0.0
    return found


def _of_head(above: str) -> dict[Evidence, float]:
    closed = above.rstrip().endswith((":", "："))
    words = len(above.split())
    signed = leads_signatures(above) or heads_list(above)
    calls = not ends_sentence(above) and is_call(without_texts(above))
    return {
        Evidence.SIGNED: float(signed and not calls),
        Evidence.LEADS: float(not signed and (leads_names(above) or closes_letter(above))),
        Evidence.SHORT_HEAD: float(closed and words <= _FEW_WORDS), Evidence.COLON: float(closed and words > _FEW_WORDS),
        Evidence.CALLS: float(calls), Evidence.EXPLAINS: float(closed and words > _LONG_LEAD and not signed),
    }  # fmt: skip


def _of_lines(names: Sequence[str]) -> dict[Evidence, float]:
    def share(holds: Callable[[str], object]) -> float:
        return sum(bool(holds(name)) for name in names) / max(len(names), 1)

    cased = [name for name in names if name.lower() != name.upper()]
    capitals = sum(map(_capital_share, cased)) / len(cased) if cased else 1.0
    offices = share(_has_office)
    return {
        Evidence.ORGANISATION: share(names_organisation), Evidence.OFFICE: offices,
        Evidence.NAMED: max(0.0, share(lambda name: may_name(name) or is_titled(name) or pair_of(name)) - offices),
        Evidence.COUNTRY: share(lambda name: place_behind(name) or (may_name(name) and bare_place(name)[1])),
        Evidence.CAPITALS: max(0.0, capitals * 2 - 1), Evidence.SMALL_LETTERS: max(0.0, 1 - capitals * 2),
        Evidence.BEGINS_SMALL: share(lambda name: name[:1].islower() and not is_titled(name)),
        Evidence.BEGINS_WITH_A_NUMBER: share(lambda name: name[:1].isdigit()),
        Evidence.ENDS_AS_A_SENTENCE: share(lambda name: ends_sentence(name) and len(name.split()) >= _FEW_WORDS),
        Evidence.MANY_WORDS: share(lambda name: len(name.split()) > _MOST_WORDS and not _has_office(name)),
    }  # fmt: skip


def _has_office(name: str) -> bool:
    pair = pair_of(name)
    return pair is not None and (belongs(pair[1]) or pair[1][:1].islower()) and not is_affiliation(pair[0])


def _capital_share(name: str) -> float:
    """Return how many of the longer words begin with a capital."""
    words = [word.lstrip("«„“”\"'(") for word in name.split()]
    long = [word for word in words if len(word) > 3 and word[:1].isalpha()] or words[:1]
    return sum(word[:1].isupper() for word in long) / len(long)
