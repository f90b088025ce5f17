"""Language: a title → an id of Latin letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata

from presskit.language.data import table

__all__ = ["slug"]

_SCRIPTS = (
    ("uk", re.compile("[іїєґ]", re.IGNORECASE)),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0620-\u06ff]")),
)
_DIGITS = {ord(char): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, char in enumerate(row)}


def slug(text: str, longest: int = 40) -> str:
    """Return lower-case ASCII letters, digits and hyphens, cut at a word's end; empty where no letter is known.

    Cyrillic and Arabic letters become Latin ones as the languages' own tables say; other scripts have none.
    """
    lower = (
        unicodedata.normalize("NFC", text)
        .translate(_DIGITS)
        .lower()
        .replace("’", "")
        .replace("'", "")
        .replace("ı", "i")
        .replace("ß", "ss")
    )
    plain = unicodedata.normalize("NFKD", _in_latin(lower)).encode("ascii", "ignore").decode()
    if len(re.findall("[a-z]", plain)) * 3 < sum(map(str.isalpha, lower)):
        return ""
    name = ""
    for word in re.findall("[a-z0-9]+", plain):
        if name and len(name) + 1 + len(word) > longest:
            break
        name = f"{name}-{word}" if name else word[:longest]
    return name


def _in_latin(lower: str) -> str:
    for language, letters in _SCRIPTS:
        if letters.search(lower):
            known = table(language, "latin")["letters"]
            lower = "".join(known.get(char, char) for char in lower)
    return lower
