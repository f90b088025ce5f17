"""Embargoes in words that are not listed, ended ones, weekdays that contradict, and immediate release in capitals."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from presskit.language.dates_in_text import find_day
from presskit.model.release import Timing
from presskit.readers.importing.moments import is_moment, may_hold_back
from tests.importing.reading import Read, read_text

BODY = "The road must be opened\n\nAgencies call for the road to be opened before the first snow falls on the valley.\n"


def under(line: str) -> Read:
    return read_text(f"{line}\n\n{BODY}")


def title(found: Read) -> str:
    return found.text().split("title: ")[1].split("\n")[0].strip('"')


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("El embargo terminó el 3 de noviembre de 2026 a las 10:00, hora de Lima", "2026-11-03 15:00"),
        ("L’embargo a été levé le 3 novembre 2026 à 10h, heure de Paris", "2026-11-03 09:00"),
        ("The embargo ended on 3 November 2026 at 10:00, London time", "2026-11-03 10:00"),
        ("Embargo lifted: 3 November 2026, 10:00 GMT", "2026-11-03 10:00"),
        ("Sperrfrist abgelaufen: 3. November 2026, 10 Uhr Berliner Zeit", "2026-11-03 09:00"),
        ("Эмбарго снято 3 ноября 2026, 10:00 по московскому времени", "2026-11-03 07:00"),
        ("Ambargo 3 Kasım 2026 saat 10.00'da kalktı (TSİ)", "2026-11-03 07:00"),
        ("انتهى الحظر في 3 نوفمبر 2026 الساعة 10:00 بتوقيت بيروت", "2026-11-03 08:00"),
        ("Публікувати не раніше 3 березня 2027 року, 14:00 за варшавським часом", "2027-03-03 13:00"),
        ("Можно публиковать с 3 марта 2027 года, 14:00 по московскому времени", "2027-03-03 11:00"),
        ("Not before 3 March 2027, 14:00 Warsaw time", "2027-03-03 13:00"),
        ("Pas avant le 3 mars 2027, 6h heure de Paris", "2027-03-03 05:00"),
        ("Veröffentlichung ab 3. März 2027, 14 Uhr Berliner Zeit", "2027-03-03 13:00"),
        ("للنشر ابتداءً من 3 مارس 2027 الساعة 14:00 بتوقيت بيروت", "2027-03-03 12:00"),
    ],
)
def test_more_ways_to_say_it_are_read(line: str, until: str) -> None:
    found = under(line)
    assert found.kit.release.embargo
    assert f"{found.kit.release.embargo.until.astimezone(UTC):%Y-%m-%d %H:%M}" == until
    assert title(found) == "The road must be opened"


@pytest.mark.parametrize(
    "line",
    [
        "Yayın yasağı: 3 Mart 2027 saat 00.01", "From 3 March 2027, 14:00 Warsaw time", "Free from 14:00 on 3 March 2027",
        "A partir del 3 de marzo de 2027, 14:00 hora de Lima", "Freigabe: 3. März 2027, 14 Uhr", "14:00, 3 March 2027",
        "Yayın tarihi: 3 Mart 2027, 14.00", "Wednesday 3 March 2027, 14:00 GMT", "Release time: 3 March 2027, 14:00",
        "À paraître le 3 mars 2027 à 14h", "Wharfe, 3 March 2027, 14:00", "3 MART 2027 SAAT 14.00'E KADAR YAYIMLANAMAZ",
        "Öffentlich ab 3. März 2027, 14 Uhr", "Desde el 3 de marzo de 2027, 14:00", "С 3 марта 2027 года, 14:00",
        "بعد 3 مارس 2027 الساعة 14:00",
    ],
)  # fmt: skip
def test_a_day_and_an_hour_above_the_text_are_asked_about_and_are_no_title(line: str) -> None:
    found = under(line)
    assert found.asked() == ["embargo"]
    assert found.kit.release.embargo is None
    assert title(found) == "The road must be opened"


@pytest.mark.parametrize(
    "text",
    [
        "Vigil for the mill on 3 March 2027 at 18:00\n\nWharfe, 1 March 2027 – The groups call.\n",
        "Press conference on 3 March 2027 at 11:00\n\nThe groups will speak about the mill.\n",
        "Press conference on the mill\n\nDate: 3 March 2027, 14:00\n\nThe groups will speak about the mill.\n",
        "The mill must reopen\n\nWharfe, Wednesday 3 March 2027 – The groups call.\n",
        "The mill must reopen on 3 March 2027\n\nWharfe, 1 March 2027 – The groups call.\n",
        "The mill must reopen\n\nFrom 3 March 2027, 14:00, the road to the mill will be shut. The groups call.\n",
    ],
)
def test_events_and_sentences_with_an_hour_are_asked_nothing(text: str) -> None:
    found = read_text(text)
    assert found.asked() == []
    assert title(found) == text.split("\n", maxsplit=1)[0]


def test_what_a_moment_is() -> None:
    assert is_moment("3 March 2027, 14:00 GMT")
    assert not is_moment("The mill")
    assert may_hold_back("Something unknown: 3 March 2027, 14:00")
    assert not may_hold_back("The groups and the carters and the millers say that the road is shut since 3 March 2027, 14:00")


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until Thursday 15 January 2027, 06:00 GMT",
        "Embargoed until 15 January 2027 (Thursday), 06:00 GMT",
        "Embargoed until Thu 15 January 2027, 06:00 GMT",
        "Sous embargo jusqu’au jeudi 15 janvier 2027 à 6h, heure de Paris",
        "Embargado hasta el jueves 15 de enero de 2027 a las 06:00, hora de Madrid",
        "Sperrfrist: Donnerstag, 15. Januar 2027, 6 Uhr, Berliner Zeit",
        "AMBARGO: 15 Ocak 2027 Perşembe, 10:00 İstanbul saati",
        "Эмбарго до среды, 15 января 2027, 10:00 по московскому времени",
        "Ембарго до четверга 15 січня 2027, 10:00 за київським часом".replace("четверга", "середи"),
        "محظور النشر حتى الخميس 15 يناير 2027 الساعة 06:00 بتوقيت بيروت",
    ],
)
def test_a_weekday_that_the_day_does_not_fall_on_is_asked_about(line: str) -> None:
    found = under(line)
    assert found.kit.release.embargo is None
    (question,) = found.kit.questions
    assert any("2027-01-15" in choice.key for choice in question.choices)
    assert any("2027-01-14" in choice.key or "2027-01-13" in choice.key for choice in question.choices)


def test_a_weekday_that_is_right_is_taken_and_a_dateline_with_a_wrong_one_is_asked_about() -> None:
    assert under("Embargoed until Friday 15 January 2027, 06:00 GMT").kit.release.embargo
    assert under("Эмбарго до пятницы, 15 января 2027, 10:00 по московскому времени").kit.release.embargo
    assert find_day("He sat 15 January 2027") == find_day("He saw 15 January 2027")
    assert find_day("vendredi 15 janvier 2027").day == date(2027, 1, 15)  # type: ignore[union-attr]
    wrong = read_text("The mill must reopen\n\nWharfe, Thursday 15 January 2027 – The groups call.\n")
    assert (wrong.asked(), wrong.kit.release.date) == (["date"], None)


@pytest.mark.parametrize(
    "words",
    [
        "for immediate release", "for immediate distribution", "à diffuser immédiatement", "pour diffusion immédiate",
        "pour publication immédiate", "para difusión inmediata", "de difusión inmediata", "para su publicación inmediata",
        "zur sofortigen Veröffentlichung", "zur sofortigen Freigabe", "ab sofort frei", "hemen yayımlanabilir",
        "derhal yayımlanabilir", "derhal yayınlanmak üzere", "для немедленной публикации", "для немедленного распространения",
        "для негайної публікації", "до негайної публікації", "для негайного оприлюднення", "للنشر الفوري", "للنشر فوراً",
    ],
)  # fmt: skip
def test_immediate_release_is_known_in_capitals_too(words: str) -> None:
    turkish = words.replace("i", "İ").replace("ı", "I") if "yay" in words else words
    for form in (words, turkish.upper(), f"*** {words.upper()} ***"):
        found = under(form)
        assert found.kit.release.timing is Timing.IMMEDIATE
        assert title(found) == "The road must be opened"


@pytest.mark.parametrize(
    "line",
    [
        "L’embargo a été levé le 3 novembre 2026 à 10h", "L'embargo è stato revocato il 3 novembre 2026 alle ore 10",
        "O embargo terminou a 3 de novembro de 2026 às 10h", "Het embargo is opgeheven op 3 november 2026 om 10.00 uur",
        "Embargo zostało zniesione 3 listopada 2026 o 10:00", "El embargo terminó el 3 de noviembre de 2026 a las 10:00",
    ],
)  # fmt: skip
def test_no_language_s_words_for_trade_hide_the_news_embargo_of_another(line: str) -> None:
    found = under(line)
    assert found.kit.release.embargo or found.asked()
    assert found.kit.release.timing is not Timing.IMMEDIATE


@pytest.mark.parametrize(
    ("words", "place", "zone"),
    [("CET", "Brussels", "Europe/Brussels"), ("EAT", "Nairobi", "Africa/Nairobi"), ("AEDT", "Melbourne", "Australia/Melbourne")],
)
def test_the_dateline_settles_which_place_a_zone_is_meant_of(words: str, place: str, zone: str) -> None:
    dated = BODY.replace("Agencies call", f"{place}, 9 February 2027 – Agencies call")
    found = read_text(f"Embargoed until 9 February 2027, 10:00 {words}\n\n{dated}")
    assert found.kit.release.embargo
    assert (found.kit.release.embargo.zone, found.asked()) == (zone, [])


@pytest.mark.parametrize(("words", "place"), [("IST", "Dublin"), ("EST", "Panama"), ("CST", "Chicago")])
def test_clocks_that_show_other_instants_are_asked_about_whatever_the_dateline(words: str, place: str) -> None:
    dated = BODY.replace("Agencies call", f"{place}, 9 February 2027 – Agencies call")
    found = read_text(f"Embargoed until 9 February 2027, 10:00 {words}\n\n{dated}")
    assert found.kit.release.embargo is None
    assert found.asked() == ["embargo"]


@pytest.mark.parametrize(
    ("line", "until", "zone"),
    [
        ("EMBARGO do 9 lutego 2027, godz. 10:30 (czas warszawski)", "2027-02-09 10:30", "Europe/Warsaw"),
        ("Ембарго: до 9 лютого 2027, 06:00 (за Києвом)", "2027-02-09 06:00", "Europe/Kyiv"),
        ("Не публиковать до 10:00 9 февраля 2027 года (время Бишкека)", "2027-02-09 10:00", "Asia/Bishkek"),
        ("SPERRFRIST: 9. Februar 2027, 6 Uhr (Berliner Zeit)", "2027-02-09 06:00", "Europe/Berlin"),
        ("للنشر بعد الساعة 10:30 بتوقيت عمّان يوم 9 شباط/فبراير 2027", "2027-02-09 10:30", "Asia/Amman"),
        ("Embargo até às 00h01 de 9 de fevereiro de 2027, hora de Lisboa", "2027-02-09 00:01", "Europe/Lisbon"),
    ],
)
def test_zones_by_the_names_of_cities(line: str, until: str, zone: str) -> None:
    embargo = under(line).kit.release.embargo
    assert embargo
    assert (f"{embargo.until:%Y-%m-%d %H:%M}", embargo.zone) == (until, zone)
