"""Checks on what a translator sent back: each text beside its source, in the order of this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from presskit.checks.returned import markup, wording
from presskit.checks.returned.wording import check_language
from presskit.diagnostics import Diagnostic, Rule
from presskit.translation.returned import Pair

__all__ = ["CHECKS", "RULES", "check_language", "check_pairs"]

CHECKS: tuple[Callable[[Pair], Iterable[Diagnostic]], ...] = (
    wording.check_numbers,
    markup.check_protected,
    markup.check_notes,
    wording.check_terms,
    wording.check_length,
    wording.check_brackets,
    wording.check_punctuation,
    wording.check_script,
    markup.check_bold,
)
RULES: tuple[Rule, ...] = (
    wording.NUMBER_DIFFERS, markup.PROTECTED, markup.NEW_ADDRESS, markup.NOTE_MARK, wording.TERM, wording.LENGTH,
    wording.UNBALANCED, wording.PUNCTUATION, wording.DIRECTION_MARKS, wording.SCRIPT, markup.FORMATTING_LOST,
)  # fmt: skip


def check_pairs(pairs: Iterable[Pair]) -> Iterator[Diagnostic]:
    """Yield everything that is found in ``pairs``."""
    for pair in pairs:
        for check in CHECKS:
            yield from check(pair)
