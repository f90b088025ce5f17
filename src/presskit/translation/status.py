"""The translation memory, and what it tells is to be done: each unit's state, what changed, how far a language is.

The memory says what was translated, from which words, at which revision of the source. It is a log: an entry that was made
once stays, a newer one of the same key stands below it. So the last entry of a key is what the language has now, and the
entries up to a revision are what it had then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from presskit.model.document import Inline
from presskit.translation.segments import TranslationPackage, Unit, fingerprint_of, text_of

__all__ = [
    "Change",
    "DiffPiece",
    "Edit",
    "Export",
    "LanguageStatus",
    "Memory",
    "MemoryEntry",
    "UnitState",
    "UnknownRevisionError",
    "changes",
    "entry_of",
    "grown",
    "status_of",
    "word_difference",
]

_WORD = re.compile(r"\{\{ \w+ \}\}|\[\^[^\]]+\]|\s+|\w+|[^\w\s]")


class UnknownRevisionError(LookupError):
    """The memory has no import at this revision. The message says which it has."""


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """A text and its translation. ``revision`` is that of the whole source when the translation came back."""

    key: str
    source_language: str
    language: str
    source: tuple[Inline, ...]
    target: tuple[Inline, ...]
    revision: str

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits of the source's words and marks."""
        return fingerprint_of(self.source)


@dataclass(frozen=True, slots=True)
class Memory:
    """All entries of a kit, the oldest first."""

    entries: tuple[MemoryEntry, ...] = ()

    def words(self, language: str) -> dict[str, str]:
        """Return what ``language`` has for words of the source: the newest translation of each."""
        entries = [each for each in self.entries if each.language == language]
        return {text_of(each.source): text_of(each.target) for each in entries}

    def earlier(self, language: str) -> dict[str, list[tuple[Inline, ...]]]:
        """Return every translation that ``language`` ever had, by key."""
        found: dict[str, list[tuple[Inline, ...]]] = {}
        for each in self.entries:
            if each.language == language:
                found.setdefault(each.key, []).append(each.target)
        return found

    def latest(self, language: str, revision: str = "") -> dict[str, MemoryEntry]:
        """Return what ``language`` has by key: now, or as of the last import at ``revision``.

        Raises :class:`UnknownRevisionError` where no entry of the language has this revision.
        """
        entries = [each for each in self.entries if each.language == language]
        if revision:
            known = [number for number, each in enumerate(entries) if each.revision == revision]
            if not known:
                raise UnknownRevisionError(_unknown(revision, entries))
            entries = entries[: known[-1] + 1]
        return {each.key: each for each in entries}


def _unknown(revision: str, entries: Iterable[MemoryEntry]) -> str:
    revisions = list(dict.fromkeys(each.revision for each in entries))
    choice = f"it knows: {', '.join(revisions)}" if revisions else "it is empty in this language"
    return f"the memory has no translation at revision «{revision}»; {choice}"


def entry_of(package: TranslationPackage, unit: Unit, target: tuple[Inline, ...]) -> MemoryEntry:
    """Return the entry for a unit that came back as ``target``."""
    return MemoryEntry(unit.id, package.source_language, package.language, unit.source, target, package.revision)


def grown(memory: Memory, entries: Iterable[MemoryEntry]) -> Memory:
    """Return the memory with ``entries`` at its end; those that say nothing new are left out."""
    return Memory((*memory.entries, *_new(memory, entries)))


def _new(memory: Memory, entries: Iterable[MemoryEntry]) -> Iterator[MemoryEntry]:
    known = {(each.language, each.key): (each.source, each.target) for each in memory.entries}
    for entry in entries:
        place = (entry.language, entry.key)
        if known.get(place) != (entry.source, entry.target):
            known[place] = (entry.source, entry.target)
            yield entry


# The state of units.


class UnitState(StrEnum):
    """What a unit is in a language. A locked name has its approved form, which changes in the kit alone."""

    NEW = "new"
    CHANGED = "changed"
    DONE = "done"
    LOCKED = "locked"


