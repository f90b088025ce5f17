"""A page's content → the marks that it paints: one pass over the operators of the page and of its forms."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.colour import Colour
from presskit.formats.pdf_file.fonts import NO_FONT, LoadedFont, load_font
from presskit.formats.pdf_file.graphics_state import Graphics, Matrix, Path, around, common, scale_of, times
from presskit.formats.pdf_file.limits import DEPTH, Budget, TooMuchError
from presskit.formats.pdf_file.pictures import load_image
from presskit.formats.pdf_file.values import Box, Content, Image, Mark, Owner

__all__ = ["Interpreter", "Operate", "ResourceCache"]

Operate: TypeAlias = "Callable[[Interpreter, list[Any]], None]"

FORM = 100
"""Steps that a form costs, beside those of its operators."""
WORDS = 3_000_000
"""A content stream with more white space than this is not parsed: it would fill the memory."""


@dataclass(slots=True)
class ResourceCache:
    """Fonts and images of one file, each loaded once; ``budget`` is that of the whole file."""

    budget: Budget
    fonts: dict[tuple[int, int], LoadedFont] = field(default_factory=dict)
    images: dict[tuple[int, int], Image] = field(default_factory=dict)
    loose: list[LoadedFont] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    def font(self, holder: Any) -> LoadedFont:
        """Return a font; direct objects are loaded each time."""
        key = coercion.key(holder)
        if holder is None:
            return NO_FONT
        if key == (0, 0):
            self.loose.append(load_font(holder, self.budget))
            return self.loose[-1]
        if key not in self.fonts:
            self.fonts[key] = load_font(holder, self.budget)
        return self.fonts[key]

    def image(self, holder: Any, resources: Any) -> Image:
        """Return an image."""
        key = coercion.key(holder)
        if key == (0, 0) or key not in self.images:
            self.images[key] = load_image(holder, resources, self.budget)
        return self.images[key]


@dataclass(slots=True)
class Interpreter:
    """Paints in memory. ``table`` holds the operators that it knows, ``resources`` are those of the stream.

    ``owner`` is the page or form whose identifiers of marked content count.
    """

    table: Mapping[str, Operate]
    cache: ResourceCache
    owner: Owner
    resources: Any
    state: Graphics
    marks: list[Mark] = field(default_factory=list)
    path: Path = field(default_factory=Path)
    kept: list[Graphics] = field(default_factory=list)
    contents: list[Content] = field(default_factory=lambda: [Content()])
    inside: tuple[tuple[int, int], ...] = ()
    drawn_patterns: set[tuple[int, int]] = field(default_factory=set)

    def run(self, streams: Iterable[Any]) -> None:
        """Carry out the operators of streams, which are one content together. Raises :class:`TooMuchError`."""
        data = b"\n".join(coercion.decoded(each, self.cache.budget) for each in streams)
        for instruction in _parsed(data, self.cache.unseen):
            self.cache.budget.step()
            operate = self.table.get(str(instruction.operator))
            if operate:
                try:
                    operate(self, list(instruction.operands))
                except (IndexError, TypeError, ValueError, OverflowError, pikepdf.PdfError):
                    continue  # an operator without its operands paints nothing

    def add(self, mark: Mark) -> None:
        """Keep a mark."""
        self.cache.budget.step()
        self.marks.append(mark)

    def visible(self, box: Box) -> Box | None:
        """Return the part of ``box`` inside the clip."""
        return common(box, self.state.clip)

    @property
    def content(self) -> Content:
        """The place in the structure of what is painted now."""
        return self.contents[-1]

    def form(self, form: Any) -> None:
        """Paint a form (8.10). One that paints itself again, or that lies too deep, is left out."""
        key = coercion.key(form)
        self.cache.budget.step(FORM)
        if key in self.inside or len(self.inside) >= DEPTH:
            self.cache.unseen.append("forms are nested too deep")
            return
        owner = key if coercion.get(form, "/StructParents") is not None else self.owner
        inner = self._within(form, key, owner, self.state.matrix)
        inner.contents = [self.content]
        try:
            inner.run([form])
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
        inner = self._within(pattern, key, self.owner, base)
        inner.marks = []
        inner.run([pattern])
        self.marks.extend(_moved(mark, box, self.content) for mark in inner.marks)

    def _within(self, stream: Any, key: tuple[int, int], owner: Owner, base: Matrix) -> Interpreter:
        state = self.state.saved()
        state.matrix = times(_matrix(coercion.get(stream, "/Matrix")), base)
        bounds = coercion.box(coercion.get(stream, "/BBox"))
        if bounds:
            state.clip = common(around(state.matrix, _corners(bounds)), state.clip) or (0.0, 0.0, 0.0, 0.0)
        resources = coercion.get(stream, "/Resources") or self.resources
        inner = Interpreter(self.table, self.cache, owner, resources, state, self.marks, inside=(*self.inside, key))
        inner.drawn_patterns = self.drawn_patterns
        return inner

    def paint(self, kind: Literal["fill", "stroke", "shading"], colour: Colour, box: Box) -> None:
        """Keep a mark that a path or a shading makes."""
        seen, state = self.visible(box), self.state
        if seen is None:
            return
        width, transparency = 0.0, state.transparency
        if kind == "stroke":
            width, transparency = state.width * scale_of(state.matrix), replace(transparency, alpha=state.stroke_alpha)
        self.add(Mark(kind=kind, box=seen, colour=colour, content=self.content, transparency=transparency, width=width))


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
    found = coercion.numbers(value)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else (1, 0, 0, 1, 0, 0)


def _corners(box: Box) -> list[tuple[float, float]]:
    left, bottom, right, top = box
    return [(left, bottom), (right, bottom), (right, top), (left, top)]


def _moved(mark: Mark, box: Box, content: Content) -> Mark:
    return replace(mark, box=box, content=content)
