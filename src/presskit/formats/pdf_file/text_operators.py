"""The operators of text (ISO 32000-1, 9.3 and 9.4): where each piece stands, how large it is, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.fonts import Glyph
from presskit.formats.pdf_file.graphics_state import IDENTITY, Matrix, TextState, around, scales, times
from presskit.formats.pdf_file.interpreter import Interpreter, Operate
from presskit.formats.pdf_file.values import Words

__all__ = ["TEXT"]

ASCENT, DESCENT = 0.8, -0.2
"""The height of a line of text as a share of its size; a font's own numbers are often wrong."""
PAINTED_BY_STROKE = frozenset({1, 5})
NOT_PAINTED = frozenset({3, 7})
SPACE = 32


def _begin(interpreter: Interpreter, _: list[Any]) -> None:
    interpreter.state.text.matrix = interpreter.state.text.line = IDENTITY


def _font(interpreter: Interpreter, operands: list[Any]) -> None:
    text = interpreter.state.text
    text.font = interpreter.cache.font(coercion.get(interpreter.resources, "/Font", str(operands[0])))
    text.size = coercion.number(operands[1])


def _spacing(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.text.spacing = coercion.number(operands[0])


def _word_spacing(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.text.word_spacing = coercion.number(operands[0])


def _stretch(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.text.stretch = 0.01 * coercion.number(operands[0])


def _leading(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.text.leading = coercion.number(operands[0])


def _rise(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.text.rise = coercion.number(operands[0])


def _mode(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.text.mode = int(coercion.number(operands[0]))


def _matrix(interpreter: Interpreter, operands: list[Any]) -> None:
    a, b, c, d, e, f = map(coercion.number, operands)
    interpreter.state.text.matrix = interpreter.state.text.line = (a, b, c, d, e, f)


def _move(interpreter: Interpreter, operands: list[Any]) -> None:
    text = interpreter.state.text
    x, y = map(coercion.number, operands)
    text.matrix = text.line = times((1.0, 0.0, 0.0, 1.0, x, y), text.line)


def _move_leading(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.text.leading = -coercion.number(operands[1])
    _move(interpreter, operands)


def _next_line(interpreter: Interpreter, _: list[Any]) -> None:
    _move(interpreter, [0, -interpreter.state.text.leading])


def _show(interpreter: Interpreter, operands: list[Any]) -> None:
    parts = list(operands[0]) if isinstance(operands[0], pikepdf.Array) else [operands[0]]
    text = interpreter.state.text
    strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    moves = sum(coercion.number(part) for part in parts if not isinstance(part, pikepdf.String))
    back = moves / 1000 * text.size * text.stretch
    interpreter.cache.budget.step(sum(map(len, strings)) // 8)
    shown = text.font.glyphs(strings)
    missing = sum(each.number == 0 for each in shown) if text.font.font.identity else 0
    start = text.matrix
    text.matrix = times((1.0, 0.0, 0.0, 1.0, _width(text, shown) - back, 0.0), text.matrix)
    if shown:
        _keep(interpreter, start, tuple(each.characters for each in shown), missing)


def _width(text: TextState, shown: list[Glyph]) -> float:
    """Return by how much glyphs move the text on (9.4.4); word spacing is for the code 32 of fonts with short codes."""
    spaces = sum(each.number == SPACE for each in shown) if text.word_spacing and text.font.step == 1 else 0
    width = sum(each.width for each in shown) / 1000 * text.size
    return (width + len(shown) * text.spacing + spaces * text.word_spacing) * text.stretch


def _keep(interpreter: Interpreter, start: Matrix, glyphs: tuple[str, ...], missing: int) -> None:
    """Keep the words between the place where they began and the one that they have come to."""
    state, text = interpreter.state, interpreter.state.text
    low, high = text.rise + DESCENT * text.size, text.rise + ASCENT * text.size
    corners = [*_ends(times(start, state.matrix), low, high), *_ends(times(text.matrix, state.matrix), low, high)]
    box = interpreter.visible(around(IDENTITY, corners))
    if box is None:
        return
    by_stroke = text.mode in PAINTED_BY_STROKE
    words = Words(
        kind="text", box=box, colour=state.colours["stroke" if by_stroke else "fill"], content=interpreter.content,
        transparency=replace(state.transparency, alpha=state.stroke_alpha) if by_stroke else state.transparency,
        font=text.font.font, size=abs(text.size) * scales(times(start, state.matrix))[1], glyphs=glyphs,
        missing=missing, visible=text.mode not in NOT_PAINTED,
    )  # fmt: skip
    interpreter.add(words)


def _ends(matrix: Matrix, low: float, high: float) -> Iterator[tuple[float, float]]:
    yield from ((matrix[2] * y + matrix[4], matrix[3] * y + matrix[5]) for y in (low, high))


def _next_and_show(interpreter: Interpreter, operands: list[Any]) -> None:
    _next_line(interpreter, [])
    _show(interpreter, operands)


def _space_and_show(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.text.word_spacing, interpreter.state.text.spacing = map(coercion.number, operands[:2])
    _next_and_show(interpreter, operands[2:])


TEXT: dict[str, Operate] = {
    "BT": _begin, "Tf": _font, "Tc": _spacing, "Tw": _word_spacing, "Tz": _stretch,
    "TL": _leading, "Ts": _rise, "Tr": _mode, "Tm": _matrix, "Td": _move, "TD": _move_leading,
    "T*": _next_line, "Tj": _show, "TJ": _show, "'": _next_and_show, '"': _space_and_show,
}  # fmt: skip
