"""An edition and its files → the message template in its language: senders, subject, texts, attachments, all read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic, Reading, has_errors
from presskit.editions.facts import until
from presskit.language.numbers import in_digits
from presskit.language.phrases import Phrases, listed, phrases
from presskit.language.tags import primary
from presskit.mail import rules
from presskit.mail.addresses import AddressError, Mailbox, mailbox_of
from presskit.mail.message_template import Attachment, Greeting, MessageTemplate, attach, differences, missing_lines
from presskit.mail.mime import GREETING, OPENING, one_line
from presskit.model.document import LineBreak, NoteRef, plain_text
from presskit.model.edition import Edition, for_output
from presskit.model.mail import FileNames
from presskit.model.outputs import Channel
from presskit.model.people import Contact, Localised
from presskit.model.release import Kit, Release
from presskit.pictures.metadata import Statement
from presskit.resources import Resources
from presskit.source import Span
from presskit.writers import text
from presskit.writers.colours import readable
from presskit.writers.html_parts import NOTHING, Parts
from presskit.writers.templates import render

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["CLIPPED", "LARGE", "TOO_LARGE", "Occasion", "Senders", "compose", "senders_of"]

MEGABYTE = 1000 * 1000
LARGE = 10 * MEGABYTE
TOO_LARGE = 18 * MEGABYTE
"""Bytes of files: encoded they have a third more, and Gmail and Outlook refuse messages from 20 to 25 megabytes on."""
CLIPPED = 100_000
"""Bytes of HTML of which Gmail shows the beginning alone."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a message is written: when, and whether it ``corrects`` what was sent before."""

    now: datetime | None = None
    corrects: bool = False


def compose(  # noqa: PLR0913 -- everything that a template is made of
    release: Release,
    edition: Edition,
    senders: Senders,
    files: Mapping[str, Artefact],
    resources: Resources,
    *,
    occasion: Occasion = Occasion(),
    usual: Sequence[str] | None = None,
) -> Reading[MessageTemplate | None]:
    """Return the template in the edition's language; None where an error stands among the findings.

    ``files`` are the outputs in this language by their name in kit.yaml; all of them can be asked for by recipients.
    ``usual`` are those that everybody gets; None: as kit.yaml says. Raises
    :class:`~presskit.writers.errors.WriterError` where a template cannot be used.
    """
    edition = for_output(edition, Channel.EMAIL)
    worded = phrases(edition.language, release.phrases)
    wanted = tuple(map(str, release.mail.attachments if usual is None else usual))
    own = _own(senders, worded, corrects=occasion.corrects)
    template = MessageTemplate(
        release_id=release.id,
        version=release.version,
        language=edition.language,
        subject=_subject(release, edition, worded, occasion.now, corrects=occasion.corrects),
        text=_text_part(edition, own, resources),
        html=_html_part(edition, own, resources),
        greeting=_greeting(edition, worded),
        attachments=_attachments(release, edition, files),
        usual=wanted,
        unsubscribe=senders.unsubscribe,
    )
    found = [*_missing(template, release.mail.span), *_sizes(template)]
    found += [*_left_out(template, edition), *_changed(template, senders)]
    return Reading(None if has_errors(found) else template, tuple(found))


def _own(senders: Senders, worded: Phrases, *, corrects: bool) -> dict[str, str]:
    leaving = worded("mail_unsubscribe", address=senders.unsubscribe) if senders.unsubscribe else ""
    return {"unsubscribe": leaving, "replaces": worded("mail_replaces") if corrects else ""}


def _attachments(release: Release, edition: Edition, files: Mapping[str, Artefact]) -> tuple[Attachment, ...]:
    titled = release.mail.file_names is FileNames.TITLE
    return tuple(attach(output, file, _titled(edition, file) if titled else "") for output, file in files.items())


