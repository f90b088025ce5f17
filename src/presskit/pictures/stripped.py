"""A picture without its metadata, and what that told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["DamagedError", "Stripped", "Told", "in_order"]


class DamagedError(ValueError):
    """The bytes do not follow their format, so that nobody can tell what stands in them."""


class Told(StrEnum):
    """What metadata told, in words that follow «tells»."""

    PLACE = "where it was taken"
    DEVICE = "the camera or another device"
    PERSON = "names of people"
    TIME = "when it was taken"
    NOTES = "notes of an editing program or an agency"
    PREVIEW = "a small copy of the picture, perhaps an older one"
    HIDDEN = "data that no viewer shows"


@dataclass(frozen=True, slots=True)
class Stripped:
    """The bytes of a picture, with ``told``, what its metadata said; ``converted`` from four inks to colours of a screen."""

    data: bytes
    told: tuple[Told, ...] = ()
    converted: bool = False


def in_order(found: Iterable[Told]) -> tuple[Told, ...]:
    """Return each once, in the order of :class:`Told`."""
    there = set(found)
    return tuple(each for each in Told if each in there)
