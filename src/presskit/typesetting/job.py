"""A job of the typesetter and what comes of it, as plain values: equal jobs give equal pages, in any process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presskit.limits import PAGE_BYTES_A_SECOND, PAGE_SECONDS

__all__ = ["ELEMENT", "LANGUAGE", "LIST_STYLE", "NAME", "PATIENCE", "SCOPE", "SPEED", "WORDS", "Box", "Job", "Pages"]

PATIENCE = PAGE_SECONDS
"""Seconds of processor time that any page may take to be set."""
SPEED = PAGE_BYTES_A_SECOND
"""Bytes of HTML that are set in such a second at the least."""

ELEMENT, NAME, LANGUAGE, LIST_STYLE, SCOPE, WORDS = "PKElement", "PKName", "PKLang", "PKList", "PKScope", "PKWords"
"""Private keys of structure elements in :attr:`Pages.data`: a number for each HTML element, its tag, its ``lang``, its list
style, its ``scope``, a link's words."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be set: the page's HTML, styles that make it tighter, the folder of fonts, and the file's identifier."""

    text: str
    tighter: tuple[str, ...]
    fonts: Path
    identifier: bytes

    @property
    def seconds(self) -> float:
        """How much processor time the job may take."""
        return PATIENCE + len(self.text) / SPEED

    def as_json(self) -> dict[str, Any]:
        """Return what goes to a worker as JSON, beside the text."""
        return {
            "tighter": self.tighter,
            "fonts": str(self.fonts),
            "identifier": self.identifier.decode(),
            "seconds": self.seconds,
        }

    @classmethod
    def from_json(cls, head: Mapping[str, Any], text: str) -> Job:
        """Return the job that :meth:`as_json` described."""
        return cls(text, tuple(head["tighter"]), Path(head["fonts"]), head["identifier"].encode())


@dataclass(frozen=True, slots=True)
class Box:
    """Where the element with an ``id`` stands: its page, from 1, and its edges as shares of the page's width and height."""

    id: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages as a tagged PDF as WeasyPrint makes it, with the private keys above.

    ``refused`` are addresses outside the kit that the page asked for; ``remarks`` are WeasyPrint's warnings; ``engine``
    is its name and version. ``boxes`` are those of elements with an id, page by page.
    """

    data: bytes
    count: int
    remarks: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    engine: str = ""
    boxes: tuple[Box, ...] = ()
