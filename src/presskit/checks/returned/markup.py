"""Checks of what stands in a text beside its words: protected strings, addresses and links, marks of notes, bold words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Link, NoteRef, Strong, plain_text, walk_inlines
from presskit.translation.evidence import normal
from presskit.translation.returned import Pair

__all__ = ["FORMATTING_LOST", "NEW_ADDRESS", "NOTE_MARK", "PROTECTED", "check_bold", "check_notes", "check_protected"]

PROTECTED = Rule(
    "return-protected-changed", Severity.WARNING, "Something that no language changes did not come back as it was",
    "An address or a telephone number with one letter less leads nowhere; a variable that is gone leaves a gap.",
)  # fmt: skip
NEW_ADDRESS = Rule(
    "return-new-address", Severity.WARNING, "An address came back that the source does not have",
    "It may be a slip, or an address that nobody at the press office has seen.",
)  # fmt: skip
NOTE_MARK = Rule(
    "return-footnote-mark", Severity.WARNING, "The mark of a footnote did not come back, or came twice",
    "A note without its mark is a sentence at the foot of the page that belongs to nothing.",
)  # fmt: skip
FORMATTING_LOST = Rule(
    "return-formatting-lost", Severity.WARNING, "Words that are bold in the source are bold nowhere in the translation",
    "Typing over a paragraph loses its bold words, and readers of one language miss what the others see first.",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>«»\"]+[\w/]|(?:(?!https?://)[\w.+-])++(?:@[\w-]+(?:\.[\w-]+)+)?")
"""An address, or what may stand before the sign in one: a word is read once, with and without."""


def _addresses(text: str) -> list[str]:
    return [found for found in _ADDRESS.findall(text) if "@" in found or "://" in found]


def check_protected(pair: Pair) -> Iterator[Diagnostic]:
    """Look for each protected string, and for addresses and links that are new."""
    target = normal(pair.target)
    yield from (
        pair.finding(PROTECTED, f"«{each}» did not come back as it was", "copy it from the source")
        for each in pair.unit.protected
        if normal(each) not in target and not each.startswith("[^")
    )
    before, after = ([node.target for node in walk_inlines(each) if isinstance(node, Link)] for each in pair.both)
    known = {*_addresses(pair.source), *before}
    yield from (
        pair.finding(NEW_ADDRESS, f"«{address[:80]}» does not stand in the source", "look where it leads to")
        for address in dict.fromkeys([*_addresses(pair.target), *after])
        if address not in known
    )
    yield from (
        pair.finding(PROTECTED, f"the link to «{link[:80]}» did not come back", "set the link again")
        for link in before
        if link not in after
    )


def check_notes(pair: Pair) -> Iterator[Diagnostic]:
    """Compare the marks of footnotes, wherever in the sentence they stand."""
    before, after = ([node.label for node in walk_inlines(each) if isinstance(node, NoteRef)] for each in pair.both)
    for label in dict.fromkeys([*before, *after]):
        if before.count(label) != after.count(label):
            yield pair.finding(
                NOTE_MARK,
                f"the mark of the footnote «{label}» came back {after.count(label)} times, not {before.count(label)}",
                f"write [^{label}] where the note belongs",
            )


def check_bold(pair: Pair) -> Iterator[Diagnostic]:
    """Look for any bold word where the source has some. Italics are not asked for: many scripts have none."""
    before, after = ([node for node in walk_inlines(each) if isinstance(node, Strong)] for each in pair.both)
    if before and not after:
        yield pair.finding(
            FORMATTING_LOST,
            f"«{plain_text(before[0].children)}» is bold in the source, and nothing is in the translation",
            f"put ** around the words in statement.{pair.language}.md",
        )
