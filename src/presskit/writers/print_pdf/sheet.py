"""The boxes of a printed page (ISO 32000-1, 14.11.2): what is cut, what runs over the edge, and the slug around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["SLUG", "Box", "Sheet", "mm"]

Box: TypeAlias = tuple[float, float, float, float]
SLUG = 12
"""How far the sheet goes beyond the bleed, in mm: room for marks, colour bar and a line of text."""


def mm(length: float) -> float:
    """Return millimetres as points."""
    return length * 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of ``width`` × ``height`` once it is cut, with ``bleed`` on each side; all in points.

    The origin is the sheet's lower left corner.
    """

    width: float
    height: float
    bleed: float

    @property
    def edge(self) -> float:
        """How far the trimmed page lies inside the sheet."""
        return self.bleed + mm(SLUG)

    def around(self, distance: float) -> Box:
        """Return the box that goes ``distance`` beyond the trimmed page."""
        low, right, top = self.edge - distance, self.edge + self.width + distance, self.edge + self.height + distance
        return tuple(round(side, 6) for side in (low, low, right, top))  # type: ignore[return-value]

    @property
    def trim(self) -> Box:
        """The page once it is cut."""
        return self.around(0)

    @property
    def bleed_box(self) -> Box:
        """The page with its bleed."""
        return self.around(self.bleed)

    @property
    def media(self) -> Box:
        """The whole sheet."""
        return self.around(self.edge)
