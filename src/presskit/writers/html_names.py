"""Thousands of names as finished HTML. On paper they are bare text: each element in them costs more than its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from presskit.formats.expected_text import AFTER_NUMBER, BETWEEN, hundreds
from presskit.model.edition import Member
from presskit.writers.html_parts import Parts

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["runs"]


def runs(members: Sequence[Member], parts: Parts, *, marked_up: bool) -> Iterator[Markup]:
    """Yield the words of each paragraph of names; ``marked_up``, numbers and acronyms stand in elements of their own."""
    from markupsafe import escape

    entry = _marked_up if marked_up else _bare
    for some in hundreds(members):
        yield escape(BETWEEN).join(entry(member, parts) for member in some)


def _bare(member: Member, parts: Parts) -> Markup:
    """Return bare text, but for a name with digits of its own: they must not look like the number of an entry."""
    from markupsafe import Markup

    number = f"{member.number}{AFTER_NUMBER}" if member.number else ""
    words = parts.words(member.text)
    own_digits = number and any(sign.isdigit() for sign in member.text)
    return number + (Markup('<span class="own">{}</span>').format(words) if own_digits else words)


def _marked_up(member: Member, parts: Parts) -> Markup:
    from markupsafe import Markup

    number = Markup('<span class="number">{}</span>{}').format(member.number, AFTER_NUMBER) if member.number else Markup("")
    acronym = Markup(' <span class="acronym">{}</span>').format(parts.words(f"({member.acronym})")) if member.acronym else ""
    detail = Markup('<span class="detail">{}</span>').format(parts.words(member.detail)) if member.detail else ""
    return number + parts.words(member.name) + acronym + detail
