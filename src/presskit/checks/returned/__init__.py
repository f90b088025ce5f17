"""Checks on what a translator sent back: each text beside its source. One file a check, in the order of this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from presskit.checks.returned import addresses, brackets, direction, figures, length, notes, punctuation, stress, terms
from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule

__all__ = ["CHECKS", "RULES", "Pair", "examine"]

CHECKS: tuple[Callable[[Pair], Iterable[Diagnostic]], ...] = (
    figures.look,
    addresses.look,
    notes.look,
    terms.look,
    length.look,
    brackets.look,
    punctuation.look,
    direction.look,
    stress.look,
)
RULES: tuple[Rule, ...] = (
    figures.RULE, addresses.MISSING, addresses.ADDED, notes.RULE, terms.RULE, length.RULE, brackets.RULE, punctuation.RULE,
    direction.MARKS, direction.SCRIPT, stress.RULE,
)  # fmt: skip


def examine(pairs: Sequence[Pair]) -> Iterator[Diagnostic]:
    """Yield everything that is found in ``pairs``."""
    for pair in pairs:
        for check in CHECKS:
            yield from check(pair)
