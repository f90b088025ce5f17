"""Keeps the last page from being nearly empty: sets the page a little tighter where that saves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["ENOUGH", "STEPS", "best", "filled"]

ENOUGH = 0.22
"""A last page that is filled less than this, as a share of its height, is to be saved."""

STEPS = (
    "",
    "html { line-height: 14.1pt } .rtl { line-height: 16.9pt } .calls { margin: 1.1em 0 }",
    "html { line-height: 13.8pt } .rtl { line-height: 16.4pt } .calls { margin: 1em 0 } .signatories { line-height: 12.4pt }"
    " .rtl .signatories { line-height: 14.2pt } .body p { margin-top: 0.6em } h1 { font-size: 22pt }",
    "@page { margin: 23mm 22mm 21mm } @page :first { margin-top: 13mm } html { line-height: 13.6pt; font-size: 10pt }"
    " .rtl { line-height: 16.2pt; font-size: 11.1pt } .calls { margin: 0.9em 0 } .signatories { line-height: 12.2pt }"
    " .rtl .signatories { line-height: 14pt } .body p { margin-top: 0.55em } h1 { font-size: 21pt }"
    " .ends { margin: 1.1em 0 0.9em } .apparatus section { margin-top: 1em }",
)
"""Style that is added, from none to the tightest."""


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


def best(lay_out: Callable[[str], Document]) -> Document:
    """Return the first layout whose last page is well filled, or that saves a page; the plain one if none does."""
    plain = lay_out(STEPS[0])
    if len(plain.pages) == 1 or filled(plain) >= ENOUGH:
        return plain
    for step in STEPS[1:]:
        tighter = lay_out(step)
        if len(tighter.pages) < len(plain.pages):
            return tighter
    return plain
