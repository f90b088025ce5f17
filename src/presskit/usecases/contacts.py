"""The contacts of a kit, each with the place of its entry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.kit.loading import load
from presskit.model.people import Contact
from presskit.usecases.edit_entries import digest_of, readable
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["ContactsReport", "ContactsRequest", "read_contacts"]

_FILE = "contacts.yaml"


@dataclass(frozen=True, slots=True)
class ContactsRequest:
    """The kit whose contacts are wanted."""

    folder: Path


@dataclass(frozen=True, slots=True)
class ContactsReport:
    """The contacts in order: the entry of the n-th is ``contacts.n``. ``digest`` is the SHA-256 of their file."""

    contacts: tuple[Contact, ...]
    languages: tuple[str, ...]
    digest: str


def read_contacts(request: ContactsRequest | StrPath, *, world: World = World()) -> ContactsReport:  # noqa: ARG001 -- as all use cases
    """Return who answers journalists.

    >>> [contact.name.default for contact in presskit.read_contacts("my-kit").contacts]
    ['Press desk']

    Raises :class:`~presskit.RequestError`, with the findings, where the contacts cannot be read.
    """
    files = load(as_request(ContactsRequest, request).folder).value
    kit = readable(files, _FILE)
    return ContactsReport(kit.contacts, kit.release.languages, digest_of(files.get(_FILE, b"")))
