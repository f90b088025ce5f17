"""Which HTML element each structure element of WeasyPrint's comes from.

WeasyPrint builds its structure tree page by page from boxes, and keeps no trace of the elements: a paragraph that runs
over a page's end becomes two. While :func:`told` is in force each structure element carries private keys that say where
it comes from; :mod:`presskit.writers.pdf.structure` reads them and takes them out again. This leans on one function of
WeasyPrint's, ``weasyprint.pdf.tags._build_box_tree``; a test says so when it changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["ELEMENT", "LANGUAGE", "LIST_STYLE", "NAME", "SCOPE", "WORDS", "told"]

ELEMENT, NAME, LANGUAGE, LIST_STYLE, SCOPE, WORDS = "PKElement", "PKName", "PKLang", "PKList", "PKScope", "PKWords"
"""The keys: a number for each HTML element, its tag, its ``lang``, its list style, its ``scope``, a link's words."""


@contextmanager
def told() -> Iterator[None]:
    """Let each structure element of a PDF that is written meanwhile tell its origin."""
    from weasyprint.pdf import tags

    build, numbers = tags._build_box_tree, dict[Any, int]()  # noqa: SLF001 -- see above

    def telling(box: Any, *rest: Any) -> Iterator[Any]:
        for structure in build(box, *rest):
            if box.element is not None and ELEMENT not in structure:
                structure.update(_origin(box, numbers))
            yield structure

    tags._build_box_tree = telling  # noqa: SLF001
    try:
        yield
    finally:
        tags._build_box_tree = build  # noqa: SLF001


def _origin(box: Any, numbers: dict[Any, int]) -> dict[str, Any]:
    import pydyf

    element = box.element
    name = str(box.element_tag)
    told: dict[str, Any] = {ELEMENT: numbers.setdefault(element, len(numbers)), NAME: pydyf.String(name)}
    if element.get("lang") and element.tag != "html":
        told[LANGUAGE] = pydyf.String(element.get("lang"))
    if name in {"ul", "ol"}:
        told[LIST_STYLE] = pydyf.String(str(box.style["list_style_type"]))
    if element.get("scope"):
        told[SCOPE] = pydyf.String(element.get("scope"))
    if name == "a":
        told[WORDS] = pydyf.String(element.get("aria-label") or " ".join("".join(element.itertext()).split()))
    return told
