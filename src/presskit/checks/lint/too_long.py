"""Check: titles, paragraphs and descriptions keep to a length that is read."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import Passage, blocks, headed_parts, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Paragraph, Statement, plain_text
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "too-long", Severity.WARNING, "A text is too long for its place",
    "Search engines and e-mail previews cut long titles and descriptions; nobody reads a paragraph of half a page.",
)  # fmt: skip

TITLE, SUBTITLE, PARAGRAPH, DESCRIPTION = 120, 200, 1200, 300


def _measured(statement: Statement) -> Iterator[tuple[Passage, int]]:
    """Yield the texts that have a measure, with the most characters they should have."""
    yield Passage(plain_text(statement.title.inlines), statement.title.span, "the title"), TITLE
    if statement.subtitle:
        yield Passage(plain_text(statement.subtitle.inlines), statement.subtitle.span, "the subtitle"), SUBTITLE
    yield Passage(statement.description, statement.span, "the description"), DESCRIPTION
    for part in headed_parts(statement):
        for block in blocks(part):
            if isinstance(block, Paragraph):
                yield Passage(plain_text(block.inlines), block.span, "the paragraph"), PARAGRAPH


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for statement in kit.statements:
        for passage, most in _measured(statement):
            if len(passage.text) > most:
                start = quoted(passage.text, 40)
                message = f"{passage.what.capitalize()} has {len(passage.text)} characters: {start}."
                hint = f"Up to {most} characters are read with ease: shorten or divide it."
                yield RULE.at(passage.span, message, hint)


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "A title that fits one line of a telephone's list.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The road is closed. {#lede}
""",
        },
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
