"""Check: brackets and quotation marks open and close."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.typography import quotes

__all__ = ["RULE", "look"]

RULE = Rule(
    "return-unbalanced", Severity.WARNING, "A bracket or a quotation mark does not close",
    "Where somebody's words end must not be a guess.",
)  # fmt: skip
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("“", "”"), ("‹", "›"))
_ITEM = re.compile(r"(?:^|\s)\w{1,2}\)")  # «a)» counts, and opens nothing
_TOKENS = re.compile(r"\[\^[^\]]+\]|\{\{ \w+ \}\}")


def look(pair: Pair) -> Iterator[Diagnostic]:
    """Count both sides of each pair; a text that is as its source is was the author's will."""
    here, said = (_TOKENS.sub("", _ITEM.sub(" ", text)) for text in (pair.here, pair.said))
    for opening, closing in _PAIRS:
        if opening in {closing for _, closing in quotes(pair.language)}:
            continue  # „…“: the closing mark is English's opening one
        away = here.count(opening) - here.count(closing)
        if away and said.count(opening) == said.count(closing):
            message = f"«{opening}» stands {here.count(opening)} times, «{closing}» {here.count(closing)} times"
            yield from pair.finding(RULE, message, "close what is open")
    if here.count('"') % 2 and not said.count('"') % 2:
        yield from pair.finding(RULE, "a quotation mark has no partner", "close what is open")
