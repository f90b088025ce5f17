"""Check: a translation has no block that its source lacks."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import are_unlinked, pairs, quoted, segments_by_id, words
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "segment-extra", Severity.WARNING, "A translation has a block that its source lacks",
    "Either the source lost it, or the translation says more than was signed.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for source, translation in pairs(kit):
        if are_unlinked(source, translation):
            continue  # told once, as blocks that are missing
        known = segments_by_id(source)
        for segment in segments_by_id(translation).values():
            if segment.id not in known:
                message = f"The text in «{source.language}» has no block «{segment.id}»: {quoted(words(segment))}."
                hint = "Give it the id of the block that it translates, or take it out."
                yield RULE.at(segment.span, message, hint)


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
""",
        },
    ),
    bad=Case(
        "The translator added a sentence.",
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
)
