"""The PDFs of an edition, set by one typesetter that all tests of a process share."""

from __future__ import annotations

from functools import lru_cache

from presskit.artefact import Artefact
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.typesetting.typesetter import Typesetter
from presskit.writers import pdf, print_pdf
from presskit.writers.pages import set_pages

__all__ = ["TYPESETTER", "pdf_of", "print_of"]

TYPESETTER = Typesetter()


def pdf_of(made: Edition, resources: Resources, typesetter: Typesetter = TYPESETTER, *, attach: bool = False) -> Artefact:
    """Return the PDF of an edition; that of one without pictures or templates is made once in a process."""
    if resources == Resources() and typesetter is TYPESETTER:
        return _made(made, attach=attach)
    return pdf.write(made, resources, set_pages(made, resources, typesetter), attach=attach)


@lru_cache(128)
def _made(made: Edition, *, attach: bool) -> Artefact:
    return pdf.write(made, Resources(), set_pages(made, Resources(), TYPESETTER), attach=attach)


def print_of(made: Edition, resources: Resources) -> Artefact:
    return print_pdf.write(made, resources, set_pages(made, resources, TYPESETTER))
