"""What every test stands on."""

import gc
import os
import signal
import sys
import threading
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from presskit.sandbox import running
from presskit.sandbox.worker import answered, resolved
from tests.examples import many

# A shell that runs the tests in the background has them ignore Ctrl-C, and every program they start inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples at each run, so that a failure is of the change before it; `make random` tries others at each run.
# No clock fails a test: a busy machine takes long to draw an example.
QUIET: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("fixed", derandomize=True, max_examples=many(100), **QUIET)
settings.register_profile("random", print_blob=True, **QUIET)
settings.load_profile("random" if os.environ.get("PRESSKIT_RANDOM_EXAMPLES") else "fixed")


TESTS = Path(__file__).parent
LONGEST = (
    "studio/test_access.py", "studio/test_lists.py", "studio/editor/test_editor.py", "studio/test_text_stories.py",
    "studio/test_translation_stories.py", "studio/test_stories.py", "studio/test_mail_stories.py", "importing/test_fuzz.py",
    "translation_back/test_threshold.py", "growth/test_growth.py", "studio/test_screens.py", "editing/test_edited_statements.py",
    "corpus/test_corpus.py", "store/test_interrupted_commands.py", "store/test_random_kills.py",
)  # fmt: skip
"""Files that take half a minute or more, the longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: with one of these at the end, one processor would work and the others wait."""
    places = {TESTS / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave what was collected out of each later round of the collector, which a copy of this process would pay for, too."""
    gc.collect()
    gc.freeze()


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


@pytest.fixture
def done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the calls of workers done in this process, which keeps what it learns of a language; answers are data all the same.

    For tests of what is answered to many inputs; what a worker may not do has tests of its own.
    """
    monkeypatch.setattr(running, "_makes_copies", lambda: True)
    monkeypatch.setattr(running, "_has_one_thread", lambda: True)
    monkeypatch.setattr(running, "forked", lambda call, *_: answered(call, resolved(call)))
