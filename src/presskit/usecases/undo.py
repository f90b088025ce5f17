"""Show what commands have changed in a kit, and put an earlier state back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from presskit.errors import RequestError
from presskit.kit.changing import refuse_changed, sources, state_of
from presskit.kit.zipped import refuse_zip
from presskit.store import history as kept
from presskit.store.history import EDITED, FIRST, HistoryEntry
from presskit.store.locking import changing, settled
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["EDITED", "FIRST", "HistoryEntry", "HistoryReport", "HistoryRequest", "UndoReport", "UndoRequest", "history", "undo"]


@dataclass(frozen=True, slots=True)
class HistoryRequest:
    """The kit whose history is shown."""

    folder: Path


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """The states of the kit, the oldest first. The last may differ from the kit as it is, if it was edited since.

    ``lost`` are files of states whose bytes the history has no more, or has otherwise than they were kept: the number of the
    entry and the name of the file. Such a state cannot be put back. ``state`` stands for the kit's files as they are.
    """

    entries: tuple[HistoryEntry, ...]
    lost: tuple[tuple[int, str], ...] = ()
    state: str = field(default="", compare=False)

    @property
    def undoable(self) -> HistoryEntry | None:
        """The entry that undo would take back; None if there is none."""
        return kept.undoable(self.entries)


@dataclass(frozen=True, slots=True)
class UndoRequest:
    """The kit, and the number of the entry of its history whose state is to be put back; 0 undoes the last command.

    With a ``state`` (of a report), nothing is done unless the kit is still in that state.
    """

    folder: Path
    to: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was undone (the action, None where a state was put back), and the names of the files that changed.

    ``state`` is the number of the entry whose whole state was put back, 0 where an action was undone.
    """

    undone: str | None
    changed: tuple[str, ...]
    state: int = 0


def history(
    request: HistoryRequest | StrPath,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
) -> HistoryReport:
    """Return what commands have changed in a kit; a kit that no command has changed has no entries.

    >>> presskit.history("my-kit").entries
    ()

    Raises :class:`~presskit.RequestError` where there is no such folder, or its history is damaged.
    """
    folder = as_request(HistoryRequest, request).folder
    _require_folder(folder)
    settled(folder)
    entries = kept.entries(folder)
    return HistoryReport(entries, kept.lost(folder, entries), state_of(sources(folder)))


def undo(request: UndoRequest | StrPath, *, world: World = World()) -> UndoReport:
    r"""Undo the last change that a command made in a kit, or put back the whole state of an entry of its history.

    >>> text = Path("my-kit/statement.en.md")
    >>> _ = text.write_text(text.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    >>> presskit.write_ids("my-kit").changed
    ('statement.en.md',)
    >>> presskit.undo("my-kit").undone
    'ids'

    Nothing is lost: what is replaced is in the history, also what was edited by hand. E-mails that were sent and the record
    of them are not touched. Raises :class:`~presskit.RequestError` where there is nothing to undo, where what is to be undone
    was edited since, where another process is changing the kit, or the disk refuses; :class:`~presskit.KitChangedError` where
    the kit is not in the ``state`` of the request.
    """
    request = as_request(UndoRequest, request)
    folder = request.folder
    _require_folder(folder)
    with changing(folder):
        now, files = world.now(), sources(folder)
        refuse_changed(folder, files, request.state)
        if request.to:
            return UndoReport(None, kept.restore(folder, request.to, sources=files, now=now), request.to)
        entry, changed = kept.take_back(folder, sources=files, now=now)
        return UndoReport(entry.action, changed)


def _require_folder(folder: Path) -> None:
    refuse_zip(folder)
    if not folder.is_dir():
        raise RequestError(f"there is no folder «{folder}»", fields=("folder",))
