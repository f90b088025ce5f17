"""The history of a kit: what each command changed, and the bytes of every state, so that any of them can be put back.

It lies in ``.presskit`` inside the kit: one file an entry in ``history/``, and each content once in ``objects/`` under its
SHA-256 (as Git keeps blobs). What was edited by hand between two commands is an entry of its own. Nothing is forgotten by
itself; whoever sends a kit to somebody who may not see its earlier states leaves ``.presskit`` out.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from presskit import intake
from presskit.errors import RequestError
from presskit.limits import HASHED_BYTES, HISTORY_ENTRY_BYTES, HISTORY_FILE_BYTES
from presskit.store.commit import PRIVATE_FOLDER, write_all
from presskit.store.journal import is_name

__all__ = ["EDITED", "FIRST", "HistoryEntry", "content", "entries", "lost", "record", "restore", "take_back", "undoable"]

EDITED, FIRST = "edited by hand", "as it was"
"""The actions of entries that no command made; FIRST is that of the first entry."""
_WAY_OUT = "To go on without it, move the folder .presskit out of the kit"
_LEDGER = frozenset(f"mail/ledger.sqlite{end}" for end in ("", "-journal", "-shm", "-wal"))
_ENTRIES, _OBJECTS = f"{PRIVATE_FOLDER}history", f"{PRIVATE_FOLDER}objects"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One state of a kit.

    ``time`` is when it was recorded (ISO 8601, with its zone), ``action`` the command that made it, ``changed`` the files in
    which it differs from the entry before. ``files`` are all files of the state by their path, each with its SHA-256.
    ``takes_back`` is the number of the entry that this one undid, 0 for none.
    """

    number: int
    time: str
    action: str
    changed: tuple[str, ...]
    files: Mapping[str, str]
    takes_back: int = 0


def entries(folder: Path) -> tuple[HistoryEntry, ...]:
    """Return the history of the kit in ``folder``, the oldest first; raises :class:`RequestError` where it is damaged."""
    try:
        names = sorted(each for each in os.listdir(folder / _ENTRIES) if each.endswith(".json"))  # noqa: PTH208 -- names alone
    except FileNotFoundError:
        return ()
    except OSError as problem:
        raise RequestError(f"the history of «{folder}» cannot be read: {problem.strerror}") from problem
    return tuple(_entry(folder, name) for name in names)


def record(  # noqa: PLR0913 -- what an entry is, one by one
    folder: Path,
    files: Mapping[str, bytes | None],
    *,
    action: str,
    sources: Mapping[str, bytes],
    now: datetime,
    takes_back: int = 0,
    joins: timedelta = timedelta(),
) -> tuple[Path, ...]:
    """Change ``files`` of a kit as one change with its entry in the history, and return where the files are.

    ``sources`` are the files of the kit as they are now. Where they differ from the last entry, what was edited since is
    recorded first. The last entry takes the change in if it is of the same ``action``, nothing was edited since, and it began
    no longer ago than ``joins``: the state between is not kept. The caller holds the lock of the folder. Raises as
    :func:`~presskit.store.commit.write_all`, and :class:`RequestError` for a file whose name no history may hold: what is
    written can be read and undone.
    """
    if refused := [name for name in files if not _may_be_kept(name)]:
        raise RequestError(f"«{refused[0]}» is hidden, or records e-mails; the history keeps no such file: nothing was written")
    past = entries(folder)
    before = _tracked(folder, {*files, *(past[-1].files if past else ())}, sources)
    written: dict[str, bytes | None] = {}
    last = _last(past, before, written, now)
    after = {**before, **files}
    state = {name: _digest(data) for name, data in sorted(after.items()) if data is not None}
    changed = tuple(name for name, data in files.items() if data != before.get(name))
    if not changed:
        return ()
    if not written and _goes_on(last, action, now, joins):
        together = tuple(dict.fromkeys((*last.changed, *changed)))
        entry = replace(last, changed=together, files=state)
        written |= _between(past, last, entry)
    else:
        entry = HistoryEntry(last.number + 1, now.isoformat(timespec="seconds"), action, changed, state, takes_back)
    written |= _objects(folder, after.values()) | _objects(folder, before.values()) | {_name(entry): _encoded(entry)}
    paths = write_all(folder, {**files, **written}, former={name: before.get(name) for name in files})
    return tuple(path for path in paths if path.relative_to(folder).as_posix() not in written)


