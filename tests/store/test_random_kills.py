"""Commands are killed at random moments: the next command finds the old state or the new one, and works."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.interrupting import state

KILLS = int(os.environ.get("PRESSKIT_RANDOM_KILLS", "4"))
"""So many a command; ``make all`` does 100 of each."""
TEXT = "A bridge for all\n\nBRUSSELS, 12 May 2026 - The bridge is open to everybody.\n\nSignatories:\n- River Aid\n- Hill Network\n"


def started(*words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1796000000"}
    command = [sys.executable, "-m", "presskit", *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finished(*words: str) -> tuple[int, str]:
    process = started(*words)
    said = process.communicate()[1].decode()
    return process.returncode, said


@pytest.mark.parametrize("name", ["import", "build"])
def test_the_next_command_works(name: str, tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text(TEXT, "utf-8")
    kit, out = tmp_path / "kit", tmp_path / "out"
    words = ["import", str(tmp_path / "mail.txt"), "-o", str(kit)]
    if name == "build":
        finished(*words)
        words = ["build", str(kit), "-o", str(out), "--only", "html,text,docx"]
    made = kit if name == "import" else out
    begun = time.monotonic()
    finished(*words)
    took, after = time.monotonic() - begun, state(made)
    assert after
    chance = random.Random(name)  # noqa: S311 -- moments, not secrets
    for _ in range(KILLS):
        shutil.rmtree(made)
        process = started(*words)
        time.sleep(chance.uniform(0, took))
        process.kill()
        process.communicate()
        code, said = finished(*words)
        told = json.dumps([code, said])
        assert "Traceback" not in said, told
        assert code in {0, 2}, told
        assert code == 0 or "is in use" in said, told
        assert state(made) == after, told
