"""A short text in each of six languages is parted by the heads that its readers write."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from presskit.checks import Context
from presskit.checks.lint import lint
from presskit.editions import merge
from presskit.language import dates
from presskit.language.phrases import phrases
from presskit.language.recognition import detected
from presskit.model.document import plain_text
from presskit.readers.importing.headings import Kind, head_of
from tests.importing.reading import Read, read

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


TITLES = {
    "it": "La strada per i paesi del fiume va riaperta", "pt": "A estrada do rio tem de ser aberta",
    "pl": "Droga do miast nad rzeką musi zostać otwarta", "nl": "De weg naar de dorpen moet open",
    "he": "יש לפתוח את הדרך אל הכפרים", "fa": "راه روستاها باید باز شود",
}  # fmt: skip
NAMES = ["Harbour Relief", "Olive Branch", "River Aid"]
UNTIL = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)


def statement(language: str, bullet: str, end: str) -> str:
    """Return a joint statement in the words that the language's file prints, with its list in one of several layouts."""
    say = phrases(language)
    _, signatories, contacts, _, _, paragraph = TEXTS[language]
    names = [bullet.format(number=number) + name for number, name in enumerate(NAMES, 1)]
    lines = [
        say("joint-statement"),
        say("mail_embargo", when=dates.instant(UNTIL, "Europe/Brussels", language)),
        TITLES[language],
        say("dateline", places="Beirut", date=dates.day(date(2026, 12, 3), language)) + " – " + paragraph,
        signatories.rstrip(":") + end,
        "\n".join(names),
        contacts + end,
        "Maya Haddad, press@example.org, +41 22 730 00 12",
    ]
    return "\n\n".join(lines) + "\n"


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(("bullet", "end"), [("", ""), ("- ", ":"), ("{number}. ", ":")], ids=["plain", "bullets", "numbers"])
def test_a_whole_statement(language: str, bullet: str, end: str) -> None:
    text = statement(language, bullet, end)
    made = read(("statement.txt", text.encode()), region="CH", language=language)
    (written,) = made.kit.statements
    assert written.language == language
    assert plain_text(written.title.inlines) == TITLES[language]
    assert made.kit.release.date == date(2026, 12, 3)
    assert made.kit.release.embargo is not None
    assert made.kit.release.embargo.until == UNTIL
    assert made.names() == NAMES
    assert [email.address for contact in made.kit.contacts for email in contact.emails] == ["press@example.org"]
    assert made.lost() == []


@pytest.mark.parametrize("language", TEXTS)
def test_the_kit_of_a_statement_is_checked_and_merged(language: str) -> None:
    """What the checks say of the language is said of no fact; every word of the edition is the language's own."""
    made = read(("statement.txt", statement(language, "- ", ":").encode()), region="CH", language=language)
    edition = merge(made.kit, language)
    assert edition.diagnostics == ()
    assert edition.value is not None
    assert edition.value.signatories is not None
    assert edition.value.signatories.heading == TEXTS[language][1].rstrip(":")  # as the text has it
    found = lint(made.kit, Context(datetime(2026, 12, 1, tzinfo=UTC)))
    assert set(made.asked()) <= {"id"}  # Hebrew has no table of Latin letters to make one of
    assert {finding.code for finding in found} <= {"language-gaps", "missing-glyph"} | {"question-open" for _ in made.asked()}


def row(language: str, names: str) -> Read:
    """Return what is read of names in a row below the head of a list."""
    _, head, _, _, _, paragraph = TEXTS[language]
    text = f"{TITLES[language]}\n\n{paragraph}\n\n{head.rstrip(':')}:\n\n{names}\n"
    return read(("statement.txt", text.encode()), language=language)


def test_dutch_en_between_names_is_asked_about_as_and_is() -> None:
    made = row("nl", "Hulp voor Allen, Meer Water, Stichting Rivier en Vrede Nu")
    assert made.names() == ["Hulp voor Allen", "Meer Water", "Stichting Rivier en Vrede Nu"]
    question = next(each for each in made.kit.questions if each.kind == "names")
    assert "they are «Stichting Rivier» and «Vrede Nu»" in [choice.label for choice in question.choices]
    assert "names" in row("nl", "Stichting Rivier en Vrede Nu").asked()


@pytest.mark.parametrize(
    ("names", "parted"),
    [
        ("Meer Water, Stichting Rivier, en Vrede Nu", ["Meer Water", "Stichting Rivier", "Vrede Nu"]),
        ("Meer Hulp (MH), Water (W) en Vrede (V)", ["Meer Hulp", "Water (W)", "Vrede (V)"]),
    ],
)
def test_dutch_en_parts_what_can_be_nothing_else(names: str, parted: list[str]) -> None:
    assert row("nl", names).names() == parted


@pytest.mark.parametrize("language", ["it", "pt"])
def test_en_in_a_name_in_another_language_asks_nothing(language: str) -> None:
    made = row(language, "Secours du Monde, Aide Directe, Femmes en Action")
    assert made.names() == ["Secours du Monde", "Aide Directe", "Femmes en Action"]
    assert "names" not in made.asked()


def test_dutch_names_of_languages_are_read_of_a_contact() -> None:
    text = statement("nl", "- ", ":").replace("Maya Haddad,", "Maya Haddad, Nederlands en Engels,")
    (contact,) = read(("statement.txt", text.encode()), region="CH", language="nl").kit.contacts
    assert contact.languages == ("nl", "en")
