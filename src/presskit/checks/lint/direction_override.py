"""Check: no invisible character turns the text around, and what is turned ends where it should."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import place_in_file, wholes
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK", "UNCLOSED"]


_TURNING = re.compile("[\u202a\u202b\u202d\u202e]")
_STEP = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISOLATES = "\u2066\u2067\u2068"
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"


def _unclosed(text: str) -> int:
    """Return where the first embedding, override or isolate stands that is not ended (UAX 9, X1 to X8); -1 for none."""
    begun: list[int] = []
    for match in _STEP.finditer(text):
        if match.group() == _END_OF_EMBEDDING:
            if begun and text[begun[-1]] not in _ISOLATES:
                begun.pop()
        elif match.group() == _END_OF_ISOLATE:
            isolates = [place for place, at in enumerate(begun) if text[at] in _ISOLATES]
            del begun[isolates[-1] if isolates else len(begun) :]
        else:
            begun.append(match.start())
    return begun[0] if begun else -1


def _turned(kit: Kit, context: Context) -> Iterator[Problem]:
    for text in wholes(kit):
        if text.text.isascii() or _unclosed(text.text) >= 0:
            continue
        for character, at in {match.group(): match.start() for match in reversed([*_TURNING.finditer(text.text)])}.items():
            yield Problem(
                place_in_file(text, at, context.files),
                f"An invisible U+{ord(character):04X} ({unicodedata.name(character)}) stands in {text.what}.",
                "Delete it: presskit sets the direction of names, numbers and addresses itself.",
            )


def _direction_unclosed(kit: Kit, context: Context) -> Iterator[Problem]:
    for text in wholes(kit):
        at = -1 if text.text.isascii() else _unclosed(text.text)
        if at >= 0:
            character = text.text[at]
            end = _END_OF_ISOLATE if character in _ISOLATES else _END_OF_EMBEDDING
            yield Problem(
                place_in_file(text, at, context.files),
                f"An invisible U+{ord(character):04X} ({unicodedata.name(character)}) begins in {text.what} and does not end.",
                f"Delete it: presskit sets directions itself. If it is meant, end it with U+{ord(end):04X}.",
            )


CHECK = Check(
    Rule(
        "direction-override", Severity.WARNING, "An invisible character turns the text around",
        "Embeddings and overrides (U+202A to U+202E) can show digits and names in another order than they are read aloud.",
    ),
    _turned,
    good=Case(
        "The number stands as it was typed.",
        english("اتصلوا على 1500 من داخل البلد. {#lede}"),
    ),
    bad=Case(
        "A number was pasted with an override around it.",
        english("اتصلوا على \u202e1500\u202c من داخل البلد. {#lede}"),
    ),
)
UNCLOSED = Check(
    Rule(
        "direction-unclosed", Severity.ERROR, "A turn of the direction does not end",
        "An embedding, override or isolate without its end turns all that follows: a sentence, an address, the next name.",
    ),
    _direction_unclosed,
    good=Case(
        "The isolate around a name ends behind it.",
        english("Write to \u2068وفاء\u2069 today. {#lede}"),
    ),
    bad=Case(
        "The override around a number has no end.",
        english("اتصلوا على \u202e1500 من داخل البلد. {#lede}"),
    ),
)
