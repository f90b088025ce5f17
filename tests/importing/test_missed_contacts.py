"""Contacts that no known word announces, desks without a person, addresses for those who want to sign, languages unread."""

from __future__ import annotations

import pytest

from tests.importing.reading import Read, read_text

TEXT = """The ferry must sail again

Brindle, 4 May 2027 – The ferry has not sailed for nine weeks, and the people of the island cannot reach the hospital any more.

We ask the council to let it sail again.

"""


def shown(found: Read) -> list[tuple[str, str]]:
    return [(each.name.default, each.organisation.default if each.organisation else "") for each in found.kit.contacts]


@pytest.mark.parametrize(
    ("line", "contact", "asked"),
    [
        ("Media enquiries: 08 5550 0123 or media@example.org", [("Media enquiries", "")], []),
        ("Contacto de prensa: prensa@example.org, 975 01 02 03", [("Contacto de prensa", "")], []),
        ("Presse: Inselverein, Frau Jana Körner, 04841 555 012", [("Frau Jana Körner", "Inselverein")], []),
        ("Spokesperson: Ruth Oyelaran · 07700 900 812", [("Ruth Oyelaran", "")], []),
        ("Portavoce: Anna Riva, 071 555 0123", [("Anna Riva", "")], ["contact"]),
        ("Πληροφορίες: Άννα Ρίβα, 22810 55501, anna@example.org", [("Άννα Ρίβα", "")], ["contact"]),
        ("Press office: +44 20 7946 0123", [("Press office", "")], ["contact"]),
        ("You can reach Ruth Oyelaran (Island Trust) at 07700 900 812 or ruth@example.org.", [], ["contact"]),
        ("To add your name write to join@example.org.", [], []),
        ("Pour signer : signatures@example.org", [], []),
        ("Para sumar su firma: firmas@example.org", [], []),
        ("Contact:\nMatilde Reis\nTlm.: 910 555 123", [("Matilde Reis", "")], []),
    ],
)
def test_who_answers_and_who_does_not(line: str, contact: list[tuple[str, str]], asked: list[str]) -> None:
    found = read_text(f"{TEXT}{line}\n")
    assert (shown(found), found.asked()) == (contact, asked)
    assert found.lost() == []


def test_a_text_in_a_language_without_a_file_is_asked_about_as_a_whole() -> None:
    text = """ΑΝΟΙΧΤΗ ΕΠΙΣΤΟΛΗ
προς το Συμβούλιο

Θέμα: Το πλοίο πρέπει να ταξιδέψει ξανά

Το πλοίο δεν ταξιδεύει εδώ και εννέα εβδομάδες και οι κάτοικοι του νησιού δεν φτάνουν στο νοσοκομείο.
"""
    found = read_text(text, language="")
    assert found.kit.release.source_language == "el"
    assert {"language", "title"} <= set(found.asked())
    assert "import-language-unread" in found.codes()
    assert "import-language" in read_text(text, language="en").codes()
