"""Contacts: who is reached how, whole; what cannot be told for sure is a question, never a cut address or somebody else."""

from __future__ import annotations

import pytest

from presskit.readers import kit as kit_reader
from tests.importing.reading import Read, read_text

HEAD = "The road must be opened\n\nNairobi, 3 March 2027 – The agencies call for the road to be opened.\n\nMedia contacts:\n"


def contacts(line: str, region: str = "GB") -> Read:
    return read_text(f"{HEAD}{line}\n", region)


def reached(found: Read) -> list[tuple[str, list[str], list[str]]]:
    return [(each.name.default, [p.raw for p in each.phones], [e.address for e in each.emails]) for each in found.kit.contacts]


SENTENCES = [
    ("For interviews: Ana Roth on +41 22 730 00 12, or, in Wales, Tom Hall (tom@example.org) will help", "Ana Roth", "Tom Hall"),
    ("Ana Roth (press officer) on +41 22 730 00 12 and Tom Hall on +41 22 730 00 13", "Ana Roth", "Tom Hall"),
    ("Please call Ana Roth on +41 22 730 00 12 or write to Tom Hall at tom@example.org", "Ana Roth", "Tom Hall"),
    ("Ana Roth is available at +41 22 730 00 12. In Kenya, please contact Wanjiru Maina: +254 20 000 0012", "Ana Roth", "Wanjiru Maina"),
    ("Claire Dubois au +33 1 42 34 56 78 ou, à Lyon, Paul Martin (paul.martin@example.org)", "Claire Dubois", "Paul Martin"),
    ("Jana Weiss unter +49 30 12345678, oder, in Wien, Karl Huber (karl@example.org)", "Jana Weiss", "Karl Huber"),
    ("Para entrevistas: Lucía Vega al +34 910 123 456 o, en Cali, Juan Mora (juan@example.org)", "Lucía Vega", "Juan Mora"),
    ("Олена Ткачук за телефоном +380 44 555 01 23 або, у Львові, Іван Коваль (ivan@example.org)", "Олена Ткачук", "Іван Коваль"),
    ("Ana Roth (ana@example.org), Tom Hall (tom@example.org)", "Ana Roth", "Tom Hall"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "first", "second"), SENTENCES)
def test_several_contacts_in_a_sentence(line: str, first: str, second: str) -> None:
    found = contacts(line)
    assert [each.name.default for each in found.kit.contacts] == [first, second]
    assert [each.organisation for each in found.kit.contacts] == [None, None]
    assert found.asked() == []


@pytest.mark.parametrize(
    "line",
    [
        "Ana Roth ana@example.org Tom Hall tom@example.org", "Ana Roth +41 22 730 00 12, Tom Hall +41 22 730 00 13",
        "Ana Roth, River Aid, +41 22 730 00 12, Tom Hall, Lake Fund, tom@example.org", "Ana Roth & Tom Hall, press@example.org",
        "Ana Roth / Tom Hall: +41 22 730 00 12 / +41 22 730 00 13", "Fragen beantwortet Jana Weiss unter +49 30 12345678",
        "Today Ana Roth answers everything, +41 22 730 00 12", "[TBC], +41 22 730 00 12",
    ],
)  # fmt: skip
def test_who_the_contact_is_where_it_cannot_be_told(line: str) -> None:
    assert "contact" in contacts(line).asked()


EXTENDED = [
    "+1 (202) 555-0143 x17", "+1 202 555 0143x17", "+1 202 555 0143 ext. 17", "+49 30 1234567 Durchwahl 17", "+49 30 1234567 DW 17", "+49 30 1234567-17",
    "+33 1 42 34 56 78 poste 17", "+380 44 555 01 23 (доб. 17)", "+380 44 555 01 23 доб. 17", "+90 212 293 00 10 dahili 17", "020 7946 0018, ext 17",
    "020 7946 0018 (ext 17)", "020 7946 0018 #17", "+39 06 1234 5678 int. 12", "+55 11 3123 4567 ramal 204", "+1 202 555 0143, extension 4412",
    "+34 910 123 456 extensión 9", "+31 20 123 4567 tst. 12", "+48 22 123 45 67 wew. 3", "+961 1 123 456 تحويلة 12", "+1 202 555 0143 option 3",
    "0043 1 5123456 Nebenstelle 20",
]  # fmt: skip


