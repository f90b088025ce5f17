from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from presskit.sandbox import limits, running
from presskit.sandbox.limits import StoppedError
from presskit.sandbox.plain import NotPlainError, dumped, loaded
from presskit.sandbox.running import run
from tests.sandbox import jobs

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no limit of a process's own time")


@pytest.fixture(params=["copy", "copy of another", "process", "kept process"])
def do(request: pytest.FixtureRequest, come_by: Callable[[str], None]) -> Callable[..., Any]:
    """Return what has a job done, in each way that there is."""
    come_by(request.param)
    keep = "tests" if request.param == "kept process" else ""
    return lambda job, *given, seconds=20.0, **more: run(f"tests.sandbox.jobs:{job}", *given, seconds=seconds, keep=keep, **more)


def test_a_result_comes_back_as_it_was(do: Callable[..., Any]) -> None:
    *values, path = do("values")
    *same, _ = jobs.values()
    assert values == same
    assert path == Path("a/b")


STOPPED = [("endless", "time"), ("deep", "depth"), ("hungry", "memory"), ("wrong", "fault"), ("gone", "fault"),
           ("broken", "memory"), ("called", "fault")]  # fmt: skip


@posix
@pytest.mark.parametrize(("job", "reason"), STOPPED)
def test_what_takes_too_much_is_stopped_and_the_next_is_done(do: Callable[..., Any], job: str, reason: str) -> None:
    with pytest.raises(StoppedError) as caught:
        do(job, seconds=0.5 if job == "endless" else 10, memory=1024**3)
    assert caught.value.reason == reason
    assert do("same", 1) == 1


@posix
def test_what_does_not_listen_is_ended_by_the_system(do: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoppedError, match="time"):
        do("deaf", seconds=0.1)


