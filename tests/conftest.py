"""What every test stands on."""

import signal
from pathlib import Path

import pytest

# A shell that runs the tests in the background has them ignore Ctrl-C, and every program they start inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep what presskit remembers for its user in a folder of the test, which is no user's."""
    folder = tmp_path_factory.mktemp("own")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder))
    return folder
