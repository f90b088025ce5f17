"""A kit's folder → the kit as a value, with everything that the checks find and nobody has accepted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors, in_order
from presskit.kit.loading import beside, load
from presskit.model.question import ACCEPT, FINDING, Choice, Question, question_id

if TYPE_CHECKING:
    from presskit.checks import Context
    from presskit.model.release import Kit

__all__ = ["CheckedKit", "check", "finding_question", "read", "unaccepted"]


@dataclass(frozen=True, slots=True)
class CheckedKit:
    """A kit as it was read and checked.

    ``files`` are the bytes by path below ``folder``; ``value`` is the kit as far as it could be built, None where it could
    not. ``findings`` are those of reader and checks, ``of_merging`` those of putting each language together.
    """

    folder: Path
    files: Mapping[str, bytes]
    value: Kit | None
    findings: tuple[Diagnostic, ...] = ()
    of_merging: tuple[Diagnostic, ...] = field(default=(), repr=False)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings by file, line and column: all that a build would say before it sets a page."""
        return tuple(in_order((*self.findings, *self.of_merging)))


def read(folder: Path, context: Context) -> CheckedKit:
    """Read and check the kit in ``folder``, and put each of its languages together. No content of the folder raises."""
    return check(folder, load(folder), lambda: context, merging=True)


def check(
    folder: Path,
    files: Reading[dict[str, bytes]],
    context: Callable[[], Context],
    begin: Callable[[Kit], None] = lambda _: None,
    *,
    merging: bool = False,
) -> CheckedKit:
    """Check the ``files`` that were read of ``folder``; those that could not be read are among their findings.

    A kit without errors of the reader is given to ``begin`` before the checks, which take longer. With ``merging``, what
    putting each language together finds is found too.
    """
    if not files.value and files.diagnostics:
        return CheckedKit(folder, {}, None, files.diagnostics)
    from presskit.readers import kit as kit_reader

    reading = kit_reader.read(files.value, {each.span.source for each in files.diagnostics}, beside(folder))
    found = [*files.diagnostics, *reading.diagnostics]
    if reading.value is None:
        return CheckedKit(folder, files.value, None, tuple(in_order(found)))
    sound = not has_errors(found)
    if sound:
        begin(reading.value)
    found += _linted(reading.value, found, context())
    merged = _merged(reading.value) if merging and sound else ()
    kept = (tuple(unaccepted(each, reading.value.questions, files.value)) for each in (in_order(found), merged))
    return CheckedKit(folder, files.value, reading.value, *kept)


def _linted(kit: Kit, findings: Sequence[Diagnostic], context: Context) -> list[Diagnostic]:
    """Return what the checks find, without places that the reader has a finding about already: one cause, one finding."""
    from presskit.checks.lint import lint  # imported while the first pages are being set

    unsound = frozenset(each.span.source for each in findings if each.severity is Severity.ERROR)
    told = {each.span for each in findings if each.span.line}
    return [each for each in lint(kit, replace(context, unsound=unsound)) if each.span not in told]


def _merged(kit: Kit) -> list[Diagnostic]:
    from presskit.editions import merge

    return [finding for statement in kit.statements for finding in merge(kit, statement.language).diagnostics]


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
