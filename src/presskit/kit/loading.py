"""A folder of the disk → the bytes of a kit's files → the kit as a value, with what the checks find and nobody has accepted."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from presskit import intake
from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors, in_order
from presskit.errors import RequestError
from presskit.kit import fingerprint, rules, zipped
from presskit.kit.elsewhere import with_place_of_kit
from presskit.kit.fingerprint import PICTURES, most_bytes, printable
from presskit.kit.zipped import ZippedKit, ZipRefusedError, is_zip
from presskit.limits import MEGABYTE, PICTURES_BYTES
from presskit.model.question import ACCEPT, FINDING, Choice, Question, question_id
from presskit.readers.rules import TOO_LARGE
from presskit.source import Span
from presskit.store.commit import is_unsettled
from presskit.store.locking import settled

if TYPE_CHECKING:
    from presskit.checks import Context
    from presskit.model.release import Kit
    from presskit.resources import Resources

__all__ = [
    "CheckedKit",
    "beside",
    "check",
    "finding_question",
    "has",
    "load",
    "missing_folder",
    "read",
    "read_file",
    "read_inside",
    "resources_for",
    "templates",
    "unaccepted",
    "unreadable",
]  # fmt: skip

Found = list[Diagnostic]
MOST_BESIDE = 500
MOST_READINGS = 5
"""So often a kit is read again because another process changed it meanwhile."""


def load(folder: Path) -> Reading[dict[str, bytes]]:
    """Return the files of the kit in ``folder``, or in a zip file, by their path inside it with ``/``.

    Texts are read at the top of the folder, pictures at any depth; what begins with a dot is left alone. A folder
    without kit.yaml is not searched for pictures: it may be anything. Nothing that a user can put there raises.
    """
    if is_zip(folder):
        return _loaded(folder)
    if finding := missing_folder(folder):
        return Reading({}, (finding,))
    for _ in range(MOST_READINGS):
        settled(folder)
        before = _stamp(folder)
        reading = _loaded(folder)
        if _stamp(folder) == before and not is_unsettled(folder):
            break
    return reading


def _stamp(folder: Path) -> int:
    """Return what another number stands for when a change of the folder has begun or ended: its time, in nanoseconds."""
    return os.stat(folder).st_mtime_ns  # noqa: PTH116 -- as is_unsettled


def _loaded(folder: Path) -> Reading[dict[str, bytes]]:
    found: Found = []

    def refused(name: str, problem: OSError) -> None:
        found.append(unreadable(_at(name or folder), problem))

    contents = zipped.contents(folder, refused) if is_zip(folder) else fingerprint.contents(str(folder), refused)
    files = dict(contents)
    if not is_zip(folder) and fingerprint.MARKER in files:
        found += _not_portable({*files, *beside(folder)})
    return Reading(files, tuple(found))


def _not_portable(names: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a finding for each file whose name Windows would change, or not write."""
    from presskit.formats.file_names import is_portable

    for name in sorted(names):
        if not all(map(is_portable, name.split("/"))):
            message = f"«{name}» is a name that Windows changes, or does not write"
            yield rules.NAME_NOT_PORTABLE.at(_at(name), message, "give the file another name, of letters, digits and hyphens")


def _at(path: str | Path) -> Span:
    return Span(printable(str(path)))


def beside(folder: Path) -> set[str]:
    """Return the names of the other files at the top of the folder, which are not read: one may have a wrong ending."""
    with suppress(OSError):
        if is_zip(folder):
            return {name for name in ZippedKit(folder).files if "/" not in name}
        return {printable(name) for name in os.listdir(folder)[:MOST_BESIDE]}  # noqa: PTH208 -- names alone are wanted
    return set()


def templates(folder: Path) -> tuple[Diagnostic, ...]:
    """Return what keeps the user's own templates from being read."""
    found: Found = []
    for _ in fingerprint.templates_of(str(folder), lambda name, problem: found.append(unreadable(_at(folder / name), problem))):
        pass
    return tuple(found)


def resources_for(files: Mapping[str, bytes], own_templates: Path | None) -> Resources:
    """Return what writers may see: templates and pictures, not the kit's texts with their notes and consents."""
    from presskit.resources import Resources

    resources = Resources().with_assets({name: data for name, data in files.items() if Path(name).suffix.lower() in PICTURES})
    return resources.with_templates(own_templates) if own_templates else resources


def missing_folder(folder: Path) -> Diagnostic | None:
    """Return the finding that there is no folder; None where there is one."""
    place = Span(str(folder))
    if os.path.isdir(folder):  # noqa: PTH112 -- answers where Path.is_dir raises, as for a name that is too long
        return None
    if os.path.lexists(folder):
        message, hint = f"«{folder}» is a file, not a kit's folder", f"name the folder in which it lies: {folder.parent}"
        return rules.NOT_A_FOLDER.at(place, message, hint)
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
    """Return the bytes of the file ``name`` of a kit, at most ``limit``; otherwise None and a finding."""
    try:
        if is_zip(folder):
            return ZippedKit(folder).read(name, limit)
        return intake.read_inside(folder, name, limit)
    except OSError as problem:
        found.append(unreadable(_at(name), problem))
        return None


