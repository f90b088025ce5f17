"""The operators of a content stream (ISO 32000-1, Annex A) that change the state or paint; text has a file of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.colour import CMYK, GRAY, RGB, Colour, ColourSpace, colour_space
from presskit.formats.pdf_file.fonts import Glyph
from presskit.formats.pdf_file.interpreter import (
    EVERYWHERE,
    IDENTITY,
    Interpreter,
    Matrix,
    Operate,
    Path,
    Side,
    around,
    common,
    moved,
    scales,
    times,
)
from presskit.formats.pdf_file.pictures import inline_image
from presskit.formats.pdf_file.values import Content, Image, PaintedImage, PaintedText

__all__ = ["OPERATORS"]

UNIT = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
SAVED = 512
"""States that can be saved at once; a hostile stream would save them until the memory is full."""


def _save(interpreter: Interpreter, _: list[Any]) -> None:
    if len(interpreter.saved) < SAVED:
        interpreter.saved.append(interpreter.state.saved())


def _restore(interpreter: Interpreter, _: list[Any]) -> None:
    if interpreter.saved:
        interpreter.state = interpreter.saved.pop()


def _concatenate(interpreter: Interpreter, operands: list[Any]) -> None:
    a, b, c, d, e, f = map(coercion.number, operands)
    interpreter.state.matrix = times((a, b, c, d, e, f), interpreter.state.matrix)


def _line_width(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.width = coercion.number(operands[0])


def _graphics_state(interpreter: Interpreter, operands: list[Any]) -> None:
    """Apply a dictionary of parameters (8.4.5): transparency, overprint, line width and font."""
    given = coercion.get(interpreter.resources, "/ExtGState", str(operands[0]))
    state, changes = interpreter.state, dict[str, Any]()
    for key, value in coercion.entries(given):
        match key:
            case "/ca":
                changes["alpha"] = coercion.number(value, 1.0)
            case "/CA":
                state.stroke_alpha = coercion.number(value, 1.0)
            case "/BM":
                changes["blend"] = coercion.name(next(iter(coercion.items(value)), None)) or "Normal"
            case "/SMask":
                changes["masked"] = isinstance(value, pikepdf.Dictionary)
            case "/OP" | "/op":
                changes["overprint"] = value is True
            case "/LW":
                state.width = coercion.number(value)
            case "/Font":
                font, size = coercion.items(value)
                state.text.font, state.text.size = interpreter.cache.font(font), coercion.number(size)
            case _:
                continue
    state.transparency = replace(state.transparency, **changes)


# Colours (8.6.8).


def _device(side: Side, space: ColourSpace, interpreter: Interpreter, operands: list[Any]) -> None:
    _set_plain(interpreter, side, Colour(space, tuple(map(coercion.number, operands))))


def _set_space(side: Side, interpreter: Interpreter, operands: list[Any]) -> None:
    space = colour_space(operands[0], interpreter.resources)
    full = 1.0 if space.family in {"spot", "registration"} else 0.0
    values = (0.0, 0.0, 0.0, 1.0) if space.family == "cmyk" else (full,) * space.components
    _set_plain(interpreter, side, Colour(space, values))


def _set_plain(interpreter: Interpreter, side: Side, colour: Colour) -> None:
    """Set a colour in place of a pattern."""
    interpreter.state.colours[side] = colour
    interpreter.state.pattern = "" if side == "fill" else interpreter.state.pattern


def _set_colour(side: Side, interpreter: Interpreter, operands: list[Any]) -> None:
    colours = interpreter.state.colours
    if operands and isinstance(operands[-1], pikepdf.Name):
        _set_pattern(interpreter, side, str(operands[-1]))
    else:
        colours[side] = Colour(colours[side].space, tuple(map(coercion.number, operands)))


def _set_pattern(interpreter: Interpreter, side: Side, name: str) -> None:
    """Paint with a shading's colour space, or with the marks of a tile."""
    shading = coercion.get(coercion.get(interpreter.resources, "/Pattern", name), "/Shading")
    if shading is not None:
        interpreter.state.colours[side] = Colour(colour_space(coercion.get(shading, "/ColorSpace"), interpreter.resources))
    elif side == "fill":
        interpreter.state.pattern = name


# Paths (8.5).


def _points(interpreter: Interpreter, operands: list[Any]) -> None:
    numbers = map(coercion.number, operands)
    interpreter.path.points.extend(moved(interpreter.state.matrix, x, y) for x, y in zip(numbers, numbers, strict=False))


