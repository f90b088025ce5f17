"""A folder of the disk → the bytes of a kit's files, with limits, and without following links out of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from presskit.diagnostics import Diagnostic, Reading
from presskit.kit import rules
from presskit.kit.inputs import MARKER, PICTURES, TEXTS
from presskit.readers.rules import TOO_LARGE
from presskit.source import Span

__all__ = ["PICTURES_LIMIT", "PICTURE_LIMIT", "TEXT_LIMIT", "load", "read_file"]

MEGABYTE = 1024 * 1024
TEXT_LIMIT = 5 * MEGABYTE
PICTURE_LIMIT = 40 * MEGABYTE
PICTURES_LIMIT = 400 * MEGABYTE

Found = list[Diagnostic]


def load(folder: Path) -> Reading[dict[str, bytes]]:
    """Return the files of the kit in ``folder``, by their path inside it with ``/``.

    Texts are read at the top of the folder, pictures at any depth; what begins with a dot is left alone. A folder
    without kit.yaml is not searched for pictures: it may be anything. Nothing that a user can put there raises.
    """
    finding = _no_folder(folder)
    if finding:
        return Reading({}, (finding,))
    found: Found = []
    files: dict[str, bytes] = {}
    room = PICTURES_LIMIT
    for name in _names(folder, found):
        limit = TEXT_LIMIT if Path(name).suffix.lower() in TEXTS else min(PICTURE_LIMIT, room)
        data = _read_inside(folder, name, limit, found)
        if data is not None:
            files[_printable(name)] = data
            room -= len(data) if limit != TEXT_LIMIT else 0
    return Reading(files, tuple(found))


def _no_folder(folder: Path) -> Diagnostic | None:
    place = Span(str(folder))
    if os.path.isdir(folder):  # noqa: PTH112 -- answers where Path.is_dir raises, as for a name that is too long
        return None
    if os.path.lexists(folder):
        hint = f"name the folder in which it lies: {folder.parent}"
        return rules.NOT_A_FOLDER.at(place, f"«{folder}» is a file, not a kit's folder", hint)
    hint = "look at the spelling, or make a new kit with: presskit new " + str(folder)
    return rules.MISSING_FOLDER.at(place, f"there is no folder «{folder}»", hint)


def _names(folder: Path, found: Found) -> Iterator[str]:
    """Yield the names of the kit's files in a lasting order; report what cannot be listed."""

    def report(problem: OSError) -> None:
        name = Path(problem.filename or folder).relative_to(folder).as_posix()
        found.append(_unreadable(name if name != "." else str(folder), problem))

    for place, folders, names in os.walk(folder, onerror=report):
        inside = Path(place).relative_to(folder)
        top = inside == Path()
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        wanted = TEXTS | PICTURES if top else PICTURES
        candidates = [name for name in names if not name.startswith(".") and Path(name).suffix.lower() in wanted]
        for link in sorted(links):
            _refuse_link(folder, (inside / link).as_posix(), found)
        yield from ((inside / name).as_posix() for name in sorted(candidates))
        deeper = sorted(name for name in folders if not name.startswith(".") and name not in links)
        folders[:] = deeper if MARKER in names or not top else []


def _refuse_link(folder: Path, name: str, found: Found) -> bool:
    """Report a link that leads out of the kit; True where it does."""
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        inside = False
    if not inside:
        hint = "copy the file itself into the kit's folder"
        found.append(rules.LINK_OUTSIDE.at(Span(name), f"«{name}» is a link that leads out of the kit", hint))
    return not inside


def _read_inside(folder: Path, name: str, limit: int, found: Found) -> bytes | None:
    path = folder / name
    if path.is_symlink() and _refuse_link(folder, name, found):
        return None
    return read_file(path, Span(_printable(name)), limit, found)


def read_file(path: Path, place: Span, limit: int, found: Found) -> bytes | None:
    """Return the bytes of ``path``, at most ``limit`` of them; otherwise None and a finding at ``place``."""
    try:
        size = _ordinary(path).stat().st_size
        if size <= limit:
            return path.read_bytes()
    except OSError as problem:
        found.append(_unreadable(place.source, problem))
        return None
    found.append(_too_large(place, size, limit))
    return None


def _ordinary(path: Path) -> Path:
    """Return ``path`` if it can be read to its end, as a pipe or a device may not be; raises ``OSError``."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is a folder, a pipe or a device")
    return path


def _too_large(place: Span, size: int, limit: int) -> Diagnostic:
    if limit in {TEXT_LIMIT, PICTURE_LIMIT}:
        message = f"«{place.source}» has {size // MEGABYTE} megabytes; up to {limit // MEGABYTE} are read"
        return TOO_LARGE.at(place, message, "put a smaller file in its place, or take it out of the kit")
    message = f"with «{place.source}» the pictures have more than {PICTURES_LIMIT // MEGABYTE} megabytes together"
    return rules.TOO_MUCH.at(place, message, "keep only the pictures of this release in the kit")


def _unreadable(name: str, problem: OSError) -> Diagnostic:
    reason = problem.strerror or "the reason is not known"
    hint = "look whether you may read the file, and whether another program holds it"
    name = _printable(name)
    return rules.UNREADABLE.at(Span(name), f"«{name}» cannot be read: {reason}", hint)


def _printable(name: str) -> str:
    """Return a file name with what no screen can show replaced, so that it can be printed and encoded."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
