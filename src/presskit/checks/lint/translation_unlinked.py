"""Check: a translation says what it translates."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, bilingual
from presskit.checks.lint.texts import pairs
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for source, translation in pairs(kit):
        right = f"translates: {{language: {source.language}, revision: {source.revision}}}"
        if translation.translates is None:
            yield Problem(
                translation.title.span,
                f"The text in «{translation.language}» does not say what it translates.",
                f"If it is up to date, add to its front matter: «{right}».",
            )
        elif kit.statement(translation.translates.language) is None:
            yield Problem(
                translation.translates.span,
                f"It says it translates «{translation.translates.language}», which the kit does not have.",
                f"Write «{right}» if it is up to date.",
            )


CHECK = Check(
    Rule(
        "translation-unlinked", Severity.WARNING, "A translation does not say what it translates",
        "Only a translation that names the revision of its source can be found to be out of date.",
    ),
    _check,
    good=Case(
        "The front matter names the source and its revision.",
        bilingual("Snow is near. {#lede}", "La neige approche. {#lede}"),
    ),
    bad=Case(
        "Nothing tells which English text this is.",
        bilingual("Snow is near. {#lede}", "La neige approche. {#lede}", link=""),
    ),
)
