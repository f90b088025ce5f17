"""The operators of text (ISO 32000-1, 9.3 and 9.4): where each piece stands, how large it is, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf

from presskit.formats.pdf_file import plain
from presskit.formats.pdf_file.fonts import Glyph
from presskit.formats.pdf_file.matrix import IDENTITY, Matrix, around, scales, times
from presskit.formats.pdf_file.painter import Operate, Painter
from presskit.formats.pdf_file.state import TextState
from presskit.formats.pdf_file.values import Words

__all__ = ["TEXT"]

ASCENT, DESCENT = 0.8, -0.2
"""The height of a line of text as a share of its size; a font's own numbers are often wrong."""
PAINTED_BY_STROKE = frozenset({1, 5})
NOT_PAINTED = frozenset({3, 7})
SPACE = 32


def _begin(painter: Painter, _: list[Any]) -> None:
    painter.state.text.matrix = painter.state.text.line = IDENTITY


def _font(painter: Painter, operands: list[Any]) -> None:
    text = painter.state.text
    text.font = painter.shelf.font(plain.get(painter.resources, "/Font", str(operands[0])))
    text.size = plain.number(operands[1])


def _set(name: str, factor: float = 1.0) -> Operate:
    def operate(painter: Painter, operands: list[Any]) -> None:
        setattr(painter.state.text, name, factor * plain.number(operands[0]))

    return operate


def _mode(painter: Painter, operands: list[Any]) -> None:
    painter.state.text.mode = int(plain.number(operands[0]))


def _matrix(painter: Painter, operands: list[Any]) -> None:
    a, b, c, d, e, f = map(plain.number, operands)
    painter.state.text.matrix = painter.state.text.line = (a, b, c, d, e, f)


def _move(painter: Painter, operands: list[Any]) -> None:
    text = painter.state.text
    x, y = map(plain.number, operands)
    text.matrix = text.line = times((1.0, 0.0, 0.0, 1.0, x, y), text.line)


def _move_leading(painter: Painter, operands: list[Any]) -> None:
    painter.state.text.leading = -plain.number(operands[1])
    _move(painter, operands)


def _next_line(painter: Painter, _: list[Any]) -> None:
    _move(painter, [0, -painter.state.text.leading])


def _show(painter: Painter, operands: list[Any]) -> None:
    parts = list(operands[0]) if isinstance(operands[0], pikepdf.Array) else [operands[0]]
    text = painter.state.text
    strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    back = sum(plain.number(part) for part in parts if not isinstance(part, pikepdf.String)) / 1000 * text.size * text.stretch
    painter.shelf.budget.step(sum(map(len, strings)) // 8)
    shown = text.font.glyphs(strings)
    missing = sum(each.number == 0 for each in shown) if text.font.font.identity else 0
    start = text.matrix
    text.matrix = times((1.0, 0.0, 0.0, 1.0, _width(text, shown) - back, 0.0), text.matrix)
    if shown:
        _keep(painter, start, tuple(each.characters for each in shown), missing)


def _width(text: TextState, shown: list[Glyph]) -> float:
    """Return by how much glyphs move the text on (9.4.4); word spacing is for the code 32 of fonts with short codes."""
    spaces = sum(each.number == SPACE for each in shown) if text.word_spacing and text.font.step == 1 else 0
    width = sum(each.width for each in shown) / 1000 * text.size
    return (width + len(shown) * text.spacing + spaces * text.word_spacing) * text.stretch


def _keep(painter: Painter, start: Matrix, glyphs: tuple[str, ...], missing: int) -> None:
    """Keep the words between the place where they began and the one that they have come to."""
    state, text = painter.state, painter.state.text
    low, high = text.rise + DESCENT * text.size, text.rise + ASCENT * text.size
    corners = [*_ends(times(start, state.matrix), low, high), *_ends(times(text.matrix, state.matrix), low, high)]
    box = painter.visible(around(IDENTITY, corners))
    if box is None:
        return
    by_stroke = text.mode in PAINTED_BY_STROKE
    words = Words(
        kind="text", box=box, colour=state.stroke if by_stroke else state.fill, content=painter.content,
        veil=replace(state.veil, alpha=state.stroke_alpha) if by_stroke else state.veil,
        font=text.font.font, size=abs(text.size) * scales(times(start, state.matrix))[1], glyphs=glyphs,
        missing=missing, visible=text.mode not in NOT_PAINTED,
    )  # fmt: skip
    painter.add(words)


def _ends(matrix: Matrix, low: float, high: float) -> Iterator[tuple[float, float]]:
    yield from ((matrix[2] * y + matrix[4], matrix[3] * y + matrix[5]) for y in (low, high))


def _next_and_show(painter: Painter, operands: list[Any]) -> None:
    _next_line(painter, [])
    _show(painter, operands)


def _space_and_show(painter: Painter, operands: list[Any]) -> None:
    painter.state.text.word_spacing, painter.state.text.spacing = map(plain.number, operands[:2])
    _next_and_show(painter, operands[2:])


TEXT: dict[str, Operate] = {
    "BT": _begin, "Tf": _font, "Tc": _set("spacing"), "Tw": _set("word_spacing"), "Tz": _set("stretch", 0.01),
    "TL": _set("leading"), "Ts": _set("rise"), "Tr": _mode, "Tm": _matrix, "Td": _move, "TD": _move_leading,
    "T*": _next_line, "Tj": _show, "TJ": _show, "'": _next_and_show, '"': _space_and_show,
}  # fmt: skip