def _goes_on(last: HistoryEntry, action: str, now: datetime, joins: timedelta) -> bool:
    """Return whether a change is part of the one that the last entry tells of."""
    if not joins or last.action != action or last.takes_back:
        return False
    return timedelta() <= now - datetime.fromisoformat(last.time) <= joins


def _between(past: Sequence[HistoryEntry], last: HistoryEntry, entry: HistoryEntry) -> dict[str, bytes | None]:
    """Return the contents that the last entry alone had and has no more, each to be taken away."""
    kept = {digest for each in (*past[:-1], entry) for digest in each.files.values()}
    return {_object(digest): None for digest in last.files.values() if digest not in kept}


def take_back(folder: Path, *, sources: Mapping[str, bytes], now: datetime) -> tuple[HistoryEntry, tuple[str, ...]]:
    """Undo the last change that a command made and that is not undone; return its entry and the files that changed.

    Raises :class:`RequestError` where there is none, and where a file that it changed was edited since.
    """
    past = entries(folder)
    entry = undoable(past)
    if entry is None:
        raise RequestError(f"nothing to undo: no command has changed «{folder}», or all of it is undone")
    before = next((each.files for each in reversed(past) if each.number < entry.number), {})
    now_there = _tracked(folder, set(entry.changed), sources)
    edited = [name for name in entry.changed if _digest_of(now_there.get(name)) != entry.files.get(name)]
    if edited:
        hint = f"«presskit undo {folder} --to {max(entry.number - 1, 1)}» goes back to the whole state before; nothing is lost"
        raise RequestError(f"{', '.join(edited)} was changed after «{entry.action}»: nothing was undone. {hint}")
    files = {name: content(folder, before[name]) if name in before else None for name in entry.changed}
    record(folder, files, action=f"undo {entry.number}", sources=sources, now=now, takes_back=entry.number)
    return entry, entry.changed


