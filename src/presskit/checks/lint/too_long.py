"""Check: titles, paragraphs and descriptions keep to a length that is read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import KitText, headed_parts, quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.document import Paragraph, Statement, in_blocks, plain_text
from presskit.model.release import Kit

__all__ = ["CHECK"]


TITLE, SUBTITLE, PARAGRAPH, DESCRIPTION = 120, 200, 1200, 300


def _measured(statement: Statement) -> Iterator[tuple[KitText, int]]:
    """Yield the texts that have a measure, with the most characters they should have."""
    yield KitText(plain_text(statement.title.inlines), statement.title.span, "the title"), TITLE
    if statement.subtitle:
        yield KitText(plain_text(statement.subtitle.inlines), statement.subtitle.span, "the subtitle"), SUBTITLE
    yield KitText(statement.description, statement.span, "the description"), DESCRIPTION
    yield from (
        (KitText(plain_text(block.inlines), block.span, "the paragraph"), PARAGRAPH)
        for block in in_blocks(chain.from_iterable(headed_parts(statement)))
        if isinstance(block, Paragraph)
    )


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for statement in kit.statements:
        for passage, most in _measured(statement):
            if len(passage.text) > most:
                yield Problem(
                    passage.span,
                    f"{passage.what.capitalize()} has {len(passage.text)} characters: {quoted(passage.text, 40)}.",
                    f"Up to {most} characters are read with ease: shorten or divide it.",
                )


CHECK = Check(
    Rule(
        "too-long", Severity.WARNING, "A text is too long for its place",
        "Search engines and e-mail previews cut long titles and descriptions; nobody reads a paragraph of half a page.",
    ),
    _check,
    good=Case(
        "A title that fits one line of a telephone's list.",
        english("The road is closed. {#lede}"),
    ),
    bad=Case(
        "A title of 133 characters.",
        {
            "statement.en.md": """\
---
title:
  The road to the river towns must be opened before the first snow falls
  on the two hospitals and the villages that still wait for fuel
---
The road is closed. {#lede}
""",
        },
    ),
)
