"""What somebody wrote around a release in an e-mail, a covering note and a signature, is in no file that an output is made of."""

from __future__ import annotations

import pytest

from tests.importing.reading import read_text
from tests.importing.test_private import HEAD, WORDS, kept_and_hidden

CLOSINGS = [
    "Best wishes,", "Kind regards,", "Yours sincerely,", "Many thanks,", "Warm regards", "With best wishes,", "Thanks and regards,", "Yours,",
    "Cordialement,", "Bien à vous,", "Bien cordialement", "Mit freundlichen Grüßen", "Viele Grüße", "LG", "Liebe Grüße,",
    "Saludos,", "Un abrazo,", "Atentamente,", "Un cordial saludo,", "С уважением,", "Всего доброго,", "З повагою,", "Щиро,",
    "Saygılarımla,", "İyi çalışmalar,", "İYİ ÇALIŞMALAR", "مع التحية،", "مع خالص التقدير،", "تحياتي",
]  # fmt: skip


@pytest.mark.parametrize(
    "above", ["Signatories:\nHope Aid\nWater Now\n\n", "Media contacts:\nAna Roth, Hope Aid, ana@example.org\n\n", ""]
)
@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_signature_below_a_valediction(closing: str, above: str) -> None:
    found = read_text(f"{HEAD}{above}{closing}\nPetra Novak\nHead of Digital, Hope Aid\nMobile {WORDS}\npetra@example.org\n")
    kept_and_hidden(found)
    made = b"".join(found.files.values()).decode()
    assert not [words for words in ("Petra", "petra", "Head of Digital", closing) if words in made]
    assert len(found.kit.contacts) == ("Ana" in above)


def test_a_signature_with_blank_lines_in_it() -> None:
    found = read_text(f"{HEAD}Best wishes,\n\nPetra Novak\n\nHead of Digital\nMobile {WORDS}\n")
    kept_and_hidden(found)
    assert "Petra" not in b"".join(found.files.values()).decode()


def test_a_letter_that_is_signed_keeps_its_signatories() -> None:
    found = read_text(
        f"{HEAD}Yours sincerely,\n\nHope Aid\nWater Now\nRoad Watch\n\nMedia contacts:\nAna Roth, ana@example.org\n"
    )
    assert found.names() == ["Hope Aid", "Water Now", "Road Watch"]
    assert [each.name.default for each in found.kit.contacts] == ["Ana Roth"]


TEXT = "\n\nThe road must be opened\n\nNairobi, 3 March 2027 – The agencies call for the road to be opened. It is long.\n"
NOTES = [
    f"Hi Bea, here is the text. If anything, call Omar H. on {WORDS} (not for the press).",
    f"Hi Bea,\nplease find below our statement. Call Omar H. on {WORDS}.",
    f"Dear Bea,\n\nPlease find attached the release.\n\nOmar H., {WORDS}",
    f"Bonjour à tous, ci-joint le communiqué. Omar H. répond au {WORDS}.",
    f"Hallo Bea, anbei der Text. Fragen an Omar H., {WORDS}.",
    f"Hola a todas, adjunto el comunicado. Omar H. está en el {WORDS}.",
    f"Merhaba arkadaşlar, metin ekte. Sorular için Omar H., {WORDS}.",
    f"Добрый день, во вложении текст. Вопросы: Omar H., {WORDS}.",
    f"Доброго дня, надсилаю текст заяви. Питання: Omar H., {WORDS}.",
    f"تحية طيبة،\nتجدون أدناه البيان. للاستفسار Omar H. {WORDS}.",
    f"Here is the text as agreed. Call Omar H. on {WORDS} if anything is unclear.",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_covering_note_is_never_the_text(note: str) -> None:
    found = read_text(f"{note}{TEXT}")
    kept_and_hidden(found)
    made = b"".join(found.files.values()).decode()
    assert "Omar" not in made
    assert "Bea" not in made
    assert found.text().startswith("# The road must be opened") or "title: The road must be opened" in found.text()
    assert set(found.asked()) <= {"covering-note", "private"}


def test_a_name_below_a_valediction_in_its_line_and_a_signature_above_the_contacts() -> None:
    contacts = "Media contacts:\nAna Roth, Hope Aid, ana@example.org\n"
    for signature in (f"Best wishes, Petra Novak\n{WORDS}", f"Thanks!\nPetra Novak | Comms | {WORDS}"):
        found = read_text(f"{HEAD}{signature}\n\n{contacts}")
        kept_and_hidden(found)
        assert [each.name.default for each in found.kit.contacts] == ["Ana Roth"]
