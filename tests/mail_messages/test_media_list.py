"""A media list: what is recognised, what is found, and that rubbish takes no more than its time."""

from __future__ import annotations

import io
import random
import time

import openpyxl
import pytest

from presskit.diagnostics import Reading
from presskit.mail import media_list
from presskit.mail.addresses import AddressError, Recipient, mailbox_of
from presskit.mail.audience import RecipientFilter, filter_recipients, in_a_language, suppressions, without_suppressed
from presskit.mail.media_list import MediaList
from presskit.mail.media_list_columns import Column
from presskit.source import Span

HEADS = {
    "en": "E-mail,Name,Outlet,Language,Country,Group",
    "fr": "Adresse e-mail,Nom,Média,Langue,Pays,Groupe".replace("Média", "Journal"),
    "ar": "البريد الإلكتروني,الاسم,الوسيلة الإعلامية,اللغة,البلد,المجموعة",
    "es": "Correo electrónico,Nombre,Medio,Idioma,País,Grupo",
    "tr": "E-posta,Ad Soyad,Gazete,Dil,Ülke,Grup",
    "ru": "Электронная почта,Имя,СМИ,Язык,Страна,Группа",
    "uk": "Електронна пошта,Ім'я,ЗМІ,Мова,Країна,Група",
    "de": "E-Mail,Ansprechpartner,Redaktion,Sprache,Land,Verteiler",
}


def read(text: str, language: str = "", mapping: dict[Column, str] | None = None) -> Reading[MediaList]:
    return media_list.read("media-list.csv", text.encode(), language, mapping)


def codes(reading: Reading[MediaList]) -> list[str]:
    return [each.code for each in reading.diagnostics]


