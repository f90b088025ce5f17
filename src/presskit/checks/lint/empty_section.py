"""Check: every heading has a text below it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import headed_parts, quoted, words
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Block, Heading
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "empty-section", Severity.WARNING, "Nothing stands below a heading",
    "A heading alone promises what the page does not keep; often a paragraph was deleted or not yet pasted.",
)  # fmt: skip


def _alone(part: tuple[Block, ...]) -> Iterator[Heading]:
    """Yield headings that end the part, or that a heading of their own level or a higher one follows."""
    for block, following in zip_longest(part, part[1:]):
        if not isinstance(block, Heading):
            continue
        if following is None or (isinstance(following, Heading) and following.level <= block.level):
            yield block


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for statement in kit.statements:
        for part in headed_parts(statement):
            for heading in _alone(part):
                message = f"Nothing stands below the heading {quoted(words(heading))}."
                yield RULE.at(heading.span, message, "Write its text, or take the heading out.")


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "A heading may have a smaller heading directly below it.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The road is closed. {#lede}

## Figures {#h-1}

### By village {#h-2}

There are 31 villages. {#p2}
""",
        },
    ),
    bad=Case(
        "The text was not pasted.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The road is closed. {#lede}

## Figures {#h-1}

## What we ask for {#h-2}

Open the road. {#p2}
""",
        },
    ),
)
