"""Make a kit that builds as it is, with comments that explain it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.errors import RequestError
from presskit.resources import shipped
from presskit.store.commit import write_new
from presskit.store.locking import changing
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["NewReport", "NewRequest", "new"]


@dataclass(frozen=True, slots=True)
class NewRequest:
    """The folder to make; it may exist if it is empty."""

    folder: Path


@dataclass(frozen=True, slots=True)
class NewReport:
    """The folder of the new kit, and the files in it."""

    folder: Path
    files: tuple[Path, ...]


def new(
    request: NewRequest | StrPath,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
) -> NewReport:
    """Copy presskit's starter kit into a new or empty folder.

    >>> presskit.new("new-kit").files[0].name
    'contacts.yaml'

    Raises :class:`~presskit.RequestError` where the folder is in use or cannot be written.
    """
    request = as_request(NewRequest, request)
    if request.folder.name.lower().endswith(".zip"):
        message = f"«{request.folder}» is the name of a ZIP file; a kit is a folder"
        raise RequestError(f"{message}: name it without «.zip», and pack it when it is ready", fields=("folder",))
    starter = shipped("data") / "starter"
    if not starter.is_dir():
        raise RequestError("presskit's own starter kit is missing: install presskit again")
    paths = [path for path in sorted(starter.rglob("*")) if path.is_file()]
    files = {path.relative_to(starter).as_posix(): path.read_bytes() for path in paths}
    with changing(request.folder, create=True):
        return NewReport(request.folder, write_new(request.folder, files))
