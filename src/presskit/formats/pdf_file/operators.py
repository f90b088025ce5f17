"""The operators of a content stream (ISO 32000-1, Annex A) that change the state or paint; text has a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.colour import CMYK, GRAY, RGB, Colour, ColourSpace, colour_space
from presskit.formats.pdf_file.fonts import Glyph
from presskit.formats.pdf_file.interpreter import (
    EVERYWHERE,
    IDENTITY,
    Graphics,
    Interpreter,
    Matrix,
    Operate,
    Path,
    Side,
    TextState,
    around,
    common,
    moved,
    scales,
    times,
)
from presskit.formats.pdf_file.pictures import inline_image
from presskit.formats.pdf_file.values import Content, Image, Picture, Words

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


def _set_text(name: str, factor: float = 1.0) -> Operate:
    """Return the operator that sets a number of the text state (9.3)."""

    def operate(interpreter: Interpreter, operands: list[Any]) -> None:
        setattr(interpreter.state.text, name, factor * coercion.number(operands[0]))

    return operate


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
    by_stroke = int(text.mode) in PAINTED_BY_STROKE
    words = Words(
        kind="text", box=box, colour=state.colours["stroke" if by_stroke else "fill"], content=interpreter.content,
        transparency=replace(state.transparency, alpha=state.stroke_alpha) if by_stroke else state.transparency,
        font=text.font.font, size=abs(text.size) * scales(times(start, state.matrix))[1], glyphs=glyphs,
        missing=missing, visible=int(text.mode) not in NOT_PAINTED,
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
    "BT": _begin_text, "Tf": _font,
    "Tc": _set_text("spacing"), "Tw": _set_text("word_spacing"),
    "Tz": _set_text("stretch", 0.01),
    "TL": _set_text("leading"), "Ts": _set_text("rise"), "Tr": _set_text("mode"),
    "Tm": _matrix, "Td": _move, "TD": _move_leading,
    "T*": _next_line, "Tj": _show, "TJ": _show, "'": _next_and_show, '"': _space_and_show,
}  # fmt: skip
