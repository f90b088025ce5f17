"""Answer what presskit did not understand of a kit, or accept a warning that is right as it stands."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field
from pathlib import Path

from presskit.diagnostics import Severity
from presskit.errors import RequestError
from presskit.kit.answering import WITH_REASON, AnswerError, answer_files
from presskit.kit.changing import change, refuse_changed, state_of
from presskit.kit.loading import CheckedKit, finding_question, read
from presskit.kit.translations import learned
from presskit.kit.zipped import refuse_zip
from presskit.model.question import Answer, Question
from presskit.store.locking import changing
from presskit.usecases.request import StrPath, as_request, checked
from presskit.usecases.world import World
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
    """The questions that the kit keeps, answered or not, and its warnings, each as the question whether it is right.

    ``state`` stands for the kit's files as they were read.
    """

    kept: tuple[Question, ...]
    warnings: tuple[Question, ...]
    state: str = field(default="", compare=False)

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
    With a ``state`` (of a report), the answer is taken only if the kit is still in that state.
    """

    folder: Path
    question: str
    choice: str
    value: str = ""
    reason: str = ""
    by: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """The names of the files that the answer changed (questions.yaml apart), and the questions as they are now."""

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
    asked, or would not be read any more with this answer, and where another process is changing the kit;
    :class:`~presskit.KitChangedError` where the kit is not in the ``state`` of the request.
    """
    request = checked(request)
    refuse_zip(request.folder)
    folder, now = request.folder, world.now().replace(microsecond=0)
    given = Answer(request.choice, request.by or _user(), now, request.value, request.reason)
    with changing(folder):
        kit = _read(folder, world)
        refuse_changed(folder, kit.files, request.state)
        before = _questions(kit)
        changed = answer_files(kit.files, before.kept, before.find(request.question), given)
        texts = any(name.endswith(".md") for name in changed)
        memory, recorded = learned(folder, {**kit.files, **changed}) if texts else ({}, {})
        changed |= memory
        change(folder, changed, read={**kit.files, **recorded}, action=f"answer {request.question}", now=now)
    names = sorted(name for name, data in changed.items() if name != QUESTIONS and data != kit.files.get(name))
    return AnswerReport(tuple(names), questions(folder, world=world))


def _questions(checked: CheckedKit) -> QuestionsReport:
    warnings = [each for each in checked.diagnostics if each.severity is Severity.WARNING]
    recorded = checked.value.questions if checked.value else ()
    asked = tuple(finding_question(each, checked.files) for each in warnings)
    return QuestionsReport(recorded, asked, state_of(checked.files))


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
