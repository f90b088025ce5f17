"""The small readers: marks of lists, days, datelines, names, addresses."""

from __future__ import annotations

from datetime import date

import pytest

from presskit.language.dates_in_text import find_day
from presskit.language.recognition import detected
from presskit.readers.importing.affiliations import KnownOrganisations
from presskit.readers.importing.datelines import dateline
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.lines import marked, missing_numbers
from presskit.readers.importing.names import name_parts, numbers_of, oddities
from presskit.readers.importing.rows import split_names


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("- 1- A name", 1, "A name"), ("- -Words", None, "Words"), ("24-Aname", 24, "Aname"), ("• Words", None, "Words"),
        ("(3) Words", 3, "Words"), ("١- اسم", 1, "اسم"), ("b) words", 2, "words"), ("12. Words", 12, "Words"), ("7 - Words", 7, "Words"),
    ],
)  # fmt: skip
def test_marks_of_lists(text: str, number: int | None, words: str) -> None:
    mark, rest = marked(text)
    assert mark
    assert (mark.number, rest) == (number, words)


@pytest.mark.parametrize(
    "text",
    [
        "18-year-old girls",
        "2016. A year",
        "+44 20 7946 0123",
        "3.5 million",
        "00442079460123",
        "-",
        "1.",
        "10 December",
        "“Words”",
        "*bold*",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert marked(text) == (None, text)


@pytest.mark.parametrize(
    ("numbers", "problems"),
    [
        ([1, 2, 3], []), ([1, 2, 1, 2], []), ([1, 3], ["after 1 comes 3: 2 is missing"]), ([1, 5], ["after 1 comes 5: 2 to 4 is missing"]),
        ([1, 1], ["1 stands twice"]), ([3, 2], ["after 3 comes 2"]), ([], []),
    ],
)  # fmt: skip
def test_numbers_that_do_not_run_on(numbers: list[int], problems: list[str]) -> None:
    assert missing_numbers(numbers) == problems


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 December 2016", date(2016, 12, 15)), ("December 15th, 2016", date(2016, 12, 15)), ("le 1er mars 2016", date(2016, 3, 1)),
        ("15 كانون الأول 2016", date(2016, 12, 15)), ("15 كانون الأول/ديسمبر 2016", date(2016, 12, 15)), ("١٥/١٢/٢٠١٦", date(2016, 12, 15)),
        ("15 de diciembre de 2016", date(2016, 12, 15)), ("15. Dezember 2016", date(2016, 12, 15)), ("15 Aralık 2016", date(2016, 12, 15)),
        ("15 декабря 2016", date(2016, 12, 15)), ("15 грудня 2016", date(2016, 12, 15)), ("2016-12-15", date(2016, 12, 15)),
        ("12/15/2016", date(2016, 12, 15)), ("15.12.2016", date(2016, 12, 15)), ("05/05/2016", date(2016, 5, 5)), ("13 Sept. 2016", date(2016, 9, 13)),
    ],
)  # fmt: skip
def test_days_as_they_are_written(text: str, day: date) -> None:
    found = find_day(f"On {text} it was.")
    assert found
    assert found.day == day


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("05/06/2016", "day/month or month/day"),
        ("05/06/16", "two digits"),
        ("31 June 2016", "no day"),
        ("31/31/2016", "no day"),
    ],
)
def test_days_that_cannot_be_told(text: str, problem: str) -> None:
    found = find_day(text)
    assert found
    assert found.day is None
    assert problem in found.problem


@pytest.mark.parametrize("text", ["15 December", "in 2016", "24/7", "1500 people", "the 15th"])
def test_what_is_no_day(text: str) -> None:
    assert find_day(text) is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("BEIRUT, 3 December 2026 – Words", ("BEIRUT",)), ("Beirut/Paris/New York, 3 December 2026 - Words", ("Beirut", "Paris", "New York")),
        ("Beirut (3 December 2026) — Words", ("Beirut",)), ("Geneva, New York and Brussels, Thursday 3 December 2026: Words", ("Geneva", "New York", "Brussels")),
        ("Paris, le 3 décembre 2026 – Des mots", ("Paris",)), ("3 December 2026 – Words", ()), ("بيروت، 3 كانون الأول 2026 - كلمات", ("بيروت",)),
    ],
)  # fmt: skip
def test_datelines(text: str, places: tuple[str, ...]) -> None:
    found = dateline(text)
    assert found
    assert found.places == places
    assert text[found.length :] in {"Words", "Des mots", "كلمات"}


