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
from tests.examples import many
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


@settings(max_examples=many(400), deadline=None)
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


@pytest.mark.parametrize(
    ("value", "question"), [("please unsubscribe me from everything", False), ('"no, never opted out"', True), ("no", None)]
)
def test_a_longer_text_that_begins_with_a_no_is_asked_about(value: str, question: bool | None) -> None:
    reading = read(listed("Unsubscribed", value, ""))
    assert reading.value.opted_out == (frozenset() if question in {True, None} else {"r0@a.example"})
    assert bool(reading.value.questions) is bool(question)


OTHER_WORDS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")


@pytest.mark.parametrize(
    ("values", "asked"),
    [(OTHER_WORDS[:7], True), (OTHER_WORDS, False), (("a" * 30, "beta"), True), (("a" * 31, "beta"), False)],
    ids=["eight values", "nine values", "thirty letters", "thirty-one letters"],
)
def test_few_and_short_values_are_categories_and_long_or_many_are_remarks(values: tuple[str, ...], asked: bool) -> None:
    reading = read(listed("Class", "unsubscribed", *values))
    assert reading.value.opted_out == {"r0@a.example"}
    assert bool(reading.value.questions) is asked


def test_do_not_mail_is_about_letters_only_beside_do_not_email() -> None:
    assert recipients(read(listed("Do Not Mail", "yes", ""))) == {"r1@a.example"}
    both = read("E-mail,Do Not Email,Do Not Mail\npost@x.example,,yes\nmail@x.example,yes,\n")
    assert recipients(both) == {"post@x.example"}
    assert both.value.questions == ()


@pytest.mark.parametrize("words", ["Unsubscribed", "Unsubscribed:", "The following unsubscribed from our mails last year:"])
def test_a_line_that_heads_those_who_left_is_told_at_its_row(words: str) -> None:
    reading = read(f"E-mail,Name\na@x.example,Ada\n{words},\nb@x.example,Ben\n")
    assert [str(each.span) for each in reading.diagnostics if each.code == "media-list-opt-out-address"] == ["media-list.csv: row 3"]


def test_an_opt_out_without_address_is_pointed_at_in_the_first_column_of_addresses() -> None:
    reading = read("Name,E-mail,E-mail 2,Unsubscribed\nAda One,a@x.example,a2@x.example,\nAda One,,,yes\n")
    assert [str(each.span) for each in reading.diagnostics if each.code == "media-list-opt-out-address"] == ["media-list.csv: row 3, column 2"]


@pytest.mark.parametrize(("count", "ends"), [(12, "«value 11»"), (13, "«value 11» …")])
def test_twelve_values_are_shown_in_a_question(count: int, ends: str) -> None:
    question = one_question(read(listed("Unsubscribed", *(f"value {number}" for number in range(count)))))
    assert question.choice("marked").label.endswith(ends)  # type: ignore[union-attr]


@pytest.mark.parametrize("head", ["Groups", "Name", "Outlet"])
@pytest.mark.parametrize("values", [("yes", "no"), ("x", "x"), ("yes", "")])
def test_a_tick_is_no_group_and_no_name(head: str, values: tuple[str, ...]) -> None:
    assert read(listed(head, *values)).value.questions


@pytest.mark.parametrize(("remarks", "taken"), [(("good", "fine"), False), (("in4@x.example", "in5@x.example"), True)])
def test_a_column_is_one_of_addresses_where_most_of_its_cells_are(remarks: tuple[str, str], taken: bool) -> None:
    """Whoever is named in a remark beside an opt-out is not meant; in a second column of addresses, he is."""
    rows = ("out@x.example,in@x.example,yes", f"in@x.example,{remarks[0]},", f"in2@x.example,{remarks[1]},")
    reading = read("\n".join(("E-mail,Remark,Unsubscribed", *rows)))
    assert ("in@x.example" in reading.value.opted_out) is taken


@pytest.mark.parametrize(("values", "asked"), [(("A", "U"), True), (("NY", "LA"), False), (("A", "LA"), False)])
def test_a_status_of_one_letter_is_a_code_that_nobody_knows(values: tuple[str, ...], asked: bool) -> None:
    assert bool(read(listed("Status", *values)).value.questions) is asked


@pytest.mark.parametrize(("values", "asked"), [(("gern", "nicht gern"), True), (("gern", "oft"), False)])
def test_a_value_and_its_opposite_are_asked_about(values: tuple[str, ...], asked: bool) -> None:
    assert bool(read(listed("Werbung", *values)).value.questions) is asked


@pytest.mark.parametrize("mark", ["checked", "selected", "☑", "☑️", "✔️", "🚫"])
def test_a_tick_is_a_yes_in_words_and_as_a_picture(mark: str) -> None:
    assert read(listed("Unsubscribed", mark, "")).value.opted_out == {"r0@a.example"}
    assert not read(listed("Unsubscribed", mark, "")).value.questions


@pytest.mark.parametrize("mark", ["❌", "✗", "✘", "👎"])
def test_a_mark_that_says_no_is_no_consent(mark: str) -> None:
    reading = read(listed("Opt-in", "✅", mark, "✅"))
    assert recipients(reading) == {"r0@a.example", "r2@a.example"}
    assert reading.value.opted_out == {"r1@a.example"}


@pytest.mark.parametrize("mark", ["🚫", "☐", "☒", "x"])
def test_a_mark_that_may_say_no_is_asked_about_where_a_yes_is_wanted(mark: str) -> None:
    assert "marked" in {choice.key for choice in one_question(read(listed("May email", "✅", mark, "✅"))).possible}
    assert read(listed("May email", "✅", "checked", "✔️")).value.questions == ()


def test_a_column_of_crosses_where_a_yes_is_wanted() -> None:
    assert read(listed("Opt-in", "x", "X")).value.questions == ()
    one_question(read(listed("Opt-in", "✗", "✗")))


@pytest.mark.parametrize(
    ("value", "off", "asked"),
    [
        ("no thanks", False, False), ("yes please", False, True), ("bounces twice", True, False),
        ("bounces" + " a" * 11 + "a", True, False), ("bounces" + " a" * 12, False, True),
    ],
    ids=["nine letters that say no", "ten letters", "with the word of a head", "thirty letters", "thirty-one letters"],
)  # fmt: skip
def test_short_values_are_understood_by_a_word_and_longer_ones_asked_about(value: str, off: bool, asked: bool) -> None:
    reading = read(listed("Unsubscribed", value, ""))
    assert bool(reading.value.opted_out) is off
    assert bool(reading.value.questions) is asked


def test_who_is_marked_in_two_sheets_is_taken_off() -> None:
    reading = saved(workbook(Press=ROWS, Unsubscribed=[["E-mail"], ["b@x.example"]]))
    assert reading.value.opted_out == {"b@x.example"}
    assert recipients(reading) == {"a@x.example", "c@x.example"}
