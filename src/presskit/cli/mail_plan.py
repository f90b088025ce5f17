"""What a sending would do, before anything is sent: the letters, who gets them, and which gates are closed."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli.command import CommandError
from presskit.cli.console import Console
from presskit.cli.mail_letters import Prepared, prepare
from presskit.cli.mail_lists import own_lists
from presskit.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from presskit.mail.addresses import Recipient
    from presskit.mail.audience import Choice
    from presskit.mail.ledger import Entry
    from presskit.mail.message_template import Letter
    from presskit.mail.send_guards import Closed, Facts
    from presskit.model.release import Kit

__all__ = ["LEDGER", "Letters", "Plan", "apart", "clock", "entries_of", "ledger_path", "plan", "real", "use_own_list"]

LEDGER = "mail/ledger.sqlite"


def clock() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def real(console: Console) -> Console:
    """Return a console whose commands know the real time: an e-mail's date and an embargo are never pretended."""
    environment = {name: value for name, value in console.environment.items() if name != "SOURCE_DATE_EPOCH"}
    return Console(console.out, console.err, environment)


def ledger_path(folder: Path) -> Path:
    """Return where a kit's ledger is. Raises :class:`CommandError` where a link would lead it out of the kit."""
    path = folder / LEDGER
    if not path.resolve().is_relative_to(folder.resolve()):
        raise CommandError(f"«{path}» leads out of the kit: put an ordinary folder «mail» in its place")
    return path


def entries_of(folder: Path, release: str) -> list[Entry]:
    """Return all messages of a release; none where nothing was ever sent. Raises :class:`CommandError`."""
    from presskit.mail.ledger import Ledger
    from presskit.mail.ledger_file import LedgerError

    if not ledger_path(folder).exists():
        return []
    try:
        with Ledger(ledger_path(folder), read_only=True) as ledger:
            return ledger.entries(release)
    except LedgerError as problem:
        raise CommandError(str(problem)) from problem


def use_own_list(arguments: argparse.Namespace) -> None:
    """Take the kit's own press list, where it has one and none is named."""
    arguments.list = arguments.list or next(iter(own_lists(arguments.folder)), None)


def apart(arguments: argparse.Namespace) -> argparse.Namespace:
    """Return the arguments with a place of its own for what is attached: the user's outputs stay as they were seen."""
    return argparse.Namespace(**{**vars(arguments), "build": arguments.build / "mail"})


