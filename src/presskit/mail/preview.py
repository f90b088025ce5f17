"""A letter as it will be read: a page for the browser, and its text with the headers above it."""

from __future__ import annotations

from presskit.mail.addresses import Mailbox, Recipient
from presskit.mail.message import Letter
from presskit.mail.settings import Senders
from presskit.resources import Resources
from presskit.writers.templates import render

__all__ = ["page", "text"]


def text(letter: Letter, senders: Senders, recipient: Recipient | None = None) -> str:
    """Return the letter as plain text."""
    head = "\n".join(f"{name}: {value}" for name, value in _facts(letter, senders, recipient))
    return f"{head}\n\n{letter.said(recipient)[0]}"


def page(letter: Letter, senders: Senders, resources: Resources, recipient: Recipient | None = None) -> str:
    """Return an HTML page that shows the letter in a frame of its own, in which nothing can run."""
    plain, html = letter.said(recipient)
    facts = {"facts": _facts(letter, senders, recipient), "plain": plain, "page": html, "language": letter.language}
    return render("mail/preview.html.j2", facts, resources)


def _facts(letter: Letter, senders: Senders, recipient: Recipient | None) -> list[tuple[str, str]]:
    files = ", ".join(f"{each.name} ({each.size / 1000:.0f} kB)" for each in letter.chosen(recipient))
    facts = [
        ("From", _shown(senders.sender)),
        ("Reply-To", _shown(senders.reply_to)),
        ("To", _shown(recipient.mailbox if recipient else None)),
        ("Subject", letter.subject),
        ("Attached", files),
    ]
    return [(name, value) for name, value in facts if value]


def _shown(box: Mailbox | None) -> str:
    if box is None:
        return ""
    return f"{box.name} <{box.address}>" if box.name else box.address
