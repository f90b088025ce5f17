"""Which language a paragraph is in, as far as its letters and small words tell."""

from __future__ import annotations

import re

from presskit.language.number_words import fold

__all__ = ["tongue"]

_SMALL = {
    "en": "the of and to in is are for that with this by on have has we our not from as at it its was were be will an",
    "fr": "le la les de des du et en est que qui dans pour sur avec par au aux une un nous notre ne pas ce cette ont sont a",
    "es": "el la los las de del y en es que para con por una un se su al no lo como nos nuestro esta este han son",
    "tr": "ve bir bu icin ile de da olarak olan cok gibi daha en ki her biz ne var kadar tarafindan ise",
    "de": "der die das und in zu den von mit ist des fur auf dem nicht ein eine sich wir als auch im an werden sind bei",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_SCRIPTS = (
    ("ar", re.compile(r"[\u0621-\u064a\u066e-\u06d3]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
)


def tongue(text: str, least: int = 3) -> str:
    """Return the language of ``text``, or an empty text where fewer than ``least`` small words tell, or two are as likely."""
    letters = sum(map(str.isalpha, text)) or 1
    for language, script in _SCRIPTS:
        if len(script.findall(text)) / letters > 0.6:
            return "uk" if language == "ru" and re.search("[іїєґІЇЄҐ]", text) else language
    words = re.findall(r"[^\W\d_]+", fold(re.sub("['’]", " ", text)))
    hits = sorted(((sum(word in small for word in words), language) for language, small in _WORDS.items()), reverse=True)
    (most, language), (second, _) = hits[:2]
    return language if most >= least and most > second * 1.3 and most / len(words) > 0.12 else ""
