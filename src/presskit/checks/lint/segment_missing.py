"""Check: a translation has every block of its source."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import are_unlinked, pairs, quoted, rows_by_cell, segments_by_id, words
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Segment, Statement
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "segment-missing", Severity.WARNING, "A block of the source is missing in a translation",
    "Whoever reads the translation would not know what it leaves out.",
)  # fmt: skip


def _unlinked(source: Statement, translation: Statement) -> Diagnostic:
    message = f"Few blocks of the text in «{translation.language}» have the id of the block that they translate."
    hint = f"Run «presskit ids», then end each block with the id that it has in statement.{source.language}.md."
    return RULE.at(translation.title.span, message, hint)


def _missing(source: Statement, translation: Statement) -> Iterator[Diagnostic]:
    """Yield the blocks that are missing, each at the block that should stand before it."""
    theirs = segments_by_id(translation)
    before: Segment = translation.title
    rows = rows_by_cell(source)
    for segment in segments_by_id(source).values():
        if segment.id in theirs:
            before = theirs[segment.id]
            continue
        message = f"The text in «{translation.language}» has no block «{segment.id}»: {quoted(words(segment))}."
        hint = f"Translate it and end it with {{#{segment.id}}}, or give its translation that id."
        if segment.id in rows:
            hint = f"Translate the row of its table and end the row's last cell with {{#{rows[segment.id]}}}."
        yield RULE.at(before.span, message, hint, [(segment.span, "The source has it here.")])


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for source, translation in pairs(kit):
        if are_unlinked(source, translation):
            yield _unlinked(source, translation)
        else:
            yield from _missing(source, translation)


KIT = """\
id: river-towns
kind: joint-statement
languages: [en, fr]
date: 2026-11-20
places: [Beirut]
region: GB
outputs: [pdf, docx]
"""
SOURCE = """\
---
title: Open the road
---
Snow is near. {#lede}

The road is closed. {#p1}
"""

CHECK = Check(
    RULE,
    _check,
    good=Case(
        "Both texts have the same ids.",
        {
            "kit.yaml": KIT,
            "statement.en.md": SOURCE,
            "statement.fr.md": """\
---
title: Rouvrez la route
translates: {language: en, revision: REVISION}
---
La neige approche. {#lede}

La route est fermée. {#p1}
""",
        },
    ),
    bad=Case(
        "The second paragraph was never translated.",
        {
            "kit.yaml": KIT,
            "statement.en.md": SOURCE,
            "statement.fr.md": """\
---
title: Rouvrez la route
translates: {language: en, revision: REVISION}
---
La neige approche. {#lede}
""",
        },
    ),
)
