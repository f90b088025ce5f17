"""What a text says is not for publication: whole lines, and numbers of contacts beside which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from presskit.language.data import fold, folded, latin_digits, words
from presskit.language.embargo_words import announces
from presskit.readers.importing.heads import reaches

__all__ = ["Mark", "apart", "is_covering", "is_mark_alone", "is_private", "marks"]

_PIECES = re.compile(r"\s*[;|،؛·•]\s*|\s*,\s+|\s+[-–—/]\s+")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_UNHEARD = re.compile("[\u0640\u064b-\u0655\u0670\u200e\u200f]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_END = r"\s*(?:[:：.;!()\]–—-]|$)"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where words stand that say so. ``firm``: they mean it in any sentence, and not only apart or beside a number.

    ``told``: a sentence tells of what was not for publication; ``label``: a word such as «internal», which often means other
    things.
    """

    start: int
    end: int
    firm: bool = False
    told: bool = False
    label: bool = False


@cache
def _options(*keys: str) -> str:
    return "|".join(folded(word) for key in keys for word in words("private", key))


@cache
def _later() -> str:
    """Return that no «before» follows, which would make it an embargo."""
    return rf"(?![^.]{{0,60}}\b(?:{_options('not_yet')})\b)"


@cache
def _anywhere() -> re.Pattern[str]:
    kinds = f"(?P<firm>{_options('marks')})|(?P<order>{_options('orders', 'asides')})|(?P<label>{_options('labels')})"
    return re.compile(rf"(?<!\w)(?P<told>(?:{_options('told')}) )?(?:{kinds})(?!\w){_later()}")


@cache
def _at_start() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?:{_options('marks')})(?!\w)|(?:{_options('orders', 'asides', 'labels')}){_END}){_later()}")


@cache
def _beside() -> re.Pattern[str]:
    """Return what says so of a number beside it: «(internal)», «mobile: internal», «private: +41 …»."""
    return re.compile(rf"(?<!\w)(?:{_options('marks', 'orders', 'asides', 'labels')})(?!\w)")


@cache
def _covering() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_options('covering')})")


def _traced(text: str) -> tuple[str, list[int]]:
    """Return folded words, one space between them, and for each character the place in ``text`` that it stands for."""
    plain: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        blank = char.isspace() or char in "'’ʼ" or _HYPHEN.match(text, place)
        for each in "" if _UNHEARD.match(char) else " " if blank else fold(latin_digits(char)):
            if each != " " or plain[-1:] != [" "]:
                plain.append(each)
                places.append(place)
    return "".join(plain), places


def _plain(text: str) -> str:
    return _traced(text)[0].strip()


def marks(text: str) -> Iterator[Mark]:
    """Yield the words of ``text`` that say that something is not for publication, in their order."""
    plain, places = _traced(text)
    for match in _anywhere().finditer(plain):
        kind = match.lastgroup if match.lastgroup != "told" else ""
        start = match.start(kind) if kind else match.start()
        yield Mark(places[start], places[match.end() - 1] + 1, kind == "firm", bool(match["told"]), kind == "label")


def is_private(text: str) -> bool:
    """Tell whether a line begins by saying that it is not for publication; a bracket that ends before it speaks for itself."""
    bracket = re.match(r"\s*[(\[]([^()\[\]]*)[)\]](?=\s*\w)", text)
    if bracket and not is_mark_alone(bracket[1]):
        return False
    return bool(_at_start().match(_plain(text))) and not announces(text)


def is_covering(text: str) -> bool:
    """Tell whether a sentence hands over a text: «please find below our statement»."""
    return bool(_covering().search(_plain(re.sub(r"[^\w\s’'-]+", " ", text))))


def is_mark_alone(text: str) -> bool:
    """Tell whether a line says nothing else: what it means stands beside it."""
    plain = " ".join(re.sub(r"[^\w ]+", " ", _plain(text)).split())
    return bool(re.fullmatch(_options("marks", "orders", "asides", "labels"), plain))


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
            near = _meant(pieces, index)
            if near is None:
                return "", text
            hidden[near] = True
        elif hidden[index] and not reaches(piece):
            hidden[index] = False  # «Private Sector Watch» is a name
    shown = "".join(piece for piece, away in zip(pieces, hidden, strict=True) if not away)
    gone = "".join(piece for piece, away in zip(pieces, hidden, strict=True) if away)
    return shown.strip(" ,;|/–—-"), gone.strip(" ,;|/–—-")


def _meant(pieces: Sequence[str], index: int) -> int | None:
    """Return which neighbour «mobile: internal» speaks of: a number before an address, what a dash leads to before the rest."""
    leads = pieces[index].rstrip().endswith(("-", "–", "—", ":"))
    order = (index + 1, index - 1) if leads else (index - 1, index + 1)
    there = [n for n in order if 0 <= n < len(pieces) and reaches(pieces[n])]
    return next((n for n in there if "@" not in pieces[n]), there[0] if there else None)


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
