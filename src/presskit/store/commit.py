"""Bytes → files below one folder: all of them or none, whatever happens meanwhile, and never a file outside it.

A change is prepared in ``.presskit-commit`` inside the folder: the new files, and links to the old ones. It is made when its
journal has its name (rename, fsync); only then do files change their names. What is interrupted before that never was; what
is interrupted after it is completed by :func:`settle`, which the next command calls. (Write-ahead logging, as in SQLite.)
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from presskit import intake
from presskit.errors import RequestError
from presskit.limits import HASHED_BYTES, JOURNAL_BYTES
from presskit.store.folders import PRIVATE, flush, make_folders, remove_folders

__all__ = [
    "STAGE", "OutputError", "is_unsettled", "prepared", "refuse_used", "settle", "write_all",
    "write_new",
]  # fmt: skip

STAGE = ".presskit-commit"
"""The folder in which a change is prepared. Its name begins with a dot, so no reader of kits looks into it."""
PRIVATE_FOLDER = ".presskit/"
"""What lies in here is its owner's alone: it holds names that were taken out of the kit."""
PRIVATE_PLACES = (PRIVATE_FOLDER, "input/", "mail/", "import-report.txt", "internal.txt", "questions.yaml")
"""What presskit makes of a kit that is its owner's alone: it quotes people, and what is not for publication."""
JOURNAL, UNDOING = "journal.json", "undoing.json"
"""The journal of a change that is to be completed, and of one that is to be taken back."""
_ORDINARY = 0o666


class OutputError(RequestError):
    """The outputs could not be written; the message says which and why. What was there before is untouched."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One file of a change: its place below the folder, its number in the stage, and whether it is there afterwards.

    ``existed`` tells whether something was in its place before; ``digest`` is the SHA-256 of what is to be there,
    ``former`` the mark of what was (:func:`_mark`).
    """

    name: str
    number: int
    remains: bool
    existed: bool
    digest: str = ""
    former: str = ""

    def new(self, stage: Path) -> Path:
        return stage / f"{self.number}.new"

    def old(self, stage: Path) -> Path:
        return stage / f"{self.number}.old"


def write_all(folder: Path, files: Mapping[str, bytes | None], *, private: bool = False) -> tuple[Path, ...]:
    """Write ``files`` (path below ``folder``, with ``/`` → bytes; None to delete it) and return where they are.

    The caller holds the lock of the folder (:func:`~presskit.store.locking.changing`). A file that was there keeps its
    permissions; a new one is its owner's alone where it is ``private`` (it names people), whatever the umask, with the
    folders that are made for it. A private one that everybody could read is its owner's alone from now on.
    Raises :class:`OutputError`; then, and when interrupted before the change was made, everything is as it was.
    """
    with prepared(folder, files, private=private) as make:
        return make()


@contextlib.contextmanager
def prepared(
    folder: Path, files: Mapping[str, bytes | None], *, private: bool = False
) -> Iterator[Callable[[], tuple[Path, ...]]]:
    """Prepare what :func:`write_all` does, and give what does it: whatever can be refused has been by then.

    What is made between depends on the change, such as files in another folder. Where the change is not made, all is as it
    was. Raises as :func:`write_all`.
    """
    if not files:
        yield tuple
        return
    settle(folder)
    made: tuple[Path, ...] = ()
    stage = folder / STAGE
    try:
        made = make_folders(folder, private=private)
        stage.mkdir(mode=0o700)
    except OSError as problem:
        remove_folders(made)
        raise _explained(folder, problem) from problem
    try:
        steps = _prepared(folder, files, private=private)
        yield partial(_made, folder, steps)
    except BaseException as problem:
        half_made = (stage / JOURNAL).exists() or (stage / UNDOING).exists()
        if not half_made:
            shutil.rmtree(stage, ignore_errors=True)
            remove_folders(made)
        if isinstance(problem, OSError):
            raise _explained(folder, problem, half_made=half_made) from problem
        raise


def _made(folder: Path, steps: tuple[_Step, ...]) -> tuple[Path, ...]:
    """Make a prepared change, and return where its files are."""
    _make_change(folder, steps)
    return tuple(folder / step.name for step in steps if step.remains)


def refuse_used(folder: Path) -> None:
    """Raise :class:`OutputError` unless ``folder`` is missing or empty."""
    try:
        used = folder.exists() and (not folder.is_dir() or any(each.name != STAGE for each in folder.iterdir()))
    except OSError as problem:
        raise OutputError(f"cannot look into {folder}: {problem.strerror}") from problem
    if used:
        raise OutputError(f"«{folder}» is in use: nothing was written. Name a new folder")


