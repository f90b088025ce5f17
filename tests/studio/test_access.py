"""axe-core finds nothing on any screen: in English and Arabic, light and dark, on a desk and on a phone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from docx import Document
from tests.mail_sending.sink import Sink
from tests.studio import browsing
from tests.studio.browsing import AXE, entered, pictured
from tests.studio.conftest import LETTER
from tests.studio.serving import Running, Visitor
from tests.studio.test_mail_guard import Own, ended, planned
from tests.studio.test_mail_stories import LIST, Held, release
from tests.translation_back.kits import kit_of, sent

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(browsing.chromium() is None or not AXE.exists(), reason="Chromium or axe-core is not installed"),
    pytest.mark.xdist_group("studio"),
]
MAIL = ("emails", "emails-letters", "emails-send", "emails-sent")
SCREENS = (
    "arrived", "questions", "text", "translations", "signatories", "contacts", "brand", "findings", "hand-out", "history", *MAIL,
)  # fmt: skip
WIDTHS = (1360, 375)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""What axe has on colours: a scheme changes nothing else."""


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds on a page, by some of its rules or by all; the frame of the release is the page's own matter and has tests of its own."""
    page.wait_for_load_state()  # with its style sheets
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("(rules) => axe.run({exclude: [['iframe']]}, {runOnly: rules, resultTypes: ['violations']})", rules or TAGS)
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found["violations"] for node in each["nodes"]]


@pytest.fixture(scope="module")
def letter(visitor: Visitor, folder: Path) -> str:
    """A release with everything to be seen: a question, a finding, a state."""
    answer = visitor.submit(visitor.get("/new"), "/new", text=LETTER.replace("press@example.org", "telephone 12"), name="letter")
    return answer.headers["location"].removesuffix("arrived")


@pytest.fixture(scope="module")
def ways(visitor: Visitor, letter: str) -> dict[str, str]:
    """Every screen by a name for its picture."""
    specimen = next(each for each in visitor.releases() if each != letter)
    lists = {each: f"{specimen}{each}" for each in ("translations", "signatories", "contacts", "brand")}
    own = {**lists, "home": "/", "new": "/new", "text": f"{specimen}text", "ready": f"{specimen}hand-out", "problem": "/r/none/text"}
    return {**own, **{f"letter-{each}": f"{letter}{each}" for each in SCREENS}}


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_no_screen_keeps_anybody_out(browser: Browser, visitor: Visitor, studio: Running, ways: dict[str, str], locale: str) -> None:
    address = str(visitor.submit(visitor.get("/"), "/link").page.xpath("//input[@id='link']/@value")[0])
    with entered(browser, studio, address=address, locale=locale, reduced_motion="reduce", bypass_csp=True) as page:
        for name, way in ways.items():
            page.goto(studio.base + way)
            if name == "signatories":
                page.locator(".edit-link").nth(1).click()
            for width, scheme in product(WIDTHS, SCHEMES):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # or a colour would still be changing
                look = f"{name}-{locale}-{scheme}-{width}"
                pictured(page, look)
                for each in page.locator("details:not([open]) > summary").all():
                    if each.is_visible():
                        each.click()
                page.evaluate("scrollTo(0, 0)")  # or the tabs, which stay in sight, lie over a link
                assert violations(page, None if scheme == "light" else COLOURS) == [], look


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_a_list_that_is_compared_keeps_nobody_out(browser: Browser, visitor: Visitor, studio: Running, ways: dict[str, str], locale: str) -> None:
    address = str(visitor.submit(visitor.get("/"), "/link").page.xpath("//input[@id='link']/@value")[0])
    with entered(browser, studio, address=address, locale=locale, bypass_csp=True) as page:
        for rows in ("Organisation\tDo you sign?\nRiver Aid\tyes\nHill Network\tYes, if the board agrees\nBig Heart\tyes\n", "Pine\tFR\nCedar\tLB\n", ""):
            page.goto(studio.base + ways["signatories"])
            page.locator("#rows").fill(rows)
            page.locator("#bring button").click()
            page.locator(".screen-compare main h1").wait_for()
            assert violations(page) == [], rows


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_what_came_back_keeps_nobody_out(browser: Browser, visitor: Visitor, studio: Running, ways: dict[str, str], locale: str) -> None:
    address = str(visitor.submit(visitor.get("/"), "/link").page.xpath("//input[@id='link']/@value")[0])
    kit = kit_of(Path("data/aleppo"))
    whole, file = sent(kit, "ar"), io.BytesIO()
    without_ids = Document()
    for each in Document(io.BytesIO(whole)).paragraphs:
        without_ids.add_paragraph(each.text)
    without_ids.save(file)
    with entered(browser, studio, address=address, locale=locale, bypass_csp=True) as page:
        for data in (whole, file.getvalue()):
            page.goto(studio.base + ways["translations"])
            page.locator("#returned").set_input_files({"name": "back.docx", "mimeType": "application/octet-stream", "buffer": data})
            page.locator("#back button").click()
            page.locator(".screen-returned main h1").wait_for()
            assert violations(page) == []
        page.locator("#to-1").check()
        page.locator("#base").check()
        with page.expect_navigation():
            page.locator("button[value='look']").click()
        page.locator(".beside").first.wait_for()
        assert violations(page) == []
        pictured(page, f"returned-{locale}")
@pytest.fixture(scope="module")
def letters(visitor: Visitor, folder: Path) -> Iterator[str]:
    """A release whose letters are shown, sent, refused and unknown, and planned once more as a correction."""
    with Sink() as sink:
        held = Held(refused="jean@wire.example", unknown="lina@tv.example")
        sink.behave = held.behave
        before = set(visitor.releases())
        made = release(folder / "letters", sink.port, **{"media-list.csv": f"{LIST}bad address,B,en,\n"})
        (way,) = set(visitor.releases()) - before
        _, form = planned(visitor, Own(way, made))
        visitor.post(f"{way}emails-send", {**form, "number": "6"})
        ended(visitor, f"{way}emails-send")
        for screen, do in (("emails-letters", "preview"), ("emails-send", "version"), ("emails-send", "plan")):
            page = visitor.get(f"{way}{screen}")
            visitor.post(f"{way}{screen}", {"key": page.key, "do": do, "state": ""})
            ended(visitor, f"{way}{screen}")
        yield way


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_letters_that_are_planned_and_sent_keep_nobody_out(browser: Browser, visitor: Visitor, studio: Running, letters: str, locale: str) -> None:
    address = str(visitor.submit(visitor.get("/"), "/link").page.xpath("//input[@id='link']/@value")[0])
    with entered(browser, studio, address=address, locale=locale, reduced_motion="reduce", bypass_csp=True) as page:
        for screen, (width, scheme) in product(MAIL, product(WIDTHS, SCHEMES)):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.goto(f"{studio.base}{letters}{screen}")
            page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
            look = f"letters-{screen}-{locale}-{scheme}-{width}"
            pictured(page, look)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, look
            assert violations(page, None if scheme == "light" else COLOURS) == [], look


def test_who_is_not_let_in_is_told_so(browser: Browser, studio: Running) -> None:
    with entered(browser, studio, address=f"{studio.base}/", bypass_csp=True) as page:
        assert violations(page) == []
        assert page.get_by_role("heading", level=1).inner_text() == "The studio is closed here"