@pytest.mark.parametrize(
    "text",
    [
        "On 3 December 2026 the road was closed.",
        "In Beirut, on 3 December 2026, it snowed.",
        "The road, closed since 3 December 2026 – the day it snowed",
    ],
)
def test_sentences_that_begin_with_a_day(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize(
    ("words", "name", "acronym"),
    [
        ("Northern Lights Network (NLN)", "Northern Lights Network", "NLN"), ("NLN - Northern Lights Network", "Northern Lights Network", "NLN"),
        ("NLN -Northern Lights Network", "Northern Lights Network", "NLN"), ("Northern Lights Network NLN", "Northern Lights Network", "NLN"),
        ("NLN (Northern Lights Network)", "Northern Lights Network", "NLN"), ("Harbour Relief UK", "Harbour Relief UK", ""),
        ("Harbour Relief (Lebanon)", "Harbour Relief (Lebanon)", ""), ("HARBOUR RELIEF", "HARBOUR RELIEF", ""), ("OXF", "OXF", ""),
        ("Harbour Relief Inc.", "Harbour Relief Inc.", ""), ("Harbour Relief.", "Harbour Relief", ""), ("Harbour Relief;", "Harbour Relief", ""),
        ("Médecins du Fleuve – MdF", "Médecins du Fleuve", "MdF"), ("Harbour - Relief", "Harbour - Relief", ""), ("...", "...", ""),
    ],
)  # fmt: skip
def test_names_and_acronyms(words: str, name: str, acronym: str) -> None:
    found = name_parts(words)
    assert (found.text, found.acronym) == (name, acronym)


@pytest.mark.parametrize("name", ["Care &Help", "Care& Help", "Care , Help", "Care,Help", "Care (Help", "Lantern Trust2"])
def test_names_that_look_mistyped(name: str) -> None:
    assert oddities(name)


@pytest.mark.parametrize("name", ["Care & Help", "Care, Help", "Care (Help)", "Studio 54", "M2M", "Care+Help"])
def test_names_that_do_not(name: str) -> None:
    assert not oddities(name)


@pytest.mark.parametrize(
    ("text", "count"),
    [("A; B; C", 3), ("A, B (C, D), E", 3), ("A, B", 1), ("A • B", 2), ("A – B – C", 3), ("A B", 1), ("A (B; C", 2)],
)
def test_names_in_a_row(text: str, count: int) -> None:
    assert len(split_names(text)) == count


@pytest.mark.parametrize(
    ("text", "name", "organisation", "doubt"),
    [
        ("Nora Example Harbour Relief", "Nora Example", "Harbour Relief", False),
        ("Nora Example HR", "Nora Example", "HR", False),
        ("Nora Example", "Nora Example", "", False),
        ("Nora Example Lantern Foundation of the North", "Nora Example Lantern Foundation of the North", "", True),
        ("Nora Example Harbour Network", "Nora Example", "Harbour Network", True),
    ],
)
def test_a_name_and_an_organisation_in_one_go(text: str, name: str, organisation: str, doubt: bool) -> None:
    told = KnownOrganisations({"harbour relief": "Harbour Relief", "hr": "Harbour Relief"}).apart(text)
    assert (told.name, told.organisation, bool(told.doubt)) == (name, organisation, doubt)


def test_no_organisation_begins_at_a_short_word_that_another_begins_with() -> None:
    told = KnownOrganisations({"the harbour relief": "The Harbour Relief"}).apart("Rana Haddad the River Foundation")
    assert (told.name, told.organisation) == ("Rana Haddad the River Foundation", "")
    told = KnownOrganisations({"team harbour": "Team Harbour"}).apart("Rana Haddad Team River Foundation")
    assert (told.name, told.organisation) == ("Rana Haddad", "Team River Foundation")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FOR IMMEDIATE RELEASE", Kind.IMMEDIATE), ("À diffuser immédiatement", Kind.IMMEDIATE), ("للنشر الفوري", Kind.IMMEDIATE),
        ("-ENDS-", Kind.ENDS), ("- FIN -", Kind.ENDS), ("###", Kind.ENDS), ("# # #", Kind.ENDS), ("-30-", Kind.ENDS), ("انتهى", Kind.ENDS),
        ("***", Kind.ORNAMENT), ("Page 2 of 3", Kind.PAGE), ("2/3", Kind.PAGE), ("Notes aux rédactions :", Kind.NOTES), ("Editors’ notes", Kind.NOTES),
        ("Contact presse :", Kind.CONTACTS), ("For media interviews please reach:", Kind.CONTACTS), ("للتواصل الإعلامي", Kind.CONTACTS),
        ("For more information, please contact Nora, nora@example.org", Kind.CONTACTS), ("Pressekontakt", Kind.CONTACTS),
        ("Signatories (25):", Kind.SIGNATORIES), ("Les organisations signataires", Kind.SIGNATORIES), ("الموقّعون أدناه:", Kind.SIGNATORIES),
        ("İmzacılar", Kind.SIGNATORIES), ("Signed,", Kind.SIGNATORIES), ("About Harbour Relief", Kind.ABOUT), ("نبذة عن التحالف", Kind.ABOUT),
        ("Under embargo until 14:00", Kind.EMBARGO), ("Press release", Kind.KIND), ("بيــــان صحفي", Kind.KIND),
    ],
)  # fmt: skip
def test_heads_of_parts(text: str, kind: Kind) -> None:
    head = head_of(text)
    assert head
    assert head.kind is kind


