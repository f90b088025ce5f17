"""E-mails as files: the text that a reader sees, the head kept apart, attachments imported or told."""

from __future__ import annotations

import email.message
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from presskit.limits import MAIL_PARAMETERS
from presskit.readers.importing import import_files
from tests.attacks.pictures import png
from tests.importing.html_samples import GMAIL, OUTLOOK
from tests.importing.reading import Read, read
from tests.importing.word_files import bare, p

TEXT = """\
Ferries must run in winter too

Oslo, 4 March 2027 – The islands have had no ferry since October, and 3,400 people wait for the first boat.

The council meets in May.

Signatories

1. Island Voices
2. Harbour Workers Union
"""
NOTE = "Dear Ann,\n\nplease find attached our statement for your desk. Call me if anything is missing.\n\nBest wishes,\nKari\n"
RELEASE = bare("".join(p(line) for line in TEXT.splitlines() if line))


def mail(text: str = TEXT, subject: str = "Our statement of today") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Kari <kari@example.org>", "ann@example.org", subject
    message.set_content(text)
    return message


def of(message: EmailMessage) -> Read:
    return read(("a.eml", message.as_bytes(policy=SMTP)), language="en")


def test_a_plain_mail_is_its_text_without_its_head() -> None:
    found = of(mail())
    assert found.text().startswith("---\ntitle: Ferries must run in winter too\n---\n\nThe islands have had no ferry")
    assert found.names() == ["Island Voices", "Harbour Workers Union"]
    heads = [each.text for each in found.placements if each.where == "left out: the head of the e-mail"]
    assert heads == ["From: Kari <kari@example.org>", "To: ann@example.org", "Subject: Our statement of today"]
    assert any("«Our statement of today»" in message for message in found.messages("import-headers-footers"))


@pytest.mark.parametrize("page", [GMAIL, OUTLOOK], ids=["gmail", "outlook"])
def test_the_html_is_read_in_place_of_the_same_words(page: str) -> None:
    message = mail("Ferries must run in winter too\n\n* Keep the fare as it is\n")
    message.add_alternative(page, subtype="html")
    found = of(message)
    assert "plain text" not in str(found.placements)
    assert "since **October**" in found.text()
    assert found.names() == ["Island Voices", "Harbour Workers Union"]


def test_an_embargo_in_the_subject_is_asked_about() -> None:
    assert "embargo" in of(mail(subject="EMBARGOED until Friday 6am: ferries")).asked()


def test_a_text_that_was_wrapped_to_flow_is_whole_again() -> None:
    message = mail("A bridge opens\n\nThe bridge is open to everybody \nwho wants to cross it \non foot.\n")
    message.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed')
    assert "The bridge is open to everybody who wants to cross it on foot. {#lede}" in of(message).text()


def test_an_attached_document_is_the_release_and_the_mail_its_covering_note() -> None:
    message = mail(NOTE)
    message.add_attachment(RELEASE, maintype="application", subtype="octet-stream", filename="../statement.docx")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="flyer.pdf")
    found = of(message)
    assert found.text().startswith("---\ntitle: Ferries must run in winter too\n")
    assert "Kari" not in "".join(text.decode() for name, text in found.files.items() if name.endswith((".md", ".yaml")))
    assert {name for name, _ in found.imported.inputs} == {"input/a.eml", "input/statement.docx"}
    assert "covering-note" in found.asked()
    assert any("«flyer.pdf» is attached" in message for message in found.messages("import-headers-footers"))


def test_the_same_text_below_and_attached_is_read_once() -> None:
    message = mail(TEXT + "\n" + "The ferries were built for the winter, and the quays were mended last summer. " * 20)
    message.add_attachment(RELEASE, maintype="application", subtype="octet-stream", filename="statement.docx")
    found = of(message)
    assert len(found.kit.statements) == 1
    assert not found.lost()


def test_an_attached_table_signs() -> None:
    message = mail(TEXT.partition("Signatories")[0])
    message.add_attachment(b"Organisation\nRiver Aid\nHope Trust\n", maintype="text", subtype="csv", filename="who.csv")
    assert of(message).names() == ["River Aid", "Hope Trust"]


