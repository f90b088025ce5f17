"""Bytes → files below one folder: all of them or none, whatever happens meanwhile, and never a file outside it.

A change is prepared in ``.presskit-commit`` inside the folder: the new files, and links to the old ones. It is made when its
journal has its name (rename, fsync); only then do files change their names. What is interrupted before that never was; what
is interrupted after it is completed by :func:`settle`, which the next command calls. (Write-ahead logging, as in SQLite.)
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from presskit.limits import HASHED_BYTES
from presskit.store import journal
from presskit.store.folders import PRIVATE, flush, make_folders, remove_folders
from presskit.store.journal import DONE, JOURNAL, STAGE, UNDOING, OutputError, Step

__all__ = [
    "STAGE", "OutputError", "is_unsettled", "prepared", "refuse_used", "settle", "write_all",
    "write_new",
]  # fmt: skip

PRIVATE_FOLDER = ".presskit/"
"""What lies in here is its owner's alone: it holds names that were taken out of the kit."""
PRIVATE_PLACES = (PRIVATE_FOLDER, "input/", "mail/", "import-report.txt", "internal.txt", "questions.yaml")
"""What presskit makes of a kit that is its owner's alone: it quotes people, and what is not for publication."""
_ORDINARY = 0o666
_ANY: Mapping[str, bytes | None] = {}


def write_all(
    folder: Path, files: Mapping[str, bytes | None], *, private: bool = False, former: Mapping[str, bytes | None] = _ANY
) -> tuple[Path, ...]:
    """Write ``files`` (path below ``folder``, with ``/`` → bytes; None to delete it) and return where they are.

    The caller holds the lock of the folder (:func:`~presskit.store.locking.changing`). A file that was there keeps its
    permissions; a new one is its owner's alone where it is ``private`` (it names people), whatever the umask, with the
    folders that are made for it. A private one that everybody could read is its owner's alone from now on. ``former`` are
    bytes from which the new ones were made (None: there was no file): what another program has saved since, also during the
    change, is never overwritten.
    Raises :class:`OutputError`; then, and when interrupted before the change was made, everything is as it was.
    """
    with prepared(folder, files, private=private, former=former) as make:
        return make()


