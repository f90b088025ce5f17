"""A kit is changed by one process at a time, and the lock leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from presskit.errors import KitBusyError
from presskit.usecases.locking import changing

HOLD = (
    "import sys, pathlib\nfrom presskit.usecases.locking import changing\n"
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


def test_a_folder_that_may_not_be_read_is_left_to_whoever_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> int:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("presskit.usecases.locking._opened", refuse)
    with changing(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_locks_locks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> bool:
        raise OSError(37, "No locks available", handle)

    monkeypatch.setattr("presskit.usecases.locking._lock", refuse)
    with changing(tmp_path), changing(tmp_path):
        assert list(tmp_path.iterdir()) == []
