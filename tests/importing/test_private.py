"""What is not for publication: kept for the office, in no file that an output is made of."""

from __future__ import annotations

import pytest

from presskit.readers.importing.private_words import apart, is_private, may_be_private
from tests.importing.reading import Read, read_text

WORDS = "+963 944 555 012"
HEAD = "The road must be opened\n\nNairobi, 3 March 2027 – The agencies call for the road to be opened.\n\n"
LINES = [
    f"Not for publication: the field team leader is Omar H., {WORDS}.",
    f"Internal: Omar H., {WORDS}",
    f"[Internal use only] Omar H. {WORDS}",
    f"For internal use only – Omar H. {WORDS}",
    f"Off the record: Omar H. {WORDS}",
    f"Do not publish: Omar H. {WORDS}",
    f"CONFIDENTIAL: Omar H. {WORDS}",
    f"Ne pas publier : Omar H., {WORDS}",
    f"Usage interne uniquement : Omar H., {WORDS}",
    f"À ne pas diffuser : Omar H., {WORDS}",
    f"No publicar: Omar H., {WORDS}",
    f"Uso interno: Omar H., {WORDS}",
    f"Nicht zur Veröffentlichung: Omar H., {WORDS}",
    f"Nur für den internen Gebrauch: Omar H., {WORDS}".replace("Nur für", "Für").replace("Für den", "Nur für den"),
    f"Intern: Omar H., {WORDS}",
    f"Yayın için değildir: Omar H., {WORDS}",
    f"Не для публикации: Омар, {WORDS}",
    f"Для служебного пользования: Омар, {WORDS}",
    f"Не для публікації: Омар, {WORDS}",
    f"Для внутрішнього користування: Омар, {WORDS}",
    f"للاستخدام الداخلي: عمر {WORDS}",
    f"ليس للنشر: عمر {WORDS}",
]
CONTACTS = [
    f"Ana Roth, Hope Aid, ana@example.org, mobile: internal {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org (mobile: internal: {WORDS})",
    f"Ana Roth, Hope Aid, ana@example.org, {WORDS} (not for publication)",
    f"Ana Roth | Hope Aid | ana@example.org | private: {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org, Handy (nicht zur Veröffentlichung): {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org, portable (ne pas publier) : {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org, móvil (uso interno): {WORDS}",
    f"Ana Roth, Hope Aid, ana@example.org, моб. (не для публикации): {WORDS}",
    f"Ana Roth، Hope Aid، ana@example.org، جوال (للاستخدام الداخلي): {WORDS}",
]


def kept_and_hidden(found: Read) -> None:
    made = b"\n".join(found.files.values()).decode()
    assert WORDS not in made
    assert "944" not in made
    assert any(WORDS in words for _, words in found.imported.internal)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("place", ["text", "contacts", "end"])
def test_a_private_line_is_in_no_file_that_outputs_are_made_of(line: str, place: str) -> None:
    contact = "Media contacts:\nAna Roth, Hope Aid, ana@example.org\n"
    text = {"text": f"{HEAD}{line}\n\n{contact}", "contacts": f"{HEAD}{contact}{line}\n", "end": f"{HEAD}{contact}\n{line}\n"}[
        place
    ]
    found = read_text(text)
    kept_and_hidden(found)
    assert [each.name.default for each in found.kit.contacts] == ["Ana Roth"]


@pytest.mark.parametrize("line", CONTACTS)
def test_a_private_number_in_a_contact(line: str) -> None:
    found = read_text(f"{HEAD}Media contacts:\n{line}\n")
    kept_and_hidden(found)
    (contact,) = found.kit.contacts
    assert (contact.name.default, [email.address for email in contact.emails]) == ("Ana Roth", ["ana@example.org"])


def test_a_mark_below_a_number_is_asked_about_without_its_words() -> None:
    found = read_text(f"{HEAD}Media contacts:\nAna Roth, ana@example.org\n{WORDS}\n(not for publication)\n")
    kept_and_hidden(found)
    assert found.asked() == ["private"]


@pytest.mark.parametrize(
    "signature",
    [
        f"--\nPetra Novak\nHead of Communications\n{WORDS}",
        f"-- \nPetra Novak | {WORDS}\nwww.example.org",
        "Sent from my phone",
    ],
)
def test_the_signature_of_an_e_mail(signature: str) -> None:
    found = read_text(f"{HEAD}Signatories:\nHope Aid\nWater Now\n\n{signature}\n")
    assert found.names() == ["Hope Aid", "Water Now"]
    assert found.kit.contacts == ()
    assert found.imported.internal
    assert WORDS not in b"".join(found.files.values()).decode()


def test_a_sentence_that_may_be_private_is_asked_about_without_its_words() -> None:
    found = read_text(f"{HEAD}We met Omar on Monday (his name is not for publication), and he told us of the road.\n")
    (question,) = found.kit.questions
    assert question.kind == "private"
    assert "Omar" not in question.asked + question.excerpt


@pytest.mark.parametrize(
    "line",
    [
        "Internal displacement has doubled since May.", "Private Sector Watch", "Ana Roth, Private Sector Watch, ana@example.org", "The internal affairs minister spoke.",
        "Les déplacés internes sont 4000.", "Interne Vertriebene brauchen Hilfe.", "Confidential talks were held in Geneva.", "We do not publish names of children.",
        "Private: the diary of a nurse", "The report is not confidential.", "El conflicto interno dura ya diez años.", "Publication of the list was delayed.",
    ],
)  # fmt: skip
def test_what_only_sounds_private(line: str) -> None:
    assert not may_be_private(line)
    assert not is_private(line) or ":" in line
    assert apart(line)[0] == line or is_private(line)


def test_an_embargo_is_no_secret() -> None:
    line = "Not for publication before 10 December 2026, 06:00 GMT"
    assert not is_private(line)
    assert read_text(f"{line}\n\n{HEAD}").kit.release.embargo
