"""Check: names and terms have the form that was approved for the language."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.data import fold, table
from presskit.translation.evidence import normal

__all__ = ["RULE", "look"]

RULE = Rule(
    "return-term", Severity.WARNING, "A name or a term is not in its approved form",
    "The text should call an organisation what the list below it calls it, in every language.",
)  # fmt: skip


def look(pair: Pair) -> Iterator[Diagnostic]:
    """Look for the approved form of each name and term; a language that inflects names is asked for their stems alone."""
    if pair.unit.is_name:
        return
    said, here = normal(pair.said), fold(normal(pair.here))
    for term, form in pair.unit.terms:
        said, stands = said.replace(normal(term), "·"), normal(term) in said
        if stands and not all(_stem(word, pair.language) in here for word in fold(normal(form)).split()):
            hint = "use the approved form, or change it in signatories.yaml or glossary.yaml"
            yield from pair.finding(RULE, f"«{term}» is «{form}» in this language, which does not stand here", hint)


def _stem(word: str, language: str) -> str:
    inflected = table(language, "grammar").get("inflects_names", True)
    return word[: max(3, len(word) - 3)] if inflected else word
