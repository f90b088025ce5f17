"""CSV as spreadsheets and forms save it: encodings, delimiters, quotation marks."""

from __future__ import annotations

import pytest

from presskit.source import Span
from tests.tables.samples import as_csv, codes, names, rows_told, table

ARABIC = [("اسم المنظمة", "البلد"), ("جمعية الإغاثة", "سوريا"), ("مؤسسة أمل", "تركيا"), ("أطباء النهر", "لبنان")]
RUSSIAN = [("Организация", "Страна"), ("Красный ключ", "Россия"), ("Фонд «Надежда»", "Турция"), ("Мост", "Сирия")]
FRENCH = [("Nom de l’organisation", "Pays"), ("Médecins du Fleuve", "Belgique"), ("Association Étoile", "Liban")]
TURKISH = [("Kurum adı", "Ülke"), ("İnsani Yardım Derneği", "Türkiye"), ("Umut Işığı", "Suriye"), ("Göç Ağı", "Lübnan")]


@pytest.mark.parametrize(
    ("rows", "encoding"),
    [(ARABIC, "cp1256"), (RUSSIAN, "cp1251"), (FRENCH, "cp1252"), (TURKISH, "cp1254")],
    ids=["Arabic", "Cyrillic", "western", "Turkish"],
)
def test_a_windows_encoding_is_recognised_and_told(rows: list[tuple[str, str]], encoding: str) -> None:
    reading = table(as_csv(rows, ";").encode(encoding))
    assert names(reading) == [name for name, _ in rows[1:]]
    assert codes(reading) == ["table-encoding"]
    assert "1" + encoding[3:] in reading.diagnostics[0].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("rows", [ARABIC, RUSSIAN, FRENCH, TURKISH], ids=["ar", "ru", "fr", "tr"])
def test_unicode_needs_no_word(rows: list[tuple[str, str]], encoding: str) -> None:
    reading = table(as_csv(rows, "\t").encode(encoding))
    assert names(reading) == [name for name, _ in rows[1:]]
    assert codes(reading) == []


def test_bytes_of_no_known_encoding_are_an_error() -> None:
    reading = table(b"Organisation\n" + bytes(range(0x81, 0xA0)) * 3 + b"\n")
    assert (names(reading), codes(reading)) == ([], ["table-unreadable"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [("Organisation", "Acronym", "Country"), ("Aid, Relief; Hope", "AR", "TR"), ("River Aid", "", "LB")]
    reading = table(as_csv(rows, delimiter))
    assert names(reading) == ["Aid, Relief; Hope", "River Aid"]
    assert codes(reading) == []


def test_a_line_sep_is_obeyed_and_not_counted() -> None:
    reading = table("sep=;\r\nOrganisation;Country\r\nRiver Aid, East;LB\r\n")
    assert names(reading) == ["River Aid, East"]
    assert reading.value.entries[0].span == Span("list.csv", 2, 1, "row")


def test_rows_are_counted_as_the_spreadsheet_shows_them() -> None:
    reading = table('Organisation,Note\n"Two\nlines",x\n\n\nRiver Aid,"a ""b"" c"\n')
    assert [(entry.span.line, entry.signatory.name.default) for entry in reading.value.entries] == [
        (2, "Two lines"),
        (5, "River Aid"),
    ]
    assert reading.value.entries[0].signatory.note == "x; as received: «Two⏎lines»"
    assert reading.value.entries[1].signatory.note == 'a "b" c'


def test_ragged_rows_are_read() -> None:
    reading = table("Organisation,Country,Acronym\nRiver Aid\nOlive Branch,TR\nHope,LB,HP,left over\n")
    assert names(reading) == ["River Aid", "Olive Branch", "Hope"]
    assert codes(reading) == ["table-column-open"]
    assert "column D" in reading.diagnostics[0].message


def test_a_list_of_one_column_without_a_head_is_names() -> None:
    reading = table("River Aid\nSave the River, Turkey\n\nOlive Branch\n")
    assert names(reading) == ["River Aid", "Save the River, Turkey", "Olive Branch"]
    assert codes(reading) == ["table-without-heads"]


def test_names_with_commas_under_one_head_stay_whole() -> None:
    assert names(table("Organisation\nSave the River, Turkey\nHope\n")) == ["Save the River, Turkey", "Hope"]


def test_a_quotation_mark_that_is_not_closed_is_an_error_and_what_stands_before_it_is_read() -> None:
    reading = table('Organisation,Country\nRiver Aid,LB\n"Olive Branch,TR\nHope,SY\n')
    assert names(reading) == ["River Aid"]
    assert codes(reading) == ["table-quotes"]
    assert reading.diagnostics[0].span.line == 3


def test_loose_quotation_marks_are_told() -> None:
    reading = table('Organisation,Country\nRiver Aid,LB\n"Hope" Centre,TR\n')
    assert names(reading) == ["River Aid", "Hope Centre"]
    assert codes(reading) == ["table-loose-quotes"]
    assert reading.diagnostics[0].span.line == 3


def test_rows_that_a_forgotten_mark_may_have_swallowed_are_told() -> None:
    reading = table('Organisation,Country\n"River Aid,LB\nHope"\nOlive Branch,TR\n')
    assert "table-loose-quotes" in codes(reading)
    assert rows_told(reading) == {2, 3}


def test_an_empty_file_and_empty_rows() -> None:
    assert codes(table("")) == ["table-without-names"]
    assert codes(table("\r\n , ,\r\n")) == ["table-without-names"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\n <html><table>", "a web page"),
        (b"\xff\xd8\xff\xe0", "a picture"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(data: bytes, word: str) -> None:
    reading = table(data)
    assert codes(reading) == ["table-unreadable"]
    assert word in reading.diagnostics[0].message


def test_a_table_that_is_too_large_is_refused_whole() -> None:
    assert codes(table("Organisation\n" + "A\n" * 20_001)) == ["table-too-large"]
    assert codes(table("Organisation" + "," * 300 + "\n")) == ["table-too-large"]
    assert codes(table(b"Organisation\n" + b"x" * 21_000_000)) == ["table-too-large"]