def write_new(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files`` into a new or empty folder, as :func:`write_all` does."""
    refuse_used(folder)
    return write_all(folder, files)


def is_unsettled(folder: str | os.PathLike[str]) -> bool:
    """Return whether a change of the folder is under way, or was interrupted."""
    return os.path.lexists(os.path.join(folder, STAGE))  # noqa: PTH118 -- in the way of a command that has nothing to do


def settle(folder: Path) -> str:
    """Complete the change of ``folder`` that was interrupted, or clear away what was prepared; return what was done.

    The caller holds the lock of the folder. Empty where nothing was interrupted. Raises :class:`OutputError` where it
    cannot be completed; the next call tries again.
    """
    stage = folder / STAGE
    if not is_unsettled(folder):
        return ""
    edited: frozenset[str] = frozenset()
    completed: tuple[_Step, ...] = ()
    try:
        journal = next((name for name in (UNDOING, JOURNAL) if (stage / name).is_file()), "")
        steps = _read_journal(folder, journal) if journal else ()
        edited = frozenset(step.name for step in steps if not _is_as_left(folder, step))
        if journal == JOURNAL and edited:
            (stage / JOURNAL).replace(stage / UNDOING)
        if journal == JOURNAL and not edited:
            completed = steps
            _redo(folder, steps)
        else:
            _undo(folder, tuple(step for step in steps if step.name not in edited))
        _clear(stage)
    except OSError as problem:
        raise _explained(folder, problem) from problem
    start = f"an earlier presskit was stopped while it changed «{folder}»"
    if completed:
        return f"{start}: its change was completed now ({_some([step.name for step in completed])})"
    rest = f"; {_some(sorted(edited))} was edited since, and stays as it is: look at it" if edited else ""
    return f"{start}: nothing of that change was made, and what it had begun was cleared away{rest}"


def _is_as_left(folder: Path, step: _Step) -> bool:
    """Return whether the file of a step is as the interrupted command left it: as before the change, or as after it."""
    target, stage = _target(folder, step.name), folder / STAGE
    there = _mark(target)
    if step.remains and not step.new(stage).exists():
        return there == step.digest
    return there == step.former or (not step.remains and not there)


def _mark(path: Path) -> str:
    """Return what tells a file from an edited one: its SHA-256, or where it is very large its size and instant of change.

    Empty if there is no plain file.
    """
    if not path.is_file():
        return ""
    facts = path.stat()
    if facts.st_size > HASHED_BYTES:
        return f"{facts.st_size} bytes, changed at {facts.st_mtime_ns} ns"
    return _digest(path.read_bytes())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _prepared(folder: Path, files: Mapping[str, bytes | None], *, private: bool) -> tuple[_Step, ...]:
    """Write the new files and keep the old ones in the stage; nothing in the folder has changed yet."""
    stage = folder / STAGE
    targets = {name: _target(folder, name) for name in files}
    for parent in dict.fromkeys(target.parent for target in targets.values()):
        _refuse_read_only(parent)
    steps = tuple(
        _Step(name, number, data is not None, os.path.lexists(target), "" if data is None else _digest(data), _mark(target))
        for number, ((name, data), target) in enumerate(zip(files.items(), targets.values(), strict=True))
    )
    for step in steps:
        data, target = files[step.name], targets[step.name]
        mode = PRIVATE if private or step.name.startswith(PRIVATE_PLACES) else _ORDINARY
        if step.existed:
            _link(target, step.old(stage))
        if data is not None:
            _write(step.new(stage), data, _mode_of(target, mode, private=private))
    return steps


def _refuse_read_only(folder: Path) -> None:
    """Raise ``OSError`` where nothing may be written into a folder, or made where it is to be."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))


def _make_change(folder: Path, steps: tuple[_Step, ...]) -> None:
    """Give the journal its name, and then the files theirs; where the disk refuses that, take all back."""
    stage = folder / STAGE
    plain = [[step.name, step.number, step.remains, step.existed, step.digest, step.former] for step in steps]
    _write(stage / "journal.part", json.dumps(plain).encode(), PRIVATE)
    flush(stage)
    (stage / "journal.part").replace(stage / JOURNAL)
    flush(stage)
    flush(folder)
    try:
        _redo(folder, steps)
    except OSError:
        (stage / JOURNAL).replace(stage / UNDOING)
        _undo(folder, steps)
        _clear(stage)
        raise
    except KeyboardInterrupt:
        _redo(folder, steps)
        _clear(stage)
        raise KeyboardInterrupt(f"the change of «{folder}» was made before that, wholly") from None
    _clear(stage)


def _redo(folder: Path, steps: tuple[_Step, ...]) -> None:
    """Give the files their names; what has its name already is left as it is."""
    stage = folder / STAGE
    for step in steps:
        target = _target(folder, step.name)
        if not step.remains:
            target.unlink(missing_ok=True)
        elif step.new(stage).exists():
            make_folders(target.parent, private=step.name.startswith(PRIVATE_PLACES))
            step.new(stage).replace(target)
    _flush_parents(folder, steps)


def _undo(folder: Path, steps: tuple[_Step, ...]) -> None:
    """Put the old files back, and take away the new ones."""
    stage = folder / STAGE
    for step in steps:
        target = _target(folder, step.name)
        if step.old(stage).exists():
            step.old(stage).replace(target)
        elif not step.existed and not step.new(stage).exists():
            target.unlink(missing_ok=True)
            _remove_empty(target.parent, folder)
    _flush_parents(folder, steps)


def _clear(stage: Path) -> None:
    """Take the stage away, the journal first: without it the rest means nothing."""
    for journal in (JOURNAL, UNDOING):
        (stage / journal).unlink(missing_ok=True)
    flush(stage)
    shutil.rmtree(stage)


def _remove_empty(folder: Path, top: Path) -> None:
    with contextlib.suppress(OSError):  # it is not empty
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def _read_journal(folder: Path, name: str) -> tuple[_Step, ...]:
    """Return the steps of a journal. It may come from outside with its folder: no step of it leads out of that."""
    stage = folder / STAGE
    try:
        rows: Any = json.loads(intake.read_inside(stage, name, JOURNAL_BYTES))
        steps = tuple(_Step(str(row[0]), int(row[1]), bool(row[2]), bool(row[3]), str(row[4]), str(row[5])) for row in rows)
    except (ValueError, TypeError, IndexError, RecursionError):
        raise OutputError(f"{stage / name} cannot be understood: look at the folder, and delete {stage}") from None
    if any(PurePosixPath(step.name).parts[:1] == (STAGE,) for step in steps):
        raise OutputError(f"{stage / name} is not presskit's: delete {stage}")
    return steps


def _target(folder: Path, name: str) -> Path:
    """Return the place of ``name``, which lies below ``folder`` also when links are followed."""
    parts = PurePosixPath(name).parts
    target = folder.joinpath(*parts)
    inside = target.parent.resolve().is_relative_to(folder.resolve())
    if not parts or ".." in parts or PurePosixPath(name).is_absolute() or not inside:
        raise OutputError(f"«{name}» would be written outside {folder}")
    if target.is_dir():
        raise OutputError(f"{target} is a folder: a file of that name cannot be written")
    return target


def _link(target: Path, place: Path) -> None:
    """Keep what is at ``target`` under a second name; a copy where the file system knows no links."""
    try:
        os.link(target, place, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(target, place, follow_symlinks=False)


def _write(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as file:
        if mode != _ORDINARY and os.name != "nt":
            os.fchmod(handle, mode)  # as it is to be, whatever the umask
        file.write(data)
        file.flush()
        os.fsync(handle)


def _mode_of(target: Path, new: int, *, private: bool) -> int:
    """Return the permissions for what is to stand at ``target``: those of the file that is there, else ``new``.

    A private file that everybody may read gets ``new``, too; what is open to a group alone, somebody has wanted so.
    """
    try:
        found = stat.S_IMODE(target.stat().st_mode) & 0o777
    except OSError:
        return new
    return new if private and found & 0o007 else found


def _flush_parents(folder: Path, steps: tuple[_Step, ...]) -> None:
    for parent in _parents(folder, steps):
        if parent.is_dir():
            flush(parent)


def _parents(folder: Path, steps: tuple[_Step, ...]) -> Iterator[Path]:
    """Yield the folders in which the steps change names, each once."""
    yield from dict.fromkeys(
        folder.joinpath(*parts)
        for step in steps
        for parts in (PurePosixPath(step.name).parts[:count] for count in range(len(PurePosixPath(step.name).parts)))
    )


def _explained(folder: Path, problem: OSError, *, half_made: bool = False) -> OutputError:
    place = problem.filename or folder
    end = ". The change is made in part: mend that and run the command again, it completes the change" if half_made else ""
    return OutputError(f"cannot write to {place}: {problem.strerror or problem}{end}")
