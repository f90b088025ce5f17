"""The server that a kit names, once a person has confirmed it: a kit from outside does not choose who gets a password."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli.command import CommandError
from presskit.cli.console import Console, visible

if TYPE_CHECKING:
    from presskit.mail.delivery import Server
    from presskit.model.mail import MailServer
    from presskit.model.release import Kit

__all__ = ["PORTS", "arguments_of_delivery", "server_of", "through"]

PORTS = {"starttls": 587, "tls": 465, "none": 25}
_YES = frozenset({"y", "yes"})


def arguments_of_delivery(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of every command that hands messages to a server."""
    parser.add_argument("--ca", metavar="FILE", type=Path, help="trust these authorities for the server's certificate")
    parser.add_argument(
        "--confirm-server", metavar="HOST", default="", help="the kit's mail server is yours: asked once, then remembered"
    )


def through(asked: MailServer, user: str) -> str:
    """Return a server in words: where, and as whom."""
    place = f"{asked.host}:{asked.port or PORTS[asked.security]}"
    return f"{place}, logged in as «{user}»" if user else f"{place}, without a login"


def server_of(arguments: argparse.Namespace, kit: Kit, console: Console) -> Server:
    """Return the server that kit.yaml names, with the login of the environment or the keyring.

    Nothing is sent to it, and no password is looked for, before a person has confirmed host and user. Raises
    :class:`CommandError`.
    """
    from presskit.mail.credentials import find_login, user_of
    from presskit.mail.delivery import Server, ServerError

    asked = kit.release.mail.server
    if asked is None:
        raise CommandError("kit.yaml does not say which server delivers: mail: {server: {host: smtp.example.org}}")
    if arguments.ca and not arguments.ca.is_file():
        raise CommandError(f"there is no file «{arguments.ca}»")
    port = asked.port or PORTS[asked.security]
    try:
        Server(asked.host, port, asked.security)
        _confirm(arguments, console, asked, user_of(console.environment, asked.user))
        login = find_login(console.environment, asked.host, asked.user)
        return Server(asked.host, port, asked.security, login, arguments.ca)
    except (LookupError, ServerError) as problem:
        raise CommandError(str(problem)) from problem
    except OSError as problem:
        raise CommandError(f"what servers you have confirmed cannot be kept: {problem}") from problem


def _confirm(arguments: argparse.Namespace, console: Console, asked: MailServer, user: str) -> None:
    """Return once a person has said that this server may have the mail; raises :class:`CommandError` otherwise."""
    from presskit.mail.credentials import bound_to
    from presskit.mail.delivery import is_here
    from presskit.mail.user_records import ServerRecord, own_folder

    if (is_here(asked.host) and not user) or bound_to(console.environment, asked.host):
        return
    record = ServerRecord(own_folder(console.environment))
    if record.knows(asked.host, user):
        return
    if arguments.confirm_server.lower() != asked.host.lower() and not _agreed(arguments, console, asked, user):
        raise CommandError(
            f"kit.yaml sends through {through(asked, user)}, and nobody has confirmed that. If it is your server: "
            f"--confirm-server {asked.host}. It is remembered in {record.path}; nothing was sent"
        )
    record.add(asked.host, user)


def _on_a_terminal(console: Console) -> bool:
    return sys.stdin.isatty() and console.err.isatty()


def _agreed(arguments: argparse.Namespace, console: Console, asked: MailServer, user: str) -> bool:
    """Ask on a terminal, where nothing else was said."""
    if arguments.confirm_server or arguments.json or not _on_a_terminal(console):
        return False
    console.err.write(f"kit.yaml sends through {visible(through(asked, user))}. Is that your server? (yes/no) ")
    console.err.flush()
    try:
        return input().strip().lower() in _YES
    except EOFError:
        return False
