"""The translation memory: what was translated, from which words, at which revision of the source.

It is a log: an entry that was made once stays, a newer one of the same key stands below it. So the last entry of a key is
what the language has now, and the entries up to a revision are what it had then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from presskit.model.document import Inline
from presskit.translation.segments import TranslationPackage, Unit, fingerprint_of, text_of

__all__ = ["Memory", "MemoryEntry", "UnknownRevisionError", "entry_of", "grown"]


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
        told = [each for each in self.entries if each.language == language]
        return {text_of(each.source): text_of(each.target) for each in told}

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
