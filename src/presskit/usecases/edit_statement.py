"""Give the text of a release to an editor as plain data, and write what was changed in it, block by block."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from presskit.diagnostics import Diagnostic
from presskit.editing.as_written import as_written, unstressed
from presskit.editing.kit_file import rewritten
from presskit.editing.merging import CHOICES, Conflict, merged, name_of
from presskit.editing.source_text import EditError
from presskit.errors import RequestError
from presskit.formats.document_json import DocumentError, plain, statement_of
from presskit.kit.changing import change
from presskit.kit.loading import load, missing_folder, read_inside
from presskit.kit.translations import learned
from presskit.kit.zipped import is_zip, refuse_zip
from presskit.language.alphabet import direction
from presskit.limits import KIT_TEXT_BYTES
from presskit.model.document import Statement, fingerprint, segments
from presskit.readers import markdown as reader
from presskit.source import Span
from presskit.store.locking import changing, settled
from presskit.usecases.request import checked
from presskit.usecases.world import World

__all__ = [
    "EditConflict", "EditStatementReport", "EditStatementRequest", "StatementReport", "StatementRequest", "edit_statement",
    "read_statement",
]  # fmt: skip

TOGETHER = timedelta(minutes=2)
"""Changes of one text that follow each other for so long are one step of the history: who types is saved every second."""
_TAG = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class StatementRequest:
    """The kit, and the language (BCP 47) of the text that is wanted."""

    folder: Path
    language: str


@dataclass(frozen=True, slots=True)
class StatementReport:
    """A text as plain data that JSON can hold: ``{"kind": "Paragraph", "inlines": [{"kind": "Text", ...}], "id": "lede"}``.

    ``digest`` is the SHA-256 of its file: who changes the document says with it what was changed. ``places`` are where the
    blocks stand in the file, by their ids. ``direction`` is «ltr» or «rtl».
    """

    document: Mapping[str, Any] = field(repr=False)
    digest: str
    language: str
    direction: str
    places: Mapping[str, Span] = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class EditStatementRequest:
    """A changed document, and the ``digest`` of what it was made of.

    A block without an id, or with that of another one, gets one. ``base`` is the document as it was given: where the
    file has changed meanwhile, both changes can only be made where it is known what each has changed.
    ``choices`` are what a person decided about each of the conflicts that a report told of («mine», «theirs», or «both» of
    what two put into one place); ``against`` is the digest of the statement in that report, and without it they say nothing.
    """

    folder: Path
    language: str
    document: Mapping[str, Any] = field(repr=False)
    digest: str
    base: Mapping[str, Any] | None = field(default=None, repr=False)
    choices: tuple[str, ...] = ()
    against: str = ""


@dataclass(frozen=True, slots=True)
class EditConflict:
    """What two people changed otherwise, as plain data: as it was, as it is asked for, and as the file has it now.

    ``id`` is that of the block. None stands for what is not there.
    """

    id: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class EditStatementReport:
    """The text as it is now, and what became of the change; with ``conflicts`` nothing was written.

    ``changed`` are the ids of the blocks that this change has written anew, ``merged`` those that somebody else had changed
    since the document was given. ``unstressed`` are those in which stress (bold, italic) is gone, for the Markdown of the file
    cannot express it there.
    """

    statement: StatementReport
    changed: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    unstressed: tuple[str, ...] = ()
    conflicts: tuple[EditConflict, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether somebody has to decide, and nothing was written."""
        return bool(self.conflicts)


def read_statement(
    request: StatementRequest,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
) -> StatementReport:
    """Return the text of a kit in one language as a document for an editor.

    >>> report = presskit.read_statement(presskit.StatementRequest(Path("my-kit"), "en"))
    >>> report.document["body"][0]["kind"]
    'Paragraph'

    Raises :class:`~presskit.RequestError` where there is no such text, and with the findings where it cannot be read.
    """
    request = checked(request)
    if not is_zip(request.folder):
        settled(request.folder)
    return _report(*_read(request))


