"""A use case that is cancelled while a worker works for it ends at once, and so does the worker."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import presskit
from presskit.kit import preflight_files, received
from presskit.sandbox import running
from presskit.usecases import import_files

ROOT = Path(__file__).resolve().parents[2]
ASLEEP = "tests.sandbox.jobs:asleep"


@pytest.fixture(autouse=True, params=["copy", "copy of another", "process"])
def way(request: pytest.FixtureRequest, come_by: Callable[[str], None]) -> None:
    come_by(request.param)


def _cancelled_at_work(do: Callable[[presskit.Cancellation], Any], begun: threading.Event) -> None:
    """Do something, cancel it when its worker has begun, and expect that it says so."""
    cancel = presskit.Cancellation()

    def cancel_soon() -> None:
        begun.wait()
        time.sleep(0.2)
        cancel.cancel()

    other = threading.Thread(target=cancel_soon)
    other.start()
    with pytest.raises(presskit.CancelledError):
        do(cancel)
    other.join()


def _asleep(begun: threading.Event) -> Callable[..., Any]:
    """Return what has a worker sleep for minutes, in the place of what it was asked for."""

    def run(function: str, *_: Any, **limits: Any) -> Any:
        begun.set()
        return running.run(ASLEEP, **limits)

    return run


def test_an_import_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()
    monkeypatch.setattr(received, "run", _asleep(begun))
    mail = tmp_path / "mail.txt"
    mail.write_text("A bridge for all\n\nThe bridge is open to everybody.\n")
    request = import_files.ImportRequest((mail,), tmp_path / "kit")
    _cancelled_at_work(lambda cancel: presskit.import_files(request, cancel=cancel), begun)
    assert [each.name for each in tmp_path.iterdir()] == ["mail.txt"]


def test_the_check_of_a_finished_file_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()
    monkeypatch.setattr(received, "run", _asleep(begun))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    _cancelled_at_work(lambda cancel: presskit.check_files(tmp_path / "a.pdf", cancel=cancel), begun)


def test_who_has_cancelled_before_begins_no_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cancel = presskit.Cancellation()
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    worked: Any = received.worked

    def after(*given: Any) -> Any:
        cancel.cancel()
        return worked(ASLEEP, *given[1:3], (), ())

    monkeypatch.setattr(preflight_files, "worked", after)
    with pytest.raises(presskit.CancelledError):
        presskit.check_files(tmp_path / "a.pdf", cancel=cancel)
