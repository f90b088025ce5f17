"""The web page of a kit in one language as it would be made now, also while something is open; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from presskit.diagnostics import Diagnostic, has_errors
from presskit.editions import merge, values
from presskit.errors import RequestError
from presskit.formats.document_json import DocumentError, statement_of
from presskit.kit.loading import load, resources_for
from presskit.model.edition import Edition
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.resources import Resources
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World
from presskit.writers import html
from presskit.writers.errors import WriterError

__all__ = ["Draft", "PreviewReport", "PreviewRequest", "draft_of", "preview"]


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """The kit, and the language of the page; "" is that of the source.

    ``document`` is a text as :func:`~presskit.read_statement` gives it, to be shown in the place of that in the kit.
    """

    folder: Path
    language: str = ""
    document: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PreviewReport:
    """The page as HTML, empty where none can be made yet, and what was found on the way. Nothing has been checked.

    ``values`` are what the variables of a text stand for, by their names.
    """

    page: str
    diagnostics: tuple[Diagnostic, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition that is only looked at, with what its writers may see; None where none can be made, and why."""

    edition: Edition | None
    resources: Resources
    diagnostics: tuple[Diagnostic, ...]
    values: Mapping[str, str] = field(default_factory=dict)


def preview(request: PreviewRequest | StrPath, *, world: World = World()) -> PreviewReport:  # noqa: ARG001 -- as all use cases
    """Return the web page of a kit as it would be made now. It is to look at, not to be sent: questions may be open.

    >>> "<h1" in presskit.preview("my-kit").page
    True

    Raises :class:`~presskit.RequestError` where the kit has no text in the language, and where the data is no document.
    """
    request = as_request(PreviewRequest, request)
    draft = draft_of(request.folder, request.language, request.document)
    if draft.edition is None:
        return PreviewReport("", draft.diagnostics)
    try:
        data = html.write(draft.edition, draft.resources).data
    except WriterError as problem:
        raise RequestError(str(problem)) from problem
    return PreviewReport(data.decode(), draft.diagnostics, draft.values)


def draft_of(folder: Path, language: str, document: Mapping[str, Any] | None) -> Draft:
    """Return what a kit publishes in a language, with another text where ``document`` is one. Raises as :func:`preview`."""
    files = load(folder)
    reading = kit_reader.read(files.value)
    found, kit, resources = (*files.diagnostics, *reading.diagnostics), reading.value, resources_for(files.value, None)
    if kit is None or has_errors(found):
        return Draft(None, resources, found)
    language = language or kit.release.source_language
    if kit.statement(language) is None:
        raise RequestError(f"«{folder}» has no text in «{language}»", fields=("language",))
    edition = merge(_with_text(kit, language, document), language)
    return Draft(edition.value, resources, edition.diagnostics, values(kit, language))


def _with_text(kit: Kit, language: str, document: Mapping[str, Any] | None) -> Kit:
    if document is None:
        return kit
    try:
        text = statement_of(document)
    except DocumentError as problem:
        raise RequestError(f"this is no document: {problem}", fields=("document",)) from problem
    if text.language != language:
        raise RequestError(f"the document is in «{text.language}», not in «{language}»", fields=("document",))
    return replace(kit, statements=tuple(text if each.language == language else each for each in kit.statements))
