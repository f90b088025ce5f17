"""Check: a translation has no block that its source lacks."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, bilingual
from presskit.checks.lint.texts import are_unlinked, pairs, quoted, segments_by_id, words
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for source, translation in pairs(kit):
        known, own = segments_by_id(source), segments_by_id(translation)
        for segment in () if are_unlinked(source, translation) else own.values():  # «segment-missing» reports unlinked texts
            if segment.id not in known:
                yield Problem(
                    segment.span,
                    f"The text in «{source.language}» has no block «{segment.id}»: {quoted(words(segment))}.",
                    "Give it the id of the block that it translates, or take it out.",
                )


CHECK = Check(
    Rule(
        "segment-extra", Severity.WARNING, "A translation has a block that its source lacks",
        "Either the source lost it, or the translation says more than was signed.",
    ),
    _check,
    good=Case(
        "Both texts have the same ids.",
        bilingual("Snow is near. {#lede}", "La neige approche. {#lede}"),
    ),
    bad=Case(
        "The translator added a sentence.",
        bilingual(
            "Snow is near. {#lede}",
            """\
La neige approche. {#lede}

La route est fermée. {#p1}""",
        ),
    ),
)
