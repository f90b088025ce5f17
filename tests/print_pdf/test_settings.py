"""What kit.yaml says about print, as the reader takes it and as it comes back."""

from __future__ import annotations

import pytest

from presskit.model.release import PrintSettings, Release, Spot
from presskit.readers import kit as reader
from presskit.resources import Resources
from presskit.writers.print_pdf import PROFILE

HEAD = "id: river\nkind: joint-statement\nlanguages: [en]\n"
SHOP = Resources().template(PROFILE)
TEXT = b"---\ntitle: A title\n---\nA paragraph. {#p1}\n"


def read(lines: str) -> tuple[list[tuple[str, int]], Release]:
    reading = reader.read({"kit.yaml": (HEAD + lines).encode(), "statement.en.md": TEXT, "shop.icc": SHOP})
    assert reading.value is not None
    return [(found.code, found.span.line) for found in reading.diagnostics], reading.value.release


def test_without_a_word_it_is_coated_paper_and_three_millimetres() -> None:
    found, release = read("")
    assert found == []
    assert release.print == PrintSettings("", "FOGRA39", 3, 300, 1)


def test_everything_that_a_shop_asks_for_is_read() -> None:
    found, release = read("print: {profile: shop.icc, condition: FOGRA51, bleed: 0, ink: 280, pad: 4}\n")
    assert found == []
    assert release.print == PrintSettings("shop.icc", "FOGRA51", 0, 280, 4)


def test_the_brands_inks_are_read() -> None:
    found, release = read("brand: {cmyk: [0, 90, 70, 40], spot: {name: House red, cmyk: [5, 100, 71, 22]}}\n")
    assert found == []
    assert release.brand.cmyk == (0, 90, 70, 40)
    assert release.brand.spot == Spot("House red", (5, 100, 71, 22))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("print: {pad: 3}", "out-of-range"),
        ("print: {pad: 8}", "out-of-range"),
        ("print: {bleed: 21}", "out-of-range"),
        ("print: {bleed: -1}", "out-of-range"),
        ("print: {ink: 100}", "out-of-range"),
        ("print: {ink: 401}", "out-of-range"),
        ("print: {bleed: 3 mm}", "wrong-type"),
        ("print: {profile: shop.icc}", "missing-key"),
        ("print: {condition: FOGRA51}", "missing-key"),
        ("print: {profile: ../shop.icc, condition: FOGRA51}", "path-outside-kit"),
        ("print: {profil: shop.icc}", "unknown-key"),
        ("brand: {cmyk: [0, 90, 70]}", "out-of-range"),
        ("brand: {cmyk: [0, 90, 70, 101]}", "out-of-range"),
        ("brand: {spot: {name: House red}}", "missing-key"),
        ("brand: {spot: {name: House red, cmyk: []}}", "out-of-range"),
    ],
)
def test_slips_are_told_with_their_line(lines: str, code: str) -> None:
    found, _ = read(lines + "\n")
    assert found == [(code, 4)]
