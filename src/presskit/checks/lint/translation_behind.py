"""Check: a translation is of the source as it stands now."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import pairs
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "translation-behind", Severity.WARNING, "A translation is behind its source",
    "The source was changed after the translation was made; readers of the two texts would read two statements.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for source, translation in pairs(kit):
        made_from = translation.translates
        if made_from is None or made_from.language != source.language or made_from.revision == source.revision:
            continue
        message = (
            f"The text in «{translation.language}» translates revision {made_from.revision}, "
            f"but the text in «{source.language}» is now at {source.revision}."
        )
        hint = f"Bring the translation up to date, then write «revision: {source.revision}»."
        if kit.release.version > 1:
            hint += f" Until then nothing in «{translation.language}» is built under version {kit.release.version}."
        yield RULE.at(made_from.span, message, hint, [(source.span, f"This text is at {source.revision}.")])


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
        "The revision is that of the English text.",
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
        "The English text was changed since.",
        {
            "kit.yaml": KIT,
            "statement.en.md": """\
---
title: Open the road
---
Snow has fallen. {#lede}
""",
            "statement.fr.md": """\
---
title: Rouvrez la route
translates: {language: en, revision: 0123456789ab}
---
La neige approche. {#lede}
""",
        },
    ),
)