def _titled(edition: Edition, file: Artefact) -> str:
    """Return a name made of the title, without what file systems refuse."""
    title = one_line(re.sub(r'[\\/:*?"<>|]+', " ", plain_text(edition.title.inlines)))[:80].strip(" .")
    return f"{title}.{file.name.rpartition('.')[2]}"


def _missing(template: MessageTemplate, place: Span) -> list[Diagnostic]:
    there = {each.output for each in template.attachments}
    hint = "add it to «outputs» in kit.yaml, or take it out of «attachments» under «mail»"
    message = "«{}» is to be attached in «{}», and the build does not make it"
    absent = [each for each in template.usual if each not in there]
    return [rules.NOT_MADE.at(place, message.format(each, template.language), hint) for each in absent]


def _sizes(template: MessageTemplate) -> list[Diagnostic]:
    """Report what mailboxes refuse or cut off."""
    place, found = Span(f"e-mail ({template.language})"), list[Diagnostic]()
    size = sum(each.size for each in template.chosen())
    message = f"the attachments have {size / MEGABYTE:.1f} megabytes together"
    hint = "attach fewer files (attachments under «mail» in kit.yaml), or make the pictures smaller"
    if size > LARGE:
        found.append((rules.TOO_LARGE if size > TOO_LARGE else rules.LARGE).at(place, message, hint))
    if len(template.html.encode()) > CLIPPED:
        message = f"the HTML has {len(template.html.encode()) // 1000} kilobytes; Gmail shows its first 102"
        found.append(rules.CLIPPED.at(place, message, "look whether the text can be shorter; the plain text is whole"))
    return found


def _left_out(template: MessageTemplate, edition: Edition) -> list[Diagnostic]:
    """Compare both forms of the text with the account of the release, line by line."""
    found, hint = [], "look at your own templates in mail/; if you have none, please report this fault of presskit"
    for form, lines in missing_lines(template, edition):
        more = f", and {len(lines) - 1} more lines" if len(lines) > 1 else ""
        message = f"the {form} does not say «{lines[0][:80]}»{more}"
        found.append(rules.LEFT_OUT.at(Span(f"e-mail ({template.language})"), message, hint))
    return found


def _changed(template: MessageTemplate, senders: Senders) -> list[Diagnostic]:
    place = Span(f"e-mail ({template.language})")
    message = "«{}» is read back as something else"
    hint = "please report this fault of presskit, with the kit if you can"
    return [rules.CHANGED.at(place, message.format(what), hint) for what in differences(template, senders.sender)]


def _subject(release: Release, edition: Edition, phrases: Phrases, now: datetime | None, *, corrects: bool) -> str:
    """Return the subject: the embargo first where it holds at ``now``, then that it corrects, then kind and title."""
    title = phrases("mail_subject", kind=edition.kind, title=plain_text(edition.title.inlines))
    version = in_digits(str(edition.version), edition.digits)
    parts = [_embargo(release, edition, phrases, now), phrases("mail_corrected", version=version) if corrects else "", title]
    return one_line(" – ".join(part for part in parts if part))


def _embargo(release: Release, edition: Edition, phrases: Phrases, now: datetime | None) -> str:
    embargo = release.embargo
    if embargo is None or (now is not None and now >= embargo.until):
        return ""
    return phrases("mail_embargo", when=until(embargo, edition.language, edition.digits))


def _greeting(edition: Edition, phrases: Phrases) -> Greeting:
    """Return how a message in the edition's language begins."""
    return Greeting(
        named=one_line(phrases.texts["mail_greeting"]),
        bare=one_line(phrases("mail_greeting_all")),
        attached=one_line(phrases.texts["mail_opening"]),
        alone=one_line(phrases("mail_opening_bare")),
        listed=lambda names: listed(names, edition.language),
    )


