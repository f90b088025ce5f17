"""The search for the least tight page: what it finds, and how often it sets a release."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from presskit.typesetting import page_fit

STEPS = ("1", "2", "3", "4")


def search(monkeypatch: pytest.MonkeyPatch, fill: float, saves_from: int, pages: int = 3) -> tuple[str, list[str]]:
    """Return the style that was chosen and all that were set; a step from ``saves_from`` on saves a page."""
    tried: list[str] = []

    def lay_out(style: str) -> Any:
        tried.append(style)
        saved = bool(style) and int(style) >= saves_from
        return SimpleNamespace(style=style, pages=[None] * (pages - saved))

    monkeypatch.setattr(page_fit, "filled", lambda _: fill)
    found: Any = page_fit.best(lay_out, STEPS)
    return found.style, tried


@pytest.mark.parametrize(
    ("fill", "saves_from", "chosen", "settings"),
    [
        (0.05, 1, "1", 4),
        (0.05, 4, "4", 3),
        (0.3, 2, "2", 3),
        (0.3, 3, "3", 3),
        (0.45, 4, "4", 3),
        (0.45, 9, "", 3),
        (0.55, 4, "4", 2),
        (0.55, 9, "", 2),
        (0.6, 2, "", 1),
    ],
)
def test_the_least_tight_step_that_saves_a_page_is_found(
    monkeypatch: pytest.MonkeyPatch, fill: float, saves_from: int, chosen: str, settings: int
) -> None:
    found, tried = search(monkeypatch, fill, saves_from)
    assert (found, len(tried)) == (chosen, settings)


@pytest.mark.parametrize("pages", [1, page_fit.LONG])
def test_one_page_and_a_long_release_are_set_once(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    assert search(monkeypatch, 0.05, 1, pages) == ("", [""])
