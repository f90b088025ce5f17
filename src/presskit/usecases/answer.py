"""Answer what presskit did not understand of a kit, or accept a warning that is right as it stands."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Severity
from presskit.errors import RequestError
from presskit.kit.answering import WITH_REASON, AnswerError, answer_files
from presskit.kit.loading import CheckedKit, finding_question, read
from presskit.kit.outputs import write_all
from presskit.model.question import Answer, Question
from presskit.usecases.locking import changing
from presskit.usecases.world import StrPath, World, as_request
from presskit.writers.kit_files import QUESTIONS

__all__ = [
    "WITH_REASON", "AnswerError", "AnswerReport", "AnswerRequest", "QuestionsReport", "QuestionsRequest", "answer", "questions",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionsRequest:
    """The kit whose questions are wanted."""

    folder: Path


@dataclass(frozen=True, slots=True)
class QuestionsReport:
    """The questions that the kit keeps, answered or not, and its warnings, each as the question whether it is right."""

    kept: tuple[Question, ...]
    warnings: tuple[Question, ...]

    @property
    def open(self) -> tuple[Question, ...]:
        """The kept questions that nobody has answered: they stop check and build."""
        return tuple(each for each in self.kept if each.answer is None)

    def find(self, name: str) -> Question:
        """Return the question or the warning with the id ``name``; raises :class:`~presskit.RequestError`."""
        known = {each.id: each for each in (*self.warnings, *self.kept)}
        if name in known:
            return known[name]
        names = ", ".join(each.id for each in (*self.open, *self.warnings)) or "none is open"
        raise RequestError(f"there is no question «{name}»; open are: {names}")


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """An answer: the id of a question or a warning, one of its choices, and the value that some choices ask for.

    A ``reason`` is needed where something is left out or accepted. ``by`` is who answers; empty: the user of this process.
    """

    folder: Path
    question: str
    choice: str
    value: str = ""
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """The files of the kit that the answer changed (questions.yaml apart), and the questions as they are now."""

    changed: tuple[str, ...]
    questions: QuestionsReport


def questions(request: QuestionsRequest | StrPath, *, world: World = World()) -> QuestionsReport:
    """Return what a kit asks, and what could be accepted in it.

    >>> presskit.questions("my-kit").open
    ()

    Raises :class:`~presskit.RequestError`, with the findings, where the kit cannot be read.
    """
    return _questions(_read(as_request(QuestionsRequest, request).folder, world))


def answer(request: AnswerRequest, *, world: World = World()) -> AnswerReport:
    """Make the edits of an answer and keep it with its question: all of it, or nothing.

    >>> for each in presskit.questions("my-kit").open:
    ...     presskit.answer(presskit.AnswerRequest(Path("my-kit"), each.id, "leave-out", reason="not confirmed"))

    Raises :class:`~presskit.RequestError` where there is no such question or choice, where the kit has changed since it was
    asked, or would not be read any more with this answer, and where another process is changing the kit.
    """
    folder = request.folder
    given = Answer(
        request.choice, request.by or _user(), world.now().replace(microsecond=0), request.value, request.reason
    )
    with changing(folder):
        checked = _read(folder, world)
        before = _questions(checked)
        changed = answer_files(checked.files, before.kept, before.find(request.question), given)
        write_all(folder, changed)
    names = tuple(sorted(name for name in changed if name != QUESTIONS))
    return AnswerReport(names, questions(folder, world=world))


def _questions(checked: CheckedKit) -> QuestionsReport:
    warnings = [each for each in checked.diagnostics if each.severity is Severity.WARNING]
    kept = checked.value.questions if checked.value else ()
    return QuestionsReport(kept, tuple(finding_question(each, checked.files) for each in warnings))


def _read(folder: Path, world: World) -> CheckedKit:
    checked = read(folder, world.context())
    if checked.value is None:
        raise RequestError(f"the kit in «{folder}» cannot be read: mend the errors first", checked.diagnostics)
    return checked


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a user of a name
        return "somebody"
