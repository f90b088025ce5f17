"""Check: telephone numbers can be dialled."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Rule, Severity
from presskit.language.recognition import split_extension
from presskit.model.people import Phone
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _is_valid(phone: Phone, region: str) -> bool:
    """Return whether a numbering plan knows the number; one with an extension is read from what the kit says."""
    import phonenumbers

    try:
        raw, extension = split_extension(phone.raw)
        number = phonenumbers.parse(phone.e164 or raw, region or None)
    except phonenumbers.NumberParseException:
        return False
    return bool(phone.e164 or extension or number.extension) and phonenumbers.is_valid_number(number)


def _is_short(raw: str) -> bool:
    """Return whether a number with its country's code has fewer digits than any of that country."""
    import phonenumbers

    try:
        number = phonenumbers.parse(raw, None)
    except phonenumbers.NumberParseException as fault:
        return bool(fault.error_type == phonenumbers.NumberParseException.TOO_SHORT_AFTER_IDD)
    too_short = (phonenumbers.ValidationResult.TOO_SHORT, phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY)
    return phonenumbers.is_possible_number_with_reason(number) in too_short


def _hint(phone: Phone, region: str) -> str:
    if phone.raw.lstrip().startswith("+"):
        return f"{'Digits are missing: c' if _is_short(phone.raw) else 'C'}ompare it with the source, digit by digit."
    if phone.e164 or region:
        return "Compare it with the source, digit by digit; begin with + and the country's code."
    return "Begin it with + and the country's code, or name the country in kit.yaml, for example «region: TR»."


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for phone in (phone for contact in kit.contacts for phone in contact.phones):
        if not _is_valid(phone, kit.release.region):
            yield Problem(
                phone.span,
                f"{quoted(phone.raw)} is not a telephone number that can be dialled.",
                _hint(phone, kit.release.region),
            )


CHECK = Check(
    Rule(
        "invalid-phone", Severity.WARNING, "Not a telephone number",
        "A number that its country's numbering plan does not know reaches nobody, at the very moment it is needed.",
    ),
    _check,
    good=Case(
        "With the country's code, or in the habit of the kit's region.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    phones: ["+44 20 7946 0958", "020 7946 0959"]
"""
        },
    ),
    bad=Case(
        "Two digits are missing.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    phones: ["+44 20 7946 09"]
"""
        },
    ),
)
