"""Columns are known by their heads, in eight languages; what is not known is told."""

from __future__ import annotations

import pytest

from presskit.readers.tables.vocabulary import Head, Role, recognise
from tests.tables.samples import codes, names, table


@pytest.mark.parametrize(
    ("head", "role", "language"),
    [
        ("Organisation", Role.NAME, ""),
        ("Name of organization", Role.NAME, ""),
        ("What is the full name of your organisation? *", Role.NAME, ""),
        ("Nom de votre association", Role.NAME, ""),
        ("اسم المنظّمة", Role.NAME, ""),
        ("Nombre de la organización", Role.NAME, ""),
        ("KURUM ADI", Role.NAME, ""),
        ("Название организации", Role.NAME, ""),
        ("Назва організації", Role.NAME, ""),
        ("Name der Organisation", Role.NAME, ""),
        ("name_ar", Role.BARE_NAME, "ar"),
        ("Name (Arabic)", Role.BARE_NAME, "ar"),
        ("Nom en arabe", Role.BARE_NAME, "ar"),
        ("الاسم بالإنجليزية", Role.BARE_NAME, "en"),
        ("Organisation name in French", Role.NAME, "fr"),
        ("Название на арабском", Role.NAME, "ar"),
        ("Kurum adı (Arapça)", Role.NAME, "ar"),
        ("arabischer Name", Role.BARE_NAME, "ar"),
        ("Acronym (if any)", Role.ACRONYM, ""),
        ("Sigle", Role.ACRONYM, ""),
        ("الاختصار", Role.ACRONYM, ""),
        ("Pays", Role.COUNTRY, ""),
        ("Ülke", Role.COUNTRY, ""),
        ("Країна", Role.COUNTRY, ""),
        ("التحالف", Role.COALITION, ""),
        ("Bündnis", Role.COALITION, ""),
        ("Horodateur", Role.TIMESTAMP, ""),
        ("طابع زمني", Role.TIMESTAMP, ""),
        ("Fecha de firma", Role.JOINED, ""),
        ("Withdrawn on", Role.WITHDRAWN, ""),
        ("Do you agree to sign this statement?", Role.AGREES, ""),
        ("هل توافقون على التوقيع؟", Role.AGREES, ""),
        ("Onaylıyor musunuz?", Role.AGREES, ""),
        ("May we publish your name?", Role.AGREES, ""),
        ("Confirmed by (e-mail)", Role.CONFIRMED_BY, ""),
        ("E-mail address", Role.PRIVATE, ""),
        ("Электронная почта", Role.PRIVATE, ""),
        ("Persona de contacto", Role.PRIVATE, ""),
        ("№", Role.NUMBER, ""),
        ("Do you agree to receive our newsletter?", None, ""),
        ("Favourite colour", None, ""),
        ("", None, ""),
    ],
)
def test_a_head_is_recognised(head: str, role: Role | None, language: str) -> None:
    assert recognise(head) == Head(role, language)


def test_an_unknown_column_is_told_with_its_place_and_count() -> None:
    reading = table("Organisation,Budget (USD)\nRiver Aid,400\nHope,\nOlive Branch,700\n")
    assert codes(reading) == ["table-column"]
    finding = reading.diagnostics[0]
    assert (finding.span.line, finding.span.column) == (1, 2)
    assert finding.message == "«Budget (USD)» (column B) has a head that is not known: its 2 values are not taken over"


def test_a_table_without_names_lists_its_heads() -> None:
    reading = table("Colour,Size\nred,4\n")
    assert (names(reading), codes(reading)) == ([], ["table-without-names"])
    assert "«Colour», «Size»" in reading.diagnostics[0].message
    assert "Organisation" in reading.diagnostics[0].hint


def test_what_stands_above_the_heads_is_told() -> None:
    reading = table("Joint statement,,\n,,\nOrganisation,Country,\nHope,TR,\n")
    assert names(reading) == ["Hope"]
    assert codes(reading) == ["table-above-heads"]


def test_name_beside_organisation_is_asked_about() -> None:
    reading = table("Name,Organisation\nAmal Haddad,River Aid\n")
    assert (names(reading), codes(reading)) == ([], ["table-signatory-kind"])


def test_name_alone_is_an_organisation_and_beside_an_affiliation_a_person() -> None:
    assert [str(e.signatory.kind) for e in table("Name,Country\nHope,TR\n").value.entries] == ["organisation"]
    person = table("Name,Title,Affiliation\nAmal Haddad,Dr,Example Hospital\n").value.entries[0].signatory
    assert str(person.kind) == "person"
    assert person.title is not None
    assert person.affiliation is not None
    assert (person.title.default, person.affiliation.default) == ("Dr", "Example Hospital")


def test_a_head_that_stands_twice_is_told() -> None:
    reading = table("Organisation,Country,Country\nHope,TR,LB\n")
    assert codes(reading) == ["table-column"]
    assert reading.value.entries[0].signatory.country == "TR"


def test_a_second_column_of_names_in_no_language_is_told() -> None:
    assert codes(table("Organisation,NGO name\nHope,River\n")) == ["table-column"]
