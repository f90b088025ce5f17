"""Findings that a person has accepted: a warning that is right as it stands is a question like others, answered once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from presskit.diagnostics import Diagnostic, Severity
from presskit.model.question import ACCEPT, FINDING, Choice, Question, question_id

__all__ = ["accepted", "finding_id", "finding_question", "unaccepted"]


def finding_id(finding: Diagnostic, files: Mapping[str, bytes]) -> str:
    """Return the id by which a finding is accepted: it lasts while its message and the words of its line do."""
    return question_id(FINDING, finding.code, finding.span.source, finding.message, _line(finding, files))


def _line(finding: Diagnostic, files: Mapping[str, bytes]) -> str:
    lines = files.get(finding.span.source, b"").decode("utf-8", "replace").splitlines()
    number = finding.span.line
    return lines[number - 1].strip() if finding.span.unit == "line" and 0 < number <= len(lines) else ""


def finding_question(finding: Diagnostic, files: Mapping[str, bytes]) -> Question:
    """Return a warning as the question whether it is right as it stands."""
    choice = Choice(ACCEPT, "it is right as it stands, with a reason")
    asked = f"{finding.code}: {finding.message}"
    return Question(finding_id(finding, files), FINDING, asked, finding.span, _line(finding, files), (choice,))


def accepted(questions: Iterable[Question]) -> set[str]:
    """Return the ids of the findings that were accepted."""
    return {each.id for each in questions if each.kind == FINDING and each.answer and each.answer.choice == ACCEPT}


def unaccepted(
    findings: Sequence[Diagnostic], questions: Collection[Question], files: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """Yield the findings without the warnings that a person has accepted."""
    known = accepted(questions)
    for finding in findings:
        if not known or finding.severity is not Severity.WARNING or finding_id(finding, files) not in known:
            yield finding