class _MailParts(Parts):
    """The parts of an edition as mail clients show them: no picture, and notes without links, which many take away."""

    def alone(self, inline: NoteRef | LineBreak) -> Markup:
        from markupsafe import Markup

        return Markup("<sup>[{}]</sup>").format(inline.number) if isinstance(inline, NoteRef) else super().alone(inline)

    def picture(self, source: str, statement: Statement = NOTHING) -> str:  # noqa: ARG002 -- as Parts has it
        """Return nothing: pictures in e-mails are blocked, and journalists find them attached or on the web."""
        return ""


def _text_part(edition: Edition, own: Mapping[str, str], resources: Resources) -> str:
    r"""Return the text part: the whole statement, wrapped, with lines ended by ``\n``.

    ``own`` are the e-mail's own words, ``unsubscribe`` and ``replaces``, which may be empty.
    """
    statement = text.write(edition, resources).data.decode().strip("\n")
    values = {"edition": edition, "statement": statement, "greeting": GREETING, "opening": OPENING, **own}
    return render("mail/release.txt.j2", values, resources).strip("\n") + "\n"


def _html_part(edition: Edition, own: Mapping[str, str], resources: Resources) -> str:
    """Return the HTML part, its styles written into the elements; it needs nothing from elsewhere."""
    import css_inline

    page = render("mail/release.html.j2", {**_context(edition), **own}, resources)
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return inliner.inline(page).replace("\r\n", "\n")


def _context(edition: Edition) -> dict[str, Any]:
    """Return what the template may use."""
    parts = _MailParts(edition.direction, {}, edition.labels.note, edition.foreign)
    return {
        "edition": edition,
        "words": parts.words,
        "title": plain_text(edition.title.inlines),
        "headline": parts.inlines(edition.title.inlines),
        "subtitle": parts.inlines(edition.subtitle.inlines) if edition.subtitle else "",
        "accent": readable(edition.brand.accent),
        "greeting": GREETING,
        "opening": OPENING,
        "body": parts.blocks(edition.body),
        "boilerplate": parts.blocks(edition.boilerplate),
        "footnotes": [parts.footnote(note) for note in edition.footnotes],
        "notes": parts.blocks(edition.notes.blocks) if edition.notes else [],
    }


_WRITE = "write into kit.yaml: mail: {from: press@example.org}"


@dataclass(frozen=True, slots=True)
class Senders:
    """The mailboxes of the letters in one language. ``sender`` is None where the kit names nobody."""

    sender: Mailbox | None
    reply_to: Mailbox | None
    unsubscribe: str


def senders_of(kit: Kit, language: str) -> Reading[Senders]:
    """Return the mailboxes of the letter in ``language`` (BCP 47), and what is wrong with them."""
    mail, found = kit.release.mail, list[Diagnostic]()
    name = _localised(mail.name or kit.release.brand.name, language)
    sender = _mailbox(mail.address, name, mail.span, found)
    if sender is None and not mail.address:
        found.append(rules.NO_SENDER.at(mail.span, "the kit does not say who its e-mails are from", _WRITE))
    reply_to = _mailbox(mail.reply_to, "", mail.span, found) or _answering(kit.contacts, language)
    if reply_to is None:
        message = f"no media contact with an e-mail address speaks «{language}»; answers go to the sender"
        found.append(rules.NO_REPLY.at(mail.span, message, "add a contact, or «reply_to» under «mail» in kit.yaml"))
    leaving = _mailbox(mail.unsubscribe, "", mail.span, found) or sender
    return Reading(Senders(sender, reply_to, leaving.address if leaving else ""), tuple(found))


def _localised(text: Localised | None, language: str) -> str:
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
    able = (each for each in contacts if Channel.EMAIL in each.outputs and _speaks(each, language))
    return next((box for contact in able for box in _mailboxes(contact, language)), None)


def _speaks(contact: Contact, language: str) -> bool:
    return primary(language) in {primary(tag) for tag in contact.languages}


def _mailboxes(contact: Contact, language: str) -> Iterator[Mailbox]:
    for email in contact.emails:
        try:
            yield Mailbox(mailbox_of(email.address).address, _localised(contact.name, language))
        except AddressError:
            continue
