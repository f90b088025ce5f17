"""Names in presskit's own Word files, for the writer, the readers and the checks: styles, bookmarks, custom properties."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from enum import StrEnum

__all__ = [
    "ACCENT",
    "CharacterStyle",
    "Prefix",
    "Property",
    "Style",
    "Untranslated",
    "bookmark",
    "key_of",
    "note_bookmark",
    "paragraph_id",
]

ACCENT = "8C1D2B"
"""The template's accent colour, which is replaced by the brand's own."""


class Style(StrEnum):
    """The paragraph styles that a template must have, by the names that Word shows."""

    MASTHEAD = "PK Masthead"
    EMBARGO_HEAD = "PK Embargo Head"
    RUNNING_HEAD = "PK Running Head"
    FOOTER = "PK Footer"
    RELEASE_LINE = "PK Release Line"
    EMBARGO = "PK Embargo"
    TITLE = "PK Title"
    SUBTITLE = "PK Subtitle"
    DATELINE = "PK Dateline"
    LEDE = "PK Lede"
    BODY = "PK Body"
    HEADING_2 = "PK Heading 2"
    HEADING_3 = "PK Heading 3"
    HEADING_4 = "PK Heading 4"
    BULLET = "PK Bullet"
    NUMBERED = "PK Numbered"
    CALL_LEAD = "PK Call Lead"
    CALL = "PK Call"
    QUOTE = "PK Quote"
    ATTRIBUTION = "PK Attribution"
    FIGURE = "PK Figure"
    CAPTION = "PK Caption"
    CREDIT = "PK Credit"
    SECTION = "PK Section"
    COALITION = "PK Coalition"
    SIGNATORY = "PK Signatory"
    ENDS = "PK Ends"
    BOILERPLATE = "PK Boilerplate"
    FOOTNOTE = "PK Footnote"
    NOTE = "PK Note"
    NOTE_BULLET = "PK Note Bullet"
    NOTE_NUMBERED = "PK Note Numbered"
    CONTACT_NAME = "PK Contact Name"
    CONTACT_LINE = "PK Contact Line"
    ORIGINAL = "PK Original"


class CharacterStyle(StrEnum):
    """The character styles that a template must have."""

    KIND = "PK Kind"
    COUNT = "PK Count"
    ACRONYM = "PK Acronym"
    DETAIL = "PK Detail"
    EMPHASIS = "PK Emphasis"
    LINK = "PK Link"
    NOTE_MARK = "PK Note Mark"


class Untranslated(StrEnum):
    """The character styles that CAT tools know as «do not translate»: a whole paragraph, words inside of one."""

    PARAGRAPH = "tw4winExternal"
    WORDS = "tw4winInternal"


class Property(StrEnum):
    """The custom properties of a Word file (docProps/custom.xml): which kit and which text it was made from.

    The language of a file for translators is the one that it is to be translated into.
    """

    KIT = "presskit-kit"
    LANGUAGE = "presskit-language"
    REVISION = "presskit-revision"
    VERSION = "presskit-version"
    WORDS = "presskit-words"
    MADE_BY = "presskit-made-by"


class Prefix(StrEnum):
    """What a bookmark begins with: which kind of thing its key names."""

    SEGMENT = "pk"
    COALITION = "pkcoalition"
    SIGNATORY = "pksignatory"
    CONTACT = "pkcontact"


_LONGEST = 40
_UNPLAIN = re.compile("[^a-z0-9]")
_CODED = re.compile("__|_([0-9a-f]+)_")


def bookmark(key: str, prefix: Prefix = Prefix.SEGMENT) -> str:
    """Return the bookmark's name for a key: each key its own, at most 40 characters as Word allows, ASCII.

    Capitals are coded, because Word ignores case. A key that is too long is cut and gets a hash.
    """
    name = f"{prefix}_" + _UNPLAIN.sub(lambda found: "__" if found[0] == "-" else f"_{ord(found[0]):x}_", key)
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 14]}_z" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def key_of(name: str, known: Iterable[str] = ()) -> tuple[Prefix, str] | None:
    """Return what a bookmark names, or None where it is not presskit's.

    ``known`` are the keys of the kit: a name that was cut is found among them.
    """
    start, _, rest = name.partition("_")
    if (prefix := next((each for each in Prefix if each == start), None)) is None:
        return None
    whole = next((key for key in known if bookmark(key, prefix) == name), None)
    if whole is None and not (len(name) == _LONGEST and re.search("_z[0-9a-f]{12}$", name)):
        whole = _decoded(rest)
    return None if whole is None else (prefix, whole)


def _decoded(coded: str) -> str | None:
    try:
        return _CODED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "-", coded)
    except (ValueError, OverflowError):
        return None


def note_bookmark(number: int) -> str:
    """Return the name of the bookmark that a footnote's mark leads to."""
    return f"pknote_{number}"


def paragraph_id(name: str) -> str:
    """Return a paragraph's ``w14:paraId`` for a bookmark's name: eight hex digits, from 1 to 7FFFFFFF ([MS-DOCX] 2.6.2.3)."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) & 0x7FFFFFFF
    return f"{number or 1:08X}"
