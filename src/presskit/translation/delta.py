"""What is to be done in a language: which units are new, which were changed since they were translated, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from presskit.model.document import Inline
from presskit.translation.memory import Entry, Memory
from presskit.translation.segments import Package, Unit, text_of

__all__ = ["Change", "Edit", "Piece", "State", "changes", "word_difference"]

_WORD = re.compile(r"\{\{ \w+ \}\}|\[\^[^\]]+\]|\s+|\w+|[^\w\s]")


class State(StrEnum):
    """Where a unit stands in a language. A locked name has its approved form, which changes in the kit alone."""

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
class Piece:
    """Words that share one fate."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A unit and its state. ``old_source`` is what was translated, None where the memory does not know it."""

    unit: Unit
    state: State
    old_source: tuple[Inline, ...] | None = None
    old_target: tuple[Inline, ...] | None = None

    @property
    def open(self) -> bool:
        """Whether a translator has something to do here."""
        return self.state in {State.NEW, State.CHANGED}

    @property
    def difference(self) -> tuple[Piece, ...]:
        """What changed in the source, word by word; empty where the old words are not known."""
        if self.old_source is None or self.state is not State.CHANGED:
            return ()
        return word_difference(text_of(self.old_source), text_of(self.unit.source))


def changes(package: Package, memory: Memory, since: str = "") -> tuple[Change, ...]:
    """Return every unit of a package with its state, in the package's order.

    A name that came back as it is in the source is done too. Without ``since`` a unit is held against what the language
    has last: the memory's newest entry, or all of a text that says it was made from the present revision. With it, against
    what the language had at that revision; raises :class:`~presskit.translation.memory.UnknownRevisionError`.
    """
    known = memory.latest(package.language, since)
    current = not since and package.made_from == package.revision
    return tuple(_change(unit, _entry(unit, known), current=current) for unit in package.units)


def _entry(unit: Unit, known: Mapping[str, Entry]) -> Entry | None:
    """Return what is remembered of a unit; of an entry of a list that was kept by its place, only if it says the same."""
    kept = known.get(unit.key)
    return known.get(unit.id) or (kept if kept and (unit.id == unit.key or kept.fingerprint == unit.fingerprint) else None)


def _change(unit: Unit, entry: Entry | None, *, current: bool) -> Change:
    old_source, old_target = (entry.source, unit.target or entry.target) if entry else (None, unit.target)
    if not unit.translate:
        return Change(unit, State.LOCKED, None, unit.target)
    if unit.is_name and unit.target is None and entry and entry.fingerprint == unit.fingerprint:
        return Change(unit, State.DONE, old_source, old_target)
    if unit.target is None:
        return Change(unit, State.NEW, old_source, old_target)
    if current or (entry and entry.fingerprint == unit.fingerprint):
        return Change(unit, State.DONE, old_source, old_target)
    return Change(unit, State.CHANGED, old_source, old_target)


def word_difference(old: str, new: str) -> tuple[Piece, ...]:
    """Return how ``old`` became ``new``; the pieces that are not gone make up ``new``, those not added ``old``."""
    return tuple(_pieces(_WORD.findall(old), _WORD.findall(new)))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, begin, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, added = "".join(old[begin:end]), "".join(new[first:last])
        if tag == "equal":
            yield Piece(Edit.SAME, added)
            continue
        if gone:
            yield Piece(Edit.GONE, gone)
        if added:
            yield Piece(Edit.ADDED, added)
