"""Check: a translation states the numbers of its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from presskit.checks import Case, Check, Context
from presskit.checks.lint.counts import count
from presskit.checks.lint.figures_compared import Figure, absent
from presskit.checks.lint.texts import pairs, place_at, segment_pairs, words
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.formats.kit_tokens import VARIABLE
from presskit.language.data import unpointed
from presskit.language.dates_in_text import clocks
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "number-differs", Severity.WARNING, "A number differs between two languages",
    "A slip in a figure is the mistake that no reader of one language can see, and that is quoted first.",
)  # fmt: skip


def _variables(kit: Kit) -> Mapping[str, str]:
    """Return the numbers that the variables stand for; what is not a number is left out."""
    counts, release = count(kit.roster), kit.release
    return {
        "signatory_count": str(counts.signatories),
        "signatory_count_words": str(counts.signatories),
        "organisation_count": str(counts.organisations),
        "person_count": str(counts.persons),
        "coalition_count": str(counts.coalitions),
        "version": str(release.version),
        "date": f"{release.date:%d/%m/%Y}" if release.date else "",
        "embargo": f"{release.embargo.until:%d/%m/%Y, %H:%M}" if release.embargo else "",
    }


def _filled(text: str, values: Mapping[str, str]) -> str:
    return VARIABLE.sub(lambda match: values.get(match["name"], ""), text)


def _unfilled(text: str, values: Mapping[str, str], offset: int) -> int:
    """Return where in ``text`` stands what is at ``offset`` once the variables are filled in."""
    grown = 0
    for match in VARIABLE.finditer(text):
        value = values.get(match["name"], "")
        if offset < match.start() + grown + len(value):
            return min(offset - grown, match.start())
        grown += len(value) - len(match.group())
    return offset - grown


def _differing(text: str, language: str, other: str, other_language: str) -> Iterator[Figure]:
    """Yield what is absent in ``other``, without the hours where both state some: those are compared by hour-differs."""
    hours = [each.written for each in clocks(unpointed(text)) if each.minutes]
    both = hours and any(each.minutes for each in clocks(unpointed(other)))
    for figure in absent(text, language, other, other_language):
        if not (both and figure.clock and any(figure.written in hour for hour in hours)):
            yield figure


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    values = _variables(kit)
    for source, translation in pairs(kit):
        for original, translated in segment_pairs(source, translation):
            said, here = _filled(words(original), values), _filled(words(translated), values)
            related = [(original.span, "The source says it here.")]
            for figure in _differing(said, source.language, here, translation.language):
                message = f"«{figure.written}» stands in the source of «{translated.id}», but not here."
                yield RULE.at(translated.span, message, "Compare the two sentences and correct the wrong one.", related)
            for figure in _differing(here, translation.language, said, source.language):
                message = f"«{figure.written}» stands here, but not in the source of «{translated.id}»."
                place = place_at(translated, _unfilled(words(translated), values, figure.start))
                yield RULE.at(place, message, "Compare the two sentences and correct the wrong one.", related)


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
On 20 November 2026 at 6 pm, 1,500 families in five villages waited for 3.5 tonnes of fuel. {#lede}
"""

CHECK = Check(
    RULE,
    _check,
    good=Case(
        "Other digits, marks, words and clocks say the same numbers.",
        {
            "kit.yaml": KIT,
            "statement.en.md": SOURCE,
            "statement.fr.md": """\
---
title: Rouvrez la route
translates: {language: en, revision: REVISION}
---
Le 20/11/2026 à 18 h, 1 500 familles de 5 villages attendaient 3,5 tonnes de carburant. {#lede}
""",
        },
    ),
    bad=Case(
        "A nought was lost.",
        {
            "kit.yaml": KIT,
            "statement.en.md": SOURCE,
            "statement.fr.md": """\
---
title: Rouvrez la route
translates: {language: en, revision: REVISION}
---
Le 20 novembre 2026 à 18 h, 150 familles de cinq villages attendaient 3,5 tonnes de carburant. {#lede}
""",
        },
    ),
)
