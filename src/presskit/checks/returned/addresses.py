"""Check: addresses, telephone numbers and words that no language changes came back letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Emphasis, Inline, Link, Strong
from presskit.translation.evidence import normal

__all__ = ["ADDED", "MISSING", "look"]

MISSING = Rule(
    "return-protected", Severity.WARNING, "Something that no language changes did not come back as it was",
    "An address or a telephone number with one letter less leads nowhere; a variable that is gone leaves a gap.",
)  # fmt: skip
ADDED = Rule(
    "return-address-new", Severity.WARNING, "An address came back that the source does not have",
    "It may be a slip, or an address that nobody at the press office has seen.",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>«»\"]+[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def look(pair: Pair) -> Iterator[Diagnostic]:
    """Look for each protected string, and for addresses and links that are new."""
    here = normal(pair.here)
    for each in pair.unit.protected:
        if normal(each) not in here and not each.startswith("[^"):
            yield from pair.finding(MISSING, f"«{each}» did not come back as it was", "copy it from the source")
    known = {*_ADDRESS.findall(pair.said), *_targets(pair.unit.source)}
    for address in dict.fromkeys([*_ADDRESS.findall(pair.here), *_targets(pair.inlines)]):
        if address not in known:
            yield from pair.finding(ADDED, f"«{address[:80]}» does not stand in the source", "look where it leads to")
    for target in _targets(pair.unit.source):
        if target not in _targets(pair.inlines):
            yield from pair.finding(MISSING, f"the link to «{target[:80]}» did not come back", "set the link again")


def _targets(inlines: tuple[Inline, ...]) -> list[str]:
    found = []
    for inline in inlines:
        if isinstance(inline, Link):
            found.append(inline.target)
        elif isinstance(inline, Emphasis | Strong):
            found += _targets(inline.children)
    return found
