"""Invented words of fifteen languages: syllables that no dictionary holds, in the letters that each language writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

__all__ = ["TONGUES", "Tongue", "Vocabulary"]


@dataclass(frozen=True)
class Tongue:
    """How a language writes: beginnings, middles and ends of syllables, and the digits that its kit may ask for."""

    language: str
    onsets: Sequence[str]
    vowels: Sequence[str]
    codas: Sequence[str]
    cased: bool = True
    stop: str = "."
    comma: str = ","
    asks: str = "?"
    paged: bool = True


_LATIN = ["zv", "vr", "kl", "dr", "gr", "tw", "sk", "pl", "br", "kv", "ghl", "mw"]
_ARABIC = ["ظغ", "خط", "ضب", "ذق", "غث", "طز", "شظ", "حض", "قظ"]
TONGUES = {
    each.language: each
    for each in (
        Tongue("en", _LATIN, ["a", "e", "i", "o", "u", "ea", "oo"], ["lk", "zz", "rn", "ffl", "mb", "x", "fi"]),
        Tongue("fr", _LATIN, ["é", "è", "ê", "œ", "ô", "ë", "ï", "au"], ["lç", "rn", "ffr", "mb", "x", "fi"]),
        Tongue("de", _LATIN, ["ä", "ö", "ü", "a", "ei"], ["ß", "lk", "rn", "ffl", "tz"]),
        Tongue("es", _LATIN, ["á", "é", "í", "ó", "ú", "a"], ["ñ", "lz", "rn", "mb"]),
        Tongue("it", _LATIN, ["à", "è", "ì", "ò", "ù", "o"], ["zz", "lk", "rn", "ffl"]),
        Tongue("nl", _LATIN, ["ij", "ë", "oe", "aa", "ui"], ["lk", "ks", "rn", "ft"]),
        Tongue("pl", ["zw", "wr", "kl", "dr", "gr", "ź", "ł"], ["ą", "ę", "ó", "a", "y"], ["ż", "ść", "rń", "ł"]),
        Tongue("pt", _LATIN, ["ã", "õ", "á", "ê", "ó"], ["ç", "lh", "rn", "mb"]),
        Tongue("tr", ["zv", "ğr", "kl", "dr", "ç", "ş"], ["ı", "i", "ö", "ü", "â"], ["ğ", "ş", "rn", "lk"]),
        Tongue("ru", ["зв", "вр", "кл", "др", "щ", "ж", "ъв"], ["ы", "ё", "э", "ю", "й"], ["рщ", "лк", "мб", "ж"]),
        Tongue("uk", ["зв", "вр", "кл", "др", "щ", "ґ"], ["ї", "є", "і", "ю", "и"], ["рщ", "лк", "мб", "ґ"]),
        Tongue("el", ["ζβ", "κλ", "δρ", "γκ", "ξ", "ψ"], ["ά", "έ", "ή", "ό", "ώ", "ύ", "ϊ"], ["ρξ", "λκ", "μπ"]),
        Tongue("ar", _ARABIC, ["ا", "و", "ي"], ["ظ", "ء", "ة", "لا", "ى"], cased=False, comma="،", asks="؟"),
        Tongue("fa", ["ژغ", "گظ", "پچ", "چض", "غژ"], ["ا", "و", "ی"], ["گ", "پ", "ژ", "ه", "لا"], cased=False, comma="،", asks="؟"),
        Tongue("he", ["צט", "קז", "גפ", "שח"], ["ו", "י", "א"], ["ץ", "ף", "ן", "ם"], cased=False, paged=False),
    )
}


class Vocabulary:
    """The words of one kit: each is new, so that every place of a text is told by its words."""

    def __init__(self, seed: str) -> None:
        self.words = dict[str, set[str]]()
        self._seed = seed
        self._randoms = dict[str, Random]()
        self._folded = set[str]()

    @property
    def all(self) -> set[str]:
        return {word for words in self.words.values() for word in words}

    def word(self, language: str) -> str:
        """Return a word that the kit has not had yet in any language."""
        tongue = TONGUES[language]
        random = self._randoms.setdefault(language, Random(f"{self._seed} {language}"))
        while True:
            count = random.choice((1, 2, 2, 2, 3, 4))
            word = "".join(random.choice(tongue.onsets) + random.choice(tongue.vowels) for _ in range(count)) + random.choice(tongue.codas)
            folded = word.casefold() if tongue.cased else "".join(sorted(word))  # ligatures lose the order of letters
            if len(word) > 3 and folded not in self._folded:
                break
        if tongue.cased and random.random() < 0.15:
            word = word[0].upper() + word[1:]
        self._folded.add(folded)
        self.words.setdefault(language, set()).add(word)
        return word
