"""What the texts of a stranger's kit say that could mislead: where mails and readers are led, what answers would change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from presskit.checks import Context
from presskit.checks.lint import direction_override, invisible_character
from presskit.checks.lint.texts import in_lines, passages
from presskit.diagnostics import Diagnostic, Severity
from presskit.formats.kit_keys import FILES, STATEMENT
from presskit.model.document import Link, inlines_of, segments, walk_inlines
from presskit.model.people import Contact
from presskit.model.question import ACCEPT, Edit, Question
from presskit.model.release import Kit
from presskit.readers import yaml_tree
from presskit.readers.yaml_tree import MappingNode
from presskit.source import Span
from presskit.usecases.mail_access import PORTS
from presskit.usecases.world import World

__all__ = ["Fact", "Topic", "of_texts"]


class Topic(StrEnum):
    """What a fact is about, in the order in which facts are shown."""

    QUESTIONS = "questions"
    UNREADABLE = "unreadable"
    MAIL = "e-mail"
    WORDING = "wording"
    INVISIBLE = "invisible characters"
    PEOPLE = "people"
    RECORDS = "records of sending"
    EMBARGO = "embargo"
    ADDRESSES = "addresses"
    ACTIVE = "active content"
    OFFICE = "Office file"
    PICTURES = "pictures"
    TEMPLATES = "templates"
    LINKS = "links"
    HIDDEN = "hidden"
    OUTPUTS = "outputs"
    NOT_READ = "not read"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the kit holds or would do. ``acts``: look at it before another command reads the kit."""

    topic: Topic
    span: Span
    message: str
    acts: bool = False


_SHOWN = 160
"""So many characters of a text are shown."""
_QUESTIONS = "questions.yaml"
_INVISIBLE = (
    direction_override.CHECK, direction_override.UNCLOSED, invisible_character.HIDDEN, invisible_character.INVISIBLE,
)  # fmt: skip
_ADDRESS = re.compile(
    r"(?:(?:https?|ftp|file|smb)://|mailto:|tel:|www\.)[^\s<>\"'«»{}|\\^`\])]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+",
    re.IGNORECASE,
)


def of_texts(kit: Kit, files: Mapping[str, bytes], found: Sequence[Diagnostic], world: World) -> Iterator[Fact]:
    """Yield what the texts of a kit say; ``files`` are their bytes, ``found`` is what was found while they were read."""
    texts = {name: data for name, data in files.items() if name in FILES or STATEMENT.fullmatch(name)}
    yield from _questions(kit, found)
    yield from _mail(kit)
    yield from _wording(kit, texts)
    yield from _people(kit)
    yield from _embargo(kit)
    yield from _addresses(kit, texts)
    context = Context(world.now(), files=texts)
    for finding in chain.from_iterable(check.check(kit, context) for check in _INVISIBLE):
        yield Fact(Topic.INVISIBLE, finding.span, f"{finding.message[0].lower()}{finding.message[1:].rstrip('.')}", acts=True)


def _mail(kit: Kit) -> Iterator[Fact]:
    mail = kit.release.mail
    if server := mail.server:
        place = f"{server.host}:{server.port or PORTS[server.security]}"
        secure = "without encryption" if server.security == "none" else f"encrypted ({server.security})"
        login = f", logged in as «{server.user}»" if server.user else ""
        message = f"e-mails would go through {place}, {secure}{login}, up to {mail.rate} a minute"
        yield Fact(Topic.MAIL, server.span, f"{message}; presskit asks you first whether that is your server", acts=True)
    told = (("from", mail.address), ("reply_to", mail.reply_to), ("unsubscribe", mail.unsubscribe))
    words = {"from": "e-mails would be from", "reply_to": "answers would go to", "unsubscribe": "who wants no more would tell"}
    for key, value in told:
        if value:
            yield Fact(Topic.MAIL, mail.span, f"{words[key]} {value}", acts=True)
    if mail.name:
        yield Fact(Topic.MAIL, mail.name.span, f"e-mails would bear the sender's name «{mail.name.default}»", acts=True)


def _wording(kit: Kit, files: Mapping[str, bytes]) -> Iterator[Fact]:
    """Yield the kit's own words in the place of presskit's; those of e-mails, and those with an address, mislead most."""
    places = _places_of_phrases(files.get("kit.yaml", b""))
    for language, phrases in kit.release.phrases:
        for name, text in phrases:
            of_mail, place = name.startswith("mail_"), places.get((language, name), kit.release.span)
            what = "an e-mail" if of_mail else "an output"
            message = f"{what} would say «{text[:_SHOWN]}», in {language} ({name})"
            yield Fact(Topic.WORDING, place, message, acts=of_mail or bool(_ADDRESS.search(text)))


