"""An edition and its files → the message template in its language: senders, subject, texts, attachments, all read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic, Reading, has_errors
from presskit.editions.facts import until
from presskit.language.phrases import Phrases, listed, phrases
from presskit.language.tags import primary
from presskit.mail import rules
from presskit.mail.addresses import AddressError, Mailbox, mailbox_of
from presskit.mail.message_template import Attachment, Greeting, MessageTemplate, attach, differences, missing_lines
from presskit.mail.mime import GREETING, OPENING, one_line
from presskit.model.digits import in_digits
from presskit.model.document import LineBreak, NoteRef, plain_text
from presskit.model.edition import Edition, for_output
from presskit.model.mail import FileNames
from presskit.model.outputs import Channel
from presskit.model.people import Contact, Localised
from presskit.model.release import Kit, Release
from presskit.pictures.metadata import PictureStatement
from presskit.resources import Resources
from presskit.source import Span
from presskit.writers import text
from presskit.writers.colours import readable
from presskit.writers.html_parts import NOTHING, Parts
from presskit.writers.templates import render, within_limits

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["CLIPPED", "LARGE", "TOO_LARGE", "Occasion", "Senders", "compose", "senders_of"]

_TEXT, _HTML = "mail/release.txt.j2", "mail/release.html.j2"
MEGABYTE = 1000 * 1000
LARGE = 10 * MEGABYTE
TOO_LARGE = 18 * MEGABYTE
"""Bytes of files: encoded they have a third more, and Gmail and Outlook refuse messages from 20 to 25 megabytes on."""
CLIPPED = 100_000
"""Bytes of HTML of which Gmail shows the beginning alone."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a message is written: when, and whether it ``corrects`` what was sent before.

    ``behind`` says that the text translates an older state of its source, so that no output in its language was built.
    """

    now: datetime | None = None
    corrects: bool = False
    behind: bool = False


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
    own = {
        "unsubscribe": worded("mail_unsubscribe", address=senders.unsubscribe) if senders.unsubscribe else "",
        "replaces": worded("mail_replaces") if occasion.corrects else "",
    }
    template = MessageTemplate(
        release_id=release.id,
        version=release.version,
        language=edition.language,
        subject=_subject(release, edition, worded, occasion.now, corrects=occasion.corrects),
        text=within_limits(f"{__name__}:text_part", _TEXT, resources, edition, own, entries=len(edition.body)),
        html=within_limits(f"{__name__}:html_part", _HTML, resources, edition, own, entries=len(edition.body)),
        greeting=_greeting(worded, edition.language),
        attachments=_attachments(release, edition, files),
        usual=tuple(map(str, release.mail.attachments if usual is None else usual)),
        unsubscribe=senders.unsubscribe,
    )
    found = [*_missing(template, release.mail.span, behind=occasion.behind), *_sizes(template)]
    found += _unfaithful(template, edition, senders.sender)
    return Reading(None if has_errors(found) else template, tuple(found))


def _greeting(worded: Phrases, language: str) -> Greeting:
    return Greeting(
        named=one_line(worded.texts["mail_greeting"]),
        bare=one_line(worded("mail_greeting_all")),
        attached=one_line(worded.texts["mail_opening"]),
        alone=one_line(worded("mail_opening_bare")),
        listed=lambda names: listed(names, language),
    )


def _attachments(release: Release, edition: Edition, files: Mapping[str, Artefact]) -> tuple[Attachment, ...]:
    """Return the files as attachments, called as they are or by the title, without what file systems refuse."""
    title = one_line(re.sub(r'[\\/:*?"<>|]+', " ", plain_text(edition.title.inlines)))[:80].strip(" .")
    titled = release.mail.file_names is FileNames.TITLE
    return tuple(
        attach(output, file, f"{title}.{file.name.rpartition('.')[2]}" if titled else "") for output, file in files.items()
    )


_NOT_ASKED_FOR = (
    "«{output}» is to be attached in «{language}», and the build does not make it",
    "add it to «outputs» in kit.yaml, or take it out of «attachments» under «mail»",
)
_BEHIND = (
    "«{output}» is to be attached in «{language}», and was not built: statement.{language}.md translates an older source",
    "bring statement.{language}.md up to date, then write the new revision into its «translates»; or choose other languages",
)


def _missing(template: MessageTemplate, place: Span, *, behind: bool) -> list[Diagnostic]:
    """Report the outputs that are to be attached and were not built, with the cause."""
    there = {each.output for each in template.attachments}
    message, hint = (each.replace("{language}", template.language) for each in (_BEHIND if behind else _NOT_ASKED_FOR))
    return [rules.NOT_MADE.at(place, message.replace("{output}", each), hint) for each in template.usual if each not in there]


def _sizes(template: MessageTemplate) -> Iterator[Diagnostic]:
    """Report what mailboxes refuse or cut off."""
    place = Span(f"e-mail ({template.language})")
    size, page = sum(each.size for each in template.chosen()), len(template.html.encode())
    if size > LARGE:
        yield (rules.TOO_LARGE if size > TOO_LARGE else rules.LARGE).at(
            place,
            f"the attachments have {size / MEGABYTE:.1f} megabytes together",
            "attach fewer files (attachments under «mail» in kit.yaml), or make the pictures smaller",
        )
    if page > CLIPPED:
        yield rules.CLIPPED.at(
            place,
            f"the HTML has {page // 1000} kilobytes; Gmail shows its first 102",
            "look whether the text can be shorter; the plain text is whole",
        )


def _unfaithful(template: MessageTemplate, edition: Edition, sender: Mailbox | None) -> Iterator[Diagnostic]:
    """Report lines of the edition that are missing in the text or the HTML, and what differs when the message is read back."""
    place = Span(f"e-mail ({template.language})")
    hint = "look at your own templates in mail/; if you have none, please report this fault of presskit"
    for form, lines in missing_lines(template, edition):
        more = f", and {len(lines) - 1} more lines" if len(lines) > 1 else ""
        yield rules.LEFT_OUT.at(place, f"the {form} does not say «{lines[0][:80]}»{more}", hint)
    for what in differences(template, sender):
        yield rules.CHANGED.at(
            place,
            f"«{what}» is read back as something else",
            "please report this fault of presskit, with the kit if you can",
        )


def _subject(release: Release, edition: Edition, phrases: Phrases, now: datetime | None, *, corrects: bool) -> str:
    """Return the subject: the embargo first where it holds at ``now``, then that it corrects, then kind and title."""
    parts = [phrases("mail_subject", kind=edition.kind, title=plain_text(edition.title.inlines))]
    if corrects:
        parts.insert(0, phrases("mail_corrected", version=in_digits(str(edition.version), edition.digits)))
    if release.embargo and (now is None or now < release.embargo.until):
        parts.insert(0, phrases("mail_embargo", when=until(release.embargo, edition.language, edition.digits)))
    return one_line(" – ".join(filter(None, parts)))


class _MailParts(Parts):
    """The parts of an edition as mail clients show them: no picture, and notes without links, which many take away."""

    def alone(self, inline: NoteRef | LineBreak) -> Markup:
        from markupsafe import Markup

        return Markup("<sup>[{}]</sup>").format(inline.number) if isinstance(inline, NoteRef) else super().alone(inline)

    def picture(self, source: str, statement: PictureStatement = NOTHING) -> str:  # noqa: ARG002 -- as Parts has it
        """Return nothing: pictures in e-mails are blocked, and journalists find them attached or on the web."""
        return ""


def text_part(edition: Edition, own: Mapping[str, str], resources: Resources) -> str:
    r"""Return the text part: the whole statement, wrapped, with lines ended by ``\n``.

    ``own`` are the e-mail's own words, ``unsubscribe`` and ``replaces``, which may be empty.
    """
    statement = text.write(edition, resources).data.decode().strip("\n")
    values = {"edition": edition, "statement": statement, "greeting": GREETING, "opening": OPENING, **own}
    return render(_TEXT, values, resources).strip("\n") + "\n"


def html_part(edition: Edition, own: Mapping[str, str], resources: Resources) -> str:
    """Return the HTML part, its styles written into the elements; it needs nothing from elsewhere."""
    import css_inline

    parts = _MailParts(edition.direction, {}, edition.labels.note, edition.foreign)
    values: dict[str, Any] = {
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
        **own,
    }
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return inliner.inline(render(_HTML, values, resources)).replace("\r\n", "\n")


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
    sender = _mailbox(mail.address, _localised(mail.name or kit.release.brand.name, language), mail.span, found)
    if sender is None and not mail.address:
        found.append(rules.NO_SENDER.at(mail.span, "the kit does not say who its e-mails are from", _WRITE))
    reply_to = _mailbox(mail.reply_to, "", mail.span, found) or _answering(kit.contacts, language)
    if reply_to is None:
        found.append(rules.NO_REPLY.at(
            mail.span,
            f"no media contact with an e-mail address speaks «{language}»; answers go to the sender",
            "add a contact, or «reply_to» under «mail» in kit.yaml",
        ))
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
        found.append(rules.BAD_MAILBOX.at(
            place,
            f"«{address}» is not an e-mail address. {fault}",
            "look at «mail» in kit.yaml",
        ))
        return None
    return Mailbox(box.address, name or one_line(box.name))


def _answering(contacts: tuple[Contact, ...], language: str) -> Mailbox | None:
    """Return the mailbox of the first contact that speaks the language and may stand in an e-mail."""
    for contact in contacts:
        able = Channel.EMAIL in contact.outputs and primary(language) in map(primary, contact.languages)
        for email in contact.emails if able else ():
            with suppress(AddressError):
                return Mailbox(mailbox_of(email.address).address, _localised(contact.name, language))
    return None
