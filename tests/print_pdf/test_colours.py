"""Ink: no colour of a screen is left anywhere, text is black alone, nothing is too wet, the brand's own inks are used."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.model.release import Brand, PageSize, PrintSettings, Spot
from presskit.resources import Resources, shipped
from presskit.writers.print_pdf import PROFILE as PROFILE_FILE
from presskit.writers.print_pdf.inks import Inks
from tests.print_pdf.looking import colour_spaces, opened, seen
from tests.print_pdf.making import SVG, printed, with_picture
from tests.samples import bare, edition
from tests.setting import print_of

SCREEN = {"/DeviceRGB", "/CalRGB", "/Lab", "/ICCBased", "/CalGray", "/Indexed"}
PROFILE = (shipped("templates") / PROFILE_FILE).read_bytes()
ACCENT = (140, 29, 43)


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_colour_of_a_screen_is_left(language: str, page: PageSize) -> None:
    data = printed(language, page).data
    assert not colour_spaces(data) & SCREEN
    assert not seen(data).operators & {"rg", "RG"}


def test_drawings_are_painted_in_inks_too() -> None:
    made, resources = with_picture("drawing.svg", SVG)
    data = print_of(made, resources).data
    assert not colour_spaces(data) & SCREEN
    assert not seen(data).operators & {"rg", "RG"}
    with opened(data) as pdf:
        shadings = [each for each in pdf.objects if isinstance(each, pikepdf_dictionary()) and "/ShadingType" in each]
        assert {str(each.ColorSpace) for each in shadings} <= {"/DeviceCMYK", "/DeviceGray"}


def pikepdf_dictionary() -> type:
    import pikepdf

    return pikepdf.Dictionary


def test_text_is_black_alone_or_the_accent_or_paper() -> None:
    """Black and greys are k alone; the one other colour is the accent, which the profile turns into four inks."""
    found = seen(printed().data)
    coloured = {fill for fill in found.text if fill[1:4] != (0, 0, 0)}
    assert {fill[0] for fill in found.text} == {"k"}
    assert ("k", 0, 0, 0, 1) in found.text
    assert len(coloured) == 1


def test_black_text_overprints_and_nothing_else_does() -> None:
    assert seen(printed().data).overprinted == {("k", 0, 0, 0, 1)}
    assert seen(printed("ar").data).overprinted == {("k", 0, 0, 0, 1)}


@pytest.mark.parametrize("limit", [240, 300])
def test_no_colour_has_more_ink_than_paper_takes(limit: int) -> None:
    made, resources = with_picture("drawing.svg", SVG)
    made = replace(made, brand=replace(made.brand, accent="#200040"), print=PrintSettings(ink=limit))
    fills = seen(print_of(made, resources).data).fills
    assert max(sum(fill[1:]) for fill in fills if fill[0] == "k") <= limit / 100 + 1e-6


CHANNEL = st.integers(0, 255)


@given(st.tuples(CHANNEL, CHANNEL, CHANNEL), st.integers(150, 400))
def test_any_colour_keeps_to_the_limit(colour: tuple[int, int, int], limit: int) -> None:
    inks = Inks(PROFILE, limit).parts(colour)
    assert all(0 <= ink <= 1 for ink in inks)
    assert sum(inks) <= limit / 100 + 1e-9


@given(CHANNEL, st.integers(0, 11))
def test_greys_are_black_alone(grey: int, tinge: int) -> None:
    colour = (grey, min(255, grey + tinge), grey)
    cyan, magenta, yellow, black = Inks(PROFILE, 300).parts(colour)
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert (black == 1) == (grey < 0x30 - tinge // 3) or grey in range(0x2C, 0x34)


def test_greys_grow_darker_evenly() -> None:
    inks = Inks(PROFILE, 300)
    steps = [inks.parts((grey, grey, grey))[3] for grey in range(255, 0x2F, -1)]
    assert steps[0] == 0
    assert steps == sorted(steps)


def test_the_brand_says_what_its_accent_is_printed_with() -> None:
    made = replace(bare(), brand=Brand(cmyk=(10, 100, 75, 40)))
    assert ("k", 0.1, 1, 0.75, 0.4) in seen(print_of(made, Resources()).data).fills


def test_a_spot_ink_has_a_plate_of_its_own() -> None:
    made = replace(edition(), brand=Brand(spot=Spot("PANTONE 187 C", (5, 100, 71, 22))))
    data = print_of(made, Resources()).data
    found = seen(data)
    assert "/Spot" in found.spaces
    assert {fill for fill in found.text if fill[0] == "scn"} == {("scn", 1)}
    with opened(data) as pdf:
        for page in pdf.pages:
            kind, name, other, tint = page.obj.Resources.ColorSpace["/Spot"]
            assert [str(kind), str(name), str(other)] == ["/Separation", "/PANTONE 187 C", "/DeviceCMYK"]
            assert [float(ink) for ink in tint.C1] == [0.05, 1, 0.71, 0.22]


def test_the_accent_by_the_profile() -> None:
    """Little CMS, relative colorimetric with black point compensation; argyll's and Ghostscript's answers lie near."""
    inks = Inks(PROFILE, 300).parts(ACCENT)
    assert inks == pytest.approx((0.08, 0.95, 0.62, 0.47), abs=0.02)