@pytest.mark.parametrize(
    "text",
    ["For more than five years we have waited.", "30", "The signatories ask for a road.", "About 40 NGOs have left.", "Contacts between the parties broke off.", "Notes were taken."],
)  # fmt: skip
def test_sentences_that_are_no_heads(text: str) -> None:
    head = head_of(text)
    assert head is None or head.kind is Kind.PAGE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The road to the river towns has been closed for nine days.", "en"), ("La route vers les villes du fleuve est fermée depuis neuf jours.", "fr"),
        ("La carretera a las ciudades del río está cerrada desde hace nueve días por la nieve.", "es"), ("Der Weg zu den Städten ist seit neun Tagen nicht offen.", "de"),
        ("Nehir kasabalarına giden yol bu hafta için kapalı ve çok soğuk bir kış var.", "tr"), ("Дорога закрыта девять дней.", "ru"),
        ("Дорога закрита вже дев’ять днів, і їжі немає.", "uk"), ("الطريق مغلق منذ تسعة أيام.", "ar"), ("Harbour Relief Lantern Trust", ""), ("", ""),
    ],
)  # fmt: skip
def test_languages(text: str, language: str) -> None:
    assert detected(text) == language


@pytest.mark.parametrize(
    ("head", "numbers"),
    [("Signatories (25)", (25,)), ("25 signatories in 1948", (25,)), ("Signatories 1900", ()), ("Signatories 1899", (1899,)), ("Signatories (1)", ())],
)
def test_a_year_is_no_number_of_signatories(head: str, numbers: tuple[int, ...]) -> None:
    assert numbers_of(head) == numbers


def test_a_language_without_a_file_is_told_of_at_once() -> None:
    from presskit.readers.importing import import_files

    found = import_files([("a.txt", b"Halonen\n\nTeksti alkaa.\n")], region="", language="fi").diagnostics
    (told,) = [each for each in found if each.code == "import-language-unread"]
    assert "signatories, contacts, dates and embargoes" in told.message
    assert not [each for each in import_files([("a.txt", b"Title\n\nText.\n")], region="", language="en").diagnostics
                if each.code == "import-language-unread"]
