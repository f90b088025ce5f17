"""How contacts are written: person and organisation in any order, with places, labels, brackets and hours beside them."""

from __future__ import annotations

import pytest

from tests.importing.reading import Read, read_text

HEAD = "The ferry must sail\n\nKisumu, 3 March 2027 – The unions call for the ferry to sail again.\n\n"


def contacts(block: str) -> Read:
    return read_text(f"{HEAD}{block}\n")


def shown(found: Read) -> list[tuple[str, str]]:
    return [(each.name.default, each.organisation.default if each.organisation else "") for each in found.kit.contacts]


@pytest.mark.parametrize(
    ("line", "name", "organisation"),
    [
        ("Media contact: Odile Marsh of the Ferry Crews Union in Kisumu (odile@example.org)", "Odile Marsh", "Ferry Crews Union"),
        ("Media contact: Odile Marsh in Kisumu on +254 20 555 0123", "Odile Marsh", ""),
        ("Contact: Odile Marsh at the Kisumu office, odile@example.org", "Odile Marsh", "Kisumu office"),
        ("Contact: Odile Marsh (Ferry Crews Union): +254 20 555 0123", "Odile Marsh", "Ferry Crews Union"),
        ("Contact: Ferry Crews Union (Odile Marsh), +254 20 555 0123", "Odile Marsh", "Ferry Crews Union"),
        ("Contact: Ferry Crews Union, Odile Marsh, odile@example.org", "Odile Marsh", "Ferry Crews Union"),
        ("Contacts:\nKenya: Odile Marsh, odile@example.org", "Odile Marsh", ""),
        ("Contacts:\nFerry Crews Union: Odile Marsh, odile@example.org", "Odile Marsh", "Ferry Crews Union"),
        ("Contact: Odile Marsh, Bangkok, odile@example.org", "Odile Marsh", ""),
        ("Pour toute question : Odile Marsh au +33 1 42 34 56 78", "Odile Marsh", ""),
        ("Pressekontakt: Odile Marsh (Fährbund), Mobil 0171 1234567", "Odile Marsh", "Fährbund"),
        ("Contatos para a imprensa: Odile Marsh (Rede das Balsas) – odile@example.org", "Odile Marsh", "Rede das Balsas"),
        ("Контактна особа: Соломія Ткач, тел. (032) 255-50-12", "Соломія Ткач", ""),
        ("Контактное лицо: Ирина Котова, +7 495 555 01 23", "Ирина Котова", ""),
        ("לפרטים: רונית אלון, 050-555-0123", "רונית אלון", ""),
        ("Osoba do kontaktu: Ewa Kot, ewa@example.org", "Ewa Kot", ""),
    ],
)
def test_who_answers_and_for_whom(line: str, name: str, organisation: str) -> None:
    found = contacts(line)
    assert shown(found) == [(name, organisation)]
    assert found.asked() == []
    assert found.lost() == []


@pytest.mark.parametrize(
    "line",
    ["Contact: Friends of the Ferry, +254 20 555 0123", "Contact: Médecins du Lac, +33 1 42 34 56 78", "Contact: Green Party of Kenya, press@example.org"],
)
def test_an_organisation_with_a_linking_word_stays_whole(line: str) -> None:
    assert shown(contacts(line)) == [(line[9:].partition(",")[0], "")]


def test_three_contacts_in_a_sentence_with_brackets_places_and_offices() -> None:
    found = contacts(
        "For interviews, please contact Odile Marsh of the Ferry Crews Union in Kisumu (+254 20 555 0123, odile@example.org), Anan Sook in "
        "Bangkok on +66 2 555 0134, or Cora Dell at the Geneva office, cora@example.org / +41 22 555 01 45."
    )
    assert [name for name, _ in shown(found)] == ["Odile Marsh", "Anan Sook", "Cora Dell"]
    assert [len(each.phones) + len(each.emails) for each in found.kit.contacts] == [2, 1, 2]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Contact: Odile Marsh, +254 20 555 0123 (9:00-17:00 EAT)", "+254 20 555 0123"),
        ("Contact: Odile Marsh, +254 20 555 0123 (24 hours)", "+254 20 555 0123"),
        ("Contact: Odile Marsh, +44 (0)20 7946 0018", "+44 (0)20 7946 0018"),
    ],
)
def test_hours_in_brackets_are_no_digits_of_a_number(line: str, number: str) -> None:
    found = contacts(line)
    assert [phone.raw for each in found.kit.contacts for phone in each.phones] == [number]
    assert shown(found) == [("Odile Marsh", "")]


@pytest.mark.parametrize("hours", ["Available 9am–5pm EAT, Monday to Friday", "(24 hours) +254 20 555 0124"])
def test_hours_below_a_contact_belong_to_it(hours: str) -> None:
    found = contacts(f"Contacts:\nOdile Marsh\nodile@example.org\n+254 20 555 0123\n{hours}")
    assert shown(found) == [("Odile Marsh", "")]
    assert hours[:9].strip("(") in found.kit.contacts[0].note
    assert found.asked() == []


def test_a_long_line_of_words_that_may_separate_contacts_is_read_in_linear_time() -> None:
    found = contacts("Contact: " + "Ann and Bob and " * 3000 + "odile@example.org")
    assert len(found.kit.contacts) <= 1


def test_a_mark_in_the_head_keeps_the_contact_for_the_office() -> None:
    found = contacts("Media contact (not for publication): Odile Marsh, +254 20 555 0123")
    assert found.kit.contacts == ()
    assert b"0123" not in b"".join(data for name, data in found.files.items() if name.endswith((".md", "contacts.yaml")))


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Kontakt\nFährbund e.V.\nOdile Marsh\nSeestraße 5, 10115 Berlin\n+49 30 12345678\nodile@example.org\nwww.example.org", [("Odile Marsh", "Fährbund e.V.")]),
        ("Contact: Prof. Odile Marsh (Nairobi, EAT): odile@example.org; Dr Ned Oxley (London, GMT): ned@example.org", [("Prof. Odile Marsh", ""), ("Dr Ned Oxley", "")]),
        ("Para entrevistas con las firmantes, contactar con Lucía Vega de la Red de Lagos (+34 910 123 456) o con Juan Mora en Cali (juan@example.org).",
         [("Lucía Vega", "Red de Lagos"), ("Juan Mora", "")]),
        ("Für Interviews stehen Jana Weiss vom Fährbund (jana@example.org) und Karl Huber in Wien (karl@example.org) zur Verfügung.",
         [("Jana Weiss", "Fährbund"), ("Karl Huber", "")]),
        ("Pour toute demande d'interview, merci de contacter Claire Dubois, du Réseau des Bacs, au 06 12 34 56 78.", [("Claire Dubois", "Réseau des Bacs")]),
        ("Prensa:\nLucía Vega (castellano, inglés) +34 910 123 456\nJordi Puig (catalán) +34 910 123 457", [("Lucía Vega", ""), ("Jordi Puig", "")]),
    ],
)  # fmt: skip
def test_blocks_and_sentences_of_other_languages(block: str, expected: list[tuple[str, str]]) -> None:
    found = contacts(block)
    assert shown(found) == expected
    assert found.asked() == []
