"""Keeps the last page from being nearly empty: sets the page a little tighter where that saves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["ENOUGH", "LONG", "STEPS", "best", "filled"]

ENOUGH = 0.6
"""A last page that is filled less than this, as a share of its height, is to be saved: its lines go on the one before."""

LONG = 12
"""So many pages are set once: one more or less is nothing to them, and each further setting costs as much as the first."""

STEPS = (("tight-1.css",), ("tight-2.css",), ("tight-3.css",), ("tight-3.css", "tight-4.css"))
"""Templates whose styles are added one after the other, from the least to the tightest."""


def _bottom(box: Any) -> float:
    """Return the lowest edge of what is printed in ``box``, in CSS pixels from the page's top."""
    children = getattr(box, "children", ())
    if not children:
        return float(box.position_y + (getattr(box, "height", 0) or 0))
    return max(_bottom(child) for child in children)


def filled(document: Document) -> float:
    """Return how much of the last page's height is filled, from 0 to 1."""
    page = document.pages[-1]._page_box  # noqa: SLF001 -- WeasyPrint tells it nowhere else
    roots = [child for child in page.children if type(child).__name__ not in {"MarginBox", "FootnoteAreaBox"}]
    top = page.content_box_y()
    bottom = max((_bottom(root) for root in roots), default=top)
    return float(min(1.0, max(0.0, (bottom - top) / page.height)))


def best(lay_out: Callable[[str], Document], tighter: Sequence[str]) -> Document:
    """Return the least tight layout that saves a page, where the last one is not well filled; the plain one if none does.

    ``lay_out`` takes style to add; ``tighter`` are such styles, from the least to the tightest, so the first that saves
    a page is found by halving.
    """
    plain = lay_out("")
    if len(plain.pages) == 1 or len(plain.pages) >= LONG or filled(plain) >= ENOUGH or not tighter:
        return plain
    found = lay_out(tighter[-1])
    if len(found.pages) >= len(plain.pages):
        return plain
    low, high = 0, len(tighter) - 1
    while low < high:
        middle = (low + high) // 2
        layout = lay_out(tighter[middle])
        if len(layout.pages) < len(plain.pages):
            found, high = layout, middle
        else:
            low = middle + 1
    return found
