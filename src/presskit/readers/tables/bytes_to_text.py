"""Bytes of a CSV file → text: UTF-8, UTF-16, and the Windows encodings that spreadsheets save in."""

from __future__ import annotations

import codecs
import re

from presskit.diagnostics import Diagnostic, Reading
from presskit.readers.tables import rules
from presskit.source import Span

__all__ = ["decode"]

_NAMES = {
    "cp1252": "Windows-1252 (western Europe)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1256": "Windows-1256 (Arabic)",
}
_HINT = "look whether all letters are right; surer is to save the table as «CSV UTF-8», or as .xlsx"
_TURKISH = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")  # Icelandic letters in Windows-1252, where Ğ İ Ş ğ ı ş stand in 1254
_SCRIPTS = {"LATIN": r"A-Za-z\u00aa-\u024f", "CYRILLIC": r"\u0400-\u04ff", "ARABIC": r"\u0600-\u06ff"}
_WORD = re.compile(r"[^\W\d_]+(?:['’\u064b-\u0652]+[^\W\d_]+)*")


def decode(source: str, data: bytes) -> Reading[str | None]:
    r"""Return the text with ``\n`` line ends; None where no encoding fits. Anything but Unicode is a warning."""
    known = _unicode(data)
    if known is not None:
        return Reading(_lines(known))
    likely = sorted(_NAMES, key=lambda codec: -_likelihood(data, codec))
    best, second = likely[0], likely[1]
    score = _likelihood(data, best)
    if score < 0.6:
        message = "the file is neither UTF-8 nor of a Windows encoding that is known here"
        return Reading(None, (rules.UNREADABLE.at(Span(source), message, "save the table as «CSV UTF-8», or as .xlsx"),))
    other = _NAMES[second] if _likelihood(data, second) == score else ""
    return Reading(_lines(data.decode(best)), (_guessed(source, best, other),))


def _unicode(data: bytes) -> str | None:
    """Return the text where the bytes say by themselves that they are UTF-8 or UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
    if bool(even) != bool(odd) and even + odd > 3 + len(data[:4000]) // 25:  # UTF-16: one side of its pairs, often
        return data.decode("utf-16-le" if odd else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _guessed(source: str, codec: str, other: str) -> Diagnostic:
    message = f"the file is not UTF-8; it is read as {_NAMES[codec]}" + (f", and could as well be {other}" if other else "")
    return rules.ENCODING.at(Span(source), message, _HINT)


def _likelihood(data: bytes, codec: str) -> float:
    """Return from 0 to 1 how much the letters above ASCII look like words; a little more for the likelier of twins."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    strays = len(re.findall(r"[\x80-\x9f\u00a1-\u00a9\u00ac-\u00b9\u00bc-\u00bf¤]", text))
    good = sum(len(word) for word in words if _plausible(word, codec))
    total = sum(map(len, words)) + strays
    twin = 0.01 if codec == "cp1254" and _TURKISH & set(data) else 0.005 if codec == "cp1252" else 0
    return (good / total if total else 0.7) + (twin if total else 0)


def _plausible(word: str, codec: str) -> bool:
    """Tell whether a word is of one script, with capitals where capitals stand, and not all accents."""
    script = {"cp1251": "CYRILLIC", "cp1256": "ARABIC"}.get(codec, "LATIN")
    if not re.fullmatch(rf"[{_SCRIPTS[script]}'’\u064b-\u0652]+", word):
        return codec == "cp1256" and re.fullmatch(r"[a-zA-Zàâçéèêëîïôùûü'’]+", word) is not None and _sparse(word)
    if script == "ARABIC":
        return True
    cased = word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower()) or "'" in word or "’" in word
    return cased and (script == "CYRILLIC" or _sparse(word))


def _sparse(word: str) -> bool:
    return sum(not char.isascii() for char in word) <= max(1, len(word) * 0.45)
