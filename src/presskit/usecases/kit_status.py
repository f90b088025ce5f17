"""Which kits lie in a folder, and how far each is: its title, its languages, what is open, what is wrong."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from presskit.checks.lint import question_open
from presskit.diagnostics import Diagnostic, Severity
from presskit.errors import RequestError
from presskit.kit.changing import state_of
from presskit.kit.fingerprint import MARKER
from presskit.kit.loading import load, read
from presskit.limits import FOLDER_KITS
from presskit.model.document import plain_text
from presskit.model.release import Kit
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["MARKER", "KitStatus", "KitStatusRequest", "ListKitsRequest", "kit_folders", "kit_state", "kit_status", "list_kits"]


@dataclass(frozen=True, slots=True)
class KitStatusRequest:
    """The kit whose status is wanted."""

    folder: Path


@dataclass(frozen=True, slots=True)
class ListKitsRequest:
    """The folder whose kits are wanted: the folders in it that hold a kit.yaml; not those further below."""

    folder: Path


@dataclass(frozen=True, slots=True)
class KitStatus:
    """How far a kit is. ``state`` stands for its files as they were read.

    ``title`` is that of the source, ``languages`` are those that have a text, the source first, ``date`` is that of the
    release (ISO 8601, "" where it has none), ``signatories`` counts those that sign. ``questions`` counts what is open,
    ``errors`` what is wrong apart from that, ``warnings`` what may be. A kit that cannot be ``readable`` has findings alone.
    """

    folder: Path
    title: str = ""
    languages: tuple[str, ...] = ()
    date: str = ""
    signatories: int = 0
    contacts: int = 0
    questions: int = 0
    errors: int = 0
    warnings: int = 0
    readable: bool = True
    state: str = ""

    @property
    def ready(self) -> bool:
        """Whether a build would begin."""
        return self.readable and not self.questions and not self.errors


def kit_state(request: KitStatusRequest | StrPath, *, world: World = World()) -> str:  # noqa: ARG001 -- as all use cases
    """Return what stands for a kit's files as they are; nothing is understood of them."""
    return state_of(load(as_request(KitStatusRequest, request).folder).value)


def kit_status(request: KitStatusRequest | StrPath, *, world: World = World()) -> KitStatus:
    """Return how far a kit is.

    >>> status = presskit.kit_status("my-kit")
    >>> status.title, status.languages, status.ready
    ('The headline says in one line what is new', ('en', 'ar'), True)
    """
    folder = as_request(KitStatusRequest, request).folder
    checked = read(folder, world.context())
    errors, warnings = (_count(checked.diagnostics, severity) for severity in (Severity.ERROR, Severity.WARNING))
    state, kit = state_of(checked.files), checked.value
    if kit is None:
        return KitStatus(folder, errors=errors, warnings=warnings, readable=False, state=state)
    open_ones = sum(each.answer is None for each in kit.questions)
    signatories, contacts = len(kit.roster.signing()), len(kit.contacts)
    day = kit.release.date.isoformat() if kit.release.date else ""
    return KitStatus(
        folder, _title(kit), _languages(kit), day, signatories, contacts, open_ones, errors, warnings, state=state,
    )  # fmt: skip


def list_kits(request: ListKitsRequest | StrPath, *, world: World = World()) -> tuple[KitStatus, ...]:
    """Return how far each kit of a folder is, by the names of their folders.

    >>> [status.folder.name for status in presskit.list_kits(".")]
    ['my-kit']

    Raises :class:`~presskit.RequestError` where there is no such folder, or it holds too much.
    """
    return tuple(kit_status(KitStatusRequest(each), world=world) for each in kit_folders(request, world=world))


def kit_folders(
    request: ListKitsRequest | StrPath,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
) -> tuple[Path, ...]:
    """Return the kits of a folder without looking into them; links to folders are left alone. Raises as :func:`list_kits`."""
    folder = as_request(ListKitsRequest, request).folder
    try:
        with os.scandir(folder) as found:
            names = sorted(each.name for each in found if not each.name.startswith(".") and each.is_dir(follow_symlinks=False))
    except OSError as problem:
        raise RequestError(f"«{folder}» cannot be read: {problem.strerror}", fields=("folder",)) from problem
    kits = tuple(folder / name for name in names if os.path.lexists(folder / name / MARKER))
    if len(kits) > FOLDER_KITS:
        raise RequestError(f"«{folder}» holds more than {FOLDER_KITS} kits: name a folder with fewer", fields=("folder",))
    return kits


def _count(findings: tuple[Diagnostic, ...], severity: Severity) -> int:
    return sum(each.severity is severity and each.code != question_open.CHECK.rule.code for each in findings)


def _title(kit: Kit) -> str:
    source = kit.statement(kit.release.source_language) or next(iter(kit.statements), None)
    return plain_text(source.title.inlines) if source else ""


def _languages(kit: Kit) -> tuple[str, ...]:
    there = [each.language for each in kit.statements]
    source = kit.release.source_language
    return tuple(sorted(there, key=lambda each: (each != source, there.index(each))))
