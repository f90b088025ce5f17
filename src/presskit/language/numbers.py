"""Language: numbers in a language's digits, and in words where the words do not hang on the noun."""

from __future__ import annotations

from presskit.language.tags import locale, primary

__all__ = ["counted", "in_digits", "spelled"]

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

    English and German words stand alone (but German 1); French and Spanish ones do unless they end in one, Spanish
    ones below 200. Arabic, Russian and Ukrainian ones never do; Turkish ones are left out, for num2words glues them.
    """
    from num2words import num2words

    tongue = primary(language)
    alone = {
        "en": True,
        "de": value != 1,
        "fr": value % 10 != 1 or value % 100 in {11, 71, 91},
        "es": (value % 10 != 1 or value % 100 == 11) and value < 200,
    }
    if not alone.get(tongue, False):
        return None
    words = str(num2words(value, lang=tongue))
    return words.replace(" and ", " ") if tongue == "en" and value < 100 else words
