"""What every test stands on."""

import os
import signal
import sys
import threading
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from presskit.sandbox import running

# A shell that runs the tests in the background has them ignore Ctrl-C, and every program they start inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples at each run, so that a failure is of the change before it; `make random` tries others at each run.
settings.register_profile("fixed", derandomize=True)
settings.register_profile("random", print_blob=True)
settings.load_profile("random" if os.environ.get("PRESSKIT_RANDOM_EXAMPLES") else "fixed")


@pytest.fixture(scope="session")
def all_own_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold the folders of all tests: pytest looks through its own folder for each that it makes there."""
    return tmp_path_factory.mktemp("own")


NUMBERS = count()


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, all_own_folders: Path) -> Path:
    """Keep what presskit remembers for its user in a folder of the test, which is no user's."""
    folder = all_own_folders / str(next(NUMBERS))
    folder.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture(autouse=True)
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers be copies of this process, which cost a tenth of new ones, though a library or xdist has a thread.

    No such thread holds a lock that a copy needs. With a thread of Python's own, a worker is a new process, as always.
    """
    if sys.platform == "linux":
        monkeypatch.setattr(running, "_has_one_thread", lambda: threading.active_count() == 1)
