"""The login for the mail server: from the environment or the system's keyring, never from a kit, never in a log."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["Login", "bound_to", "find_login", "user_of"]

USER, PASSWORD, HOST = "PRESSKIT_SMTP_USER", "PRESSKIT_SMTP_PASSWORD", "PRESSKIT_SMTP_HOST"


@dataclass(frozen=True, slots=True)
class Login:
    """A user and a password, which no ``repr`` shows."""

    user: str
    password: str = field(repr=False)


class Keyring(Protocol):
    """What is used of the library keyring."""

    def get_password(self, service: str, user: str) -> str | None:
        """Return the password, if the keyring has it."""


def user_of(environment: Mapping[str, str], user: str) -> str:
    """Return who logs in: the environment says it, otherwise ``user``, whom the kit names; empty where nobody does."""
    return environment.get(USER, "") or user


def bound_to(environment: Mapping[str, str], host: str) -> bool:
    """Tell whether the environment itself names ``host`` as the server of its login."""
    return environment.get(HOST, "").lower() == host.lower()


def find_login(environment: Mapping[str, str], host: str, user: str = "", keyring: Keyring | None = None) -> Login | None:
    """Return the login for ``host``: the password comes from the environment or the keyring.

    ``user`` is what the kit says; the environment goes before it. The keyring's service is ``presskit:HOST``. Without a
    user there is no login; a user without a password raises ``LookupError``, for the server would refuse everybody. A
    password of the environment goes to no other host than the one that ``PRESSKIT_SMTP_HOST`` names, where it is set.
    """
    user = user_of(environment, user)
    if not user:
        return None
    if environment.get(PASSWORD) and environment.get(HOST) and not bound_to(environment, host):
        raise LookupError(f"the password in {PASSWORD} is for {environment[HOST]} ({HOST}), and kit.yaml names {host}")
    password = environment.get(PASSWORD) or _from_keyring(keyring or _installed(), host, user)
    if not password:
        raise LookupError(f"the login «{user}» has no password in {PASSWORD} or in the keyring (service presskit:{host})")
    return Login(user, password)


def _from_keyring(keyring: Keyring | None, host: str, user: str) -> str | None:
    return keyring.get_password(f"presskit:{host}", user) if keyring else None


def _installed() -> Keyring | None:
    try:
        library: Keyring = importlib.import_module("keyring")
    except ImportError:
        return None
    return library
