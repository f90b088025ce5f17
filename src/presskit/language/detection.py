"""Language: which language a paragraph is in, as far as its letters and small words tell."""

from __future__ import annotations

import re
from functools import cache

from presskit.language.alphabet import letters_of, own_letters
from presskit.language.data import fold, languages, table

__all__ = ["detected", "is_told"]


@cache
def _small_words() -> dict[str, frozenset[str]]:
    told = {language: table(language, "detection").get("words", "") for language in languages()}
    return {language: frozenset(words.split()) for language, words in told.items() if words}


def is_told(language: str) -> bool:
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
