"""Which numbers a segment states, and whether another language says them too. No check stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from presskit.language.number_words import in_words

__all__ = ["Figure", "absent", "figures"]

_LINKS = re.compile(r"\S+@\S+|https?://\S+|\bwww\.\S+")
# The word or sign around a number, so that «G7», «F-16», «21st», «1990s» and «24/7» can be told from counts.
_RUN = re.compile(r"(?P<before>[^\W\d_]-?)?(?P<number>\d+(?:[.,:/٫٬\u00a0\u202f '’-]?\d+)*)(?P<after>[-‑]?[^\W\d_]+)?")
_GROUPS = re.compile(r"\d{1,3}(?:([.,٬\u00a0\u202f '’])\d{3})(?:\1\d{3})*(?!\d)")
_DATE = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_CLOCK = re.compile(r"^\s?(?:h|uhr|a\.?m|p\.?m|ч|год|صباح|مساء)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text: its value, the digits of the whole expression without closing zeros, and where it begins."""

    value: int
    significand: str
    start: int
    clock: bool = False


def _dated(expression: str) -> str:
    """Return a numeric date without its month, which other languages write in words: «15/12/2016» → «15 2016»."""
    date = _DATE.fullmatch(expression)
    if not date:
        return expression
    return " · ".join(part for part in date.groups() if int(part) > 12)


def _values(expression: str) -> Iterator[int]:
    """Yield the whole numbers of «1,500», «18:30», «3.5» or «15 2016»; marks between thousands are no bounds."""
    whole = _GROUPS.sub(lambda match: re.sub(r"\D", "", match.group()), _dated(expression))
    yield from (int(digits) for digits in re.findall(r"\d+", whole))


def _is_figure(match: re.Match[str], language: str) -> bool:
    """Tell whether this is a number that every language writes: no part of a name, no ordinal, no «24/7»."""
    before, after = match["before"] or "", match["after"] or ""
    if match["number"] == "24/7" or after:
        return False
    return not before or language == "ar"


def figures(text: str, language: str) -> tuple[Figure, ...]:
    """Return the numbers above 2 that ``text`` states in digits; smaller ones are often articles, duals or pronouns."""
    bare = _LINKS.sub(lambda match: " " * len(match.group()), text)
    found: list[Figure] = []
    for match in _RUN.finditer(bare):
        if _is_figure(match, language.split("-", maxsplit=1)[0]):
            significand = re.sub(r"\D", "", match["number"]).strip("0")
            clock = ":" in match["number"] or bool(_CLOCK.match(bare[match.end() :]))
            values = _values(match["number"])
            found += [Figure(v, significand, match.start("number"), clock) for v in values if v > 2]
    return tuple(found)


def _digits(text: str) -> set[int]:
    return {value for match in _RUN.finditer(text) for value in _values(match["number"])}


def _significands(text: str) -> Mapping[str, int]:
    runs = [re.sub(r"\D", "", match["number"]) for match in _RUN.finditer(text)]
    return {run.strip("0"): len(run) for run in runs}


def absent(text: str, language: str, other: str, other_language: str) -> Iterator[Figure]:
    """Yield the numbers of ``text`` that ``other`` says neither in digits nor in words.

    «1.5 million» equals «1 500 000», and «6 pm» equals «18:00».
    """
    there = _digits(other) | {int(run) for run in re.findall(r"\d+", other)}
    scaled = _significands(other)
    for figure in figures(text, language):
        clock = figure.clock and {figure.value + 12, figure.value - 12} & there
        zeros = figure.significand in scaled and max(scaled[figure.significand], figure.value // 1000) > 3
        if not (figure.value in there or clock or zeros or in_words(figure.value, other, other_language)):
            yield figure
