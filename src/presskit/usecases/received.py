"""What a kit from somebody else would do, before any other command reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from presskit import limits
from presskit.diagnostics import Diagnostic
from presskit.formats.file_names import is_portable
from presskit.formats.kit_keys import FILES
from presskit.kit import fingerprint
from presskit.kit.listing import Listing, list_kit
from presskit.mail.opt_out import FORMER_NAMES
from presskit.model.document import Link, inlines_of, segments, walk_inlines
from presskit.model.question import ACCEPT
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.readers import translation_files
from presskit.readers.kit_folder import STATEMENT
from presskit.source import Span
from presskit.store.commit import JOURNAL, PRIVATE_FOLDER, STAGE
from presskit.usecases.campaign import LISTS, SUPPRESSED
from presskit.usecases.mail_access import LEDGER, PORTS
from presskit.usecases.received_files import LOOKED_INTO, OFFICE, looked_into
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import Cancellation, World, cancellable, checkpoint

__all__ = ["Fact", "ReceivedFile", "ReceivedReport", "ReceivedRequest", "Topic", "received"]

_TEMPLATES = (".j2", ".css", ".dotx")
_PROGRAMS = (
    ".app", ".bat", ".cmd", ".com", ".desktop", ".exe", ".hta", ".htm", ".html", ".jar", ".js", ".lnk", ".mjs", ".msi", ".ps1",
    ".py", ".scr", ".sh", ".url", ".vbs", ".webloc", ".wsf", ".xhtml",
)  # fmt: skip
_MAIL = frozenset({*LISTS, *FORMER_NAMES.values(), SUPPRESSED, LEDGER})


class Topic(StrEnum):
    """What a fact is about."""

    UNREADABLE = "unreadable"
    MAIL = "e-mail"
    PEOPLE = "people"
    RECORDS = "records of sending"
    QUESTIONS = "questions"
    ADDRESSES = "addresses"
    ACTIVE = "active content"
    OFFICE = "Office file"
    TEMPLATES = "templates"
    LINKS = "links"
    HIDDEN = "hidden"
    OUTPUTS = "outputs"
    NOT_READ = "not read"


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """The kit that came from somebody else: a folder or a zip file."""

    kit: Path


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file of the kit: its name, its size in bytes, and what presskit reads it as."""

    name: str
    bytes: int
    use: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the kit holds or would do. ``acts``: look at it before another command reads the kit."""

    topic: Topic
    span: Span
    message: str
    acts: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedReport:
    """The files of the kit and what they would do; where the kit cannot be listed, ``diagnostics`` say why."""

    kit: Path
    files: tuple[ReceivedFile, ...] = ()
    facts: tuple[Fact, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def acts(self) -> bool:
        """Whether there is anything to look at first."""
        return any(each.acts for each in self.facts)


@cancellable
def received(
    request: ReceivedRequest | StrPath,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
    cancel: Cancellation | None = None,
) -> ReceivedReport:
    """Return what is in a kit and what it would do. Nothing is written, run, fetched, or opened by another program.

    >>> [fact.topic.value for fact in presskit.received("my-kit").facts if fact.acts]
    []

    Also an interrupted change that lies in the folder stays as it is, which other commands would complete.
    """
    path = as_request(ReceivedRequest, request).kit
    listing = list_kit(path)
    if isinstance(listing, Diagnostic):
        return ReceivedReport(path, diagnostics=(listing,))
    checkpoint(cancel)()
    facts = [*_of_kit(listing), *_of_files(listing), *_in_files(listing, path), *_of_folder(listing)]
    order = {topic: number for number, topic in enumerate(Topic)}
    ordered = sorted(dict.fromkeys(facts), key=lambda each: (not each.acts, order[each.topic], each.span))
    files = tuple(ReceivedFile(fingerprint.printable(name), size, _use(name)) for name, size in listing.sizes.items())
    return ReceivedReport(path, files, tuple(ordered))


def _use(name: str) -> str:
    """Return what presskit reads a file as."""
    suffix = PurePosixPath(name).suffix.lower()
    if name in FILES or STATEMENT.fullmatch(name):
        return "text of the kit"
    if name in _MAIL:
        return "list or record for e-mails"
    if name in {translation_files.GLOSSARY, translation_files.MEMORY, translation_files.EXPORTS}:
        return "record of translations"
    if suffix in fingerprint.PICTURES:
        return "picture or colour profile"
    return "not read"


def _of_kit(listing: Listing) -> Iterator[Fact]:
    """Yield what the texts of the kit say; its pictures are not looked at for that."""
    unread: dict[str, OSError] = {}
    names = [name for name in listing.sizes if "/" not in name and PurePosixPath(name).suffix.lower() in fingerprint.TEXTS]
    files = dict(fingerprint.taken(names, listing.read, unread.__setitem__))
    for name, problem in unread.items():
        yield Fact(Topic.UNREADABLE, _at(name), f"cannot be read: {problem.strerror}", acts=True)
    kit = kit_reader.read(files).value
    if kit is None:
        message = "what it would send and where cannot be told: kit.yaml is missing or cannot be read"
        yield Fact(Topic.UNREADABLE, Span("kit.yaml"), message, acts=True)
        return
    yield from _mail(kit)
    yield from _people(kit)
    yield from _questions(kit)
    yield from _addresses(kit)


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


def _people(kit: Kit) -> Iterator[Fact]:
    if everyone := kit.roster.everyone():
        yield Fact(Topic.PEOPLE, Span("signatories.yaml"), f"names {_counted(len(everyone), 'signator', 'y', 'ies')}")
    if kit.contacts:
        message = f"names {_counted(len(kit.contacts), 'contact')}, whom the outputs show"
        yield Fact(Topic.PEOPLE, Span("contacts.yaml"), message)


def _questions(kit: Kit) -> Iterator[Fact]:
    accepted = [each for each in kit.questions if each.answer and each.answer.choice == ACCEPT]
    pending = [each for each in kit.questions if not each.answer]
    place = Span("questions.yaml")
    if accepted:
        who = ", ".join(dict.fromkeys(each.answer.by for each in accepted if each.answer))
        message = f"{_counted(len(accepted), 'accepted warning')} in it, by {who}: presskit check says nothing of them"
        yield Fact(Topic.QUESTIONS, place, message, acts=True)
    if pending:
        named = sorted({edit.file for each in pending for choice in each.choices for edit in choice.edits})
        message = f"{_counted(len(pending), 'open question')}; answers would change {', '.join(named) or 'nothing else'}"
        yield Fact(Topic.QUESTIONS, place, message)


def _addresses(kit: Kit) -> Iterator[Fact]:
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


def _of_files(listing: Listing) -> Iterator[Fact]:
    """Yield what files are, by their names."""
    for name in listing.sizes:
        suffix = PurePosixPath(name).suffix.lower()
        if not all(map(is_portable, name.split("/"))):
            yield Fact(Topic.HIDDEN, _at(name), "stands for another file, or a device, on Windows", acts=True)
        if name == LEDGER:
            message = "who got which e-mail is recorded in it: presskit mail would go on from there"
            yield Fact(Topic.RECORDS, _at(name), message, acts=True)
        elif name in _MAIL:
            message = "says who gets no e-mails" if name == SUPPRESSED else "lists people whom presskit mail would write to"
            yield Fact(Topic.PEOPLE, _at(name), message, acts=name != SUPPRESSED)
        elif suffix in _PROGRAMS:
            message = "presskit does not open it; a browser or your computer would run it"
            yield Fact(Topic.ACTIVE, _at(name), message, acts=True)
        elif suffix in _TEMPLATES:
            message = "a template: only if you name its folder with --templates, and then it works like a program"
            yield Fact(Topic.TEMPLATES, _at(name), message, acts=True)
        elif _use(name) == "not read":
            yield Fact(Topic.NOT_READ, _at(name), "is not read")


def _in_files(listing: Listing, kit: Path) -> Iterator[Fact]:
    """Yield what files hold that could act, whatever they are called: each is known by its first bytes, too."""
    office, room = 0, limits.RECEIVED_FILES_BYTES
    for name, size in listing.sizes.items():
        suffix = PurePosixPath(name).suffix.lower()
        room -= size
        office += suffix in OFFICE
        if room < 0 or (suffix in OFFICE and office > limits.RECEIVED_OFFICE_FILES):
            if suffix in LOOKED_INTO:
                yield Fact(Topic.UNREADABLE, _at(name), "is not looked into: there are too many such files", acts=True)
            continue
        topic = Topic.OFFICE if suffix in OFFICE else Topic.ACTIVE
        try:
            data = listing.read(name, limits.PICTURE_BYTES)
        except OSError as problem:
            if suffix in LOOKED_INTO:
                yield Fact(topic, _at(name), f"cannot be read: {problem.strerror}", acts=True)
            continue
        yield from (Fact(topic, _at(name), each, acts=True) for each in looked_into(name, data, f"received {kit}"))


def _of_folder(listing: Listing) -> Iterator[Fact]:
    """Yield what is hidden in the folder, and what is no file."""
    for name in listing.hidden:
        yield _hidden(listing, name)
    for name in listing.system:
        yield Fact(Topic.HIDDEN, _at(name), "an operating system added it; it is not read")
    for name, target in listing.links.items():
        outside = name in listing.outside
        message = f"leads to {target}, " + ("out of the folder: it is not followed" if outside else "in the folder")
        yield Fact(Topic.LINKS, _at(name), message, acts=outside)
    for name in listing.special:
        yield Fact(Topic.LINKS, _at(name), "is a pipe, a socket or a device: it is not opened", acts=True)


def _hidden(listing: Listing, name: str) -> Fact:
    base = name.removesuffix("/").rpartition("/")[2]
    if base == fingerprint.MANIFEST:
        message = "a record of outputs: a build into its folder would take the files there for its own"
        return Fact(Topic.OUTPUTS, _at(name), message, acts=True)
    if base == STAGE:
        return Fact(Topic.HIDDEN, _at(name), _interrupted(listing, name), acts=True)
    if name == PRIVATE_FOLDER:
        message = "an earlier history: presskit undo would put back what you have not seen"
        return Fact(Topic.HIDDEN, _at(name), message, acts=True)
    what = "the history of Git, with programs that Git may run" if base == ".git" else "is hidden, and not read"
    return Fact(Topic.HIDDEN, _at(name), what, acts=True)


def _interrupted(listing: Listing, name: str) -> str:
    """Return what the next command would do with the change that is left in a folder."""
    start = "a change that was interrupted: the next command that reads the folder would complete it or clear it away"
    try:
        rows = json.loads(listing.read(f"{name}{JOURNAL}", limits.JOURNAL_BYTES))
        names = [str(row[0]) for row in rows]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return start
    return f"{start}; it changes {', '.join(names[:5])}{f' and {len(names) - 5} more' if len(names) > 5 else ''}"


def _counted(count: int, noun: str, one: str = "", more: str = "s") -> str:
    return f"{count:,} {noun}{one if count == 1 else more}"


def _at(name: str) -> Span:
    return Span(fingerprint.printable(name))
