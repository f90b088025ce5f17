"""Check: headings go down one level at a time."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import headed_parts, quoted, words
from presskit.diagnostics import Rule, Severity
from presskit.model.document import Heading
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for part in headed_parts(*kit.statements):
        above = 1
        for heading in (block for block in part if isinstance(block, Heading)):
            if heading.level > above + 1:
                yield Problem(
                    heading.span,
                    f"{quoted(words(heading))} is of level {heading.level}, after level {above}.",
                    f"Begin it with «{'#' * (above + 1)}».",
                )
            above = heading.level


CHECK = Check(
    Rule(
        "heading-skipped", Severity.WARNING, "A level of headings is left out",
        "Screen readers and the PDF's bookmarks show the headings as a tree (WCAG 2.2, 1.3.1); a missing level breaks it.",
    ),
    _check,
    good=Case(
        "The second heading is one level below the first.",
        english("""\
The road is closed. {#lede}

## Figures {#h-1}

They are public. {#p1}

### By village {#h-2}

There are 31 villages. {#p2}"""),
    ),
    bad=Case(
        "Level 3 is left out.",
        english("""\
The road is closed. {#lede}

## Figures {#h-1}

They are public. {#p1}

#### By village {#h-2}

There are 31 villages. {#p2}"""),
    ),
)
