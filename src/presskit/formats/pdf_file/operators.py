"""The operators of a content stream (ISO 32000-1, Annex A) that change the state or paint; text has a file of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, TypeAlias

import pikepdf

from presskit.formats.pdf_file import plain
from presskit.formats.pdf_file.colour import CMYK, GRAY, RGB, Colour, ColourSpace
from presskit.formats.pdf_file.colour_spaces import colour_space
from presskit.formats.pdf_file.matrix import EVERYWHERE, IDENTITY, around, common, moved, scales, times
from presskit.formats.pdf_file.painter import Operate, Painter
from presskit.formats.pdf_file.pictures import inline_image
from presskit.formats.pdf_file.state import Graphics, Path
from presskit.formats.pdf_file.text_operators import TEXT
from presskit.formats.pdf_file.values import Content, Image, Picture

__all__ = ["OPERATORS"]

Side: TypeAlias = Literal["fill", "stroke"]
UNIT = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
SAVED = 512
"""States that can be saved at once; a hostile stream would save them until the memory is full."""


def _save(painter: Painter, _: list[Any]) -> None:
    if len(painter.kept) < SAVED:
        painter.kept.append(painter.state.saved())


def _restore(painter: Painter, _: list[Any]) -> None:
    if painter.kept:
        painter.state = painter.kept.pop()


def _concatenate(painter: Painter, operands: list[Any]) -> None:
    a, b, c, d, e, f = map(plain.number, operands)
    painter.state.matrix = times((a, b, c, d, e, f), painter.state.matrix)


def _line_width(painter: Painter, operands: list[Any]) -> None:
    painter.state.width = plain.number(operands[0])


def _graphics_state(painter: Painter, operands: list[Any]) -> None:
    """Apply a dictionary of parameters (8.4.5): transparency, overprint, line width and font."""
    given = plain.get(painter.resources, "/ExtGState", str(operands[0]))
    state, changes = painter.state, dict[str, Any]()
    for key, value in plain.entries(given):
        match key:
            case "/ca":
                changes["alpha"] = plain.number(value, 1.0)
            case "/CA":
                state.stroke_alpha = plain.number(value, 1.0)
            case "/BM":
                changes["blend"] = plain.name(next(iter(plain.items(value)), None)) or "Normal"
            case "/SMask":
                changes["masked"] = isinstance(value, pikepdf.Dictionary)
            case "/OP" | "/op":
                changes["overprint"] = value is True
            case "/LW":
                state.width = plain.number(value)
            case "/Font":
                font, size = plain.items(value)
                state.text.font, state.text.size = painter.shelf.font(font), plain.number(size)
            case _:
                continue
    state.veil = replace(state.veil, **changes)


# Colours (8.6.8).


def _device(side: Side, space: ColourSpace) -> Operate:
    def operate(painter: Painter, operands: list[Any]) -> None:
        setattr(painter.state, side, Colour(space, tuple(map(plain.number, operands))))
        _forget_pattern(painter.state, side)

    return operate


def _set_space(side: Side) -> Operate:
    def operate(painter: Painter, operands: list[Any]) -> None:
        space = colour_space(operands[0], painter.resources)
        full = 1.0 if space.family in {"spot", "registration"} else 0.0
        values = (0.0, 0.0, 0.0, 1.0) if space.family == "cmyk" else (full,) * space.components
        setattr(painter.state, side, Colour(space, values))
        _forget_pattern(painter.state, side)

    return operate


def _set_colour(side: Side) -> Operate:
    def operate(painter: Painter, operands: list[Any]) -> None:
        before: Colour = getattr(painter.state, side)
        if operands and isinstance(operands[-1], pikepdf.Name):
            _set_pattern(painter, side, str(operands[-1]))
        else:
            setattr(painter.state, side, Colour(before.space, tuple(map(plain.number, operands))))

    return operate


def _set_pattern(painter: Painter, side: Side, name: str) -> None:
    """Paint with a shading's colour space, or with the marks of a tile."""
    pattern = plain.get(painter.resources, "/Pattern", name)
    shading = plain.get(pattern, "/Shading")
    if shading is not None:
        setattr(painter.state, side, Colour(colour_space(plain.get(shading, "/ColorSpace"), painter.resources)))
    elif side == "fill":
        painter.state.pattern = name


