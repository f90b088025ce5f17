"""A page's content → the marks that it paints: one pass over the operators of the page and of its forms."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.coercion import DEPTH, Budget, TooMuchError
from presskit.formats.pdf_file.colour import BLACK, Colour
from presskit.formats.pdf_file.fonts import NO_FONT, LoadedFont, load_font
from presskit.formats.pdf_file.pictures import load_image
from presskit.formats.pdf_file.values import Box, Content, Font, Image, Owner, PaintedObject, Transparency
from presskit.limits import PDF_WORDS

__all__ = [
    "EVERYWHERE", "IDENTITY", "Graphics", "Interpreter", "Matrix", "Operate", "Path", "ResourceCache", "Side", "TextState",
    "around", "common", "moved", "scales", "times",
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
    across, up = zip(*(moved(matrix, x, y) for x, y in points), strict=True)
    return (min(across), min(up), max(across), max(up))


def common(one: Box, other: Box) -> Box | None:
    """Return what two boxes share; None where they do not meet."""
    box = (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
    return box if box[0] <= box[2] and box[1] <= box[3] else None


def scales(matrix: Matrix) -> tuple[float, float]:
    """Return how long a unit across and a unit up become."""
    return (math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3]))


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
    mode: float = 0
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


Operate: TypeAlias = "Callable[[Interpreter, list[Any]], None]"

FORM = 100
"""Steps that a form costs, beside those of its operators."""
WORDS = PDF_WORDS
"""A content stream with more white space than this is not parsed: it would fill the memory."""


@dataclass(slots=True)
class ResourceCache:
    """Fonts and images of one file, each loaded once; ``budget`` is that of the whole file."""

    budget: Budget
    fonts: dict[tuple[int, int], LoadedFont] = field(default_factory=dict)
    images: dict[tuple[int, int], Image] = field(default_factory=dict)
    loaded: list[Font] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    def font(self, holder: Any) -> LoadedFont:
        """Return a font; direct objects are loaded each time."""
        key = coercion.key(holder)
        if holder is None:
            return NO_FONT
        if key == (0, 0) or key not in self.fonts:
            self.fonts[key] = load_font(holder, self.budget)
            self.loaded.append(self.fonts[key].font)
        return self.fonts[key]

    def image(self, holder: Any, resources: Any) -> Image:
        """Return an image."""
        key = coercion.key(holder)
        if key == (0, 0) or key not in self.images:
            self.images[key] = load_image(holder, resources, self.budget)
        return self.images[key]


@dataclass(slots=True)
class Interpreter:
    """Carries out a content stream. ``table`` holds the operators that it knows, ``resources`` are those of the stream.

    ``owner`` is the page or form whose identifiers of marked content count. The last of ``contents`` is the place in the
    structure of what is painted now.
    """

    table: Mapping[str, Operate]
    cache: ResourceCache
    owner: Owner
    resources: Any
    state: Graphics
    marks: list[PaintedObject] = field(default_factory=list)
    path: Path = field(default_factory=Path)
    saved: list[Graphics] = field(default_factory=list)
    contents: list[Content] = field(default_factory=lambda: [Content()])
    inside: tuple[tuple[int, int], ...] = ()
    drawn_patterns: set[tuple[int, int]] = field(default_factory=set)

    def run(self, streams: Iterable[Any]) -> None:
        """Carry out the operators of streams, which are one content together. Raises :class:`TooMuchError`."""
        content = b"\n".join(coercion.decoded(each, self.cache.budget) for each in streams)
        for instruction in _parsed(content, self.cache.unseen):
            self.cache.budget.step()
            if operate := self.table.get(str(instruction.operator)):
                try:
                    operate(self, list(instruction.operands))
                except (IndexError, TypeError, ValueError, OverflowError, pikepdf.PdfError):
                    continue  # an operator without its operands paints nothing

    def add(self, mark: PaintedObject) -> None:
        """Keep a mark."""
        self.cache.budget.step()
        self.marks.append(mark)

    def visible(self, box: Box) -> Box | None:
        """Return the part of ``box`` inside the clip."""
        return common(box, self.state.clip)

    def form(self, form: Any) -> None:
        """Paint a form (8.10). One that paints itself again, or that lies too deep, is left out."""
        key = coercion.key(form)
        self.cache.budget.step(FORM)
        if key in self.inside or len(self.inside) >= DEPTH:
            self.cache.unseen.append("forms are nested too deep")
            return
        owner = key if coercion.get(form, "/StructParents") is not None else self.owner
        try:
            self._within(form, owner, self.state.matrix, self.marks).run([form])
        except TooMuchError as problem:
            if self.cache.budget.spent:
                raise
            self.cache.unseen.append(str(problem))

    def tile(self, pattern: Any, box: Box, base: Matrix) -> None:
        """Paint one tile of a pattern (8.7.3) for its colours: its marks count as painted in ``box``."""
        key = coercion.key(pattern)
        if key in self.drawn_patterns or key in self.inside or len(self.inside) >= DEPTH:
            return
        self.drawn_patterns.add(key)
        marks: list[PaintedObject] = []
        self._within(pattern, self.owner, base, marks).run([pattern])
        self.marks.extend(replace(mark, box=box, content=self.contents[-1]) for mark in marks)

    def _within(self, stream: Any, owner: Owner, base: Matrix, marks: list[PaintedObject]) -> Interpreter:
        """Return the interpreter of a form or a tile, which adds to ``marks``."""
        state = self.state.saved()
        state.matrix = times(_matrix(coercion.get(stream, "/Matrix")), base)
        if bounds := coercion.box(coercion.get(stream, "/BBox")):
            corners = [(x, y) for x in bounds[::2] for y in bounds[1::2]]
            state.clip = common(around(state.matrix, corners), state.clip) or (0.0, 0.0, 0.0, 0.0)
        return Interpreter(
            self.table, self.cache, owner, coercion.get(stream, "/Resources") or self.resources, state, marks,
            contents=self.contents[-1:], inside=(*self.inside, coercion.key(stream)), drawn_patterns=self.drawn_patterns,
        )  # fmt: skip

    def paint(self, kind: Literal["fill", "stroke", "shading"], colour: Colour, box: Box) -> None:
        """Keep a mark that a path or a shading makes."""
        seen, state, stroked = self.visible(box), self.state, kind == "stroke"
        a, b, c, d, *_ = state.matrix
        width = state.width * math.sqrt(abs(a * d - b * c)) if stroked else 0.0
        transparency = replace(state.transparency, alpha=state.stroke_alpha) if stroked else state.transparency
        if seen:
            self.add(PaintedObject(
                kind=kind, box=seen, colour=colour, content=self.contents[-1], transparency=transparency, width=width,
            ))  # fmt: skip


def _parsed(data: bytes, unseen: list[str]) -> list[Any]:
    """Return the instructions of a content; what its parser stumbles over is told among the ``unseen``."""
    if data.count(b" ") + data.count(b"\n") + data.count(b"\r") > WORDS or len(data) > 8 * WORDS:
        raise TooMuchError("its content is too long")
    with pikepdf.new() as scratch, warnings.catch_warnings(record=True) as stumbled:
        warnings.simplefilter("always")
        try:
            instructions = list(pikepdf.parse_content_stream(pikepdf.Stream(scratch, data)))
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as problem:
            raise TooMuchError("its content is broken") from problem
    if stumbled:
        unseen.append("what follows a fault in the content of a page")
    return instructions


def _matrix(value: Any) -> Matrix:
    numbers = coercion.numbers(value)
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else IDENTITY


