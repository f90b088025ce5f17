"""Check: no country stands among the places as if it were one more place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Rule, Severity
from presskit.language.data import fold, languages, words
from presskit.model.release import Kit

__all__ = ["CHECK"]


_CITIES_TOO = frozenset({"DJ", "GI", "GT", "HK", "KW", "LU", "MC", "MO", "MX", "PA", "SG", "SM", "VA"})
"""Territories whose name is that of a city as well (ISO 3166-1)."""


@lru_cache(maxsize=32)
def _countries(language: str) -> frozenset[str]:
    """Return the folded names of countries in ``language``, those left out that are cities too."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(fold(str(name)) for code, name in names.items() if code.isalpha() and code not in _CITIES_TOO)


def _is_country(name: str, own: tuple[str, ...]) -> bool:
    return fold(name) in words("countries", "as_place") or any(fold(name) in _countries(tag) for tag in (*languages(), *own))


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    release = kit.release
    for city, country in pairwise(release.places):
        name, land = city.default, country.default
        if _is_country(land, release.languages) and not _is_country(name, release.languages):
            yield Problem(
                country.span,
                f"{quoted(land)} is a country, and is printed as one more place beside {quoted(name)}.",
                f'If it is where {name} lies, write one text: places: ["{name}, {land}"].',
            )


CHECK = Check(
    Rule(
        "country-as-place", Severity.WARNING, "A country stands beside its city as another place",
        "Each place of the list is named for itself: a city and its country would be printed as «Geneva and Switzerland».",
    ),
    _check,
    good=Case(
        "City and country are one text.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2026-11-20
places: ["Beirut, Lebanon", Luxembourg]
region: GB
"""
        },
    ),
    bad=Case(
        "The release would come from Beirut and Lebanon.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2026-11-20
places: [Beirut, Lebanon]
region: GB
"""
        },
    ),
)
