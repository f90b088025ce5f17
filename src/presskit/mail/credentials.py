"""Logins for mail servers: from the environment or the system's keyring, never from a kit, never in a log."""

from __future__ import annotations

import base64
import importlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["SUBMISSION", "Keyring", "Login", "bound_to", "find_login", "means", "password_in_keyring", "user_of"]

USER, PASSWORD, HOST = "PRESSKIT_SMTP_USER", "PRESSKIT_SMTP_PASSWORD", "PRESSKIT_SMTP_HOST"


@dataclass(frozen=True, slots=True)
class Login:
    """A user and a password, which no ``repr`` shows."""

    user: str
    password: str = field(repr=False)

    def hidden(self, words: str) -> str:
        """Return a server's words without the password, which some servers repeat, also as it was sent (RFC 4616)."""
        sent = (f"\0{self.user}\0{self.password}", self.password)
        for each in (self.password, *(base64.b64encode(part.encode("utf-8", "replace")).decode() for part in sent)):
            words = words.replace(each, "…") if each else words
        return words


class Keyring(Protocol):
    """What is used of the library keyring."""

    def get_password(self, service: str, user: str) -> str | None:
        """Return the password, if the keyring has it."""


def user_of(environment: Mapping[str, str], user: str) -> str:
    """Return who logs in: the environment says it, otherwise ``user``, whom the kit names; empty where nobody does."""
    return environment.get(USER, "") or user


SUBMISSION = frozenset({465, 587})
"""The ports on which mail is submitted (RFC 8314). On another port of the same host another program may be listening."""


def means(named: str, host: str, port: int) -> bool:
    """Return whether what a person named, ``HOST`` or ``HOST:PORT``, is this server; without a port, the usual ports are."""
    wanted = named.lower().rstrip(".")
    here = host.lower().rstrip(".")
    return wanted in {f"{here}:{port}", f"[{here}]:{port}"} or (wanted == here and port in SUBMISSION)


def bound_to(environment: Mapping[str, str], host: str, port: int) -> bool:
    """Return whether the environment itself names the server of its login."""
    return bool(environment.get(HOST)) and means(environment[HOST], host, port)


def find_login(  # noqa: PLR0913, PLR0917 -- whom the kit names and where, and what may be known of it
    environment: Mapping[str, str],
    host: str,
    port: int = 587,
    user: str = "",
    keyring: Keyring | None = None,
    others: Collection[str] = (),
) -> Login | None:
    """Return the login for a server: the password comes from the environment or the keyring.

    ``user`` is what the kit says; the environment goes before it. The keyring's service is ``presskit:HOST``. Without a
    user there is no login; a user without a password raises ``LookupError``, for the server would refuse everybody. A
    password of the environment goes to no other server than the one that ``PRESSKIT_SMTP_HOST`` names; where that is not set
    and ``others`` have been confirmed, nobody knows whose it is, and ``LookupError`` says so.
    """
    user = user_of(environment, user)
    if not user:
        return None
    if environment.get(PASSWORD):
        if environment.get(HOST) and not bound_to(environment, host, port):
            bound = f"the password in {PASSWORD} is for {environment[HOST]} ({HOST})"
            raise LookupError(f"{bound}, and kit.yaml names {host}:{port}")
        if not environment.get(HOST) and others:
            known = f"mail goes through {', '.join(sorted(others))} from here, too"
            raise LookupError(f"{known}, and {PASSWORD} does not say whose password it is: set {HOST}={host}:{port} with it")
    password = environment.get(PASSWORD) or password_in_keyring(host, user, keyring)
    if not password:
        raise LookupError(f"the login «{user}» has no password in {PASSWORD} or in the keyring (service presskit:{host})")
    return Login(user, password)


def password_in_keyring(host: str, user: str, keyring: Keyring | None = None) -> str | None:
    """Return the password that the system's keyring has for ``presskit:HOST``; None also without the library keyring."""
    try:
        library: Keyring = keyring or importlib.import_module("keyring")
    except ImportError:
        return None
    return library.get_password(f"presskit:{host}", user)
