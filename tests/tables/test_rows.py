"""Rows become signatories; what cannot be told is asked, and kept in the note."""

from __future__ import annotations

from datetime import date

import pytest

from presskit.model.people import Consent, Localised
from presskit.readers.signatory_table import Reason, read
from presskit.readers.tables import cells
from presskit.readers.tables.vocabulary import Answer, answer
from tests.tables.samples import codes, names, rows_told, table

FORM = """\
Timestamp,Name of organisation,Acronym,Country,Do you agree to sign?,E-mail,Confirmed by
2026/03/02 3:45:12 PM GMT+2,River Aid,RA,Syria,Yes,river@example.org,Amal Haddad
2026/03/02 4:00:00 PM GMT+2,Olive Branch,,Türkiye,No,olive@example.org,
2026/03/03 9:00:00 AM GMT+2,Hope,,Lebanon,If the text changes,hope@example.org,
2026/03/03 9:05:00 AM GMT+2,Bridge,,Jordan,,bridge@example.org,
"""


def test_a_form_gives_signatures_with_day_and_consent() -> None:
    reading = table(FORM)
    assert names(reading) == ["River Aid"]
    entry = reading.value.entries[0]
    assert (entry.signatory.acronym, entry.signatory.country) == ("RA", "SY")
    assert entry.signatory.joined == date(2026, 3, 2)
    assert entry.signatory.consent == Consent("Amal Haddad", date(2026, 3, 2))
    assert (entry.span.line, entry.span.column, entry.span.unit) == (2, 2, "row")


def test_no_and_doubtful_answers_are_no_signatures_and_are_told() -> None:
    reading = table(FORM)
    refused = [(each.signatory.name.default, each.reason) for each in reading.value.refused]
    assert refused == [("Olive Branch", Reason.SAID_NO), ("Hope", Reason.UNCLEAR), ("Bridge", Reason.UNCLEAR)]
    assert sorted(codes(reading)) == ["table-answer", "table-answer", "table-not-signed", "table-private"]
    assert rows_told(reading) == {1, 2, 3, 4, 5}


def test_addresses_stay_out_of_what_is_kept_and_that_is_said() -> None:
    reading = table(FORM)
    kept = repr(reading.value)
    assert "@example.org" not in kept
    note = next(finding for finding in reading.diagnostics if finding.code == "table-private")
    assert "E-mail" in note.message
    assert str(note.severity) == "note"


def test_an_address_that_confirmed_is_kept_as_consent() -> None:
    reading = table("Organisation,Confirmed by\nHope,director@example.org\n")
    assert reading.value.entries[0].signatory.consent == Consent("director@example.org")
    assert "director" not in reading.value.entries[0].text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-12-15", date(2016, 12, 15)),
        ("2016-12-15T10:00:00Z", date(2016, 12, 15)),
        ("2016/12/15 3:45:12 PM GMT+2", date(2016, 12, 15)),
        ("15/12/2016", date(2016, 12, 15)),
        ("12/15/2016 10:00", date(2016, 12, 15)),
        ("03/03/2016", date(2016, 3, 3)),
        ("15 December 2016", date(2016, 12, 15)),
        ("December 15th, 2016", date(2016, 12, 15)),
        ("15 décembre 2016", date(2016, 12, 15)),
        ("15 كانون الأول 2016", date(2016, 12, 15)),
        ("15 de diciembre de 2016", date(2016, 12, 15)),
        ("15 Aralık 2016", date(2016, 12, 15)),
        ("15 декабря 2016 г.", date(2016, 12, 15)),
        ("15 грудня 2016 року", date(2016, 12, 15)),
        ("15. Dezember 2016", date(2016, 12, 15)),
        ("٢٠١٦-١٢-١٥", date(2016, 12, 15)),
        ("03/04/2016", "ambiguous"),
        ("3.4.2016", "ambiguous"),
        ("03-04-2016 09:00:00", "ambiguous"),
        ("3/4/16", "ambiguous"),
        ("31/02/2016", "unknown"),
        ("2016-13-01", "unknown"),
        ("soon", "unknown"),
        ("²²/04/2016", "unknown"),
        ("42", "unknown"),
    ],
)
def test_a_day_is_read_where_it_is_one_in_every_country(text: str, day: date | str) -> None:
    assert cells.cell_day(text) == day