def _places_of_phrases(data: bytes) -> dict[tuple[str, str], Span]:
    tree = yaml_tree.read("kit.yaml", data.decode("utf-8-sig", "replace")).value
    phrases = tree.entries.get("phrases") if isinstance(tree, MappingNode) else None
    languages = phrases.value.entries if phrases and isinstance(phrases.value, MappingNode) else {}
    return {
        (language, name): each.value.span
        for language, entry in languages.items()
        if isinstance(entry.value, MappingNode)
        for name, each in entry.value.entries.items()
    }


def _people(kit: Kit) -> Iterator[Fact]:
    if everyone := kit.roster.everyone():
        yield Fact(Topic.PEOPLE, Span("signatories.yaml"), f"names {_counted(len(everyone), 'signator', 'y', 'ies')}")
    if kit.contacts:
        message = f"names {_counted(len(kit.contacts), 'contact')}, whom the outputs show"
        yield Fact(Topic.PEOPLE, Span("contacts.yaml"), message)
    for contact in kit.contacts:
        if ways := _ways(contact):
            message = f"journalists would reach «{contact.name.default[:_SHOWN]}» by {', '.join(ways)}"
            yield Fact(Topic.ADDRESSES, contact.span, message)


def _ways(contact: Contact) -> list[str]:
    return [*(each.address for each in contact.emails), *(each.raw for each in contact.phones)]


def _embargo(kit: Kit) -> Iterator[Fact]:
    if embargo := kit.release.embargo:
        message = f"nothing may be published before {embargo.until:%Y-%m-%d %H:%M}, {embargo.zone}"
        yield Fact(Topic.EMBARGO, embargo.span, message)


def _questions(kit: Kit, found: Sequence[Diagnostic]) -> Iterator[Fact]:
    for each in found:
        if each.span.source == _QUESTIONS and each.severity is Severity.ERROR:
            yield Fact(Topic.QUESTIONS, each.span, f"cannot be taken as it stands: {each.message}", acts=True)
    accepted = [each for each in kit.questions if each.answer and each.answer.choice == ACCEPT]
    pending = [each for each in kit.questions if not each.answer]
    if accepted:
        who = ", ".join(dict.fromkeys(each.answer.by for each in accepted if each.answer))
        message = f"{_counted(len(accepted), 'accepted warning')} in it, by {who}: presskit check says nothing of them"
        yield Fact(Topic.QUESTIONS, Span(_QUESTIONS), message, acts=True)
    if pending:
        yield Fact(Topic.QUESTIONS, Span(_QUESTIONS), _counted(len(pending), "open question"))
    for question in pending:
        if changes := _changes(question):
            message = f"an answer to «{question.id}» would change {', '.join(changes)}"
            yield Fact(Topic.QUESTIONS, question.span, message, acts=True)


def _changes(question: Question) -> list[str]:
    """Return the files that answers to a question would change, each with the keys that are set in it."""
    edits = [edit for choice in question.choices for edit in choice.edits]
    return [f"{name} ({', '.join(keys)})" if (keys := _keys(name, edits)) else name for name in sorted({e.file for e in edits})]


def _keys(name: str, edits: Sequence[Edit]) -> list[str]:
    return sorted({edit.at[:_SHOWN] for edit in edits if edit.file == name and edit.kind == "set"})


def _addresses(kit: Kit, files: Mapping[str, bytes]) -> Iterator[Fact]:
    """Yield each address once: where the outputs would link to, and what stands bare in a text, also in a comment."""
    release = kit.release
    sites = [(release.website, release.span), (release.brand.website, release.brand.span)]
    inlines = (
        (each.target, each.span)
        for statement in kit.statements
        for segment in segments(statement)
        for each in walk_inlines(inlines_of(segment))
        if isinstance(each, Link)
    )
    places: dict[str, Span] = {}
    for target, span in (*sites, *inlines):
        if target:
            places.setdefault(target, span)
    for target, span in places.items():
        yield Fact(Topic.ADDRESSES, span, f"the outputs would link to {target}")
    mail = (release.mail.address, release.mail.reply_to, release.mail.unsubscribe)
    reached = (way for contact in kit.contacts for way in _ways(contact))
    told = {_target(each) for each in (*places, *mail, *reached)}
    for address, span in _bare(kit, files):
        if _target(address) not in told:
            told.add(_target(address))
            yield Fact(Topic.ADDRESSES, span, f"the text names {address[:_SHOWN]}")


def _target(address: str) -> str:
    return address.removeprefix("mailto:").removeprefix("tel:")


def _bare(kit: Kit, files: Mapping[str, bytes]) -> Iterator[tuple[str, Span]]:
    """Yield the addresses in the files as they are written, and those of texts that are written with escapes."""
    for name, data in files.items():
        for number, line in enumerate(in_lines(data), 1):
            for match in _ADDRESS.finditer(line):
                yield match.group().rstrip(".,;:!?"), Span(name, number, match.start() + 1)
    for text in passages(kit):
        for match in _ADDRESS.finditer(text.text):
            yield match.group().rstrip(".,;:!?"), text.span


def _counted(count: int, noun: str, one: str = "", more: str = "s") -> str:
    return f"{count:,} {noun}{one if count == 1 else more}"
