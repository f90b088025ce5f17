"""What is likely, for the user to decide: the units and paragraphs that are left, aligned between those that are placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from presskit.formats.ooxml.contract import Style
from presskit.translation.aligning import aligned, out_of_proportion
from presskit.translation.evidence import Clues, normal
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Kind, Unit, text_of

__all__ = ["Proposal", "in_style", "proposals", "typical_ratio"]

_STYLES: Mapping[Kind, frozenset[str]] = {
    Kind.TITLE: frozenset({Style.TITLE}),
    Kind.SUBTITLE: frozenset({Style.SUBTITLE}),
    Kind.HEADING: frozenset({Style.HEADING_2, Style.HEADING_3, Style.HEADING_4, Style.SECTION}),
    Kind.TEXT: frozenset({Style.LEDE, Style.BODY, Style.CALL_LEAD, Style.BOILERPLATE, Style.NOTE}),
    Kind.ITEM: frozenset({Style.BULLET, Style.NUMBERED, Style.NOTE_BULLET, Style.NOTE_NUMBERED}),
    Kind.CALL: frozenset({Style.CALL}),
    Kind.QUOTE: frozenset({Style.QUOTE}),
    Kind.ATTRIBUTION: frozenset({Style.ATTRIBUTION}),
    Kind.CAPTION: frozenset({Style.CAPTION}),
    Kind.FOOTNOTE: frozenset({Style.FOOTNOTE}),
    Kind.COALITION: frozenset({Style.COALITION}),
    Kind.SIGNATORY: frozenset({Style.SIGNATORY}),
    Kind.CONTACT: frozenset({Style.CONTACT_NAME}),
}
_STYLE, _OTHER_STYLE, _CLUE = 1.5, -2.5, 3.0
_PER_STEP = 6
_MOST_OF_NAME = 40  # percent; names are as long as each other, and are sorted anew: their order says nothing
_MOST = 79  # percent; what order and length say is never as sure as a name
_FEWEST = 3
LISTED = frozenset({Kind.SIGNATORY, Kind.COALITION, Kind.CONTACT, Kind.KEYWORD, Kind.FACT})
"""Kinds of entries of lists."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit and the places of the paragraphs that are likely its own (none: it seems to be gone), in percent."""

    key: str
    places: tuple[int, ...]
    sure: int


def typical_ratio(pairs: Sequence[tuple[str, str]], otherwise: float = 1.0) -> float:
    """Return how many characters of the translation one of the source makes; ``otherwise`` where too little is known."""
    ratios = [len(target) / len(source) for source, target in pairs if len(source) > 30 and target]
    return median(ratios) if len(ratios) >= _FEWEST else min(1.6, max(0.6, otherwise))


def proposals(  # noqa: PLR0913, PLR0917 -- what is known of both sides
    units: Mapping[str, Unit],
    paragraphs: Sequence[ReturnedParagraph],
    clues: Clues,
    free: Sequence[int],
    keys: Sequence[str],
    placed: Mapping[str, Sequence[int]],
) -> Iterator[Proposal]:
    """Yield one for each of ``keys``, from the paragraphs in the places ``free``."""
    texts = {at: normal(text_of(paragraphs[at].inlines)) for at in free}
    lengths = {key: len(text_of(units[key].source)) for key in keys}
    pairs = [(text_of(units[key].source), paragraphs[at].words) for key, places in placed.items() for at in places[:1]]
    ratio = typical_ratio(pairs)
    for some, places in _gaps(list(units), keys, free, placed):
        theirs = [paragraphs[at] for at in places]
        likeness = _Likeness([units[key] for key in some], theirs, [texts[at] for at in places], clues)
        told = aligned([lengths[key] for key in some], [len(texts[at]) for at in places], likeness, ratio)
        for here, there in told:
            for number, unit in enumerate(here):
                chosen = tuple(places[at] for at in there) if number == 0 else ()
                sure = _sure(likeness, here, there, ratio) if chosen else 0
                yield Proposal(some[unit], chosen, min(sure, _MOST_OF_NAME) if units[some[unit]].kind in LISTED else sure)


def _gaps(
    order: Sequence[str], keys: Sequence[str], free: Sequence[int], placed: Mapping[str, Sequence[int]]
) -> Iterator[tuple[list[str], list[int]]]:
    """Yield the open units and the free paragraphs that lie between the same placed ones; all of it if these are crossed."""
    anchors = [(order.index(key), places[0]) for key, places in placed.items() if places]
    anchors.sort()
    if any(one[1] > other[1] for one, other in pairwise(anchors)):
        yield list(keys), list(free)
        return
    edges = [(-1, -1), *anchors, (len(order), 10**9)]
    for (unit, at), (next_unit, next_at) in pairwise(edges):
        some = [key for key in keys if unit < order.index(key) < next_unit]
        if some:
            yield some, [each for each in free if at < each < next_at]


def _sure(likeness: _Likeness, here: Sequence[int], there: Sequence[int], ratio: float) -> int:
    """Return in percent what speaks for an alignment: one text for one, style and clues, lengths in proportion."""
    base = 60 if len(here) == len(there) == 1 else 40
    liked = sum(likeness(unit, at) for unit in here for at in there) / (len(here) * len(there))
    sources = [len(text_of(likeness.units[unit].source)) for unit in here]
    away = out_of_proportion(sources, [len(likeness.texts[at]) for at in there], ratio)
    return max(10, min(_MOST, round(base + 8 * liked - _PER_STEP * away)))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What speaks for a unit and a paragraph beside their lengths: style and clues."""

    units: Sequence[Unit]
    paragraphs: Sequence[ReturnedParagraph]
    texts: Sequence[str]
    clues: Clues

    def __call__(self, unit: int, paragraph: int) -> float:
        found = self.clues.found(self.units[unit].key, self.texts[paragraph])
        return self._style(unit, paragraph) + _CLUE * min(2, len(found))

    def _style(self, unit: int, paragraph: int) -> float:
        suits = in_style(self.units[unit], self.paragraphs[paragraph].style)
        return 0.0 if suits is None else _STYLE if suits else _OTHER_STYLE


def in_style(unit: Unit, style: str) -> bool | None:
    """Tell whether a paragraph's style is one that the unit is set in; None where the style is not presskit's."""
    return style in _STYLES[unit.kind] if style.startswith("PK ") and unit.kind in _STYLES else None