def test_an_ambiguous_date_is_asked_about_and_kept_in_the_note() -> None:
    reading = table("Organisation,Date\nHope,03/04/2016\nBridge,tomorrow\n")
    assert [entry.signatory.joined for entry in reading.value.entries] == [None, None]
    assert codes(reading) == ["table-ambiguous-date", "table-date"]
    assert reading.value.entries[0].signatory.note == "joined as received: «03/04/2016»"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("TR", "TR"), ("Turkey", "TR"), ("TÜRKİYE", "TR"), ("Türkei", "TR"), ("Турция", "TR"), ("تركيا", "TR"), ("Turquie", "TR"),
        ("UK", "GB"), ("U.K.", "GB"), ("USA", "US"), ("United States of America", "US"), ("SYR", "SY"), ("Syria", "SY"), ("سوريا", "SY"),
        ("Palestine", "PS"), ("فلسطين", "PS"), ("Liban", "LB"), ("Ливан", "LB"), ("Ліван", "LB"), ("Deutschland", "DE"),
        ("Myanmar", "MM"), ("Alemania", "DE"), ("Côte d'Ivoire", "CI"), ("Congo", ""), ("Narnia", ""), ("EU", ""), ("ZZ", ""),
        ("Syria and Turkey", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_country_is_known_by_code_and_name(name: str, code: str) -> None:
    assert cells.country_code(name) == code


def test_an_unknown_country_is_told_and_kept_in_the_note() -> None:
    reading = table("Organisation,Country\nHope,Narnia\n")
    assert codes(reading) == ["table-country"]
    assert reading.value.entries[0].signatory.note == "country as received: «Narnia»"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("  Hope   Centre ", "Hope Centre"), ("Hope Centre.", "Hope Centre"), ("Hope Inc.", "Hope Inc."), ("Hope e.V.", "Hope e.V."),
        ("10- Hope", "Hope"), ("10. Hope", "Hope"), ("(3) Hope", "Hope"), ("• Hope", "Hope"), ("- 1- Big Hope", "Big Hope"),
        ("4-H Club", "4-H Club"), ("3 Rivers Aid", "3 Rivers Aid"), ("2030 - Youth", "2030 - Youth"), ("Hope,", "Hope"),
        ("Hope\u00a0\u200fCentre", "Hope Centre"), ("...", "..."), ("River Aid.", "River Aid"), ("8 March", "8 March"),
    ],
)  # fmt: skip
def test_a_name_is_tidied_and_no_word_is_lost(raw: str, name: str) -> None:
    assert cells.tidied_name(raw) == name


def test_tight_numbering_is_known_by_the_rows_around_it() -> None:
    numbered = table("Organisation\n1-River Aid\n2-Hope\n3-4-H Club\n")
    assert names(numbered) == ["River Aid", "Hope", "4-H Club"]
    assert names(table("Organisation\nRiver Aid\nHope\n4-H Club\n")) == ["River Aid", "Hope", "4-H Club"]


def test_what_was_tidied_is_kept_as_received() -> None:
    assert [e.signatory.note for e in table("Organisation\n10- Hope.\nBridge\n").value.entries] == [
        "as received: «10- Hope.»",
        "",
    ]


def test_spaces_that_were_taken_away_are_shown_and_forms_of_unicode_are_not() -> None:
    text = "Organisation\n  Hope   Centre \nMe\u0301decins\n\u200fأمل\u200f\nHope\u00a0House\n"
    assert [entry.signatory.note for entry in table(text).value.entries] == ["as received: «␣␣Hope␣␣␣Centre␣»", "", "", ""]


def test_an_address_in_a_note_is_left_out_and_one_in_a_name_is_told() -> None:
    reading = table("Organisation,Note\nHope hope@example.org,ask amal@example.org\n" + "A" * 151 + ",\n")
    assert reading.value.entries[0].signatory.note == "ask …@…"
    assert codes(reading) == ["table-row-not-a-name", "table-row-not-a-name"]


def test_names_by_language_the_kits_language_first() -> None:
    text = "الاسم بالعربية,Name (English)\nأمل,Hope\nنهر,\n"
    reading = read("list.csv", text.encode(), "en")
    assert [entry.signatory.name for entry in reading.value.entries] == [
        Localised("Hope", (("en", "Hope"), ("ar", "أمل"))),
        Localised("نهر", (("ar", "نهر"),)),
    ]


def test_the_language_of_a_bare_name_is_the_kits() -> None:
    reading = read("list.csv", "Organisation,name_ar\nEspoir,أمل\n".encode(), "fr")
    assert reading.value.entries[0].signatory.name == Localised("Espoir", (("fr", "Espoir"), ("ar", "أمل")))


def test_two_names_for_one_language_are_told() -> None:
    reading = table("Organisation,name_en\nHope,Hope Centre\n")
    assert names(reading) == ["Hope"]
    assert codes(reading) == ["table-two-names"]
    assert reading.value.entries[0].signatory.note == "also in «en»: «Hope Centre»"


def test_an_organisation_and_a_person_in_one_row_are_asked_about() -> None:
    reading = table("Organisation,Person\nHope,\n,Amal Haddad\nBridge,Sami Nasser\n")
    assert names(reading) == ["Hope", "Amal Haddad"]
    assert codes(reading) == ["table-signer"]
    assert reading.diagnostics[0].span.line == 4


