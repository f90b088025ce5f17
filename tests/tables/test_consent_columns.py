"""The column of answers is known by its values and by stems of its head; what is not understood is asked, never passed over."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.styles import Font

from presskit.diagnostics import Reading
from presskit.readers.signatory_table import Reason, SignatoryTable, read
from presskit.readers.tables.vocabulary import is_filler
from tests.tables.samples import as_csv, as_xlsx, bare_xlsx, codes, names, saved, sheet_xml, table, workbook

HEADS = [
    "¿Firma su organización?", "Unterzeichnet Ihre Organisation?", "Чи підписує ваша організація?", "Подписывает ли ваша организация?",
    "Votre organisation signe-t-elle ?", "Does your NGO sign", "Will you sign?", "Kuruluşunuz imzalıyor mu?", "هل توقع منظمتكم؟", "Firma?",
    "La vostra organizzazione firma?", "A sua organização assina?", "Ondertekent uw organisatie?", "Czy podpisujecie?", "Adhiere a la carta",
    "Unterstützt Ihr Verein den Aufruf?", "Souhaitez-vous rejoindre l'appel ?", "Підтримуєте заяву?", "Mitzeichnung", "Suscribe el comunicado",
]  # fmt: skip
NOT_YES = ["No", "Sí, a reserva de la junta", "Sí (pendiente de aprobación)", "Sí, de forma anónima", "No estamos seguros", "Nein", "Ні", "vielleicht", "?", "—"]


def answered(head: str, answers: list[str], *, name: str = "Organización", delimiter: str = ";") -> Reading[SignatoryTable]:
    rows = [(name, head), *((f"Casa {chr(65 + n)}lba", said) for n, said in enumerate(answers))]
    return read("list.csv", ("\ufeff" + as_csv(rows, delimiter)).encode())


def refused(reading: Reading[SignatoryTable]) -> list[tuple[str, Reason]]:
    return [(each.signatory.name.default, each.reason) for each in reading.value.refused]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("said", NOT_YES)
def test_only_yes_signs_under_every_head(head: str, said: str) -> None:
    assert names(answered(head, ["Sí", said])) == ["Casa Alba"]


@pytest.mark.parametrize("head", HEADS[:8])
def test_in_excel_too(head: str) -> None:
    data = as_xlsx([("Organisation", head), ("Hafen", "Ja"), ("Ufer", "Nein"), ("Insel", "Ja, vorbehaltlich Vorstand")])
    assert names(table(data, "a.xlsx")) == ["Hafen"]


@pytest.mark.parametrize(
    ("head", "said"),
    [("Antwort", ["dabei", "nicht dabei"]), ("Retour", ["partants", "plus tard"]), ("Outcome", ["in", "out", "in"]),
     ("Feedback", ["count us in", "still thinking"]), ("Xyzzy?", ["green", "red"]), ("Ok from", ["Ann", "nobody yet", ""])],
)  # fmt: skip
def test_a_column_of_words_that_are_not_known_is_asked_about(head: str, said: list[str]) -> None:
    reading = answered(head, said, name="Organisation", delimiter=",")
    assert "table-column-open" in codes(reading) or not names(reading)


@pytest.mark.parametrize(
    ("marks", "signs", "asks"),
    [
        (["x", "", "x"], "AC", "B"), (["X", "x", "x"], "ABC", ""), (["x", "✓", ""], "B", "AC"), (["✓", "✗", "✓"], "AC", ""), (["✗", "", "✗"], "", "ABC"),
        (["✔️", "", "✔"], "AC", "B"), (["☑", "☐", "☒"], "A", "BC"), (["X", "?", ""], "", "ABC"), (["TRUE", "FALSE", "TRUE"], "AC", ""),
        (["1", "0", "1"], "AC", ""), (["y", "n", "y"], "AC", ""), (["👍", "👎", "—"], "A", "C"), (["👍🏽", "", ""], "A", "BC"), (["yes", "x", "no"], "A", "B"),
        (["✅", "❌", ""], "A", "C"), (["×", "×", ""], "AB", "C"), (["Wahr", "Falsch", "Wahr"], "AC", ""), (["-", "-", "ja"], "C", "AB"),
    ],
)  # fmt: skip
def test_marks(marks: list[str], signs: str, asks: str) -> None:
    for head in ("Signs?", "¿Firma?"):
        reading = answered(head, marks)
        assert "".join(name[5] for name in names(reading)) == signs
        assert "".join(name[5] for name, reason in refused(reading) if reason is Reason.UNCLEAR) == asks


@pytest.mark.parametrize("marks", [["x", "", "x"], ["1", "0", "1"], ["✓", "✗", "✓"], ["TRUE", "FALSE", ""], ["y", "", "y"]])
def test_marks_under_a_head_that_is_not_known_are_asked_about(marks: list[str]) -> None:
    assert names(answered("Xyz", marks)) == ["Casa Alba"] or len(refused(answered("Xyz", marks))) == 1


@pytest.mark.parametrize("head", ["Confirmed by", "Comment", "Position", "How confirmed", "No."])
def test_answers_under_a_head_of_something_else_are_asked_about(head: str) -> None:
    reading = table(f"Organisation,{head}\nHope,Yes\nLake,No\nBridge,We do not sign\n")
    assert (names(reading), len(refused(reading))) == (["Hope"], 2)


JUNK = [
    "Test org (please ignore)", "TEST TEST", "asdf asdf", "delete me", "Mustermann", "Max Mustermann", "xxx", "test organisation 2", "Test NGO", "foo bar",
    "blah blah", "qwe qwe", "Testeintrag", "John Doe", "Hope (test)", "Lake House [please delete]", "это тест", "Prueba, ignorar", "Ceci est un test", "sdfsdf",
    "Lorem ipsum dolor sit amet", "test@example.org", "TEST – do not count", "123", "Musterverein e.V.",
]  # fmt: skip
NAMES = [
    "Test-Achats", "Testimony Films", "Pending Futures", "Conditional Cash Network", "No Peace Without Justice", "Stiftung Warentest", "Contest Collective",
    "Ignored Voices", "Delete Hate Campaign", "Dummy Theatre Company", "Bar Human Rights Committee", "ABC", "XYZ Trust", "Tamtam", "ACT Alliance", "Mama Cash",
    "Pro Asyl", "bla*bla Radio", "Same Skies", "Test Aankoop", "Greenpeace (International)", "Foo Fighters Foundation", "Not One More", "Unknown Fund", "nana",
    "Placeholder Arts", "350.org", "Voice (Europe)", "One Two Three Theatre", "Data & Society", "Sign of Hope", "Doe Network", "Agree to Disagree Forum",
]  # fmt: skip


@pytest.mark.parametrize("name", JUNK)
def test_rows_that_were_only_filled_in(name: str) -> None:
    assert is_filler(name)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_sound_like_it(name: str) -> None:
    assert not is_filler(name)


def test_a_row_of_a_full_stop_is_told() -> None:
    assert codes(table("Organisation,Country\n.,Chad\nHope,Chad\n")) == ["table-row-without-name"]


CLEAN: list[list[tuple[Any, ...]]] = [
    [("Organisation", "City"), ("Hope", "Leeds"), ("Lake", "York"), ("Bridge", "Bath")],
    [("Organisation", "Website"), ("Hope", "hope.example"), ("Lake", "www.lake.example")],
    [("Organización", "Ciudad"), ("Casa", "La Paz"), ("Mar", "Cali")],
    [("Organisation", "Sector"), ("Hope", "health"), ("Lake", "health"), ("Bridge", "food")],
    [("Organisation", "Members"), ("Hope", 14), ("Lake", 20)],
    [("Verein", "Sitz", "Unterzeichnet?"), ("Hafen", "Kiel", "Ja"), ("Ufer", "Ulm", "Ja")],
    [("Organisation", "Signs?"), ("Hope", "x"), ("Lake", "x")],
    [("Organisation", "Women-led"), ("Hope", "x"), ("Lake", "")],
    [("Organisation", "Logo received"), ("Hope", "yes"), ("Lake", "no")],
    [("Organisation", "Newsletter?"), ("Hope", "no"), ("Lake", "yes")],
    [("Nom", "Ville", "Signe ?"), ("Espoir", "Lyon", "Oui"), ("Lac", "Pau", "oui")],
    [("Organisation", "Type"), ("Hope", "NGO"), ("Lake", "Union")],
    [("Організація", "Місто", "Підписуєте?"), ("Надія", "Київ", "Так"), ("Міст", "Одеса", "так")],
    [("Organisation", "Notes"), ("Hope", "came by post"), ("Lake", "")],
    [("Organisation", "Founded"), ("Hope", "1987"), ("Lake", "2001")],
    [("Organisation", "Head office"), ("Hope", "Leeds"), ("Lake", "York"), ("Bridge", "Upper Bath"), ("River", "Hull")],
    [("Organisation", "Status"), ("Hope", "Member"), ("Lake", "Observer")],
    [("Organisation", "E-mail", "Country", "Agree?"), ("Hope", "a@example.org", "Chad", "Yes"), ("Lake", "b@example.org", "Mali", "Yes")],
    [("Kurum", "İl", "İmzalıyor mu?"), ("Umut", "Ankara", "Evet"), ("Göl", "Van", "Evet")],
    [("Organisation", "Confirmed"), ("Hope", "yes"), ("Lake", "yes")],
]  # fmt: skip


def test_clean_tables_are_asked_nothing() -> None:
    asked = [rows[0] for rows in CLEAN if needless(table(as_csv([tuple(map(str, row)) for row in rows])), len(rows) - 1)]
    assert asked == []


def needless(reading: Reading[SignatoryTable], count: int) -> bool:
    return len(names(reading)) != count or "table-column-open" in codes(reading)


ROWS = [("Organisation", "Signs?"), ("Hope", "Yes"), ("Lake", "Yes"), ("Bridge", "Yes")]


@pytest.mark.parametrize("cell", ["A3", "B3"])
def test_a_name_or_an_answer_that_is_struck_through_does_not_sign(cell: str) -> None:
    book = workbook(ROWS)
    book.active[cell].font = Font(strike=True)
    reading = table(saved(book), "a.xlsx")
    assert names(reading) == ["Hope", "Bridge"]
    assert refused(reading) == [("Lake", Reason.STRUCK)]


def test_words_of_a_cell_that_are_struck_through() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = workbook(ROWS)
    book.active["A3"] = CellRichText("Lake", TextBlock(InlineFont(strike=True), " House"))
    assert refused(table(saved(book), "a.xlsx")) == [("Lake House", Reason.STRUCK)]


def test_what_is_hidden_is_told_once() -> None:
    book = workbook(ROWS)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    reading = table(saved(book), "a.xlsx")
    assert codes(reading) == ["table-hidden-rows"]
    assert reading.diagnostics[0].message == "hidden, or filtered away, in the spreadsheet, but read: row 3; column B"


def test_a_row_without_height_is_hidden() -> None:
    row = '<row r="{0}"{1}><c r="A{0}" t="inlineStr"><is><t>{2}</t></is></c></row>'
    cells = row.format(1, "", "Organisation") + row.format(2, ' ht="0"', "Hope") + row.format(3, ' ht="15"', "Lake")
    reading = table(bare_xlsx(sheet_xml(cells)), "a.xlsx")
    assert reading.diagnostics[0].message.endswith("row 2")


def test_a_hidden_sheet_is_told() -> None:
    book = workbook([])
    book.active.append(["Only a word"])
    sheet = book.create_sheet("Names")
    for row in ROWS:
        sheet.append(row)
    sheet.sheet_state = "hidden"
    assert "table-hidden-rows" in codes(table(saved(book), "a.xlsx"))


def test_a_hidden_column_of_addresses_is_no_matter() -> None:
    book = workbook([("Organisation", "E-mail"), ("Hope", "a@example.org")])
    book.active.column_dimensions["B"].hidden = True
    assert "table-hidden-rows" not in codes(table(saved(book), "a.xlsx"))
