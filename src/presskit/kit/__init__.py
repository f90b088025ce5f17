"""A kit as a folder on the disk: load, check, build, write.

What the room offers is imported when it is asked for: to see that nothing has changed, a command needs little of it.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presskit.kit.build_report import BuildReport, BuildRequest, Made
    from presskit.kit.building import NotAskedForError, build
    from presskit.kit.checking import CheckedKit, read
    from presskit.kit.loading import load
    from presskit.kit.outputs import OutputError, write_all
    from presskit.kit.workforce import Workforce

__all__ = [
    "BuildReport",
    "BuildRequest",
    "CheckedKit",
    "Made",
    "NotAskedForError",
    "OutputError",
    "Workforce",
    "build",
    "load",
    "read",
    "write_all",
]

_PLACES = {
    "BuildReport": "build_report",
    "BuildRequest": "build_report",
    "CheckedKit": "checking",
    "Made": "build_report",
    "OutputError": "outputs",
    "Workforce": "workforce",
    "load": "loading",
    "read": "checking",
    "write_all": "outputs",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES.get(name, 'building')}"), name)
