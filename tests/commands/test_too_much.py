"""An output that takes too much: the finding says what can be made without it, and that can be made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from presskit.formats.pdf_file.coercion import Budget
from presskit.typesetting.typesetter import Typesetter
from tests.building import built
from tests.commands.test_build import WORLD
from tests.commands.test_check import change

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")


@pytest.fixture(scope="module")
def small() -> Iterator[Typesetter]:
    """A typesetter that has too little memory for any page."""
    with Typesetter(memory=90 * 1024**2) as made:
        yield made


@pytest.fixture
def kit(kit: Path) -> Path:
    change(kit / "kit.yaml", "version: 1", "version: 1\noutputs: [pdf, print, docx, html, text]")
    return kit


@pytest.mark.parametrize("only", [None, ("pdf",), ("pdf", "text")])
def test_pages_that_need_too_much_memory(kit: Path, tmp_path: Path, small: Typesetter, only: tuple[str, ...] | None) -> None:
    report = built(kit, tmp_path / "out", WORLD, only=only, languages=("en",), typesetter=small, jobs=1)
    (found,) = report.diagnostics
    assert (found.code, report.made) == ("layout-failed", ())
    assert found.message == "the pages need more memory than the 3072 megabytes that they may take"
    assert found.hint == "the text or a list is too long to be set in pages: shorten it; what can be made without it: --only docx,html,text"
    named = tuple(found.hint.rpartition(" ")[2].split(","))
    assert len(built(kit, tmp_path / "out", WORLD, only=named, languages=("en",), typesetter=small).made) == 3


def test_a_kit_that_has_nothing_else_is_told_of_nothing_else(kit: Path, tmp_path: Path, small: Typesetter) -> None:
    change(kit / "kit.yaml", "outputs: [pdf, print, docx, html, text]", "outputs: [pdf]")
    (found,) = built(kit, tmp_path / "out", WORLD, languages=("en",), typesetter=small).diagnostics
    assert found.hint == "the text or a list is too long to be set in pages: shorten it"


def test_a_pdf_that_is_too_large_to_be_looked_into(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.formats.pdf_file.coercion.Budget.for_size", lambda _: Budget(10))
    (found,) = built(kit, tmp_path / "out", WORLD, only=("pdf", "text"), languages=("en",)).diagnostics
    assert (found.code, found.hint) == ("pdf-unreadable", "what can be made without it: --only print,docx,html,text")
