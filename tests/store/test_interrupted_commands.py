"""Each command that writes is killed, or meets a full disk, at each of its write operations: the old state or the new one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
STATEMENT = "A bridge for all\n\nBRUSSELS, 12 May 2026 - The bridge is open to everybody.\n\nSignatories:\n- River Aid\n- Hill Network\n"
MORE = "Organisation\nDelta Watch\nRiver Aid\n"

EVERY = os.environ.get("PRESSKIT_EVERY_WRITE", "13")
"""Of so many write operations one is tried; ``make all`` tries every one."""
COMMANDS: dict[str, list[str]] = {
    "new": ["new", "{}/made"],
    "import": ["import", "{}/mail.txt", "-o", "{}/made"],
    "ids": ["ids", "{}/draft"],
    "import --into": ["import", "{}/late.csv", "--into", "{}/kit", "--yes"],
    "answer": ["answer", "{}/kit", "QUESTION", "CHOICE"],
    "translate export": ["translate", "export", "{}/kit", "--as", "xliff", "-o", "{}/out"],
    "translate import": ["translate", "import", "{}/kit", "{}/back.xliff"],
    "build": ["build", "{}/kit", "-o", "{}/out", "--only", "html,text"],
    "undo": ["undo", "{}/kit"],
}
MADE = {"new", "import"}
AGAIN = {"build", "translate export"}
"""Commands that write into another folder than the kit: the next one is the same again, and completes it."""


def presskit(*words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1796000000"}
    command = [sys.executable, "-m", "presskit", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=check)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a kit of two languages, a list, a text and a returned translation."""
    folder = tmp_path_factory.mktemp("interrupted")
    (folder / "mail.txt").write_text(STATEMENT, "utf-8")
    (folder / "late.csv").write_text(MORE, "utf-8")
    kit = folder / "kit"
    presskit("import", str(folder / "mail.txt"), "-o", str(kit), check=False)
    facts = (kit / "kit.yaml").read_text("utf-8").replace("languages: [en]", "languages: [en, fr]")
    (kit / "kit.yaml").write_text(facts, "utf-8")
    presskit("ids", str(kit))
    presskit("translate", "export", str(kit), "--as", "xliff", "-o", str(folder / "sent"), check=False)
    (asked, *_) = json.loads(presskit("answer", str(kit), "--json", check=False).stdout)["questions"]
    presskit("answer", str(kit), asked["id"], "accept", "--reason", "a sample")
    (sent,) = (folder / "sent").rglob("*.xliff")
    (folder / "back.xliff").write_text(re.sub("(<target[^>]*>)", r"\1En français : ", sent.read_text("utf-8")), "utf-8")
    shutil.copytree(kit, folder / "draft")
    text = folder / "draft" / "statement.en.md"
    text.write_text(text.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    return folder


def command_for(name: str, pattern: Path) -> list[str]:
    words = COMMANDS[name]
    if name == "answer":
        asked = json.loads(presskit("answer", str(pattern / "kit"), "--json", check=False).stdout)
        open_ = next(each for each in asked["questions"] if each["answer"] is None)
        words = [*words[:2], open_["id"], "accept", "--reason", "a sample"]
    return words


@pytest.fixture(scope="module")
def interrupter(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """A process that has imported all of presskit, and interrupts copies of itself."""
    own = str(tmp_path_factory.mktemp("own"))
    command = [sys.executable, "-m", "tests.store.interrupting", EVERY, str(pattern)]
    told = {**os.environ, "XDG_CONFIG_HOME": own, "XDG_STATE_HOME": own}
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=told) as process:
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.mark.parametrize("name", COMMANDS)
def test_an_interrupted_command_leaves_the_old_state_or_the_new(name: str, pattern: Path, interrupter: subprocess.Popen[str]) -> None:
    words = command_for(name, pattern)
    place = "{}/made" if name in MADE else "{}/draft" if name == "ids" else "{}/kit"
    then = words if name in AGAIN else ["check", place]
    assert interrupter.stdin
    assert interrupter.stdout
    interrupter.stdin.write(json.dumps([then, words]) + "\n")
    interrupter.stdin.flush()
    ways: dict[str, dict[str, Any]] = json.loads(interrupter.stdout.readline())
    assert set(ways) == {"kill", "full"}
    for way, told in ways.items():
        assert told["writes"] > 5, told["said"]
        assert told["before"] != told["after"] or name in AGAIN
        for number, each in zip(range(1, told["writes"] + 1, int(EVERY)), told["states"], strict=True):
            assert each["state"] in (told["before"], told["after"]), (way, number, each["said"])
            assert each["ends"][1] in {0, 1, 2}, (way, number, each["said"])
            assert "Traceback" not in "".join(each["said"])