def test_what_stands_still_is_ended_by_the_clock(do: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BACKSTOP", (1.0, 0.0))
    with pytest.raises(StoppedError, match="stuck"):
        do("asleep")


ACTIONS = ["connect", "bind", "resolve", "run", "system", "fork", "exec", "kill"]
ON_FILES = ["read", "read a descriptor", "list", "write", "write a descriptor", "append", "remove", "rename", "around"]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_worker_reaches_nothing(do: Callable[..., Any], action: str) -> None:
    assert do("refused", action) == "PermissionError"


@pytest.mark.parametrize("action", ON_FILES)
def test_a_worker_neither_reads_nor_writes_outside(do: Callable[..., Any], action: str, tmp_path: Path) -> None:
    file = tmp_path / "kept.txt"
    file.write_text("secret")
    place = tmp_path if action == "list" else file
    assert do("refused", action, str(place)) == "PermissionError"
    assert [each.name for each in tmp_path.iterdir()] == ["kept.txt"]
    assert file.read_text() == "secret"


def test_what_is_given_may_be_read_and_no_link_leads_out(do: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "a.txt").write_text("words")
    (tmp_path / "outside.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert do("reads", str(folder / "a.txt"), reads=[folder]) == "words"
    with pytest.raises(StoppedError, match="PermissionError"):
        do("reads", str(folder / "link.txt"), reads=[folder])


def test_a_worker_is_told_no_password(do: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSKIT_SMTP_PASSWORD", "secret")
    names = do("environment", reads=["/nowhere"])
    assert "PATH" in names
    assert not [name for name in names if name.startswith("PRESSKIT_")]


def test_modules_in_the_folder_of_the_command_are_not_imported(
    do: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("struct", "zoneinfo", "ctypes"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'was-here')!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    assert do("same", 2, reads=[tmp_path / "other"]) == 2
    assert not (tmp_path / "was-here").exists()


def test_what_makes_copies_is_kept_and_a_copy_is_not(come_by: Callable[[str], None]) -> None:
    come_by("copy of another")
    here = os.getpid()
    for job in ("process", "failing", "process"):
        with suppress(StoppedError):
            run(f"tests.sandbox.jobs:{job}", seconds=9)
    first, second = (run("tests.sandbox.jobs:process", seconds=9) for _ in range(2))
    (kept,) = [each for _, each in running._KEPT.idle]
    assert len({first, second, here, kept.process.pid}) == 4
    kept.process.kill()
    kept.process.wait()
    assert run("tests.sandbox.jobs:process", seconds=9) not in {first, second}


def test_a_process_is_kept_where_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(ROOT)]))
    asked = [run("tests.sandbox.jobs:process", seconds=9, keep="tests") for _ in range(2)]
    assert len({*asked, os.getpid()}) == 2
    assert run("tests.sandbox.jobs:process", seconds=9, keep="tests", reads=["/other"]) not in asked


LARGE = """
import mmap
from presskit.sandbox import running
held = mmap.mmap(-1, 3 << 30)
assert running._has_one_thread()
assert running.run("tests.sandbox.jobs:taking", 100 << 20, seconds=20, memory=1 << 30) == 100 << 20
try:
    running.run("tests.sandbox.jobs:hungry", seconds=20, memory=1 << 30)
except running.StoppedError as stopped:
    print(stopped.reason)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no copy is made")
def test_a_copy_of_a_large_process_may_take_as_much_as_that_of_a_small_one() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    done = subprocess.run([sys.executable, "-c", LARGE], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("memory\n", "")


PARENT = """
import os, sys, threading, time
from presskit.sandbox import running
running._makes_copies = lambda: {way!r}.startswith("copy")
running._has_one_thread = lambda: {way!r} == "copy"
os.set_inheritable(1, True)
running.run("tests.sandbox.jobs:endless", seconds=1000, keep={keep!r})
"""


def _children(parent: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _is_gone(process: int) -> bool:
    try:
        return "\nState:\tZ" in Path(f"/proc/{process}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return True


def _wait_until(holds: Callable[[], Any]) -> None:
    """Wait; the time limit of the whole test run ends what never comes."""
    while not holds():
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="who is whose child is told by /proc")
@pytest.mark.parametrize(("way", "keep"), [("copy", ""), ("copy of another", ""), ("process", ""), ("process", "tests")])
def test_a_worker_ends_with_its_parent(way: str, keep: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    parent = subprocess.Popen([sys.executable, "-c", PARENT.format(way=way, keep=keep)], env=environment)
    _wait_until(lambda: _children(parent.pid))
    workers = _children(parent.pid)
    if way == "copy of another":
        _wait_until(lambda: _children(workers[0]))
        workers += _children(workers[0])
    assert len(workers) == (2 if way == "copy of another" else 1)
    time.sleep(0.5)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for each in workers:
        _wait_until(partial(_is_gone, each))


SMALL = """
import resource
from presskit.sandbox.limits import limit_memory
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
limit_memory(1 << 31)
print(resource.getrlimit(resource.RLIMIT_AS))
"""


@posix
def test_a_limit_that_somebody_set_before_is_kept() -> None:
    done = subprocess.run([sys.executable, "-c", SMALL], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"{(1 << 30, 1 << 30)}\n", "")


class _Calls:
    def __init__(self, function: Any, *arguments: Any) -> None:
        self.made = function, arguments

    def __reduce__(self) -> Any:
        return self.made


HOSTILE = [
    pickle.dumps(_Calls(os.system, "true")),
    pickle.dumps(_Calls(eval, "1")),
    pickle.dumps(_Calls(getattr, [], "append")),
    pickle.dumps(os.path.join),
    pickle.dumps(Path("/etc/passwd")),
    pickle.dumps(_Calls(pickle.loads, b"")),
    b"cpresskit.model.outputs\nField\n.",
    b"cpresskit.model.release\nkw_only\n.",
    b"cpresskit.source\nspan_field\n(tR.",
    b"cpresskit.artefact\nArtefact.__init__\n.",
    b"cpresskit.sandbox.plain\nimportlib\n.",
    b"cpresskit.diagnosticsx\nRule\n.",
    b"\x80\x05\x95",
    b"",
]


@pytest.mark.parametrize("data", HOSTILE)
def test_an_answer_has_nothing_called(data: bytes) -> None:
    with pytest.raises(NotPlainError):
        loaded(data)


def test_what_is_no_data_is_not_sent() -> None:
    with pytest.raises(NotPlainError):
        dumped(lambda: None)
    with pytest.raises(NotPlainError):
        loaded(dumped(os.system))
