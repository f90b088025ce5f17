"""``presskit studio`` and ``presskit list``: what they say, what they refuse, how they end."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from presskit.cli import studio as command
from tests.commands.conftest import Run, run  # noqa: F401 -- a fixture
from tests.studio.serving import Visitor, running

STARTER = Path(__file__).parents[2] / "data/starter"


def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "presskit", "studio", "--no-browser", *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False, timeout=120)


def test_ctrl_c_ends_it_without_a_trace(tmp_path: Path) -> None:
    with running(tmp_path) as studio:
        assert Visitor(studio.port).enter(studio.token).status == 303
        studio.process.send_signal(signal.SIGINT)
        _, said = studio.process.communicate(timeout=120)
        assert (studio.process.returncode, said.strip()) == (0, "the studio is closed")


def test_a_build_that_runs_does_not_hold_it_up(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    for path in STARTER.iterdir():
        (tmp_path / "kit" / path.name).write_bytes(path.read_bytes())
    with running(tmp_path) as studio:
        visitor = Visitor(studio.port)
        visitor.enter(studio.token)
        (way,) = visitor.releases()
        assert visitor.submit(visitor.get(f"{way}hand-out"), f"{way}hand-out").status == 303
        studio.process.send_signal(signal.SIGINT)
        _, said = studio.process.communicate(timeout=120)
        assert studio.process.returncode == 0
        assert "Traceback" not in said


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = ended(str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "there is no folder" in done.stderr


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_a_port_that_cannot_be_is_told(port: str, tmp_path: Path) -> None:
    done = ended(str(tmp_path), f"--port={port}")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = ended(str(tmp_path), "--port", str(other.getsockname()[1]))
    assert done.returncode == 2
    assert "name another one: --port N" in done.stderr


def test_without_the_extra_it_says_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(command, "LIBRARIES", (*command.LIBRARIES, "a_library_that_is_not_there"))
    done = run("studio", "--no-browser")
    assert done.code == 2
    assert "pip install 'presskit[studio]'" in done.err
    assert "make kit" in done.err


def test_the_libraries_it_asks_for_are_those_of_the_extra() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    names = {each.partition(">=")[0].replace("-", "_") for each in project["optional-dependencies"]["studio"]}
    assert names == set(command.LIBRARIES)


def test_the_kits_of_a_folder_are_listed(run: Run, tmp_path: Path) -> None:  # noqa: F811
    assert "There is no kit in" in run("list", str(tmp_path)).out
    (tmp_path / "kit").mkdir()
    for path in STARTER.iterdir():
        (tmp_path / "kit" / path.name).write_bytes(path.read_bytes())
    assert "kit  " in run("list", str(tmp_path)).out
    (told,) = json.loads(run("list", str(tmp_path), "--json").out)["kits"]
    assert (told["ready"], told["languages"]) == (True, ["en", "ar"])
    assert run("list", str(tmp_path / "nowhere")).code == 2


def test_a_build_packs_what_it_made(run: Run, tmp_path: Path) -> None:  # noqa: F811
    out, packed = tmp_path / "out", tmp_path / "all.zip"
    for _ in range(2):  # also where nothing has changed
        assert run("build", str(STARTER), "-o", str(out), "--only", "text", "--zip", str(packed)).code == 0
        assert zipfile.ZipFile(packed).namelist() == ["ar/sample-release-ar.txt", "en/sample-release-en.txt"]
        packed.unlink()
    assert run("build", str(STARTER), "-o", str(out), "--zip", str(packed), "--watch").code == 2
