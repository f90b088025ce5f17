"""The journal of a change: which files it gives a name, takes away, or puts back. It may come from outside with its folder."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from presskit import intake
from presskit.errors import RequestError
from presskit.limits import JOURNAL_BYTES

__all__ = ["DONE", "JOURNAL", "STAGE", "UNDOING", "OutputError", "Step", "encoded", "is_name", "read", "refuse_link"]

STAGE = ".presskit-commit"
"""The folder in which a change is prepared. Its name begins with a dot, so no reader of kits looks into it."""
JOURNAL, UNDOING, DONE = "journal.json", "undoing.json", "done.json"
"""The journal of a change that is to be completed, of one that is to be taken back, and of one that is made."""
_OWN = frozenset({".presskit", ".presskit-manifest.json"})
"""The only names with a dot before them that a change may give."""


class OutputError(RequestError):
    """The outputs could not be written; the message says which and why. What was there before is untouched."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file of a change: its place below the folder, its number in the stage, and whether it is there afterwards.

    ``existed`` tells whether something was in its place before; ``digest`` is the SHA-256 of what is to be there,
    ``former`` the mark of what was.
    """

    name: str
    number: int
    remains: bool
    existed: bool
    digest: str = ""
    former: str = ""

    def new(self, stage: Path) -> Path:
        """Return where the new file waits."""
        return stage / f"{self.number}.new"

    def old(self, stage: Path) -> Path:
        """Return where the old file is kept."""
        return stage / f"{self.number}.old"


def encoded(steps: Sequence[Step]) -> bytes:
    """Return the journal of these steps."""
    return json.dumps([astuple(step) for step in steps]).encode()


def is_name(name: str) -> bool:
    """Return whether a change may give this name below its folder: no way out, no hidden file but presskit's own."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute() or "\0" in name:
        return False
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return False
    return not any(part.startswith(".") for part in (parts[1:] if parts[0] in _OWN else parts))


def read(folder: Path, name: str) -> tuple[Step, ...]:
    """Return the steps of the journal ``name`` of a folder; raises :class:`OutputError` unless each stays inside it."""
    stage = folder / STAGE
    try:
        rows: Any = json.loads(intake.read_inside(stage, name, JOURNAL_BYTES))
        steps = tuple(Step(str(row[0]), int(row[1]), bool(row[2]), bool(row[3]), str(row[4]), str(row[5])) for row in rows)
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError):
        raise OutputError(f"{stage / name} cannot be understood: look at the folder, and delete {stage}") from None
    if not all(is_name(step.name) and _is_ours(folder, step) for step in steps):
        raise OutputError(f"{stage / name} is not presskit's: look at the folder, and delete {stage}")
    return steps


def refuse_link(stage: Path) -> None:
    """Raise :class:`OutputError` where the stage is no folder of its own: what lies behind a link is not presskit's."""
    if os.path.lexists(stage) and not stat.S_ISDIR(os.lstat(stage).st_mode):
        raise OutputError(f"{stage} is no folder, so it is not presskit's: delete it")


def _is_ours(folder: Path, step: Step) -> bool:
    """Return whether what waits for a step is a plain file; an old one may be a link that stays in the folder."""
    new, old = step.new(folder / STAGE), step.old(folder / STAGE)
    if os.path.lexists(new) and not stat.S_ISREG(os.lstat(new).st_mode):
        return False
    if not os.path.lexists(old) or stat.S_ISREG(os.lstat(old).st_mode):
        return True
    there = folder / PurePosixPath(step.name).parent / (os.readlink(old) if old.is_symlink() else "..")  # noqa: PTH115 -- a text
    return old.is_symlink() and there.resolve().is_relative_to(folder.resolve())
