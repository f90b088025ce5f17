"""Drafts into the Drafts folder of an IMAP account (RFC 3501), over a connection whose certificate is verified."""

from __future__ import annotations

import base64
import imaplib
import importlib
import re
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from presskit.mail.credentials import Keyring

__all__ = ["PASSWORD", "Account", "ImapError", "account", "append", "password_for"]

PASSWORD = "PRESSKIT_IMAP_PASSWORD"  # noqa: S105 -- the name of a variable
TIMEOUT = 30
"""Seconds that a server may take to answer."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ImapError(Exception):
    """The drafts could not be put into the account; the message says why, for the user. It never holds the password."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where drafts go. ``tls`` is encrypted from the first byte on; otherwise STARTTLS is asked for.

    ``folder`` is empty where the server is to say which of its folders is meant for drafts (RFC 6154).
    """

    host: str
    port: int
    user: str
    folder: str
    tls: bool


def account(url: str) -> Account:
    """Read ``imap://user@host:port/Folder`` or ``imaps://…`` (RFC 5092); raises :class:`ImapError`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise ImapError(f"«{url}» is not an address of the form imaps://user@host/Drafts") from fault
    if parts.password:
        raise ImapError(f"a password does not belong into the address: it is taken from {PASSWORD} or the keyring")
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
        raise ImapError(f"«{url}» is not an address of the form imaps://user@host/Drafts")
    tls = parts.scheme == "imaps"
    return Account(parts.hostname, port or (993 if tls else 143), unquote(parts.username), unquote(parts.path[1:]), tls)


def password_for(account: Account, environment: Mapping[str, str], keyring: Keyring | None = None) -> str:
    """Return the account's password from the environment or the system's keyring; raises :class:`ImapError`."""
    password = environment.get(PASSWORD) or _kept(keyring, account)
    if not password:
        raise ImapError(f"no password: set {PASSWORD}, or put it into the keyring (service presskit:{account.host})")
    return password


def _kept(keyring: Keyring | None, account: Account) -> str | None:
    """Return the password that the system's keyring has, where the library keyring is installed."""
    try:
        library: Keyring = keyring or importlib.import_module("keyring")
    except ImportError:
        return None
    return library.get_password(f"presskit:{account.host}", account.user)


def append(
    account: Account,
    password: str,
    drafts: Iterable[bytes],
    context: ssl.SSLContext | None = None,
    told: Callable[[int], None] = lambda _: None,
) -> tuple[str, int]:
    """Put the drafts into the account, byte for byte, flagged as drafts; return the folder and their number.

    ``told`` is called with the number of those that are there. Raises :class:`ImapError`, which says how many are.
    """
    count = 0
    with _connected(account, password, context or ssl.create_default_context()) as server:
        folder = account.folder or _folder_for_drafts(server)
        for draft in drafts:
            state, answer = server.append(_quoted(folder), "\\Draft", None, draft)  # no date: now
            if state != "OK":
                words = b" ".join(each for each in answer if isinstance(each, bytes)).decode("utf-8", "replace")
                raise ImapError(f"the server refuses a draft in «{folder}» after {count}: {words}")
            count += 1
            told(count)
    return folder, count


@contextmanager
def _connected(account: Account, password: str, context: ssl.SSLContext) -> Iterator[imaplib.IMAP4]:
    try:
        with _opened(account, context) as server:
            server.login(account.user, password)
            yield server
    except (OSError, imaplib.IMAP4.error) as problem:
        words = str(problem).replace(password, "…") or type(problem).__name__
        raise ImapError(f"{account.host}:{account.port}: {words}") from problem


def _opened(account: Account, context: ssl.SSLContext) -> imaplib.IMAP4:
    if account.tls:
        return imaplib.IMAP4_SSL(account.host, account.port, ssl_context=context, timeout=TIMEOUT)
    server = imaplib.IMAP4(account.host, account.port, timeout=TIMEOUT)
    if "STARTTLS" in server.capabilities:
        server.starttls(context)
    elif account.host not in _LOOPBACK:
        server.shutdown()
        raise ImapError(f"{account.host} offers no encryption, and the password would go out in the clear; use imaps://")
    return server


def _folder_for_drafts(server: imaplib.IMAP4) -> str:
    """Return the folder that the server marks as the one for drafts, or «Drafts»."""
    _, lines = server.list()
    for line in lines:
        found = re.match(rb'\([^)]*\\Drafts\b[^)]*\) (?:"[^"]*"|NIL) "?([^"]+)"?$', line if isinstance(line, bytes) else b"")
        if found:
            return _decoded(found[1].decode("ascii", "replace"))
    return "Drafts"


def _quoted(folder: str) -> str:
    return '"' + _encoded(folder).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _encoded(name: str) -> str:
    """Return a folder's name in the modified UTF-7 of IMAP (RFC 3501, 5.1.3)."""

    def sixtyfour(match: re.Match[str]) -> str:
        return "&" + base64.b64encode(match[0].encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"

    return re.sub(r"[^ -~]+", sixtyfour, name.replace("&", "&-"))


def _decoded(name: str) -> str:
    def text(match: re.Match[str]) -> str:
        coded = match[1].replace(",", "/")
        return base64.b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be", "replace") if coded else "&"

    return re.sub(r"&([^-]*)-", text, name)
