"""A piece of a build that can be done anywhere: one edition, some writers → what they made and what was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic
from presskit.model.edition import Edition, for_output
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.typesetting.typesetter import Typesetter
from presskit.writers import Proof, Writer

__all__ = ["Outcome", "Task", "path_of", "perform"]


@dataclass(frozen=True, slots=True)
class Task:
    """What an executor is given: plain values and functions by name, so that another process can do it.

    The two PDFs of an edition belong in one task, for they are set once.
    """

    edition: Edition
    writers: tuple[Writer, ...]
    resources: Resources


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one writer made of an edition; ``artefact`` is None where it could not. An error among the findings counts."""

    language: str
    writer: Writer
    artefact: Artefact | None
    diagnostics: tuple[Diagnostic, ...]


def path_of(artefact: Artefact, language: str) -> str:
    """Return where an output lies below the output folder, with ``/``."""
    return f"{language}/{PurePosixPath(artefact.name).name}"


def perform(task: Task, typesetter: Typesetter) -> list[Outcome]:
    """Run the writers of a task, and check what each made before it is written anywhere."""
    outcomes = [_written(task, writer, typesetter) for writer in task.writers]
    screen = next((each.artefact for each in outcomes if each.writer.format is Format.PDF), None)
    return [replace(each, diagnostics=(*each.diagnostics, *_findings(each, task.edition, screen))) for each in outcomes]


def _written(task: Task, writer: Writer, typesetter: Typesetter) -> Outcome:
    from presskit.writers.errors import WriterError

    language = task.edition.language
    try:
        artefact = writer.write(for_output(task.edition, writer.format), task.resources, typesetter)
    except WriterError as error:
        return Outcome(language, writer, None, error.diagnostics)
    return Outcome(language, writer, artefact, artefact.diagnostics)


def _findings(outcome: Outcome, edition: Edition, screen: Artefact | None) -> list[Diagnostic]:
    """Compare an output with its release, and a print PDF with ``screen``, the PDF for distribution beside it.

    Here each output is compared. PDFs and Word files have checks of their own, which name places; the words of the others
    are read back. A place is named by the path that the output will have; a proof is not compared.
    """
    artefact, writer = outcome.artefact, outcome.writer
    if artefact is None or isinstance(writer, Proof):
        return []
    from presskit.checks.preflight import DOCX, PDF, preflight
    from presskit.checks.preflight.output_text import compare_lines, compare_words

    path, shown = path_of(artefact, edition.language), for_output(edition, writer.format)
    if artefact.media_type not in {DOCX, PDF}:
        return compare_words(path, writer.accounts(shown), writer.words(artefact.data))
    found = preflight(path, artefact.data, artefact.media_type, shown)
    lines = compare_lines(screen.data, artefact.data, path) if screen and writer.format is Format.PRINT else []
    return [*(each.diagnostic for each in found), *lines]
