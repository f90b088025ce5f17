"""A program checks a kit at a time of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import presskit
from tests.usecases.conftest import WORLD, change


def codes(report: presskit.CheckReport) -> set[str]:
    return {each.code for each in report.diagnostics}


def test_a_new_kit_has_nothing_wrong(kit: Path) -> None:
    report = presskit.check(kit, world=WORLD)
    assert report == presskit.CheckReport(kit, (), ())
    assert not report.failed


def test_the_clock_is_the_world_s(kit: Path) -> None:
    embargo = "embargo:\n  until: 2026-03-02 14:00\n  zone: Europe/Zurich\n  weekday: Monday\n"
    change(kit / "kit.yaml", "release: immediate", embargo + "#")
    after = presskit.World({}, lambda: datetime(2026, 3, 2, 13, 1, tzinfo=UTC))
    assert "embargo-past" not in codes(presskit.check(kit, world=WORLD))
    assert "embargo-past" in codes(presskit.check(kit, world=after))


def test_a_reproducible_build_s_time_stands_for_the_clock(kit: Path) -> None:
    world = presskit.World({"SOURCE_DATE_EPOCH": "1772409600"})
    assert world.now() == datetime(2026, 3, 2, tzinfo=UTC)
    with pytest.raises(presskit.RequestError, match="SOURCE_DATE_EPOCH should be seconds"):
        presskit.check(kit, world=presskit.World({"SOURCE_DATE_EPOCH": "noon"}))


def test_what_is_wrong_is_a_finding_with_its_place(kit: Path) -> None:
    change(kit / "kit.yaml", "languages: [en, ar]", "langauges: [en, ar]")
    report = presskit.check(kit, world=WORLD)
    assert report.failed
    assert {each.span.source for each in report.diagnostics if each.severity is presskit.Severity.ERROR} == {"kit.yaml"}


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert codes(presskit.check(tmp_path / "nowhere", world=WORLD)) == {"missing-folder"}


def test_it_can_be_cancelled(kit: Path) -> None:
    cancel = presskit.Cancellation()
    cancel.cancel()
    with pytest.raises(presskit.CancelledError):
        presskit.check(kit, world=WORLD, cancel=cancel)