@pytest.mark.parametrize("number", EXTENDED)
@pytest.mark.parametrize("form", ["Ana Roth, {}", "Ana Roth, {}, ana@example.org", "Ana Roth: ana@example.org | {}"])
def test_an_extension_is_part_of_its_number(number: str, form: str) -> None:
    found = contacts(form.format(number))
    assert [(name, phones) for name, phones, _ in reached(found)] == [("Ana Roth", [number])]
    assert found.kit.contacts[0].organisation is None
    assert "import-phone" not in found.codes()


@pytest.mark.parametrize("number", EXTENDED[:4])
def test_the_kit_reads_an_extension_as_part_of_the_number(number: str) -> None:
    kit = kit_reader.read(contacts(f"Ana Roth, {number}").files).value
    assert kit is not None
    assert [(phone.raw, phone.e164) for phone in kit.contacts[0].phones] == [(number, "")]


@pytest.mark.parametrize(
    ("lines", "address", "asked"),
    [
        ("ana.roth@press\n.example.org", "ana.roth@press.example.org", []), ("ana.roth@press\nexample.org", "ana.roth@press.example.org", ["email"]),
        ("ana.roth@\nexample.org", "ana.roth@example.org", []), ("ana.roth@example.\norg", "ana.roth@example.org", []),
        ("ana.\nroth@example.org", "ana.roth@example.org", ["email"]), ("ana-\nroth@example.org", "ana-roth@example.org", ["email"]),
        ("a.roth@press.\nexample.org, +41 22 730 00 12", "a.roth@press.example.org", []), ("roth@example\n.org", "roth@example.org", []),
    ],
)  # fmt: skip
def test_an_address_that_a_line_end_breaks(lines: str, address: str, asked: list[str]) -> None:
    found = contacts(f"Ana Roth, {lines}")
    assert [(name, mails) for name, _, mails in reached(found)] == [("Ana Roth", [address])]
    assert found.asked() == asked


def test_the_other_reading_of_a_broken_address_is_an_answer() -> None:
    (question,) = contacts("Ana Roth, ana-\nroth@example.org").kit.questions
    assert [(each.key, [edit.text for edit in each.edits]) for each in question.choices[:2]] == [("right", []), ("other1", ["anaroth@example.org"])]


@pytest.mark.parametrize(
    "written",
    ["ana@example.org. Tom", "+41 22 730 00 12\nana@example.org", "Communications manager.\nana@example.org", "River Aid.\nana@example.org"],
)
def test_lines_that_only_follow_each_other_are_not_joined(written: str) -> None:
    assert reached(contacts(f"Ana Roth, {written}"))[0][2] == ["ana@example.org"]


@pytest.mark.parametrize(
    "written",
    [
        "ana@example.org", "mailto:ana@example.org?subject=Press%20enquiry", "<mailto:ana@example.org?subject=Press>", "ANA@EXAMPLE.ORG", "ana+press@example.org",
        "ana@bücher.example", "ana@почта.example", "'ana@example.org'", "<ana@example.org>", "ana.o'roth@example.org", "ana.o’roth@example.org", "ana_1@example.co.uk",
        "mailto:ana%2Bpress@example.org", "“ana@example.org”", "ana-maria@ex-ample.org", "e:ana@example.org", "E-Mail: ana@example.org?cc=tom@example.org",
    ],
)  # fmt: skip
def test_an_address_is_whole_however_it_is_written(written: str) -> None:
    found = contacts(f"Ana Roth, {written}")
    (contact,) = found.kit.contacts
    expected = written.replace("’", "'").replace("%2B", "+").partition("?")[0].strip("'<>“”").removeprefix("E-Mail: ").removeprefix("mailto:").removeprefix("e:")
    assert [each.address for each in contact.emails] == [expected]
    assert (contact.name.default, contact.organisation, found.asked()) == ("Ana Roth", None, [])


@pytest.mark.parametrize(
    "written",
    [
        "ana.roth [at] example [dot] org", "ana.roth (arobase) example.org", "ana.roth AT example DOT org", "ana.roth (собака) example.org", "ana.roth(at)example.org",
        "ana(dot)roth(at)example(dot)org", "ana.roth at example dot org", "ana.roth @ example.org", "ana.roth{at}example.org", "ana.roth(@)example.org",
        "ana.roth [ät] example [punkt] org", "ana.roth (arroba) example (punto) org", "ana.roth (a) example.org", "ana.roth chiocciola example punto org",
        "ana.roth <at> example.org", "ana.roth[małpa]example.org", "ana.roth [ at ] example . org".replace(" . ", "."),
    ],
)  # fmt: skip
def test_an_address_that_is_hidden_from_robots_is_read_and_asked_about(written: str) -> None:
    found = contacts(f"Ana Roth, {written}, +41 22 730 00 12")
    assert reached(found) == [("Ana Roth", ["+41 22 730 00 12"], ["ana.roth@example.org"])]
    assert found.kit.contacts[0].organisation is None
    assert found.asked() == ["email"]


