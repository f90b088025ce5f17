"""Check: no invisible character turns the text around."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import passages
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


_TURNING = re.compile("[\u202a-\u202e]")


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for passage in passages(kit):
        for character in dict.fromkeys(_TURNING.findall(passage.text)):
            yield Problem(
                passage.span,
                f"An invisible U+{ord(character):04X} ({unicodedata.name(character)}) stands in {passage.what}.",
                "Delete it: presskit sets the direction of names, numbers and addresses itself.",
            )


CHECK = Check(
    Rule(
        "direction-override", Severity.WARNING, "An invisible character turns the text around",
        "Embeddings and overrides (U+202A to U+202E) can show digits and names in another order than they are read aloud.",
    ),
    _check,
    good=Case(
        "The number stands as it was typed.",
        english("اتصلوا على 1500 من داخل البلد. {#lede}"),
    ),
    bad=Case(
        "A number was pasted with an override before it.",
        english("اتصلوا على \u202e1500 من داخل البلد. {#lede}"),
    ),
)
