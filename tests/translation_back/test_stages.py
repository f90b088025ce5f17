"""Matching goes through stages in a visible order; each makes a new state, and decides once what it decides."""

from __future__ import annotations

import pytest

from presskit.translation import matching
from presskit.translation.alignment_state import AlignmentState, Choices
from presskit.translation.matching import STAGES
from tests.translation_back.corruption import spoiled
from tests.translation_back.test_corruption import translated, unknown


def initial(seed: int, *, ids: bool) -> AlignmentState:
    every = translated("fr")
    file = spoiled(every, seed, ids=ids)
    return matching._initial_state(unknown(every), file.paragraphs(), Choices({"p-week": ()}, all=True), frozenset(), frozenset())


@pytest.mark.parametrize("ids", [True, False], ids=["ids", "no ids"])
@pytest.mark.parametrize("seed", range(4))
def test_no_stage_changes_the_state_that_it_was_given(seed: int, ids: bool) -> None:
    state = initial(seed, ids=ids)
    for stage in STAGES:
        before = repr(state)
        after = stage(state)
        assert repr(state) == before, stage.__name__
        state = after


@pytest.mark.parametrize("seed", range(8))
def test_each_paragraph_and_each_unit_is_in_one_place(seed: int) -> None:
    """A paragraph that is free is no unit's and no note; a unit is matched, doubted, left out or empty, never two of these."""
    state = initial(seed, ids=True)
    for stage in STAGES:
        state = stage(state)
        paragraphs = state.sides.paragraphs
        assert not state.free & state.notes, stage.__name__
        assert not state.free & state.furniture, stage.__name__
        matched = {number for each in state.matches.values() for number in each.numbers}
        parts = {each.number for each in paragraphs if sum(other.number == each.number for other in paragraphs) > 1}
        assert not {paragraphs[at].number for at in state.free} & (matched - parts), stage.__name__
        decided = [*state.matches, *state.left_out, *state.emptied, *(key for key, each in state.doubts.items() if each.key)]
        assert len(decided) == len(set(decided)), stage.__name__
