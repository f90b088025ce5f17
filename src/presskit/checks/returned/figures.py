"""Check: what came back states the numbers and dates of its source, in whatever digits."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.lint.figures_compared import absent
from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule, Severity

__all__ = ["RULE", "look"]

RULE = Rule(
    "return-number-differs", Severity.WARNING, "A number of the source did not come back, or another one did",
    "A slip in a figure is the mistake that no reader of one language can see, and that is quoted first.",
)  # fmt: skip
_HINT = "compare the two sentences, and correct the wrong one"


def look(pair: Pair) -> Iterator[Diagnostic]:
    """Compare both ways; names are as their owners write them."""
    if pair.unit.is_name:
        return
    for figure in absent(pair.said, pair.source_language, pair.here, pair.language):
        yield from pair.finding(RULE, f"«{figure.written}» stands in the source, but did not come back", _HINT)
    for figure in absent(pair.here, pair.language, pair.said, pair.source_language):
        yield from pair.finding(RULE, f"«{figure.written}» came back, but does not stand in the source", _HINT)
