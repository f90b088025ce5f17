"""Embargoes on news in eight languages: words × forms of time × zones; and clean texts about embargoes on arms and trade."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from presskit.language.clocks_in_text import clocks
from presskit.language.data import unpointed
from presskit.language.recognition import announces_embargo, mentions_embargo
from presskit.model.release import Timing
from presskit.readers.importing.zones import zone_of
from tests.importing.clean_embargo_texts import CLEAN
from tests.importing.reading import Read, read_text

BODY = "The road must be opened\n\nAgencies call for the road to be opened before the first snow falls on the valley.\n"

SURE = [
    ("Embargoed until 00.01hrs GMT, Thursday 10 December 2026", "2026-12-10 00:01"),
    ("EMBARGO: 10 December 2026, 8am London time", "2026-12-10 08:00"),
    ("STRICTLY EMBARGOED until 0001 GMT on 10 December 2026", "2026-12-10 00:01"),
    ("Not for publication before 10 December 2026, 6 a.m. UK time", "2026-12-10 06:00"),
    ("Hold for release until 10 December 2026, 10:00 New York time", "2026-12-10 15:00"),
    ("Under embargo until 10 December 2026, 14:00 (Geneva time)", "2026-12-10 13:00"),
    ("Do not publish before noon, Beirut time, on 10 December 2026", "2026-12-10 10:00"),
    ("Sous embargo jusqu’au 10 décembre 2026 à 10h30, heure de Paris", "2026-12-10 09:30"),
    ("EMBARGO : 10 décembre 2026, 6 heures, heure de Genève", "2026-12-10 05:00"),
    ("Ne pas diffuser avant le 10 décembre 2026 à midi, heure du Caire", "2026-12-10 10:00"),
    ("Embargado hasta el 10 de diciembre de 2026 a las 06:00, hora de Madrid", "2026-12-10 05:00"),
    ("Bajo embargo hasta el 10 de diciembre de 2026, 6 de la mañana, hora de Bogotá", "2026-12-10 11:00"),
    ("No publicar antes del 10 de diciembre de 2026 a las 10 h, hora de Ginebra", "2026-12-10 09:00"),
    ("Sperrfrist: 10. Dezember 2026, 6 Uhr, Berliner Zeit", "2026-12-10 05:00"),
    ("Unter Embargo bis 10. Dezember 2026, 10:30 Uhr Genfer Zeit", "2026-12-10 09:30"),
    ("Nicht vor dem 10. Dezember 2026, 10 Uhr Wiener Zeit veröffentlichen", "2026-12-10 09:00"),
    ("10 Aralık 2026 saat 06.00'ya kadar ambargoludur (TSİ)", "2026-12-10 03:00"),
    ("AMBARGO: 10 Aralık 2026, 10:00 İstanbul saati", "2026-12-10 07:00"),
    ("Эмбарго до 10 декабря 2026, 10:00 по московскому времени", "2026-12-10 07:00"),
    ("Не публиковать до 10 декабря 2026, 9 утра по киевскому времени", "2026-12-10 07:00"),
    ("Ембарго до 10 грудня 2026, 10:00 за київським часом", "2026-12-10 08:00"),
    ("Під ембарго до 10 грудня 2026 року, 6 ранку за київським часом", "2026-12-10 04:00"),
    ("محظور النشر حتى 10 كانون الأول/ديسمبر 2026، الساعة 10:00 صباحاً بتوقيت بيروت", "2026-12-10 08:00"),
    ("يحظر النشر قبل الساعة 14:00 بتوقيت غرينتش، 10/12/2026".replace("10/12/2026", "10 ديسمبر 2026"), "2026-12-10 14:00"),
    ("لا يُنشر قبل 10 ديسمبر 2026، الساعة ١٠:٠٠ صباحًا بتوقيت جنيف", "2026-12-10 09:00"),
    ("EMBARGOED UNTIL 10 December 2026, 06:00 Europe/Brussels", "2026-12-10 05:00"),
    ("Embargo lifts at 06:00 GMT (07:00 Brussels time) on 10 December 2026", "2026-12-10 06:00"),
    ("Embargoed until 10 December 2026, 14:00 GMT+1", "2026-12-10 13:00"),
]  # fmt: skip

ASKED = [
    *(f"Embargoed until 10 December 2026, 14:00 {zone}" for zone in ("CET", "IST", "ET", "EST", "EAT", "AEDT", "BST", "Eastern Time", "")),
    "Embargoed until midnight, 10 December 2026, London time",
    "Embargoed until 10 December, 6am London time",
    "Embargoed until 10/12/2026, 6am London time",
    "Embargoed until Thursday, 6am London time",
    "Embargoed until further notice",
    "EMBARGO",
    "Under embargo",
    "Embargoed until 10 December 2026, 6 o'clock London time",
    "Embargoed until 10 December 2026, 06:00 local time",
    "Embargoed until 25 October 2026, 02:30 Berlin time",
    "Embargo lifts at 06:00 GMT (08:00 Brussels time) on 10 December 2026",
    "Sous embargo jusqu’au 10 décembre 2026 à 14h",
    "Embargo jusqu'à jeudi 6h, heure locale",
    "Embargado hasta el 10 de diciembre de 2026",
    "Sperrfrist: 10. Dezember 2026, 10 Uhr MEZ",
    "Sperrfrist bis zur Pressekonferenz",
    "10 Aralık 2026 tarihine kadar ambargoludur",
    "Эмбарго до 10 декабря 2026, 10:00",
    "Ембарго до 10 грудня 2026, 10:00",
    "محظور النشر حتى 10 ديسمبر 2026",
    "محظور النشر",
    "Not for release until the minister has spoken, 10 December 2026",
    "For release: Thursday, December 10, 2026, 10 a.m. ET",
]  # fmt: skip


def under(line: str) -> Read:
    return read_text(f"{line}\n\n{BODY}")


@pytest.mark.parametrize(("line", "until"), SURE)
def test_a_line_that_says_its_instant_is_read(line: str, until: str) -> None:
    release = under(line).kit.release
    assert release.embargo, [each.asked for each in under(line).kit.questions]
    assert release.embargo.until.astimezone(UTC) == datetime.strptime(f"{until} +0000", "%Y-%m-%d %H:%M %z")
    assert release.timing is None
    assert under(line).asked() == []


@pytest.mark.parametrize("line", ASKED)
def test_a_line_that_does_not_is_asked_about(line: str) -> None:
    found = under(line)
    assert (found.kit.release.embargo, found.kit.release.timing) == (None, None)
    assert found.asked() == ["embargo"]
    assert found.kit.questions[0].place.line == 1
    assert found.text().startswith("---\ntitle: The road must be opened\n")


@pytest.mark.parametrize("line", [line for line, _ in SURE] + ASKED)
def test_never_for_immediate_release_over_an_embargo_wherever_it_stands(line: str) -> None:
    places = (
        f"For immediate release\n\n{line}\n\n{BODY}",
        f"For immediate release\n\n{BODY}\n{line}\n",
        f"For immediate release\n{line}\n\n{BODY}",
    )
    for text in places:
        found = read_text(text)
        assert found.kit.release.timing is None
        assert "embargo" in found.asked()


HELD = [
    "EMBARGO LIFTED", "EMBARGOED: The bridge is closed", "Embargo 10/12", "PRESS EMBARGO 0600 Thursday 10 December 2026", "NOT FOR RELEASE", "NOT FOR PUBLICATION",
    "Strict embargo: 10 Dec 2026 at 06:00 (GMT)", "*** EMBARGO *** until 10 December 2026 00:01 GMT", "Embargo: 10.12.2026, 06:00 Uhr",
    "Frei ab 10. Dezember 2026, 6 Uhr", "Embargo – 10 décembre, 6h", "À ne pas publier avant le 10 décembre 2026", "Embargo hasta nuevo aviso",
    "Ambargo bitişi: 10 Aralık 2026, 10:00 (TSİ)", "ЭМБАРГО ДО 10 ДЕКАБРЯ 2026, 10:00 МСК", "НЕ ДЛЯ ПУБЛІКАЦІЇ ДО 10 ГРУДНЯ 2026, 10:00",
    "ممنوع النشر قبل 10 ديسمبر 2026", "محظور من النشر حتى الساعة 12 ظهراً", "EMBARGO 12:01 A.M. ET THURSDAY", "Do not use before 10 December", "News embargo ends 6am Thursday",
    "Held until 10 December 2026 06:00 GMT", "For publication 10 December 2026, 06:00 GMT", "NE PAS PUBLIER", "NICHT ZUR VERÖFFENTLICHUNG", "للنشر بعد 10 ديسمبر 2026",
]  # fmt: skip


@pytest.mark.parametrize("line", HELD)
def test_whatever_holds_a_text_back_stops_immediate_release(line: str) -> None:
    found = read_text(f"For immediate release\n\n{line}\n\n{BODY}")
    assert found.kit.release.timing is None
    assert "embargo" in found.asked()


@pytest.mark.parametrize("line", ["No embargo", "Not embargoed", "Embargo: none", "Sans embargo", "Kein Embargo"])
def test_no_embargo_is_none(line: str) -> None:
    found = read_text(f"{line}\n\n{BODY}")
    assert found.kit.release.timing is Timing.IMMEDIATE
    assert found.asked() == []
    assert found.text().startswith("---\ntitle: The road must be opened\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "This report is under embargo until 00:01 GMT on 10 December 2026.",
        "Please note that the findings may not be published before 10 December 2026, 6am London time.",
        "Ce rapport est sous embargo jusqu’au 10 décembre 2026, 6h, heure de Paris.",
        "El informe está bajo embargo hasta el 10 de diciembre de 2026 a las 06:00.",
        "Der Bericht steht unter Embargo bis 10. Dezember 2026, 6 Uhr.",
        "Отчет находится под эмбарго до 10 декабря 2026, 10:00.",
        "Звіт перебуває під ембарго до 10 грудня 2026, 10:00.",
        "هذا التقرير محظور النشر حتى الساعة 10:00 صباحاً.",
        "Bu rapor 10 Aralık 2026, 10:00'a kadar ambargoludur.",
    ],
)
def test_an_embargo_told_in_a_sentence_is_asked_about(sentence: str) -> None:
    found = read_text(f"For immediate release\n\n{BODY}\nThe agencies met in the valley and have seen it. {sentence}\n")
    assert found.kit.release.timing is None
    assert "embargo" in found.asked()


def test_an_embargo_in_the_subject_of_an_e_mail_is_asked_about() -> None:
    found = read_text(
        f"From: A <a@example.org>\nSubject: EMBARGOED until 10 December 2026, 6am\n\nFor immediate release\n\n{BODY}"
    )
    assert found.kit.release.timing is None
    assert "embargo" in found.asked()


def test_embargo_and_its_hour_on_two_lines() -> None:
    found = read_text(f"EMBARGOED UNTIL\n00.01hrs GMT, 10 December 2026\n\n{BODY}")
    assert found.kit.release.embargo
    assert found.kit.release.embargo.until == datetime(2026, 12, 10, 0, 1, tzinfo=UTC)


def test_what_the_letter_says_is_printed_and_two_clocks_make_a_second_city() -> None:
    embargo = under("Under embargo until 10 December 2026, 14:00 (Geneva time)").kit.release.embargo
    assert embargo
    assert embargo.city
    assert (embargo.zone, embargo.city.default) == ("Europe/Zurich", "Geneva")
    two = under("Embargo lifts at 06:00 London time (07:00 Brussels time) on 10 December 2026").kit.release.embargo
    assert two
    assert [(city.name.default, city.zone) for city in two.cities] == [("Brussels", "Europe/Brussels")]


def test_a_year_that_is_missing_is_offered_from_the_dateline() -> None:
    found = read_text(
        "Embargoed until 10 December, 6am London time\n\nThe road\n\nLondon, 10 December 2026 – The agencies call for it to be opened.\n"
    )
    (question,) = found.kit.questions
    assert [choice.key for choice in question.choices][:1] == ["2026-12-10-0600"] or "london" in question.choices[0].key


@pytest.mark.parametrize("text", CLEAN)
def test_an_embargo_on_goods_is_asked_nothing(text: str) -> None:
    found = read_text(text)
    assert "embargo" not in found.asked()
    assert found.kit.release.embargo is None


def test_forty_clean_texts_are_asked_nothing_needless() -> None:
    assert len(CLEAN) == 40
    assert sum(bool(read_text(text).kit.questions) for text in CLEAN) <= 2


FORMS = {
    "00.01hrs": 1, "0001hrs": 1, "8am": 480, "8 a.m.": 480, "8:30pm": 1230, "10h30": 630, "10 h": 600, "6 Uhr": 360, "10 Uhr": 600, "10.30 Uhr": 630,
    "14:00": 840, "الساعة 10:00 صباحاً": 600, "الساعة ١٠:٠٠ مساءً": 1320, "6 heures": 360, "a las 06:00": 360, "saat 10": 600, "9 утра": 540,
    "6 вечора": 1080, "12:01 am": 1, "12:30 pm": 750, "noon": 720, "midi": 720, "12 Uhr mittags": 720, "06.00 hs": 360,
}  # fmt: skip


@pytest.mark.parametrize(("form", "minutes"), FORMS.items())
def test_times_of_day(form: str, minutes: int) -> None:
    assert next(clocks(unpointed(f"10 , {form} x"))).minutes == (minutes,)


ZONES = {
    "GMT": "UTC", "UTC": "UTC", "London time": "Europe/London", "UK time": "Europe/London", "heure de Paris": "Europe/Paris", "Berliner Zeit": "Europe/Berlin",
    "hora de Bogotá": "America/Bogota", "TSİ": "Europe/Istanbul", "بتوقيت بيروت": "Asia/Beirut", "за київським часом": "Europe/Kyiv",
    "по московскому времени": "Europe/Moscow", "heure du Caire": "Africa/Cairo", "Lebanon time": "Asia/Beirut", "Europe/Brussels": "Europe/Brussels",
}  # fmt: skip


@pytest.mark.parametrize(("words", "zone"), ZONES.items())
def test_words_for_a_clock(words: str, zone: str) -> None:
    assert [place for place, _ in zone_of(f"⏱ {words}").places] == [zone]


@pytest.mark.parametrize(
    "words", ["CET", "IST", "ET", "EST", "MEZ", "BST", "EAT", "AEDT", "Central European Time", "heure de l’Est", "CST"]
)
def test_words_for_several_clocks_have_rivals(words: str) -> None:
    assert len(zone_of(f"⏱ {words}").places) > 1


def test_every_announcement_with_every_form_is_read_or_asked() -> None:
    words = [
        "Embargoed until",
        "Sous embargo jusqu’au",
        "Embargado hasta el",
        "Sperrfrist:",
        "Эмбарго до",
        "Ембарго до",
        "محظور النشر حتى",
        "AMBARGO:",
    ]
    for word, form, zone in product(words, list(FORMS)[:12], ("GMT", "CET", "")):
        line = f"{word} 10 December 2026, {form} {zone}".strip()
        assert announces_embargo(line), line
        assert not mentions_embargo("The oil embargo until 2027 is wrong."), line


def test_zones_are_read_once() -> None:
    from presskit.readers.importing import zones

    under("Embargoed until 10 December 2026, 6am London time")
    before = zones._zones.cache_info().misses
    for city in ("Paris", "Beirut", "Geneva"):
        under(f"Embargoed until 10 December 2026, 6am {city} time")
    assert zones._zones.cache_info().misses == before == 1


def test_immediate_is_said_or_not_set() -> None:
    assert read_text(f"For immediate release\n\n{BODY}").kit.release.timing is Timing.IMMEDIATE
    assert read_text(f"À diffuser immédiatement\n\n{BODY}").kit.release.timing is Timing.IMMEDIATE
    assert read_text(BODY).kit.release.timing is None