@contextlib.contextmanager
def prepared(
    folder: Path, files: Mapping[str, bytes | None], *, private: bool = False, former: Mapping[str, bytes | None] = _ANY
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
        _refuse_saved(step.name for step in steps if step.name in former and not _is_marked(former[step.name], step.former))
        yield partial(_made, folder, steps)
    except BaseException as problem:
        half_made = any((stage / each).exists() for each in (JOURNAL, UNDOING, DONE))
        if not half_made:
            shutil.rmtree(stage, ignore_errors=True)
            remove_folders(made)
        if isinstance(problem, OSError):
            raise _explained(folder, problem, half_made=half_made) from problem
        raise


def _made(folder: Path, steps: tuple[Step, ...]) -> tuple[Path, ...]:
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
    return write_all(folder, files, former=dict.fromkeys(files))


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
    journal.refuse_link(stage)
    try:
        done = _settled(folder, stage)
        _clear(stage)
    except OSError as problem:
        raise _explained(folder, problem) from problem
    return f"an earlier presskit was stopped while it changed «{folder}»: {done}"


def _settled(folder: Path, stage: Path) -> str:
    """Complete a change that has its journal, or take it back where a file of it was edited since; return which in words."""
    name = next((name for name in (UNDOING, JOURNAL, DONE) if (stage / name).is_file()), "")
    if name == DONE:
        return "the change is whole, and what was left of it was cleared away"
    if not name and not any(stage.iterdir()):
        return "what it had left behind was cleared away"
    steps = journal.read(folder, name) if name else ()
    edited = {step.name for step in steps if not _is_as_left(folder, step)}
    if name == JOURNAL and not edited:
        _redo(folder, steps)
        return f"its change was completed now ({_some([step.name for step in steps])})"
    if name == JOURNAL:
        (stage / JOURNAL).replace(stage / UNDOING)
    _undo(folder, steps)
    rest = f"; {_some(sorted(edited))} was edited since, and stays as it is: look at it" if edited else ""
    return f"nothing of that change was made, and what it had begun was cleared away{rest}"


def _is_as_left(folder: Path, step: Step) -> bool:
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


def _is_marked(data: bytes | None, mark: str) -> bool:
    """Return whether a mark is that of these bytes; None stands for no file."""
    return mark == ("" if data is None else _digest(data)) or (data is not None and len(data) > HASHED_BYTES)


def _refuse_saved(names: Iterable[str]) -> None:
    """Raise :class:`OutputError` where there are files that another program has saved meanwhile."""
    if saved := sorted(names):
        raise OutputError(f"{_some(saved)} was changed meanwhile: nothing was written. Run the command again")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _prepared(folder: Path, files: Mapping[str, bytes | None], *, private: bool) -> tuple[Step, ...]:
    """Write the new files and keep the old ones in the stage; nothing in the folder has changed yet."""
    stage = folder / STAGE
    targets = {name: _target(folder, name) for name in files}
    for parent in dict.fromkeys(target.parent for target in targets.values()):
        _refuse_read_only(parent)
    steps = tuple(
        Step(name, number, data is not None, os.path.lexists(target), "" if data is None else _digest(data), _mark(target))
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


def _make_change(folder: Path, steps: tuple[Step, ...]) -> None:
    """Give the journal its name, and then the files theirs; where that is refused, take all back."""
    stage = folder / STAGE
    part = stage / "journal.part"
    _write(part, journal.encoded(steps), PRIVATE)
    flush(stage)
    _refuse_saved(step.name for step in steps if not _is_as_left(folder, step))
    try:
        try:
            part.replace(stage / JOURNAL)
            flush(stage)
            flush(folder)
            _redo(folder, steps)
        except (OSError, OutputError):
            if not part.exists():
                _take_back(folder, steps)
            raise
        _clear(stage)
    except KeyboardInterrupt:
        if part.exists() or (stage / UNDOING).exists():
            raise
        if stage.exists():
            _redo(folder, steps)
            _clear(stage)
        raise KeyboardInterrupt(f"the change of «{folder}» was made before that, wholly") from None


def _redo(folder: Path, steps: tuple[Step, ...]) -> None:
    """Give the files their names; what has its name already is left as it is.

    Raises :class:`OutputError` where another program has saved a file that has not.
    """
    stage = folder / STAGE
    for step in steps:
        target = _target(folder, step.name)
        if not _is_as_left(folder, step):
            _refuse_saved([step.name])
        if not step.remains:
            target.unlink(missing_ok=True)
        elif step.new(stage).exists():
            make_folders(target.parent, private=step.name.startswith(PRIVATE_PLACES))
            step.new(stage).replace(target)
    _flush_parents(folder, steps)


def _take_back(folder: Path, steps: tuple[Step, ...]) -> None:
    stage = folder / STAGE
    (stage / JOURNAL).replace(stage / UNDOING)
    _undo(folder, steps)
    _clear(stage)


def _undo(folder: Path, steps: tuple[Step, ...]) -> None:
    """Put the old files back, and take away the new ones; what was edited since stays."""
    stage = folder / STAGE
    for step in steps:
        target = _target(folder, step.name)
        if not _is_as_left(folder, step):
            continue
        if step.old(stage).exists():
            step.old(stage).replace(target)
        elif not step.existed and not step.new(stage).exists():
            target.unlink(missing_ok=True)
            _remove_empty(target.parent, folder)
    _flush_parents(folder, steps)


def _clear(stage: Path) -> None:
    """Take the stage away. A journal that is carried out says so until the rest is gone, so that nobody is told otherwise."""
    done = stage / DONE
    if (stage / JOURNAL).exists():
        (stage / JOURNAL).replace(done)
    (stage / UNDOING).unlink(missing_ok=True)
    flush(stage)
    for each in stage.iterdir():
        if each != done:
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
    flush(stage)
    done.unlink(missing_ok=True)
    stage.rmdir()


def _remove_empty(folder: Path, top: Path) -> None:
    with contextlib.suppress(OSError):  # it is not empty
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def _target(folder: Path, name: str) -> Path:
    """Return the place of ``name``, which lies below ``folder`` also when links are followed."""
    target = folder.joinpath(*PurePosixPath(name).parts)
    if not journal.is_name(name) or not target.parent.resolve().is_relative_to(folder.resolve()):
        raise OutputError(f"«{name}» would be written outside {folder}, or as a hidden file")
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


def _flush_parents(folder: Path, steps: tuple[Step, ...]) -> None:
    for parent in _parents(folder, steps):
        if parent.is_dir():
            flush(parent)


def _parents(folder: Path, steps: tuple[Step, ...]) -> Iterator[Path]:
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
