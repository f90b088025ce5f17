"""Check: words that the source prints bold are bold in the translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Emphasis, Inline, Link, Strong, plain_text

__all__ = ["RULE", "look"]

RULE = Rule(
    "return-formatting-lost", Severity.WARNING, "Words that are bold in the source are bold nowhere in the translation",
    "Typing over a paragraph loses its bold words, and readers of one language miss what the others see first.",
)  # fmt: skip


def look(pair: Pair) -> Iterator[Diagnostic]:
    """Look for any bold word where the source has some. Italics are not asked for: many scripts have none."""
    if (said := [*_bold(pair.unit.source)]) and not [*_bold(pair.inlines)]:
        message = f"«{said[0]}» is bold in the source, and nothing is in the translation"
        yield from pair.finding(RULE, message, f"put ** around the words in statement.{pair.language}.md")


def _bold(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Strong):
            yield plain_text(inline.children)
        elif isinstance(inline, Emphasis | Link):
            yield from _bold(inline.children)
