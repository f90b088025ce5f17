"""What the e-mail use cases open: the mail server that a kit names, its ledger, and this machine's record of what was sent."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from presskit.errors import RequestError
from presskit.kit.loading import load
from presskit.kit.zipped import refuse_zip
from presskit.mail.credentials import SUBMISSION, Login, bound_to, find_login, means, user_of
from presskit.mail.delivery import Server, ServerError, is_here
from presskit.mail.ledger import Entry, Ledger, OnBegin, WrongMoveError
from presskit.mail.ledger_file import LedgerError
from presskit.mail.user_records import SentRecord, ServerRecord, user_folder
from presskit.model.release import Release
from presskit.readers import kit as kit_reader
from presskit.store.locking import BusyError, exclusive
from presskit.usecases.world import World

__all__ = [
    "LEDGER", "Confirm", "ServerIdentity", "confirmed_server", "contents_of", "existing_ledger", "identity",
    "is_confirmed", "ledger_path",
    "not_confirmed", "open_ledger", "person", "release_id", "sent_record",
]  # fmt: skip

PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class ServerIdentity:
    """The server that a kit names, and who logs in there; ``user`` is empty where nobody does."""

    host: str
    port: int
    user: str = ""

    @property
    def place(self) -> str:
        """Where it is; a host in other letters also as it is looked up, for they may look like those of another."""
        return f"{self.host}:{self.port}" if self.host.isascii() else f"{self.host}:{self.port} ({_ascii(self.host)})"

    def __str__(self) -> str:
        """Return it in words: where, and as whom."""
        return f"{self.place}, logged in as «{self.user}»" if self.user else f"{self.place}, without a login"


def _ascii(host: str) -> str:
    """Return a host as it is looked up: letters of another writing may look like those of a host that one knows."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ascii(host)


Confirm = Callable[[ServerIdentity], bool]
"""Asks a person whether this is their server. It is asked once; a yes is remembered outside of the kit."""


def not_confirmed(server: ServerIdentity) -> bool:  # noqa: ARG001 -- as it is called
    """Answer no for a program that cannot ask anybody."""
    return False


def identity(release: Release, world: World) -> ServerIdentity | None:
    """Return the server that kit.yaml names, and who would log in; None where it names none."""
    named = release.mail.server
    if named is None:
        return None
    return ServerIdentity(named.host, named.port or PORTS[named.security], user_of(world.environment, named.user))


def confirmed_server(
    release: Release, world: World, confirm: Confirm, *, confirmed_host: str = "", ca_file: Path | None = None
) -> Server:
    """Return the server that kit.yaml names, with the login of the environment or the keyring.

    Nothing is sent to it, and no password is looked for, before a person has confirmed host, port and user: by an earlier
    yes, by ``confirmed_host`` (HOST for the usual ports, or HOST:PORT), or by ``confirm``. Raises
    :class:`~presskit.errors.RequestError`.
    """
    named, server = release.mail.server, identity(release, world)
    if named is None or server is None:
        raise RequestError("kit.yaml does not say which server delivers: mail: {server: {host: smtp.example.org}}")
    if ca_file and not ca_file.is_file():
        raise RequestError(f"there is no file «{ca_file}»")
    try:
        Server(server.host, server.port, named.security)
        _refuse_unconfirmed(server, world, confirm, confirmed_host)
        login = _login(server, named.user, world, confirmed_host)
        return Server(server.host, server.port, named.security, login, ca_file)
    except (LookupError, ServerError) as problem:
        raise RequestError(str(problem)) from problem
    except OSError as problem:
        raise RequestError(f"what servers you have confirmed cannot be kept: {problem}") from problem


def _login(server: ServerIdentity, user: str, world: World, confirmed_host: str) -> Login | None:
    """Return the login; a password of the environment only if it is beyond doubt that it is this server's."""
    if not server.user:
        return None
    said = means(confirmed_host, server.host, server.port)
    others = () if said else ServerRecord(user_folder(world.environment)).others(server.host)
    return find_login(world.environment, server.host, server.port, user, others=others)


def is_confirmed(server: ServerIdentity, world: World) -> bool:
    """Return whether nobody has to say that a server is theirs: it is on this machine, or somebody has said so.

    Raises :class:`~presskit.errors.RequestError` where what was confirmed cannot be read.
    """
    if (is_here(server.host) and not server.user) or bound_to(world.environment, server.host, server.port):
        return True
    try:
        return ServerRecord(user_folder(world.environment)).knows(server.host, server.port, server.user)
    except (LookupError, OSError) as problem:
        raise RequestError(f"what servers you have confirmed cannot be read: {problem}") from problem


def _refuse_unconfirmed(server: ServerIdentity, world: World, confirm: Confirm, confirmed_host: str) -> None:
    if is_confirmed(server, world):
        return
    record = ServerRecord(user_folder(world.environment))
    if not means(confirmed_host, server.host, server.port) and (confirmed_host or not confirm(server)):
        usual = server.port in SUBMISSION
        raise RequestError(
            f"kit.yaml sends through {server}, and nobody has confirmed that; nothing was sent. If it is your server, "
            f"confirm {server.host}{'' if usual else f':{server.port}'}; it is remembered in {record.path}",
            fields=("confirmed_host",),
        )
    record.add(server.host, server.port, server.user)


LEDGER = "mail/ledger.sqlite"


def person() -> str:
    """Return who runs this process, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def release_id(folder: Path) -> str:
    """Return the release's id, which is asked of kit.yaml alone: a record is read however the kit may look."""
    refuse_zip(folder)
    files = load(folder)
    reading = kit_reader.read(files.value) if files.value else None
    if reading is None or reading.value is None:
        raise RequestError(f"{folder} cannot be read as a kit: presskit check {folder} says why")
    return reading.value.release.id


def ledger_path(folder: Path) -> Path:
    """Return where a kit's ledger is. Raises :class:`RequestError` where a link would lead it out of the kit.

    That holds for what SQLite keeps beside it, too: it would write there.
    """
    path, inside = folder / LEDGER, folder.resolve()
    for each in (path, *(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", "-journal"))):
        if not each.resolve().is_relative_to(inside):
            raise RequestError(f"«{each}» leads out of the kit: put an ordinary folder «mail» in its place")
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


def contents_of(folder: Path, release: Release) -> tuple[list[Entry], dict[str, str]]:
    """Return all messages of a release, and the hashes of what the first recipients of this version got.

    There are none where nothing was ever sent.
    """
    if not ledger_path(folder).exists():
        return [], {}
    with existing_ledger(folder) as ledger:
        return ledger.entries(release.id), ledger.artefacts(release.id, release.version)


@contextmanager
def open_ledger(folder: Path, world: World, on_begin: OnBegin = lambda _entry, _at: None) -> Iterator[Ledger]:
    """Open a kit's ledger as its only writer; what a sender left in flight has to be reviewed from now on.

    Raises :class:`RequestError` where another sender is at work or the ledger cannot be used.
    """
    who = f"process {os.getpid()}, since {world.clock():%Y-%m-%d %H:%M:%S} UTC"
    try:
        with exclusive(folder / "mail" / "sending.lock", who), Ledger(ledger_path(folder), on_begin=on_begin) as ledger:
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