def test_a_picture_in_the_text_comes_along() -> None:
    message = mail("A bridge opens\n")
    message.add_alternative('<h1>A bridge opens</h1><p>It is open to all.</p><img alt="Bridge" src="cid:b@example.org">', subtype="html")
    message.get_payload()[1].add_related(png(), "image", "png", cid="<b@example.org>")  # type: ignore[index,union-attr]
    found = of(message)
    assert found.imported.images == (("picture-1.png", png()),)


@pytest.mark.parametrize("data", [
    b"", b"\0\0\0", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n--a--\n", b"Content-Type: text/html; charset=no-such\n\n<p>A",
    b"Content-Transfer-Encoding: base64\n\n%%%%", b"Subject: =?utf-9?q?=ff?=\nContent-Type: message/rfc822\n\nSubject: b\n\nWords\n",
    b'Content-Type: multipart/alternative; boundary=""\n\nWords here\n', b"Content-Type: text/plain; charset*=utf-8''%ff\n\nWords",
])  # fmt: skip
def test_broken_mails_are_read_or_refused(data: bytes) -> None:
    assert import_files([("a.eml", data)], region="", language="en") is not None


@pytest.mark.parametrize("field", ["Content-Type: text/plain", "Content-Disposition: inline"])
@pytest.mark.parametrize("piece", [";\n a=b", ';\n a="', ";\n a*0=b"])
def test_of_countless_parameters_in_a_field_no_more_than_a_limit_are_read(
    monkeypatch: pytest.MonkeyPatch, field: str, piece: str
) -> None:
    looked, parsed = list[int](), email.message._parseparam  # type: ignore[attr-defined]

    def counting(text: str) -> Any:
        looked.append(len(str(text)))
        return parsed(text)

    monkeypatch.setattr(email.message, "_parseparam", counting)
    reading = import_files([("a.eml", f"Subject: A\n{field}{piece * 2000}\n\n{TEXT}".encode())], region="", language="en")
    assert reading.value is not None
    assert max(looked, default=0) <= MAIL_PARAMETERS
    told = [each for each in reading.diagnostics if "has more than" in each.message]
    assert [(each.span.line, field.partition(":")[0] in each.message) for each in told] == [(2, True)]


LATER = Path(__file__).parent.parent / "corpus" / "later" / "fr-infolettre-etoiles.eml"


def test_addresses_of_links_in_lines_that_are_left_out_stand_with_them() -> None:
    found = read((LATER.name, LATER.read_bytes()), language="fr")
    told = {each.text: f"{each.where} {each.note}" for each in found.placements}
    for words, address in (("Ouvrir dans le navigateur", "n93"), ("Se désabonner", "stop")):
        assert "its link led to https://lettre.example.org/" + address in next(told[each] for each in told if words in each)


def page(inside: str) -> Read:
    body = f"<h1>A bridge opens</h1><p>The bridge is open to everybody who wants to cross it.</p>{inside}"
    return read(("a.html", f"<body>{body}</body>".encode()), language="en")


@pytest.mark.parametrize("inside", [
    '<table><tr><td><a href="https://a.example/x">Island</a></td><td>12</td></tr><tr><td>Coast</td><td>9</td></tr></table>',
    '<p style="display:none">Look: <a href="https://a.example/x">there</a></p>', '<a href="https://a.example/x"><img src="logo.png"></a>',
    '<a href="https://a.example/x"> <span hidden>there</span></a>', '<noscript><a href="https://a.example/x">there</a></noscript>',
    '<p>Signatories</p><ul><li><a href="https://a.example/x">Island Voices</a></li><li>Harbour Union</li></ul>',
])  # fmt: skip
def test_no_address_of_a_link_gets_lost(inside: str) -> None:
    found = page(inside)
    account = " ".join(f"{each.text} {each.note}" for each in found.placements)
    assert "https://a.example/x" in found.text() + account


def test_addresses_that_stand_in_the_kit_are_not_told_once_more() -> None:
    found = page('<p>Write to <a href="mailto:b@a.example">b@a.example</a>, or <a href="https://a.example/x">look there</a>.</p>')
    assert "(https://a.example/x)" in found.text()
    assert not [each for each in found.placements if "link" in each.note + each.where]
