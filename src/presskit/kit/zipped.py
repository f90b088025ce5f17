"""A kit in a zip file: its files by their names, as those of a folder. It is opened in memory, and never changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from presskit import intake, limits
from presskit.errors import RequestError
from presskit.kit import fingerprint
from presskit.kit.fingerprint import Refused

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from presskit.formats.archive import ArchiveError, Reason

__all__ = ["SUFFIX", "ZipRefusedError", "ZippedKit", "contents", "is_system", "is_zip", "kit_name", "refuse_zip"]

SUFFIX = ".zip"
_DROPPED = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
"""What macOS and Windows add. What begins with a dot is not read either, as in a folder."""
_HARM = "do not unpack it; ask the sender for another one"
_REASONS: Mapping[Reason, tuple[str, str]] = {
    "damaged": ("it is damaged, or no zip file", "ask for it once more, or unpack it and name the folder"),
    "many": (f"it holds more than {limits.ZIP_ENTRIES:,} files", "ask for the files of this release alone"),
    "password": ("it is protected by a password", "unpack it with the password, and name the folder"),
    "outside": ("a name in it leads out of it; it may be harmful", _HARM),
    "large": ("it is too large, or unpacks to far more than it holds", "ask for the files of this release alone"),
    "link": ("it holds a link or another special file", "ask for a zip with the file itself in its place"),
    "twice": ("two files in it have the same name", "ask for a zip in which each file has a name of its own"),
    "deep": (f"more than {limits.ZIP_DEPTH} folders lie inside each other", "ask for the files of this release alone"),
    "interrupted": ("a change of the kit in it was interrupted", "unpack it and check the folder: that completes it"),
    "colon": (
        "a name in it has a colon, which Windows and macOS do not write in the same way",
        "ask for a zip with the file under another name, or unpack it, rename the file, and name the folder",
    ),
    "method": (
        "it is packed by a method that not every computer unpacks (such as bzip2 or LZMA)",
        "unpack it and name the folder, or pack it anew as an ordinary zip file (Deflate)",
    ),
    "name": ("a name in it is none that every computer has", "ask for a zip with plain names, made on a computer of today"),
    "several": ("other programs would find other files in it: it has more than its list tells; it may be harmful", _HARM),
    "differs": ("its list says otherwise of a file than the file itself; it may be harmful", _HARM),
    "renamed": ("other programs would give a file in it another name; it may be harmful", _HARM),
    "folder": ("a folder in it has content, as only a file has; it may be harmful", _HARM),
}


class ZipRefusedError(intake.RefusedError):
    """The zip file is not opened; ``strerror`` says why, and ``hint`` what to do."""

    def __init__(self, path: str, problem: ArchiveError) -> None:
        why, self.hint = _REASONS[problem.reason]
        super().__init__(f"{why} («{problem.name[:80]}»)" if problem.name else why, path)


def is_zip(path: str | os.PathLike[str]) -> bool:
    """Return whether ``path`` is a zip file by its name, and no folder."""
    return os.fspath(path).lower().endswith(SUFFIX) and os.path.isfile(path)  # noqa: PTH113 -- Path.is_file raises for some


def refuse_zip(folder: Path) -> None:
    """Raise :class:`~presskit.errors.RequestError` if a command that changes or records something is given a zip file."""
    if is_zip(folder):
        message = f"«{folder}» is a zip file, in which presskit changes and records nothing"
        raise RequestError(f"{message}: unpack it first, and name the folder", fields=("folder",))


def kit_name(folder: Path) -> str:
    """Return the name of a kit's folder, and of a zip file that of the folder in it by all appearance."""
    path = folder.resolve()
    return path.name[: -len(SUFFIX)] if is_zip(path) else path.name


class ZippedKit:
    """The files of a kit in a zip file. A single folder at its top, in which all lie, is the kit's.

    ``files`` are the entries by their names in the kit, ``dropped`` the names of those that are never read. Raises
    ``OSError``: :class:`ZipRefusedError`, and what :func:`presskit.intake.read` raises.
    """

    def __init__(self, path: Path) -> None:
        from presskit.formats import archive  # a folder is read without it

        self._path = str(path)
        try:
            data = intake.read(path, limits.ZIP_BYTES)
            self._archive = archive.Archive(data, limits.ZIP_ENTRIES)
            self._archive.refuse_names(characters=limits.ZIP_NAME_CHARACTERS, depth=limits.ZIP_DEPTH)
            self._archive.refuse_large(
                lambda _: limits.ZIP_UNPACKED_BYTES,
                ratio=limits.ZIP_RATIO,
                free=limits.ZIP_RATIO_FREE_BYTES,
                total=limits.ZIP_UNPACKED_BYTES,
            )
        except archive.ArchiveError as problem:
            raise ZipRefusedError(self._path, problem) from problem
        except intake.TooLargeError as problem:
            raise ZipRefusedError(self._path, archive.ArchiveError("large")) from problem
        every = {archive.file_name(each): each for each in self._archive.files}
        top = _top([name for name in every if not _is_dropped(name)])
        outer = {name: entry for name, entry in every.items() if not name.startswith(top)}
        named = outer | {name.removeprefix(top): entry for name, entry in every.items() if name not in outer}
        ordered = sorted(named.items(), key=_place)
        self.files: dict[str, ZipInfo] = {name: each for name, each in ordered if not _is_dropped(name)}
        self.dropped = tuple(sorted(set(named).difference(self.files)))
        self._every = named

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a file, at most ``limit``; raises ``OSError`` as :func:`presskit.intake.read_inside` does."""
        from presskit.formats.archive import ArchiveError

        entry = self._every.get(name)
        if entry is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        if entry.file_size > limit:
            raise intake.TooLargeError(name, entry.file_size, limit)
        try:
            return self._archive.read(entry, limit)
        except ArchiveError as problem:
            raise ZipRefusedError(self._path, problem) from problem


def contents(path: Path, refused: Refused) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a kit in a zip file as :func:`presskit.kit.fingerprint.contents` does those of a folder."""
    from presskit.formats.archive import ArchiveError

    try:
        kit = ZippedKit(path)
        if any(fingerprint.UNSETTLED in name.split("/") for name in kit.dropped):
            raise ZipRefusedError(str(path), ArchiveError("interrupted"))
    except OSError as problem:
        refused("", problem)
        return
    is_kit = fingerprint.MARKER in kit.files
    wanted = [name for name in kit.files if is_kit or "/" not in name]
    chosen = (name for name in wanted if fingerprint.is_read(name.rpartition("/")[2], at_top="/" not in name))
    yield from fingerprint.taken(chosen, kit.read, refused)


def _place(item: tuple[str, object]) -> list[tuple[bool, str]]:
    """Return what puts files in the order in which a folder is read: in each folder its files, then its folders."""
    *folders, last = item[0].split("/")
    return [*((True, each) for each in folders), (False, last)]


def _top(names: list[str]) -> str:
    """Return the one folder in which all files lie, with ``/``; empty where there is none."""
    tops = {name.partition("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""


def is_system(name: str) -> bool:
    """Return whether an operating system added a file beside the sender's."""
    first, last = name.partition("/")[0], name.rpartition("/")[2]
    return first in _DROPPED or last in _DROPPED or last == ".DS_Store"


def _is_dropped(name: str) -> bool:
    return is_system(name) or any(part.startswith(".") for part in name.split("/"))
