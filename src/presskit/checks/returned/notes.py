"""Check: the marks of footnotes came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong

__all__ = ["RULE", "look"]

RULE = Rule(
    "return-note-mark", Severity.WARNING, "The mark of a footnote did not come back, or came twice",
    "A note without its mark is a sentence at the foot of the page that belongs to nothing.",
)  # fmt: skip


def look(pair: Pair) -> Iterator[Diagnostic]:
    """Compare the marks, wherever in the sentence they stand."""
    there, here = [*_labels(pair.unit.source)], [*_labels(pair.inlines)]
    for label in dict.fromkeys([*there, *here]):
        if there.count(label) != here.count(label):
            message = f"the mark of the footnote «{label}» came back {here.count(label)} times, not {there.count(label)}"
            yield from pair.finding(RULE, message, f"write [^{label}] where the note belongs")


def _labels(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, NoteRef):
            yield inline.label
        elif isinstance(inline, Emphasis | Strong | Link):
            yield from _labels(inline.children)
