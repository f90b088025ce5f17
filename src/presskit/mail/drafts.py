"""Message templates → unsent messages: files for a mail client, a zip, an IMAP account (RFC 3501), previews."""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from presskit.errors import CancelledError, RequestError
from presskit.mail.addresses import Mailbox, Recipient, same_address
from presskit.mail.compose import Senders
from presskit.mail.credentials import Keyring, Login, password_in_keyring
from presskit.mail.message_template import MessageTemplate
from presskit.resources import Resources
from presskit.writers.templates import within_limits

__all__ = [
    "IMAP_PASSWORD",
    "Account",
    "Draft",
    "ImapError",
    "account_of",
    "account_password",
    "append_to_account",
    "by_language",
    "by_recipient",
    "mailbox_text",
    "preview_page",
    "preview_text",
    "suppressed_drafts",
    "telling",
    "write_zip",
]  # fmt: skip

Draft = tuple[str, bytes]
"""The name of a file, and the message in it."""

_HEAD = 1 << 14
_PREVIEW = "mail/preview.html.j2"
"""So many bytes hold the headers of a draft."""


def by_language(templates: Mapping[str, MessageTemplate], senders: Mapping[str, Senders]) -> Iterator[Draft]:
    """Yield one draft for each language; its recipients are filled in by hand."""
    for language, template in templates.items():
        yield f"{template.release_id}-{language}.eml", _drafted(template, None, senders[language])


def by_recipient(
    templates: Mapping[str, MessageTemplate], senders: Mapping[str, Senders], recipients: Sequence[Recipient]
) -> Iterator[Draft]:
    """Yield one draft for each recipient, in the recipient's language, in the order of the list."""
    digits = len(str(len(recipients)))
    for number, recipient in enumerate(recipients, 1):
        name = f"{number:0{digits}}-{recipient.language}-{re.sub(r'[^a-z0-9@.+-]+', '_', recipient.key)[:60]}.eml"
        yield name, _drafted(templates[recipient.language], recipient, senders[recipient.language])


def _drafted(template: MessageTemplate, recipient: Recipient | None, senders: Senders) -> bytes:
    return template.draft(recipient, sender=senders.sender, reply_to=senders.reply_to)


def suppressed_drafts(files: Iterable[Path], suppressed: Collection[str]) -> Iterator[Path]:
    """Yield those of the files that are unsent messages of an earlier run to somebody who is not to be written to any more.

    ``suppressed`` are addresses as they are compared, and domains with an @. Raises ``OSError`` where a file cannot be read.
    """
    from email.parser import BytesHeaderParser
    from email.utils import parseaddr

    for path in files:
        if not path.is_file():  # to open a pipe would wait for somebody who writes
            continue
        with path.open("rb") as file:
            head = BytesHeaderParser().parsebytes(file.read(_HEAD))
        address = same_address(parseaddr(str(head.get("To", "")))[1])
        if head.get("X-Unsent") == "1" and {address, f"@{address.rpartition('@')[2]}"} & set(suppressed):
            yield path


def write_zip(file: BinaryIO, drafts: Iterable[Draft]) -> None:
    """Write the drafts into a zip: equal drafts give equal bytes, so nothing is compressed."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in drafts:
            archive.writestr(zipfile.ZipInfo(name), data)


def preview_text(template: MessageTemplate, senders: Senders, recipient: Recipient | None = None) -> str:
    """Return the message as plain text."""
    head = "\n".join(f"{name}: {value}" for name, value in _facts(template, senders, recipient))
    return f"{head}\n\n{template.rendered(recipient)[0]}"


def preview_page(template: MessageTemplate, senders: Senders, resources: Resources, recipient: Recipient | None = None) -> str:
    """Return an HTML page that shows the message in a frame of its own, in which nothing can run."""
    plain, html = template.rendered(recipient)
    facts = _facts(template, senders, recipient)
    context = {"facts": facts, "plain": plain, "page": html, "language": template.language}
    return within_limits("presskit.writers.templates:render", _PREVIEW, resources, _PREVIEW, context)


def _facts(template: MessageTemplate, senders: Senders, recipient: Recipient | None) -> list[tuple[str, str]]:
    facts = [
        ("From", mailbox_text(senders.sender)),
        ("Reply-To", mailbox_text(senders.reply_to)),
        ("To", mailbox_text(recipient.mailbox if recipient else None)),
        ("Subject", template.subject),
        ("Attached", ", ".join(f"{each.name} ({each.size / 1000:.0f} kB)" for each in template.chosen(recipient))),
    ]
    return [(name, value) for name, value in facts if value]


def mailbox_text(box: Mailbox | None) -> str:
    """Return a mailbox as mail clients show it; "" for none."""
    if box is None:
        return ""
    return f"{box.name} <{box.address}>" if box.name else box.address


IMAP_PASSWORD, IMAP_HOST = "PRESSKIT_IMAP_PASSWORD", "PRESSKIT_IMAP_HOST"
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


def account_of(url: str) -> Account:
    """Read ``imap://user@host:port/Folder`` or ``imaps://…`` (RFC 5092); raises :class:`ImapError`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise ImapError(f"«{url}» is not an address of the form imaps://user@host/Drafts") from fault
    if parts.password:
        raise ImapError(f"a password does not belong into the address: it is taken from {IMAP_PASSWORD} or the keyring")
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
        raise ImapError(f"«{url}» is not an address of the form imaps://user@host/Drafts")
    tls = parts.scheme == "imaps"
    return Account(parts.hostname, port or (993 if tls else 143), unquote(parts.username), unquote(parts.path[1:]), tls)


