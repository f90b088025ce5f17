"""Kits in which nothing is wrong give no finding at all: in eight languages, and those that presskit ships."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from presskit.checks.lint import lint
from presskit.model.people import SignatoryKind
from presskit.readers import kit as kit_reader
from tests.checks.specimen import NOON, files_in, world

HERE = Path(__file__).parent
KITS = [HERE / "clean", *(path.parent for path in sorted((HERE.parents[1] / "data").glob("*/kit.yaml")))]


@pytest.mark.parametrize("folder", KITS, ids=lambda folder: folder.name)
def test_a_clean_kit_gives_nothing(folder: Path) -> None:
    reading = kit_reader.read(files_in(folder))
    assert reading.value is not None
    embargo = reading.value.release.embargo
    now = min(NOON, embargo.until - timedelta(hours=1)) if embargo else NOON
    assert [*reading.diagnostics, *lint(reading.value, world(now))] == []


def test_the_clean_kit_is_as_large_as_it_says() -> None:
    kit = kit_reader.read(files_in(HERE / "clean")).value
    assert kit is not None
    assert len(kit.statements) == 8
    assert sum(s.kind is SignatoryKind.ORGANISATION for s in kit.roster.signing()) == 25
