"""What heads and cells of a media list say of who is not to be written to, by the words of our languages."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache, lru_cache

from presskit.language.data import options, words
from presskit.readers.tables.vocabulary import Answer, answer, plain

__all__ = ["Meaning", "Topic", "consent_of", "meaning_of", "mentions_opt_out", "negated_rest", "topic_of"]

_NOTHING = frozenset({"", "-", "–", "—", "/", "n/a", "na", "null", "none", "nil", "undefined", "nan"})
_DAY = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:\D.*)?|\d{8}T\d+.*|\d{1,2}\.? \w+ \d{4}.*|[^\W\d]+\.? \d{1,2},? \d{4}.*", re.DOTALL
)
_LONGEST_ANSWER, _SHORT = 9, 30


class Topic(Enum):
    """What a column is about, by its head."""

    LEAVING = auto()
    """who is not to be written to"""
    LEFT = auto()
    """when or why somebody left: whatever stands there says it"""
    CONSENT = auto()
    """who may be written to"""
    STATUS = auto()
    """how somebody stands to a list, or to anything else"""
    ELSE = auto()
    """something that yes and no have nothing to do with e-mails in"""
    GROUPS = auto()
    """to which groups somebody belongs"""
    NAMES = auto()
    """what somebody, or an outlet, is called"""
    UNKNOWN = auto()


class Meaning(Enum):
    """What a cell says, by itself."""

    NOTHING = auto()
    YES = auto()
    NO = auto()
    DAY = auto()
    OFF = auto()
    """not to be written to, in so many words"""
    WEAKLY_OFF = auto()
    """a word that says so in a column that is about it: «removed»"""
    PERHAPS_OFF = auto()
    """a longer text that speaks of it"""
    RELATED = auto()
    """a short value with a word that heads of such columns have: «by bounces»"""
    ON = auto()
    NEUTRAL = auto()
    DOUBTFUL = auto()
    OTHER = auto()


@cache
def _whole(key: str) -> frozenset[str]:
    return frozenset(map(plain, words("opt_out", key)))


@cache
def _inside(key: str) -> re.Pattern[str]:
    """Return what finds the words of a list as whole words: ``*`` stands for any ending, ``=`` for nothing beside them."""
    parts = sorted(map(_pattern, words("opt_out", key)))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _pattern(word: str) -> str:
    text = re.escape(plain(word))
    return rf"\A{text}\Z" if word.startswith("=") else text + (r"\w*" if word.endswith("*") else "")


def topic_of(head: str) -> Topic:
    """Return what a column under ``head`` is about."""
    whole = plain(head[:200])
    spaced = plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", head[:200]))  # hasOptedOutOfEmail, but LinkedIn
    topic = _topic(whole)
    return topic if topic is not Topic.UNKNOWN or spaced == whole else _topic(spaced)


def _topic(text: str) -> Topic:
    rest = set(text.split())
    if rest & _whole("other_channels") and not re.search(options("media_list", "mail_words"), text):
        return Topic.ELSE
    if _inside("heads").search(text):
        return Topic.LEFT if set(_inside("heads").sub(" ", text).split()) & _whole("evidence") else Topic.LEAVING
    if _inside("consent_heads").search(text):
        return Topic.UNKNOWN if rest & _whole("evidence") else Topic.CONSENT
    if rest & _whole("status_heads"):
        return Topic.STATUS
    return Topic.ELSE if rest & _whole("harmless") else Topic.UNKNOWN


@lru_cache(maxsize=4096)
def meaning_of(text: str) -> Meaning:
    """Return what a cell says by itself, in whichever column it stands."""
    whole = text.strip()
    if whole.lower() in _NOTHING:
        return Meaning.NOTHING
    words_of = plain(whole)
    if _DAY.fullmatch(whole):
        return Meaning.DAY
    if meaning := _listed(words_of) or _answered(whole, words_of):
        return meaning
    if mentions_opt_out(whole):
        return Meaning.PERHAPS_OFF
    return Meaning.RELATED if len(words_of) <= _SHORT and _inside("heads").search(words_of) else Meaning.OTHER


def consent_of(text: str, *, doubtful: bool) -> Meaning:
    """Return what a cell says where a yes is wanted: of marks, only a tick is one; ``doubtful``: a cross is none."""
    meaning = meaning_of(text)
    if meaning is not Meaning.YES or plain(text) in _whole("ticked"):
        return meaning
    return {Answer.YES: Meaning.YES, Answer.NO: Meaning.NO}.get(answer(text, doubtful=doubtful), Meaning.DOUBTFUL)


_LISTS = {"on": Meaning.ON, "off": Meaning.WEAKLY_OFF, "doubtful": Meaning.DOUBTFUL, "neutral": Meaning.NEUTRAL}


def _listed(text: str) -> Meaning | None:
    """Return what a text says that is one of the known values as a whole."""
    listed = next((meaning for key, meaning in _LISTS.items() if text in _whole(key)), None)
    return Meaning.OFF if listed is Meaning.WEAKLY_OFF and _inside("phrases").search(text) else listed


def _answered(whole: str, text: str) -> Meaning | None:
    """Return yes or no, where a text is one of these words alone."""
    if text in _whole("ticked") or (not text and len(whole.rstrip("\ufe0f")) == 1):  # a tick, a cross, a picture
        return Meaning.YES
    short = len(text) <= _LONGEST_ANSWER
    return {Answer.YES: Meaning.YES, Answer.NO: Meaning.NO}.get(answer(whole)) if short else None


def negated_rest(text: str) -> str:
    """Return what stands beside a no in a text; empty where no no stands in it: «nicht zulassen», «zulassen»."""
    words_of = plain(text).split()
    rest = [word for word in words_of if word not in _whole("negations")]
    return " ".join(rest) if len(rest) < len(words_of) else ""


def mentions_opt_out(text: str) -> bool:
    """Return whether words by which people are taken off a list stand in a text."""
    return bool(_inside("phrases").search(plain(text[:2000])))
