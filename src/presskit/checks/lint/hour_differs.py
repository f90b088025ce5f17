"""Check: a translation states the hours of its source."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import pairs, place_at, segment_pairs, words
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.data import unpointed
from presskit.language.dates_in_text import MINUTES_A_DAY, Clock, clocks
from presskit.language.tags import name
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "hour-differs", Severity.WARNING, "An hour differs between two languages",
    "An embargo that ends at 6 in one language and at 18 in another is broken by those who read the first.",
)  # fmt: skip


def _hours(text: str) -> list[Clock]:
    return [each for each in clocks(unpointed(text)) if each.minutes]


def _other(clock: Clock, there: list[Clock]) -> bool:
    """Tell whether the other text states hours, and none that may be this one."""
    meant = {minutes % MINUTES_A_DAY for minutes in clock.minutes}
    return bool(there) and all(meant.isdisjoint(minutes % MINUTES_A_DAY for minutes in each.minutes) for each in there)


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 -- every check is called alike
    for source, translation in pairs(kit):
        for original, translated in segment_pairs(source, translation):
            said, there = _hours(words(translated)), _hours(words(original))
            for clock in said:
                if _other(clock, there):
                    hours = ", ".join(f"«{each.written}»" for each in there)
                    spoken = name(source.language, "en")
                    message = f"«{clock.written}» stands here, and {hours} in {spoken}."
                    hint = "Write the same hour, by the same clock; 18:00 is 6 pm."
                    related = [(original.span, f"The {spoken} text stands here.")]
                    yield RULE.at(place_at(translated, max(0, words(translated).find(clock.written))), message, hint, related)


def _case(hour: str) -> dict[str, str]:
    return {
        "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en, fr]
date: 2026-11-20
places: [Beirut]
region: GB
outputs: [pdf, docx]
""",
        "statement.en.md": """\
---
title: Open the road to the river towns
---
The towns meet at 6:00 pm at the bridge. {#lede}
""",
        "statement.fr.md": f"""\
---
title: Ouvrez la route des villes du fleuve
translates: {{language: en, revision: REVISION}}
---
Les villes se réunissent à {hour} sur le pont. {{#lede}}
""",
    }


CHECK = Check(
    RULE,
    _check,
    good=Case("The same hour, by the habit of each language.", _case("18 h")),
    bad=Case("Half a day lies between the two.", _case("6 h 00")),
)
