"""The table of fixed phrases, and the words of days, clocks, numbers and alphabets."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from presskit.language import dates
from presskit.language.collation import sort_key
from presskit.language.numbers import counted, in_digits, spelled
from presskit.language.phrases import PHRASES, phrases
from presskit.language.tags import direction, name

INSTANT = datetime(2016, 12, 15, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", PHRASES)
def test_every_language_has_every_phrase_with_its_places(language: str) -> None:
    def places(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", text))

    assert list(PHRASES[language]) == list(PHRASES["en"])
    assert {key: places(text) for key, text in PHRASES[language].items()} == {
        key: places(text) for key, text in PHRASES["en"].items()
    }
    assert phrases(language).missing == ()


def test_no_two_languages_share_a_table_by_mistake() -> None:
    assert len({table["immediate"] for table in PHRASES.values()}) == len(PHRASES)


def test_a_regional_language_is_worded_by_its_own_and_then_its_parent() -> None:
    own = (("ar", (("ends", "ـ"),)), ("ar-SY", (("notes", "ملاحظات"),)))
    worded = phrases("ar-SY", own)
    assert (worded("ends"), worded("notes"), worded("immediate")) == ("ـ", "ملاحظات", "للنشر الفوري")


def test_a_filled_in_value_is_not_looked_at_again() -> None:
    assert phrases("en")("dateline", places="{date}", date="1 May") == "{date}, 1 May"


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "Thursday, 15 December 2016, 14:00 Brussels (UTC+1)"),
        ("en-US", "Thursday, December 15, 2016, 14:00 Brussels (UTC+1)"),
        ("fr", "jeudi 15 décembre 2016, 14:00 Bruxelles (UTC+1)"),
        ("ar", "الخميس، 15 ديسمبر 2016، 14:00 بروكسل (UTC+1)"),
        ("ar-SY", "الخميس، 15 كانون الأول 2016، 14:00 بروكسل (UTC+1)"),
        ("es", "jueves, 15 de diciembre de 2016, 14:00 Bruselas (UTC+1)"),
        ("tr", "15 Aralık 2016 Perşembe, 14:00 Brüksel (UTC+1)"),
        ("ru", "четверг, 15 декабря 2016\u202fг., 14:00 Брюссель (UTC+1)"),
        ("uk", "четвер, 15 грудня 2016\u202fр., 14:00 Брюссель (UTC+1)"),
        ("de", "Donnerstag, 15. Dezember 2016, 14:00 Brüssel (UTC+1)"),
    ],
)
def test_an_instant_cannot_be_mistaken(language: str, printed: str) -> None:
    assert dates.instant(INSTANT, "Europe/Brussels", language) == printed


@pytest.mark.parametrize(
    ("zone", "printed"),
    [
        ("Asia/Kathmandu", "18:45 Kathmandu (UTC+5:45)"),
        ("America/St_Johns", "09:30 St John’s (UTC−3:30)"),
        ("Etc/UTC", "13:00 UTC"),
    ],
)
def test_clocks_of_odd_zones(zone: str, printed: str) -> None:
    assert dates.clock(INSTANT, zone, "en") == printed


def test_days_and_counts_take_the_digits_that_are_asked_for() -> None:
    assert dates.day(date(2016, 12, 15), "ar", "arab") == "١٥ ديسمبر ٢٠١٦"
    assert counted(1200, "fr") == "1\u202f200"
    assert in_digits("31", "arabext") == "۳۱"


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (25, "en", "twenty-five"), (125, "en", "one hundred and twenty-five"), (25, "fr", "vingt-cinq"),
        (21, "fr", None), (71, "fr", "soixante et onze"), (21, "es", None), (25, "es", "veinticinco"),
        (500, "es", None), (25, "de", "fünfundzwanzig"), (1, "de", None), (25, "ar", None), (25, "tr", None),
        (25, "ckb", None),
    ],
)  # fmt: skip
def test_a_count_is_spelled_only_where_its_form_is_sure(value: int, language: str, words: str | None) -> None:
    assert spelled(value, language) == words


@pytest.mark.parametrize(
    ("language", "alphabet"),
    [
        ("tr", ["Can", "Çam", "Dal", "Ilgaz", "İz", "Sam", "Şam", "Ufuk", "Üç"]),
        ("es", ["Nube", "Nuez", "Ñandú", "Oca"]),
        ("de", ["Ähre", "Arzt", "Zoo"]),
        ("uk", ["Гора", "Ґанок", "Дім", "Ера", "Євро", "Інше", "Їжа"]),
        ("ar", ["ابن", "إحسان", "أمل", "بيت", "Basma"]),
        ("en", ["“Aid” Group", "Aide", "Élan", "Zoo"]),
    ],
)
def test_names_follow_the_alphabet_of_the_language(language: str, alphabet: list[str]) -> None:
    shuffled = alphabet[::-1]
    assert sorted(shuffled, key=lambda text: sort_key(text, language)) == alphabet


@pytest.mark.parametrize(
    ("tag", "way"),
    [("ar", "rtl"), ("fa", "rtl"), ("ckb", "rtl"), ("ku-Arab", "rtl"), ("ku", "ltr"), ("en", "ltr"), ("xx", "ltr")],
)
def test_direction_is_that_of_the_script(tag: str, way: str) -> None:
    assert direction(tag) == way


def test_languages_are_called_what_the_reader_calls_them() -> None:
    assert (name("ar", "fr"), name("pt-BR", "en"), name("xx", "en")) == ("arabe", "Brazilian Portuguese", "xx")
