"""Typography: text → text. Spaces, quotes, dashes and directions; no format and no markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

__all__ = ["Direction", "clean", "directional_runs", "isolated", "one_way", "set_pieces", "set_text"]

Direction = Literal["ltr", "rtl"]

NBSP = "\u00a0"
NNBSP = "\u202f"
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_BRACKETS = {"(": ")", "[": "]"}
_ARABIC_PUNCTUATION = frozenset("،؛؟")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\n\r\f\x0b\x85\u2028\u2029]+")
# A telephone number or a clock time, a date or a fraction in digits: one left-to-right whole in any text.
_NUMBER = re.compile(r"\+?[0-9](?:[0-9 \u00a0\u202f().,:/\u2013-]*[0-9])?%?")


# All characters of the classes R, AL and AN (UAX #9, 3.2) are among these.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
# What stands together without a space and without a letter of a right-to-left script (Hebrew to Arabic Extended, forms).
_UNBROKEN = re.compile(r"[^\s\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")


def clean(text: str) -> str:
    """Return ``text`` in NFC, without control characters, every run of breaking white space as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _CONTROLS.sub("", text)))


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return (piece, class) with the class ``ltr``, ``rtl``, ``number`` or ``neutral``."""
    pieces: list[tuple[str, str]] = []
    position = 0
    while position < len(text):
        word, number = _latin_word(text, position), _NUMBER.match(text, position)
        if word:
            piece, kind = word, "ltr"
        elif number:
            piece, kind = number.group(), "number"
        else:
            piece = text[position]
            kind = _STRONG.get(unicodedata.bidirectional(piece), "neutral")
            if piece in _ARABIC_PUNCTUATION:
                kind = "rtl"
            if unicodedata.bidirectional(piece) in {"AN", "NSM"}:
                kind = pieces[-1][1] if pieces else "neutral"
        pieces.append((piece, kind))
        position += len(piece)
    return pieces


def _latin_word(text: str, position: int) -> str:
    """Return the word, address or name with digits (aleppo-2016, UTC+3) that begins here, without the marks after it."""
    unbroken = _UNBROKEN.match(text, position)
    if not unbroken or not text[position].isalnum():
        return ""
    word = re.sub(r"\W+$", "", unbroken.group())
    return word if any(unicodedata.bidirectional(letter) == "L" for letter in word) else ""


def _is_compound(number: str) -> bool:
    return bool(re.search(r"[^0-9%]", number))


def _resolved(pieces: list[tuple[str, str]], base: Direction) -> list[str]:
    """Give neutrals between two foreign pieces their direction; numbers stand with the Latin words around them."""
    foreign = "rtl" if base == "ltr" else "ltr"
    kinds = [kind for _, kind in pieces]
    for index, (piece, kind) in enumerate(pieces):
        if kind == "number":
            kinds[index] = "ltr" if base == "ltr" or _is_compound(piece) else "plain"
    anchors = [i for i, kind in enumerate(kinds) if kind in {foreign, base}]
    directions: list[str] = [kind if kind in {"ltr", "rtl"} else base for kind in kinds]
    for left, right in pairwise(anchors):
        if kinds[left] == kinds[right] == foreign:
            directions[left : right + 1] = [foreign] * (right - left + 1)
    _take_brackets([piece for piece, _ in pieces], directions, foreign)
    return directions


def _take_brackets(pieces: list[str], directions: list[str], foreign: str) -> None:
    """Let a pair of brackets round a foreign run run with it: each then faces what it holds, in every reader."""
    for at in range(1, len(pieces) - 1):
        if directions[at] != foreign or directions[at - 1] == foreign or pieces[at - 1] not in _BRACKETS:
            continue
        end = next((i for i in range(at, len(pieces)) if directions[i] != foreign), None)
        if end is not None and pieces[end] == _BRACKETS[pieces[at - 1]]:
            directions[at - 1] = directions[end] = foreign


def _runs(pieces: list[tuple[str, str]], base: Direction) -> list[tuple[str, Direction]]:
    runs: list[tuple[str, Direction]] = []
    for (piece, _), direction in zip(pieces, _resolved(pieces, base), strict=True):
        way: Direction = "rtl" if direction == "rtl" else "ltr"
        if runs and runs[-1][1] == way:
            runs[-1] = (runs[-1][0] + piece, way)
        else:
            runs.append((piece, way))
    return runs


def one_way(text: str) -> bool:
    """Tell whether ``text`` has no character of a right-to-left script, and so no direction but that of Latin."""
    return text.isascii() or not _RIGHT_TO_LEFT.search(text)


def directional_runs(text: str, base: Direction) -> list[tuple[str, Direction]]:
    """Split ``text`` into runs of one direction, as few as can be, for markup around the foreign ones.

    A run of the other direction begins and ends with a letter of it, or, in right-to-left text, is a number with marks
    inside (a telephone number, a date, a range), which must not be taken apart (UAX #9 would reorder its parts). Plain
    digits stay with the text around them. A text with no letter of the base direction is one run with its full stop.
    Joined, the pieces are ``text`` again.
    """
    if base == "ltr" and text and one_way(text):
        return [(text, "ltr")]
    pieces = _pieces(text)
    strong = {kind for _, kind in pieces if kind in {"ltr", "rtl"}}
    if strong == {"ltr"}:
        return [(text, "ltr")]
    if strong == {"rtl"} and base == "ltr":
        return [(text, "rtl")]
    return _runs(pieces, base) if text else []


def isolated(text: str, base: Direction) -> str:
    """Return ``text`` with each left-to-right run that has no letter, such as a telephone number, between LRI and PDI.

    Without them a right-to-left line turns its parts round (UAX #9, section 2.4). Words need none: letters hold
    together, and an address stays free of characters that are not its own.
    """
    if base == "ltr":
        return text
    runs = directional_runs(text, base)
    bare = [way == "ltr" and not re.search(r"[^\W\d_]", piece) for piece, way in runs]
    return "".join(f"\u2066{run}\u2069" if alone else run for (run, _), alone in zip(runs, bare, strict=True))


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


_NEVER = "\uffff"  # a noncharacter, which ``clean`` takes out of every input
_QUOTED = re.compile('["«»“”„]')
_OPENING = frozenset("([{¿¡")
_AFTER_WORDS = frozenset(".,;:!?…)]}»”’%٪،؛؟")  # what no quotation begins with


def _quotes(text: str, language: str) -> str:
    """Set straight quotes and apostrophes; quotes of a language whose marks are not known stay straight."""
    opening, closing = _QUOTES.get(language, (_NEVER, _NEVER))
    parts: list[str] = []
    end, inside = 0, False
    for found in _QUOTED.finditer(text) if language in _QUOTES else ():
        mark = found.group()
        if mark == '"':
            mark = opening if _opens(text, found.start(), inside=inside) else closing
        inside = mark == opening if mark in {opening, closing} else inside
        parts += [text[end : found.start()], mark]
        end = found.end()
    text = "".join([*parts, text[end:]])
    text = re.sub(rf"(?<={_LETTER})'(?={_JOINT}*(?:{_LETTER}|{opening}))|(?<=s)'(?=\s|$)", "’", text)
    return re.sub(rf"(?<=\d)'(?={_LETTER})", "’", text)


def _opens(text: str, at: int, *, inside: bool) -> bool:
    """Tell whether the straight quote at ``at`` opens: after a space or an opening mark, elsewhere where none is open.

    «L'"Alliance"», «"A"/"B"» and «anti-"terror"» open in a word, «"well-"known» closes in one.
    """
    before, after = _beside(text, at, -1), _beside(text, at, 1)
    if not after or after.isspace():
        return False
    if not before or before.isspace() or before in _OPENING:
        return True
    return not inside and after not in _AFTER_WORDS and not before.isdigit()


def _beside(text: str, at: int, step: Literal[-1, 1]) -> str:
    """Return the character before or after ``at``, empty at an end of the text."""
    at += step
    while 0 <= at < len(text) and text[at] == _JOINT:
        at += step
    return text[at] if 0 <= at < len(text) else ""


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
