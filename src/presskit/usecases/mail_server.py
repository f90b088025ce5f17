"""The mail server that a kit names, once a person has confirmed it: a kit from outside does not choose who gets a password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from presskit.mail.credentials import bound_to, find_login, user_of
from presskit.mail.delivery import Server, ServerError, is_here
from presskit.mail.user_records import ServerRecord, user_folder
from presskit.model.release import Release
from presskit.usecases.errors import RequestError
from presskit.usecases.world import World

__all__ = ["Confirm", "ServerIdentity", "confirmed_server", "identity", "not_confirmed"]

PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class ServerIdentity:
    """The server that a kit names, and who logs in there; ``user`` is empty where nobody does."""

    host: str
    port: int
    user: str = ""

    def __str__(self) -> str:
        """Return it in words: where, and as whom."""
        place = f"{self.host}:{self.port}"
        return f"{place}, logged in as «{self.user}»" if self.user else f"{place}, without a login"


Confirm = Callable[[ServerIdentity], bool]
"""Asks a person whether this is their server. It is asked once; a yes is remembered outside of the kit."""


def not_confirmed(server: ServerIdentity) -> bool:  # noqa: ARG001 -- as it is called
    """Answer no for a program that cannot ask anybody."""
    return False


def identity(release: Release, world: World) -> ServerIdentity | None:
    """Return the server that kit.yaml names, and who would log in; None where it names none."""
    asked = release.mail.server
    if asked is None:
        return None
    return ServerIdentity(asked.host, asked.port or PORTS[asked.security], user_of(world.environment, asked.user))


def confirmed_server(
    release: Release, world: World, confirm: Confirm, *, confirmed_host: str = "", ca_file: Path | None = None
) -> Server:
    """Return the server that kit.yaml names, with the login of the environment or the keyring.

    Nothing is sent to it, and no password is looked for, before a person has confirmed host and user: by an earlier yes,
    by ``confirmed_host``, or by ``confirm``. Raises :class:`~presskit.usecases.errors.RequestError`.
    """
    asked, server = release.mail.server, identity(release, world)
    if asked is None or server is None:
        raise RequestError("kit.yaml does not say which server delivers: mail: {server: {host: smtp.example.org}}")
    if ca_file and not ca_file.is_file():
        raise RequestError(f"there is no file «{ca_file}»")
    try:
        Server(server.host, server.port, asked.security)
        _refuse_unconfirmed(server, world, confirm, confirmed_host)
        login = find_login(world.environment, server.host, asked.user)
        return Server(server.host, server.port, asked.security, login, ca_file)
    except (LookupError, ServerError) as problem:
        raise RequestError(str(problem)) from problem
    except OSError as problem:
        raise RequestError(f"what servers you have confirmed cannot be kept: {problem}") from problem


def _refuse_unconfirmed(server: ServerIdentity, world: World, confirm: Confirm, confirmed_host: str) -> None:
    if (is_here(server.host) and not server.user) or bound_to(world.environment, server.host):
        return
    record = ServerRecord(user_folder(world.environment))
    if record.knows(server.host, server.user):
        return
    if confirmed_host.lower() != server.host.lower() and (confirmed_host or not confirm(server)):
        raise RequestError(
            f"kit.yaml sends through {server}, and nobody has confirmed that. If it is your server: "
            f"--confirm-server {server.host}. It is remembered in {record.path}; nothing was sent"
        )
    record.add(server.host, server.user)
