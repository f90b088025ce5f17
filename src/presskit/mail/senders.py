"""Who the letters of a release are from and where answers go, by language: kit.yaml and the media contacts say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic, Reading
from presskit.language.subtags import primary
from presskit.mail import rules
from presskit.mail.addresses import AddressError, Mailbox, mailbox_of
from presskit.mail.headers import one_line
from presskit.model.people import Contact, Localised, OutputName
from presskit.model.release import Kit
from presskit.source import Span

__all__ = ["Senders", "senders"]

_WRITE = "write into kit.yaml: mail: {from: press@example.org}"


@dataclass(frozen=True, slots=True)
class Senders:
    """The mailboxes of the letters in one language. ``sender`` is None where the kit names nobody."""

    sender: Mailbox | None
    reply_to: Mailbox | None
    unsubscribe: str


def senders(kit: Kit, language: str) -> Reading[Senders]:
    """Return the mailboxes of the letter in ``language`` (BCP 47), and what is wrong with them."""
    mail, found = kit.release.mail, list[Diagnostic]()
    name = _said(mail.name or kit.release.brand.name, language)
    sender = _mailbox(mail.address, name, mail.span, found)
    if sender is None and not mail.address:
        found.append(rules.NO_SENDER.at(mail.span, "the kit does not say who its e-mails are from", _WRITE))
    reply_to = _mailbox(mail.reply_to, "", mail.span, found) or _answering(kit.contacts, language)
    if reply_to is None:
        message = f"no media contact with an e-mail address speaks «{language}»; answers go to the sender"
        found.append(rules.NO_REPLY.at(mail.span, message, "add a contact, or «reply_to» under «mail» in kit.yaml"))
    leaving = _mailbox(mail.unsubscribe, "", mail.span, found) or sender
    return Reading(Senders(sender, reply_to, leaving.address if leaving else ""), tuple(found))


def _said(text: Localised | None, language: str) -> str:
    return one_line(text.in_language(language)) if text else ""


def _mailbox(address: str, name: str, place: Span, found: list[Diagnostic]) -> Mailbox | None:
    if not address:
        return None
    try:
        box = mailbox_of(address)
    except AddressError as fault:
        message = f"«{address}» is not an e-mail address. {fault}"
        found.append(rules.BAD_MAILBOX.at(place, message, "look at «mail» in kit.yaml"))
        return None
    return Mailbox(box.address, name or one_line(box.name))


def _answering(contacts: tuple[Contact, ...], language: str) -> Mailbox | None:
    """Return the first contact that speaks the language and may stand in an e-mail."""
    able = (each for each in contacts if OutputName.EMAIL in each.outputs and _speaks(each, language))
    return next((box for contact in able for box in _mailboxes(contact, language)), None)


def _speaks(contact: Contact, language: str) -> bool:
    return primary(language) in {primary(tag) for tag in contact.languages}


def _mailboxes(contact: Contact, language: str) -> Iterator[Mailbox]:
    for email in contact.emails:
        try:
            yield Mailbox(mailbox_of(email.address).address, _said(contact.name, language))
        except AddressError:
            continue
