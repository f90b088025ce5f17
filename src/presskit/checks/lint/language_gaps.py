"""Check: presskit knows the languages of the kit well enough."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.data import whole_file
from presskit.language.phrases import phrase_names
from presskit.language.schema import TABLES, ability_gaps
from presskit.language.tags import primary
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "language-gaps", Severity.NOTE, "presskit does not know all of a language",
    "What its file lacks is not checked or not set: quotes stay straight, a wrong number in words is not found.",
)  # fmt: skip
_FOR_A_KIT = (
    "writing",
    "numbers",
    "counting",
    "figures",
    "links",
    "placeholders",
)  # tables that a finished kit is held against


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for statement in kit.statements:
        language = primary(statement.language)
        file = whole_file(language)
        gaps = ability_gaps(file, phrase_names())
        lacking = [TABLES[name].for_ for name in _FOR_A_KIT if gaps[name]]
        unsure = [name for name in file.get("unsure", ()) if name not in _worded(kit, statement.language)]
        if lacking:
            message = f"presskit has no words in «{language}» by which it {', '.join(lacking)}."
            yield RULE.at(statement.title.span, message, f"Read that by eye; data/languages/{language}.toml can be added to.")
        if unsure:
            message = f"Nobody has confirmed these phrases in «{language}»: {', '.join(unsure)}."
            yield RULE.at(statement.title.span, message, "Have them read, or word them in kit.yaml under «phrases».")


def _worded(kit: Kit, tag: str) -> frozenset[str]:
    """Return the phrases that the kit words in a language."""
    own = dict(kit.release.phrases)
    return frozenset(name for key in (tag, primary(tag)) for name, _ in own.get(key, ()))


CHECK = Check(
    RULE,
    _check,
    good=Case("English is known whole."),
    bad=Case(
        "There is no file for Czech.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en, cs]
date: 2026-11-20
places: [Beirut]
region: GB
outputs: [pdf, docx]
""",
            "statement.en.md": """\
---
title: Open the road
---
The road is closed. {#lede}
""",
            "statement.cs.md": """\
---
title: Otevřete cestu
translates: {language: en, revision: REVISION}
---
Cesta je zavřená. {#lede}
""",
        },
    ),
)
