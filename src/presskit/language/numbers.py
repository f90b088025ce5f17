"""Language: numbers in a language's digits and in words, and the form of a noun that a count asks for (CLDR's plural rules)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from presskit.language.data import table
from presskit.language.subtags import primary
from presskit.language.tags import locale

__all__ = ["category", "counted", "forms_wanted", "in_digits", "inflected", "plural_forms", "spelled", "stays"]

_DIGITS = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}


def in_digits(text: str, digits: str) -> str:
    """Return ``text`` with its digits 0–9 in the CLDR numbering system ``digits`` (``latn``, ``arab``, ``arabext``)."""
    return text.translate(str.maketrans("0123456789", _DIGITS[digits])) if digits in _DIGITS else text


def counted(value: int, language: str, digits: str = "latn") -> str:
    """Return a count as the language groups it: «1,200», «1 200»."""
    from babel.numbers import format_decimal

    return in_digits(format_decimal(value, locale=locale(language)), digits)


def spelled(value: int, language: str) -> str | None:
    """Return a count in words, or None where its form hangs on what is counted (gender, case) or is not known.

    The language's file says which words stand alone, as an expression of their digits: ``numbers.alone``.
    """
    from num2words import num2words

    tongue = primary(language)
    alone = table(language, "numbers").get("alone", "")
    if not alone or not re.fullmatch(alone, str(value)):
        return None
    said = str(num2words(value, lang=tongue))
    numbers = table(language, "numbers")
    if value >= numbers.get("short_below", 0):
        return said
    pattern, short = numbers["short"]
    return re.sub(pattern, short, said)


_ORDER = ("zero", "one", "two", "few", "many", "other")
_COUNTS = range(1, 1001)  # signatories; millions have a form of their own in French and Spanish


def category(count: int, language: str) -> str:
    """Return CLDR's name of the form that ``count`` asks for: one, two, few, many, other."""
    form = str(locale(language).plural_form(count))
    known = plural_forms(language)
    return form if form in known else [*known][-1]


@lru_cache(maxsize=64)
def plural_forms(language: str) -> Mapping[str, tuple[int, ...]]:
    """Return the forms that the noun after a count has in ``language``, in CLDR's order, each with its first counts.

    A language whose nouns are not inflected after numbers (Turkish) has one form.
    """
    if not table(language, "grammar").get("inflects_after_number", True):
        return {"other": (1, 2, 3)}
    found: dict[str, list[int]] = {}
    for count in _COUNTS:
        found.setdefault(str(locale(language).plural_form(count)), []).append(count)
    return {form: tuple(found[form][:3]) for form in _ORDER if form in found}


def forms_wanted(variable: str, language: str) -> str:
    """Return how the forms of a noun are written after ``variable``, and for which counts: «{{ x | … | … }}: …»."""
    wanted = [*plural_forms(language).values()]
    counts = "; for ".join(", ".join(map(str, first)) for first in wanted) if len(wanted) > 1 else "all numbers"
    return f"{{{{ {' | '.join([variable, *['…'] * len(wanted)])} }}}}: the word for {counts}"


def stays(counts: Iterable[int], language: str) -> bool:
    """Tell whether one plain plural fits all of ``counts``."""
    forms = {category(count, language) for count in counts}
    alone = {"one", *table(language, "grammar").get("without_number", ())}
    return len(plural_forms(language)) == 1 or (len(forms) == 1 and not forms & alone)


def inflected(count: int, number: str, forms: Sequence[str], language: str) -> str | None:
    """Return ``number`` with the form that ``count`` asks for: «25 organisations»; None where a form is missing.

    ``forms`` stand in the order of :func:`plural_forms`. Where any of them has ``#``, the number stands there and nowhere
    else; otherwise it stands before the form, but for counts whose form says it (Arabic one and two).
    """
    known = [*plural_forms(language)]
    if len(forms) != len(known):
        return None
    name = category(count, language)
    form = forms[known.index(name)]
    if any("#" in each for each in forms):
        return form.replace("#", number)
    return form if name in table(language, "grammar").get("without_number", ()) else f"{number} {form}"
