"""Mails and texts that are made to take time: refused in words, or stopped by the limit of the processor's time."""

from __future__ import annotations

import base64
import random
import signal
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

import pytest

from presskit import limits
from presskit.cli import main
from presskit.formats.charsets import codec_of
from presskit.kit import received
from presskit.kit.received import Budget
from presskit.readers.importing.mail_head import header
from tests.importing.reading import Read, read, refused

TEXT = "Geneva, 3 December 2026\n\nThe bridge opens at last\n\nThe bridge is open to everybody who wants to cross it.\n\n"
HEAD = "From: a@example.org\r\nSubject: A bridge\r\nMIME-Version: 1.0\r\n"


def mail(kind: str, body: str, coding: str = "7bit") -> bytes:
    return f"{HEAD}Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{body}".encode()


NO_ENCODING = (
    "punycode", "idna", "uu", "base64", "bz2", "zlib_codec", "rot13", "unicode_escape", "raw_unicode_escape", "utf-7", "utf-32",
    "undefined", "quopri", "hex", "charmap", "mbcs", "cp037", "x" * 500, "",
)  # fmt: skip


@pytest.mark.parametrize("charset", NO_ENCODING)
def test_codecs_that_no_text_is_in_are_none(charset: str) -> None:
    assert not codec_of(charset)


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("UTF-8", "utf-8"), ("iso-8859-1", "iso8859-1"), ("Windows-1256", "cp1256"), ("GB2312", "gb2312"), ("x-sjis", "shift_jis"),
     ("ks_c_5601-1987", "euc_kr"), ("us-ascii", "ascii"), ("koi8-r", "koi8-r"), ("iso-8859-8-i", "iso8859-8"), ("macintosh", "mac-roman")],
)  # fmt: skip
def test_encodings_of_the_standard_are_read(charset: str, codec: str) -> None:
    assert codec_of(charset) == codec


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "utf-7"])
def test_a_mail_that_names_such_a_codec_is_read_otherwise_and_told(charset: str) -> None:
    found = read(("a.eml", mail(f'text/plain; charset="{charset}"', TEXT + "+AGE- \\u0041 z-zz\n")), language="en")
    assert any(f"says that it is in «{charset}»" in message for message in found.messages("import-encoding"))
    assert "\\u0041" in found.text().replace("\\\\", "\\")


def test_a_page_that_names_such_a_codec_is_read_otherwise_and_told() -> None:
    page = b'<meta charset="unicode_escape"><h1>The bridge opens \xe9</h1><p>' + b"It is open to everybody. \\u0041</p>"
    found = read(("a.html", page), language="en")
    assert any("says that it is in «unicode_escape»" in message for message in found.messages("import-encoding"))


def test_a_subject_in_such_a_codec_stays_as_it_stands() -> None:
    data = mail("text/plain", TEXT).replace(b"Subject: A bridge", b"Subject: =?punycode?q?A-zzz?=")
    found = read(("a.eml", data), language="en")
    assert any("«=?punycode?q?A-zzz?=»" in message for message in found.messages("import-headers-footers"))


