"""The search for the least tight page: what it finds, and how often it sets a release."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from presskit.typesetting import rendering

STEPS = ("1", "2", "3", "4")


def search(  # noqa: PLR0913, PLR0917 -- a release in six numbers
    monkeypatch: pytest.MonkeyPatch, fill: float, saves_from: int, pages: int = 3, then: float = 0.9, direction: str = "ltr"
) -> tuple[str, list[str]]:
    """Return the style that was chosen and all that were set.

    A step from ``saves_from`` on saves a page, and leaves the last one filled as ``then`` says.
    """
    tried: list[str] = []

    def lay_out(style: str) -> Any:
        tried.append(style)
        saved = bool(style) and int(style) >= saves_from
        return SimpleNamespace(style=style, pages=[None] * (pages - saved))

    monkeypatch.setattr(rendering, "page_filled", lambda made: fill if len(made.pages) == pages else then)
    found: Any = rendering.best(lay_out, STEPS, direction)
    return found.style, tried


@pytest.mark.parametrize(
    ("fill", "saves_from", "chosen", "settings"),
    [
        (0.05, 1, "1", ["", "1"]),
        (0.05, 3, "3", ["", "1", "2", "3"]),
        (0.3, 2, "3", ["", "3"]),
        (0.3, 4, "4", ["", "3", "4"]),
        (0.45, 9, "", ["", "3", "4"]),
        (0.6, 2, "", [""]),
    ],
)
def test_a_style_that_saves_the_last_page_is_found(
    monkeypatch: pytest.MonkeyPatch, fill: float, saves_from: int, chosen: str, settings: list[str]
) -> None:
    assert search(monkeypatch, fill, saves_from) == (chosen, settings)


@pytest.mark.parametrize(
    ("saves_from", "chosen", "settings"),
    [(1, "1", ["", "3", "2", "1"]), (2, "2", ["", "3", "2", "1"]), (3, "3", ["", "3", "2"]), (4, "4", ["", "3", "4"])],
)
def test_where_the_last_page_has_room_a_less_tight_style_is_found(
    monkeypatch: pytest.MonkeyPatch, saves_from: int, chosen: str, settings: list[str]
) -> None:
    assert search(monkeypatch, 0.3, saves_from, then=0.5) == (chosen, settings)


def test_arabic_pages_are_saved_by_less(monkeypatch: pytest.MonkeyPatch) -> None:
    assert search(monkeypatch, 0.3, 2, direction="rtl") == ("2", ["", "2"])
    assert search(monkeypatch, 0.55, 4, direction="rtl") == ("4", ["", "4"])


@pytest.mark.parametrize("pages", [1, rendering.LONG])
def test_one_page_and_a_long_release_are_set_once(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    assert search(monkeypatch, 0.05, 1, pages) == ("", [""])
