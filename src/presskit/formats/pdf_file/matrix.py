"""Transformations of the plane as PDF writes them, [a b c d e f] (ISO 32000-1, 8.3.3), and what they do to boxes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

from presskit.formats.pdf_file.values import Box

__all__ = ["EVERYWHERE", "IDENTITY", "Matrix", "around", "common", "moved", "scale_of", "scales", "times"]

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
