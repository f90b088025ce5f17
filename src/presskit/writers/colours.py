"""Colours that can be read on white (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

__all__ = ["channels", "contrast", "readable"]

ENOUGH = 4.5


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#rrggbb``, from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(colour: str) -> float:
    """Return the contrast of ``#rrggbb`` with white, from 1 to 21."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in channels(colour))]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def readable(colour: str) -> str:
    """Return ``colour``, darkened step by step until text in it can be read on white."""
    while contrast(colour) < ENOUGH:
        colour = "#" + "".join(f"{int(channel * 0.95):02x}" for channel in channels(colour))
    return colour