def test_a_title_without_a_person_is_told_and_kept() -> None:
    reading = table("Organisation,Person,Title\nHope,,Dr\n")
    assert codes(reading) == ["table-person-only"]
    assert reading.value.entries[0].signatory.note == "title as received: «Dr»"


def test_withdrawals_with_and_without_a_day() -> None:
    reading = table("Organisation,Withdrawn\nHope,2026-03-05\nBridge,yes\nRiver,no\nOlive,05/06/2026\n")
    assert [(e.signatory.name.default, e.signatory.withdrawn) for e in reading.value.entries] == [
        ("Hope", date(2026, 3, 5)),
        ("River", None),
    ]
    assert [(each.signatory.name.default, each.reason) for each in reading.value.refused] == [
        ("Bridge", Reason.WITHDRAWN),
        ("Olive", Reason.WITHDRAWN),
    ]


@pytest.mark.parametrize(
    ("status", "reason"), [("withdrawn", Reason.WITHDRAWN), ("pending", Reason.NOT_YET), ("?!", Reason.UNCLEAR)]
)
def test_a_status_is_obeyed(status: str, reason: Reason) -> None:
    reading = table(f"Organisation,Status\nHope,{status}\nBridge,signed\n")
    assert names(reading) == ["Bridge"]
    assert [each.reason for each in reading.value.refused] == [reason]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Yes", Answer.YES), ("yes, we sign", Answer.YES), ("نعم", Answer.YES), ("Evet", Answer.YES), ("Да", Answer.YES), ("TRUE", Answer.YES),
        ("✓", Answer.YES), ("Oui, notre organisation signe", Answer.YES), ("No", Answer.NO), ("لا", Answer.NO), ("Hayır", Answer.NO),
        ("no, thank you", Answer.NO), ("I do not agree", Answer.NO), ("Yes, but not the second paragraph", Answer.UNKNOWN),
        ("Yes, if it changes", Answer.UNKNOWN), ("retirée", Answer.WITHDRAWN), ("to be confirmed", Answer.NOT_YET), ("blue", Answer.UNKNOWN),
        ("Not yet", Answer.UNKNOWN), ("", Answer.UNKNOWN),
    ],
)  # fmt: skip
def test_answers(text: str, meaning: Answer) -> None:
    assert answer(text) is meaning


@pytest.mark.parametrize("head", ["Signature (Yes/No)", "Has your organisation signed?", "Signed", "Zustimmung", "Xyzzy?"])
def test_a_no_is_no_signature_under_whatever_head(head: str) -> None:
    reading = table(f"Organisation,{head}\nHope,Yes\nBridge,No\n")
    assert names(reading) == ["Hope"]
    assert [each.signatory.name.default for each in reading.value.refused] == ["Bridge"]


def test_every_question_about_the_signature_counts() -> None:
    reading = table("Organisation,Do you agree to sign?,May we publish your name?\nHope,Yes,Yes\nBridge,Yes,No\n")
    assert names(reading) == ["Hope"]
    assert [(each.signatory.name.default, each.reason) for each in reading.value.refused] == [("Bridge", Reason.UNCLEAR)]


def test_a_no_to_a_newsletter_is_not_about_the_signature() -> None:
    reading = table("Organisation,Do you agree to receive our newsletter?\nHope,No\n")
    assert names(reading) == ["Hope"]
    assert codes(reading) == ["table-column"]


def test_a_formula_is_text() -> None:
    reading = table("Organisation\n\"=CMD|' /C calc'!A0\"\n+961 Relief\n@hope\n-Hope\n")
    assert names(reading) == ["=CMD|' /C calc'!A0", "+961 Relief", "@hope", "Hope"]
    assert codes(reading) == ["table-formula", "table-formula"]


def test_rows_that_are_hardly_names_are_told() -> None:
    reading = table("Organisation,Country\nHope,TR\nOrganisation,Country\nTotal: 25,\n,LB\n")
    assert names(reading) == ["Hope"]
    assert codes(reading) == ["table-repeated-heads", "table-row-not-a-name", "table-row-without-name"]


def test_control_characters_are_told() -> None:
    reading = table("Organisation\nHo\x07pe\n")
    assert names(reading) == ["Hope"]
    assert codes(reading) == ["table-control-character"]


@pytest.mark.parametrize(
    ("cell", "name", "acronym"),
    [
        ("Doctors for the North (DFN)", "Doctors for the North", "DFN"),
        ("Ärzte für alle (ÄFA)", "Ärzte für alle", "ÄFA"),
        ("Hope Centre (UK)", "Hope Centre (UK)", ""),
        ("Hope Centre (North)", "Hope Centre (North)", ""),
        ("Hope Centre", "Hope Centre", ""),
    ],
)
def test_an_acronym_behind_a_name_is_told_from_it(cell: str, name: str, acronym: str) -> None:
    signatory = table(f"Organisation,Country\n{cell},TR\n").value.entries[0].signatory
    assert (signatory.name.default, signatory.acronym) == (name, acronym)