@pytest.mark.parametrize("language", HEADS)
def test_heads_are_known_in_eight_languages(language: str) -> None:
    reading = read(f"{HEADS[language]}\namal@example.org,Amal Haddad,The Example,ar,LB,health\n")
    assert reading.diagnostics == ()
    assert reading.value.recipients == (Recipient("amal@example.org", "Amal Haddad", "The Example", "ar", "LB", ("health",)),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_recognised(encoding: str, delimiter: str) -> None:
    rows = [("Email", "Name", "Langue"), ("a@example.org", "Hélène Été", "français"), ("b@example.org", "Zoë", "français")]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    reading = media_list.read("list.csv", data)
    assert [(each.name, each.language) for each in reading.value.recipients] == [("Hélène Été", "fr"), ("Zoë", "fr")]


def test_workbooks_are_read_and_rows_counted_as_they_show() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Our media list"], [], ["Name", "E-mail"], ["Amal", "amal@example.org"], ["Nobody", None]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    reading = media_list.read("list.xlsx", stream.getvalue(), "en")
    assert [(each.name, each.span.line, each.span.unit) for each in reading.value.recipients] == [("Amal", 4, "row")]
    assert [(each.code, each.span.line) for each in reading.diagnostics] == [("media-list-no-address", 5)]


@pytest.mark.parametrize(
    ("text", "address", "name"),
    [
        (" Amal@EXAMPLE.org ", "Amal@example.org", ""),
        ("mailto:amal@example.org?subject=x", "amal@example.org", ""),
        ("Amal Haddad <amal@example.org>;", "amal@example.org", "Amal Haddad"),
        ('"Haddad, Amal" <mailto:amal@example.org>', "amal@example.org", "Haddad, Amal"),
        ("\u200eamal@example.org\u00a0", "amal@example.org", ""),
        ("<amal@example.org>.", "amal@example.org", ""),
        ("amal@bücher.example.org", "amal@xn--bcher-kva.example.org", ""),
        ("أمل@example.org", "أمل@example.org", ""),
    ],
)
def test_addresses_are_normalised(text: str, address: str, name: str) -> None:
    box = mailbox_of(text)
    assert (box.address, box.name) == (address, name)


@pytest.mark.parametrize("text", ["", "nobody", "a@b", "a b@example.org", "a@example..org", "a@[1.2.3.4]", "a@x.org\r\nBcc: b@x.org"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressError):
        mailbox_of(text)


def test_everything_that_is_wrong_is_found_in_its_row() -> None:
    reading = read(
        "email,name,language,country,attachments,unsubscribed,embargo\n"
        "info@example.org,,en,GB,pdf,,yes\n"
        "nobody,,en,,,,\n"
        ",Somebody,en,,,,\n"
        "INFO@example.org,,en,,,,\n"
        "gone@example.org,,en,,,x,\n"
        "a@example.org; b@example.org,,en,,,,\n"
        "jürgen@example.org,,Elvish,Atlantis,exe,no,no\n"
        'c@example.org,"Amal\nBcc: x",,,none,,\n'
        "d@example.org,other@example.org,en,,,,\n"
    )
    assert [(each.code.removeprefix("media-list-"), each.span.line) for each in reading.diagnostics] == [
        ("address", 3), ("no-address", 4), ("duplicate", 5), ("several-addresses", 7), ("language", 8), ("country", 8),
        ("attachments", 8), ("unseen-characters", 9), ("name-is-address", 10), ("role-address", 2), ("suppressed", 6),
        ("smtputf8", 8), ("no-language", 9),
    ]  # fmt: skip
    found = {each.address: each for each in reading.value.recipients}
    assert list(found) == [
        "info@example.org", "a@example.org", "b@example.org", "jürgen@example.org", "c@example.org", "d@example.org",
    ]  # fmt: skip
    assert (found["info@example.org"].attachments, found["info@example.org"].groups) == (("pdf",), ("embargo",))
    assert (found["c@example.org"].attachments, found["c@example.org"].name) == ((), "Amal Bcc: x")
    assert found["jürgen@example.org"].attachments is None
    assert found["d@example.org"].name == ""


def test_columns_can_be_named_by_head_or_letter() -> None:
    text = "Wer,Wohin,Zunge\nAmal,amal@example.org,ar\n"
    mapping = {Column.EMAIL: "Wohin", Column.NAME: "A", Column.LANGUAGE: "zunge"}
    assert read(text, mapping=mapping).value.recipients == (Recipient("amal@example.org", "Amal", language="ar"),)
    assert "media-list-map" in codes(read(text, mapping={Column.EMAIL: "Wohin", Column.NAME: "Whom"}))
    assert codes(read(text))[0] == "media-list-without-heads"


def test_a_bare_list_of_addresses_is_read() -> None:
    reading = read("a@example.org\nAmal <b@example.org>\n", "en")
    assert [(each.address, each.name) for each in reading.value.recipients] == [("a@example.org", ""), ("b@example.org", "Amal")]
    assert codes(reading) == ["media-list-without-heads"]


def test_a_table_without_addresses_is_an_error() -> None:
    assert codes(read("name,country\nAmal,LB\n")) == ["media-list-without-addresses"]
    assert codes(media_list.read("list.pdf", b"%PDF-1.7")) == ["table-unreadable"]


def test_thousands_of_rows_with_rubbish_are_read_in_linear_time() -> None:
    rng = random.Random(1)  # noqa: S311 -- rubbish, not secrets
    rubbish = ["\x00\x0b", "@@", "a@b", "<>" * 50, "=cmd|'/c calc'!A0", "\u202eevil@x.org", "x" * 5000 + "@y.org", "a@b.c\nBcc: z@z.org"]
    rows = ["email,name,language"]
    for number in range(2_400):
        cells = [rng.choice([*rubbish, f"u{number}@example.org"]).replace('"', '""') for _ in range(3)]
        rows.append(",".join(f'"{cell}"' for cell in cells))
    seconds = []
    for count in (600, 2_400):
        begun = time.process_time()
        reading = media_list.read("list.csv", "\n".join(rows[: count + 1]).encode(), "en")
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 8 * seconds[0]
    assert len(reading.value.recipients) > 240
    assert all(each.span.line for each in reading.diagnostics)
    assert all(len(each.message) < 400 for each in reading.diagnostics)
    assert len({each.address for each in reading.value.recipients}) == len(reading.value.recipients)


def test_groups_countries_and_languages_choose() -> None:
    people = (
        Recipient("a@x.org", language="en", country="GB", groups=("embargo",)),
        Recipient("b@x.org", language="ar-SY", country="SY", groups=("health", "embargo")),
        Recipient("c@x.org", language="tr", country="TR"),
        Recipient("d@x.org"),
    )
    given = in_a_language(people, ["en", "ar"])
    assert [each.language for each in given.value] == ["en", "ar", "en", "en"]
    (finding,) = given.diagnostics
    assert finding.code == "media-list-language-not-written"
    assert finding.message.startswith("1 recipients read tr, and get the text in «en»")
    assert [each.address[0] for each in filter_recipients(given.value, RecipientFilter(groups=("Embargo",)))] == ["a", "b"]
    assert [each.address[0] for each in filter_recipients(given.value, RecipientFilter(groups=("embargo",), countries=("sy",)))] == ["b"]
    assert [each.address[0] for each in filter_recipients(given.value, RecipientFilter(languages=("en",)))] == ["a", "c", "d"]


def test_who_asked_not_to_be_written_to_is_left_out() -> None:
    barred = suppressions("suppressed.txt", b"A@X.org  # asked by telephone\n\n@spam.org\nnonsense\n")
    assert barred.value == {"a@x.org", "@spam.org"}
    assert [(each.code, each.span.line) for each in barred.diagnostics] == [("media-list-suppression", 4)]
    people = (Recipient("a@x.org"), Recipient("b@x.org"), Recipient("c@spam.org"))
    left = without_suppressed(people, barred.value)
    assert left.value == (Recipient("b@x.org"),)
    assert [each.code for each in left.diagnostics] == ["media-list-suppressed"]


@pytest.mark.parametrize(("count", "told"), [(20, "r19@x.org"), (21, "r19@x.org …")])
def test_twenty_who_are_left_out_are_named(count: int, told: str) -> None:
    people = tuple(Recipient(f"r{number}@x.org", span=Span("list.csv", number + 2)) for number in range(count))
    (finding,) = without_suppressed(people, {"@x.org"}).diagnostics
    assert finding.message.endswith(told)
    assert str(finding.span) == str(people[0].span)


@pytest.mark.parametrize(("count", "told"), [(20, ", 21"), (21, ", 21 and more")])
def test_twenty_rows_in_a_language_that_is_not_written_are_named(count: int, told: str) -> None:
    people = tuple(Recipient(f"r{number}@x.org", language="tr", span=Span("list.csv", number + 2)) for number in range(count))
    (finding,) = in_a_language(people, ["en"]).diagnostics
    assert finding.message.endswith(told)
    assert (finding.span.line, len(finding.related)) == (2, 19)


@pytest.mark.parametrize("name", ["a@paper.example", "z@paper.example"])
def test_an_address_that_stands_for_a_name_is_told_where_it_is_another(name: str) -> None:
    reading = read(f"E-mail,Name,Language\nm@paper.example,{name},en\nn@paper.example,N@Paper.example,en\n")
    assert [each.span.line for each in reading.diagnostics if each.code == "media-list-name-is-address"] == [2]
    assert [each.name for each in reading.value.recipients] == ["", ""]


@pytest.mark.parametrize(("text", "tag"), [("pt-br", "pt-BR"), ("PT_PT", "pt-PT"), ("fr", "fr"), ("German", "de"), ("xx; fr", "fr")])
def test_a_language_is_a_code_or_a_name(text: str, tag: str) -> None:
    (recipient,) = read(f"E-mail,Name,Language\nm@paper.example,Ada,{text}\n").value.recipients
    assert recipient.language == tag


def test_a_long_line_of_suppressions_is_cut_where_it_is_told() -> None:
    (finding,) = suppressions("suppressed.txt", b"x" * 70).diagnostics
    assert finding.message.startswith(f"«{'x' * 60}» is not an e-mail address.")
