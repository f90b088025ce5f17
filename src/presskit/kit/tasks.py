"""A piece of a build that can be done anywhere: one edition, some writers → what they made and what was found."""

from __future__ import annotations

from collections.abc import Sequence
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
    """Run the writers of a task, and look at what each made before it is written anywhere."""
    outcomes = [_outcome(task.edition, writer, task.resources, typesetter) for writer in task.writers]
    return [_compared(outcome, outcomes) for outcome in outcomes]


def _compared(outcome: Outcome, outcomes: Sequence[Outcome]) -> Outcome:
    """Hold a print PDF against the PDF for distribution that was made beside it."""
    screen = next((each.artefact for each in outcomes if each.writer.format is Format.PDF), None)
    printed = outcome.artefact
    if outcome.writer.format is not Format.PRINT or isinstance(outcome.writer, Proof) or printed is None or screen is None:
        return outcome
    from presskit.checks.preflight.output_text import compare_lines

    found = compare_lines(screen.data, printed.data, path_of(printed, outcome.language))
    return replace(outcome, diagnostics=(*outcome.diagnostics, *found))


def _outcome(edition: Edition, writer: Writer, resources: Resources, typesetter: Typesetter) -> Outcome:
    from presskit.writers.errors import WriterError

    shown = for_output(edition, writer.format)
    try:
        artefact = writer.write(shown, resources, typesetter)
    except WriterError as error:
        return Outcome(edition.language, writer, None, error.diagnostics)
    found = [*artefact.diagnostics, *(() if isinstance(writer, Proof) else _preflight(artefact, shown, writer))]
    return Outcome(edition.language, writer, artefact, tuple(found))


def _preflight(artefact: Artefact, edition: Edition, writer: Writer) -> Sequence[Diagnostic]:
    """Return what is found in an output; a place in it is named by the path that it will have."""
    from presskit.checks.preflight import preflight

    path = path_of(artefact, edition.language)
    found = preflight(path, artefact.data, artefact.media_type, edition)
    return [*(each.diagnostic for each in found), *_word_differences(path, artefact, edition, writer)]


def _word_differences(path: str, artefact: Artefact, edition: Edition, writer: Writer) -> Sequence[Diagnostic]:
    """Hold the words of an output against its release; those that have checks of their own say the place as well."""
    if artefact.media_type in {Format.DOCX.media_type, Format.PDF.media_type}:
        return ()
    from presskit.checks.preflight.output_text import differences

    return tuple(differences(path, writer.accounts(edition), writer.words(artefact.data)))
