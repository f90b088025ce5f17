"""Find everything that is wrong with a kit, at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from presskit.diagnostics import Diagnostic, Severity, has_errors
from presskit.kit.changing import state_of
from presskit.kit.loading import finding_question, read
from presskit.model.question import Question
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import Cancellation, World, cancellable, checkpoint

__all__ = ["CheckReport", "CheckRequest", "check"]


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """The kit to check."""

    folder: Path


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All findings of a kit by file, line and column, and the questions that nobody has answered yet.

    ``acceptable`` are the warnings, each with the id by which :func:`~presskit.answer` accepts it. ``state`` stands for the
    kit's files as they were read.
    """

    folder: Path
    diagnostics: tuple[Diagnostic, ...]
    questions: tuple[Question, ...] = ()
    acceptable: Mapping[Diagnostic, str] = field(default_factory=dict, compare=False)
    state: str = field(default="", compare=False)

    @property
    def failed(self) -> bool:
        """Whether an error would stop a build."""
        return has_errors(self.diagnostics)


@cancellable
def check(request: CheckRequest | StrPath, *, world: World = World(), cancel: Cancellation | None = None) -> CheckReport:
    """Read the kit, look at all of it, and put each language together; nothing is written.

    >>> [found.code for found in presskit.check("my-kit").diagnostics]
    []
    """
    request = as_request(CheckRequest, request)
    checked = read(request.folder, world.context())
    checkpoint(cancel)()
    questions = checked.value.questions if checked.value else ()
    found, files = checked.diagnostics, checked.files
    acceptable = {each: finding_question(each, files).id for each in found if each.severity is Severity.WARNING}
    open_ones = tuple(each for each in questions if each.answer is None)
    return CheckReport(request.folder, found, open_ones, acceptable, state_of(files))
