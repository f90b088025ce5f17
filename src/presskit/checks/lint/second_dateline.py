"""Check: the text does not begin with a dateline of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from presskit.checks import Case, Check, World
from presskit.checks.lint.texts import place_at, quoted, words
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.months import dated_months
from presskit.language.number_words import fold
from presskit.model.document import Paragraph, Statement
from presskit.model.release import Kit, Release

__all__ = ["CHECK"]

RULE = Rule(
    "second-dateline", Severity.WARNING, "The text begins with a dateline of its own",
    "The dateline is made of the kit's places and date, in every language. One that is typed is printed a second time.",
)  # fmt: skip

_TYPED = re.compile(r"(?P<head>[^\n.!?;“”«»]{3,90}?)[ \u00a0]*(?:[–—]|--|[ \u00a0]-)[ \u00a0]+(?=\S)")
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4}))(?!\d)"
)
_SMALL = frozenset([
    "le", "la", "les", "el", "al", "a", "am", "den", "der", "de", "du", "del", "und", "et",
    "y", "and", "i", "та", "и", "і", "و", "في", "ve",
])  # fmt: skip
_MOST_WORDS = 7


def _day(head: str, language: str, release: Release) -> date | None:
    """Return the day that a dateline names; without a year, that of the release."""
    numeric = _NUMERIC.search(head)
    months = dated_months(head, language)
    year = re.search(r"(?<!\d)\d{4}(?!\d)", head)
    number = re.search(r"(?<!\d)\d{1,2}(?!\d)", head)
    try:
        if numeric:
            parts = numeric["y"] or numeric["y2"], numeric["m"] or numeric["m2"], numeric["d"] or numeric["d2"]
            return date(*map(int, parts))
        if len(months) == 1 and number and (year or release.date):
            return date(int(year[0]) if year else release.date.year if release.date else 1, next(iter(months)), int(number[0]))
    except ValueError:
        return None
    return None


def _is_place(head: str, release: Release) -> bool:
    """Tell whether a line's beginning is nothing but places of the kit, their country perhaps in brackets."""
    bare = fold(re.sub(r"\([^()]*\)|[,/:]", " ", head)).split()
    called = (name for place in release.places for name in (place.default, *(each for _, each in place.by_language)))
    names = {re.sub(r"\W", "", word) for name in called for word in fold(name).split()}
    return bool(bare) and all(word in names or word in _SMALL for word in bare) and any(word in names for word in bare)


def _typed(statement: Statement, release: Release) -> tuple[Paragraph, str, date | None] | None:
    """Return the first paragraph with the dateline that it begins with, and the day of that."""
    first = next((block for block in statement.body if isinstance(block, Paragraph)), None)
    match = _TYPED.match(words(first)) if first else None
    if not first or not match or len(match["head"].split()) > _MOST_WORDS:
        return None
    head = match["head"]
    day = _day(head, statement.language, release)
    # A dateline names its place in the letters or words of one; «In March 2026 – a cold month –» begins a sentence.
    leads = re.split(r"[^\w’'-]", head, maxsplit=1)[0]
    placed = _is_place(re.split(r"[,(]|\d", head, maxsplit=1)[0], release) or (len(leads) > 2 and leads.isupper())
    if (day and placed) or _is_place(head, release):
        return first, match.group().rstrip(), day
    return None


def _look(kit: Kit, world: World) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    release = kit.release
    if not (release.places or release.date):
        return
    for statement in kit.statements:
        typed = _typed(statement, release)
        if typed is None:
            continue
        paragraph, shown, day = typed
        message = f"The text begins with {quoted(shown)}, and the kit's own dateline stands above it."
        hint = f"Delete {quoted(shown, 100)} from the text."
        if day and release.date and day != release.date:
            hint = f"{hint} It says {day}, the kit says {release.date}: correct «date:» in kit.yaml if the text is right."
        yield RULE.at(place_at(paragraph, 0), message, hint)


CHECK = Check(
    RULE,
    _look,
    good=Case(
        "A dash alone makes no dateline.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
Beirut and its harbour – the one in the north – are cut off. {#lede}
"""
        },
    ),
    bad=Case(
        "The dateline was pasted with the text.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
BEIRUT, 19 November 2026 – Two lorries were turned back on Monday. {#lede}
"""
        },
    ),
)
