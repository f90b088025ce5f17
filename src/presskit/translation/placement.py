"""What a placement is told and what it tells: choices, placed units, doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from presskit.model.document import Inline
from presskit.source import Span
from presskit.translation.evidence import Evidence
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Unit

__all__ = ["Accepted", "Doubt", "Placed", "Placement", "Reason"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The user's choices: paragraph numbers by key (none: left out), and whether all proposals are taken."""

    choices: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    all: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit and what came back for it. ``numbers`` are paragraphs from 1, ``sure`` is in percent."""

    unit: Unit
    inlines: tuple[Inline, ...]
    evidence: Evidence
    sure: int
    numbers: tuple[int, ...] = ()
    bold: bool = False
    span: Span = Span("")  # noqa: RUF009 -- frozen

    @property
    def is_split(self) -> bool:
        """Whether it came back in several paragraphs."""
        return len(self.numbers) > 1


class Reason:
    """Why something is asked, by the code of its finding."""

    ID_TWICE = "return-id-twice"
    DISAGREE = "return-ids-disagree"
    UNSURE = "return-unsure"
    MISSING = "return-missing"
    ADDED = "return-added"
    ORDER = "return-reordered"
    UNSEEN = "return-unseen"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the user is asked: about a unit (``key``), or about a paragraph that belongs to none.

    ``near`` are units whose words it may concern: those beside it, of which it may hold a part.
    """

    reason: str
    key: str = ""
    numbers: tuple[int, ...] = ()
    sure: int = 0
    words: str = ""
    near: tuple[str, ...] = ()
    span: Span = Span("")  # noqa: RUF009 -- frozen


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything went. ``notes`` are paragraphs that are no unit's; ``absent`` units need not have come back.

    ``emptied`` came back by their ids, and without a word. ``beside`` are paragraphs that are the page's own by their style,
    but do not say what went out. ``left_out`` are units that the user wants to do without.
    """

    placed: tuple[Placed, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[ReturnedParagraph, ...] = ()
    absent: tuple[Unit, ...] = ()
    emptied: tuple[tuple[Unit, Span], ...] = ()
    beside: tuple[ReturnedParagraph, ...] = ()
    left_out: tuple[Unit, ...] = ()
