"""Write down the ids that link each paragraph with its translations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic, has_errors
from presskit.editing.kit_file import with_ids
from presskit.kit.changing import change
from presskit.kit.loading import read
from presskit.kit.translations import learned
from presskit.kit.zipped import refuse_zip
from presskit.store.locking import changing
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["IdsReport", "IdsRequest", "write_ids"]


@dataclass(frozen=True, slots=True)
class IdsRequest:
    """The kit whose paragraphs get ids."""

    folder: Path


@dataclass(frozen=True, slots=True)
class IdsReport:
    """The names of the files that gained ids. Where the findings hold an error, nothing was written."""

    changed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether errors of the kit were in the way."""
        return has_errors(self.diagnostics)


def write_ids(request: IdsRequest | StrPath, *, world: World = World()) -> IdsReport:
    """Give an id to each paragraph of each statement that has none; those that are there stay.

    The translation memory learns translations that say that they are of the present source, however they were made.

    >>> presskit.write_ids("my-kit").changed
    ()

    Raises :class:`~presskit.RequestError` where another process is changing the kit, or the disk refuses.
    """
    request = as_request(IdsRequest, request)
    refuse_zip(request.folder)
    with changing(request.folder):
        checked = read(request.folder, world.context())
        if checked.value is None or has_errors(checked.diagnostics):
            return IdsReport((), checked.diagnostics)
        changed = _with_ids(checked.files)
        memory, recorded = learned(request.folder, {**checked.files, **changed})
        change(request.folder, {**changed, **memory}, read={**checked.files, **recorded}, action="ids", now=world.now())
    return IdsReport(tuple(sorted(changed)), checked.diagnostics)


def _with_ids(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the statements whose text gains ids."""
    texts = [name for name in files if name.startswith("statement.") and name.endswith(".md")]
    numbered = {name: with_ids(name, files[name], name.removeprefix("statement.").removesuffix(".md")) for name in texts}
    return {name: data for name, data in numbered.items() if data != files[name]}
