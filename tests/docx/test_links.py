"""Links lead where they say, in a form that Word takes; one ill-formed target would make the file corrupt for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presskit.model.document import Link, Paragraph, Text
from presskit.writers.docx.links import address
from tests.docx.making import made, sample
from tests.docx.reading import R, W, text_of
from tests.samples import bare


@pytest.mark.parametrize(("target", "uri"), [
    ("https://example.org/figures?a=1&b=2#top", "https://example.org/figures?a=1&b=2#top"),
    ("https://example.org/تقرير", "https://example.org/%D8%AA%D9%82%D8%B1%D9%8A%D8%B1"),
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("https://example.org/100%", "https://example.org/100%25"),
    ("https://example.org/%D8", "https://example.org/%D8"),
    ("mailto:press@example.org?subject=Déclaration", "mailto:press@example.org?subject=D%C3%A9claration"),
    ("tel:+442079460958", "tel:+442079460958"),
    ("#pknote_1", "#pknote_1"),
])  # fmt: skip
def test_targets_become_uris(target: str, uri: str) -> None:
    assert address(target) == uri


@pytest.mark.parametrize(
    "target", ["http://a:b/", "https://", "http://[::1", "javascript:alert(1)", "file:///etc/passwd", "mailto:", "a", ""]
)
def test_what_is_no_address_becomes_no_link(target: str) -> None:
    assert address(target) == ""


def test_words_of_a_link_that_leads_nowhere_are_kept() -> None:
    file = made(replace(bare(), body=(Paragraph((Link((Text("here"),), "http://a:b/"),), "p"),)))
    assert [each.text for each in file.in_style("PK Lede")] == ["here"]
    assert not [*file.in_style("PK Lede")[0].element.iter(f"{W}hyperlink")]


def test_the_line_about_the_original_leads_there() -> None:
    (line,) = sample().in_style("PK Original")
    (link,) = line.element.iter(f"{W}hyperlink")
    assert text_of(link) == "https://example.org/release"
    assert sample().links()[link.get(f"{R}id")] == "https://example.org/release"


def test_an_address_that_is_named_often_is_stored_once() -> None:
    targets = [each for each in sample().links().values() if each.startswith("tel:")]
    assert targets == ["tel:+442079460958"]
