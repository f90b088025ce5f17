"""Change entries of signatories.yaml, contacts.yaml and kit.yaml by key; every byte of the others stays as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from presskit.diagnostics import Diagnostic, has_errors
from presskit.editing.source_text import EditError
from presskit.editing.yaml_file import edited
from presskit.editing.yaml_splices import Append, Change, Move, Remove, tree_of
from presskit.errors import KitChangedError, RequestError
from presskit.kit.changing import change
from presskit.kit.entries import Values, entry_changes, new_entry, place_of, table_at
from presskit.kit.loading import load
from presskit.kit.zipped import refuse_zip
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.store.locking import changing
from presskit.usecases.request import checked
from presskit.usecases.world import World

__all__ = [
    "AddEntry", "ChangeEntry", "EditEntriesReport", "EditEntriesRequest", "EntryEdit", "MoveEntry", "RemoveEntry", "digest_of",
    "edit_entries", "readable", "refuse_other", "with_edits",
]  # fmt: skip

FILES = ("signatories.yaml", "contacts.yaml", "kit.yaml")
"""The files whose entries can be changed."""


@dataclass(frozen=True, slots=True)
class AddEntry:
    """A new entry at the end of the list ``to``, such as ``coalitions.0.signatories``.

    ``values`` are texts by key: ``acronym``; ``name.en`` and ``hours.opens`` for one of several texts; lists are tuples.
    A signatory also has a ``kind``, ``organisation`` or ``person``.
    """

    to: str
    values: Values


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """Other values for the entry ``at``, such as ``contacts.2``; "" is the file itself. A key with "" or () goes."""

    at: str
    values: Values


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """The entry ``at`` goes to the place ``to``: a list, and the place that it has there afterwards, counted from 0."""

    at: str
    to: str


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """The entry ``at`` goes, with all that is in it."""

    at: str


EntryEdit: TypeAlias = AddEntry | ChangeEntry | MoveEntry | RemoveEntry


@dataclass(frozen=True, slots=True)
class EditEntriesRequest:
    """Edits of one ``file`` of the kit (signatories.yaml, contacts.yaml, kit.yaml), made one after another.

    With a ``digest`` (SHA-256 of the file, as reports give it), they are made only if the file is still as it was.
    """

    folder: Path
    file: str
    edits: tuple[EntryEdit, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class EditEntriesReport:
    """Whether the file has changed, and the digest that it has now."""

    changed: bool
    digest: str
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False)


def edit_entries(request: EditEntriesRequest, *, world: World = World()) -> EditEntriesReport:
    """Change entries of a file of the kit: all of the edits are made, or none.

    >>> edit = presskit.ChangeEntry("coalitions.0.signatories.0", {"acronym": "ER", "name.fr": "Secours Exemple"})
    >>> presskit.edit_entries(presskit.EditEntriesRequest(Path("my-kit"), "signatories.yaml", (edit,))).changed
    True

    Raises :class:`~presskit.RequestError` where there is no such entry or key, where the file would hold a mistake that it
    has not, and where another process is changing the kit; :class:`~presskit.KitChangedError` where the file is not as the
    ``digest`` says.
    """
    request = checked(request)
    refuse_zip(request.folder)
    if request.file not in FILES:
        raise RequestError(f"entries of «{request.file}» cannot be changed; those of {', '.join(FILES)} can", fields=("file",))
    _refuse_odd(request.edits)
    with changing(request.folder):
        files = load(request.folder).value
        data = files.get(request.file, b"")
        refuse_other(request.file, data, request.digest)
        result, found = with_edits(files, request.file, request.edits)
        if result != data:
            name = request.file.partition(".")[0].replace("kit", "details")
            change(request.folder, {request.file: result}, read=files, action=f"{name} change", now=world.now())
    return EditEntriesReport(result != data, digest_of(result), found)


def with_edits(files: Mapping[str, bytes], name: str, edits: Sequence[EntryEdit]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return a file of the kit with edits, and what is found in it; raises :class:`~presskit.RequestError`."""
    kit = readable(files, name)
    data = files.get(name, b"")
    try:
        for each in edits:
            data = edited(data, [*_changes(data, name, each, kit.release.source_language)])
    except EditError as problem:
        raise RequestError(f"{name} was not changed: {problem}", fields=("edits",)) from problem
    before, after = (kit_reader.read(each).diagnostics for each in (files, {**files, name: data}))
    old = {(each.code, each.message) for each in before}
    found = tuple(each for each in after if each.span.source == name)
    new = [each for each in found if (each.code, each.message) not in old]
    if has_errors(new):
        wrong = next(each for each in new if has_errors([each]))
        raise RequestError(f"{wrong.message}; {wrong.hint}" if wrong.hint else wrong.message, (wrong,), fields=("edits",))
    return data, found


def readable(files: Mapping[str, bytes], name: str) -> Kit:
    """Return the kit; raises :class:`~presskit.RequestError`, with the findings, where a file of it cannot be read."""
    reading = kit_reader.read(files)
    own = [each for each in reading.diagnostics if each.span.source == name]
    if reading.value is None or has_errors(own):
        message = f"{name} cannot be read as it is: mend its errors first; nothing was written"
        raise RequestError(message, own or reading.diagnostics)
    return reading.value


def _refuse_odd(edits: object) -> None:
    """Raise :class:`~presskit.RequestError` where something else stands among the edits, or among their values."""
    for each in edits if isinstance(edits, tuple | list) else (edits,):
        values = getattr(each, "values", {})
        texts = [*values, *values.values()] if isinstance(values, Mapping) else [None]
        flat = [part for text in texts for part in (text if isinstance(text, tuple) else (text,))]
        if not isinstance(each, EntryEdit) or not all(isinstance(part, str) for part in flat):
            raise RequestError(f"«{each!r}» is no edit of an entry, or has values that are no texts", fields=("edits",))


def _changes(data: bytes, name: str, edit: EntryEdit, source: str) -> Iterator[Change]:
    match edit:
        case AddEntry():
            place = place_of(edit.to)
            yield Append(place, (new_entry(table_at(name, place), edit.values, source),))
        case ChangeEntry():
            yield from entry_changes(tree_of(data)[0], name, place_of(edit.at), edit.values, source)
        case MoveEntry():
            yield Move(place_of(edit.at), place_of(edit.to))
        case RemoveEntry():
            place = place_of(edit.at)
            if not place or not isinstance(place[-1], int):
                raise EditError(f"«{edit.at}» is no entry of a list")
            yield Remove(place)


def digest_of(data: bytes) -> str:
    """Return what stands for a file as it is: its SHA-256."""
    return hashlib.sha256(data).hexdigest()


def refuse_other(name: str, data: bytes, digest: str) -> None:
    """Raise :class:`~presskit.KitChangedError` if a file is not as ``digest`` says; "" stands for any."""
    if digest and digest != digest_of(data):
        message = f"{name} was changed meanwhile: nothing was written. Look at it as it is now"
        raise KitChangedError(message, fields=("digest",))
