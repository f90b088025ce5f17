"""Check: a translation is of the source as it stands now."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, bilingual
from presskit.checks.lint.texts import pairs
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for source, translation in pairs(kit):
        link = translation.translates
        if link and link.language == source.language and link.revision != source.revision:
            second = kit.release.version > 1
            held = f" Until then nothing in «{translation.language}» is built under version {kit.release.version}."
            yield Problem(
                link.span,
                f"The text in «{translation.language}» translates revision {link.revision}, "
                f"but the text in «{source.language}» is now at {source.revision}.",
                f"Bring the translation up to date, then write «revision: {source.revision}».{held if second else ''}",
                [(source.span, f"This text is at {source.revision}.")],
            )


CHECK = Check(
    Rule(
        "translation-behind", Severity.WARNING, "A translation is behind its source",
        "The source was changed after the translation was made; readers of the two texts would read two statements.",
    ),
    _check,
    good=Case(
        "The revision is that of the English text.",
        bilingual("Snow is near. {#lede}", "La neige approche. {#lede}"),
    ),
    bad=Case(
        "The English text was changed since.",
        bilingual(
            "Snow has fallen. {#lede}",
            "La neige approche. {#lede}",
            "translates: {language: en, revision: 0123456789ab}\n",
        ),
    ),
)