def _frozen(folder: Path, kit: Kit) -> dict[str, str]:
    from presskit.mail.ledger import Ledger

    if not ledger_path(folder).exists():
        return {}
    with Ledger(ledger_path(folder), read_only=True) as ledger:
        return ledger.artefacts(kit.release.id, kit.release.version)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters as news and, where there are any, as a correction; made once and then only filled in."""

    kinds: Mapping[bool, Prepared]

    def of(self, language: str, *, corrects: bool) -> Letter | None:
        """Return the letter in a language."""
        return self.kinds[corrects].letters.get(language) if corrects in self.kinds else None

    def message(self, entry: Entry, date: datetime) -> bytes:
        """Build the message of an entry of the ledger."""
        corrects = bool(entry.answers)
        letter = self.of(entry.language, corrects=corrects)
        sender = self.kinds[corrects].senders[entry.language] if letter else None
        if letter is None or sender is None or sender.sender is None:
            raise LookupError(f"there is no letter in «{entry.language}» any more")
        return letter.message(
            entry.recipient,
            sender=sender.sender,
            date=date,
            message_id=entry.message_id,
            reply_to=sender.reply_to,
            in_reply_to=entry.answers or None,
        )

    @property
    def address(self) -> str:
        """The sender's address, the same in all languages."""
        every = (sender.sender for prepared in self.kinds.values() for sender in prepared.senders.values())
        return next((each.address for each in every if each is not None), "")

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of what goes out, by name: the words of each letter, apart from its subject, and each file."""
        found = {}
        for corrects, prepared in self.kinds.items():
            for tag, letter in prepared.letters.items():
                words = replace(letter, subject="-", usual=(), attachments=()).digest
                found[f"{tag}/{'correction' if corrects else 'letter'}"] = words
                found |= {f"{tag}/{each.output}": each.sha256 for each in letter.attachments}
        return found


@dataclass(frozen=True, slots=True)
class Plan:
    """A sending that could be: ``embargoed`` tells that its subjects say so, ``user`` who logs in, if anybody does."""

    kit: Kit
    letters: Letters
    choice: Choice
    closed: tuple[Closed, ...]
    findings: tuple[Diagnostic, ...]
    embargoed: bool
    user: str = ""

    @property
    def count(self) -> int:
        """How many messages it is."""
        return len(self.choice.addressees) + len(self.choice.unfinished)

    def recipients(self) -> list[tuple[Recipient, str]]:
        """Return who gets a message, and as what: news, a correction, or what an earlier sending left."""
        new = [(each.recipient, "correction" if each.answers else "news") for each in self.choice.addressees]
        return new + [(each.recipient, f"left from before: {each.state}") for each in self.choice.unfinished]

    def size(self, recipient: Recipient, kind: str) -> int:
        """Return the size of a message in bytes."""
        letter = self.letters.of(recipient.language, corrects=kind == "correction") or self._any(recipient.language)
        return letter.size(recipient) if letter else 0

    def _any(self, language: str) -> Letter | None:
        return next((each for kind in self.letters.kinds if (each := self.letters.of(language, corrects=kind))), None)


def plan(arguments: argparse.Namespace, console: Console) -> Plan | tuple[Diagnostic, ...]:
    """Return what the sending would do, or the findings that leave no letter to be sent. Raises :class:`CommandError`."""
    from presskit import kit as kits
    from presskit.cli.world import world
    from presskit.mail.credentials import user_of
    from presskit.mail.send_guards import closed, embargo_closed

    use_own_list(arguments)
    seen, arguments = _on_the_disk(arguments.build), apart(arguments)
    reading, _ = kits.read(arguments.folder, world(console.environment))
    kit = reading.value
    if kit is None:
        return reading.diagnostics
    entries = entries_of(arguments.folder, kit.release.id)
    chosen = _chosen(arguments, console, kit, entries)
    if not isinstance(chosen, _Chosen):
        return chosen
    facts = _facts(arguments.folder, kit, reading.diagnostics, seen, chosen.letters)
    facts = replace(facts, again=_again(console.environment, kit, entries, chosen.choice))
    now = clock()
    embargoed = bool(embargo_closed(kit.release.embargo, now))
    user = user_of(console.environment, kit.release.mail.server.user if kit.release.mail.server else "")
    return Plan(kit, chosen.letters, chosen.choice, tuple(closed(facts, now)), chosen.findings, embargoed, user)


@dataclass(frozen=True, slots=True)
class _Chosen:
    letters: Letters
    choice: Choice
    findings: tuple[Diagnostic, ...]


def _chosen(
    arguments: argparse.Namespace, console: Console, kit: Kit, entries: list[Entry]
) -> _Chosen | tuple[Diagnostic, ...]:
    from presskit.mail.audience import OutdatedError, choose
    from presskit.mail.ledger import State

    corrects = any(each.state is State.SENT and each.version < kit.release.version for each in entries)
    known = [each.recipient for each in entries]
    prepared = prepare(arguments, console, needs_list=not entries, corrects=corrects, also=known)
    if not prepared.letters:
        return prepared.diagnostics
    letters = Letters({corrects: prepared})
    try:
        choice = choose(
            entries,
            kit.release.version,
            prepared.recipients,
            suppressed=prepared.listed.barred,
            make_id=lambda recipient: _message_id(letters, recipient, corrects=corrects),
            also_new=arguments.also_new,
            also_elsewhere=arguments.in_other_language,
        )
    except OutdatedError as problem:
        raise CommandError(f"{problem}: raise it in kit.yaml") from problem
    choice = _meant(choice, arguments, prepared)
    needed = {bool(each.answers) for each in choice.addressees} | {bool(each.answers) for each in choice.unfinished}
    more = {kind: prepare(arguments, console, needs_list=False, corrects=kind, also=known) for kind in needed - {corrects}}
    return _Chosen(Letters({corrects: prepared, **more}), choice, prepared.diagnostics)


def _message_id(letters: Letters, recipient: Recipient, *, corrects: bool) -> str:
    letter = letters.of(recipient.language, corrects=corrects)
    return letter.message_id(recipient, letters.address.rpartition("@")[2]) if letter else ""


def _meant(choice: Choice, arguments: argparse.Namespace, prepared: Prepared) -> Choice:
    """Leave out whom the options do not mean; they stay in the ledger as they are."""
    from presskit.mail.audience import Wanted

    wanted = Wanted(tuple(arguments.group), tuple(arguments.country), tuple(arguments.lang))

    def meant(recipient: Recipient) -> bool:
        return wanted.takes(recipient) and recipient.language in prepared.letters

    return replace(
        choice,
        addressees=tuple(each for each in choice.addressees if meant(each.recipient)),
        unfinished=tuple(each for each in choice.unfinished if meant(each.recipient)),
    )


def _facts(folder: Path, kit: Kit, findings: Iterable[Diagnostic], seen: Mapping[str, str], letters: Letters) -> Facts:
    from presskit.mail.send_guards import Facts

    serious = tuple(each.message for each in findings if each.severity is not Severity.NOTE)
    hashes = letters.hashes()
    words = {"letter", "correction"}
    current = {name: digest for name, digest in hashes.items() if name.rpartition("/")[2] not in words}
    return Facts(kit.release, kit.roster.signing(), serious, seen, current, _frozen(folder, kit), hashes)


def _again(environment: Mapping[str, str], kit: Kit, entries: Iterable[Entry], choice: Choice) -> dict[str, tuple[int, str]]:
    """Return who is new to the ledger, and got this release from this machine: with the version, and when."""
    from presskit.mail.addresses import same_address
    from presskit.mail.user_records import SentRecord, own_folder

    try:
        record = SentRecord(own_folder(environment, "XDG_STATE_HOME"), kit.release.id)
        sent = record.sent()
    except (LookupError, OSError) as problem:
        raise CommandError(f"what was sent from this machine cannot be read: {problem}") from problem
    known = {same_address(each.address) for each in entries}
    new = [each.recipient.address for each in choice.addressees if same_address(each.recipient.address) not in known]
    return {address: sent[name] for address in new if (name := record.hash(address)) in sent}


def _on_the_disk(build: Path) -> dict[str, str]:
    """Return the SHA-256 of the outputs as they lie there now, by language and name in kit.yaml: en/pdf.

    The report is not believed about files outside the folder.
    """
    from presskit.intake import read_inside
    from presskit.kit.inputs import MANIFEST_LIMIT, OUTPUT_LIMIT

    found = {}
    with suppress(OSError, ValueError, TypeError, KeyError):
        report = json.loads(read_inside(build, "report.json", MANIFEST_LIMIT))
        for entry in report["files"]:
            with suppress(OSError):
                data = read_inside(build, str(entry["path"]), OUTPUT_LIMIT)
                found[f"{entry['language']}/{entry['format']}"] = hashlib.sha256(data).hexdigest()
    return found
