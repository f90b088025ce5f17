"""Language: what is recognised by words of all languages: a text's language, an announced embargo, a telephone extension."""

from __future__ import annotations

import re
from functools import cache

from presskit.language.alphabet import letters_of, own_letters
from presskit.language.data import fold, folded_options, languages, table, words
from presskit.language.dates_in_text import find_day, find_day_and_month, has_clock, weekday_in

__all__ = [
    "announces_embargo",
    "detected",
    "end_of_extension",
    "is_detectable",
    "is_headed_by_embargo",
    "mentions_embargo",
    "split_extension",
]


@cache
def _small_words() -> dict[str, frozenset[str]]:
    told = {language: table(language, "detection").get("words", "") for language in languages()}
    return {language: frozenset(words.split()) for language, words in told.items() if words}


def is_detectable(language: str) -> bool:
    """Tell whether a language is told from the others: by its letters, or by its small words."""
    return language in languages() and (letters_of(language) is not None or language in _small_words())


def _by_script(text: str, letters: int) -> str:
    """Return the language whose script most letters are of: one with letters of its own where these stand there."""
    near = [tag for tag in languages() if (script := letters_of(tag)) and len(script.findall(text)) / letters > 0.6]
    own = [tag for tag in near if own_letters(text, tag) > table(tag, "detection").get("own_share", 0)]
    return next(iter([*own, *(tag for tag in near if not table(tag, "detection").get("own_letters"))]), "")


def detected(text: str, least: int = 3) -> str:
    """Return the language of ``text``, or an empty text where fewer than ``least`` small words tell, or two are as likely."""
    by_script = _by_script(text, sum(map(str.isalpha, text)) or 1)
    if by_script:
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


def mentions_embargo(text: str) -> bool:
    """Tell whether a sentence of ``text`` says that a publication is held back until an hour or a day."""
    return any(_speaks(sentence) for sentence in _SENTENCES.split(text))


def is_headed_by_embargo(text: str) -> bool:
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


@cache
def _extension() -> re.Pattern[str]:
    marks = "|".join(words("contacts", "extensions"))
    said = rf"(?:(?<![^\W\d_])(?:{marks})\.?\s*(?:n[o°º]\.?)?\s*:?|#)\s*\d{{1,6}}(?!\w)"
    return re.compile(rf"\s*[,;]?\s*(?:[(\[]\s*{said}\s*[)\]]|{said})", re.IGNORECASE)


def end_of_extension(text: str, end: int) -> int:
    """Return where the extension ends that follows a number which ends at ``end``; ``end`` where there is none."""
    match = _extension().match(text, end)
    return match.end() if match else end


def split_extension(raw: str) -> tuple[str, str]:
    """Part a number from its extension, with the words before it: «+41 22 730 00 12» and « ext. 17»."""
    match = next((match for match in _extension().finditer(raw) if match.end() == len(raw.rstrip())), None)
    return (raw[: match.start()], raw[match.start() :]) if match and match.start() else (raw, "")
