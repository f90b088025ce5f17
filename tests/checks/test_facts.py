"""Embargoes, contacts, pictures, characters, lengths: what each check must not miss, and must leave alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from presskit.readers import kit as kit_reader
from tests.checks.specimen import codes, files_of, findings

KIT = """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2026-11-26
places: [Beirut]
region: GB
embargo: {{until: 2026-11-26 14:00, zone: Asia/Beirut, weekday: {}}}
"""
THURSDAY = [
    "Thursday", "thursday", "THU", "Thurs", "jeudi", "le jeudi", "jeu.", "الخميس", "يوم الخميس", "خميس", "jueves", "Perşembe",
    "PERŞEMBE", "четверг", "в четверг", "чт", "четвер", "Donnerstag", "Do.", "am Donnerstag",
]  # fmt: skip
OTHER_DAYS = ["Friday", "Fri", "vendredi", "الجمعة", "viernes", "Cuma", "пятница", "пʼятниця", "Freitag", "Thorsday", "tomorrow"]


@pytest.mark.parametrize("word", THURSDAY)
def test_the_weekday_may_be_said_in_any_language(word: str) -> None:
    assert codes({"kit.yaml": KIT.format(f'"{word}"')}) == []


@pytest.mark.parametrize("word", OTHER_DAYS)
def test_another_weekday_is_found(word: str) -> None:
    (found,) = findings({"kit.yaml": KIT.format(f'"{word}"')})
    assert (found.code, found.span.source, found.span.line) == ("embargo-weekday", "kit.yaml", 7)
    assert "2026-11-26 is a Thursday in Asia/Beirut" in f"{found.message} {found.hint}"


def test_the_weekday_is_that_of_the_zone() -> None:
    late = KIT.replace("2026-11-26 14:00", "2026-11-25T23:30+00:00")
    assert codes({"kit.yaml": late.format("Thursday")}) == []


def test_the_embargo_ends_at_its_instant() -> None:
    kit = {"kit.yaml": KIT.format("Thursday")}
    assert codes(kit, datetime(2026, 11, 26, 11, 59, tzinfo=UTC)) == []
    assert codes(kit, datetime(2026, 11, 26, 12, 0, tzinfo=UTC)) == ["embargo-past"]


def test_an_embargo_without_a_zone_is_the_readers_finding() -> None:
    text = KIT.format("Thursday").replace("zone: Asia/Beirut, ", "")
    reading = kit_reader.read(files_of({}) | {"kit.yaml": text.encode()})
    assert [finding.code for finding in reading.diagnostics] == ["embargo-without-zone"]


def contact(**lines: str) -> dict[str, str]:
    return {"contacts.yaml": "contacts:\n  - name: Press desk\n" + "".join(f"    {key}: {value}\n" for key, value in lines.items())}


GOOD_PHONES = ["+44 20 7946 0958", "020 7946 0958", "0044 20 7946 0958", "+961 1 738 000", "+90 342 220 11 11", "+20 2 2797 1600",
               "+44 20 7946 0958 ext. 12", "+49 30 901820", "+33 1 70 18 99 00", "+1 212-963-1234", "+963 11 221 0000", "+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨"]  # fmt: skip
BAD_PHONES = ["+44 20 7946 09", "+999 12 345 678", "ask the desk", "+44 20 7946 09588 77", "12", "+44"]
GOOD_EMAILS = ["press@example.org", "press.desk+ar@sub.example.org", "presse@exämple.org", "o'neil@example.org"]
BAD_EMAILS = ["press@example", "press@@example.org", "press example.org", "press@example..org", "press@example.org.", "@example.org",
              "Press <press@example.org>", "press@exa mple.org"]  # fmt: skip


@pytest.mark.parametrize("number", GOOD_PHONES)
def test_numbers_that_can_be_dialled(number: str) -> None:
    assert codes(contact(phones=f'["{number}"]')) == []


@pytest.mark.parametrize("number", BAD_PHONES)
def test_numbers_that_cannot_be_dialled(number: str) -> None:
    (found,) = findings(contact(phones=f'["{number}"]'))
    assert (found.code, found.span.line) == ("invalid-phone", 3)


@pytest.mark.parametrize("address", GOOD_EMAILS)
def test_addresses_that_can_be_written_to(address: str) -> None:
    assert codes(contact(emails=f'["{address}"]')) == []


@pytest.mark.parametrize("address", BAD_EMAILS)
def test_addresses_that_cannot(address: str) -> None:
    (found,) = findings(contact(emails=f'["{address}"]'))
    assert (found.code, found.span.line) == ("invalid-email", 3)


def test_a_kit_without_contacts_yaml_names_no_contact() -> None:
    (found,) = findings({"contacts.yaml": None})
    assert (found.code, found.span.source) == ("missing-contact", "contacts.yaml")


def test_a_contact_for_no_output_is_shown_nowhere() -> None:
    text = "contacts:\n  - {name: A desk, emails: [a@example.org]}\n  - {name: B desk, emails: [b@example.org], outputs: [html, text]}\n"
    (found,) = findings({"contacts.yaml": text})
    assert (found.code, found.span.line) == ("hidden-contact", 3)


def test_a_contact_for_e_mails_alone_is_shown_there() -> None:
    text = "contacts:\n  - {name: A desk, emails: [a@example.org]}\n  - {name: B desk, emails: [b@example.org], outputs: [email]}\n"
    assert codes({"contacts.yaml": text}) == []


def statement(body: str, head: str = "title: Open the road") -> dict[str, str]:
    return {"statement.en.md": f"---\n{head}\n---\n{body}\n"}


@pytest.mark.parametrize("alt", ["", " ", "road.jpg", "Road"])
def test_a_description_that_says_nothing(alt: str) -> None:
    changes = statement(f"Words. {{#lede}}\n\n![{alt}](road.jpg) {{#fig-1}}") | {"road.jpg": ""}
    (found,) = findings(changes)
    assert (found.code, found.span.line) == ("missing-alt-text", 6)


@pytest.mark.parametrize("words", ["The road 🚧 is closed.", "A mark \ue000 of one machine.", "漢字"])
def test_characters_that_no_font_shows(words: str) -> None:
    assert set(codes(statement(f"{words} {{#lede}}"))) == {"missing-glyph"}


@pytest.mark.parametrize("words", ["“Ẃells” — «côté» œ ß ğ ı İ ş", "Їжак, ґанок, ёлка", "شُكرًا، ۴ و٤ پچژگ", "10\u202f% – 3 × 2 − 1 ± 7 ½ № © ™", "Ωμέγα", "a\u00adb\u200dc"])
def test_characters_of_our_languages_are_shown(words: str) -> None:
    assert codes(statement(f"{words} {{#lede}}")) == []


@pytest.mark.parametrize(("length", "expected"), [(120, []), (121, ["too-long"])])
def test_a_title_has_a_measure(length: int, expected: list[str]) -> None:
    assert codes(statement("Words. {#lede}", "title: " + "Aleppo " * (length // 7) + "x" * (length % 7))) == expected


def test_a_paragraph_in_a_list_has_a_measure_too() -> None:
    assert codes(statement("Words. {#lede}\n\n- " + "Fuel and bread. " * 80 + "{#b1}")) == ["too-long"]


def test_links_without_https_are_found_wherever_they_stand() -> None:
    text = statement("Words, *and [more words](http://example.org/a)*. {#lede}\n\n- [A page](HTTP://example.org/b) {#b1}")
    assert codes(text) == ["insecure-link", "insecure-link"]
    assert codes(statement("[A page](https://example.org), [a desk](mailto:a@example.org). {#lede}")) == []
