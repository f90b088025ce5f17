"""A program watches a kit."""

from __future__ import annotations

from pathlib import Path

import pytest

import presskit
from tests.usecases.conftest import WORLD, change


def request(kit: Path) -> presskit.BuildRequest:
    return presskit.BuildRequest(kit, kit.parent / "out", only=("text",), languages=("en",), jobs=1)


def test_it_builds_at_once_and_again_after_a_change_until_it_is_cancelled(kit: Path) -> None:
    cancel = presskit.Cancellation()
    watch = presskit.watch(request(kit), world=WORLD, cancel=cancel)
    first = next(watch)
    assert first.changed == ()
    assert first.report is not None
    change(kit / "statement.en.md", "title: ", "title: New ")
    second = next(watch)
    assert [Path(path).name for path in second.changed] == ["statement.en.md"]
    assert second.report is not None
    assert [made.kept for made in second.report.made] == [False]
    cancel.cancel()
    assert next(watch, None) is None


def test_what_cannot_be_built_is_told_and_the_watch_goes_on(kit: Path) -> None:
    watch = presskit.watch(presskit.BuildRequest(kit, kit.parent / "out", languages=("fr",)), world=WORLD)
    first = next(watch)
    assert first.report is None
    assert "there is no language «fr»" in str(first.problem)


def test_templates_that_are_not_there_are_told_at_once(kit: Path) -> None:
    with pytest.raises(presskit.RequestError, match="templates"):
        presskit.watch(presskit.BuildRequest(kit, templates=kit / "nowhere"))
