"""Check: headings go down one level at a time."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import headed_parts, quoted, words
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Heading
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "heading-skipped", Severity.WARNING, "A level of headings is left out",
    "Screen readers and the PDF's bookmarks show the headings as a tree (WCAG 2.2, 1.3.1); a missing level breaks it.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for statement in kit.statements:
        for part in headed_parts(statement):
            above = 1
            for heading in (block for block in part if isinstance(block, Heading)):
                if heading.level > above + 1:
                    message = f"{quoted(words(heading))} is of level {heading.level}, after level {above}."
                    yield RULE.at(heading.span, message, f"Begin it with «{'#' * (above + 1)}».")
                above = heading.level


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "The second heading is one level below the first.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The road is closed. {#lede}

## Figures {#h-1}

They are public. {#p1}

### By village {#h-2}

There are 31 villages. {#p2}
""",
        },
    ),
    bad=Case(
        "Level 3 is left out.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The road is closed. {#lede}

## Figures {#h-1}

They are public. {#p1}

#### By village {#h-2}

There are 31 villages. {#p2}
""",
        },
    ),
)
