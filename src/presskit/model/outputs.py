"""The table of outputs: what presskit writes of a release, and where else a contact can be shown.

Help texts, ``--only``, the JSON Schema, the reference, attachments and preflight follow from this table;
``writers/__init__.py`` binds each format to what writes it.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["AUDIENCES", "Audience", "Channel", "Format"]

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"


class Format(StrEnum):
    """What a writer makes, by the key that kit.yaml and ``--only`` use; the order is that in which they are made.

    ``label`` names it in reports; ``suffix`` follows the edition's name in the name of its file. ``sets_pages``: the
    typesetter lays it out in pages. ``screen_colours``: pictures in inks (CMYK) are converted for it.
    """

    label: str
    suffix: str
    media_type: str
    sets_pages: bool
    screen_colours: bool

    PDF = "pdf", "PDF for distribution", ".pdf", _PDF, True, True
    PRINT = "print", "PDF for the print shop", "-print.pdf", _PDF, True, False
    DOCX = "docx", "Word file for translators", ".docx", _DOCX, False, True
    HTML = "html", "web page", ".html", _HTML, False, True
    TEXT = "text", "plain text", ".txt", _TEXT, False, False

    def __new__(  # noqa: PLR0913, PLR0917, PYI034 -- a row, column by column; typing is not imported where nothing is built
        cls,
        key: str,
        label: str = "",
        suffix: str = "",
        media_type: str = "",
        sets_pages: bool = False,
        screen_colours: bool = False,
    ) -> Format:
        """Return a member whose value is its key; :class:`Format` called with a key alone finds the member."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.label, member.suffix, member.media_type = label, suffix, media_type
        member.sets_pages, member.screen_colours = sets_pages, screen_colours
        return member

    @property
    def extension(self) -> str:
        """The end of the file's name, with its dot."""
        return self.suffix[self.suffix.rindex(".") :]

    def file_name(self, name: str) -> str:
        """Return the name of the file of an edition called ``name``."""
        return f"{name}{self.suffix}"


class Channel(StrEnum):
    """Where contacts are shown that no writer makes a file of."""

    EMAIL = "email"


Audience = Format | Channel
"""Where a contact may be shown."""
AUDIENCES: tuple[Audience, ...] = (*Format, *Channel)