def account_password(account: Account, environment: Mapping[str, str], keyring: Keyring | None = None) -> str:
    """Return the account's password from the environment or the system's keyring; raises :class:`ImapError`.

    A password of the environment goes to no other host than the one that ``PRESSKIT_IMAP_HOST`` names, where it is set.
    """
    bound, host = environment.get(IMAP_HOST, ""), account.host.lower()
    if environment.get(IMAP_PASSWORD) and bound and bound.lower() not in {host, f"{host}:{account.port}"}:
        raise ImapError(f"the password in {IMAP_PASSWORD} is for {bound} ({IMAP_HOST}), and the address names {account.host}")
    password = environment.get(IMAP_PASSWORD) or password_in_keyring(account.host, account.user, keyring)
    if not password:
        raise ImapError(f"no password: set {IMAP_PASSWORD}, or put it into the keyring (service presskit:{account.host})")
    return password


def append_to_account(
    account: Account,
    password: str,
    drafts: Iterable[bytes],
    context: ssl.SSLContext | None = None,
) -> tuple[str, int]:
    """Put the drafts into the account, byte for byte, flagged as drafts; return the folder and their number.

    Raises :class:`ImapError`, which says how many are there.
    """
    count = 0
    with _connected(account, password, context or ssl.create_default_context()) as server:
        folder = account.folder or _folder_for_drafts(server)
        mailbox = '"' + _encoded(folder).replace("\\", "\\\\").replace('"', '\\"') + '"'
        with telling(lambda: count, f"«{folder}»"):
            for draft in drafts:
                state, answer = server.append(mailbox, "\\Draft", None, draft)  # no date: now
                if state != "OK":
                    words = b" ".join(each for each in answer if isinstance(each, bytes)).decode("utf-8", "replace")
                    raise ImapError(f"the server refuses a draft in «{folder}» after {count}: {words}")
                count += 1
    return folder, count


@contextmanager
def telling(done: Callable[[], int], place: str) -> Iterator[None]:
    """Say how many drafts are there already, where somebody stops the rest or the disk refuses it."""
    try:
        yield
    except (KeyboardInterrupt, CancelledError, RequestError) as problem:
        if not done():
            raise
        said = "stopped" if not isinstance(problem, RequestError) else str(problem)
        count = f"{done():,} draft{' is' if done() == 1 else 's are'}"
        raise type(problem)(f"{said}; {count} in {place} already, the others are not") from problem


@contextmanager
def _connected(account: Account, password: str, context: ssl.SSLContext) -> Iterator[imaplib.IMAP4]:
    try:
        with _opened(account, context) as server:
            server.login(account.user, password)
            yield server
    except (OSError, imaplib.IMAP4.error) as problem:
        words = Login(account.user, password).hidden(str(problem)) or type(problem).__name__
        raise ImapError(f"{account.host}:{account.port}: {words}") from None  # a server may repeat the password in its words


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


def _encoded(name: str) -> str:
    """Return a folder's name in the modified UTF-7 of IMAP (RFC 3501, 5.1.3)."""

    def sixtyfour(match: re.Match[str]) -> str:
        return "&" + base64.b64encode(match[0].encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"

    return re.sub(r"[^ -~]+", sixtyfour, name.replace("&", "&-"))


def _decoded(name: str) -> str:
    def text(match: re.Match[str]) -> str:
        coded = match[1].replace(",", "/")
        return base64.b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be", "replace") if coded else "&"

    return re.sub(r"&([^&-]*)-", text, name)
