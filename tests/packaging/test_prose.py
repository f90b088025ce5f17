"""The prose linter finds what it is there to find; make prose runs it over the pages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "tests/tools"
LINTER = TOOLS / "node_modules/.bin/textlint"

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not LINTER.exists() or shutil.which("node") is None, reason="textlint is not installed"),
]


def found(text: str, folder: Path) -> str:
    page = folder / "page.md"
    page.write_text(text, "utf-8")
    command = [str(LINTER), "--config", str(ROOT / ".textlintrc.json"), "--format", "unix", str(page)]
    return subprocess.run(command, cwd=TOOLS, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize(
    ("text", "word"),
    [("This is obviously quite a good page.", "quite"), ("Write a javascript page.", "JavaScript"), ("Recieve the file.", "receive")],
)
def test_what_no_style_guide_would_let_pass_is_found(text: str, word: str, tmp_path: Path) -> None:
    assert word in found(text + "\n", tmp_path)


def test_plain_words_pass(tmp_path: Path) -> None:
    assert found("Type the command. The PDF lies in the folder.\n", tmp_path) == ""
