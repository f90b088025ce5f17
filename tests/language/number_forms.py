"""Number words from 2 to 120 by the grammars of the languages, written by hand: independent of the library that reads them.

Each language gives a number in every form that may stand before its word for organisations.
"""

# ruff: noqa: ISC004, SIM905 -- words stand in running lists here, as in a grammar
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

__all__ = ["FORMS", "NOUNS"]

NOUNS: Mapping[str, tuple[str, ...]] = {
    "en": ("organisations", "NGOs", "groups"),
    "fr": ("organisations", "ONG", "associations"),
    "ar": ("منظمة", "منظمات", "جمعية", "مؤسسات"),
    "es": ("organizaciones", "ONG", "entidades"),
    "tr": ("kuruluş", "sivil toplum örgütü", "dernek"),
    "ru": ("организаций", "НПО", "организации"),
    "uk": ("організацій", "НУО", "організації"),
    "de": ("Organisationen", "NGOs", "Verbände"),
    "it": ("organizzazioni", "ONG"),
    "pt": ("organizações", "ONG"),
    "pl": ("organizacji", "fundacji"),
    "nl": ("organisaties", "verenigingen"),
    "he": ("ארגונים", "עמותות"),
    "fa": ("سازمان", "نهاد"),
}


def _english(n: int) -> Iterator[str]:
    small = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ).split()
    tens = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20:
        yield small[n]
    elif n < 100:
        ten, one = divmod(n, 10)
        yield from (f"{tens[ten]}-{small[one]}", f"{tens[ten]} {small[one]}") if one else (tens[ten],)
    else:
        rest = list(_english(n - 100)) if n > 100 else []
        for head in ("one hundred", "a hundred"):
            yield from (f"{head}{joint}{each}" for joint in (" and ", " ") for each in rest)
            yield from () if rest else (head,)


def _french(n: int) -> Iterator[str]:
    small = (
        "_ un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
    ).split()
    if n < 20:
        yield from ("un", "une") if n == 1 else (small[n],)
        return
    if n >= 100:
        yield from (f"cent {each}" for each in _french(n - 100)) if n > 100 else ("cent",)
        return
    ten, one = divmod(n, 10)
    tens = {
        2: "vingt",
        3: "trente",
        4: "quarante",
        5: "cinquante",
        6: "soixante",
        7: "soixante",
        8: "quatre-vingt",
        9: "quatre-vingt",
    }
    if ten in {7, 9}:
        yield "soixante et onze" if n == 71 else f"{tens[ten]}-{small[one + 10]}"
        yield f"{'septante' if ten == 7 else 'nonante'}{f'-{small[one]}' if one > 1 else ' et une' if one else ''}"
    elif one == 1 and ten < 8:
        yield from (f"{tens[ten]} et un", f"{tens[ten]} et une", f"{tens[ten]}-et-une")
    elif one == 0:
        yield "quatre-vingts" if n == 80 else tens[ten]
    else:
        yield from (f"{tens[ten]}-{each}" for each in _french(one))


def _spanish(n: int) -> Iterator[str]:
    small = (
        "_ un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
        "diecinueve veinte veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
    ).split()
    tens = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
    if n < 30:
        yield small[n]
        yield from {1: ("una", "uno"), 21: ("veintiuna", "veintiuno", "veintiun")}.get(n, ())
    elif n < 100:
        ten, one = divmod(n, 10)
        yield from (f"{tens[ten]} y {each}" for each in _spanish(one)) if one else (tens[ten],)
    else:
        yield from (f"ciento {each}" for each in _spanish(n - 100)) if n > 100 else ("cien",)


def _turkish(n: int) -> Iterator[str]:
    ones = "_ bir iki üç dört beş altı yedi sekiz dokuz".split()
    tens = "_ on yirmi otuz kırk elli altmış yetmiş seksen doksan".split()
    hundred, rest = divmod(n, 100)
    ten, one = divmod(rest, 10)
    words = ["yüz"] * hundred + [tens[ten]] * bool(ten) + [ones[one]] * bool(one)
    yield " ".join(words)
    yield "".join(words)


def _german(n: int) -> Iterator[str]:
    small = "_ ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
    tens = "_ _ zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
    if n < 20:
        yield small.split()[n]
        yield from ("eins", "eine") if n == 1 else ()
    elif n < 100:
        ten, one = divmod(n, 10)
        yield f"{small.split()[one]}und{tens[ten]}" if one else tens[ten]
        yield from (f"{small.split()[one]}unddreissig",) if one and ten == 3 else ()
    else:
        rest = list(_german(n - 100)) if n > 100 else [""]
        yield from (
            f"{head}{joint}{each}"
            for head in ("hundert", "einhundert")
            for joint in ("", "und" if n < 113 and n > 100 else "")
            for each in rest
        )


