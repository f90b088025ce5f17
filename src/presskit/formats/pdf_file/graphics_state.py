"""The graphics state while a page is painted (ISO 32000-1, 8.4), and transformations of the plane (8.3.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from presskit.formats.pdf_file.colour import BLACK, Colour
from presskit.formats.pdf_file.fonts import NO_FONT, LoadedFont
from presskit.formats.pdf_file.values import Box, Transparency

__all__ = [
    "EVERYWHERE", "IDENTITY", "Graphics", "Matrix", "Path", "Side", "TextState", "around", "common", "moved", "scale_of",
    "scales", "times",
]  # fmt: skip

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the transformation that does ``first``, then ``then``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point goes."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def around(matrix: Matrix, points: Iterable[tuple[float, float]]) -> Box:
    """Return the box around points after they are transformed."""
    there = [moved(matrix, x, y) for x, y in points]
    across, up = [x for x, _ in there], [y for _, y in there]
    return (min(across), min(up), max(across), max(up))


def common(one: Box, other: Box) -> Box | None:
    """Return what two boxes share; None where they do not meet."""
    box = (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
    return box if box[0] <= box[2] and box[1] <= box[3] else None


def scales(matrix: Matrix) -> tuple[float, float]:
    """Return how long a unit across and a unit up become."""
    return (math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3]))


def scale_of(matrix: Matrix) -> float:
    """Return by how much lengths grow on the whole."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


Side: TypeAlias = Literal["fill", "stroke"]


@dataclass(slots=True)
class TextState:
    """Text parameters (9.3) and the two matrices of a text object (9.4.1). Lengths are in text space."""

    font: LoadedFont = NO_FONT
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY


@dataclass(slots=True)
class Graphics:
    """What ``q`` saves and ``Q`` restores. ``stroke_alpha`` is that of lines, ``transparency`` that of everything else."""

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    colours: dict[Side, Colour] = field(default_factory=lambda: {"fill": BLACK, "stroke": BLACK})
    pattern: str = ""
    width: float = 1.0
    transparency: Transparency = field(default_factory=Transparency)
    stroke_alpha: float = 1.0
    text: TextState = field(default_factory=TextState)

    def saved(self) -> Graphics:
        """Return a copy that later operators leave alone."""
        return replace(self, colours={**self.colours}, text=replace(self.text))


@dataclass(slots=True)
class Path:
    """The path under construction, as its points in page space. ``clips`` is set by ``W``."""

    points: list[tuple[float, float]] = field(default_factory=list)
    clips: bool = False
