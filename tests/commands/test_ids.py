"""presskit ids: writes the ids that are missing, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Run
from tests.commands.test_check import change


def test_a_paragraph_without_an_id_gets_one(run: Run, kit: Path) -> None:
    change(kit / "statement.en.md", " {#who}", "")
    change(kit / "statement.fr.md", " {#who}", "")
    ended = run("ids", kit)
    assert (ended.code, ended.err) == (0, "")
    assert "statement.en.md" in ended.out
    last = (kit / "statement.en.md").read_text("utf-8").rstrip().splitlines()[-1]
    assert last.startswith("{{ signatory_count }} organisations asked for it together. {#")


def test_a_second_run_changes_nothing(run: Run, kit: Path) -> None:
    change(kit / "statement.en.md", " {#who}", "")
    run("ids", kit)
    before = (kit / "statement.en.md").read_bytes()
    assert json.loads(run("ids", kit, "--json").out) == {"changed": []}
    assert (kit / "statement.en.md").read_bytes() == before


def test_a_kit_with_errors_is_not_touched(run: Run, kit: Path) -> None:
    change(kit / "statement.en.md", " {#who}", "")
    change(kit / "kit.yaml", "version: 1", "verion: 1")
    before = (kit / "statement.en.md").read_bytes()
    ended = run("ids", kit)
    assert ended.code == 1
    assert "unknown-key" in ended.err
    assert (kit / "statement.en.md").read_bytes() == before
