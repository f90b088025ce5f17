"""Check: a noun beside a count that changes follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.counts import count, count_words, is_counted_in
from presskit.checks.lint.texts import place_at, words
from presskit.diagnostics import Rule, Severity
from presskit.formats.kit_yaml import VARIABLE
from presskit.language.data import fold, table
from presskit.language.numbers import forms_wanted, stays
from presskit.language.tags import primary
from presskit.model.document import Segment, segments
from presskit.model.release import Kit

__all__ = ["CHECK"]

_NEXT = re.compile(r"[ \u00a0]+([^\W\d_][\w’'ʼ-]*)")
_LATE = 5  # so many more may sign before the text is looked at again


@lru_cache(maxsize=32)
def _not_counted(language: str) -> re.Pattern[str]:
    """Return what may follow a number and is not counted by it: «and», «of», in Arabic a word with its article."""
    known = count_words(language)
    article = table(language, "grammar").get("article", "")
    return re.compile(fold("|".join([known.never, known.both, known.joined, *([rf"{article}\w+"] if article else [])])))


def _plain_nouns(segment: Segment, language: str) -> Iterator[tuple[str, str, int]]:
    """Yield (variable, the word after it, where the variable begins) for variables without forms of a noun."""
    text = words(segment)
    for match in VARIABLE.finditer(text):
        noun = _NEXT.match(text, match.end())
        if noun and match["forms"] is None and not _not_counted(language).fullmatch(fold(noun[1])):
            yield match["name"], noun[1], match.start()


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    counts = count(kit.roster)
    numbers = {  # what a variable counts today, and how many more may come: coalitions do not sign late
        "signatory_count": (counts.signatories, _LATE),
        "organisation_count": (counts.organisations, _LATE),
        "person_count": (counts.persons, _LATE),
        "coalition_count": (counts.coalitions, 0),
    }
    for statement in kit.statements:
        language = primary(statement.language)
        for segment in segments(statement) if is_counted_in(language) else ():
            for variable, noun, place in _plain_nouns(segment, language):
                today, late = numbers.get(variable, (0, 0))
                fewest = today - (today > 2 and late > 0)  # one after a withdrawal
                if today and not stays(range(fewest, today + late + 1), language):
                    yield Problem(
                        place_at(segment, place),
                        f"«{today} {noun}» is printed here; the word stays as it is when the number changes.",
                        f"Write {forms_wanted(variable, language)}.",
                    )


CHECK = Check(
    Rule(
        "counted-noun", Severity.WARNING, "A noun does not follow the number before it",
        "The number changes with every signature, and in many languages the word after it with the number: «21 организация», "
        "«22 организации», «25 организаций». In English only «1 signatories» goes wrong.",
    ),
    _check,
    good=Case(
        "The word has its forms, or fits every number that can still come.",
        english("""\
We are {{ signatory_count }} organisations in {{ coalition_count | coalition | coalitions }}. {#lede}"""),
    ),
    bad=Case(
        "One coalition signs, and the text has several.",
        english("We are {{ signatory_count }} organisations in {{ coalition_count }} coalitions. {#lede}"),
    ),
    needs=("signatories.yaml",),
)
