"""The table of fixed phrases, and the words of days, clocks, numbers and alphabets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from presskit.language import dates
from presskit.language.alphabet import direction, sort_key
from presskit.language.data import languages, table
from presskit.language.numbers import counted, spelled
from presskit.language.phrases import listed, phrase_names, phrases
from presskit.language.tags import name
from presskit.model.digits import in_digits

TABLES = ("embargo", "consent", "private", "opt_out", "lists", "contacts", "cities", "clock", "grammar", "phrases")
INSTANT = datetime(2016, 12, 15, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_phrase_with_its_places(language: str) -> None:
    """Only a greeting may do without the name: Ukrainian asks for a vocative, which no list holds."""

    def places(texts: Mapping[str, str]) -> dict[str, list[str]]:
        return {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in texts.items()}

    worded, english = (places(table(each, "phrases")) for each in (language, "en"))
    assert list(worded) == list(english) == list(phrase_names())
    assert worded.pop("mail_greeting") in ([], english.pop("mail_greeting"))
    assert worded == english
    assert phrases(language).missing == ()


def test_no_two_languages_share_a_table_by_mistake() -> None:
    assert len({table(language, "phrases")["signatories"] for language in languages()}) == len(languages())


@pytest.mark.parametrize("language", languages())
def test_a_file_of_a_language_has_the_tables_of_all_in_their_order(language: str) -> None:
    written = Path(f"data/languages/{language}.toml").read_text("utf-8")
    heads = re.findall(r"^\[(\w+)\]", written, re.MULTILINE)
    assert [head for head in heads if head in TABLES] == list(TABLES)


def test_a_regional_language_is_worded_by_its_own_and_then_its_parent() -> None:
    own = (("ar", (("ends", "ـ"),)), ("ar-SY", (("notes", "ملاحظات"),)))
    worded = phrases("ar-SY", own)
    assert (worded("ends"), worded("notes"), worded("immediate")) == ("ـ", "ملاحظات", "للنشر الفوري")


def test_a_filled_in_value_is_not_looked_at_again() -> None:
    assert phrases("en")("dateline", places="{date}", date="1 May") == "{date}, 1 May"


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "14:00 Brussels time (UTC+1), Thursday 15 December 2016"),
        ("en-US", "14:00 Brussels time (UTC+1), Thursday, December 15, 2016"),
        ("fr", "jeudi 15 décembre 2016 à 14\u00a0h (heure de Bruxelles, UTC+1)"),
        ("ar", "الخميس، 15 ديسمبر 2016، الساعة 14:00 بتوقيت بروكسل (UTC+1)"),
        ("ar-SY", "الخميس، 15 كانون الأول 2016، الساعة 14:00 بتوقيت بروكسل (UTC+1)"),
        ("es", "jueves, 15 de diciembre de 2016, 14:00, hora de Bruselas (UTC+1)"),
        ("tr", "15 Aralık 2016 Perşembe, 14:00 (Brüksel, UTC+1)"),
        ("ru", "14:00 (Брюссель, UTC+1), четверг, 15 декабря 2016\u202fг."),
        ("uk", "14:00 (Брюссель, UTC+1), четвер, 15 грудня 2016\u202fр."),
        ("de", "Donnerstag, 15. Dezember 2016, 14:00 Uhr (Brüssel, UTC+1)"),
        ("nl", "donderdag 15 december 2016, 14.00 uur (Brussel, UTC+1)"),
        ("it", "giovedì 15 dicembre 2016, ore 14.00, ora di Bruxelles (UTC+1)"),
        ("pt", "quinta-feira, 15 de dezembro de 2016, 14h, hora de Bruxelas (UTC+1)"),
        ("pl", "czwartek, 15 grudnia 2016, godz. 14:00 (Bruksela, UTC+1)"),
        ("he", "יום חמישי, 15 בדצמבר 2016 בשעה 14:00 לפי שעון בריסל (UTC+1)"),
        ("fa", "پنجشنبه 15 دسامبر 2016، ساعت 14:00 به وقت بروکسل (UTC+1)"),
    ],
)
def test_an_instant_cannot_be_mistaken(language: str, printed: str) -> None:
    assert dates.instant(INSTANT, "Europe/Brussels", language) == printed


@pytest.mark.parametrize(
    ("zone", "printed"),
    [
        ("Asia/Kathmandu", "18:45 Kathmandu time (UTC+5:45)"),
        ("America/St_Johns", "09:30 St John’s time (UTC−3:30)"),
        ("Etc/UTC", "13:00 UTC"),
    ],
)
def test_clocks_of_odd_zones(zone: str, printed: str) -> None:
    assert dates.clock(INSTANT, zone, "en") == printed


@pytest.mark.parametrize(
    ("zone", "language", "called"),
    [
        ("Europe/Kyiv", "uk", "Київ"), ("Europe/Kyiv", "ru", "Киев"), ("Europe/Kyiv", "ar", "كييف"),
        ("Europe/Kyiv", "en", "Kyiv"), ("Europe/Kyiv", "de", "Kiew"), ("Europe/Kyiv", "en-US", "Kyiv"),
        ("Europe/Kiev", "uk", "Київ"), ("Europe/Kiev", "ru", "Киев"), ("Europe/Kiev", "ar", "كييف"),
        ("Asia/Kolkata", "ru", "Калькутта"), ("Asia/Calcutta", "ru", "Калькутта"), ("Asia/Kolkata", "ar", "كالكتا"),
        ("Asia/Yangon", "ar", "رانغون"), ("Asia/Rangoon", "uk", "Янгон"), ("Asia/Yangon", "es", "Yangón"),
        ("Africa/Asmara", "ar", "أسمرة"), ("Africa/Asmera", "en", "Asmara"), ("Asia/Kathmandu", "fr", "Katmandou"),
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires"), ("America/Argentina/Buenos_Aires", "es", "Buenos Aires"),
        ("America/Argentina/Buenos_Aires", "ru", "Буэнос-Айрес"), ("America/Argentina/Ushuaia", "de", "Ushuaia"),
        ("Asia/Ho_Chi_Minh", "uk", "Хошимін"), ("US/Eastern", "ar", "نيويورك"), ("Asia/Hebron", "ar", "الخليل"),
        ("America/Los_Angeles", "ar", "لوس أنجلوس"), ("Africa/Tripoli", "fr", "Tripoli"), ("Asia/Beirut", "tr", "Beyrut"),
    ],
)  # fmt: skip
def test_a_city_is_called_as_its_language_calls_it(zone: str, language: str, called: str) -> None:
    assert dates.city(zone, language) == called


@pytest.mark.parametrize("language", ["ar", "ru", "uk"])
def test_no_city_stays_in_letters_of_another_script(language: str) -> None:
    places = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    zones = sorted(zone for zone in available_timezones() if zone.startswith(places))
    latin = [zone for zone in zones if re.search("[A-Za-z]", dates.city(zone, language))]
    assert set(latin) <= {"America/Coyhaique"}  # a zone of 2025, newer than CLDR's names


@pytest.mark.parametrize(
    ("city", "said"),
    [
        ("Africa/Cairo", "heure du Caire"), ("Asia/Amman", "heure d’Amman"), ("Europe/Istanbul", "heure d’Istanbul"),
        ("Europe/Paris", "heure de Paris"), ("America/Havana", "heure de La Havane"), ("Africa/Algiers", "heure d’Alger"),
    ],
)  # fmt: skip
def test_french_clocks_say_de_and_d_and_du(city: str, said: str) -> None:
    assert dates.clock(INSTANT, city, "fr").partition(" (")[2].startswith(f"{said}, UTC")


@pytest.mark.parametrize(
    ("when", "language", "printed"),
    [
        (date(2026, 3, 1), "fr", "1er mars 2026"),
        (date(2026, 3, 1), "fr-CA", "1er mars 2026"),
        (date(2026, 3, 11), "fr", "11 mars 2026"),
        (date(2026, 3, 21), "fr", "21 mars 2026"),
        (date(2026, 3, 1), "it", "1º marzo 2026"),
        (date(2026, 3, 1), "pt-BR", "1º de março de 2026"),
        (date(2026, 3, 1), "pt", "1º de março de 2026"),
        (date(2026, 3, 1), "pt-PT", "1 de março de 2026"),
        (date(2026, 3, 1), "en", "1 March 2026"),
        (date(2026, 3, 1), "de", "1. März 2026"),
        (date(2026, 3, 1), "es", "1 de marzo de 2026"),
        (date(2026, 3, 1), "ru", "1 марта 2026\u202fг."),
    ],
)
def test_the_first_of_the_month_is_written_as_the_language_writes_it(when: date, language: str, printed: str) -> None:
    assert dates.day(when, language) == printed
    assert printed in dates.day(when, language, weekday=True)


@pytest.mark.parametrize(
    ("clock", "language", "printed"),
    [
        (time(14), "fr", "14\u00a0h"), (time(9, 5), "fr", "9\u00a0h\u00a005"), (time(0), "fr", "0\u00a0h"),
        (time(9, 5), "en", "09:05"), (time(9), "de", "09:00"), (time(9), "xx", "09:00"),
    ],
)  # fmt: skip
def test_hours_are_written_as_the_language_writes_them(clock: time, language: str, printed: str) -> None:
    assert dates.hour(clock, language) == printed


@pytest.mark.parametrize(
    ("language", "items", "line"),
    [
        ("es", ["francés", "inglés"], "francés e inglés"),
        ("es", ["Siria", "Irak", "Irán"], "Siria, Irak e Irán"),
        ("es", ["Beirut", "Hiroshima"], "Beirut e Hiroshima"),
        ("es", ["agua", "hielo"], "agua y hielo"),
        ("es", ["Asia", "Índice"], "Asia e Índice"),
        ("es", ["Omán", "Yemen"], "Omán y Yemen"),
        ("es", ["Lima", "Médicos y Iglesias"], "Lima y Médicos y Iglesias"),
        ("es-MX", ["francés", "inglés"], "francés e inglés"),
        ("uk", ["українська", "італійська"], "українська й італійська"),
        ("uk", ["Одеса", "Ірпінь"], "Одеса й Ірпінь"),
        ("uk", ["Одеса", "Львів"], "Одеса й Львів"),
        ("uk", ["Київ", "Одеса"], "Київ і Одеса"),
        ("uk", ["Львів", "Харків"], "Львів і Харків"),
        ("uk", ["Одеса", "Ялта"], "Одеса і Ялта"),
        ("uk", ["Одеса", "Йорк"], "Одеса і Йорк"),
        ("uk", ["англійська", "французька", "арабська"], "англійська, французька й арабська"),
        ("ru", ["Одесса", "Ирпень"], "Одесса и Ирпень"),
        ("ar", ["بيروت", "دمشق"], "بيروت ودمشق"),
        ("en", [], ""),
    ],
)
def test_the_last_joint_of_a_list_follows_the_sounds_beside_it(language: str, items: list[str], line: str) -> None:
    assert listed(items, language) == line


def test_days_and_counts_take_the_digits_that_are_asked_for() -> None:
    assert dates.day(date(2016, 12, 15), "ar", "arab") == "١٥ ديسمبر ٢٠١٦"
    assert counted(1200, "fr") == "1\u202f200"
    assert in_digits("31", "arabext") == "۳۱"


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (25, "en", "twenty-five"), (125, "en", "one hundred and twenty-five"), (25, "fr", "vingt-cinq"),
        (21, "fr", None), (71, "fr", "soixante et onze"), (21, "es", None), (25, "es", "veinticinco"),
        (199, "es", "ciento noventa y nueve"), (200, "es", None), (222, "es", None), (500, "es", None), (25, "de", "fünfundzwanzig"), (1, "de", None), (25, "ar", None), (25, "tr", None),
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
        ("uk", ["Гора", "Ґанок", "Дім", "Ера", "Євро", "Изюм", "Ірпінь", "Їжак", "Йосип", "Київ", "Яготин"]),
        ("uk", ["7 днів", "Ан Бі", "Анна", "ABC"]),
        ("ru", ["7 дней", "Ель", "Ёрш", "Игра", "Йод", "Кот"]),
        ("ar", ["ابن", "إحسان", "أمل", "بيت", "Basma"]),
        ("en", ["Balıkesir", "Balkan", "Dodge", "Đoković", "Drava", "Livno", "Łódź", "Lublin", "Orange", "Ørsted", "Otto"]),
        ("de", ["Dodo", "Đoković", "Drava", "Livno", "Łódź", "Lublin", "Öko", "Orange", "Ørsted", "Otto"]),
        ("pl", ["Dodo", "Đoković", "Drava", "Lublin", "Luz", "Łódź", "Łuk", "Malbork", "Zamość", "Źródło", "Żuraw"]),
        ("da", ["Dodo", "Đoković", "Drava", "Łódź", "Lublin", "Otto", "Zulu", "Ængel", "Ära", "Ærø", "Öre", "Ørsted", "Ålborg"]),
        ("nb-NO", ["Otto", "Zulu", "Ærlig", "Ørsted", "Ås"]),
        ("sv", ["Otto", "Zulu", "Åbo", "Ängel", "Ærø", "Örebro", "Ørsted"]),
        ("tr", ["Hız", "Işık", "İzmir", "Jale"]),
        ("en", ["12 Hours", "“Aid” Group", "Aide", "An Bord", "Anna", "Élan", "Lamp", "Łódź Aid", "Luna", "Orange", "Øre"]),
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
