"""Checks of a kit, before anything is made of it; the table below is the order of the reference.

One file a check; a few that ask the same share one.
"""

from __future__ import annotations

from dataclasses import replace

from presskit.checks import Check, Context, bounded
from presskit.checks.lint import (
    bracketed_acronym,
    counted_noun,
    country_as_place,
    dateline,
    direction_override,
    embargo_date,
    embargo_past,
    embargo_stated,
    embargo_weekday,
    empty_section,
    heading_skipped,
    hidden_contact,
    hour_differs,
    insecure_link,
    invalid_email,
    invalid_phone,
    invisible_character,
    language_gaps,
    link_text_generic,
    missing_alt_text,
    missing_consent,
    missing_glyph,
    missing_translation,
    name_differs,
    number_differs,
    output_without_contact,
    placeholder,
    question_open,
    reachable,
    repeated_address,
    replacement_character,
    second_dateline,
    segment_extra,
    segment_missing,
    signatory_dates,
    signed_twice,
    similar_name,
    stated_count,
    stated_groups,
    too_long,
    translation_behind,
    translation_unlinked,
)
from presskit.diagnostics import Diagnostic, in_order
from presskit.model.release import Kit

__all__ = ["CHECKS", "lint"]

CHECKS: tuple[Check, ...] = (
    # What was not understood.
    question_open.CHECK,
    # The facts of the release.
    dateline.MISSING_DATE,
    dateline.MISSING_PLACE,
    country_as_place.CHECK,
    second_dateline.CHECK,
    embargo_weekday.CHECK,
    embargo_past.CHECK,
    embargo_date.CHECK,
    embargo_stated.CHECK,
    # Who signs.
    stated_count.CHECK,
    stated_groups.STATED_COALITIONS,
    stated_groups.STATED_MEMBERS,
    counted_noun.CHECK,
    signed_twice.SAME_NAME,
    similar_name.CHECK,
    signed_twice.SAME_ACRONYM,
    bracketed_acronym.CHECK,
    signatory_dates.CHECK,
    missing_consent.CHECK,
    # Who answers.
    reachable.MISSING_CONTACT,
    reachable.UNREACHABLE_CONTACT,
    invalid_email.CHECK,
    invalid_phone.CHECK,
    repeated_address.CHECK,
    hidden_contact.CHECK,
    output_without_contact.CHECK,
    # The text.
    placeholder.CHECK,
    too_long.CHECK,
    heading_skipped.CHECK,
    empty_section.CHECK,
    missing_alt_text.CHECK,
    insecure_link.CHECK,
    link_text_generic.CHECK,
    missing_glyph.CHECK,
    direction_override.CHECK,
    direction_override.UNCLOSED,
    invisible_character.HIDDEN,
    invisible_character.INVISIBLE,
    replacement_character.CHECK,
    # The languages.
    language_gaps.CHECK,
    missing_translation.CHECK,
    translation_unlinked.CHECK,
    translation_behind.CHECK,
    segment_missing.CHECK,
    segment_extra.CHECK,
    number_differs.CHECK,
    hour_differs.CHECK,
    name_differs.CHECK,
)


MOST = 50
"""So many findings of one check are reported one by one."""


def _with_message(finding: Diagnostic, message: str) -> Diagnostic:
    return replace(finding, message=message, related=())


def lint(kit: Kit, context: Context) -> list[Diagnostic]:
    """Return everything that the checks find in ``kit``, by file, line and column. A valid kit gives nothing."""
    able = (check for check in CHECKS if context.unsound.isdisjoint(check.needs))
    return in_order(finding for check in able for finding in bounded(check.check(kit, context), MOST, _with_message))
