"""Proofs: nobody takes them for what is to be printed."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from presskit.artefact import Artefact
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.writers.pages import set_pages
from presskit.writers.print_pdf import proof
from tests.print_pdf.looking import opened, seen
from tests.samples import edition
from tests.setting import TYPESETTER


def proof_of(made: Edition) -> Artefact:
    return proof.write_proof(made, Resources(), set_pages(made, Resources(), TYPESETTER))


def contact_sheet_of(made: Edition) -> Artefact:
    return proof.write_contact_sheet(made, Resources(), set_pages(made, Resources(), TYPESETTER))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_proof_says_that_it_is_one(language: str) -> None:
    import pypdfium2

    made = proof_of(edition(language))
    assert made.name == f"sample-{language}-proof.pdf"
    with opened(made.data) as file:
        assert not {"/Metadata", "/OutputIntents"} & set(file.Root.keys())
        assert "/GTS_PDFXVersion" not in file.docinfo
    with pypdfium2.PdfDocument(made.data) as document:
        for page in document:
            letters = "".join(page.get_textpage().get_text_range().split())
            assert "".join(proof.MARK.split()) in letters


def test_its_edges_are_drawn() -> None:
    made = proof_of(edition())
    assert {"K"} <= seen(made.data).operators


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_contact_sheet_shows_every_page(language: str) -> None:
    made = contact_sheet_of(edition(language))
    picture = Image.open(io.BytesIO(made.data))
    assert (made.media_type, picture.format) == ("image/png", "PNG")
    assert picture.width > made.pages * 400
    assert made.data == contact_sheet_of(edition(language)).data
