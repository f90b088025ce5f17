"""A short text in each of six languages is parted by the heads that its readers write."""

from __future__ import annotations

import pytest

from presskit.language.recognition import detected
from presskit.readers.importing.headings import Kind, head_of

TEXTS = {
    "it": ("Per diffusione immediata", "Firmatari:", "Contatti stampa", "Note per i redattori", "FINE",
           "Chiediamo che la strada per i paesi del fiume sia aperta e che gli aiuti arrivino con la neve."),
    "pt": ("Para divulgação imediata", "Organizações signatárias", "Contactos para a imprensa", "Notas aos editores", "FIM",
           "Pedimos que a estrada para as aldeias do rio seja aberta e que a ajuda chegue com a neve."),
    "pl": ("Do natychmiastowej publikacji", "Sygnatariusze:", "Kontakt dla mediów", "Informacje dla redakcji", "KONIEC",
           "Prosimy, by droga do miast nad rzeką była otwarta i by pomoc dotarła do ludzi przed zimą, bo nie ma na co czekać."),
    "nl": ("Voor onmiddellijke publicatie", "Ondertekenaars", "Perscontact", "Noot voor de redactie", "EINDE",
           "Wij vragen dat de weg naar de dorpen aan de rivier open is en dat de hulp voor de winter met ons aankomt."),
    "he": ("לפרסום מיידי", "החתומים:", "פרטי קשר לתקשורת", "הערות לעורכים", "סוף",
           "אנחנו מבקשים שהדרך אל הכפרים שעל הנהר תיפתח ושהסיוע יגיע לפני החורף."),
    "fa": ("برای انتشار فوری", "امضاکنندگان:", "تماس برای رسانه‌ها", "یادداشت برای سردبیران", "پایان",
           "ما می‌خواهیم که راه روستاهای کنار رودخانه باز شود و کمک‌ها پیش از زمستان برسد."),
}  # fmt: skip
KINDS = (Kind.IMMEDIATE, Kind.SIGNATORIES, Kind.CONTACTS, Kind.NOTES, Kind.ENDS)


@pytest.mark.parametrize("language", TEXTS)
def test_the_heads_of_a_text(language: str) -> None:
    *heads, _ = TEXTS[language]
    assert [getattr(head_of(head), "kind", None) for head in heads] == list(KINDS)


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_paragraph(language: str) -> None:
    assert detected(TEXTS[language][-1]) == language


def test_arabic_and_persian_are_told_apart() -> None:
    assert detected("نطالب بفتح الطريق إلى القرى قبل الشتاء") == "ar"
