"""Language: which one a text is in, also where it is none of those that have a file here."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from presskit.language.data import fold, languages, table
from presskit.language.recognition import detected
from presskit.paths import shipped_folder

__all__ = ["language_of"]

_SAMPLE = 4000
_LEAST, _CLEAR, _SHARE = 3, 1.3, 0.06
# Scripts by the first word of their letters' names in Unicode, with their codes (ISO 15924); CLDR knows the likely language.
_SCRIPTS = {
    "ARMENIAN": "Armn", "BENGALI": "Beng", "CJK": "Hans", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor",
    "GREEK": "Grek", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Kore", "HIRAGANA": "Jpan", "KANNADA": "Knda",
    "KATAKANA": "Jpan", "KHMER": "Khmr", "LAO": "Laoo", "MALAYALAM": "Mlym", "MYANMAR": "Mymr", "SINHALA": "Sinh",
    "TAMIL": "Taml", "TELUGU": "Telu", "THAI": "Thai", "TIBETAN": "Tibt",
}  # fmt: skip


def language_of(text: str) -> str:
    """Return the language (ISO 639) of ``text``, with a file here or without; empty where its words do not tell."""
    if by_script := _by_script(text[:_SAMPLE]):
        return by_script
    found = re.findall(r"[^\W\d_]+", fold(re.sub("['’]", " ", text)))
    counts = Counter(found)
    weighed = {tag: sum(counts[word] / _shared()[word] for word in small) for tag, small in _small_words().items()}
    best, *rest = sorted(weighed, key=lambda tag: weighed[tag], reverse=True)
    unread = best not in languages()
    second = next((tag for tag in rest if tag in languages() or not unread), best)
    raw = sum(counts[word] for word in _small_words()[best])
    told = raw >= _LEAST and raw > len(found) * _SHARE and weighed[best] > weighed[second] * _CLEAR
    other = detected(text)
    return best if told else other if weighed.get(other, weighed[best]) * _CLEAR >= weighed[best] else ""


def _by_script(text: str) -> str:
    """Return the likely language of the script that most letters are of, if no language with a file here is written in it."""
    from babel.core import get_global

    letters = [letter for letter in text if letter.isalpha()]
    names = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    scripts = Counter[str]()
    for name, count in names.items():
        scripts[_SCRIPTS.get(name, "")] += count
    japanese = scripts["Jpan"] > 0
    code, count = max(((code, count) for code, count in scripts.items() if code), key=lambda each: each[1], default=("", 0))
    likely = get_global("likely_subtags").get(f"und_{'Jpan' if japanese and code == 'Hans' else code}", "") if code else ""
    return str(likely).partition("_")[0] if count > len(letters) * 0.5 else ""


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    """Return the small words of the languages with a file, and of those without."""
    path = Path(shipped_folder("data"), "languages", "others", "small_words.toml")
    others = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    every = {tag: str(table(tag, "detection").get("words", "")) for tag in languages()}
    return {tag: frozenset(words.split()) for tag, words in (others | every).items() if words}


@cache
def _shared() -> Mapping[str, int]:
    """Return in how many languages each small word is one."""
    return Counter(word for words in _small_words().values() for word in words)
