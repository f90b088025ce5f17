"""Numbers as outputs print them, in the digits that a kit asks for."""

from __future__ import annotations

__all__ = ["in_digits"]

_DIGITS = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}


def in_digits(text: str, digits: str) -> str:
    """Return ``text`` with its digits 0–9 in the CLDR numbering system ``digits`` (``latn``, ``arab``, ``arabext``)."""
    return text.translate(str.maketrans("0123456789", _DIGITS[digits])) if digits in _DIGITS else text
