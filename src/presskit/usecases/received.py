"""What a kit from somebody else would do, before any other command reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from presskit import limits
from presskit.diagnostics import Diagnostic
from presskit.formats.file_names import is_portable
from presskit.formats.kit_keys import FILES
from presskit.kit import fingerprint
from presskit.kit.listing import Listing, list_kit
from presskit.mail.opt_out import FORMER_NAMES
from presskit.readers import kit as kit_reader
from presskit.readers import translation_files
from presskit.readers.kit_folder import STATEMENT
from presskit.source import Span
from presskit.store.commit import PRIVATE_FOLDER
from presskit.store.journal import JOURNAL, STAGE
from presskit.usecases.campaign import LISTS, SUPPRESSED
from presskit.usecases.mail_access import LEDGER
from presskit.usecases.received_files import LOOKED_INTO, OFFICE, beside_the_picture, looked_into, opened
from presskit.usecases.received_texts import Fact, Topic, of_texts
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import Cancellation, World, cancellable, checkpoint

__all__ = ["Fact", "ReceivedFile", "ReceivedReport", "ReceivedRequest", "Topic", "received"]

_TEMPLATES = (".j2", ".css", ".dotx")
_MAIL = frozenset({*LISTS, *FORMER_NAMES.values(), SUPPRESSED, LEDGER})
_LEADS = frozenset({Topic.ADDRESSES, Topic.EMBARGO, Topic.WORDING, Topic.PICTURES})
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


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

    @property
    def leads(self) -> bool:
        """Whether there is anything that leads elsewhere, holds something back, or tells more than it shows."""
        return any(each.topic in _LEADS for each in self.facts)


@cancellable
def received(
    request: ReceivedRequest | StrPath,
    *,
    world: World = World(),
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
    facts = [*_of_kit(listing, world), *_of_files(listing), *_in_files(listing, path), *_of_folder(listing)]
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


def _of_kit(listing: Listing, world: World) -> Iterator[Fact]:
    """Yield what the texts of the kit say; its pictures are not looked at for that."""
    unread: dict[str, OSError] = {}
    names = [name for name in listing.sizes if "/" not in name and PurePosixPath(name).suffix.lower() in fingerprint.TEXTS]
    files = dict(fingerprint.taken(names, listing.read, unread.__setitem__))
    for name, problem in unread.items():
        yield Fact(Topic.UNREADABLE, _at(name), f"cannot be read: {problem.strerror}", acts=True)
    reading = kit_reader.read(files)
    if reading.value is None:
        message = "what it would send and where cannot be told: kit.yaml is missing or cannot be read"
        yield Fact(Topic.UNREADABLE, Span("kit.yaml"), message, acts=True)
        return
    yield from of_texts(reading.value, files, reading.diagnostics, world)


def _of_files(listing: Listing) -> Iterator[Fact]:
    """Yield what files are, by their names."""
    for name in listing.sizes:
        suffix = PurePosixPath(name).suffix.lower()
        if _UNSHOWN.search(name):
            message = "its name holds characters that are not shown: it may look like the name of another file"
            yield Fact(Topic.HIDDEN, _at(name), message, acts=True)
        if not all(map(is_portable, name.split("/"))):
            yield Fact(Topic.HIDDEN, _at(name), "stands for another file, or a device, on Windows", acts=True)
        if name == LEDGER:
            message = "who got which e-mail is recorded in it: presskit mail would go on from there"
            yield Fact(Topic.RECORDS, _at(name), message, acts=True)
        elif name in _MAIL:
            message = "says who gets no e-mails" if name == SUPPRESSED else "lists people whom presskit mail would write to"
            yield Fact(Topic.PEOPLE, _at(name), message, acts=name != SUPPRESSED)
        elif message := opened(name):
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
        yield from (Fact(Topic.PICTURES, _at(name), message, acts) for message, acts in beside_the_picture(name, data))


def _of_folder(listing: Listing) -> Iterator[Fact]:
    """Yield what is hidden in the folder, and what is no file."""
    for name in listing.hidden:
        yield _hidden(listing, name)
    for name in listing.system:
        if message := opened(name):
            yield Fact(Topic.ACTIVE, _at(name), message, acts=True)
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


def _at(name: str) -> Span:
    return Span(fingerprint.printable(name))
