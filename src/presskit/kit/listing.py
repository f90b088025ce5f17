"""All that lies in a kit, hidden or not, as it lies there: nothing is opened, completed or cleared away."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from presskit import intake, limits
from presskit.diagnostics import Diagnostic
from presskit.kit.fingerprint import printable
from presskit.kit.loading import missing_folder, unreadable
from presskit.kit.zipped import ZippedKit, is_system, is_zip
from presskit.source import Span

__all__ = ["Listing", "list_kit"]


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a kit by name, each with its size in bytes, and what else lies there.

    ``hidden`` are files and whole folders (with ``/`` at the end) whose names begin with a dot; ``system`` are those that an
    operating system adds; ``links`` are links with their targets, ``outside`` those that lead out of the folder; ``special``
    are pipes, devices and the like. ``read`` returns the bytes of a file, at most so many, and raises ``OSError``.
    """

    sizes: Mapping[str, int]
    read: Callable[[str, int], bytes]
    hidden: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()
    special: tuple[str, ...] = ()


def list_kit(path: Path) -> Listing | Diagnostic:
    """Return what lies in a folder or a zip file, or why that cannot be told."""
    try:
        if is_zip(path):
            return _zipped(ZippedKit(path))
        return missing_folder(path) or _folder(str(path))
    except OSError as problem:
        return unreadable(Span(printable(str(path))), problem)


def _zipped(kit: ZippedKit) -> Listing:
    sizes = {name: entry.file_size for name, entry in kit.files.items()}
    system = tuple(name for name in kit.dropped if is_system(name))
    hidden = dict.fromkeys(_hidden(name) for name in kit.dropped if not is_system(name))
    return Listing(sizes, kit.read, tuple(hidden), system)


def _hidden(name: str) -> str:
    """Return the outermost part of a name that is hidden; a folder ends with ``/``."""
    parts = name.split("/")
    end = next(number for number, part in enumerate(parts, 1) if part.startswith("."))
    return "/".join(parts[:end]) + ("/" if end < len(parts) else "")


def _folder(folder: str) -> Listing:
    sizes: dict[str, int] = {}
    links: dict[str, str] = {}
    hidden, system, special = list[str](), list[str](), list[str]()
    inside = os.path.realpath(folder)
    for name, path, facts in _walked(folder):
        if stat.S_ISLNK(facts.st_mode):
            links[name] = printable(os.readlink(path))  # noqa: PTH115 -- of a name that may be no text
        elif is_system(name):
            system.append(name)
        elif name.rpartition("/")[2].startswith("."):
            hidden.append(f"{name}/" if stat.S_ISDIR(facts.st_mode) else name)
        elif stat.S_ISREG(facts.st_mode):
            sizes[name] = facts.st_size
        elif not stat.S_ISDIR(facts.st_mode):
            special.append(name)
    real = {name: os.path.realpath(os.path.join(folder, name)) for name in links}  # noqa: PTH118 -- as intake
    outside = frozenset(name for name, path in real.items() if os.path.commonpath([inside, path]) != inside)
    return Listing(sizes, partial(intake.read_inside, folder), tuple(hidden), tuple(system), links, outside, tuple(special))


def _walked(folder: str) -> Iterator[tuple[str, str, os.stat_result]]:
    """Yield name, path and facts of all that lies in a folder, in order; hidden folders are not looked into."""
    waiting, seen = [""], 0
    while waiting:
        inside = waiting.pop()
        if inside.count("/") >= limits.FOLDER_DEPTH:
            raise intake.DeepError(f"more than {limits.FOLDER_DEPTH} folders lie inside each other", folder)
        further = []
        with os.scandir(os.path.join(folder, inside)) as found:  # noqa: PTH118
            entries = sorted(islice(found, limits.FOLDER_NAMES + 1 - seen), key=lambda each: each.name)
        seen += len(entries)
        if seen > limits.FOLDER_NAMES:
            raise intake.DeepError(f"it holds more than {limits.FOLDER_NAMES:,} files", folder)
        for entry in entries:
            name = f"{inside}/{entry.name}" if inside else entry.name
            yield name, entry.path, entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                further.append(name)
        waiting += reversed(further)
