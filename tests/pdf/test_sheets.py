"""Style sheets that are parsed once: the same page as with the sheets in it, and those that must stay in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from presskit.resources import Resources
from presskit.typesetting import rendering, worker
from presskit.typesetting.rendering import Typesetter, weasyprint
from presskit.typesetting.sheets import taken_out
from presskit.writers.pdf.typesetting import job_of
from tests.samples import edition

FONTS = Path(Resources().fonts)


def page(head: str, body: str = '<p style="color: red">A word</p>') -> str:
    return f'<html lang="en"><head><title>A page</title>{head}</head><body>{body}</body></html>'


def test_sheets_are_taken_out_of_the_head_in_their_order() -> None:
    text, styles = taken_out(page("<style>p { color: blue }</style>\n<style>@page { margin: 0 }</style>"))
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
    assert taken_out(text) == (text, ())


def test_what_a_comment_says_binds_nothing() -> None:
    assert taken_out(page("<style>/* @font-face stands before */ p { margin: 0 }</style>"))[1]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("tighter", [False, True])
def test_pages_are_the_same_bytes_as_with_the_sheets_in_the_page(
    monkeypatch: pytest.MonkeyPatch, language: str, *, tighter: bool
) -> None:
    job = job_of(edition(language), Resources())
    extra = job.tighter[2] if tighter else ""
    beside, within = Typesetter(job.text, job.fonts), Typesetter(job.text, job.fonts)
    first = beside.print_(beside.lay_out(extra), pdf_identifier=b"x")
    again = beside.print_(beside.lay_out(extra), pdf_identifier=b"x")
    monkeypatch.setattr(rendering, "taken_out", lambda text: (text, ()))
    assert first == again == within.print_(within.lay_out(extra), pdf_identifier=b"x")


def test_a_style_attribute_weighs_more_than_a_sheet() -> None:
    document = Typesetter(page("<style>#a { color: #00f }</style>", '<p id="a" style="color: #f00">A</p>'), FONTS).lay_out()
    assert tuple(colour_of(document))[:3] == (1, 0, 0)


def colour_of(document: Any) -> Any:
    box = document.pages[0]._page_box
    return next(each for each in box.descendants() if each.element_tag == "p").style["color"]


def test_warnings_of_a_kept_sheet_are_told_each_time() -> None:
    setter = Typesetter(page("<style>p { colour: blue }</style>"), FONTS)
    for _ in range(2):
        setter.lay_out()
        assert [remark for remark in setter.remarks if "colour" in remark]


def test_a_sheet_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed, css = list[str](), weasyprint().CSS

    def noting(*arguments: Any, string: str, **options: Any) -> Any:
        parsed.append(string)
        return css(*arguments, string=string, **options)

    monkeypatch.setattr(weasyprint(), "CSS", noting)
    for word in ("one", "two"):
        setter = Typesetter(page("<style>p { margin: 1.25px }</style>", f"<p>{word}</p>"), FONTS)
        setter.lay_out()
        setter.lay_out("p { margin: 1.75px }")
    assert [style for style in parsed if "px" in style] == ["p { margin: 1.25px }", "p { margin: 1.75px }"]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_direction_of_a_page_is_known(language: str, direction: str) -> None:
    assert Typesetter(job_of(edition(language), Resources()).text, FONTS).direction == direction


@pytest.mark.parametrize("awaited", [False, True])
def test_the_first_page_of_a_process_finds_its_sheets_parsed(monkeypatch: pytest.MonkeyPatch, *, awaited: bool) -> None:
    """Before the first job the worker parses what all releases have; their own two sheets alone are parsed then."""
    rendering._sheet.cache_clear()
    monkeypatch.setattr(worker, "_is_awaited", lambda: awaited)
    worker._exercise()
    before = rendering._sheet.cache_info()
    job = job_of(edition("en"), Resources())
    Typesetter(job.text, job.fonts).lay_out()
    after = rendering._sheet.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (len(worker.SHEETS), 2)
