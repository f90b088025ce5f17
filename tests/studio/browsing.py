"""A browser for the stories: Debian's Chromium, driven by Playwright, in the languages and looks that its user has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from tests.programs import NODE_MODULES, program
from tests.studio.serving import Running

__all__ = ["AXE", "browser", "chromium", "entered", "pictured"]

AXE = NODE_MODULES / "axe-core/axe.min.js"
OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 45_000
"""Milliseconds that a page may take on a machine with much to do."""


def chromium() -> Path | None:
    """Return the browser's program, if it is there."""
    return program("chromium") or program("chromium-browser") or program("google-chrome")


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium(), args=OPTIONS, timeout=PATIENCE)
        try:
            yield made
        finally:
            made.close()


@contextmanager
def entered(made: Browser, studio: Running, *, address: str = "", away: bool = False, **looks: object) -> Iterator[Page]:
    """Open the address in a new window; no page may tell an error, or ask for anything from elsewhere.

    ``away``: it may tell that a request was not answered.
    """
    context = made.new_context(**{"locale": "en-GB", "accept_downloads": True, **looks})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    if "PRESSKIT_STUDIO_SLOW" in os.environ:
        context.on("page", _slowed)
    page = context.new_page()
    told: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        told.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("pageerror", lambda error: told.append(f"error: {error}"))
    page.on("console", lambda message: told.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("dialog", dismissed)
    page.on("request", lambda sent: None if sent.url.startswith((studio.base, "data:", "blob:", "about:")) else told.append(sent.url))
    try:
        page.goto(address or studio.address)
        yield page
        problems = [each for each in told if "status of 4" not in each and not (away and "net::ERR" in each)]
        assert not problems, problems
    finally:
        context.close()


def _slowed(page: Page) -> None:
    """Let each request of a page take most of a second.

    Scripts then begin long after the page is seen: what only passes where they are fast fails each time.
    """
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 700, "downloadThroughput": -1, "uploadThroughput": -1})


def pictured(page: Page, name: str) -> None:
    """Keep a picture of the page for a person, where one asks for it."""
    folder = os.environ.get("PRESSKIT_STUDIO_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
