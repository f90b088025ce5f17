"""The encodings that a mail or a page may name: those of the WHATWG Encoding Standard that Python has.

Python knows more codecs by name (punycode, unicode_escape, base64, …). They are no encodings of texts, some take time that
grows with the square of the length, and nobody but Python would read the text so.
"""

from __future__ import annotations

import codecs

__all__ = ["codec_of"]

_CODECS = frozenset({
    "ascii", "big5", "big5hkscs", "cp866", "cp874", "cp932", "cp949", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk",
    "iso2022_jp", "koi8-r", "koi8-u", "mac-cyrillic", "mac-roman", "shift_jis", "utf-8", "utf-16", "utf-16-be", "utf-16-le",
    *(f"cp{number}" for number in range(1250, 1259)), *(f"iso8859-{number}" for number in range(1, 17)),
})  # fmt: skip
_LABELS = {
    "dos-874": "cp874", "iso-8859-8-e": "iso8859-8", "iso-8859-8-i": "iso8859-8", "logical": "iso8859-8", "visual": "iso8859-8",
    "koi": "koi8-r", "koi8": "koi8-r", "koi8-ru": "koi8-u", "unicode": "utf-16-le", "windows-874": "cp874",
    "windows-949": "cp949", "x-cp1250": "cp1250", "x-cp1251": "cp1251", "x-cp1252": "cp1252", "x-euc-jp": "euc_jp",
    "x-gbk": "gbk", "x-mac-cyrillic": "mac-cyrillic", "x-mac-roman": "mac-roman", "x-mac-ukrainian": "mac-cyrillic",
    "x-sjis": "shift_jis", "x-unicode20utf8": "utf-8", "x-x-big5": "big5", "unicode-1-1-utf-8": "utf-8",
}  # fmt: skip
"""Names of the standard that Python does not have."""
_LONGEST = 40


def codec_of(label: str) -> str:
    """Return the name of Python's codec for an encoding that a file names; empty where it may name no such encoding."""
    label = label.strip().lower()
    if label in _LABELS:
        return _LABELS[label]
    try:
        name = codecs.lookup(label).name if len(label) <= _LONGEST and label.isascii() else ""
    except (LookupError, ValueError):
        return ""
    return name if name in _CODECS else ""
