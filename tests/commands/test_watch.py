"""presskit build --watch: builds again when something changes, says how long it took, and survives bad input."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from presskit.usecases.watch import changes
from tests.commands.test_check import change


def looked(folder: Path, *edits: tuple[str, str | None], templates: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Watch ``folder``, in which an edit (path and new text, None for gone) happens at each wait."""
    todo = iter(edits)

    def wait(seconds: float) -> None:
        path, text = next(todo)
        if text is None:
            (folder / path).unlink()
        elif path:
            (folder / path).write_text(text, "utf-8")

    return changes(str(folder), templates, wait)


def test_a_change_is_told_when_the_files_are_still(kit: Path) -> None:
    edits = [("", ""), ("", ""), ("kit.yaml", "a"), ("kit.yaml", "ab"), ("kit.yaml", "abc"), ("", ""), ("", "")]
    assert next(looked(kit, *edits)) == [str(kit / "kit.yaml")]


def test_files_that_come_and_go_are_changes(kit: Path) -> None:
    edits = [("statement.de.md", "x"), ("contacts.yaml", None), ("", ""), ("", "")]
    assert next(looked(kit, *edits)) == [str(kit / "contacts.yaml"), str(kit / "statement.de.md")]


def test_what_is_not_of_the_kit_is_no_change(kit: Path) -> None:
    edits = [("notes.txt", "x"), (".hidden.md", "x"), ("", ""), ("kit.yaml", "y"), ("", ""), ("", ""), ("", "")]
    assert next(looked(kit, *edits)) == [str(kit / "kit.yaml")]


def test_what_is_saved_before_the_first_change_is_asked_for_is_told(kit: Path) -> None:
    told = looked(kit, ("", ""), ("", ""), ("", ""), ("", ""))
    (kit / "kit.yaml").write_text("a", "utf-8")
    assert next(told) == [str(kit / "kit.yaml")]


class Watched:
    """A watch in a process of its own, whose words can be waited for."""

    def __init__(self, kit: Path, out: Path) -> None:
        command = [sys.executable, "-m", "presskit", "build", str(kit), "--out", str(out), "--only", "text", "--watch"]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1772409600", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line)

    def until(self, words: str) -> str:
        """Return what is said up to the line with ``words``."""
        said, end = "", time.monotonic() + 300
        while words not in said:
            said += self.lines.get(timeout=max(0.1, end - time.monotonic()))
        return said

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        if self.process.stdout:
            self.process.stdout.close()
        return code


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as a signal")
def test_it_builds_again_survives_errors_and_ends_with_ctrl_c(kit: Path, tmp_path: Path) -> None:
    watched = Watched(kit, tmp_path / "out")
    assert "2 files in " in watched.until("Watching")
    change(kit / "statement.fr.md", "dès aujourd’hui", "dès ce matin")
    said = watched.until("Watching")
    assert "statement.fr.md:" in said
    assert "1 file; 1 as they were, in " in said
    good = (tmp_path / "out/en/bridge-en.txt").read_bytes()
    change(kit / "kit.yaml", "version: 1", "verion: 1")
    assert "unknown-key" in watched.until("Watching")
    (kit / "kit.yaml").write_bytes(b"\xff\xfe\x00")
    assert "error" in watched.until("Watching")
    assert (tmp_path / "out/en/bridge-en.txt").read_bytes() == good
    assert watched.end() == 0