def has(folder: Path, name: str) -> bool:
    """Return whether a kit has a file ``name``, readable or not; raises :class:`~presskit.errors.RequestError`."""
    if not is_zip(folder):
        return os.path.lexists(folder / name)
    try:
        return name in ZippedKit(folder).files
    except OSError as problem:
        raise RequestError(f"«{folder}» cannot be read: {problem.strerror}", fields=("folder",)) from problem


def unreadable(place: Span, problem: OSError) -> Diagnostic:
    """Return the finding that says why the file at ``place`` is not read."""
    if isinstance(problem, intake.LinkOutsideError):
        hint = "copy the file itself into this folder, in the place of the link"
        return rules.LINK_OUTSIDE.at(place, f"«{place.source}» is a link that leads out of its folder", hint)
    if isinstance(problem, intake.TooLargeError):
        return _too_large(place, problem)
    if isinstance(problem, ZipRefusedError):
        return rules.ZIP_REFUSED.at(place, f"«{place.source}» is not opened: {problem.strerror}", problem.hint)
    if isinstance(problem, intake.DeepError):
        return rules.TOO_MUCH.at(place, f"«{place.source}» is no kit: {problem.strerror}", "keep only this release in it")
    hint, reason = "look whether you may read the file, and whether another program holds it", problem.strerror
    if isinstance(problem, intake.RefusedError):
        hint = "put an ordinary file in its place"
    return rules.UNREADABLE.at(place, f"«{place.source}» cannot be read: {reason or 'the reason is not known'}", hint)


def _too_large(place: Span, problem: intake.TooLargeError) -> Diagnostic:
    size, limit = problem.size, problem.limit
    alone = size > most_bytes(place.source)
    if alone or limit % MEGABYTE == 0:
        message = f"«{place.source}» has {size // MEGABYTE} megabytes; up to {limit // MEGABYTE} are read"
        return TOO_LARGE.at(place, message, "put a smaller file in its place, or take it out of the kit")
    message = f"with «{place.source}» the kit's files have more than {PICTURES_BYTES // MEGABYTE} megabytes together"
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
    found = [*files.diagnostics, *(with_place_of_kit(folder, each) for each in reading.diagnostics)]
    if reading.value is None:
        return CheckedKit(folder, files.value, None, tuple(in_order(found)))
    sound = not has_errors(found)
    if sound:
        begin(reading.value)
    found += _linted(reading.value, found, replace(context(), files=files.value))
    from presskit.editions import merge  # after the checks: the first pages are being set meanwhile

    texts = reading.value.statements if merging and sound else ()
    merged = [each for text in texts for each in merge(reading.value, text.language).diagnostics]
    remaining = (tuple(unaccepted(each, reading.value.questions, files.value)) for each in (in_order(found), merged))
    return CheckedKit(folder, files.value, reading.value, *remaining)


def _linted(kit: Kit, findings: Sequence[Diagnostic], context: Context) -> list[Diagnostic]:
    """Return what the checks find, without places that the reader has a finding about already: one cause, one finding."""
    from presskit.checks.lint import lint  # imported while the first pages are being set

    unsound = frozenset(each.span.source for each in findings if each.severity is Severity.ERROR)
    unreadable = {each.span for each in findings if each.span.line}
    return [each for each in lint(kit, replace(context, unsound=unsound)) if each.span not in unreadable]


def finding_id(finding: Diagnostic, files: Mapping[str, bytes]) -> str:
    """Return the id by which a finding is accepted: it lasts while its message and the words of its line do."""
    return question_id(FINDING, finding.code, finding.span.source, finding.message, _line(finding, files))


def _line(finding: Diagnostic, files: Mapping[str, bytes]) -> str:
    lines = files.get(finding.span.source, b"").decode("utf-8", "replace").splitlines()
    number = finding.span.line
    return lines[number - 1].strip() if finding.span.unit == "line" and 0 < number <= len(lines) else ""


def finding_question(finding: Diagnostic, files: Mapping[str, bytes]) -> Question:
    """Return a warning as the question whether it is right as it stands."""
    choice, line = Choice(ACCEPT, "it is right as it stands, with a reason"), _line(finding, files)
    return Question(finding_id(finding, files), FINDING, f"{finding.code}: {finding.message}", finding.span, line, (choice,))


def unaccepted(
    findings: Sequence[Diagnostic], questions: Collection[Question], files: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """Yield the findings without the warnings that a person has accepted."""
    known = {each.id for each in questions if each.kind == FINDING and each.answer and each.answer.choice == ACCEPT}
    for finding in findings:
        if not known or finding.severity is not Severity.WARNING or finding_id(finding, files) not in known:
            yield finding
