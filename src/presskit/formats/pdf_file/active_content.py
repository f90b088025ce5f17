"""What a file may do or carry beside showing its pages: scripts, programs to launch, forms to send, attached files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.limits import PAGES, Budget

__all__ = ["actions", "attachments"]

ACTIVE = frozenset(
    {"JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Movie", "Sound", "Rendition", "RichMediaExecute"}
)
CHAIN = 50


def actions(pdf: pikepdf.Pdf, budget: Budget) -> tuple[str, ...]:
    """Return the kinds of actions that do more than lead to a page or an address (ISO 32000-1, 12.6), each once."""
    found = [kind for holder in _holders(pdf, budget) for kind in _kinds(holder)]
    scripts = list(coercion.walk(coercion.get(pdf.Root, "/Names", "/JavaScript"), "/Kids", "/Names", budget))
    return tuple(dict.fromkeys([*found, *(["JavaScript"] if scripts else [])]))


def _holders(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[Any]:
    """Yield what can hold actions: the catalog, pages, annotations, fields."""
    yield pdf.Root
    for index, page in enumerate(pdf.pages):
        budget.step()
        if index >= PAGES:
            return
        yield page.obj
        yield from coercion.items(coercion.get(page.obj, "/Annots"))[:5000]
    yield from coercion.items(coercion.get(pdf.Root, "/AcroForm", "/Fields"))[:5000]


def _kinds(holder: Any) -> Iterator[str]:
    started = [coercion.get(holder, "/OpenAction"), coercion.get(holder, "/A")]
    additional = [value for _, value in coercion.entries(coercion.get(holder, "/AA"))]
    for action in [*started, *additional]:
        for _ in range(CHAIN):
            kind = coercion.name(coercion.get(action, "/S"))
            if kind in ACTIVE:
                yield kind
            action = coercion.get(action, "/Next")  # noqa: PLW2901 -- a chain of actions, followed to its end
            if action is None:
                break


def attachments(pdf: pikepdf.Pdf, budget: Budget) -> tuple[str, ...]:
    """Return the names of attached files (7.11.4), those of annotations too."""
    leaves = coercion.walk(coercion.get(pdf.Root, "/Names", "/EmbeddedFiles"), "/Kids", "/Names", budget)
    listed = [_file_name(each) for each in leaves if coercion.get(each, "/EF") is not None]
    pinned = [_file_name(coercion.get(each, "/FS")) for each in _holders(pdf, budget) if _is_pin(each)]
    return tuple(dict.fromkeys([*listed, *pinned]))


def _is_pin(holder: Any) -> bool:
    return coercion.name(coercion.get(holder, "/Subtype")) == "FileAttachment"


def _file_name(specification: Any) -> str:
    named = (coercion.text(coercion.get(specification, key)) for key in ("/UF", "/F"))
    return next(filter(None, named), "a file without a name")
