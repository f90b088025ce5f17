"""Check: a translation states the numbers of its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from presskit.checks import Case, Check, Context, Problem, bilingual
from presskit.checks.lint.counts import count
from presskit.checks.lint.figures_compared import WrittenNumber, absent
from presskit.checks.lint.texts import place_at, segment_pairs, words
from presskit.diagnostics import Rule, Severity
from presskit.formats.kit_yaml import VARIABLE
from presskit.language.clocks_in_text import clocks
from presskit.language.data import unpointed
from presskit.model.release import Kit

__all__ = ["CHECK"]


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


def _differing(text: str, language: str, other: str, other_language: str) -> Iterator[WrittenNumber]:
    """Yield what is absent in ``other``, without the hours where both state some: those are compared by hour-differs."""
    hours = [each.written for each in clocks(unpointed(text)) if each.minutes]
    both = hours and any(each.minutes for each in clocks(unpointed(other)))
    return (
        figure
        for figure in absent(text, language, other, other_language)
        if not (both and figure.clock and any(figure.written in hour for hour in hours))
    )


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    values = _variables(kit)
    hint = "Compare the two sentences and correct the wrong one."
    for source, translation, original, translated in segment_pairs(kit):
        there, here = _filled(words(original), values), _filled(words(translated), values)
        related = [(original.span, "The source says it here.")]
        for figure in _differing(there, source.language, here, translation.language):
            yield Problem(
                translated.span,
                f"«{figure.written}» stands in the source of «{translated.id}», but not here.",
                hint,
                related,
            )
        for figure in _differing(here, translation.language, there, source.language):
            yield Problem(
                place_at(translated, _unfilled(words(translated), values, figure.start)),
                f"«{figure.written}» stands here, but not in the source of «{translated.id}».",
                hint,
                related,
            )


SOURCE = "On 20 November 2026 at 6 pm, 1,500 families in five villages waited for 3.5 tonnes of fuel. {#lede}"

CHECK = Check(
    Rule(
        "number-differs", Severity.WARNING, "A number differs between two languages",
        "A slip in a figure is the mistake that no reader of one language can see, and that is quoted first.",
    ),
    _check,
    good=Case(
        "Other digits, marks, words and clocks say the same numbers.",
        bilingual(SOURCE, "Le 20/11/2026 à 18 h, 1 500 familles de 5 villages attendaient 3,5 tonnes de carburant. {#lede}"),
    ),
    bad=Case(
        "A nought was lost.",
        bilingual(
            SOURCE,
            "Le 20 novembre 2026 à 18 h, 150 familles de cinq villages attendaient 3,5 tonnes de carburant. {#lede}",
        ),
    ),
)
