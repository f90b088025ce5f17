"""Colours and their spaces (ISO 32000-1, 8.6), as far as a print shop asks about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import pikepdf

from presskit.formats.pdf_file import coercion

__all__ = ["BLACK", "CMYK", "GRAY", "PATTERN", "RGB", "UNKNOWN", "Colour", "ColourSpace", "Family", "colour_space"]

Family: TypeAlias = Literal["gray", "rgb", "cmyk", "lab", "spot", "registration", "pattern", "unknown"]
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """A colour space: how the file names it, what it amounts to, how many components it has, and its colorants.

    ``hidden`` is the space that an Indexed space looks up in.
    """

    name: str
    family: Family
    components: int
    inks: tuple[str, ...] = ()
    hidden: str = ""

    def __str__(self) -> str:
        named = f"{self.name} of {self.hidden}" if self.hidden else self.name
        return f"{named} «{', '.join(self.inks)}»" if self.inks else named


GRAY = ColourSpace("DeviceGray", "gray", 1)
RGB = ColourSpace("DeviceRGB", "rgb", 3)
CMYK = ColourSpace("DeviceCMYK", "cmyk", 4)
PATTERN = ColourSpace("Pattern", "pattern", 0)
UNKNOWN = ColourSpace("unknown", "unknown", 0)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in its space; ``values`` run from 0 to 1."""

    space: ColourSpace
    values: tuple[float, ...] = ()

    @property
    def process(self) -> tuple[float, float, float, float] | None:
        """The shares of cyan, magenta, yellow and black, from 0 to 1; None where they are not known."""
        if self.space.family == "gray" and self.values:
            return (0.0, 0.0, 0.0, 1 - self.values[0])
        inks = PROCESS if self.space.family == "cmyk" else self.space.inks
        if not inks or not set(inks) <= set(PROCESS) or len(self.values) != len(inks):
            return None
        shares = dict(zip(inks, self.values, strict=True))
        return (shares.get("Cyan", 0.0), shares.get("Magenta", 0.0), shares.get("Yellow", 0.0), shares.get("Black", 0.0))

    @property
    def ink(self) -> float:
        """The ink that the colour lays down, in per cent of one full ink; 0 where it is not known."""
        return 100 * sum(self.process or (self.values if self.space.family == "spot" else ()))

    @property
    def white(self) -> bool:
        """Whether nothing is to be seen of it on paper."""
        light = self.space.family == "rgb" and bool(self.values) and min(self.values) >= 0.999
        return light or (self.process is not None and sum(self.process) < 0.001)


BLACK = Colour(GRAY, (0.0,))


_NAMED = {
    "DeviceGray": GRAY, "G": GRAY, "CalGray": ColourSpace("CalGray", "gray", 1),
    "DeviceRGB": RGB, "RGB": RGB, "CalRGB": ColourSpace("CalRGB", "rgb", 3),
    "DeviceCMYK": CMYK, "CMYK": CMYK, "CalCMYK": CMYK,
    "Lab": ColourSpace("Lab", "lab", 3), "Pattern": PATTERN,
}  # fmt: skip
_FAMILIES: dict[int, Family] = {1: "gray", 3: "rgb", 4: "cmyk"}
NEST = 4
"""Spaces inside spaces: Indexed of DeviceN is as deep as it gets."""


def colour_space(value: Any, resources: Any, depth: int = 0) -> ColourSpace:
    """Return a space by its name (that of a resource too) or by its array."""
    if isinstance(value, pikepdf.Name):
        return _by_name(coercion.name(value), resources, depth)
    parts = coercion.items(value)
    if not parts or depth > NEST:
        return UNKNOWN
    kind = coercion.name(parts[0])
    match kind:
        case "ICCBased" if len(parts) > 1:
            count = int(coercion.number(coercion.get(parts[1], "/N")))
            return ColourSpace(kind, _FAMILIES.get(count, "unknown"), count)
        case "Indexed" | "I" if len(parts) > 1:
            base = colour_space(parts[1], resources, depth + 1)
            return ColourSpace("Indexed", base.family, 1, base.inks, base.name)
        case "Separation" | "DeviceN" if len(parts) > 1:
            inks = tuple(coercion.name(each) for each in coercion.items(parts[1]))
            return ColourSpace(kind, "registration" if inks == ("All",) else "spot", len(inks), inks)
        case _:
            return _NAMED.get(kind, UNKNOWN)


def _by_name(name: str, resources: Any, depth: int) -> ColourSpace:
    """Return a named space. A default space stands for the device's own (8.6.5.6)."""
    default = coercion.get(resources, "/ColorSpace", "/Default" + name.removeprefix("Device"))
    if name.startswith("Device") and default is not None and depth <= NEST:
        return colour_space(default, None, depth + 1)
    named = coercion.get(resources, "/ColorSpace", f"/{name}")
    if name in _NAMED or named is None or depth > NEST:
        return _NAMED.get(name, UNKNOWN)
    return colour_space(named, resources, depth + 1)
