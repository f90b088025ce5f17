"""What a file may do or carry beside showing its pages: scripts, programs to launch, forms to send, attached files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from presskit.formats.pdf_file import plain
from presskit.formats.pdf_file.limits import PAGES, Budget

__all__ = ["actions", "attachments"]

ACTIVE = frozenset(
    {"JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Movie", "Sound", "Rendition", "RichMediaExecute"}
)
CHAIN = 50


def actions(pdf: pikepdf.Pdf, budget: Budget) -> tuple[str, ...]:
    """Return the kinds of actions that do more than lead to a page or an address (ISO 32000-1, 12.6), each once."""
    found = [kind for holder in _holders(pdf, budget) for kind in _kinds(holder)]
    scripts = list(plain.walk(plain.get(pdf.Root, "/Names", "/JavaScript"), "/Kids", "/Names", budget))
    return tuple(dict.fromkeys([*found, *(["JavaScript"] if scripts else [])]))


def _holders(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[Any]:
    """Yield what can hold actions: the catalog, pages, annotations, fields."""
    yield pdf.Root
    for index, page in enumerate(pdf.pages):
        budget.step()
        if index >= PAGES:
            return
        yield page.obj
        yield from plain.items(plain.get(page.obj, "/Annots"))[:5000]
    yield from plain.items(plain.get(pdf.Root, "/AcroForm", "/Fields"))[:5000]


def _kinds(holder: Any) -> Iterator[str]:
    started = [plain.get(holder, "/OpenAction"), plain.get(holder, "/A")]
    additional = [value for _, value in plain.entries(plain.get(holder, "/AA"))]
    for action in [*started, *additional]:
        for _ in range(CHAIN):
            kind = plain.name(plain.get(action, "/S"))
            if kind in ACTIVE:
                yield kind
            action = plain.get(action, "/Next")  # noqa: PLW2901 -- a chain of actions, followed to its end
            if action is None:
                break


def attachments(pdf: pikepdf.Pdf, budget: Budget) -> tuple[str, ...]:
    """Return the names of attached files (7.11.4), those of annotations too."""
    leaves = plain.walk(plain.get(pdf.Root, "/Names", "/EmbeddedFiles"), "/Kids", "/Names", budget)
    listed = [_file_name(each) for each in leaves if plain.get(each, "/EF") is not None]
    pinned = [_file_name(plain.get(each, "/FS")) for each in _holders(pdf, budget) if _is_pin(each)]
    return tuple(dict.fromkeys([*listed, *pinned]))


def _is_pin(holder: Any) -> bool:
    return plain.name(plain.get(holder, "/Subtype")) == "FileAttachment"


def _file_name(specification: Any) -> str:
    return plain.text(plain.get(specification, "/UF")) or plain.text(plain.get(specification, "/F")) or "a file without a name"
