"""Outputs are written all or not at all, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from presskit.store.commit import OutputError, write_all


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_into_new_folders(tmp_path: Path) -> None:
    written = write_all(tmp_path / "out", {"en/a.txt": b"one", "report.json": b"{}"})
    assert everything(tmp_path / "out") == {"en/a.txt": b"one", "report.json": b"{}"}
    assert written == (tmp_path / "out" / "en" / "a.txt", tmp_path / "out" / "report.json")


def test_older_files_are_replaced_and_strangers_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "mine.txt").write_bytes(b"mine")
    write_all(tmp_path, {"a.txt": b"new"})
    assert everything(tmp_path) == {"a.txt": b"new", "mine.txt": b"mine"}


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "en/../../a.txt", "en/../a.txt", ""])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="outside"):
        write_all(tmp_path / "out", {"good.txt": b"", name: b""})
    assert everything(tmp_path) == {}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "en").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="outside"):
        write_all(tmp_path / "out", {"en/a.txt": b""})
    assert everything(tmp_path / "elsewhere") == {}


def test_a_full_disk_leaves_the_older_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {"a.txt": b"old", "b.txt": b"old"})
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_all(tmp_path, {"a.txt": b"new", "b.txt": b"new"})
    assert everything(tmp_path) == {"a.txt": b"old", "b.txt": b"old"}


def test_an_interruption_leaves_the_older_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {"a.txt": b"old"})

    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path, {"a.txt": b"new"})
    assert everything(tmp_path) == {"a.txt": b"old"}


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match="out"):
        write_all(tmp_path / "out", {"en/a.txt": b""})


def test_a_folder_where_a_file_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_all(tmp_path, {"a.txt": b""})


def test_outputs_can_be_read_by_those_who_may_read_other_new_files(tmp_path: Path) -> None:
    (tmp_path / "ordinary").write_bytes(b"")
    write_all(tmp_path, {"a.txt": b""})
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "ordinary").stat().st_mode
