"""What the columns of media lists are called, by the words of our languages."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from presskit.language.data import options, words
from presskit.readers.tables.vocabulary import plain

__all__ = ["Column", "column_of"]


class Column(StrEnum):
    """What a column says; the values are what ``--map`` calls them.

    What says that somebody is not to be written to is known by :mod:`presskit.mail.opt_out`, whatever its head; under
    ``suppressed`` a user names a column of which that holds for all that stands there.
    """

    EMAIL = "email"
    NAME = "name"
    FIRST = "first-name"
    LAST = "last-name"
    OUTLET = "outlet"
    LANGUAGE = "language"
    COUNTRY = "country"
    GROUPS = "groups"
    TRUSTED = "embargo"
    ATTACHMENTS = "attachments"
    SUPPRESSED = "suppressed"


_INSIDE = (Column.EMAIL, Column.TRUSTED, Column.LANGUAGE)
"""Columns that a word inside a head tells."""


@cache
def _exact() -> dict[str, Column]:
    return {plain(word): column for column in Column for word in words("media_list", column.name.lower()) if plain(word)}


def _part(column: Column) -> str:
    return options("media_list", f"{column.name.lower()}_inside")


def column_of(head: str) -> Column | None:
    """Return what a column under ``head`` says; None where that is not known."""
    text = plain(head) if len(head) <= 200 else ""
    exact = _exact().get(text)
    return exact or next((column for column in _INSIDE if text and re.search(_part(column), text)), None)
