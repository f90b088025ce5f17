"""Check: a translation says what it translates."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import pairs
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "translation-unlinked", Severity.WARNING, "A translation does not say what it translates",
    "Only a translation that names the revision of its source can be found to be out of date.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for source, translation in pairs(kit):
        right = f"translates: {{language: {source.language}, revision: {source.revision}}}"
        if translation.translates is None:
            message = f"The text in «{translation.language}» does not say what it translates."
            yield RULE.at(translation.title.span, message, f"If it is up to date, add to its front matter: «{right}».")
        elif kit.statement(translation.translates.language) is None:
            message = f"It says it translates «{translation.translates.language}», which the kit does not have."
            yield RULE.at(translation.translates.span, message, f"Write «{right}» if it is up to date.")


KIT = """\
id: river-towns
kind: joint-statement
languages: [en, fr]
date: 2026-11-20
places: [Beirut]
region: GB
outputs: [pdf, docx]
"""

CHECK = Check(
    RULE,
    _check,
    good=Case(
        "The front matter names the source and its revision.",
        {
            "kit.yaml": KIT,
            "statement.en.md": """\
---
title: Open the road
---
Snow is near. {#lede}
""",
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
        "Nothing tells which English text this is.",
        {
            "kit.yaml": KIT,
            "statement.en.md": """\
---
title: Open the road
---
Snow is near. {#lede}
""",
            "statement.fr.md": """\
---
title: Rouvrez la route
---
La neige approche. {#lede}
""",
        },
    ),
)
