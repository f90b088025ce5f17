"""Give the text of a release to a plain form, as its fields and as Markdown, and write what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from presskit.diagnostics import has_errors
from presskit.errors import RequestError
from presskit.formats.document_json import DocumentError, plain, statement_of
from presskit.formats.kit_keys import FrontMatter
from presskit.formats.kit_yaml import entry_lines
from presskit.readers import markdown as reader
from presskit.usecases.edit_statement import (
    EditStatementReport,
    EditStatementRequest,
    StatementReport,
    StatementRequest,
    edit_statement,
    read_statement,
)
from presskit.usecases.request import checked
from presskit.usecases.world import World
from presskit.writers.kit_files import front_matter, markdown

__all__ = ["EditTextRequest", "TextReport", "edit_text", "read_text"]

_RULE = "---"


@dataclass(frozen=True, slots=True)
class TextReport:
    """A text as a plain form shows it: ``title``, ``subtitle`` and ``body`` are Markdown, the body with footnotes and parts.

    ``statement`` is the same as data; who changes the text gives its document and its digest back with it.
    """

    title: str
    subtitle: str
    description: str
    keywords: tuple[str, ...]
    body: str = field(repr=False)
    statement: StatementReport


@dataclass(frozen=True, slots=True)
class EditTextRequest:
    """A changed text, and what it was made of: ``base`` and ``digest`` as for :class:`~presskit.EditStatementRequest`."""

    folder: Path
    language: str
    title: str
    subtitle: str
    description: str
    keywords: tuple[str, ...]
    body: str = field(repr=False)
    digest: str
    base: Mapping[str, Any] = field(repr=False)
    choices: tuple[str, ...] = ()
    against: str = ""


def read_text(request: StatementRequest, *, world: World = World()) -> TextReport:
    """Return the text of a kit in one language for a plain form.

    >>> presskit.read_text(presskit.StatementRequest(Path("my-kit"), "en")).title
    'The headline says in one line what is new'

    Raises as :func:`~presskit.read_statement`.
    """
    report = read_statement(request, world=world)
    statement = statement_of(report.document)
    head, body = front_matter(statement), markdown(statement).partition(f"\n{_RULE}\n")[2].strip("\n")
    return TextReport(head.title, head.subtitle, head.description, head.keywords, body, report)


def edit_text(request: EditTextRequest, *, world: World = World()) -> EditStatementReport:
    """Write what a plain form changed: the blocks that differ alone. What the form does not show stays.

    >>> text = presskit.read_text(presskit.StatementRequest(Path("my-kit"), "en"))
    >>> shown = text.subtitle, text.description, text.keywords, text.body, text.statement.digest, text.statement.document
    >>> presskit.edit_text(presskit.EditTextRequest(Path("my-kit"), "en", "A better title", *shown)).changed
    ('title',)

    Raises as :func:`~presskit.edit_statement`, and with the findings where the text cannot be read.
    """
    request = checked(request)
    try:
        base = statement_of(request.base)
    except DocumentError as problem:
        raise RequestError(f"this is no document: {problem}", fields=("base",)) from problem
    head = FrontMatter(_line(request.title), _line(request.subtitle), request.description.strip(), request.keywords)
    text = "\n".join([_RULE, *entry_lines(head), _RULE, "", request.body.strip("\n"), ""])
    reading = reader.read("text", text.encode(), request.language)
    if reading.value is None or has_errors(reading.diagnostics):
        raise RequestError("the text cannot be read as it is: nothing was written", reading.diagnostics, fields=("body",))
    document = plain(replace(reading.value, translates=base.translates))
    edit = EditStatementRequest(
        request.folder, request.language, document, request.digest, request.base, request.choices, request.against
    )
    return edit_statement(edit, world=world)


def _line(text: str) -> str:
    return " ".join(text.split())
