"""How far each language of a kit is, and since when somebody is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic, Severity, in_order
from presskit.kit.loading import read
from presskit.kit.translations import load_translations
from presskit.translation.segments import package_for
from presskit.translation.status import LanguageStatus, changes, status_of
from presskit.usecases.world import Cancellation, Progress, Step, StrPath, World, as_request, silent

__all__ = ["TranslateStatusReport", "TranslateStatusRequest", "translate_status"]


@dataclass(frozen=True, slots=True)
class TranslateStatusRequest:
    """Which kit is asked about."""

    folder: Path


@dataclass(frozen=True, slots=True)
class TranslateStatusReport:
    """How far the languages are, in the kit's order; of what was found, the errors, and what is wrong with the memory."""

    languages: tuple[LanguageStatus, ...]
    diagnostics: tuple[Diagnostic, ...]


def translate_status(
    request: TranslateStatusRequest | StrPath,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
) -> TranslateStatusReport:
    """Return how far each language of a kit is; no language where the kit cannot be read. Nothing is changed.

    >>> [each.language for each in presskit.translate_status("my-kit").languages]
    ['ar']
    """
    folder = as_request(TranslateStatusRequest, request).folder
    progress(Step(1, 1, "reading the kit"))
    reading = read(folder, world.context())
    (cancel or Cancellation()).check()
    known, kit = load_translations(folder), reading.value
    errors = [each for each in reading.diagnostics if each.severity is Severity.ERROR]
    found = tuple(in_order([*errors, *known.diagnostics]))
    if kit is None or kit.statement(kit.release.source_language) is None:
        return TranslateStatusReport((), found)
    glossary, memory, exports = known.value.glossary, known.value.memory, known.value.exports
    packages = [package_for(kit, each, glossary, memory.words(each)) for each in kit.release.languages[1:]]
    return TranslateStatusReport(tuple(status_of(each, changes(each, memory), exports) for each in packages), found)