def _rectangle(interpreter: Interpreter, operands: list[Any]) -> None:
    x, y, width, height = map(coercion.number, operands)
    _points(interpreter, [x, y, x + width, y, x + width, y + height, x, y + height])


def _clip(interpreter: Interpreter, _: list[Any]) -> None:
    interpreter.path.clips = True


def _paint(sides: tuple[Side, ...], interpreter: Interpreter, _: list[Any]) -> None:
    path, interpreter.path = interpreter.path, Path()
    if path.points:
        box = around(IDENTITY, path.points)
        for side in sides:
            _paint_side(interpreter, side, box)
        if path.clips:
            interpreter.state.clip = common(box, interpreter.state.clip) or (0.0, 0.0, 0.0, 0.0)


def _paint_side(interpreter: Interpreter, side: Side, box: tuple[float, float, float, float]) -> None:
    pattern = coercion.get(interpreter.resources, "/Pattern", interpreter.state.pattern) if side == "fill" else None
    if interpreter.state.pattern and coercion.is_stream(pattern):
        interpreter.tile(pattern, interpreter.visible(box) or box, IDENTITY)
    else:
        interpreter.paint(side, interpreter.state.colours[side], box)


def _shading(interpreter: Interpreter, operands: list[Any]) -> None:
    space = coercion.get(interpreter.resources, "/Shading", str(operands[0]), "/ColorSpace")
    interpreter.paint(
        "shading",
        Colour(colour_space(space, interpreter.resources)),
        interpreter.state.clip if interpreter.state.clip != EVERYWHERE else (0, 0, 0, 0),
    )


# Pictures and forms (8.9, 8.10).


def _external(interpreter: Interpreter, operands: list[Any]) -> None:
    """Paint a form or an image; nothing for PostScript, or for an object that is not there."""
    external = coercion.get(interpreter.resources, "/XObject", str(operands[0]))
    kind = coercion.name(coercion.get(external, "/Subtype"))
    if kind == "Form":
        interpreter.form(external)
    elif kind == "Image":
        _place(interpreter, interpreter.cache.image(external, interpreter.resources))


def _inline(interpreter: Interpreter, operands: list[Any]) -> None:
    _place(interpreter, inline_image(operands[0], interpreter.resources))


def _place(interpreter: Interpreter, image: Image) -> None:
    matrix, state = interpreter.state.matrix, interpreter.state
    box = interpreter.visible(around(matrix, UNIT))
    lengths = zip((image.width, image.height), scales(matrix), strict=True)
    dpi = min((72 * pixels / length for pixels, length in lengths if length > 0.01), default=0.0)
    if box:
        interpreter.add(PaintedImage(
            kind="image", box=box, colour=state.colours["fill"] if image.mask else Colour(image.space),
            content=interpreter.contents[-1], image=image, dpi=dpi,
            transparency=replace(state.transparency, masked=True) if image.soft_mask else state.transparency,
        ))  # fmt: skip


# Marked content (14.6).


def _begin(interpreter: Interpreter, operands: list[Any]) -> None:
    """Open a sequence. What is inside an artifact stays one; an identifier holds until another is given."""
    tag, properties = coercion.name(operands[0]), operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = coercion.get(interpreter.resources, "/Properties", str(properties))
    identifier = coercion.get(properties, "/MCID")
    if tag == "Artifact":
        interpreter.contents.append(Content(artifact=True))
    elif isinstance(identifier, int) and not isinstance(identifier, bool):
        interpreter.contents.append(Content((interpreter.owner, identifier)))
    else:
        interpreter.contents.append(interpreter.contents[-1])


def _end(interpreter: Interpreter, _: list[Any]) -> None:
    if len(interpreter.contents) > 1:
        interpreter.contents.pop()


ASCENT, DESCENT = 0.8, -0.2
"""The height of a line of text as a share of its size; a font's own numbers are often wrong."""
PAINTED_BY_STROKE = frozenset({1, 5})
NOT_PAINTED = frozenset({3, 7})
SPACE = 32


def _begin_text(interpreter: Interpreter, _: list[Any]) -> None:
    interpreter.state.text.matrix = interpreter.state.text.line = IDENTITY


def _font(interpreter: Interpreter, operands: list[Any]) -> None:
    text = interpreter.state.text
    text.font = interpreter.cache.font(coercion.get(interpreter.resources, "/Font", str(operands[0])))
    text.size = coercion.number(operands[1])