@pytest.mark.parametrize(
    "words",
    [
        "Registered charity No. 20794601", "Company number 07967676", "SIRET 123 456 789 00012", "IBAN GB29 NWBK 6016 1331 9268 19", "VAT BE0123.456.789",
        "€ 1 250 000", "USD 2 500 000", "HRB 1234567", "KvK 41215393", "ЄДРПОУ 12345678", "ИНН 7701234567", "1 250 000 €", "Reg. no. 1180 4455",
    ],
)  # fmt: skip
def test_other_numbers_are_no_telephones(words: str) -> None:
    found = contacts(f"Ana Roth, {words}, +41 22 730 00 12, ana@example.org")
    assert reached(found) == [("Ana Roth", ["+41 22 730 00 12"], ["ana@example.org"])]
    assert found.kit.contacts[0].organisation is None
    assert words in found.kit.contacts[0].note


@pytest.mark.parametrize("words", ["Press officer since 2014-2019", "press officer 2016/2017"])
def test_years_are_no_telephones(words: str) -> None:
    assert reached(contacts(f"Ana Roth, {words}, +41 22 730 00 12"))[0][1] == ["+41 22 730 00 12"]


@pytest.mark.parametrize("line", ["Ana Roth, 20794601", "Ana Roth, 12.03.2027, ana@example.org", "Ana Roth, 2020-2025, ana@example.org"])
def test_digits_that_may_be_a_telephone_are_asked_about(line: str) -> None:
    assert contacts(line).asked() == ["phone"]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("+32 2 555 01 02/03", ["+32 2 555 01 02", "+32 2 555 01 03"]), ("+32 2 555 01 02 / 03", ["+32 2 555 01 02", "+32 2 555 01 03"]),
        ("+41 22 730 00 12/13/14", ["+41 22 730 00 12", "+41 22 730 00 13", "+41 22 730 00 14"]), ("020 7946 0018/9", ["020 7946 0018", "020 7946 0019"]),
    ],
)  # fmt: skip
def test_two_numbers_in_one_are_asked_about(written: str, numbers: list[str]) -> None:
    found = contacts(f"Ana Roth, {written}")
    assert reached(found)[0][1] == numbers
    assert found.asked() == ["phone"]


@pytest.mark.parametrize(
    "written", ["WhatsApp/Signal {}", "{} (WhatsApp only)", "{} (Signal)", "Signal: {}", "{} WhatsApp", "{} (WhatsApp & Telegram)", "nur Signal: {}"]
)
def test_what_a_number_is_good_for_stays_with_the_contact(written: str) -> None:
    (contact,) = contacts("Ana Roth, " + written.format("+41 79 123 45 67")).kit.contacts
    assert (contact.name.default, contact.organisation, [phone.raw for phone in contact.phones]) == ("Ana Roth", None, ["+41 79 123 45 67"])
    assert written.format("+41 79 123 45 67") in contact.note


CLEAN = [
    "Ana Roth, River Aid, +41 22 730 00 12, ana@example.org", "Ana Roth | Press officer | ana.roth@example.org", "Ana van der Roth: +31 20 123 4567",
    "Ana Roth, Communications Director, Lake Relief, ana@example.org", "Press office: +41 22 730 00 12, press@example.org", "Dr Ana Roth (River Aid), ana@example.org",
    "Ana Roth – +41 22 730 00 12 – ana@example.org", "T: +41 22 730 00 12 M: +41 79 123 45 67 E: ana@example.org\nAna Roth", "Ana Roth\nRiver Aid\n+41 22 730 00 12",
    "Olivia O'Neill, o.oneill@example.org", "Lucía de la Vega, +34 910 123 456", "Олена Ткачук, +380 44 555 01 23", "ليلى حداد، ‎+961 1 123 456، laila@example.org",
    "Ana Roth, +44 (0)20 7946 0018", "Ana Roth; River Aid; +44.20.7946.0018", "Jana Weiß, Pressesprecherin, 0049 30 12345678", "Media team, media@example.org",
    "Mehmet Yılmaz, Umut Derneği, +90 212 293 00 10", "Ana Roth (English, French), +41 22 730 00 12", "Jean-Paul d'Estaing, jp.destaing@example.org",
]  # fmt: skip


def test_clean_contacts_are_asked_nothing() -> None:
    assert [line for line in CLEAN if contacts(line).asked()] == []
