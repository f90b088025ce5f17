"""Style sheets that are parsed once: the same page as with the sheets in it, and those that must stay in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from presskit.resources import Resources
from presskit.typesetting import rendering, worker
from presskit.typesetting.rendering import Cache, Rendering
from presskit.typesetting.weasyprint_internals import split_styles, weasyprint
from presskit.writers.pages import job_of
from tests.samples import edition

FONTS = Path(Resources().fonts)


def page(head: str, body: str = '<p style="color: red">A word</p>') -> str:
    return f'<html lang="en"><head><title>A page</title>{head}</head><body>{body}</body></html>'


def test_sheets_are_taken_out_of_the_head_in_their_order() -> None:
    text, styles = split_styles(page("<style>p { color: blue }</style>\n<style>@page { margin: 0 }</style>"))
    assert (text, styles) == (page(""), ("p { color: blue }", "@page { margin: 0 }"))


@pytest.mark.parametrize(
    "text",
    [
        page("<style>@font-face { font-family: X; src: url(data:,) }</style>"),
        page("<style>p { color: blue ! IMPORTANT }</style>"),
        page("<style>@layer base { p { color: blue } }</style>"),
        page("<style>@counter-style x { system: cyclic; symbols: '-' }</style>"),
        page('<style>p { color: blue }</style><style media="screen">p { color: red }</style>'),
        page("<!-- <style>p { color: blue }</style> -->"),
        page("<style>p { color: blue }</style>", "<style>p { margin: 0 }</style><p>A word</p>"),
    ],
)
def test_a_page_whose_sheets_would_not_mean_the_same_stays_as_it_is(text: str) -> None:
    assert split_styles(text) == (text, ())


def test_what_a_comment_says_binds_nothing() -> None:
    assert split_styles(page("<style>/* @font-face stands before */ p { margin: 0 }</style>"))[1]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("tighter", [False, True])
def test_pages_are_the_same_bytes_as_with_the_sheets_in_the_page(
    monkeypatch: pytest.MonkeyPatch, language: str, *, tighter: bool
) -> None:
    job = job_of(edition(language), Resources())
    extra = job.tighter[2] if tighter else ""
    beside, within = Rendering(job.text, job.fonts), Rendering(job.text, job.fonts)
    first = beside.print_(beside.lay_out(extra), pdf_identifier=b"x")
    again = beside.print_(beside.lay_out(extra), pdf_identifier=b"x")
    monkeypatch.setattr(rendering, "split_styles", lambda text: (text, ()))
    assert first == again == within.print_(within.lay_out(extra), pdf_identifier=b"x")


def test_a_style_attribute_weighs_more_than_a_sheet() -> None:
    document = Rendering(page("<style>#a { color: #00f }</style>", '<p id="a" style="color: #f00">A</p>'), FONTS).lay_out()
    assert tuple(colour_of(document))[:3] == (1, 0, 0)


def colour_of(document: Any) -> Any:
    box = document.pages[0]._page_box
    return next(each for each in box.descendants() if each.element_tag == "p").style["color"]


def test_warnings_of_a_kept_sheet_are_told_each_time() -> None:
    made = Rendering(page("<style>p { colour: blue }</style>"), FONTS)
    for _ in range(2):
        made.lay_out()
        assert [remark for remark in made.remarks if "colour" in remark]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the style sheets that WeasyPrint parses."""
    found, css = list[str](), weasyprint().CSS

    def noting(*arguments: Any, string: str, **options: Any) -> Any:
        found.append(string)
        return css(*arguments, string=string, **options)

    monkeypatch.setattr(weasyprint(), "CSS", noting)
    return found


def test_a_sheet_is_parsed_once(parsed: list[str]) -> None:
    cache = Cache()
    for word in ("one", "two"):
        made = Rendering(page("<style>p { margin: 1.25px }</style>", f"<p>{word}</p>"), FONTS, cache)
        made.lay_out()
        made.lay_out("p { margin: 1.75px }")
    assert [style for style in parsed if "px" in style] == ["p { margin: 1.25px }", "p { margin: 1.75px }"]


def test_not_all_sheets_are_kept_for_ever(parsed: list[str]) -> None:
    cache = Cache()
    for number in [*range(rendering.MOST_SHEETS + 1), 0]:
        cache.sheet(f"p {{ margin: {number}px }}")
    assert len(cache.sheets) == rendering.MOST_SHEETS
    assert parsed.count("p { margin: 0px }") == 2


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_direction_of_a_page_is_known(language: str, direction: str) -> None:
    assert Rendering(job_of(edition(language), Resources()).text, FONTS).direction == direction


@pytest.mark.parametrize("awaited", [False, True])
def test_the_first_page_of_a_process_finds_its_sheets_parsed(
    monkeypatch: pytest.MonkeyPatch, parsed: list[str], *, awaited: bool
) -> None:
    """Before the first job the worker parses what all releases have; their own two sheets alone are parsed then."""
    cache = Cache()
    monkeypatch.setattr(worker, "_is_awaited", lambda: awaited)
    worker._exercise(cache)
    assert len(cache.sheets) == len(worker.SHEETS)
    job = job_of(edition("en"), Resources())
    Rendering(job.text, job.fonts, cache).lay_out()
    assert len(cache.sheets) == len(worker.SHEETS) + 2
    assert len(set(parsed)) == len(parsed)
