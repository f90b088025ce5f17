"""Questions of an import, answered: each ready answer can be taken, and the kit then says what was answered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from presskit.kit.answering import answer_files
from presskit.model.question import LEAVE_OUT, Answer, Choice, Question
from presskit.readers import kit as kit_reader
from tests.importing.reading import Read, read, read_text
from tests.importing.test_cases import ALL, CASES

NOW = datetime(2026, 11, 29, tzinfo=UTC)
TABLES = Path(__file__).parents[1] / "tables" / "cases"
TEXT = ("a.txt", b"The road must be opened\n\nNairobi, 3 March 2027 - The agencies call for it to be opened.\n")
VALUES = {"zone": "Europe/Paris", "date": "2027-03-03", "id": "the-bridge", "name": "Hope Aid Two"}


def value(choice: Choice) -> str:
    if not choice.asks:
        return ""
    return VALUES.get(choice.key, "2026-12-10 06:00")


def taken(found: Read, question: Question, choice: Choice) -> dict[str, bytes]:
    answer = Answer(choice.key, "Ada", NOW, value(choice), "they wrote so" if choice.key == LEAVE_OUT else "")
    return {**found.files, **answer_files(found.files, found.kit.questions, question, answer)}


@pytest.mark.parametrize("name", ALL)
def test_each_answer_to_each_question_can_be_taken(name: str) -> None:
    check(read((name, (CASES / name).read_bytes())))


@pytest.mark.parametrize("name", sorted(path.name for path in TABLES.iterdir()))
def test_each_answer_about_a_table_can_be_taken(name: str) -> None:
    check(read(TEXT, (name, (TABLES / name).read_bytes())))


def check(found: Read) -> None:
    for question in found.kit.questions:
        for choice in question.possible:
            kit = kit_reader.read(taken(found, question, choice)).value
            assert kit
            assert [each.id for each in kit.questions if each.answer] == [question.id]


def choose(found: Read, kind: str, key: str) -> dict[str, bytes]:
    question = next(each for each in found.kit.questions if each.kind == kind)
    choice = question.choice(key)
    assert choice
    return taken(found, question, choice)


def test_an_embargo_gets_the_zone_that_was_chosen() -> None:
    found = read_text("Embargoed until 10 December 2026, 14:00 CET\n\nThe road\n\nThe agencies call for it to be opened.\n")
    kit = kit_reader.read(choose(found, "embargo", "paris")).value
    assert kit
    assert kit.release.embargo
    assert kit.release.embargo.until.astimezone(UTC) == datetime(2026, 12, 10, 13, tzinfo=UTC)


def test_lost_lines_go_where_somebody_says() -> None:
    found = read_text(
        "The road\n\nThe agencies call.\n\nNotes to editors\n\nOne note.\n\nMedia contacts\n\nWe look forward to *your* call.\n"
    )
    assert found.asked() == ["unplaced"]
    in_text = choose(found, "unplaced", "text")["statement.en.md"].decode()
    assert in_text.index("We look forward") < in_text.index("::: notes")
    in_notes = kit_reader.read(choose(found, "unplaced", "notes")).value
    assert in_notes
    assert len(in_notes.statements[0].notes) == 2
    alone = read_text("The road\n\nThe agencies call.\n\nMedia contacts\n\nWe look forward to your call.\n")
    made = kit_reader.read(choose(alone, "unplaced", "notes")).value
    assert made
    assert len(made.statements[0].notes) == 1


def test_a_conditional_signature_signs_when_somebody_says_so() -> None:
    found = read(
        TEXT,
        (
            "list.csv",
            b'Organisation,Coalition,Do you agree?\nHope,River Alliance,Yes\nLake,River Alliance,"Yes, subject to approval"\n',
        ),
    )
    kit = kit_reader.read(choose(found, "consent", "signs")).value
    assert kit
    assert [each.name.default for each in kit.roster.coalitions[0].signatories] == ["Hope", "Lake"]


def test_persons_become_persons() -> None:
    found = read_text(
        "The road\n\nThe agencies call.\n\nSignatories\nHope Aid\nAnna Berg, Ripple & Sons\nOmar Haddad – Tidewater\n"
        "Lucy Marsh (Millrace)\n"
    )
    assert found.kit.questions[0].weighs == 3
    kit = kit_reader.read(choose(found, "persons", "persons")).value
    assert kit
    assert [(each.name.default, each.affiliation.default if each.affiliation else "") for each in kit.roster.everyone()] == [
        ("Hope Aid", ""), ("Anna Berg", "Ripple & Sons"), ("Omar Haddad", "Tidewater"), ("Lucy Marsh", "Millrace"),
    ]  # fmt: skip


def test_a_name_that_was_joined_is_parted() -> None:
    found = read_text("The road\n\nThe agencies call.\n\nSignatories\nHope Aid\nmedico international\nLake Trust\n")
    assert found.asked() == ["names"]
    kit = kit_reader.read(choose(found, "names", "apart")).value
    assert kit
    assert sorted(each.name.default for each in kit.roster.everyone()) == ["Hope Aid", "Lake Trust", "medico international"]


def test_nobody_is_taken_out_by_a_doubt_alone() -> None:
    found = read_text("The road\n\nThe agencies call.\n\nSignatories\nHope Aid\nmedico international\nLake Trust\n")
    kit = kit_reader.read(choose(found, "names", "none")).value
    assert kit
    assert [each.name.default for each in kit.roster.everyone()] == ["Lake Trust"]


def test_the_first_name_of_a_kit_without_a_list() -> None:
    found = read(TEXT, ("list.csv", b"Organisation,Do you agree?\nLake,perhaps not\n"))
    kit = kit_reader.read(choose(found, "consent", "signs")).value
    assert kit
    assert [each.name.default for each in kit.roster.everyone()] == ["Lake"]
