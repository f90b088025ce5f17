"""Returned paragraphs → the units that they translate, each with its evidence. What is not sure is asked, not guessed.

The order of the stages is that of ``STAGES``: the user's choices, ids, ids taken back, the page's own words, the unit's own
words, gaps between what is matched, proposals by order and length, earlier translations, the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from presskit.source import Span
from presskit.translation.alignment_state import AlignmentState, Choices, Doubt, Match, Sides
from presskit.translation.content_matching import match_between, match_words, set_furniture_aside
from presskit.translation.evidence import Clues, Evidence, normal
from presskit.translation.id_matching import match_ids, validate_ids
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Unit, text_of
from presskit.translation.unmatched import carry_forward, propose, sort_rest

__all__ = ["STAGES", "Alignment", "match"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where everything went. ``notes`` are paragraphs that are no unit's; ``absent`` units need not have come back.

    ``emptied`` came back by their ids, and without a word. ``furniture`` are paragraphs that are the page's own by their
    style, but do not say what went out. ``left_out`` are units that the user wants to do without.
    """

    matches: tuple[Match, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[ReturnedParagraph, ...] = ()
    absent: tuple[Unit, ...] = ()
    emptied: tuple[tuple[Unit, Span], ...] = ()
    furniture: tuple[ReturnedParagraph, ...] = ()
    left_out: tuple[Unit, ...] = ()


def take_choices(state: AlignmentState) -> AlignmentState:
    """Do what the user said before anything else."""
    sides, choices = state.sides, state.sides.choices.by_key
    for key, numbers in choices.items():
        indices = [at for at in sides.indices(numbers) if at in state.free]
        if key in sides.units and not numbers:
            state = replace(state, left_out=state.left_out | {key})
        elif key in sides.units and indices:
            state = state.matched(key, indices, Evidence.ACCEPTED)
    return state.noted(sides.indices({int(key) for key, numbers in choices.items() if key.isdecimal() and not numbers}))


STAGES: tuple[Callable[[AlignmentState], AlignmentState], ...] = (
    take_choices,
    match_ids,
    validate_ids,
    set_furniture_aside,
    match_words,
    match_between,
    propose,
    carry_forward,
    sort_rest,
)


def match(
    units: Sequence[Unit],
    paragraphs: Sequence[ReturnedParagraph],
    choices: Choices | None = None,
    current: Collection[str] = (),
    furniture: Collection[str] = (),
) -> Alignment:
    """Match ``paragraphs`` with ``units``. ``current`` are keys whose earlier translation still holds, and may be absent.

    ``furniture`` are texts, in their normal form, that stand on the page and are no unit's.
    """
    state = _initial_state(units, paragraphs, choices or Choices(), frozenset(current), frozenset(furniture))
    for stage in STAGES:
        state = stage(state)
    return _alignment(state)


def _initial_state(
    units: Sequence[Unit],
    paragraphs: Sequence[ReturnedParagraph],
    choices: Choices,
    current: frozenset[str],
    furniture: frozenset[str],
) -> AlignmentState:
    """Return the state in which nothing is matched, and every paragraph with words is free."""
    texts = [normal(text_of(each.inlines)) for each in paragraphs]
    sides = Sides(
        units={unit.key: unit for unit in units},
        paragraphs=paragraphs,
        texts=texts,
        clues=Clues.of(units),
        known={unit.key: frozenset(normal(text_of(each or ())) for each in (unit.source, unit.target)) for unit in units},
        choices=choices,
        current=current,
        furniture=furniture,
    )
    return AlignmentState(sides, frozenset(at for at, text in enumerate(texts) if text))


def _alignment(state: AlignmentState) -> Alignment:
    """Return everything in the order of the kit."""
    units, paragraphs = state.sides.units, state.sides.paragraphs
    return Alignment(
        matches=tuple(state.matches[key] for key in units if key in state.matches),
        doubts=tuple(state.doubts.values()),
        notes=tuple(paragraphs[at] for at in sorted(state.notes)),
        absent=tuple(units[key] for key in state.open),
        emptied=tuple((units[key], span) for key, span in state.emptied.items()),
        furniture=tuple(paragraphs[at] for at in sorted(state.furniture)),
        left_out=tuple(unit for key, unit in units.items() if key in state.left_out),
    )
