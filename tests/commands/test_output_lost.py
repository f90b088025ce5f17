"""Output that cannot be printed ends in words and an exit code, not in a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
WAYS = [">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full", ">&-", "2>&-", "<&- >&- 2>&-", "| true"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("command", ["explain", "explain broken-template", "check /nosuch", "check /nosuch --json"])
def test_output_that_cannot_be_printed(command: str, way: str) -> None:
    line = f"set -o pipefail; {sys.executable} -m presskit {command} {way}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1, 2}
    assert not [word for word in ("Traceback", "Exception", "fault of presskit") if word in done.stdout + done.stderr]
    if way == ">/dev/full":
        assert "cannot be printed: No space left on device" in done.stderr


def test_who_loses_the_words_is_told_that_the_change_is_made(kit: Path) -> None:
    text = kit / "statement.en.md"
    text.write_text(text.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    subprocess.run([sys.executable, "-m", "presskit", "ids", str(kit)], capture_output=True, check=True)
    line = f"{sys.executable} -m presskit undo {kit} >/dev/full"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, "{#" in text.read_text("utf-8").splitlines()[-1]) == (1, False)
    assert "what was done is done, but what is to be said of it cannot be printed: No space left on device" in done.stderr
