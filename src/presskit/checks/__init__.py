"""Checks: what can be wrong with a release that reads well. One file a check; lint/ looks at the kit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.release import Kit

__all__ = ["Case", "Check", "Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the kit. ``now`` carries its zone; ``glyphs`` are the code points fonts can show.

    ``unsound`` are files of the kit in which something could not be read: what seems to be missing may stand there.
    """

    now: datetime
    glyphs: frozenset[int] = frozenset()
    unsound: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """An example for the docs and the tests: files that replace those of the small specimen, and a word about it."""

    says: str
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its rule, how it looks, and a good and a broken case (both run as tests).

    It ``needs`` files to be read wholly: what it says would otherwise be the second finding of one cause.
    """

    rule: Rule
    check: Callable[[Kit, Context], Iterable[Diagnostic]]
    good: Case
    bad: Case
    needs: tuple[str, ...] = ()
