"""What a text says is not for publication: whole lines, and numbers of contacts beside which it stands."""

from __future__ import annotations

import re
from functools import cache

from presskit.language.clock_times import unpointed
from presskit.language.data import folded, words
from presskit.language.embargo_words import announces
from presskit.language.number_words import fold
from presskit.readers.importing.heads import reaches

__all__ = ["apart", "is_mark_alone", "is_private", "may_be_private"]

_PIECES = re.compile(r"\s*[;|،؛·•]\s*|\s*,\s+|\s+[-–—/]\s+")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_END = r"\s*(?:[:：.;,!)\]–—-]|$)"


@cache
def _options(*keys: str) -> str:
    return "|".join(folded(word) for key in keys for word in words("private", key))


@cache
def _anywhere() -> re.Pattern[str]:
    """Return what says so in so many words, if no «before» follows, which would make it an embargo."""
    later = rf"(?![^.]{{0,60}}\b(?:{_options('not_yet')})\b)"
    return re.compile(rf"(?<!\w)(?:{_options('marks')})(?!\w){later}")


@cache
def _at_start() -> re.Pattern[str]:
    later = rf"(?![^.]{{0,60}}\b(?:{_options('not_yet')})\b)"
    return re.compile(rf"\W*(?:(?:{_options('marks')})(?!\w){later}|(?:{_options('orders', 'labels')}){_END}{later})")


@cache
def _beside() -> re.Pattern[str]:
    """Return what says so of a number beside it: «(internal)», «mobile: internal», «private: +41 …»."""
    return re.compile(rf"(?<!\w)(?:{_options('marks', 'orders', 'labels')})(?!\w)")


def _plain(text: str) -> str:
    return " ".join(fold(re.sub(r"['’ʼ]", " ", unpointed(text))).split())


def is_private(text: str) -> bool:
    """Tell whether a line begins by saying that it is not for publication."""
    return bool(_at_start().match(_plain(text))) and not announces(text)


def may_be_private(text: str) -> bool:
    """Tell whether a sentence of the text says that something is not for publication."""
    return bool(_anywhere().search(_plain(text))) and not announces(text)


def is_mark_alone(text: str) -> bool:
    """Tell whether a line says nothing else: what it means stands beside it."""
    plain = re.sub(r"[^\w ]+", " ", _plain(text)).strip()
    return bool(re.fullmatch(_options("marks", "orders", "labels"), plain))


def apart(text: str) -> tuple[str, str]:
    """Part the words of a contact into those for the press and those that are not: a number beside «internal»."""
    if not _beside().search(_plain(text)):
        return text, ""
    if is_private(text):
        return "", text
    pieces = [text[start:end] for start, end in _ends(text)]
    hidden = [bool(_beside().search(_plain(piece))) for piece in pieces]
    for index, piece in enumerate(pieces):
        if hidden[index] and not reaches(piece) and _said_alone(piece):
            near = next((n for n in (index - 1, index + 1) if 0 <= n < len(pieces) and reaches(pieces[n])), None)
            if near is None:
                return "", text
            hidden[near] = True
        elif hidden[index] and not reaches(piece):
            hidden[index] = False  # «Private Sector Watch» is a name
    shown = "".join(piece for piece, away in zip(pieces, hidden, strict=True) if not away)
    gone = "".join(piece for piece, away in zip(pieces, hidden, strict=True) if away)
    return shown.strip(" ,;|/–—-"), gone.strip(" ,;|/–—-")


def _said_alone(piece: str) -> bool:
    """Tell whether a piece holds little beside the words: «mobile: internal», «(not for publication)»."""
    rest = _beside().sub(" ", _plain(piece))
    return len(re.findall(r"[^\W\d_]+", rest)) <= 1 and not re.search(r"(?<!^)\b[A-Z]\w+\s+[A-Z]\w+", piece)


def _ends(text: str) -> list[tuple[int, int]]:
    """Return where the pieces of a line begin and end, each with the mark behind it.

    A bracket belongs to its piece, and is one of its own where a number or an address stands in it.
    """
    brackets = [match.span() for match in _BRACKET.finditer(text)]
    parted = [m.end() for m in _PIECES.finditer(text) if not any(start <= m.start() < end for start, end in brackets)]
    own = [place for start, end in brackets if reaches(text[start:end]) for place in (start, end)]
    cuts = sorted({*parted, *own} - {0, len(text)})
    starts = [0, *cuts]
    return list(zip(starts, [*cuts, len(text)], strict=True))
