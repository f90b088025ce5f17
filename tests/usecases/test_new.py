"""A program makes a new kit."""

from __future__ import annotations

from pathlib import Path

import pytest

import presskit


def test_a_new_kit_is_told_file_by_file(tmp_path: Path) -> None:
    report = presskit.new(tmp_path / "my-kit")
    assert report.folder == tmp_path / "my-kit"
    assert sorted(report.files) == sorted(report.folder.iterdir())


def test_a_path_may_be_a_text_or_stand_in_a_request(tmp_path: Path) -> None:
    assert presskit.new(str(tmp_path / "a")).files
    assert presskit.new(presskit.NewRequest(tmp_path / "b")).files


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(presskit.RequestError, match="in use"):
        presskit.new(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
