"""A folder of the disk → the bytes of a kit's files, with limits, and without following links out of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from presskit import intake
from presskit.diagnostics import Diagnostic, Reading
from presskit.kit import fingerprint, rules
from presskit.kit.fingerprint import PICTURE_LIMIT, PICTURES_LIMIT, TEXT_LIMIT, TEXTS, printable
from presskit.readers.rules import TOO_LARGE
from presskit.source import Span

__all__ = ["PICTURE_LIMIT", "TEXT_LIMIT", "beside", "load", "read_file", "read_inside", "templates", "told"]

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
        found.append(told(Span(printable(name or str(folder))), problem))

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
        found.append(told(Span(printable(str(folder / name))), problem))

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
        found.append(told(place, problem))
        return None


def read_inside(folder: Path, name: str, limit: int, found: Found) -> bytes | None:
    """Return the bytes of the file ``name`` of a kit's folder, at most ``limit``; otherwise None and a finding."""
    try:
        return intake.read_inside(folder, name, limit)
    except OSError as problem:
        found.append(told(Span(printable(name)), problem))
        return None


def told(place: Span, problem: OSError) -> Diagnostic:
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
