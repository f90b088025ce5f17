"""A kit is changed by one process at a time, and the lock leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from presskit.errors import KitBusyError
from presskit.store.locking import _opened, changing

HOLD = (
    "import sys, pathlib\nfrom presskit.store.locking import changing\n"
    "with changing(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
)


def test_a_second_process_is_told_and_the_first_one_s_death_frees_the_kit(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(KitBusyError, match="another presskit"), changing(tmp_path):
            pass
        other.kill()
    with changing(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_nobody_s(tmp_path: Path) -> None:
    with changing(tmp_path / "new"):
        assert not (tmp_path / "new").exists()


def test_a_folder_that_is_created_is_locked_and_goes_where_it_stays_empty(tmp_path: Path) -> None:
    with changing(tmp_path / "a/b", create=True):
        assert (tmp_path / "a/b").is_dir()
        with pytest.raises(KitBusyError, match="another presskit"), changing(tmp_path / "a/b", create=True):
            pass
    assert list(tmp_path.iterdir()) == []
    with changing(tmp_path / "a/b", create=True):
        (tmp_path / "a/file").touch()
    assert list(tmp_path.rglob("*")) == [tmp_path / "a", tmp_path / "a/file"]


def test_a_folder_that_was_there_stays_though_it_is_empty(tmp_path: Path) -> None:
    with changing(tmp_path, create=True):
        pass
    assert tmp_path.is_dir()


def test_a_folder_that_cannot_be_created_is_left_to_whoever_writes_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with changing(tmp_path / "file/new", create=True):
        assert list(tmp_path.iterdir()) == [tmp_path / "file"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder in which a file is open")
def test_the_lock_of_a_folder_that_was_removed_meanwhile_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever created the folder may remove it between the opening and the lock of somebody else."""
    folder, opened = tmp_path / "new", []

    def open_and_remove(path: Path) -> int:
        opened.append(_opened(path))
        if len(opened) == 1:
            path.rmdir()
        return opened[-1]

    monkeypatch.setattr("presskit.store.locking._opened", open_and_remove)
    with changing(folder, create=True):
        assert len(opened) == 2
        assert folder.is_dir()


def test_a_folder_that_may_not_be_read_is_left_to_whoever_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> int:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("presskit.store.locking._opened", refuse)
    with changing(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_locks_locks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> bool:
        raise OSError(37, "No locks available", handle)

    monkeypatch.setattr("presskit.store.locking._lock", refuse)
    with changing(tmp_path), changing(tmp_path):
        assert list(tmp_path.iterdir()) == []
