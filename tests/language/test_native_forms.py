"""What is printed in six languages, in the forms that their readers write themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from presskit.language import dates
from presskit.language.numbers import inflected
from presskit.language.phrases import listed, phrases
from presskit.language.recognition import announces_embargo
from presskit.language.typography import set_text

SIX = ("it", "pt", "pl", "nl", "he", "fa")
INSTANT = datetime(2027, 3, 1, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("it", "1º marzo 2027"), ("pt", "1º de março de 2027"), ("pl", "1 marca 2027"), ("nl", "1 maart 2027"),
        ("he", "1 במרץ 2027"), ("fa", "1 مارس 2027"),
    ],
)  # fmt: skip
def test_the_first_of_march(language: str, printed: str) -> None:
    assert dates.day(date(2027, 3, 1), language) == printed


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("it", '"una "strada" chiusa"', "«una “strada” chiusa»"),
        ("pt", '"uma "estrada" fechada"', "«uma “estrada” fechada»"),
        ("pt-BR", '"uma "estrada" fechada"', "“uma ‘estrada’ fechada”"),
        ("pl", '"droga "północna" zamknięta"', "„droga «północna» zamknięta”"),
        ("nl", '"de "weg" is dicht"', "“de ‘weg’ is dicht”"),
        ("he", 'דובר צה"ל אמר "כן"', "דובר צה״ל אמר ”כן”"),
        ("fa", '"راه "شمالی" بسته است"', "«راه “شمالی” بسته است»"),
        ("de-CH", '"die "Strasse""', "«die ‹Strasse›»"),
        ("en", '"the "road" is shut"', "“the ‘road’ is shut”"),
    ],
)
def test_quotes_of_both_levels(language: str, typed: str, printed: str) -> None:
    assert set_text(typed, language) == printed


def test_a_polish_word_of_one_letter_goes_with_the_next() -> None:
    assert set_text("w domu i z rodziną, godz. 14", "pl") == "w\u00a0domu i\u00a0z\u00a0rodziną, godz.\u00a014"


@pytest.mark.parametrize(
    ("language", "names", "printed"),
    [
        ("it", ("Roma", "Beirut", "Kyiv"), "Roma, Beirut e Kyiv"), ("pt", ("Lisboa", "Beirute", "Kiev"), "Lisboa, Beirute e Kiev"),
        ("it", ("Libano", "Egitto"), "Libano ed Egitto"),
        ("pl", ("Warszawa", "Bejrut", "Kijów"), "Warszawa, Bejrut i Kijów"), ("nl", ("Den Haag", "Beiroet"), "Den Haag en Beiroet"),
        ("he", ("ביירות", "קייב"), "ביירות וקייב"), ("fa", ("بیروت", "کی‌یف"), "بیروت و کی‌یف"),
    ],
)  # fmt: skip
def test_a_list_of_names(language: str, names: tuple[str, ...], printed: str) -> None:
    assert listed(names, language) == printed


@pytest.mark.parametrize(
    ("count", "printed"),
    [(1, "1 organizacja"), (2, "2 organizacje"), (5, "5 organizacji"), (12, "12 organizacji"), (22, "22 organizacje"),
     (25, "25 organizacji"), (101, "101 organizacji")],
)  # fmt: skip
def test_polish_counts(count: int, printed: str) -> None:
    assert inflected(count, str(count), ("organizacja", "organizacje", "organizacji"), "pl") == printed


@pytest.mark.parametrize(
    ("language", "printed"),
    [("it", "14.30"), ("pt", "14h30"), ("pl", "14:30"), ("nl", "14.30"), ("he", "14:30"), ("fa", "14:30")],
)
def test_an_hour(language: str, printed: str) -> None:
    assert dates.hour(time(14, 30), language) == printed


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("it", "SOTTO EMBARGO fino a lunedì 1º marzo 2027, ore 14.30, ora di Bruxelles (UTC+1)"),
        ("pt", "SOB EMBARGO até segunda-feira, 1º de março de 2027, 14h30, hora de Bruxelas (UTC+1)"),
        ("pl", "EMBARGO do: poniedziałek, 1 marca 2027, godz. 14:30 (Bruksela, UTC+1)"),
        ("nl", "ONDER EMBARGO tot maandag 1 maart 2027, 14.30 uur (Brussel, UTC+1)"),
        ("he", "אמברגו עד יום שני, 1 במרץ 2027 בשעה 14:30 לפי שעון בריסל (UTC+1)"),
        ("fa", "ممنوعیت انتشار تا دوشنبه 1 مارس 2027، ساعت 14:30 به وقت بروکسل (UTC+1)"),
    ],
)
def test_the_line_of_an_embargo_is_printed_and_understood(language: str, printed: str) -> None:
    assert phrases(language)("mail_embargo", when=dates.instant(INSTANT, "Europe/Brussels", language)) == printed
    assert announces_embargo(printed)


@pytest.mark.parametrize("language", SIX)
def test_every_phrase_is_there(language: str) -> None:
    assert phrases(language).missing == ()


def test_a_region_words_a_phrase_otherwise() -> None:
    assert phrases("pt")("press-release") == "Comunicado de imprensa"
    assert phrases("pt-BR")("press-release") == "Nota à imprensa"
    assert phrases("fr-CA")("ends") == "– 30 –"
