"""Which lines speak of an embargo on news, and not of one on arms, oil or trade."""

from __future__ import annotations

import re
from functools import cache

from presskit.language.data import fold, folded_options
from presskit.language.dates_in_text import find_day, find_day_and_month, has_clock, weekday_in

__all__ = ["announces", "is_headed", "mentions"]

_LONGEST = 220
_NEAR_START = 25
_SHORT = 30
_SENTENCES = re.compile(r"(?<!\b\d\.)(?<!\b\d\d\.)(?<=[.!?؟…])\s+(?=\D)")  # «10. Dezember» goes on


@cache
def _pattern(key: str, *, whole: bool = False) -> re.Pattern[str]:
    """Return the words ``key`` of all languages as one expression; for a whole line, or between the ends of words."""
    options = folded_options("embargo", key)
    return re.compile(rf"(?:{options})" if whole else rf"(?<!\w)(?:{options})(?!\w)")


def _plain(text: str) -> str:
    spaced = re.sub(r"['’ʼ‘*_#\[\]()<>«»\"“”„]", " ", text)
    return " ".join(fold(spaced).split())


def _about_news(text: str) -> str:
    """Return folded words without those that speak of an embargo on goods or against a country."""
    return _pattern("trade").sub(" … ", _plain(text))


def announces(text: str) -> bool:
    """Tell whether a line says nothing else than that its release is held back, and perhaps until when."""
    if len(text) > _LONGEST:
        return False
    plain = _about_news(text)
    if _pattern("marks", whole=True).fullmatch(re.sub(r"[^\w ]+", " ", plain).strip()):
        return True
    if _pattern("starts").match(plain) and has_clock(text):
        return True
    first = _pattern("terms").search(plain)
    if first and first.start() <= _NEAR_START and len(text) <= _SHORT and re.search(r"\d", text):
        return True
    sentences = _SENTENCES.split(text.strip())
    if len(sentences) > 2:
        return False
    held = _pattern("phrases").search(plain) or _pattern("held").search(plain)
    term = held or _pattern("terms").search(plain)
    if not term or not (_has_moment(text, plain) or _until_follows(plain, term.end())):
        return False
    return term.start() <= _NEAR_START or (bool(held) and (has_clock(text) or not text.rstrip().endswith(".")))


def _until_follows(plain: str, end: int) -> bool:
    """Tell whether «until» is among the next words: «embargo until further notice»."""
    return bool(_pattern("until").search(" ".join(plain[max(0, end - 12) :].split()[:4])))


def _has_moment(text: str, plain: str) -> bool:
    named = find_day(text) or find_day_and_month(text)
    return bool(named or has_clock(text) or (weekday_in(text) and _pattern("until").search(plain)))


def mentions(text: str) -> bool:
    """Tell whether a sentence of ``text`` says that a publication is held back until an hour or a day."""
    return any(_speaks(sentence) for sentence in _SENTENCES.split(text))


def is_headed(text: str) -> bool:
    """Tell whether a title begins with the announcement: «EMBARGOED: The road must be opened»."""
    head = re.match(r"[^:–—|]{3,40}?(?=\s*[:–—|]|\s+-\s)", text)
    plain = _about_news(head.group()) if head else ""
    return bool(_pattern("marks", whole=True).fullmatch(re.sub(r"[^\w ]+", " ", plain).strip())) and plain != "embargo"


def _speaks(sentence: str) -> bool:
    plain = _about_news(sentence)
    if _pattern("phrases").search(plain):
        return True
    if not _pattern("held").search(plain):
        return False
    return has_clock(sentence) or (_has_moment(sentence, plain) and bool(_pattern("publication").search(plain)))
