"""The web page of a kit in one language as it would be made now, also while something is open; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic, has_errors
from presskit.editions import merge
from presskit.errors import RequestError
from presskit.kit.loading import load, resources_for
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World
from presskit.writers import html
from presskit.writers.errors import WriterError

__all__ = ["PreviewReport", "PreviewRequest", "preview"]


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """The kit, and the language of the page; "" is that of the source."""

    folder: Path
    language: str = ""


@dataclass(frozen=True, slots=True)
class PreviewReport:
    """The page as HTML, empty where none can be made yet, and what was found on the way. Nothing has been checked."""

    page: str
    diagnostics: tuple[Diagnostic, ...] = ()


def preview(request: PreviewRequest | StrPath, *, world: World = World()) -> PreviewReport:  # noqa: ARG001 -- as all use cases
    """Return the web page of a kit as it would be made now. It is to look at, not to be sent: questions may be open.

    >>> "<h1" in presskit.preview("my-kit").page
    True

    Raises :class:`~presskit.RequestError` where the kit has no text in the language.
    """
    request = as_request(PreviewRequest, request)
    files = load(request.folder)
    reading = kit_reader.read(files.value)
    found, kit = (*files.diagnostics, *reading.diagnostics), reading.value
    if kit is None or has_errors(found):
        return PreviewReport("", found)
    edition = merge(kit, _language(kit, request))
    if edition.value is None:
        return PreviewReport("", edition.diagnostics)
    try:
        data = html.write(edition.value, resources_for(files.value, None)).data
    except WriterError as problem:
        raise RequestError(str(problem)) from problem
    return PreviewReport(data.decode(), edition.diagnostics)


def _language(kit: Kit, request: PreviewRequest) -> str:
    wanted = request.language or kit.release.source_language
    if kit.statement(wanted) is None:
        raise RequestError(f"«{request.folder}» has no text in «{wanted}»", fields=("language",))
    return wanted
