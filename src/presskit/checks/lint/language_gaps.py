"""Check: presskit knows the languages of the kit well enough."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.diagnostics import Rule, Severity
from presskit.language.data import whole_file
from presskit.language.phrases import phrase_names
from presskit.language.schema import TABLES, ability_gaps
from presskit.language.tags import primary
from presskit.model.release import Kit

__all__ = ["CHECK"]

_FOR_A_KIT = ("writing", "numbers", "counting", "figures", "links", "placeholders")
"""Tables of a language that checks of a finished kit use."""


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for statement in kit.statements:
        language = primary(statement.language)
        file = whole_file(language)
        gaps = ability_gaps(file, phrase_names())
        lacking = [TABLES[name].for_ for name in _FOR_A_KIT if gaps[name]]
        own = {name for tag, phrases in kit.release.phrases if tag in {statement.language, language} for name, _text in phrases}
        unsure = [name for name in file.get("unsure", ()) if name not in own]
        if lacking:
            yield Problem(
                statement.title.span,
                f"presskit has no words in «{language}» by which it {', '.join(lacking)}.",
                f"Read that by eye; data/languages/{language}.toml can be added to.",
            )
        if unsure:
            yield Problem(
                statement.title.span,
                f"Nobody has confirmed these phrases in «{language}»: {', '.join(unsure)}.",
                "Have them read, or word them in kit.yaml under «phrases».",
            )


CHECK = Check(
    Rule(
        "language-gaps", Severity.NOTE, "presskit does not know all of a language",
        "What its file lacks is not checked or not set: quotes stay straight, a wrong number in words is not found.",
    ),
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
            **english("The road is closed. {#lede}", title="Open the road"),
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
