"""Check: a translation states the hours of its source."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, bilingual
from presskit.checks.lint.texts import listed, place_at, segment_pairs, words
from presskit.diagnostics import Rule, Severity
from presskit.language.clocks_in_text import MINUTES_A_DAY, Clock, clocks
from presskit.language.data import unpointed
from presskit.language.tags import name
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _hours(text: str) -> list[Clock]:
    return [each for each in clocks(unpointed(text)) if each.minutes]


def _differs(clock: Clock, there: list[Clock]) -> bool:
    """Return whether the other text states hours, and none that may be this one."""
    here = {minutes % MINUTES_A_DAY for minutes in clock.minutes}
    return bool(there) and all(here.isdisjoint(minutes % MINUTES_A_DAY for minutes in each.minutes) for each in there)


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for source, _translation, original, translated in segment_pairs(kit):
        there = _hours(words(original))
        for clock in _hours(words(translated)):
            if _differs(clock, there):
                language = name(source.language, "en")
                yield Problem(
                    place_at(translated, max(0, words(translated).find(clock.written))),
                    f"«{clock.written}» stands here, and {listed(each.written for each in there)} in {language}.",
                    "Write the same hour, by the same clock; 18:00 is 6 pm.",
                    [(original.span, f"The {language} text stands here.")],
                )


def _case(hour: str) -> dict[str, str]:
    english = "The towns meet at 6:00 pm at the bridge. {#lede}"
    return bilingual(english, f"Les villes se réunissent à {hour} sur le pont. {{#lede}}")


CHECK = Check(
    Rule(
        "hour-differs", Severity.WARNING, "An hour differs between two languages",
        "An embargo that ends at 6 in one language and at 18 in another is broken by those who read the first.",
    ),
    _check,
    good=Case("The same hour, by the habit of each language.", _case("18 h")),
    bad=Case("Half a day lies between the two.", _case("6 h 00")),
)
