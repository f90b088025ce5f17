"""A program writes the ids of a kit."""

from __future__ import annotations

from pathlib import Path

import pytest

import presskit
from presskit.store.locking import changing
from tests.usecases.conftest import WORLD, contents


def without_ids(kit: Path) -> None:
    path = kit / "statement.en.md"
    path.write_text(path.read_text("utf-8") + "\nOne paragraph more, about the river.\n", "utf-8")


def test_a_paragraph_gets_its_id_once(kit: Path) -> None:
    (kit / "statement.ar.md").unlink()
    text = (kit / "kit.yaml").read_text("utf-8").replace("languages: [en, ar]", "languages: [en]")
    (kit / "kit.yaml").write_text(text, "utf-8")
    without_ids(kit)
    assert presskit.write_ids(kit, world=WORLD).changed == ("statement.en.md",)
    assert presskit.write_ids(kit, world=WORLD).changed == ()


def test_errors_are_in_the_way(kit: Path) -> None:
    (kit / "kit.yaml").write_text("id: [\n")
    before = contents(kit)
    report = presskit.write_ids(kit, world=WORLD)
    assert report.failed
    assert report.changed == ()
    assert contents(kit) == before


def test_a_kit_that_is_being_changed_is_busy(kit: Path) -> None:
    with changing(kit), pytest.raises(presskit.KitBusyError):
        presskit.write_ids(kit, world=WORLD)