class Edit(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """Words of a difference, and what became of them."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A unit and its state. ``old_source`` is what was translated, None where the memory does not know it."""

    unit: Unit
    state: UnitState
    old_source: tuple[Inline, ...] | None = None
    old_target: tuple[Inline, ...] | None = None

    @property
    def open(self) -> bool:
        """Whether a translator has something to do here."""
        return self.state in {UnitState.NEW, UnitState.CHANGED}

    @property
    def reminders(self) -> tuple[str, ...]:
        """What a translator is reminded of: strings to be kept, terms to be used."""
        kept = ("Keep as it is: " + "; ".join(self.unit.protected),) if self.unit.protected else ()
        terms = "; ".join(f"{source} = {target}" for source, target in self.unit.terms)
        return (*kept, f"Say: {terms}") if terms else kept

    @property
    def marked_difference(self) -> str:
        """The difference as plain text: ``[-gone-]``, ``{+added+}``; empty where the old words are not known."""
        marks = {Edit.SAME: ("", ""), Edit.GONE: ("[-", "-]"), Edit.ADDED: ("{+", "+}")}
        return "".join(each.text.join(marks[each.edit]) for each in self.difference)

    @property
    def difference(self) -> tuple[DiffPiece, ...]:
        """What changed in the source, word by word; empty where the old words are not known."""
        if self.old_source is None or self.state is not UnitState.CHANGED:
            return ()
        return word_difference(text_of(self.old_source), text_of(self.unit.source))


def changes(package: TranslationPackage, memory: Memory, since: str = "") -> tuple[Change, ...]:
    """Return every unit of a package with its state, in the package's order.

    A name that came back as it is in the source is done too. Without ``since`` a unit is held against what the language
    has last: the memory's newest entry, or all of a text that says it was made from the present revision. With it, against
    what the language had at that revision; raises :class:`UnknownRevisionError`.
    """
    known = memory.latest(package.language, since)
    current = not since and package.made_from == package.revision
    return tuple(_change(unit, _entry(unit, known), current=current) for unit in package.units)


def _entry(unit: Unit, known: Mapping[str, MemoryEntry]) -> MemoryEntry | None:
    """Return what is remembered of a unit; of an entry of a list that was kept by its place, only if it says the same."""
    kept = known.get(unit.key)
    return known.get(unit.id) or (kept if kept and (unit.id == unit.key or kept.fingerprint == unit.fingerprint) else None)


def _change(unit: Unit, entry: MemoryEntry | None, *, current: bool) -> Change:
    old_source, old_target = (entry.source, unit.target or entry.target) if entry else (None, unit.target)
    if not unit.translate:
        return Change(unit, UnitState.LOCKED, None, unit.target)
    if unit.is_name and unit.target is None and entry and entry.fingerprint == unit.fingerprint:
        return Change(unit, UnitState.DONE, old_source, old_target)
    if unit.target is None:
        return Change(unit, UnitState.NEW, old_source, old_target)
    if current or (entry and entry.fingerprint == unit.fingerprint):
        return Change(unit, UnitState.DONE, old_source, old_target)
    return Change(unit, UnitState.CHANGED, old_source, old_target)


def word_difference(old: str, new: str) -> tuple[DiffPiece, ...]:
    """Return how ``old`` became ``new``; the pieces that are not gone make up ``new``, those not added ``old``."""
    return tuple(_pieces(_WORD.findall(old), _WORD.findall(new)))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[DiffPiece]:
    for tag, begin, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, added = "".join(old[begin:end]), "".join(new[first:last])
        if tag == "equal":
            yield DiffPiece(Edit.SAME, added)
            continue
        if gone:
            yield DiffPiece(Edit.GONE, gone)
        if added:
            yield DiffPiece(Edit.ADDED, added)


@dataclass(frozen=True, slots=True)
class Export:
    """What went out: to which language, on which day, at which revision of the source."""

    language: str
    day: date
    revision: str


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """A language by numbers: texts that are done, changed since they were translated, missing; names without their own form.

    ``waiting_since`` is the day of the last export of the present source, None where nothing is missing or none was made;
    ``sent`` the day of the last export of any.
    """

    language: str
    done: int
    changed: int
    missing: int
    names: int
    revision: str
    made_from: str
    waiting_since: date | None = None
    sent: date | None = None

    @property
    def complete(self) -> bool:
        """Whether every text is translated as the source stands; names may be printed as they are in the source."""
        return not self.changed and not self.missing


def status_of(package: TranslationPackage, changes: Sequence[Change], exports: Iterable[Export] = ()) -> LanguageStatus:
    """Return how far a language is."""
    texts = [each for each in changes if not each.unit.is_name]
    states = [each.state for each in texts]
    days = [each for each in exports if each.language == package.language]
    changed, missing = states.count(UnitState.CHANGED), states.count(UnitState.NEW)
    current = [each.day for each in days if each.revision == package.revision]
    return LanguageStatus(
        language=package.language,
        done=states.count(UnitState.DONE),
        changed=changed,
        missing=missing,
        names=sum(1 for each in changes if each.unit.is_name and each.open),
        revision=package.revision,
        made_from=package.made_from,
        waiting_since=max(current, default=None) if changed or missing else None,
        sent=max((each.day for each in days), default=None),
    )
