"""The operators of a content stream (ISO 32000-1, Annex A) that change the state or paint; text has a file of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.colour import CMYK, GRAY, RGB, Colour, ColourSpace
from presskit.formats.pdf_file.colour_spaces import colour_space
from presskit.formats.pdf_file.graphics_state import (
    EVERYWHERE,
    IDENTITY,
    Graphics,
    Path,
    Side,
    around,
    common,
    moved,
    scales,
    times,
)
from presskit.formats.pdf_file.interpreter import Interpreter, Operate
from presskit.formats.pdf_file.pictures import inline_image
from presskit.formats.pdf_file.text_operators import TEXT
from presskit.formats.pdf_file.values import Content, Image, Picture

__all__ = ["OPERATORS"]

UNIT = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
SAVED = 512
"""States that can be saved at once; a hostile stream would save them until the memory is full."""


def _save(interpreter: Interpreter, _: list[Any]) -> None:
    if len(interpreter.kept) < SAVED:
        interpreter.kept.append(interpreter.state.saved())


def _restore(interpreter: Interpreter, _: list[Any]) -> None:
    if interpreter.kept:
        interpreter.state = interpreter.kept.pop()


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


def _device(side: Side, space: ColourSpace) -> Operate:
    def operate(interpreter: Interpreter, operands: list[Any]) -> None:
        interpreter.state.colours[side] = Colour(space, tuple(map(coercion.number, operands)))
        _forget_pattern(interpreter.state, side)

    return operate


def _set_space(side: Side) -> Operate:
    def operate(interpreter: Interpreter, operands: list[Any]) -> None:
        space = colour_space(operands[0], interpreter.resources)
        full = 1.0 if space.family in {"spot", "registration"} else 0.0
        values = (0.0, 0.0, 0.0, 1.0) if space.family == "cmyk" else (full,) * space.components
        interpreter.state.colours[side] = Colour(space, values)
        _forget_pattern(interpreter.state, side)

    return operate


def _set_colour(side: Side) -> Operate:
    def operate(interpreter: Interpreter, operands: list[Any]) -> None:
        before = interpreter.state.colours[side]
        if operands and isinstance(operands[-1], pikepdf.Name):
            _set_pattern(interpreter, side, str(operands[-1]))
        else:
            interpreter.state.colours[side] = Colour(before.space, tuple(map(coercion.number, operands)))

    return operate


def _set_pattern(interpreter: Interpreter, side: Side, name: str) -> None:
    """Paint with a shading's colour space, or with the marks of a tile."""
    pattern = coercion.get(interpreter.resources, "/Pattern", name)
    shading = coercion.get(pattern, "/Shading")
    if shading is not None:
        interpreter.state.colours[side] = Colour(colour_space(coercion.get(shading, "/ColorSpace"), interpreter.resources))
    elif side == "fill":
        interpreter.state.pattern = name


def _forget_pattern(state: Graphics, side: Side) -> None:
    if side == "fill":
        state.pattern = ""


# Paths (8.5).


def _points(interpreter: Interpreter, operands: list[Any]) -> None:
    numbers = list(map(coercion.number, operands))
    pairs = zip(numbers[::2], numbers[1::2], strict=False)
    interpreter.path.points.extend(moved(interpreter.state.matrix, x, y) for x, y in pairs)


def _rectangle(interpreter: Interpreter, operands: list[Any]) -> None:
    x, y, width, height = map(coercion.number, operands)
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    interpreter.path.points.extend(moved(interpreter.state.matrix, *corner) for corner in corners)


def _clip(interpreter: Interpreter, _: list[Any]) -> None:
    interpreter.path.clips = True


def _paint(*sides: Side) -> Operate:
    def operate(interpreter: Interpreter, _: list[Any]) -> None:
        path, interpreter.path = interpreter.path, Path()
        if not path.points:
            return
        box = around(IDENTITY, path.points)
        for side in sides:
            _paint_side(interpreter, side, box)
        if path.clips:
            interpreter.state.clip = common(box, interpreter.state.clip) or (0.0, 0.0, 0.0, 0.0)

    return operate


