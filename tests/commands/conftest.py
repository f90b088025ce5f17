"""A small kit in two languages, and a way to run commands as a user would."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from presskit.cli import main

SOURCE = Path(__file__).parent / "kit"
FRENCH = """---
title: Un pont s’ouvre aux ambulances
translates: {language: en, revision: REVISION}
---
Le pont sur le fleuve est de nouveau ouvert aux ambulances dès aujourd’hui. {#lede}

{{ signatory_count }} organisations l’ont demandé ensemble. {#who}
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; the day is fixed, for some checks look at it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")

    def run_command(*arguments: object) -> Ended:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ending:
            code = int(str(ending.code or 0))
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return run_command


def revision(folder: Path) -> str:
    from presskit.readers import kit as kit_reader

    reading = kit_reader.read({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})
    assert reading.value is not None
    source = reading.value.statement("en")
    assert source is not None
    return source.revision


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit in which nothing is wrong."""
    folder = tmp_path / "my-kit"
    shutil.copytree(SOURCE, folder)
    (folder / "statement.fr.md").write_text(FRENCH.replace("REVISION", revision(folder)), encoding="utf-8")
    return folder