def _forget_pattern(state: Graphics, side: Side) -> None:
    if side == "fill":
        state.pattern = ""


# Paths (8.5).


def _points(painter: Painter, operands: list[Any]) -> None:
    numbers = list(map(plain.number, operands))
    pairs = zip(numbers[::2], numbers[1::2], strict=False)
    painter.path.points.extend(moved(painter.state.matrix, x, y) for x, y in pairs)


def _rectangle(painter: Painter, operands: list[Any]) -> None:
    x, y, width, height = map(plain.number, operands)
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    painter.path.points.extend(moved(painter.state.matrix, *corner) for corner in corners)


def _clip(painter: Painter, _: list[Any]) -> None:
    painter.path.clips = True


def _paint(*sides: Side) -> Operate:
    def operate(painter: Painter, _: list[Any]) -> None:
        path, painter.path = painter.path, Path()
        if not path.points:
            return
        box = around(IDENTITY, path.points)
        for side in sides:
            _paint_side(painter, side, box)
        if path.clips:
            painter.state.clip = common(box, painter.state.clip) or (0.0, 0.0, 0.0, 0.0)

    return operate


def _paint_side(painter: Painter, side: Side, box: tuple[float, float, float, float]) -> None:
    pattern = plain.get(painter.resources, "/Pattern", painter.state.pattern) if side == "fill" else None
    if painter.state.pattern and plain.is_stream(pattern):
        painter.tile(pattern, painter.visible(box) or box, IDENTITY)
    else:
        painter.paint(side, getattr(painter.state, side), box)


def _shading(painter: Painter, operands: list[Any]) -> None:
    shading = plain.get(painter.resources, "/Shading", str(operands[0]))
    colour = Colour(colour_space(plain.get(shading, "/ColorSpace"), painter.resources))
    painter.paint("shading", colour, painter.state.clip if painter.state.clip != EVERYWHERE else (0, 0, 0, 0))


# Pictures and forms (8.9, 8.10).


def _external(painter: Painter, operands: list[Any]) -> None:
    found = plain.get(painter.resources, "/XObject", str(operands[0]))
    match plain.name(plain.get(found, "/Subtype")):
        case "Form":
            painter.form(found)
        case "Image":
            _place(painter, painter.shelf.image(found, painter.resources))
        case _:
            return  # PostScript, or an object that is not there


def _inline(painter: Painter, operands: list[Any]) -> None:
    _place(painter, inline_image(operands[0], painter.resources))


def _place(painter: Painter, image: Image) -> None:
    matrix, state = painter.state.matrix, painter.state
    box = painter.visible(around(matrix, UNIT))
    if box is None:
        return
    across, up = scales(matrix)
    sizes = [(image.width, across), (image.height, up)]
    dpi = min((72 * pixels / length for pixels, length in sizes if length > 0.01), default=0.0)
    veil = replace(state.veil, masked=True) if image.soft_mask else state.veil
    colour = state.fill if image.mask else Colour(image.space)
    painter.add(Picture(kind="image", box=box, colour=colour, content=painter.content, veil=veil, image=image, dpi=dpi))


# Marked content (14.6).


def _begin(painter: Painter, operands: list[Any]) -> None:
    """Open a sequence. What is inside an artifact stays one; an identifier holds until another is given."""
    tag, properties = plain.name(operands[0]), operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = plain.get(painter.resources, "/Properties", str(properties))
    identifier = plain.get(properties, "/MCID")
    outer = painter.content
    if tag == "Artifact":
        outer = Content(artifact=True)
    elif isinstance(identifier, int) and not isinstance(identifier, bool):
        outer = Content((painter.owner, identifier))
    painter.contents.append(outer)


def _end(painter: Painter, _: list[Any]) -> None:
    if len(painter.contents) > 1:
        painter.contents.pop()


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
