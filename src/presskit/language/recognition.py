"""Language: what is recognised by words of all languages: a text's language, a language's name, an announced embargo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from presskit.language.alphabet import letters_of, own_letters
from presskit.language.clocks_in_text import has_clock
from presskit.language.data import fold, folded_options, languages, table, words
from presskit.language.dates_in_text import find_day, find_day_and_month, weekday_in

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "announces_embargo",
    "detected",
    "end_of_extension",
    "is_detectable",
    "is_headed_by_embargo",
    "languages_by_name",
    "locales",
    "mentions_embargo",
    "split_extension",
]


@cache
def locales() -> Mapping[str, Locale]:
    """Return CLDR's data for the languages that have a file, without those that CLDR does not know."""
    from babel import Locale
    from babel.localedata import exists

    return {language: Locale(language) for language in languages() if exists(language)}


@cache
def languages_by_name() -> Mapping[str, str]:
    """Return the languages (ISO 639) by their folded names in all languages that have a file; the first file's wins."""
    named = [(fold(str(name)), tag) for locale in locales().values() for tag, name in locale.languages.items()]
    return {name: tag for name, tag in reversed(named) if re.fullmatch("[a-z]{2,3}", tag)}


@cache
def _small_words() -> dict[str, frozenset[str]]:
    words = {language: frozenset(table(language, "detection").get("words", "").split()) for language in languages()}
    return {language: small for language, small in words.items() if small}


def is_detectable(language: str) -> bool:
    """Return whether a language is told from the others: by its letters, or by its small words."""
    return language in languages() and (letters_of(language) is not None or language in _small_words())


def _by_script(text: str, letters: int) -> str:
    """Return the language whose script most letters are of: one with letters of its own where these stand there."""
    near = [tag for tag in languages() if (script := letters_of(tag)) and len(script.findall(text)) / letters > 0.6]
    own = (tag for tag in near if own_letters(text, tag) > table(tag, "detection").get("own_share", 0))
    return next(own, "") or next((tag for tag in near if not table(tag, "detection").get("own_letters")), "")


def detected(text: str, least: int = 3) -> str:
    """Return the language of ``text``, or an empty text where fewer than ``least`` small words tell, or two are as likely."""
    if by_script := _by_script(text, sum(map(str.isalpha, text)) or 1):
        return by_script
    words = re.findall(r"[^\W\d_]+", fold(re.sub("['’]", " ", text)))
    counted = ((sum(word in small for word in words), language) for language, small in _small_words().items())
    (most, language), (second, _) = [*sorted(counted, reverse=True), (0, ""), (0, "")][:2]
    return language if most >= least and most > second * 1.3 and most / len(words) > 0.12 else ""


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


def announces_embargo(text: str) -> bool:
    """Return whether a line says nothing else than that its release is held back, and perhaps until when."""
    return len(text) <= _LONGEST and _announces_embargo(text)


@lru_cache(maxsize=4096)
def _announces_embargo(text: str) -> bool:
    plain = _about_news(text)
    if _is_mark(plain) or (_pattern("starts").match(plain) and has_clock(text)):
        return True
    first = _pattern("terms").search(plain)
    if first and first.start() <= _NEAR_START and len(text) <= _SHORT and re.search(r"\d", text):
        return True
    if len(_SENTENCES.split(text.strip())) > 2:
        return False
    held = _pattern("phrases").search(plain) or _pattern("held").search(plain)
    term = held or _pattern("terms").search(plain)
    if not term or not (_has_moment(text, plain) or _until_follows(plain, term.end())):
        return False
    return term.start() <= _NEAR_START or (bool(held) and (has_clock(text) or not text.rstrip().endswith(".")))


def _is_mark(plain: str) -> bool:
    """Return whether folded words are «embargo» or «under embargo», whatever marks stand between them."""
    return _pattern("marks", whole=True).fullmatch(re.sub(r"[^\w ]+", " ", plain).strip()) is not None


def _until_follows(plain: str, end: int) -> bool:
    """Return whether «until» is among the next words: «embargo until further notice»."""
    return bool(_pattern("until").search(" ".join(plain[max(0, end - 12) :].split()[:4])))


def _has_moment(text: str, plain: str) -> bool:
    named = find_day(text) or find_day_and_month(text)
    return bool(named or has_clock(text) or (weekday_in(text) and _pattern("until").search(plain)))


def mentions_embargo(text: str) -> bool:
    """Return whether a sentence of ``text`` says that a publication is held back until an hour or a day."""
    return any(_speaks(sentence) for sentence in _SENTENCES.split(text))


def is_headed_by_embargo(text: str) -> bool:
    """Return whether a title begins with the announcement: «EMBARGOED: The road must be opened»."""
    head = re.match(r"[^:–—|]{3,40}?(?=\s*[:–—|]|\s+-\s)", text)
    plain = _about_news(head.group()) if head else ""
    return _is_mark(plain) and plain != "embargo"


def _speaks(sentence: str) -> bool:
    plain = _about_news(sentence)
    if _pattern("phrases").search(plain):
        return True
    if not _pattern("held").search(plain):
        return False
    return has_clock(sentence) or (_has_moment(sentence, plain) and bool(_pattern("publication").search(plain)))


@cache
def _extension() -> re.Pattern[str]:
    marks = "|".join(words("contacts", "extensions"))
    extension = rf"(?:(?<![^\W\d_])(?:{marks})\.?+\s*+(?:n[o°º]\.?+)?+\s*+:?+|#)\s*+\d{{1,6}}(?!\w)"
    return re.compile(rf"(?<!\s)\s*+(?:[,;]\s*+)?(?:[(\[]\s*+{extension}\s*+[)\]]|{extension})", re.IGNORECASE)


def end_of_extension(text: str, end: int) -> int:
    """Return where the extension ends that follows a number which ends at ``end``; ``end`` where there is none."""
    return match.end() if (match := _extension().match(text, end)) else end


def split_extension(raw: str) -> tuple[str, str]:
    """Return a number, and its extension with the words before it: «+41 22 730 00 12» and « ext. 17»."""
    match = next((match for match in _extension().finditer(raw) if match.end() == len(raw.rstrip())), None)
    return (raw[: match.start()], raw[match.start() :]) if match and match.start() else (raw, "")
