"""A colour space of the file → what it amounts to (ISO 32000-1, 8.6)."""

from __future__ import annotations

from typing import Any

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.colour import CMYK, GRAY, PATTERN, RGB, UNKNOWN, ColourSpace, Family

__all__ = ["colour_space"]

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
            return _spot(kind, [coercion.name(each) for each in coercion.items(parts[1])])
        case _:
            return _NAMED.get(kind, UNKNOWN)


def _by_name(name: str, resources: Any, depth: int) -> ColourSpace:
    """Return a named space. A default space stands for the device's own (8.6.5.6)."""
    default = coercion.get(resources, "/ColorSpace", "/Default" + name.removeprefix("Device"))
    if name.startswith("Device") and default is not None and depth <= NEST:
        return colour_space(default, None, depth + 1)
    if name in _NAMED:
        return _NAMED[name]
    named = coercion.get(resources, "/ColorSpace", f"/{name}")
    return UNKNOWN if named is None or depth > NEST else colour_space(named, resources, depth + 1)


def _spot(kind: str, inks: list[str]) -> ColourSpace:
    if inks == ["All"]:
        return ColourSpace(kind, "registration", 1, ("All",))
    return ColourSpace(kind, "spot", len(inks), tuple(inks))
