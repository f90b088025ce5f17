"""A message says what was meant, and nothing else can be read into it."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime
from email import message_from_bytes, policy
from email.charset import QP, Charset
from email.header import Header, decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.mail import mime
from presskit.mail.message_template import Mailbox, MessageTemplate, Recipient, attach, differences
from presskit.mail.mime import HeaderError, one_line
from tests.examples import many
from tests.mail_messages.making import READER, SENDER, WHEN, files, letter, message, parsed

SUBJECTS = (
    "Joint statement: The river",
    "Déclaration commune : « Alep-Est », une issue sûre, dès aujourd’hui, pour toutes et tous, sans condition aucune",
    "محظور النشر حتى الخميس، 15 ديسمبر 2016 – بيان مشترك: افتحوا اليوم طريقًا آمنًا للخروج من شرق حلب",
    "=?utf-8?q?not_an_encoded_word?= stays as it is",
    "x" * 1500,
    "a" * 400 + " " + "é" * 400,
    "👩‍👩‍👧 familles – 家族",
)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_is_read_as_it_was_written(subject: str) -> None:
    data = message(letter(subject=subject))
    assert parsed(data)["Subject"] == one_line(subject)
    old = message_from_bytes(data, policy=policy.compat32)["Subject"].replace("\r\n", "")
    assert str(make_header(decode_header(old))) == one_line(subject)


def addressed(data: bytes) -> tuple[str, str]:
    """The mailbox of ``To``; the standard library's newer parser parts long names with spaces that are not there."""
    called, address = parseaddr(message_from_bytes(data, policy=policy.compat32)["To"].replace("\r\n", ""))
    return "".join(each if isinstance(each, str) else each.decode(codec or "ascii") for each, codec in decode_header(called)), address


@settings(max_examples=many(300), deadline=None)
@given(st.text(max_size=200), st.text(max_size=80))
def test_any_subject_and_any_name_are_read_back_and_make_no_header(subject: str, name: str) -> None:
    data = message(letter(subject=subject, attachments=()), Recipient("amal@example.org", name))
    read = parsed(data)
    assert read["Subject"] == one_line(subject)
    assert addressed(data) == (" ".join(one_line(name).split()), "amal@example.org")
    assert len(read.keys()) == len(set(read.keys())) == 9
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")


