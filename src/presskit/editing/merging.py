"""Two changes of one statement become one, block by block; a block that both changed is a conflict, left to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Footnote,
    ListItem,
    Numbered,
    Statement,
    Table,
    TableRow,
)

__all__ = ["CHOICES", "Conflict", "merged", "name_of"]

_Part: TypeAlias = Block | Footnote | ListItem | TableRow
CHOICES = ("mine", "theirs", "both")
"""What a person may decide about a conflict; both is for what two put into one place: theirs, then mine."""
_CONTAINERS = (Bullets, Numbered, Calls, BlockQuote, Footnote, ListItem, Statement, Table, TableRow)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both changed: as it was, as ``mine`` has it and as ``theirs`` has it; None where it is not there.

    Whole blocks where they can be told apart, otherwise runs of them, or a text (a title's description).
    """

    base: object
    mine: object
    theirs: object


def merged(
    base: Statement, mine: Statement, theirs: Statement, choices: Sequence[str] = ()
) -> tuple[Statement, tuple[Conflict, ...]]:
    """Return the statement with both changes, and what could not be decided; it stands there as in ``theirs``.

    ``choices`` decide the conflicts in their order (:data:`CHOICES`).
    """
    merging = _Merging([], choices)
    result: Statement = merging.node(base, mine, theirs)
    return result, tuple(merging.conflicts)


def name_of(node: object) -> str:
    """Return the id of a block, a footnote's label; of what has neither that of the first block in it."""
    name = getattr(node, "id", "") or getattr(node, "label", "")
    if name:
        return str(name)
    inner = next((part for each in ("lead", "items", "blocks", "head") if (part := getattr(node, each, None))), None)
    return name_of(inner[0] if isinstance(inner, tuple) else inner) if inner else ""


@dataclass(frozen=True, slots=True)
class _Merging:
    """Collects the conflicts of a merge, and decides those that were decided."""

    conflicts: list[Conflict]
    choices: Sequence[str] = ()

    def node(self, base: Any, mine: Any, theirs: Any) -> Any:
        """Return what both made of a node or a value."""
        if mine in (base, theirs):
            return theirs
        if theirs == base:
            return mine
        if isinstance(base, _CONTAINERS) and type(base) is type(mine) is type(theirs):
            names = [each.name for each in fields(base) if each.compare]
            made = {name: self.part(*(getattr(each, name) for each in (base, mine, theirs))) for name in names}
            return replace(theirs, **made)
        return self.conflict(base, mine, theirs)

    def part(self, base: Any, mine: Any, theirs: Any) -> Any:
        """Return what both made of a field: a run of blocks, or one value."""
        runs = (*base, *mine, *theirs) if all(isinstance(each, tuple) for each in (base, mine, theirs)) else ()
        if runs and not any(isinstance(each, str) for each in runs):
            return self.run(base, mine, theirs)
        return self.node(base, mine, theirs)

    def run(self, base: Sequence[_Part], mine: Sequence[_Part], theirs: Sequence[_Part]) -> tuple[_Part, ...]:
        """Return what both made of a run of blocks: each of it, and what was put between."""
        ours, others = _Changes.of(base, mine), _Changes.of(base, theirs)
        made: list[_Part] = []
        for at, before in enumerate([*base, None]):
            made += self.added(ours.added[at], others.added[at])
            if before is not None and (kept := self.kept(before, ours.kept[at], others.kept[at])) is not None:
                made.append(kept)
        return tuple(made)

    def added(self, mine: Sequence[_Part], theirs: Sequence[_Part]) -> Sequence[_Part]:
        """Return what was put into one place."""
        if mine and theirs and mine != theirs:
            chosen: Sequence[_Part] = self.conflict(None, tuple(mine), tuple(theirs))
            return chosen
        return theirs or mine

    def kept(self, base: _Part, mine: _Part | None, theirs: _Part | None) -> _Part | None:
        """Return what became of one block; None where it was taken out."""
        if mine is None or theirs is None:
            taken_out = (mine or theirs) in (base, None)
            return None if taken_out else self.conflict(base, mine, theirs)
        result: _Part | None = self.node(base, mine, theirs)
        return result

    def conflict(self, base: Any, mine: Any, theirs: Any) -> Any:
        """Keep what cannot be decided; return what was chosen, or stands there meanwhile."""
        self.conflicts.append(Conflict(base, mine, theirs))
        chosen = self.choices[len(self.conflicts) - 1 : len(self.conflicts)]
        if chosen == ("both",) and isinstance(mine, tuple) and isinstance(theirs, tuple):
            return (*theirs, *mine)
        return mine if chosen == ("mine",) else theirs


@dataclass(frozen=True, slots=True)
class _Changes:
    """What became of a run of blocks: of each (None: it was taken out), and what was put before each and at the end."""

    kept: list[_Part | None]
    added: list[list[_Part]]

    @classmethod
    def of(cls, base: Sequence[_Part], changed: Sequence[_Part]) -> _Changes:
        """Return what turns ``base`` into ``changed``. Blocks are the same by their id, or where as many replace others."""
        made = cls([None] * len(base), [[] for _ in range(len(base) + 1)])
        for kind, a, b, c, d in SequenceMatcher(None, [*map(_key, base)], [*map(_key, changed)], autojunk=False).get_opcodes():
            alike = [type(each) for each in base[a:b]] == [type(each) for each in changed[c:d]]
            if kind == "equal" or (kind == "replace" and alike):
                made.kept[a:b] = changed[c:d]
            else:
                made.added[a] += changed[c:d]
        return made


def _key(part: _Part) -> object:
    name = name_of(part)
    return (type(part), name) if name else part