def _set_text(name: str, interpreter: Interpreter, operands: list[Any], factor: float = 1.0) -> None:
    """Set a number of the text state (9.3)."""
    setattr(interpreter.state.text, name, factor * coercion.number(operands[0]))


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
    # Glyphs move the text on (9.4.4); word spacing is for the code 32 of fonts with short codes.
    spaces = sum(each.number == SPACE for each in shown) if text.word_spacing and text.font.step == 1 else 0
    width = sum(each.width for each in shown) / 1000 * text.size
    advance = (width + len(shown) * text.spacing + spaces * text.word_spacing) * text.stretch
    start, text.matrix = text.matrix, times((1.0, 0.0, 0.0, 1.0, advance - back, 0.0), text.matrix)
    if shown:
        _add_words(interpreter, start, shown)


def _add_words(interpreter: Interpreter, start: Matrix, shown: list[Glyph]) -> None:
    """Add the words between the place where they began and the one that they have come to."""
    state, text = interpreter.state, interpreter.state.text
    heights = (text.rise + DESCENT * text.size, text.rise + ASCENT * text.size)
    ends = [times(matrix, state.matrix) for matrix in (start, text.matrix)]
    box = interpreter.visible(around(IDENTITY, [(m[2] * y + m[4], m[3] * y + m[5]) for m in ends for y in heights]))
    by_stroke = int(text.mode) in PAINTED_BY_STROKE
    if box:
        interpreter.add(PaintedText(
            kind="text", box=box, colour=state.colours["stroke" if by_stroke else "fill"], content=interpreter.contents[-1],
            transparency=replace(state.transparency, alpha=state.stroke_alpha) if by_stroke else state.transparency,
            font=text.font.font, size=abs(text.size) * scales(ends[0])[1],
            glyphs=tuple(each.characters for each in shown),
            missing=sum(each.number == 0 for each in shown) if text.font.font.identity else 0,
            visible=int(text.mode) not in NOT_PAINTED,
        ))  # fmt: skip


def _next_and_show(interpreter: Interpreter, operands: list[Any]) -> None:
    _next_line(interpreter, [])
    _show(interpreter, operands)


def _space_and_show(interpreter: Interpreter, operands: list[Any]) -> None:
    interpreter.state.text.word_spacing, interpreter.state.text.spacing = map(coercion.number, operands[:2])
    _next_and_show(interpreter, operands[2:])


OPERATORS: dict[str, Operate] = {
    "q": _save, "Q": _restore, "cm": _concatenate, "w": _line_width, "gs": _graphics_state,
    "g": partial(_device, "fill", GRAY), "G": partial(_device, "stroke", GRAY),
    "rg": partial(_device, "fill", RGB), "RG": partial(_device, "stroke", RGB),
    "k": partial(_device, "fill", CMYK), "K": partial(_device, "stroke", CMYK),
    "cs": partial(_set_space, "fill"), "CS": partial(_set_space, "stroke"),
    "sc": partial(_set_colour, "fill"), "scn": partial(_set_colour, "fill"),
    "SC": partial(_set_colour, "stroke"), "SCN": partial(_set_colour, "stroke"),
    "m": _points, "l": _points, "c": _points, "v": _points, "y": _points, "re": _rectangle,
    "W": _clip, "W*": _clip, "n": partial(_paint, ()),
    **dict.fromkeys(("f", "F", "f*"), partial(_paint, ("fill",))),
    **dict.fromkeys(("S", "s"), partial(_paint, ("stroke",))),
    **dict.fromkeys(("B", "B*", "b", "b*"), partial(_paint, ("fill", "stroke"))),
    "sh": _shading, "Do": _external, "INLINE IMAGE": _inline,
    "BDC": _begin, "BMC": _begin, "EMC": _end,
    "BT": _begin_text, "Tf": _font,
    "Tc": partial(_set_text, "spacing"), "Tw": partial(_set_text, "word_spacing"),
    "Tz": partial(_set_text, "stretch", factor=0.01),
    "TL": partial(_set_text, "leading"), "Ts": partial(_set_text, "rise"), "Tr": partial(_set_text, "mode"),
    "Tm": _matrix, "Td": _move, "TD": _move_leading,
    "T*": _next_line, "Tj": _show, "TJ": _show, "'": _next_and_show, '"': _space_and_show,
}  # fmt: skip
