"""Thousands of signatories: run in, a hundred to a paragraph, each name held to its number, and no word lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from presskit.artefact import Artefact
from presskit.checks.preflight import preflight
from presskit.formats.pdf_file import read_pdf
from presskit.formats.pdfium import lines
from presskit.model.edition import Edition, Group, Member, SignatoryList
from presskit.resources import Resources
from presskit.typesetting import rendering
from presskit.writers import html
from tests.samples import bare, edition
from tests.setting import pdf_of, print_of

NAMES = {
    "en": ("Olive Branch Relief", "Clinic 24 & Friends", "شبكة نساء سوريا", "Bridge <of> Hope", "Café “Dér”"),
    "fr": ("Secours d’Alep", "Clinique 24", "Réseau des infirmières", "شبكة نساء سوريا", "L’Arche : aide"),
    "ar": ("جمعية الإغاثة والتنمية", "مؤسسة 24 للتعليم", "Berlin Relief Network", "شبكة نساء سوريا", "أطباء بلا قيود"),
}


def signed(base: Edition, language: str, count: int) -> Edition:
    some = NAMES[language]
    members = tuple(
        Member(f"s{n}", some[n % len(some)], str(n), n, "PAC" if n % 7 == 0 else "", ", Oslo" if n % 11 == 0 else "")
        for n in range(1, count + 1)
    )
    return replace(base, signatories=SignatoryList("Signatories", (Group("All", str(count), members),)))


@pytest.fixture(scope="module", params=sorted(NAMES))
def made(request: pytest.FixtureRequest) -> Edition:
    return signed(edition(request.param), request.param, 1230)


def found(artefact: Artefact, made: Edition) -> list[str]:
    return [each.diagnostic.message for each in preflight(artefact.name, artefact.data, artefact.media_type, made)]


@pytest.mark.parametrize("write", [pdf_of, print_of])
def test_no_word_is_lost_in_either_pdf(made: Edition, write: Callable[..., Artefact]) -> None:
    artefact = write(made, Resources())
    assert artefact.diagnostics == ()
    assert found(artefact, made) == []


def test_a_hundred_names_are_a_paragraph(made: Edition) -> None:
    """One that a page's end has cut is one paragraph all the same."""
    blocks = read_pdf(pdf_of(made, Resources()).data, "").structure.blocks
    texts = ["".join("".join(piece) for piece in block.pieces) for block in blocks if block.tag == "P"]
    runs = [text for text in texts if text.count("·") >= 10]
    assert [text.count("·") for text in runs] == [99] * 12 + [29]


def test_a_name_is_held_to_its_number_and_to_what_follows_it() -> None:
    members = tuple(Member(f"s{n}", "Olive Branch Relief", str(n), n) for n in range(1, 1231))
    made = replace(bare("en"), signatories=SignatoryList("Signatories", (Group("All", "1230", members),)))
    shown = [line for page in lines(pdf_of(made, Resources()).data) for line in page]
    names = [line.strip() for line in shown if "Relief" in line or "Branch" in line]
    assert len(names) > 200
    assert not [line for line in names if line.startswith("·") or line[-1].isdigit()]


def test_many_pages_are_laid_out_once() -> None:
    class Page:
        _page_box = None

    class Document:
        pages = (Page(),) * rendering.LONG

    laid_out: list[str] = []

    def lay_out(style: str) -> Any:
        laid_out.append(style)
        return Document()

    assert rendering.best(lay_out, ("a", "b")).pages == Document.pages
    assert laid_out == [""]


def test_the_web_page_has_the_same_paragraphs(made: Edition) -> None:
    page = html.write(made, Resources()).data.decode()
    assert page.count('<p class="run">') == 13
    assert page.count('<span class="number">') == 1230
