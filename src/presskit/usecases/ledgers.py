"""The ledger of a kit: where it is, how it is read, and how one process writes it at a time."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from presskit.kit.loading import load
from presskit.mail.ledger import Entry, Ledger, Witness, WrongMoveError
from presskit.mail.ledger_file import LedgerError
from presskit.mail.user_records import SentRecord, user_folder
from presskit.readers import kit as kit_reader
from presskit.usecases.errors import RequestError
from presskit.usecases.locking import BusyError, only_one
from presskit.usecases.world import World

__all__ = ["LEDGER", "entries_of", "existing_ledger", "ledger_path", "open_ledger", "person", "release_id", "sent_record"]

LEDGER = "mail/ledger.sqlite"


def person() -> str:
    """Return who runs this process, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def release_id(folder: Path) -> str:
    """Return the release's id, which is asked of kit.yaml alone: a record is read however the kit may look."""
    files = load(folder)
    reading = kit_reader.read(files.value) if files.value else None
    if reading is None or reading.value is None:
        raise RequestError(f"{folder} cannot be read as a kit: presskit check {folder} says why")
    return reading.value.release.id


def ledger_path(folder: Path) -> Path:
    """Return where a kit's ledger is. Raises :class:`RequestError` where a link would lead it out of the kit."""
    path = folder / LEDGER
    if not path.resolve().is_relative_to(folder.resolve()):
        raise RequestError(f"«{path}» leads out of the kit: put an ordinary folder «mail» in its place")
    return path


@contextmanager
def existing_ledger(folder: Path) -> Iterator[Ledger]:
    """Open a kit's ledger to read it; raises :class:`RequestError` where there is none, or it cannot be read."""
    path = ledger_path(folder)
    if not path.exists():
        raise RequestError(f"nothing of {folder} was sent: there is no ledger {path}")
    try:
        with Ledger(path, read_only=True) as ledger:
            yield ledger
    except LedgerError as problem:
        raise RequestError(str(problem)) from problem


def entries_of(folder: Path, release: str) -> list[Entry]:
    """Return all messages of a release; none where nothing was ever sent."""
    if not ledger_path(folder).exists():
        return []
    with existing_ledger(folder) as ledger:
        return ledger.entries(release)


@contextmanager
def open_ledger(folder: Path, world: World, witness: Witness = lambda _entry, _at: None) -> Iterator[Ledger]:
    """Open a kit's ledger as its only writer; what a sender left in flight has to be reviewed from now on.

    Raises :class:`RequestError` where another sender is at work or the ledger cannot be used.
    """
    who = f"process {os.getpid()}, since {world.clock():%Y-%m-%d %H:%M:%S} UTC"
    try:
        with only_one(folder / "mail" / "sending.lock", who), Ledger(ledger_path(folder), witness=witness) as ledger:
            ledger.recover(world.clock())
            yield ledger
    except BusyError as problem:
        raise RequestError(f"another sender is at work on this kit ({problem}): wait for its end, then run again") from problem
    except (LedgerError, WrongMoveError) as problem:
        raise RequestError(str(problem)) from problem
    except OSError as problem:
        raise RequestError(f"{folder / 'mail'} cannot be used: {problem.strerror or problem}") from problem


def sent_record(release: str, world: World) -> SentRecord:
    """Return what this machine keeps, outside of the kit, of whom a release went to; raises :class:`RequestError`."""
    try:
        return SentRecord(user_folder(world.environment, "XDG_STATE_HOME"), release)
    except LookupError as problem:
        raise RequestError(f"what was sent from this machine cannot be read: {problem}") from problem
