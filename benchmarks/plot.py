"""The ratios as a picture: a bar from 0 to the measured value and a line at the target, in plain SVG."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import log10

from benchmarks.rows import ROWS, Found, Row

__all__ = ["draw"]

WIDTH, STEP, LEFT, RIGHT = 860, 26, 190, 24
LEAST, MOST = 0.05, 20.0
"""What part of its target a value may be to be told apart; both ends of the scale."""


def draw(results: dict[str, Found]) -> str:
    """Return the picture: each measured value as a part of its target, on a logarithmic scale, 1 in the middle."""
    judged = [(row, found.ratio) for row in ROWS if (found := results.get(row.name)) and found.ratio and found.judged]
    measured = [(row, ratio.median) for row, ratio in judged]
    height = STEP * (len(measured) + 2)
    parts = [*_frame(height), *(part for at, each in enumerate(measured) for part in _bar(at, *each))]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">'
    return "\n".join([head, "<title>What was measured, as a part of each target</title>", *parts, "</svg>", ""])


def _place(part: float) -> float:
    """Return where a part of the target lies, in pixels from the left."""
    held = min(max(part, LEAST), MOST)
    return LEFT + (log10(held) - log10(LEAST)) / (log10(MOST) - log10(LEAST)) * (WIDTH - LEFT - RIGHT)


def _frame(height: int) -> Iterable[str]:
    yield f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
    for part, label in ((0.1, "a tenth"), (0.5, "half"), (1, "the target"), (2, "twice"), (10, "ten times")):
        x = _place(part)
        stroke = "#333" if part == 1 else "#ccc"
        yield f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{STEP}" y2="{height - 4}" stroke="{stroke}"/>'
        yield f'<text x="{x:.0f}" y="{STEP - 8}" text-anchor="middle">{label}</text>'


def _bar(at: int, row: Row, value: float) -> Iterable[str]:
    """Yield a row; left of the line the target is met, whichever way it points."""
    part = row.target / value if row.rising else value / row.target
    y, x, one = STEP * (at + 1) + 6, _place(part), _place(1)
    colour = "#2b7a4b" if row.holds(value) else "#b3261e"
    yield f'<rect x="{min(x, one):.1f}" y="{y}" width="{max(abs(x - one), 1):.1f}" height="14" fill="{colour}"/>'
    yield f'<text x="{LEFT - 8}" y="{y + 11}" text-anchor="end">{escape(row.name)}</text>'
