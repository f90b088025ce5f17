"""A folder of the disk → the bytes of a kit's files → the kit as a value, with what the checks find and nobody has accepted."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from presskit import intake
from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors, in_order
from presskit.kit import fingerprint, rules
from presskit.kit.fingerprint import PICTURE_LIMIT, PICTURES_LIMIT, TEXT_LIMIT, TEXTS, printable
from presskit.model.question import ACCEPT, FINDING, Choice, Question, question_id
from presskit.readers.rules import TOO_LARGE
from presskit.source import Span

if TYPE_CHECKING:
    from presskit.checks import Context
    from presskit.model.release import Kit

__all__ = [
    "PICTURE_LIMIT",
    "TEXT_LIMIT",
    "CheckedKit",
    "beside",
    "check",
    "finding_question",
    "load",
    "read",
    "read_file",
    "read_inside",
    "templates",
    "unaccepted",
    "unreadable",
]  # fmt: skip

Found = list[Diagnostic]
MOST_BESIDE = 500


def load(folder: Path) -> Reading[dict[str, bytes]]:
    """Return the files of the kit in ``folder``, by their path inside it with ``/``.

    Texts are read at the top of the folder, pictures at any depth; what begins with a dot is left alone. A folder
    without kit.yaml is not searched for pictures: it may be anything. Nothing that a user can put there raises.
    """
    finding = _no_folder(folder)
    if finding:
        return Reading({}, (finding,))
    found: Found = []

    def refused(name: str, problem: OSError) -> None:
        found.append(unreadable(Span(printable(name or str(folder))), problem))

    return Reading(dict(fingerprint.contents(str(folder), refused)), tuple(found))


def beside(folder: Path) -> set[str]:
    """Return the names of the other files at the top of the folder, which are not read: one may have a wrong ending."""
    with suppress(OSError):
        return {printable(name) for name in os.listdir(folder)[:MOST_BESIDE]}  # noqa: PTH208 -- names alone are wanted
    return set()


def templates(folder: Path) -> tuple[Diagnostic, ...]:
    """Return what keeps the user's own templates from being read."""
    found: Found = []

    def refused(name: str, problem: OSError) -> None:
        found.append(unreadable(Span(printable(str(folder / name))), problem))

    for _ in fingerprint.templates_of(str(folder), refused):
        pass
    return tuple(found)


def _no_folder(folder: Path) -> Diagnostic | None:
    place = Span(str(folder))
    if os.path.isdir(folder):  # noqa: PTH112 -- answers where Path.is_dir raises, as for a name that is too long
        return None
    if os.path.lexists(folder):
        hint = f"name the folder in which it lies: {folder.parent}"
        return rules.NOT_A_FOLDER.at(place, f"«{folder}» is a file, not a kit's folder", hint)
    hint = "look at the spelling, or make a new kit with: presskit new " + str(folder)
    return rules.MISSING_FOLDER.at(place, f"there is no folder «{folder}»", hint)


def read_file(path: Path, place: Span, limit: int, found: Found) -> bytes | None:
    """Return the bytes of ``path``, at most ``limit`` of them; otherwise None and a finding at ``place``."""
    try:
        return intake.read(path, limit)
    except OSError as problem:
        found.append(unreadable(place, problem))
        return None


def read_inside(folder: Path, name: str, limit: int, found: Found) -> bytes | None:
    """Return the bytes of the file ``name`` of a kit's folder, at most ``limit``; otherwise None and a finding."""
    try:
        return intake.read_inside(folder, name, limit)
    except OSError as problem:
        found.append(unreadable(Span(printable(name)), problem))
        return None


def unreadable(place: Span, problem: OSError) -> Diagnostic:
    """Return the finding that says why the file at ``place`` is not read."""
    if isinstance(problem, intake.LinkOutsideError):
        hint = "copy the file itself into this folder, in the place of the link"
        return rules.LINK_OUTSIDE.at(place, f"«{place.source}» is a link that leads out of its folder", hint)
    if isinstance(problem, intake.TooLargeError):
        return _too_large(place, problem)
    if isinstance(problem, intake.DeepError):
        return rules.TOO_MUCH.at(place, f"«{place.source}» is no kit: {problem.strerror}", "keep only this release in it")
    reason = problem.strerror or "the reason is not known"
    hint = "look whether you may read the file, and whether another program holds it"
    if isinstance(problem, intake.RefusedError):
        hint = "put an ordinary file in its place"
    return rules.UNREADABLE.at(place, f"«{place.source}» cannot be read: {reason}", hint)


def _too_large(place: Span, problem: intake.TooLargeError) -> Diagnostic:
    size, limit, megabyte = problem.size, problem.limit, intake.MEGABYTE
    alone = size > (TEXT_LIMIT if Path(place.source).suffix.lower() in TEXTS else PICTURE_LIMIT)
    if alone or limit % megabyte == 0:
        message = f"«{place.source}» has {size // megabyte} megabytes; up to {limit // megabyte} are read"
        return TOO_LARGE.at(place, message, "put a smaller file in its place, or take it out of the kit")
    message = f"with «{place.source}» the kit's files have more than {PICTURES_LIMIT // megabyte} megabytes together"
    return rules.TOO_MUCH.at(place, message, "keep only the texts and pictures of this release in the kit")


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
    unreadable = {each.span for each in findings if each.span.line}
    return [each for each in lint(kit, replace(context, unsound=unsound)) if each.span not in unreadable]


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