@pytest.mark.parametrize("kind", ["text/plain", "text/html", "text/plain; charset=utf-8"])
def test_what_a_mail_unpacks_to_counts(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    packed = base64.encodebytes((TEXT * 30).encode()).decode()
    assert read(("a.eml", mail(kind, packed, "base64")), language="en")
    for module in ("eml_file", "text_file"):
        monkeypatch.setattr(f"presskit.readers.importing.{module}.IMPORT_TEXT_BYTES", 2000)
    found = refused("a.eml", mail(kind, packed, "base64"))
    assert any("million characters; a release has some thousands" in each.message for each in found)


def test_the_words_of_a_page_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.readers.importing.html_file.IMPORT_TEXT_BYTES", 2000)
    found = refused("a.html", f"<h1>A</h1><p>{TEXT * 30}</p>".encode())
    assert any("million characters" in each.message for each in found)
    assert read(("a.html", f"<h1>A</h1><p {'a=b ' * 1000}>{TEXT}</p>".encode()), language="en")


LONG = "; ".join(f'a*{n}*="x"' for n in range(2000))


def told(found: Read, field: str) -> list[tuple[int, str]]:
    """Return the lines and the words in which it is said that a field was not read to its end."""
    return [(each.span.line, each.message) for each in found.found if f"the field «{field}» has more than" in each.message]


def test_of_a_field_in_pieces_without_end_the_rest_is_left_out_and_all_else_is_read() -> None:
    found = read(("a.eml", mail(f"text/plain; charset=utf-8; {LONG}", TEXT + "Ärzte cross it.\n")), language="en")
    assert "The bridge is open to everybody who wants to cross it." in found.text()
    assert "Ärzte cross it." in found.text()
    ((line, message),) = told(found, "Content-Type")
    assert line == 4
    assert message.startswith("line 4 of the e-mail: ")
    assert f"more than {limits.MAIL_PARAMETERS:,} characters" in message
    (placed,) = [each for each in found.placements if each.span.source == "a.eml (fields)"]
    assert (placed.span.line, placed.where) == (4, f"left out: {message.partition(': ')[2]}")
    assert placed.text.startswith("Content-Type: …")


def test_the_field_of_one_part_costs_no_other_part() -> None:
    parts = "".join(
        f"--x\r\nContent-Type: {kind}\r\n\r\n{text}\r\n"
        for kind, text in (("text/plain", TEXT), (f"text/plain; {LONG}", "Boats run too.\n"), (f"text/plain; {LONG}", "Buses run.\n"))
    )
    found = read(("a.eml", mail("multipart/mixed; boundary=x", f"{parts}--x--\r\n")), language="en")
    assert all(words in found.text() for words in ("The bridge is open to everybody", "Boats run too.", "Buses run."))
    assert [line for line, _ in told(found, "Content-Type")] == [18, 23]


def test_a_mail_whose_parts_cannot_be_told_any_more_keeps_its_words() -> None:
    found = read(("a.eml", mail(f"multipart/mixed; {LONG}; boundary=x", f"--x\r\n\r\n{TEXT}\r\n--x--\r\n")), language="en")
    assert "The bridge is open to everybody who wants to cross it." in found.text() + " ".join(found.lost())
    assert told(found, "Content-Type")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no limit of a process's own time")
@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a.md", "a.html"])
def test_the_limit_of_time_stops_an_import_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setattr(received, "READING", Budget(0.2, 10**9, 0.2))
    text = "".join(TEXT.replace("bridge", f"bridge {n}") for n in range(4000))
    data = mail("text/plain", base64.encodebytes(text.encode()).decode(), "base64") if name == "a.eml" else text.encode()
    (tmp_path / name).write_bytes(data.replace(b"\n\n", b"<p>") if name == "a.html" else data)
    assert main(["import", str(tmp_path / name), "-o", str(tmp_path / "kit")]) == 2
    assert f"«{name}» took more than 0 s of processor time; nothing was written" in capsys.readouterr().err


def test_encoded_words_that_get_a_line_each_say_the_same() -> None:
    """As Python reads the field at once, in time that grows with the square of its words."""
    draw = random.Random(7)  # noqa: S311 -- the same fields each time
    pieces = ("=?utf-8?q?a=C3=A9?=", "=?utf-8?b?w6k=?=", "=?iso-8859-1?q?=E9?=", " ", "  ", "\t", "\n ", "?=", "=?", "x", "y z", "?= =?")
    for _ in range(3000):
        field = "".join(draw.choices(pieces, k=draw.randint(1, 8))).strip()
        message = Message()
        message["Subject"] = field
        assert header(message, "Subject") == " ".join(str(make_header(decode_header(field))).split()), field
