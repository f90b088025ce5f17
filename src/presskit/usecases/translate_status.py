"""How far each language of a kit is, and since when somebody is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic
from presskit.kit.translations import read_with_translations
from presskit.translation.segments import package_for
from presskit.translation.status import LanguageStatus, changes, status_of
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import Cancellation, Progress, Step, World, silent

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
    checked, known, found = read_with_translations(folder, world.context())
    (cancel or Cancellation()).check()
    kit, memory = checked.value, known.memory
    if kit is None or kit.statement(kit.release.source_language) is None:
        return TranslateStatusReport((), found)
    packages = [package_for(kit, each, known.glossary, memory.words(each)) for each in kit.release.languages[1:]]
    return TranslateStatusReport(tuple(status_of(each, changes(each, memory), known.exports) for each in packages), found)
