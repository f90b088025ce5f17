"""The bundled fonts: which families they form, and which characters they can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from presskit.formats.cmap import characters

__all__ = ["FACES", "NUMERALS", "Face", "coverage"]

NUMERALS = "Noto Sans Numerals"
"""A semi-bold face of digits alone: named before a text face, it sets numbers apart without an element around each."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and how a style sheet asks for it: family, weight (CSS Fonts 4, 100–900), style."""

    file: str
    family: str
    weight: int = 400
    style: str = "normal"


FACES: tuple[Face, ...] = (
    Face("NotoSerif-Regular.ttf", "Noto Serif"),
    Face("NotoSerif-Italic.ttf", "Noto Serif", style="italic"),
    Face("NotoSerif-Bold.ttf", "Noto Serif", 700),
    Face("NotoSerif-BoldItalic.ttf", "Noto Serif", 700, "italic"),
    Face("NotoSans-Regular.ttf", "Noto Sans"),
    Face("NotoSans-Italic.ttf", "Noto Sans", style="italic"),
    Face("NotoSans-SemiBold.ttf", "Noto Sans", 600),
    Face("NotoSans-Numerals.ttf", NUMERALS),
    Face("NotoNaskhArabic-Regular.ttf", "Noto Naskh Arabic"),
    Face("NotoNaskhArabic-Bold.ttf", "Noto Naskh Arabic", 700),
    Face("NotoSansArabic-Regular.ttf", "Noto Sans Arabic"),
    Face("NotoSansArabic-SemiBold.ttf", "Noto Sans Arabic", 600),
)


@lru_cache(maxsize=32)
def _characters(path: Path) -> frozenset[int]:
    return characters(path.read_bytes())


def coverage(paths: Iterable[Path]) -> frozenset[int]:
    """Return the code points that at least one of the font files can show."""
    return frozenset().union(*(_characters(path) for path in paths))
