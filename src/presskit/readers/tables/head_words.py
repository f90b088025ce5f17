"""What the columns of lists of signatories say."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["INSIDE", "Role"]


class Role(StrEnum):
    """What a column says. ``NAME`` is an organisation's; ``BARE_NAME`` and ``FULL_NAME`` may be anybody's."""

    NAME = "organisation"
    BARE_NAME = "name"
    FULL_NAME = "full name"
    PERSON = "person"
    ACRONYM = "acronym"
    COUNTRY = "country"
    COALITION = "coalition"
    TITLE = "title"
    AFFILIATION = "affiliation"
    JOINED = "joined"
    TIMESTAMP = "timestamp"
    WITHDRAWN = "withdrawn"
    STATUS = "status"
    AGREES = "agrees"
    CONFIRMED_BY = "confirmed by"
    CONFIRMED_ON = "confirmed on"
    HOW = "how"
    NOTE = "note"
    NUMBER = "number"
    PRIVATE = "contact data"


# What a word inside a head tells, the first that fits first; the key of the words in the languages' tables ``columns``.
INSIDE: tuple[tuple[Role | None, str], ...] = (
    (None, "another_question"), (Role.PRIVATE, "private"), (Role.AGREES, "agrees"), (Role.AGREES, "agrees_also"),
    (Role.JOINED, "joined"), (Role.WITHDRAWN, "withdrawn"), (Role.ACRONYM, "acronym"), (Role.COALITION, "coalition"),
    (Role.COUNTRY, "country"), (Role.NAME, "name"),
)  # fmt: skip
