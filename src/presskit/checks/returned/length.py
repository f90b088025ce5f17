"""Check: what came back is about as long as the other texts of this language are beside their sources."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule, Severity

__all__ = ["RULE", "look"]

RULE = Rule(
    "return-length", Severity.WARNING, "A text came back much shorter or longer than its source",
    "A sentence may be missing, or a second paragraph may have been joined to it.",
)  # fmt: skip
_SHORT = 40


def look(pair: Pair) -> Iterator[Diagnostic]:
    """Compare lengths; names and short texts vary too much to tell."""
    said, here = len(pair.said), len(pair.here)
    if pair.unit.is_name or said < _SHORT:
        return
    share = here / (said * pair.ratio)
    if not 0.5 <= share <= 1.9:
        what = "shorter" if share < 1 else "longer"
        message = f"it has {here} characters for {said} of the source, much {what} than the other texts"
        yield from pair.finding(RULE, message, "look whether a sentence is missing or too many")
