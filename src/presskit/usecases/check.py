"""Find everything that is wrong with a kit, at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic, has_errors
from presskit.kit.loading import read
from presskit.model.question import Question
from presskit.usecases.world import Cancellation, StrPath, World, as_request, checkpoint

__all__ = ["CheckReport", "CheckRequest", "check"]


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """The kit to check."""

    folder: Path


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All findings of a kit by file, line and column, and the questions that nobody has answered yet."""

    folder: Path
    diagnostics: tuple[Diagnostic, ...]
    questions: tuple[Question, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an error would stop a build."""
        return has_errors(self.diagnostics)


def check(request: CheckRequest | StrPath, *, world: World = World(), cancel: Cancellation | None = None) -> CheckReport:
    """Read the kit, look at all of it, and put each language together; nothing is written.

    >>> [found.code for found in presskit.check("my-kit").diagnostics]
    []
    """
    request = as_request(CheckRequest, request)
    checked = read(request.folder, world.context())
    checkpoint(cancel)()
    questions = checked.value.questions if checked.value else ()
    return CheckReport(request.folder, checked.diagnostics, tuple(each for each in questions if each.answer is None))
