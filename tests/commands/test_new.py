"""presskit new: a kit that builds at once."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Run


def test_the_new_kit_builds_as_it_is(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "my-kit").code == 0
    checked = run("check", tmp_path / "my-kit")
    assert (checked.code, checked.err) == (0, ""), checked.out
    assert run("build", tmp_path / "my-kit", "--out", tmp_path / "out", "--only", "text").code == 0


def test_it_says_what_it_made_and_what_comes_next(run: Run, tmp_path: Path) -> None:
    ended = run("new", tmp_path / "my-kit")
    assert str(tmp_path / "my-kit" / "kit.yaml") in ended.out
    assert f"presskit build {tmp_path / 'my-kit'}" in ended.out
    made = json.loads(run("new", tmp_path / "other", "--json").out)
    assert {Path(name).name for name in made["files"]} >= {"kit.yaml", "statement.en.md"}


def test_an_empty_folder_will_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my-kit").mkdir()
    assert run("new", tmp_path / "my-kit").code == 0


def test_a_folder_in_use_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kit.yaml").write_bytes(b"mine")
    ended = run("new", tmp_path)
    assert ended.code == 2
    assert "is in use" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["kit.yaml"]


def test_a_file_in_the_way_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my-kit").write_bytes(b"mine")
    assert run("new", tmp_path / "my-kit").code == 2
    assert run("new", tmp_path / "my-kit" / "below").code == 2
    assert (tmp_path / "my-kit").read_bytes() == b"mine"