def edit_statement(request: EditStatementRequest, *, world: World = World()) -> EditStatementReport:
    r"""Write what a changed document changes: its blocks alone, each byte of the others as it was.

    >>> text = presskit.read_statement(presskit.StatementRequest(Path("my-kit"), "en"))
    >>> text.document["title"]["inlines"] = [{"kind": "Text", "text": "A better title"}]
    >>> presskit.edit_statement(presskit.EditStatementRequest(Path("my-kit"), "en", text.document, text.digest)).changed
    ('title',)

    Where the file was changed meanwhile, what was changed in other blocks stays, and what was changed in the same block is a
    conflict in the report. Raises :class:`~presskit.RequestError` where the data is no document, where a block of it cannot
    be written, and where another process is changing the kit.
    """
    request = checked(request)
    refuse_zip(request.folder)
    asked = _document(request.document, "document", request.language)
    if not set(request.choices) <= set(CHOICES):
        raise RequestError(f"a conflict is decided by one of {', '.join(CHOICES)}", fields=("choices",))
    with changing(request.folder):
        data, statement, found = _read(request)
        base = _base(request, data, statement)
        choices = request.choices if request.against == _digest(data) else ()
        mine, conflicts = merged(base, asked, statement, choices)
        if conflicts and len(conflicts) != len(choices):
            return EditStatementReport(_report(data, statement, found), conflicts=tuple(map(_plain_conflict, conflicts)))
        written, result = _written(request, data, mine, statement)
        if written != data:
            name = _name(request.language)
            memory, recorded = learned(request.folder, load(request.folder).value)  # what changes is no longer their source
            files = {name: written, **memory}
            change(request.folder, files, read={name: data, **recorded}, action=f"edit {name}", now=world.now(), joins=TOGETHER)
        _, now, found = _read(request)
    return EditStatementReport(
        _report(written, now, found), _differing(statement, now), _differing(base, statement), unstressed(mine, result)
    )


def _written(request: EditStatementRequest, data: bytes, asked: Statement, known: Statement) -> tuple[bytes, Statement]:
    """Return the file with what is asked for, and that as it is read from it."""
    try:
        result = as_written(asked, known)
        return rewritten(_name(request.language), data, result), result
    except EditError as problem:
        raise RequestError(f"{_name(request.language)} was not changed: {problem}", fields=("document",)) from problem


def _base(request: EditStatementRequest, data: bytes, now: Statement) -> Statement:
    """Return the statement that was changed."""
    if request.digest == _digest(data):
        return now
    if request.base is None:
        message = f"{_name(request.language)} was changed since: nothing was written. Load it anew, and make the change again"
        raise RequestError(message, fields=("digest",))
    return _document(request.base, "base", request.language)


def _document(data: object, field_name: str, language: str) -> Statement:
    try:
        statement = statement_of(data)
    except DocumentError as problem:
        raise RequestError(f"this is no document: {problem}", fields=(field_name,)) from problem
    if statement.language != language:
        raise RequestError(f"the document is in «{statement.language}», not in «{language}»", fields=(field_name,))
    return statement


def _read(request: StatementRequest | EditStatementRequest) -> tuple[bytes, Statement, tuple[Diagnostic, ...]]:
    """Return the file, what it says, and what was found in it; raises :class:`RequestError` where it says nothing."""
    if finding := None if is_zip(request.folder) else missing_folder(request.folder):
        raise RequestError(f"{finding.message}: {finding.hint}", (finding,), fields=("folder",))
    found: list[Diagnostic] = []
    name = _name(request.language)
    data = read_inside(request.folder, name, KIT_TEXT_BYTES, found) if _TAG.fullmatch(request.language) else None
    if data is None:
        raise RequestError(f"the kit has no text «{name}» that can be read", found, fields=("language",))
    reading = reader.read(name, data, request.language)
    if reading.value is None:
        raise RequestError(f"{name} cannot be read as it is: mend its errors first", reading.diagnostics)
    return data, reading.value, reading.diagnostics


def _report(data: bytes, statement: Statement, found: tuple[Diagnostic, ...]) -> StatementReport:
    places = {each.id: each.span for each in segments(statement)}
    language = statement.language
    return StatementReport(plain(statement), _digest(data), language, direction(language), places, found)


def _plain_conflict(each: Conflict) -> EditConflict:
    names = (name_of(node[0] if isinstance(node, tuple) and node else node) for node in (each.base, each.mine, each.theirs))
    return EditConflict(next(filter(None, names), ""), plain(each.base), plain(each.mine), plain(each.theirs))


def _differing(before: Statement, after: Statement) -> tuple[str, ...]:
    """Return the ids of the blocks that are new or have other words, and of those that are gone."""
    old, new = ({each.id: (type(each), fingerprint(each)) for each in segments(text)} for text in (before, after))
    return tuple(name for name in {**new, **old} if old.get(name) != new.get(name))


def _name(language: str) -> str:
    return f"statement.{language}.md"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
