"""Message templates → unsent messages as files that open in a mail client, a zip of them, and previews."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from presskit.mail.addresses import Mailbox, Recipient, same_address
from presskit.mail.message_template import Letter
from presskit.mail.senders import Senders
from presskit.resources import Resources
from presskit.writers.templates import render

__all__ = ["Draft", "barred_drafts", "by_language", "by_recipient", "preview_page", "preview_text", "write_zip"]

Draft = tuple[str, bytes]
"""The name of a file, and the message in it."""

_HEAD = 1 << 14
"""So many bytes hold the headers of a draft."""


def by_language(letters: Mapping[str, Letter], senders: Mapping[str, Senders]) -> Iterator[Draft]:
    """Yield one draft for each language; its recipients are filled in by hand."""
    for language, letter in letters.items():
        yield f"{letter.release_id}-{language}.eml", _drafted(letter, None, senders[language])


def by_recipient(
    letters: Mapping[str, Letter], senders: Mapping[str, Senders], recipients: Sequence[Recipient]
) -> Iterator[Draft]:
    """Yield one draft for each recipient, in the recipient's language, in the order of the list."""
    digits = len(str(len(recipients)))
    for number, recipient in enumerate(recipients, 1):
        letter = letters[recipient.language]
        called = re.sub(r"[^a-z0-9@.+-]+", "_", recipient.key)[:60]
        yield f"{number:0{digits}}-{recipient.language}-{called}.eml", _drafted(letter, recipient, senders[recipient.language])


def _drafted(letter: Letter, recipient: Recipient | None, senders: Senders) -> bytes:
    return letter.draft(recipient, sender=senders.sender, reply_to=senders.reply_to)


def barred_drafts(files: Iterable[Path], barred: Collection[str]) -> Iterator[Path]:
    """Yield those of the files that are unsent messages of an earlier run to somebody who is not to be written to any more.

    ``barred`` are addresses as they are compared, and domains with an @. Raises ``OSError`` where a file cannot be read.
    """
    from email.parser import BytesHeaderParser
    from email.utils import parseaddr

    for path in files:
        with path.open("rb") as file:
            head = BytesHeaderParser().parsebytes(file.read(_HEAD))
        address = same_address(parseaddr(str(head.get("To", "")))[1])
        if head.get("X-Unsent") == "1" and {address, f"@{address.rpartition('@')[2]}"} & set(barred):
            yield path


def write_zip(file: BinaryIO, drafts: Iterable[Draft]) -> int:
    """Write the drafts into a zip and return their number: equal drafts give equal bytes, so nothing is compressed."""
    count = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in drafts:
            archive.writestr(zipfile.ZipInfo(name), data)
            count += 1
    return count


def preview_text(letter: Letter, senders: Senders, recipient: Recipient | None = None) -> str:
    """Return the letter as plain text."""
    head = "\n".join(f"{name}: {value}" for name, value in _facts(letter, senders, recipient))
    return f"{head}\n\n{letter.said(recipient)[0]}"


def preview_page(letter: Letter, senders: Senders, resources: Resources, recipient: Recipient | None = None) -> str:
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
