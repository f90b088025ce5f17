"""Telephone numbers are whole: none is cut at a group of digits, none runs into the next."""

from __future__ import annotations

import pytest

from tests.importing.reading import read_text

HEAD = "The road must be opened\n\nNairobi, 3 March 2027 – The agencies call for the road to be opened.\n\nMedia contacts:\n"
ONE = [
    "+41 22 730 00 12", "+44 (0) 20 7946 0018", "+44.20.7946.0018", "+254 20 000 0012", "+1-202-555-0123 x 45", "+49 (30) 1234-5678", "(+57) 300 555 0101",
    "+33 (0)1 42 34 56 78", "+90 212 293 00 10", "0212 293 0010", "+1 212 963 0055", "+44 20 7946 0018 0012", "+4420794600180012", "+٩٦١ ٧١ ١٢٣ ٤٥٦",
    "00254 20 000 0012", "020 7946 0018 ext. 214", "(202) 555-0123", "067 555 01 23", "+380 67 555 00 12", "+41 22 730 0012 ext 001",
]  # fmt: skip


@pytest.mark.parametrize("number", ONE)
@pytest.mark.parametrize(
    "form",
    [
        "Ana Roth, {}, ana@example.org",
        "Ana Roth | ana@example.org | {}",
        "Ana Roth, tel. {}",
        "Ana Roth: {}",
        "Ana Roth ({}), ana@example.org",
    ],
)
def test_one_number_is_whole(number: str, form: str) -> None:
    (contact,) = read_text(HEAD + form.format(number) + "\n").kit.contacts
    assert (contact.name.default, contact.organisation) == ("Ana Roth", None)
    assert [phone.raw for phone in contact.phones] == [number]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Ana Roth, 0044 20 7946 0018 / 0044 20 7946 0019", ["0044 20 7946 0018", "0044 20 7946 0019"]),
        ("Ana Roth, +41 22 730 4412 0041 79 123 45 67", ["+41 22 730 4412", "0041 79 123 45 67"]),
        ("Ana Roth T: +44 20 7946 0018 M: +44 20 7946 0019 E: ana@example.org", ["+44 20 7946 0018", "+44 20 7946 0019"]),
        ("Ana Roth, 020 7946 0018 - 020 7946 0019", ["020 7946 0018", "020 7946 0019"]),
        ("Ana Roth, 020 7946 0018 (office), 020 7946 0019 (mobile)", ["020 7946 0018", "020 7946 0019"]),
    ],
)
def test_several_numbers_are_parted(line: str, numbers: list[str]) -> None:
    (contact,) = read_text(f"{HEAD}{line}\n").kit.contacts
    assert [phone.raw for phone in contact.phones] == numbers
    assert contact.organisation is None


@pytest.mark.parametrize(
    "line",
    [
        "Ana Roth, +380 67 555 01 23; Tom Hall, +380 67 555 01 24",
        "Ana Roth (+44 20 7946 0018) and Tom Hall (+44 20 7946 0019)",
        "Ana Roth, ana@example.org ou Tom Hall, tom@example.org",
        "Ana Roth (ana@example.org) oder Tom Hall (tom@example.org)",
        "Ana Roth, ana@example.org или Tom Hall, tom@example.org",
    ],
)
def test_two_persons_in_a_line(line: str) -> None:
    assert [each.name.default for each in read_text(f"{HEAD}{line}\n").kit.contacts] == ["Ana Roth", "Tom Hall"]


@pytest.mark.parametrize(
    "fax",
    [
        "fax 020 7946 0019",
        "Fax: 020 7946 0019",
        "F: 020 7946 0019",
        "F 020 7946 0019",
        "факс 020 7946 0019",
        "télécopie : 020 7946 0019",
    ],
)
def test_a_fax_is_no_telephone(fax: str) -> None:
    found = read_text(f"{HEAD}Ana Roth, tel. 020 7946 0018, {fax}\n")
    (contact,) = found.kit.contacts
    assert [phone.raw for phone in contact.phones] == ["020 7946 0018"]
    assert "0019" in contact.note
    assert found.asked() == []


def test_a_number_that_is_both_is_asked_about() -> None:
    assert read_text(f"{HEAD}Ana Roth, Tel/Fax: 020 7946 0018\n").asked() == ["phone"]
