"""Typography: text → text. Spaces, quotes and dashes; no format and no markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["clean", "set_pieces", "set_text"]

NBSP = "\u00a0"
NNBSP = "\u202f"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\n\r\f\x0b\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Return ``text`` in NFC, without control characters, every run of breaking white space as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _CONTROLS.sub("", text)))


# Stands between two pieces of text that are set together; a noncharacter, which ``clean`` takes out of every input.
_JOINT = "\ufffe"
_QUOTES = {
    "en": ("“", "”"),
    "fr": ("«", "»"),
    "es": ("«", "»"),
    "de": ("„", "“"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "tr": ("“", "”"),
    "ar": ("«", "»"),
    "fa": ("«", "»"),
}
_LETTER = r"[^\W\d_]"
_SPACE = rf"[ {NBSP}{NNBSP}]"


# A quote opens after one of these at once, and after the Arabic words that are written together with the next one
# («and», «so», «by», «for», «as», the article), unless it closes one that is open: و"…", لـ"…", but "بل".
_BEFORE_OPENING = re.compile(rf"(?:^|[\s(\[—–-]){_JOINT}*$")
_PREFIX = re.compile(rf"(?:^|[\s(\[—–-]){_JOINT}*(?=[وفبلكا])[وف]?(?:[بك]?ال|لل|[بلك])?ـ?{_JOINT}*$")
_LONGEST_PREFIX = 12


def _paired(text: str, opening: str, closing: str) -> str:
    """Return ``text`` with an opening or a closing mark for each straight double quote."""
    done, *rest = text.split('"')
    is_open = False
    for index, part in enumerate(rest):
        before, after = done[-_LONGEST_PREFIX:], (part.lstrip(_JOINT) or '"' * (index + 1 < len(rest)))[:1]
        begins = _BEFORE_OPENING.search(before) or (not is_open and _PREFIX.search(before))
        is_open = bool(begins and after and not after.isspace())
        done += (opening if is_open else closing) + part
    return done


def _quotes(text: str, language: str) -> str:
    """Set straight quotes; those of a language whose marks are not known stay straight."""
    if language in _QUOTES:
        text = _paired(text, *_QUOTES[language])
    text = re.sub(rf"(?<={_LETTER})'(?={_LETTER})|(?<=s)'(?=\s|$)", "’", text)
    return re.sub(rf"(?<=\d)'(?={_LETTER})", "’", text)


def _dashes(text: str) -> str:
    text = re.sub(r"(?<=\s)--(?=\s)|(?<=\s)---(?=\s)", "—", text)
    return re.sub(r"(?<=\d)--(?=\d)", "–", text).replace("...", "…")


def _french(text: str) -> str:
    """Non-breaking spaces before « : ; ! ? » and inside guillemets (Imprimerie nationale's usage)."""
    text = re.sub(rf"{_SPACE}+({_JOINT}*[;!?])", rf"{NNBSP}\1", text)
    text = re.sub(rf"{_SPACE}+({_JOINT}*:)(?!//)", rf"{NBSP}\1", text)
    text = re.sub(rf"«({_JOINT}*){_SPACE}*", rf"«{NBSP}\1", text)
    text = re.sub(rf"{_SPACE}*({_JOINT}*)»", rf"{NBSP}\1»", text)
    return re.sub(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", NNBSP, text)


def set_text(text: str, language: str) -> str:
    """Return ``text`` as a typesetter of ``language`` (BCP 47) would set it: its quotes, dashes and fixed spaces.

    Only spaces, straight quotes, double hyphens and three full stops change; no letter or digit does.
    """
    primary = language.split("-", maxsplit=1)[0]
    text = _dashes(_quotes(text, primary))
    if primary == "fr":
        text = _french(text)
    return re.sub(r"(?<=\d) (?=(?:%|°C|km|kg|m²|€|\$|£)(?!\w))", NBSP, text)


def set_pieces(pieces: Sequence[str], language: str) -> list[str]:
    """Set the ``pieces`` of one paragraph, which differ in markup alone, as :func:`set_text` would set them joined.

    A quote at a piece's edge is thus opened or closed by what stands beyond the edge.
    """
    joined = _JOINT.join(piece.replace(_JOINT, "") for piece in pieces)
    return set_text(joined, language).split(_JOINT) if pieces else []
