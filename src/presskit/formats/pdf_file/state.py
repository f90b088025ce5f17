"""The graphics state while a page is painted (ISO 32000-1, 8.4), as far as the marks of a page depend on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from presskit.formats.pdf_file.colour import BLACK, Colour
from presskit.formats.pdf_file.fonts import NO_FONT, LoadedFont
from presskit.formats.pdf_file.matrix import EVERYWHERE, IDENTITY, Matrix
from presskit.formats.pdf_file.values import Box, Veil

__all__ = ["Graphics", "Path", "TextState"]


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
    mode: int = 0
    matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY


@dataclass(slots=True)
class Graphics:
    """What ``q`` saves and ``Q`` restores. ``stroke_alpha`` is that of lines, ``veil`` holds that of everything else."""

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    pattern: str = ""
    width: float = 1.0
    veil: Veil = field(default_factory=Veil)
    stroke_alpha: float = 1.0
    text: TextState = field(default_factory=TextState)

    def saved(self) -> Graphics:
        """Return a copy that later operators leave alone."""
        return replace(self, text=replace(self.text))


@dataclass(slots=True)
class Path:
    """The path under construction, as its points in page space. ``clips`` is set by ``W``."""

    points: list[tuple[float, float]] = field(default_factory=list)
    clips: bool = False
