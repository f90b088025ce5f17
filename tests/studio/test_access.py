"""axe-core finds nothing on any screen: in English and Arabic, light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.studio import browsing
from tests.studio.browsing import AXE, entered, pictured
from tests.studio.conftest import LETTER
from tests.studio.serving import Running, Visitor

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(browsing.chromium() is None or not AXE.exists(), reason="Chromium or axe-core is not installed"),
    pytest.mark.xdist_group("studio"),
]
SCREENS = ("arrived", "questions", "text", "findings", "hand-out", "history")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing.browser() as made:
        yield made


def violations(page: Page) -> list[str]:
    """What axe finds on a page; the frame of the release is the page's own matter and has tests of its own."""
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("(tags) => axe.run({exclude: [['iframe']]}, {runOnly: tags})", TAGS)
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
    own = {"home": "/", "new": "/new", "text": f"{specimen}text", "ready": f"{specimen}hand-out", "problem": "/r/none/text"}
    return {**own, **{f"letter-{each}": f"{letter}{each}" for each in SCREENS}}


@pytest.mark.parametrize("width", [1360, 375])
@pytest.mark.parametrize(("locale", "scheme"), [("en-GB", "light"), ("en-GB", "dark"), ("ar", "light"), ("ar", "dark")])
def test_no_screen_keeps_anybody_out(  # noqa: PLR0913, PLR0917 -- a screen by language, scheme and width
    browser: Browser, visitor: Visitor, studio: Running, ways: dict[str, str], locale: str, scheme: str, width: int
) -> None:
    address = str(visitor.submit(visitor.get("/"), "/link").page.xpath("//input[@id='link']/@value")[0])
    looks: dict[str, Any] = {"locale": locale, "color_scheme": scheme, "viewport": {"width": width, "height": 900}, "bypass_csp": True}
    with entered(browser, studio, address=address, **looks) as page:
        for name, way in ways.items():
            page.goto(studio.base + way)
            pictured(page, f"{name}-{locale}-{scheme}-{width}")
            for each in page.locator("details:not([open]) > summary").all():
                if each.is_visible():
                    each.click()
            page.evaluate("scrollTo(0, 0)")  # or the tabs, which stay in sight, lie over a link
            assert violations(page) == [], name


def test_who_is_not_let_in_is_told_so(browser: Browser, studio: Running) -> None:
    with entered(browser, studio, address=f"{studio.base}/", bypass_csp=True) as page:
        assert violations(page) == []
        assert page.get_by_role("heading", level=1).inner_text() == "The studio is closed here"
