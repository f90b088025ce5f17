"""Who a message is from and to: mailboxes, and the recipients of a media list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from presskit.language.data import words
from presskit.source import Span

__all__ = ["AddressError", "Addresses", "Mailbox", "Recipient", "addresses_in", "is_role", "mailbox_of", "same_address"]

_ROLES = frozenset({"abuse", "postmaster", "webmaster", "noreply", "no-reply"})  # RFC 2142, in whatever language
_BEFORE = " \t\n\r\f\v<>\"'([,;:«»„“”‘’‹›＜＞"
_BEHIND = " \t\n\r\f\v<>\"')],;:.«»„“”‘’‹›＜＞"
_HYPHENS = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_NAMES = re.compile(r"[^<>\n;|]{0,200}<([^<>]{0,320})>")
_BETWEEN = re.compile(r"[\s,;/|\\،؛<>()\[\]{}\"«»„“”]+")
_REMARK = re.compile(r"\([^()@]*\)|\[[^\[\]@]*\]")
_NAMED = re.compile(r"^(?P<name>[^<>]*)<(?P<address>[^<>]*)>[\s,;.]*$")


class AddressError(ValueError):
    """A text is no e-mail address; the message says why, for the user."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name, or none, and an address (RFC 5322, 3.4). The domain is in its ASCII form (RFC 5891, A-labels)."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]

    @property
    def needs_smtputf8(self) -> bool:
        """Whether only a server that speaks SMTPUTF8 (RFC 6531) can take the address."""
        return not self.address.isascii()


@dataclass(frozen=True, slots=True)
class Recipient:
    """One entry of a media list: a valid, normalised address and what the list says of it.

    ``language`` is the language of the message (BCP 47). ``country`` is a code (ISO 3166-1) or empty. ``groups`` are in
    lower case. ``attachments`` names the outputs that this recipient gets; None: what all get, empty: none.
    """

    address: str
    name: str = ""
    outlet: str = ""
    language: str = ""
    country: str = ""
    groups: tuple[str, ...] = ()
    span: Span = field(default=Span(""), compare=False, repr=False)
    attachments: tuple[str, ...] | None = None

    @property
    def mailbox(self) -> Mailbox:
        """The recipient as a header names it."""
        return Mailbox(self.address, self.name)

    @property
    def key(self) -> str:
        """The address as it is compared."""
        return same_address(self.address)


def mailbox_of(text: str) -> Mailbox:
    """Return the address in ``text``, which may have a name, ``mailto:`` and stray marks; raises :class:`AddressError`.

    The form is checked (RFC 5321, RFC 6531), no server is asked. The domain becomes lower case and ASCII; the part before
    the @ stays as it is.
    """
    from email_validator import EmailNotValidError, validate_email

    named = _NAMED.match(text.strip())
    bare = _bare(named["address"] if named else text)
    address = (unquote(bare[7:]) if bare[:7].lower() == "mailto:" else bare).partition("?")[0]
    try:
        checked = validate_email(address, check_deliverability=False)
    except EmailNotValidError as fault:
        raise AddressError(str(fault)) from fault
    return Mailbox(f"{checked.local_part}@{checked.ascii_domain}", _bare(named["name"]) if named else "")


def _bare(text: str) -> str:
    """Return a text without marks around it, and without direction marks, joiners and variation selectors."""
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf" and not "\ufe00" <= char <= "\ufe0f")
    return seen.replace("\u00a0", " ").lstrip(_BEFORE).rstrip(_BEHIND)


@lru_cache(maxsize=1 << 16)
def same_address(address: str) -> str:
    """Return the form in which addresses are compared, whatever typists and programs make of one and the same.

    Local parts differ by case on paper only (RFC 5321, 2.4); a domain may be in letters or in A-labels; Word turns hyphens
    into others. What is no address is compared as it stands.
    """
    plain = address.strip()
    if not plain.isascii() or re.search(r"[<>\"':]|\.$|xn--", plain):
        with suppress(AddressError):
            plain = mailbox_of(plain).address
    return _HYPHENS.sub("-", unicodedata.normalize("NFKC", plain)).casefold()


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a cell holds: mailboxes, and with why what should be an address and is none.

    ``hints`` are addresses inside what is none: nobody is written to by a hint, but whom it names may be meant.
    ``clear`` tells that all that are meant are among the boxes and the hints.
    """

    boxes: tuple[Mailbox, ...] = ()
    bad: tuple[tuple[str, str], ...] = ()
    hints: tuple[Mailbox, ...] = ()
    clear: bool = True


def addresses_in(text: str) -> Addresses:
    """Return the addresses of a cell, however they are parted: comma, semicolon, space, slash, line, «Name <address>».

    A cell with one @ is one address, or none; of several each is read by itself.
    """
    if text.count("@") > 1:
        named = [match[0].strip(" ,/\t") for match in _NAMES.finditer(text) if match[0].count("@") == 1]
        rest = _NAMES.sub(lambda match: "\n" if match[0].count("@") == 1 else match[0], text)
        return _each([*named, *_BETWEEN.split(rest)])
    try:
        return Addresses((mailbox_of(text),))
    except AddressError as fault:
        bad = ((text, str(fault)),)
    try:
        return Addresses(bad=bad, hints=(mailbox_of(_REMARK.sub(" ", text)),))
    except AddressError:
        return Addresses(bad=bad, hints=_each(_BETWEEN.split(text)).boxes, clear=False)


def _each(parts: Iterable[str]) -> Addresses:
    boxes: dict[str, Mailbox] = {}
    bad = []
    for part in (each for each in parts if "@" in each):
        try:
            box = mailbox_of(part)
            boxes.setdefault(same_address(box.address), box)
        except AddressError as fault:
            bad.append((part, str(fault)))
    return Addresses(tuple(boxes.values()), tuple(bad), clear=not bad)


def is_role(address: str) -> bool:
    """Return whether an address is that of a desk and not of a person."""
    return re.split(r"[.+_\d]", address.partition("@")[0].lower())[0] in {*_ROLES, *words("mail", "mailboxes")}