@settings(max_examples=many(200), deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_encoded_words_are_those_of_the_standard_library(subject: str) -> None:
    quoted = Charset("utf-8")
    quoted.header_encoding = QP
    meant = Header(one_line(f"é {subject}"), quoted, maxlinelen=76, header_name="Subject").encode(linesep="\r\n")
    assert f"\r\nSubject: {meant}\r\n".encode() in message(letter(subject=f"é {subject}", attachments=()))


def test_one_line_has_no_control_no_mark_of_direction_and_no_half_of_a_character() -> None:
    planes = (range(0x32000), range(0xE0000, 0xE1000), range(0xFFF00, 0x100100), range(0x10FF00, 0x110000))  # no others hold a character
    every = "x".join(chr(code) for plane in planes for code in plane)
    for text in (every, every.replace("x", " ")):
        made = one_line(text)
        assert not {unicodedata.category(char) for char in made} & {"Cc", "Cs", "Zl", "Zp"}
        assert not set(made) & set("\u061c\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff")
        assert made == one_line(made) == unicodedata.normalize("NFC", made)


@settings(max_examples=many(100), deadline=None)
@given(st.lists(st.sampled_from(["مرحبا", "déjà", "x", "الـ25", "«", "word", "naïve", "–"]), min_size=13, max_size=30))
def test_no_space_of_a_long_subject_is_lost(words: list[str]) -> None:
    assert parsed(message(letter(subject=" ".join(words), attachments=())))["Subject"] == " ".join(words)


@pytest.mark.parametrize("evil", ["a\r\nBcc: x@example.org", "a\x0bb", "a\u2028b", "a\x85b", "\u202eevil\u202c", "a\n\nbody", "\ud800"])
def test_what_ends_or_turns_a_line_becomes_a_space_or_goes(evil: str) -> None:
    read = parsed(message(letter(subject=evil), Recipient("amal@example.org", evil)))
    assert read["Bcc"] is None
    assert read["Subject"] == one_line(evil)
    assert not set(read["Subject"]) & set("\r\n\x0b\u2028\x85\u202e\u202c")


@pytest.mark.parametrize("address", ["a@b.org\r\nBcc: c@d.org", "a b@c.org", "a@b.org, c@d.org", "<a@b.org>", "a", ""])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(HeaderError):
        message(letter(), Recipient(address))


@pytest.mark.parametrize("value", ["a@b", "<a@b>\r\nBcc: x@y.org", "<a b@c>", "<a@b> <c@d>"])
def test_what_is_no_identifier_is_refused(value: str) -> None:
    with pytest.raises(HeaderError):
        message(letter(), message_id=value)
    with pytest.raises(HeaderError):
        message(letter(), in_reply_to=value)


def test_an_identifier_that_would_be_decoded_is_refused() -> None:
    with pytest.raises(HeaderError, match=r"would be read as .*<x@b>.* was meant"):
        message(letter(), message_id="<=?utf-8?q?x?=@b>")


@pytest.mark.parametrize(
    "lines",
    ["=?utf-8?q?Am?=\r\n =?utf-8?q?al?= <a@b.org>", "Amal <a@b.org>", "=?utf-8?q?Amal?=\r\n <a@b.org>", '"Amal" <a@b.org>'],
)
def test_what_was_meant_is_read_in_a_field(lines: str) -> None:
    assert mime.checked_field("To", lines, "Amal <a@b.org>") == f"To: {lines}\r\n".encode()


@pytest.mark.parametrize(
    "lines",
    [
        "Amal <a@c.org>", "Amel <a@b.org>", "<a@b.org>", "a@b.org", "Amal <a@b.org>\r\nBcc: x@y.org", "Amal <a@b.org>\r\n\r\nHello",
        "=?utf-8?q?Am?= al <a@b.org>", "=?utf-8?q?Amal_?= <a@b.org>", "=?utf-8?q?Am=C3?= =?utf-8?q?=A9l?= <a@b.org>",
        "\r\n\r\nAmal <a@b.org>", "Amal (a) <a@b.org> x",
    ],
)  # fmt: skip
def test_a_field_that_would_be_read_as_something_else_is_refused(lines: str) -> None:
    with pytest.raises(HeaderError):
        mime.checked_field("To", lines, "Amal <a@b.org>")


@given(st.text(st.characters(max_codepoint=0x1FF), max_size=30), st.text('ab.é=?_ "\\<>@,;:()', max_size=30))
def test_a_strict_reader_reads_as_the_standard_library_does(name: str, other: str) -> None:
    for each in (name, other):
        field = message(letter(attachments=()), Recipient("amal@example.org", each)).partition(b"To: ")[2].partition(b"\r\nSubject")[0]
        assert addressed(b"To: " + field) == (" ".join(one_line(each).split()), "amal@example.org")


def test_a_date_needs_its_zone() -> None:
    with pytest.raises(HeaderError):
        message(letter(), date=datetime(2016, 12, 15))  # noqa: DTZ001 -- what is refused


def test_the_parts_stand_in_their_order_and_are_what_they_were() -> None:
    read = parsed(message(letter()))
    kinds = [part.get_content_type() for part in read.walk()]
    assert kinds[:5] == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"]
    found = {part.get_filename(): part.get_payload(decode=True) for part in read.iter_attachments()}
    assert found == {file.name.rpartition("/")[2]: file.data for file in files().values()}


def test_the_whole_is_seven_bits_and_nothing_needs_stuffing() -> None:
    text = ".\n..two\nFrom here\n" + "é" * 2000 + "\ntrailing \n\t\n" + "." * 300 + "\n"
    made = letter(text=text, html=text)
    data = message(made)
    lines = data.split(b"\r\n")
    assert data.isascii()
    assert not [line for line in lines if line.startswith((b".", b"From "))]
    assert max(map(len, lines)) <= 78
    read = parsed(data).get_body(("plain",))
    assert read is not None
    assert read.get_content().replace("\r\n", "\n") == text
    assert differences(made) == []


def test_a_recipient_may_get_other_files_or_none() -> None:
    one, none = Recipient("a@example.org", attachments=("docx",)), Recipient("a@example.org", attachments=())
    read = parsed(message(letter(), one))
    assert [part.get_filename() for part in read.iter_attachments()] == ["river-en.docx"]
    assert "Attached: river-en.docx." in read.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    bare = parsed(message(letter(), none))
    assert bare.get_content_type() == "multipart/alternative"
    assert "Nothing is attached." in bare.get_body(("html",)).get_content()  # type: ignore[union-attr]


def test_one_letter_goes_to_many_as_a_new_letter_would_to_each() -> None:
    made = letter()
    readers = [Recipient(f"{name}@example.org", name.title(), attachments=own) for name in ("amal", "ihsan")
               for own in (None, (), ("docx",), ("pdf", "docx"), ("docx", "pdf"), ("none",))]  # fmt: skip
    for reader in (*readers, *readers):
        assert message(made, reader) == message(letter(), reader)
        assert made.draft(reader) == letter().draft(reader)


def test_names_beside_ascii_follow_rfc_2231() -> None:
    name = "بيان مشترك – طريق آمن للخروج من شرق حلب اليوم وليس غدًا.pdf"
    made = letter(attachments=(attach("pdf", files()["pdf"], name),))
    data = message(made)
    assert [part.get_filename() for part in parsed(data).iter_attachments()] == [name]
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_a_correction_stands_below_what_it_corrects() -> None:
    read = parsed(message(letter(), in_reply_to="<old@example.org>"))
    assert (read["In-Reply-To"], read["References"]) == ("<old@example.org>", "<old@example.org>")


def test_the_identifier_is_the_same_at_each_asking_and_of_each_message_another() -> None:
    made, other = letter(), Recipient("other@example.org")
    assert made.message_id(READER, "example.org") == made.message_id(READER, "example.org")
    ids = {made.message_id(READER, "x.org"), made.message_id(other, "x.org"), letter(version=2).message_id(READER, "x.org")}
    assert len(ids) == 3


def test_a_letter_has_a_digest_of_all_that_it_says() -> None:
    assert letter().digest == letter().digest
    others = [letter(subject="Other"), letter(text="Other"), letter(attachments=()), letter(version=2), letter(usual=("pdf",))]
    assert len({letter().digest, *(other.digest for other in others)}) == 6


def test_equal_letters_give_equal_bytes_and_the_size_is_foretold() -> None:
    assert message(letter()) == message(letter())
    assert abs(len(message(letter())) - letter().size(READER)) < 700
    assert letter().attachments[0].sha256 == hashlib.sha256(files()["pdf"].data).hexdigest()


def test_only_an_address_that_needs_it_leaves_ascii() -> None:
    box = Mailbox("jürgen@xn--bcher-kva.de", "Jürgen")
    data = message(letter(), Recipient(box.address, box.name))
    assert box.needs_smtputf8
    assert [line for line in data.split(b"\r\n") if not line.isascii()] == [f"To: =?utf-8?q?J=C3=BCrgen?= <{box.address}>".encode()]


def test_a_draft_is_unsent() -> None:
    read = parsed(letter().draft(sender=SENDER))
    assert read["X-Unsent"] == "1"
    assert read["To"] == "undisclosed-recipients:;"
    assert not {"Date", "Message-ID", "List-Unsubscribe"} & set(read.keys())
    assert parsed(letter().draft(READER))["To"] == "Amal Haddad <amal@example.org>"


def test_the_sender_is_not_named_twice() -> None:
    read = parsed(message(letter(), reply_to=SENDER))
    assert read["Reply-To"] is None
    assert parsed(message(letter(), reply_to=Mailbox("desk@example.org")))["Reply-To"] == "desk@example.org"
    assert read["Date"].datetime == WHEN
    assert read["List-Unsubscribe"] == "<mailto:off@example.org?subject=unsubscribe>"


def test_a_fault_of_the_encoder_would_be_seen() -> None:
    class Torn(MessageTemplate):
        def rendered(self, recipient: Recipient | None = None) -> tuple[str, str]:  # noqa: ARG002 -- as Letter has it
            return "other words", "other words"

    made = letter()
    torn = Torn("river", 1, "en", made.subject, made.text, made.html, made.greeting)
    assert differences(torn) == ["the text (plain)", "the text (html)"]
