"""A program walks through what a kit asks, and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

import presskit
from presskit.kit.answering import with_questions
from presskit.kit.loading import load
from presskit.model.question import Choice, Edit, EditKind, Question
from presskit.source import Span
from presskit.store.commit import write_all
from presskit.store.locking import changing
from tests.usecases.conftest import NOON, WORLD, change, contents

PAGE = Question(
    "page-1f0c22ab", "page", "which paper?", Span("kit.yaml", 1),
    choices=(
        Choice("letter", "Letter", edits=(Edit("kit.yaml", EditKind.SET, "page", "page: Letter\n"),)),
        Choice("other", "another", edits=(Edit("kit.yaml", EditKind.SET, "page", "page: {value}\n"),), asks="its name"),
    ),
)  # fmt: skip


def answer(kit: Path, **parts: str) -> presskit.AnswerReport:
    given = {"question": PAGE.id, "choice": "letter", **parts}
    return presskit.answer(presskit.AnswerRequest(kit, **given), world=WORLD)


@pytest.fixture
def asked(kit: Path) -> Path:
    write_all(kit, with_questions(load(kit).value, [PAGE]))
    return kit


def test_a_new_kit_asks_nothing(kit: Path) -> None:
    assert presskit.questions(kit, world=WORLD) == presskit.QuestionsReport((), ())


def test_open_questions_stop_a_check_until_they_are_answered(asked: Path) -> None:
    assert [each.id for each in presskit.check(asked, world=WORLD).questions] == [PAGE.id]
    report = answer(asked, by="Ada")
    assert report.changed == ("kit.yaml",)
    assert report.questions.open == ()
    assert "\npage: Letter                      # or Letter, A5\n" in (asked / "kit.yaml").read_text("utf-8")
    assert not presskit.check(asked, world=WORLD).failed


def test_an_answer_is_kept_with_who_when_and_why(asked: Path) -> None:
    (kept,) = answer(asked, choice="leave-out", reason="the print shop decides", by="Ada").questions.kept
    assert kept.answer is not None
    assert (kept.answer.by, kept.answer.when, kept.answer.reason) == ("Ada", NOON, "the print shop decides")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"choice": "papyrus"}, "«papyrus» is no answer"),
        ({"choice": "other"}, "needs a value"),
        ({"choice": "leave-out"}, "needs its reason"),
        ({"question": "page-00000000"}, "there is no question"),
    ],
)
def test_an_answer_that_cannot_be_taken_changes_nothing(asked: Path, given: dict[str, str], message: str) -> None:
    before = contents(asked)
    with pytest.raises(presskit.RequestError, match=message):
        answer(asked, **given)
    assert contents(asked) == before


def test_a_warning_that_is_right_as_it_stands_is_accepted(kit: Path) -> None:
    change(kit / "statement.en.md", "\n---\n", "\n---\nWe have 250 members in 30 countries. Click [here](https://example.org).\n\n")
    warnings = presskit.questions(kit, world=WORLD).warnings
    assert warnings
    report = answer(kit, question=warnings[0].id, choice="accept", reason="the style guide says so")
    assert warnings[0].id not in {each.id for each in report.questions.warnings}
    assert warnings[0].id in {each.id for each in report.questions.kept}


def test_a_kit_that_is_being_changed_is_busy(asked: Path) -> None:
    before = contents(asked)
    with changing(asked), pytest.raises(presskit.KitBusyError):
        answer(asked)
    assert contents(asked) == before


def test_a_kit_that_cannot_be_read_comes_with_its_findings(tmp_path: Path) -> None:
    with pytest.raises(presskit.RequestError, match="mend the errors first") as caught:
        presskit.questions(tmp_path / "nowhere", world=WORLD)
    assert [each.code for each in caught.value.diagnostics] == ["missing-folder"]
