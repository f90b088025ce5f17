"""A kit's files are changed as one change, which its history keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from presskit import intake
from presskit.errors import KitChangedError, RequestError
from presskit.kit import fingerprint
from presskit.kit.loading import unreadable
from presskit.limits import HISTORY_FILE_BYTES
from presskit.source import Span
from presskit.store import history

__all__ = ["change", "refuse_changed", "sources", "state_of"]


def change(  # noqa: PLR0913 -- what a change is, one by one
    folder: Path,
    files: Mapping[str, bytes | None],
    *,
    read: Mapping[str, bytes | None],
    action: str,
    now: datetime,
    joins: timedelta = timedelta(),
) -> tuple[Path, ...]:
    """Change ``files`` of the kit (None: delete it) and record it as done by ``action``; return where the files are.

    They were made from files as they were ``read`` (None: there was none): what an editor has saved since is not
    overwritten, nor what is there and could not be read. With ``joins``, it is one change with the last one, if that was the
    same action and began no longer ago. The caller holds the lock of the kit. Raises
    :class:`~presskit.errors.KitChangedError`, :class:`~presskit.errors.RequestError` and
    :class:`~presskit.store.commit.OutputError`; then nothing has changed.
    """
    refused: dict[str, OSError] = {}
    there = dict(fingerprint.contents(str(folder), refused.__setitem__))
    if unread := [unreadable(Span(each), refused[each]) for each in files if each in refused]:
        message = f"«{unread[0].span.source}» could not be read, so nothing was written; mend that first"
        raise RequestError(message, unread)
    own = {each: there.get(each) for each in files if fingerprint.is_read(each, at_top="/" not in each)}
    others = {each: _as_it_is(folder, each) for each in files if each in read and each not in own}
    if saved := [each for each, data in {**own, **others}.items() if data != read.get(each)]:
        raise KitChangedError(f"{', '.join(saved)} was changed meanwhile: nothing was written. Run the command again")
    return history.record(folder, files, action=action, sources=there, now=now, joins=joins)


def _as_it_is(folder: Path, name: str) -> bytes | None:
    """Return the bytes of a file of the kit; None where there is none, or none that the history would take."""
    try:
        return intake.read_inside(folder, name, HISTORY_FILE_BYTES)
    except OSError:
        return None


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
