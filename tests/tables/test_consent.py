"""Answers about signatures: only whole answers that are known mean yes; whatever else stands there is asked."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from presskit.readers.signatory_table import read
from presskit.readers.tables.row_reader import Reason
from presskit.readers.tables.vocabulary import Answer, answer, is_filler

CASES = Path(__file__).parent / "cases"
YES = ["Yes", "Oui", "Sí", "Ja", "Evet", "Да", "Так", "نعم"]
CONDITIONS = [
    "with reservations", "subject to board approval", "please wait", "anonymously", "but not the second paragraph", "pending", "if the text changes",
    "sous réserve", "à confirmer", "anonymement", "pendiente de confirmar", "con reservas", "anónimamente", "unter Vorbehalt", "anonym", "vorbehaltlich",
    "çekincelerle", "onay bekliyor", "с оговорками", "анонимно", "із застереженнями", "анонімно", "مع تحفظات", "بشرط الموافقة", "awaiting sign-off", "TBC",
]  # fmt: skip


@pytest.mark.parametrize(("yes", "condition"), [*product(YES, CONDITIONS)])
def test_a_conditional_yes_is_no_yes(yes: str, condition: str) -> None:
    for text in (
        f"{yes}, {condition}",
        f"{yes} {condition}",
        f"{yes} – {condition}",
        f"{yes} ({condition})",
        f"{condition}: {yes}",
    ):
        assert answer(text) is not Answer.YES, text


@pytest.mark.parametrize(
    "text",
    [
        *YES,
        "yes, we sign",
        "Oui, nous signons",
        "OK",
        "✓",
        "I agree",
        "Yes.",
        "YES!",
        "Yes please",
        "Ja, gerne",
        "signed",
        "confirmed",
    ],
)
def test_whole_answers_that_are_known(text: str) -> None:
    assert answer(text) is Answer.YES


@pytest.mark.parametrize(
    "text", ["No objection", "Not yet", "No comment", "Nothing against it", "yes and no", "Yes / No", "Yesterday", "?"]
)
def test_what_is_neither(text: str) -> None:
    assert answer(text) is Answer.UNKNOWN


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_condition_beside_a_yes_is_asked_about(text: str) -> None:
    data = f'Organisation,Do you agree to sign?\nHope,Yes\nLake,"Yes, {text}"\n'.encode()
    reading = read("list.csv", data)
    assert [each.signatory.name.default for each in reading.value.entries] == ["Hope"]
    assert [(each.signatory.name.default, each.reason, each.said) for each in reading.value.refused] == [
        ("Lake", Reason.UNCLEAR, f"Yes, {text}")
    ]


@pytest.mark.parametrize("head", ["Your decision", "Answer of the board", "Xyzzy?", "Rückmeldung"])
def test_conditions_count_under_heads_that_are_not_known(head: str) -> None:
    reading = read("list.csv", f'Organisation,{head}\nHope,Yes\nLake,"Yes, subject to approval"\n'.encode())
    assert [each.signatory.name.default for each in reading.value.entries] == ["Hope"]


def test_a_remark_takes_a_yes_back() -> None:
    data = b"Organisation,Do you agree?,Comments\nHope,Yes,we are glad\nLake,Yes,subject to board approval\nBridge,Yes,do not publish our name\n"
    assert [each.signatory.name.default for each in read("list.csv", data).value.entries] == ["Hope"]


@pytest.mark.parametrize("name", ["test", "Test", "TEST", "testing", "test test", "N/A", "n.a.", "asdf", "asdfgh", "qwerty", "xxx", "-", "none", "prueba", "essai", "тест", "تجربة", "deneme", "aaa"])  # fmt: skip
def test_a_row_that_was_only_filled_in_is_asked_about(name: str) -> None:
    assert is_filler(name)


@pytest.mark.parametrize(
    "name",
    [
        "Test-Achats", "Testimony Films", "NA Foundation", "Test Valley Trust", "Prueba de Vida", "WWF", "AAA", "XY Chelsea", "None Too Soon Theatre",
        "Sample Hospital", "Example Arts", "350.org", "Same Sky", "Foobar Collective", "Probe International", "Anonymous Was A Woman", "medico", "ACT", "Essai Libre",
    ],
)  # fmt: skip
def test_organisations_that_are_called_so_are_asked_nothing(name: str) -> None:
    assert not is_filler(name)
    reading = read("list.csv", f"Organisation,Do you agree?\n{name},Yes\nHope,Yes\n".encode())
    assert [each.signatory.name.default for each in reading.value.entries] == [name, "Hope"]


HARMLESS = [
    ["Member", "Observer", "Member"], ["Registered", "Registered", "New"], ["Active", "Inactive", "Active"], ["NGO", "INGO", "CSO"],
    ["Full member", "Associate", "Honorary"], ["local", "national", "international"], ["Paid", "Unpaid", "Paid"], ["Tier 1", "Tier 2", "Tier 1"],
    ["gemeinnützig", "e.V.", "Stiftung"], ["loi 1901", "fondation", "loi 1901"],
]  # fmt: skip


@pytest.mark.parametrize("values", HARMLESS)
def test_a_status_of_something_else_is_asked_nothing(values: list[str]) -> None:
    rows = "\n".join(f"{name},{value}" for name, value in zip(("Hope", "Lake", "Bridge"), values, strict=True))
    reading = read("list.csv", f"Organisation,Status\n{rows}\n".encode())
    assert len(reading.value.entries) == 3
    assert reading.value.refused == ()


def test_a_status_of_signatures_is_obeyed() -> None:
    reading = read("list.csv", b"Organisation,Status\nHope,Confirmed\nLake,Pending HQ approval\nBridge,Declined\nRiver,hmm\n")
    assert [each.signatory.name.default for each in reading.value.entries] == ["Hope"]
    assert [each.reason for each in reading.value.refused] == [Reason.UNCLEAR, Reason.SAID_NO, Reason.UNCLEAR]


@pytest.mark.parametrize(
    ("name", "signed", "asked"),
    [
        ("T1-forms.xlsx", 7, ["test", "N/A", "The Lake Fund"]),
        ("T4-fr.csv", 2, []),
        (
            "reservations.csv",
            0,
            ["Quiet Harbour Institute", "Loud Harbour Society", "Mid Shore Union", "Top Hill Forum", "Oak Valley Trust"],
        ),
    ],
)
def test_forms_and_trackers(name: str, signed: int, asked: list[str]) -> None:
    value = read(name, (CASES / name).read_bytes()).value
    assert len(value.entries) == signed
    assert [each.signatory.name.default for each in value.refused if each.reason is not Reason.SAID_NO] == asked
