"""The translation memory, and what it tells is to be done: each unit's state, what changed, how far a language is.

The memory says what was translated, from which words, at which revision of the source. It is a log: an entry that was made
once stays, a newer one of the same key stands below it. So the last entry of a key is what the language has now, and the
entries up to a revision are what it had then.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from presskit.model.document import Inline
from presskit.translation.segments import TranslationPackage, Unit, fingerprint_of, text_of

__all__ = [
    "Change",
    "DiffKind",
    "DiffPiece",
    "Export",
    "LanguageStatus",
    "Memory",
    "MemoryEntry",
    "UnitState",
    "UnknownRevisionError",
    "changes",
    "current_entries",
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

    def _of(self, language: str) -> list[MemoryEntry]:
        return [each for each in self.entries if each.language == language]

    def words(self, language: str) -> dict[str, str]:
        """Return what ``language`` has for words of the source: the newest translation of each."""
        return {text_of(each.source): text_of(each.target) for each in self._of(language)}

    def earlier(self, language: str) -> dict[str, list[tuple[Inline, ...]]]:
        """Return every translation that ``language`` ever had, by key."""
        targets: dict[str, list[tuple[Inline, ...]]] = defaultdict(list)
        for each in self._of(language):
            targets[each.key].append(each.target)
        return dict(targets)

    def latest(self, language: str, revision: str = "") -> dict[str, MemoryEntry]:
        """Return what ``language`` has by key: now, or as of the last import at ``revision``.

        Raises :class:`UnknownRevisionError` where no entry of the language has this revision.
        """
        entries = self._of(language)
        revisions = [each.revision for each in entries]
        if revision and revision not in revisions:
            choice = f"it knows: {', '.join(dict.fromkeys(revisions))}" if revisions else "it is empty in this language"
            raise UnknownRevisionError(f"the memory has no translation at revision «{revision}»; {choice}")
        end = len(revisions) - revisions[::-1].index(revision) if revision else None
        return {each.key: each for each in entries[:end]}


def entry_of(package: TranslationPackage, unit: Unit, target: tuple[Inline, ...]) -> MemoryEntry:
    """Return the entry for a unit that came back as ``target``."""
    return MemoryEntry(unit.id, package.source_language, package.language, unit.source, target, package.revision)


def current_entries(package: TranslationPackage) -> Iterator[MemoryEntry]:
    """Yield the texts of a translation that says it was made from the present revision, however it was made."""
    units = package.units if package.made_from == package.revision else ()
    return (entry_of(package, unit, unit.target) for unit in units if unit.target and not unit.is_name)


def grown(memory: Memory, entries: Iterable[MemoryEntry]) -> Memory:
    """Return the memory with ``entries`` at its end; those that say nothing new are left out."""
    latest = {(each.language, each.key): (each.source, each.target) for each in memory.entries}
    new: list[MemoryEntry] = []
    for each in entries:
        if latest.get((each.language, each.key)) != (each.source, each.target):
            latest[each.language, each.key] = (each.source, each.target)
            new.append(each)
    return Memory((*memory.entries, *new))


# The state of units.


class UnitState(StrEnum):
    """What a unit is in a language. A locked name has its approved form, which changes in the kit alone."""

    NEW = "new"
    CHANGED = "changed"
    DONE = "done"
    LOCKED = "locked"


class DiffKind(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """Words of a difference, and what became of them."""

    edit: DiffKind
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
        lists = (
            ("Keep as it is: ", self.unit.protected),
            ("Say: ", [f"{source} = {target}" for source, target in self.unit.terms]),
        )
        return tuple(label + "; ".join(strings) for label, strings in lists if strings)

    @property
    def marked_difference(self) -> str:
        """The difference as plain text: ``[-gone-]``, ``{+added+}``; empty where the old words are not known."""
        marks = {DiffKind.SAME: ("", ""), DiffKind.GONE: ("[-", "-]"), DiffKind.ADDED: ("{+", "+}")}
        return "".join(each.text.join(marks[each.edit]) for each in self.difference)

    @property
    def difference(self) -> tuple[DiffPiece, ...]:
        """What changed in the source, word by word; empty where the old words are not known."""
        old = self.old_source if self.state is UnitState.CHANGED else None
        return () if old is None else word_difference(text_of(old), text_of(self.unit.source))


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
    by_place = known.get(unit.key)
    same = by_place and (unit.id == unit.key or by_place.fingerprint == unit.fingerprint)
    return known.get(unit.id) or (by_place if same else None)


def _change(unit: Unit, entry: MemoryEntry | None, *, current: bool) -> Change:
    if not unit.translate:
        return Change(unit, UnitState.LOCKED, None, unit.target)
    same = entry is not None and entry.fingerprint == unit.fingerprint
    state = UnitState.DONE if same or current else UnitState.CHANGED
    if unit.target is None and not (unit.is_name and same):
        state = UnitState.NEW
    old_source, old_target = (entry.source, unit.target or entry.target) if entry else (None, unit.target)
    return Change(unit, state, old_source, old_target)


def word_difference(old: str, new: str) -> tuple[DiffPiece, ...]:
    """Return how ``old`` became ``new``; the pieces that are not gone make up ``new``, those not added ``old``."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: list[DiffPiece] = []
    for tag, begin, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, added = "".join(before[begin:end]), "".join(after[first:last])
        edits = ((DiffKind.SAME, added),) if tag == "equal" else ((DiffKind.GONE, gone), (DiffKind.ADDED, added))
        pieces += [DiffPiece(edit, words) for edit, words in edits if words]
    return tuple(pieces)


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
    states = Counter(each.state for each in changes if not each.unit.is_name)
    days = [each for each in exports if each.language == package.language]
    changed, missing = states[UnitState.CHANGED], states[UnitState.NEW]
    current = [each.day for each in days if each.revision == package.revision]
    return LanguageStatus(
        language=package.language,
        done=states[UnitState.DONE],
        changed=changed,
        missing=missing,
        names=sum(1 for each in changes if each.unit.is_name and each.open),
        revision=package.revision,
        made_from=package.made_from,
        waiting_since=max(current, default=None) if changed or missing else None,
        sent=max((each.day for each in days), default=None),
    )