def _slavic(table: Mapping[int, str], hundred: str) -> Callable[[int], str]:
    def say(n: int) -> str:
        if n >= 100:
            return f"{hundred} {say(n - 100)}" if n > 100 else hundred
        if n in table:
            return table[n]
        return f"{table[n // 10 * 10]} {table[n % 10]}"

    return say


def _table(words: str) -> Mapping[int, str]:
    return dict(zip([*range(1, 21), *range(30, 100, 10)], words.split(), strict=True))


_RUSSIAN = (
    ("одна две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать "
     "шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
     "сто"),
    ("одной двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати "
     "шестнадцати семнадцати восемнадцати девятнадцати двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
     "ста"),
    ("одной двум трем четырем пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати "
     "шестнадцати семнадцати восемнадцати девятнадцати двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
     "ста"),
)  # fmt: skip
_UKRAINIAN = (
    ("одна дві три чотири пʼять шість сім вісім девʼять десять одинадцять дванадцять тринадцять чотирнадцять пʼятнадцять "
     "шістнадцять сімнадцять вісімнадцять девʼятнадцять двадцять тридцять сорок пʼятдесят шістдесят сімдесят вісімдесят девʼяносто",
     "сто"),
    ("одна дві три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять "
     "шістнадцять сімнадцять вісімнадцять дев'ятнадцять двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
     "сто"),
    ("однієї двох трьох чотирьох пʼяти шести семи восьми девʼяти десяти одинадцяти дванадцяти тринадцяти чотирнадцяти пʼятнадцяти "
     "шістнадцяти сімнадцяти вісімнадцяти девʼятнадцяти двадцяти тридцяти сорока пʼятдесяти шістдесяти сімдесяти вісімдесяти девʼяноста",
     "ста"),
)  # fmt: skip


def _russian(n: int) -> Iterator[str]:
    yield from (_slavic(_table(words), hundred)(n) for words, hundred in _RUSSIAN)


def _ukrainian(n: int) -> Iterator[str]:
    yield from (_slavic(_table(words), hundred)(n) for words, hundred in _UKRAINIAN)


_UNITS = "_ واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة".split()
_FEMININE = "_ واحدة اثنتان ثلاث أربع خمس ست سبع ثماني تسع".split()
_TENS = "_ _ عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()


def _teens(one: int) -> Iterator[str]:
    """Eleven and twelve have forms of their own; «عشر» is of the noun's gender, the unit of the other."""
    masculine = {1: ("أحد",), 2: ("اثنا", "اثني")}.get(one, (_UNITS[one],))
    feminine = {1: ("إحدى",), 2: ("اثنتا", "اثنتي")}.get(one, (_FEMININE[one],))
    yield from (f"{each} عشر" for each in masculine)
    yield from (f"{each} عشرة" for each in feminine)


def _arabic_tens(n: int) -> Iterator[str]:
    ten, one = divmod(n, 10)
    ends = (_TENS[ten], f"{_TENS[ten][:-2]}ين")
    first = {1: ("واحد", "واحدة", "إحدى"), 2: ("اثنان", "اثنين", "اثنتان", "اثنتين"), 8: ("ثمانية", "ثمان", "ثماني", "ثمانٍ")}
    units = first.get(one, (_UNITS[one], _FEMININE[one])) if one else ()
    yield from (f"{unit} و{end}" for unit in units for end in ends) if one else ends


def _arabic(n: int) -> Iterator[str]:
    if n < 10:
        yield from (_UNITS[n], _FEMININE[n])
        yield from ("اثنين", "اثنتين") if n == 2 else ()
    elif n == 10:
        yield from ("عشرة", "عشر")
    elif n < 20:
        yield from _teens(n - 10)
    elif n < 100:
        yield from _arabic_tens(n)
    else:
        rest = list(_arabic(n - 100)) if n > 100 else []
        for hundred in ("مئة", "مائة"):
            yield from (f"{hundred} و{each}" for each in rest) if rest else (hundred,)


FORMS: Mapping[str, Callable[[int], Iterator[str]]] = {
    "en": _english,
    "fr": _french,
    "ar": _arabic,
    "es": _spanish,
    "tr": _turkish,
    "ru": _russian,
    "uk": _ukrainian,
    "de": _german,
}
