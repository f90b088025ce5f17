"""Typography: text → text in NFC, its white space single, or as a terminal may show it; no format and no markup."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean", "in_line", "json_for_terminals", "visible"]

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\n\r\f\x0b\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Return ``text`` in NFC, without control characters, every run of breaking white space as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _CONTROLS.sub("", text)))


_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal acts on instead of showing it: controls (C0, C1, DEL), line ends, and what turns a line around."""
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")


def visible(text: str, *, isolates: bool = False) -> str:
    """Return ``text`` with what a terminal would obey shown as Python's escapes of it; line feeds and letters stay.

    Text from outside may move the cursor, hide what is printed before it, or turn a line around. With ``isolates``,
    directional isolates stay: the words of an output hold them, and each ends with its paragraph.
    """
    if text.isascii() and text.isprintable():
        return text
    return _OBEYED.sub(lambda found: found[0] if isolates and found[0] in _ISOLATES else _escaped(found[0]), text)


def in_line(text: str) -> str:
    """Return ``text`` as :func:`visible` does, in one line: a name with a line feed cannot pass for a line of presskit's."""
    return visible(text).replace("\n", "\\n")


def json_for_terminals(text: str) -> str:
    """Return ``text``, which is JSON, with what a terminal would obey as escapes of JSON's: it means the same."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()
