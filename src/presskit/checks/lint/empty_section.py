"""Check: every heading has a text below it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import headed_parts, quoted, words
from presskit.diagnostics import Rule, Severity
from presskit.model.document import Heading
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for part in headed_parts(*kit.statements):
        for block, following in zip_longest(part, part[1:]):
            level = following.level if isinstance(following, Heading) else None
            if isinstance(block, Heading) and (following is None or (level and level <= block.level)):
                yield Problem(
                    block.span,
                    f"Nothing stands below the heading {quoted(words(block))}.",
                    "Write its text, or take the heading out.",
                )


CHECK = Check(
    Rule(
        "empty-section", Severity.WARNING, "Nothing stands below a heading",
        "A heading alone promises what the page does not keep; often a paragraph was deleted or not yet pasted.",
    ),
    _check,
    good=Case(
        "A heading may have a smaller heading directly below it.",
        english("""\
The road is closed. {#lede}

## Figures {#h-1}

### By village {#h-2}

There are 31 villages. {#p2}"""),
    ),
    bad=Case(
        "The text was not pasted.",
        english("""\
The road is closed. {#lede}

## Figures {#h-1}

## What we ask for {#h-2}

Open the road. {#p2}"""),
    ),
)
