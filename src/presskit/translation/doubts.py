"""What a person is asked about a file that came back: a text beside what may be its translation, and what can be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from presskit.translation import rules
from presskit.translation.alignment_state import Doubt, Match
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Unit, text_of

__all__ = ["ReturnDoubt", "ReturnRival", "doubts_of"]

_MOST = 4
"""So many rivals are shown; any other paragraph can be named by its number."""


@dataclass(frozen=True, slots=True)
class ReturnRival:
    """An answer: the text ``key`` is the paragraphs ``numbers``, none: it is left out. With the words that it takes.

    A paragraph's own number as the ``key``, without numbers, keeps that paragraph as a note
    (:class:`~presskit.Choices`). ``likely``: it is the one that is proposed.
    """

    key: str
    numbers: tuple[int, ...] = ()
    words: str = ""
    likely: bool = False


@dataclass(frozen=True, slots=True)
class ReturnDoubt:
    """A doubt: ``code`` is that of its finding, ``key`` that of the text, "" where a paragraph is no text's.

    ``source`` are the words of the text, ``there`` its translation as the kit has it, ``words`` those that came back.
    """

    code: str
    key: str
    numbers: tuple[int, ...]
    confidence: int
    source: str
    there: str
    words: str
    rivals: tuple[ReturnRival, ...]


def doubts_of(
    doubts: Sequence[Doubt], units: Sequence[Unit], paragraphs: Sequence[ReturnedParagraph], matches: Sequence[Match]
) -> tuple[ReturnDoubt, ...]:
    """Return what is asked about ``doubts``, in the order of the page; paragraphs that belong to no text come last."""
    order = {unit.key: at for at, unit in enumerate(units)}
    known = _Known({unit.key: unit for unit in units}, _words(paragraphs), {each.unit.key: each.numbers for each in matches})
    free = sorted({number for each in doubts for number in each.numbers})
    return tuple(known.about(each, free) for each in sorted(doubts, key=lambda each: order.get(each.key, len(order))))


def _words(paragraphs: Sequence[ReturnedParagraph]) -> Mapping[int, str]:
    words: dict[int, str] = {}
    for each in paragraphs:
        words[each.number] = f"{words.get(each.number, '')} {each.words or each.unseen}".strip()
    return words


@dataclass(frozen=True, slots=True)
class _Known:
    """The texts by key, the paragraphs by number, and which texts have which paragraphs already."""

    units: Mapping[str, Unit]
    words: Mapping[int, str]
    matched: Mapping[str, tuple[int, ...]]

    def about(self, doubt: Doubt, free: Sequence[int]) -> ReturnDoubt:
        unit = self.units.get(doubt.key)
        rivals = self._of_text(doubt, free) if unit else self._of_paragraph(doubt)
        source, there = (text_of(words or ()) for words in ((unit.source, unit.target) if unit else ((), ())))
        return ReturnDoubt(
            doubt.rule.code, doubt.key, doubt.numbers, doubt.confidence, source, there, doubt.words, tuple(rivals)
        )

    def _of_text(self, doubt: Doubt, free: Sequence[int]) -> Iterator[ReturnRival]:
        """Yield the paragraphs that may be a text: those that are proposed, then those that are free, the nearest first."""
        if doubt.rule is not rules.ALL_HIDDEN:
            proposed = [(each,) for each in doubt.numbers] if doubt.rule is rules.DUPLICATE_ID else [doubt.numbers]
            likely = doubt.rule in {rules.MATCH_UNCERTAIN, rules.REORDERED}
            yield from (self._rival(doubt.key, each, likely=likely) for each in proposed if each)
            near = sorted((each for each in free if each not in doubt.numbers), key=lambda each: self._away(doubt, each))
            yield from (self._rival(doubt.key, (each,)) for each in sorted(near[: _MOST - len(proposed)]))
        yield ReturnRival(doubt.key)

    def _of_paragraph(self, doubt: Doubt) -> Iterator[ReturnRival]:
        """Yield the texts that a paragraph may be a part of, and that it is a note."""
        for key in doubt.near:
            numbers = tuple(sorted({*self.matched.get(key, ()), *doubt.numbers}))
            yield self._rival(key, numbers)
        yield from (ReturnRival(str(number)) for number in doubt.numbers[:1])

    def _away(self, doubt: Doubt, number: int) -> int:
        return min((abs(number - each) for each in doubt.numbers), default=number)

    def _rival(self, key: str, numbers: tuple[int, ...], *, likely: bool = False) -> ReturnRival:
        return ReturnRival(key, numbers, " ".join(self.words.get(each, "") for each in numbers), likely)
