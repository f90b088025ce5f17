"""Who is not to be written to: by whichever column, in whichever language, however the addresses stand in a cell."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.diagnostics import Reading, Severity
from presskit.mail import media_list
from presskit.mail.addresses import addresses_in, same_address
from presskit.mail.media_list import MediaList
from presskit.mail.media_list_columns import Column
from presskit.model.question import Answer, Question, Scope
from tests.mail_messages.lists import CASES, CLEAN, LAYOUTS, MORE, ListCase


def read(text: str, **options: object) -> Reading[MediaList]:
    return media_list.read("media-list.csv", text.encode(), "en", **options)  # type: ignore[arg-type]


def recipients(reading: Reading[MediaList]) -> set[str]:
    return {each.key for each in reading.value.recipients}


def errors(reading: Reading[MediaList]) -> list[str]:
    return [each.code for each in reading.diagnostics if each.severity is Severity.ERROR]


@pytest.mark.parametrize("listed", [*CASES, *LAYOUTS], ids=lambda listed: listed.name)
def test_a_list_of_a_public_tool_or_an_office_is_understood(listed: ListCase) -> None:
    reading = read(listed.text)
    assert recipients(reading) == listed.addresses("in")
    assert listed.addresses("out") <= reading.value.opted_out
    assert not listed.addresses("in") & reading.value.opted_out
    assert reading.value.questions == ()


@pytest.mark.parametrize("listed", MORE, ids=lambda listed: listed.name)
def test_of_a_list_that_is_not_understood_something_is_asked(listed: ListCase) -> None:
    reading = read(listed.text)
    assert reading.value.questions or not listed.addresses("out") & recipients(reading)
    assert reading.value.questions or recipients(reading) == listed.addresses("in")


def test_clean_lists_are_asked_nothing_needless() -> None:
    asked = [listed.name for listed in CLEAN if read(listed.text).value.questions or errors(read(listed.text))]
    assert len(asked) * 20 <= len(CLEAN), asked
    for listed in CLEAN:
        assert recipients(read(listed.text)) == listed.addresses("in")


HEADS = (
    "Unsubscribed", "Bounced", "Do not contact", "Opted out", "Email Opt Out", "Désabonné(e)", "Ne plus contacter",
    "لا ترسل", "ألغى الاشتراك", "Baja", "No enviar", "Abonelikten çıktı", "Gönderme", "Не писать", "Отписан", "Відписався",
    "Не надсилати", "Abgemeldet", "Nicht anschreiben", "Suppressed", "Blacklisted",
)  # fmt: skip
MARKS = ("yes", "x", "X", "1", "TRUE", "oui", "نعم", "sí", "evet", "да", "так", "ja", "✓", "2024-05-01", "03.05.2024")
STATUSES = (
    "Unsubscribed", "cleaned", "BOUNCED", "Désabonnée", "retirée", "مرتد", "dado de baja", "rebotado",
    "abonelikten çıktı", "отписалась", "відписаний", "abgemeldet", "unzustellbar", "opted out", "Blocklisted",
)  # fmt: skip
BETWEEN = (", ", ",", "; ", ";", " ", " / ", "/", "\n", " | ", "،")
FORMS = (
    "{}", "<{}>", "Ada Two <{}>", "mailto:{}", "\u200b{}", "{}\u00a0", "«{}»", '"Two, Ada" <mailto:{}>', "\u2066{}\u2069", "{}.",
)  # fmt: skip
ADDRESS_HEADS = ("E-mail", "Mail pro", "Adresse", "Kontakt", "Where", "البريد")
SAME = ("OUT1@Paper.Example", "out1@paper.example", "Out1@PAPER.example")


def cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def table(rows: list[list[str]]) -> str:
    return "\n".join(",".join(map(cell, row)) for row in rows) + "\n"


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_whoever_is_marked_once_is_written_to_by_no_row(data: st.DataObject) -> None:
    draw = data.draw
    status = draw(st.booleans())
    head, mark = ("Status", draw(st.sampled_from(STATUSES))) if status else (draw(st.sampled_from(HEADS)), draw(st.sampled_from(MARKS)))
    several = draw(st.sampled_from(BETWEEN)).join(draw(st.permutations(["out1@paper.example", "out2@paper.example"])))
    marked = draw(st.sampled_from([several, draw(st.sampled_from(FORMS)).format("out1@paper.example")]))
    again = draw(st.sampled_from(FORMS)).format(draw(st.sampled_from(SAME)))
    rows = draw(st.permutations([
        [marked, "Ada", mark], [again, "Ada", ""], ["in1@paper.example", "Ben", ""], ["in2@paper.example", "Cem", ""],
    ]))  # fmt: skip
    order = draw(st.permutations(range(3)))
    whole = [[draw(st.sampled_from(ADDRESS_HEADS)), "Name", head], *rows]
    reading = read(table([[row[at] for at in order] for row in whole]))
    assert "out1@paper.example" in reading.value.opted_out
    assert not {"out1@paper.example", "out2@paper.example"} & recipients(reading) or marked != several
    assert "out1@paper.example" not in recipients(reading)
    assert recipients(reading) == {"in1@paper.example", "in2@paper.example"} or errors(reading)


@pytest.mark.parametrize("between", BETWEEN)
def test_addresses_in_one_cell_are_read_whatever_parts_them(between: str) -> None:
    read_cell = addresses_in(between.join(["a@x.example", "Ben Two <b@x.example>", "mailto:c@x.example"]))
    assert {box.address for box in read_cell.boxes} == {"a@x.example", "b@x.example", "c@x.example"}
    assert read_cell.clear


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@X.example", "ada@x.EXAMPLE"), ("ada@bücher.example", "ada@xn--bcher-kva.example"), ("<ada@x.example>", "ada@x.example"),
        ("mailto:ada@x.example", "ada@x.example"), ("ada\u200b@x.example", "ada@x.example"), ("'ada@x.example'", "ada@x.example"),
        ("a\u2011b@x.example", "a-b@x.example"), ("ada@x.example.", "ada@x.example"), ("\ufeffada@x.example", "ada@x.example"),
        ("ada@XN--BCHER-KVA.example", "ada@bücher.example"),
    ],
)  # fmt: skip
def test_one_address_in_two_forms_is_one(one: str, other: str) -> None:
    assert same_address(one) == same_address(other)


def one_question(reading: Reading[MediaList]) -> Question:
    (question,) = reading.value.questions
    assert question.scope is Scope.MAIL
    assert question.kind == "opt-out-column"
    assert errors(reading) == ["media-list-opt-out"]
    assert question.id in next(each.hint for each in reading.diagnostics if each.code == "media-list-opt-out")
    return question


def answered(text: str, choice: str, value: str = "") -> Reading[MediaList]:
    question = one_question(read(text))
    assert question.choice(choice), question.possible
    return read(text, answers={question.id: Answer(choice, "Ada", datetime(2026, 1, 1, tzinfo=UTC), value, "why")})


def listed(head: str, *values: str) -> str:
    return f"E-mail,{head}\n" + "".join(f"r{number}@a.example,{value}\n" for number, value in enumerate(values))


def test_values_that_a_person_names_are_known_in_capitals_too() -> None:
    text = listed("Status", "Subscribed", "Kaputt", "pending")
    assert recipients(answered(text, "these", "KAPUTT; «Pending»")) == {"r0@a.example"}
    empty = answered(listed("Opt-in", "yes", "", "yes"), "these", "(EMPTY)")
    assert recipients(empty) == {"r0@a.example", "r2@a.example"}


def test_what_heads_the_list_is_no_row_of_it() -> None:
    reading = read("E-mail,Name,Unsubscribed\nrana@a.example,Rana,\nomar@a.example,Omar,yes\n")
    assert errors(reading) == []
    assert recipients(reading) == {"rana@a.example"}
    assert reading.value.opted_out == {"omar@a.example"}
    assert not {"media-list-address", "media-list-no-address"} & {each.code for each in reading.diagnostics}


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("Mailing", ("yes", "no", "yes")), ("Presse?", ("oui", "", "oui")), ("XY", ("x", "", "")), ("Newsletter", ("no", "yes", "yes")),
        ("Status", ("Subscribed", "Kaputt", "Subscribed")), ("Status", ("A", "U", "A")), ("Status", ("1", "0", "1")),
        ("Status", ("Active", "Inactive", "Active")), ("Status", ("pending", "Active", "Active")), ("Opt-in", ("yes", "", "yes")),
        ("Opt-in", ("yes", "perhaps", "yes")), ("Unsubscribed", ("maybe", "", "no")), ("Unsubscribed", ("A", "B", "B")),
        ("Notes", ("asked to be removed in May", "", "covers health")), ("Bemerkung", ("bitte nicht mehr anschreiben", "", "nett")),
        ("Remarques", ("ne souhaite plus recevoir nos communiqués", "", "")), ("Примечание", ("просил не писать", "", "")),
        ("ملاحظات", ("طلب عدم الإرسال", "", "")), ("Name", ("Ada (unsubscribed)", "Ben", "Cem")), ("VIP", ("Unsubscribed", "yes", "no")),
        ("Etat", ("Abonné", "Résilié", "Abonné")), ("Tags", ("health; unsubscribed", "health", "")),
    ],
)  # fmt: skip
def test_a_column_that_may_say_it_is_asked_about_and_answered_once(head: str, values: tuple[str, ...]) -> None:
    text = listed(head, *values)
    one_question(read(text))
    nothing = answered(text, "nothing")
    assert not nothing.value.questions
    assert not errors(nothing)
    left_out = answered(text, "leave-out")
    assert not errors(left_out)
    assert len(left_out.value.recipients) < len(values)


def test_the_answer_says_which_values_mean_it() -> None:
    text = listed("Mailing", "yes", "no", "yes", "")
    assert recipients(answered(text, "marked")) == {"r1@a.example", "r3@a.example"}
    assert recipients(answered(text, "others")) == {"r0@a.example", "r2@a.example", "r3@a.example"}
    assert recipients(answered(text, "these", "no; (empty)")) == {"r0@a.example", "r2@a.example"}
    assert len(answered(text, "nothing").value.recipients) == 4
    labels = {choice.key: choice.label for choice in one_question(read(text)).possible}
    assert labels["marked"] == "it says who is not to be written to: those with «yes»"
    assert labels["others"] == "it says who is not to be written to: those with «no»"


def test_a_new_value_is_a_new_question() -> None:
    before, after = listed("Mailing", "yes", "no"), listed("Mailing", "yes", "no", "stopp")
    answer = Answer("nothing", "Ada", datetime(2026, 1, 1, tzinfo=UTC))
    question = one_question(read(before))
    assert read(before + "r9@a.example,yes\n", answers={question.id: answer}).value.questions == ()
    assert one_question(read(after, answers={question.id: answer})).id != question.id


def test_a_column_that_a_user_names_takes_off_all_that_is_marked_in_it() -> None:
    text = listed("Wer geht", "ganz sicher", "", "nein")
    assert recipients(read(text, mapping={Column.SUPPRESSED: "Wer geht"})) == {"r1@a.example", "r2@a.example"}


@pytest.mark.parametrize("address", ["ada(at)x.example", "ada@x", "ada @x.example", "ada@x..example", "a@x.example; b@"])
def test_an_opt_out_that_cannot_be_read_is_an_error(address: str) -> None:
    reading = read(f"E-mail,Name,Unsubscribed\nin@x.example,Ben,\n{address},Ada,yes\n")
    assert errors(reading) == ["media-list-opt-out-address"]


def test_an_opt_out_without_address_is_an_error_where_another_row_writes_to_that_name() -> None:
    assert errors(read("E-mail,Name,Unsubscribed\na@x.example,Ada One,\n,Ada One,yes\n")) == ["media-list-opt-out-address"]
    assert errors(read("E-mail,Name,Unsubscribed\na@x.example,Ada One,\n,Ben Two,yes\n")) == []


def test_a_row_that_heads_those_who_left_is_an_error() -> None:
    assert errors(read("E-mail,Name\na@x.example,Ada\nUnsubscribed:,\nb@x.example,Ben\n")) == ["media-list-opt-out-address"]


def workbook(**sheets: list[list[str]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def saved(book: openpyxl.Workbook) -> Reading[MediaList]:
    stream = io.BytesIO()
    book.save(stream)
    return media_list.read("media-list.xlsx", stream.getvalue(), "en")


ROWS = [["E-mail", "Name", "Unsubscribed"], ["a@x.example", "Ada", ""], ["b@x.example", "Ben", "yes"], ["c@x.example", "Cem", ""]]


def test_what_a_spreadsheet_hides_is_read_and_told() -> None:
    book = workbook(Press=ROWS)
    book["Press"].row_dimensions[3].hidden = True
    book["Press"].row_dimensions[4].hidden = True
    book["Press"].column_dimensions["C"].hidden = True
    reading = saved(book)
    assert recipients(reading) == {"a@x.example", "c@x.example"}
    assert reading.value.opted_out == {"b@x.example"}
    (found,) = (each for each in reading.diagnostics if each.code == "media-list-hidden")
    assert found.message == "hidden, or filtered away, and read all the same: rows 3, 4; column C"


def test_a_hidden_sheet_is_read_and_told() -> None:
    book = workbook(Press=ROWS, Other=[["Hotel", "Phone"], ["Lakeside", "12"]])
    book["Press"].sheet_state = "hidden"
    reading = saved(book)
    assert recipients(reading) == {"a@x.example", "c@x.example"}
    assert any("the sheet «Press»" in each.message for each in reading.diagnostics if each.code == "media-list-hidden")


def test_a_sheet_called_unsubscribed_takes_people_off() -> None:
    reading = saved(workbook(Press=ROWS, Unsubscribed=[["E-mail"], ["A@x.example"], ["z@x.example"]]))
    assert recipients(reading) == {"c@x.example"}
    assert reading.value.opted_out == {"a@x.example", "b@x.example", "z@x.example"}
    unread = saved(workbook(Press=ROWS, Bounced=[["E-mail"], ["z@x.example"], ["y@x"]]))
    assert errors(unread) == ["media-list-opt-out-address"]
    assert errors(saved(workbook(Press=ROWS, More=[["E-mail"], ["d@x.example"]]))) == ["media-list-sheets"]
