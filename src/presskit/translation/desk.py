"""The work of one placement: what has its place, what is asked, which paragraphs are still free."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from presskit.model.document import Inline, Text
from presskit.source import Span
from presskit.translation.evidence import SURE, Clues, Evidence, normal
from presskit.translation.identity import name_words
from presskit.translation.placement import Accepted, Doubt, Placed
from presskit.translation.proposing import typical_ratio
from presskit.translation.restoring import joined
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Kind, Unit, text_of

__all__ = ["OPTIONAL", "Desk", "part_of"]

OPTIONAL = frozenset(
    (Kind.ALT, Kind.CREDIT, Kind.DESCRIPTION, Kind.KEYWORD, Kind.FACT, Kind.CONTACT, Kind.COALITION, Kind.SIGNATORY)
)
"""Kinds that a file need not hold, or that have a form of their own where no translation came back."""
_SWOLLEN = 1.25


class Desk:
    """Units, paragraphs and what is known of both. Places are those of ``paragraphs``, from 0; ``free`` ones have no unit yet.

    ``parts`` are those of which something came back by its id. ``notes`` are places that are kept as a translator's notes
    because somebody said so, ``beside`` those that are the page's own by their style, and not by their words.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        paragraphs: Sequence[ReturnedParagraph],
        accepted: Accepted,
        current: frozenset[str],
        furniture: frozenset[str],
    ) -> None:
        self.units = {unit.key: unit for unit in units}
        self.paragraphs = paragraphs
        self.texts = [normal(text_of(each.inlines)) for each in paragraphs]
        self.accepted, self.current, self.furniture = accepted, current, furniture
        self.clues = Clues.of(units)
        self.known = {unit.key: {normal(text_of(unit.source)), normal(text_of(unit.target or ()))} for unit in units}
        self.free = {at for at, text in enumerate(self.texts) if text}
        self.placed: dict[str, Placed] = {}
        self.doubts: dict[str, Doubt] = {}
        self.left_out: set[str] = set()
        self.emptied: dict[str, Span] = {}
        self.notes: set[int] = set()
        self.beside: set[int] = set()
        self.measured = (-1, 1.0)
        self.parts: frozenset[tuple[str, str]] = frozenset()

    def open(self) -> list[str]:
        """Return the keys of the units that nothing was said about yet."""
        known = {*self.placed, *self.doubts, *self.emptied, *self.left_out}
        return [key for key in self.units if key not in known]

    def put(self, key: str, places: Sequence[int], evidence: Evidence, sure: int | None = None) -> None:
        """Place paragraphs under a key: several are one again."""
        pieces: list[Inline] = []
        for at in places:
            pieces += [Text(" "), *self.paragraphs[at].inlines]
        first = self.paragraphs[places[0]]
        numbers = tuple(dict.fromkeys(self.paragraphs[at].number for at in places))
        inlines = name_words(self.units[key], joined(pieces))
        sure = SURE[evidence] if sure is None else sure
        self.placed[key] = Placed(self.units[key], inlines, evidence, sure, numbers, first.bold, first.span)
        self.free -= set(places)
        self.doubts.pop(key, None)

    def keep_as_notes(self, places: Iterable[int]) -> None:
        """Take paragraphs as notes: their words are no unit's, and are kept all the same."""
        found = {at for at in places if at in self.free}
        self.notes |= found
        self.free -= found

    def doubt(self, reason: str, key: str, places: Iterable[int], sure: int = 0) -> None:
        """Ask about a unit; what it was given goes back."""
        if key in self.left_out or (key in self.placed and self.placed[key].evidence is Evidence.ACCEPTED):
            return
        places = [*places]
        self.placed.pop(key, None)
        numbers = tuple(dict.fromkeys(self.paragraphs[at].number for at in places))
        span = self.paragraphs[places[0]].span if places else self.units[key].span
        words = " / ".join(self.paragraphs[at].words or self.paragraphs[at].unseen for at in places)
        near = tuple(dict.fromkeys([each for at in places for each in self.around(at)] + self._beside(key)))
        self.doubts[key] = Doubt(reason, key, numbers, sure, words, near, span)
        self.free -= set(places)

    def says_the_same(self, one: str, other: str) -> bool:
        """Tell whether two units say the same in the source, but for what a page sets behind a name."""
        return bool({*self._said(one)} & {*self._said(other)})

    def _said(self, key: str) -> Iterator[str]:
        unit = self.units[key]
        said = normal(text_of(unit.source))
        yield said
        if unit.is_name:
            yield normal(text_of(name_words(None, unit.source)))
            yield from (f"{said} ({normal(each)})" for each in unit.shown_with if each)

    def _beside(self, key: str) -> list[str]:
        """Return the units before and after one in the order of the page, and those that are longer than they should be."""
        order = list(self.units)
        at = order.index(key)
        swollen = [each for each in self.placed if self.share(each) > _SWOLLEN]
        return order[max(0, at - 1) : at] + order[at + 1 : at + 2] + swollen

    def share(self, key: str) -> float:
        """Return how long a unit's words are beside what would be usual."""
        placed = self.placed[key]
        return (len(text_of(placed.inlines)) + 4) / (len(text_of(placed.unit.source)) * self.ratio() + 4)

    def ratio(self) -> float:
        """Return how long translations are beside their sources: of what is placed, or of everything together."""
        if self.measured[0] != len(self.placed):
            known = [(text_of(each.unit.source), text_of(each.inlines)) for each in self.placed.values()]
            source = sum(len(text_of(self.units[key].source)) for key in self.open())
            ratio = typical_ratio(known, sum(len(self.texts[at]) for at in self.free) / source if source else 1.0)
            self.measured = len(self.placed), ratio
        return self.measured[1]

    def around(self, at: int) -> tuple[str, ...]:
        """Return the units whose paragraphs stand before and after a place."""
        where = {number: key for key, each in self.placed.items() for number in each.numbers}
        numbers = [each.number for each in self.paragraphs]
        before = next((where[n] for n in reversed(numbers[:at]) if n in where), "")
        after = next((where[n] for n in numbers[at + 1 :] if n in where), "")
        return tuple(filter(None, (before, after)))

    def places(self, numbers: Collection[int]) -> list[int]:
        """Return the places of paragraphs by their numbers in the file."""
        return [at for at, each in enumerate(self.paragraphs) if each.number in numbers]

    def is_used(self, at: int) -> bool:
        """Tell whether a paragraph, or a part of it, is a placed unit's."""
        return any(self.paragraphs[at].number in each.numbers for each in self.placed.values())

    def may_be_absent(self, key: str) -> bool:
        """Tell whether a unit need not have come back: a name is missed where others of its part did."""
        unit = self.units[key]
        if key in self.current or not unit.translate:
            return True
        return unit.kind in OPTIONAL and part_of(unit) not in self.parts


def part_of(unit: Unit) -> tuple[str, str]:
    """Return what a unit is beside its number: a signatory's name, a keyword."""
    return unit.kind, unit.key.partition(".")[2]