def undoable(past: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """Return the last change of a command that is not undone, also one that put back a whole state; None if there is none."""
    undone = {each.takes_back for each in past}
    ours = (each for each in reversed(past[1:]) if each.action != EDITED and each.takes_back <= 0)
    return next((each for each in ours if each.number not in undone), None)


def restore(folder: Path, number: int, *, sources: Mapping[str, bytes], now: datetime) -> tuple[str, ...]:
    """Put back the whole state that entry ``number`` recorded; return the files that changed.

    Raises :class:`RequestError` where there is no such entry.
    """
    past = entries(folder)
    wanted = next((each for each in past if each.number == number), None)
    if wanted is None:
        known = f"from 1 to {past[-1].number}" if past else "none yet"
        raise RequestError(f"the history of «{folder}» has no entry {number}; it has {known}", fields=("to",))
    there = _tracked(folder, {*wanted.files, *past[-1].files}, sources)
    files: dict[str, bytes | None] = {
        name: content(folder, wanted.files[name]) if name in wanted.files else None
        for name in sorted({**there, **wanted.files})
        if _digest_of(there.get(name)) != wanted.files.get(name)
    }
    record(folder, files, action=f"undo to {number}", sources=sources, now=now, takes_back=-1)
    return tuple(files)


def content(folder: Path, digest: str) -> bytes:
    """Return a content by its SHA-256; raises :class:`RequestError` where the history has lost it."""
    try:
        data = intake.read_inside(folder, _object(digest), HISTORY_FILE_BYTES)
    except OSError as problem:
        raise RequestError(f"the history of «{folder}» has lost a file: {problem.strerror}") from problem
    if _digest(data) != digest:
        raise RequestError(f"the history of «{folder}» is damaged: a file in it has other bytes than were kept")
    return data


def lost(folder: Path, past: Sequence[HistoryEntry]) -> tuple[tuple[int, str], ...]:
    """Return the number of the entry and the name of each file in ``past`` whose content the history does not have as it was.

    Of contents above a limit it is only looked whether they are there (:data:`~presskit.limits.HASHED_BYTES`).
    """
    known: dict[str, bool] = {}
    for digest in {digest for entry in past for digest in entry.files.values()}:
        try:
            known[digest] = _digest(intake.read_inside(folder, _object(digest), HASHED_BYTES)) == digest
        except intake.TooLargeError:
            known[digest] = True
        except OSError:
            known[digest] = False
    return tuple((entry.number, name) for entry in past for name, digest in entry.files.items() if not known[digest])


def _last(
    past: tuple[HistoryEntry, ...], before: Mapping[str, bytes], written: dict[str, bytes | None], now: datetime
) -> HistoryEntry:
    """Return the entry of the state as it is; where none has it, add one to ``written``: somebody edited by hand."""
    state = {name: _digest(data) for name, data in sorted(before.items())}
    last = past[-1] if past else HistoryEntry(0, "", EDITED, (), {})
    if state == last.files:
        return last
    changed = tuple(sorted(name for name in {**state, **last.files} if state.get(name) != last.files.get(name)))
    action = EDITED if past else FIRST
    entry = HistoryEntry(last.number + 1, now.isoformat(timespec="seconds"), action, changed, state)
    written[_name(entry)] = _encoded(entry)
    return entry


def _tracked(folder: Path, names: set[str], sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a state as they are now: the kit's own, and those of ``names`` that are there."""
    found = dict(sources)
    for name in sorted(names.difference(sources)):
        try:
            found[name] = intake.read_inside(folder, name, HISTORY_FILE_BYTES)
        except FileNotFoundError:
            continue
        except OSError as problem:
            raise RequestError(f"{folder / name} cannot be read: {problem.strerror}; nothing was changed") from problem
    return found


def _objects(folder: Path, contents: Any) -> dict[str, bytes | None]:
    """Return the contents that the history does not have yet, by their place in it."""
    places = {_object(_digest(data)): data for data in contents if data is not None}
    return {place: data for place, data in places.items() if not (folder / place).is_file()}


def _object(digest: str) -> str:
    return f"{_OBJECTS}/{digest[:2]}/{digest[2:]}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest_of(data: bytes | None) -> str | None:
    return None if data is None else _digest(data)


def _name(entry: HistoryEntry) -> str:
    return f"{_ENTRIES}/{entry.number:06}.json"


def _encoded(entry: HistoryEntry) -> bytes:
    return (json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n").encode()


def _may_be_kept(path: str) -> bool:
    """Return whether the history may hold a file: nothing hidden or outside, and not who got which e-mail: that only grows."""
    hidden = any(part.startswith(".") or not part for part in path.split("/"))
    return not hidden and path.casefold() not in _LEDGER


def _entry(folder: Path, name: str) -> HistoryEntry:
    try:
        plain: dict[str, Any] = json.loads(intake.read_inside(folder, f"{_ENTRIES}/{name}", HISTORY_ENTRY_BYTES))
        files = {str(path): str(digest) for path, digest in plain["files"].items()}
        changed = tuple(map(str, plain["changed"]))
        numbers = int(plain["number"]), int(plain["takes_back"])
        entry = HistoryEntry(numbers[0], str(plain["time"]), str(plain["action"]), changed, files, numbers[1])
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as problem:
        raise RequestError(f"the history of «{folder}» is damaged: {name} cannot be understood. {_WAY_OUT}") from problem
    named = all(is_name(path) and _may_be_kept(path) for path in (*files, *changed))
    if not named or not all(len(digest) == 64 and digest.isalnum() for digest in files.values()):
        raise RequestError(f"the history of «{folder}» is damaged: {name} names files that cannot be. {_WAY_OUT}")
    return entry
