"""A kit's files are changed as one change, which its history keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from presskit.errors import KitChangedError
from presskit.kit import fingerprint
from presskit.store import history

__all__ = ["change", "refuse_changed", "sources", "state_of"]


def change(  # noqa: PLR0913 -- what a change is, one by one
    folder: Path,
    files: Mapping[str, bytes | None],
    *,
    read: Mapping[str, bytes],
    action: str,
    now: datetime,
    joins: timedelta = timedelta(),
) -> tuple[Path, ...]:
    """Change ``files`` of the kit (None: delete it) and record it as done by ``action``; return where the files are.

    They were made from the kit's files as they were ``read``: what an editor has saved since is not overwritten. With
    ``joins``, it is one change with the last one, if that was the same action and began no longer ago. The caller holds the
    lock of the kit. Raises :class:`~presskit.errors.KitChangedError` and :class:`~presskit.store.commit.OutputError`; then
    nothing has changed.
    """
    there = sources(folder)
    saved = [each for each in files if fingerprint.is_read(each, at_top="/" not in each) and there.get(each) != read.get(each)]
    if saved:
        raise KitChangedError(f"{', '.join(saved)} was changed meanwhile: nothing was written. Run the command again")
    return history.record(folder, files, action=action, sources=there, now=now, joins=joins)


def sources(folder: Path) -> dict[str, bytes]:
    """Return the kit's own files as they are; what cannot be read is not kept in the history."""
    return dict(fingerprint.contents(str(folder), lambda *_: None))


def state_of(files: Mapping[str, bytes]) -> str:
    """Return what stands for a kit's own files as they are: the same text for the same names and bytes alone."""
    return fingerprint.digest(part for name in sorted(files) for part in (name, files[name]))


def refuse_changed(folder: Path, files: Mapping[str, bytes], state: str) -> None:
    """Raise :class:`~presskit.errors.KitChangedError` if the kit is in another state than ``state``; "" stands for any."""
    if state and state != state_of(files):
        message = f"«{folder}» was changed meanwhile: nothing was written. Look at it as it is now"
        raise KitChangedError(message, fields=("state",))
