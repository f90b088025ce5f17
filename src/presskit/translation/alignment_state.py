"""What matching works on, as frozen values: the two sides, which do not change, and how far they are aligned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from presskit.diagnostics import Rule
from presskit.model.document import Inline, Text
from presskit.source import Span
from presskit.translation.evidence import CONFIDENCE, Clues, Evidence, bare_name, normal, typical_ratio
from presskit.translation.rebuild import joined
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Unit, UnitKind, text_of

__all__ = ["OPTIONAL", "AlignmentState", "Choices", "Doubt", "Match", "Sides"]

OPTIONAL = frozenset((
    UnitKind.ALT, UnitKind.CREDIT, UnitKind.DESCRIPTION, UnitKind.KEYWORD, UnitKind.FACT, UnitKind.CONTACT, UnitKind.COALITION,
    UnitKind.SIGNATORY,
))  # fmt: skip
"""Kinds that a file need not hold, or that have a form of their own where no translation came back."""
_LONG = 1.25  # of the usual length: the text may hold a part of its neighbour


@dataclass(frozen=True, slots=True)
class Choices:
    """The user's choices: paragraph numbers by key (none: the unit is left out), and whether likely proposals are taken.

    A paragraph's own number as the key, without numbers, keeps that paragraph as a note.
    """

    by_key: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    all: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A unit and what came back for it. ``numbers`` are paragraphs from 1, ``confidence`` is in percent."""

    unit: Unit
    inlines: tuple[Inline, ...]
    evidence: Evidence
    confidence: int
    numbers: tuple[int, ...] = ()
    bold: bool = False
    span: Span = Span("")  # noqa: RUF009 -- frozen


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the user is asked: about a unit (``key``), or about a paragraph that belongs to none.

    ``rule`` is that of its finding. ``near`` are units whose words it may concern: those beside it, of which it may hold a
    part.
    """

    rule: Rule
    key: str = ""
    numbers: tuple[int, ...] = ()
    confidence: int = 0
    words: str = ""
    near: tuple[str, ...] = ()
    span: Span = Span("")  # noqa: RUF009 -- frozen


@dataclass(frozen=True, slots=True)
class Sides:
    """The units and the paragraphs that are aligned, with what is worked out of each once.

    A paragraph is meant by its index in ``paragraphs``. ``texts`` are their words in normal form, ``known`` the source and
    the translation of each unit in normal form. ``current`` are keys whose earlier translation still holds, ``furniture``
    the page's own words in normal form.
    """

    units: Mapping[str, Unit]
    paragraphs: Sequence[ReturnedParagraph]
    texts: Sequence[str]
    clues: Clues
    known: Mapping[str, frozenset[str]]
    choices: Choices
    current: frozenset[str]
    furniture: frozenset[str]

    def indices(self, numbers: Collection[int]) -> list[int]:
        """Return the indices of paragraphs by their numbers in the file."""
        return [at for at, each in enumerate(self.paragraphs) if each.number in numbers]

    def numbers(self, indices: Iterable[int]) -> tuple[int, ...]:
        """Return the numbers that paragraphs have in the file, each once."""
        return tuple(dict.fromkeys(self.paragraphs[at].number for at in indices))

    def expects(self, key: str) -> bool:
        """Return whether a unit should have come back, whatever else did."""
        unit = self.units[key]
        return unit.translate and key not in self.current and unit.kind not in OPTIONAL

    def same_source(self, one: str, other: str) -> bool:
        """Return whether two units say the same in the source, but for what a page sets behind a name."""
        return not {*self._source_forms(one)}.isdisjoint(self._source_forms(other))

    def _source_forms(self, key: str) -> Iterator[str]:
        unit = self.units[key]
        yield (source := normal(text_of(unit.source)))
        if unit.is_name:
            yield normal(text_of(bare_name(None, unit.source)))
            yield from (f"{source} ({normal(each)})" for each in unit.shown_with if each)


@dataclass(frozen=True)
class AlignmentState:
    """How far the sides are aligned. Each method returns the state that follows; this one stays as it is.

    ``free`` are indices of paragraphs that belong to no unit yet. ``notes`` are those that are kept as a translator's notes,
    ``furniture`` those that are the page's own by their style, and not by their words. ``emptied`` are units that came back
    without a word. ``has_ids``: some paragraph has the id of a unit.
    """

    sides: Sides
    free: frozenset[int]
    matches: Mapping[str, Match] = field(default_factory=dict)
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    emptied: Mapping[str, Span] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    notes: frozenset[int] = frozenset()
    furniture: frozenset[int] = frozenset()
    has_ids: bool = False

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The keys of the units that nothing is decided about."""
        decided = {*self.matches, *self.doubts, *self.emptied, *self.left_out}
        return tuple(key for key in self.sides.units if key not in decided)

    @cached_property
    def ratio(self) -> float:
        """How long translations are beside their sources: of what is matched, or of everything together."""
        pairs = [(text_of(each.unit.source), text_of(each.inlines)) for each in self.matches.values()]
        source = sum(len(text_of(self.sides.units[key].source)) for key in self.open)
        return typical_ratio(pairs, sum(len(self.sides.texts[at]) for at in self.free) / source if source else 1.0)

    def relative_length(self, key: str) -> float:
        """Return how long a matched unit's words are beside what would be usual."""
        match = self.matches[key]
        return (len(text_of(match.inlines)) + 4) / (len(text_of(match.unit.source)) * self.ratio + 4)

    def around(self, at: int) -> tuple[str, ...]:
        """Return the units whose paragraphs stand before and after a paragraph."""
        key_of = {number: key for key, each in self.matches.items() for number in each.numbers}
        numbers = [each.number for each in self.sides.paragraphs]
        nearest = (next((key_of[n] for n in side if n in key_of), "") for side in (numbers[:at][::-1], numbers[at + 1 :]))
        return tuple(filter(None, nearest))

    def matched(
        self, key: str, indices: Sequence[int], evidence: Evidence, confidence: int | None = None
    ) -> AlignmentState:
        """Match paragraphs with a unit: several are one again."""
        paragraphs, unit = [self.sides.paragraphs[at] for at in indices], self.sides.units[key]
        match = Match(
            unit=unit,
            inlines=bare_name(unit, joined(node for each in paragraphs for node in (Text(" "), *each.inlines))),
            evidence=evidence,
            confidence=CONFIDENCE[evidence] if confidence is None else confidence,
            numbers=self.sides.numbers(indices),
            bold=paragraphs[0].bold,
            span=paragraphs[0].span,
        )
        return replace(
            self,
            matches={**self.matches, key: match},
            doubts={other: doubt for other, doubt in self.doubts.items() if other != key},
            free=self.free - {*indices},
        )

    def noted(self, indices: Iterable[int]) -> AlignmentState:
        """Keep free paragraphs as notes: their words are no unit's."""
        noted = self.free.intersection(indices)
        return replace(self, notes=self.notes | noted, free=self.free - noted)

    def doubted(self, rule: Rule, key: str, indices: Iterable[int], confidence: int = 0) -> AlignmentState:
        """Ask about a unit, whose match is undone, unless the user has decided it already."""
        if key in self.left_out or (key in self.matches and self.matches[key].evidence is Evidence.ACCEPTED):
            return self
        indices = [*indices]
        undone = replace(self, matches={other: match for other, match in self.matches.items() if other != key})
        paragraphs = [self.sides.paragraphs[at] for at in indices]
        doubt = Doubt(
            rule=rule,
            key=key,
            numbers=self.sides.numbers(indices),
            confidence=confidence,
            words=" / ".join(each.words or each.unseen for each in paragraphs),
            near=tuple(dict.fromkeys([each for at in indices for each in undone.around(at)] + undone.near(key))),
            span=paragraphs[0].span if paragraphs else self.sides.units[key].span,
        )
        return replace(undone, doubts={**self.doubts, key: doubt}, free=self.free - {*indices})

    def near(self, key: str) -> list[str]:
        """Return the units before and after one in the order of the page, and those that are longer than they should be."""
        order = list(self.sides.units)
        at = order.index(key)
        long = [each for each in self.matches if self.relative_length(each) > _LONG]
        return order[max(0, at - 1) : at] + order[at + 1 : at + 2] + long