def _paint_side(interpreter: Interpreter, side: Side, box: tuple[float, float, float, float]) -> None:
    pattern = coercion.get(interpreter.resources, "/Pattern", interpreter.state.pattern) if side == "fill" else None
    if interpreter.state.pattern and coercion.is_stream(pattern):
        interpreter.tile(pattern, interpreter.visible(box) or box, IDENTITY)
    else:
        interpreter.paint(side, interpreter.state.colours[side], box)


def _shading(interpreter: Interpreter, operands: list[Any]) -> None:
    shading = coercion.get(interpreter.resources, "/Shading", str(operands[0]))
    colour = Colour(colour_space(coercion.get(shading, "/ColorSpace"), interpreter.resources))
    interpreter.paint("shading", colour, interpreter.state.clip if interpreter.state.clip != EVERYWHERE else (0, 0, 0, 0))


# Pictures and forms (8.9, 8.10).


def _external(interpreter: Interpreter, operands: list[Any]) -> None:
    found = coercion.get(interpreter.resources, "/XObject", str(operands[0]))
    match coercion.name(coercion.get(found, "/Subtype")):
        case "Form":
            interpreter.form(found)
        case "Image":
            _place(interpreter, interpreter.cache.image(found, interpreter.resources))
        case _:
            return  # PostScript, or an object that is not there


def _inline(interpreter: Interpreter, operands: list[Any]) -> None:
    _place(interpreter, inline_image(operands[0], interpreter.resources))


def _place(interpreter: Interpreter, image: Image) -> None:
    matrix, state = interpreter.state.matrix, interpreter.state
    box = interpreter.visible(around(matrix, UNIT))
    if box is None:
        return
    across, up = scales(matrix)
    sizes = [(image.width, across), (image.height, up)]
    dpi = min((72 * pixels / length for pixels, length in sizes if length > 0.01), default=0.0)
    transparency = replace(state.transparency, masked=True) if image.soft_mask else state.transparency
    colour = state.colours["fill"] if image.mask else Colour(image.space)
    content = interpreter.content
    interpreter.add(
        Picture(kind="image", box=box, colour=colour, content=content, transparency=transparency, image=image, dpi=dpi)
    )


# Marked content (14.6).


def _begin(interpreter: Interpreter, operands: list[Any]) -> None:
    """Open a sequence. What is inside an artifact stays one; an identifier holds until another is given."""
    tag, properties = coercion.name(operands[0]), operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = coercion.get(interpreter.resources, "/Properties", str(properties))
    identifier = coercion.get(properties, "/MCID")
    outer = interpreter.content
    if tag == "Artifact":
        outer = Content(artifact=True)
    elif isinstance(identifier, int) and not isinstance(identifier, bool):
        outer = Content((interpreter.owner, identifier))
    interpreter.contents.append(outer)


def _end(interpreter: Interpreter, _: list[Any]) -> None:
    if len(interpreter.contents) > 1:
        interpreter.contents.pop()


OPERATORS: dict[str, Operate] = {
    "q": _save, "Q": _restore, "cm": _concatenate, "w": _line_width, "gs": _graphics_state,
    "g": _device("fill", GRAY), "G": _device("stroke", GRAY),
    "rg": _device("fill", RGB), "RG": _device("stroke", RGB),
    "k": _device("fill", CMYK), "K": _device("stroke", CMYK),
    "cs": _set_space("fill"), "CS": _set_space("stroke"),
    "sc": _set_colour("fill"), "scn": _set_colour("fill"),
    "SC": _set_colour("stroke"), "SCN": _set_colour("stroke"),
    "m": _points, "l": _points, "c": _points, "v": _points, "y": _points, "re": _rectangle,
    "W": _clip, "W*": _clip, "n": _paint(),
    "f": _paint("fill"), "F": _paint("fill"), "f*": _paint("fill"),
    "S": _paint("stroke"), "s": _paint("stroke"),
    "B": _paint("fill", "stroke"), "B*": _paint("fill", "stroke"),
    "b": _paint("fill", "stroke"), "b*": _paint("fill", "stroke"),
    "sh": _shading, "Do": _external, "INLINE IMAGE": _inline,
    "BDC": _begin, "BMC": _begin, "EMC": _end,
    **TEXT,
}  # fmt: skip
