"""A part of a build that any process can do: one edition, some writers → what they made and what was found."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic
from presskit.model.edition import Edition, for_output, transcript
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.typesetting.job import Job, Pages
from presskit.typesetting.typesetter import Typesetter
from presskit.writers import Proof, Writer

__all__ = ["Outcome", "Task", "findings", "path_of", "perform", "written"]


@dataclass(frozen=True, slots=True)
class Task:
    """What an executor is given: plain values, so that another process can do it.

    The two PDFs of an edition belong in one task, for they are set once.
    """

    edition: Edition
    writers: tuple[Writer, ...]
    resources: Resources


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one writer made of an edition; ``artefact`` is None if it failed. An error among the findings stops the language."""

    language: str
    writer: Writer
    artefact: Artefact | None
    diagnostics: tuple[Diagnostic, ...]


def path_of(artefact: Artefact, language: str) -> str:
    """Return where an output lies below the output folder, with ``/``."""
    return f"{language}/{PurePosixPath(artefact.name).name}"


def perform(task: Task, typesetter: Typesetter) -> list[Outcome]:
    """Run the writers of a task, and check what each made before it is written anywhere.

    With pictures or templates of a stranger, that is done in a worker (:mod:`presskit.writers.confined`).
    """
    outcomes = [_written(task, writer, typesetter) for writer in task.writers]
    screen = next((each.artefact for each in outcomes if each.writer.format is Format.PDF), None)
    return [_checked(task, each, screen) for each in outcomes]


class _Done(Typesetter):
    """Hands out pages that were set before, where none can be set."""

    def __init__(self, pages: Pages | None) -> None:
        self._pages = pages

    def submit(self, job: Job) -> Future[Pages]:  # noqa: ARG002 -- as Typesetter.submit
        """Return the future of the pages, which is done."""
        future: Future[Pages] = Future()
        future.set_result(self._pages or Pages(b"", 0))
        return future


def _is_confined(task: Task, writer: Writer) -> bool:
    """Return whether an output is made in a worker: those that no picture is decoded for are not, nor what a program added."""
    from presskit.writers.confined import is_foreign

    decodes = writer.sets_pages or writer.format is Format.DOCX
    return decodes and type(writer) in {Writer, Proof} and is_foreign(task.resources)


def _written(task: Task, writer: Writer, typesetter: Typesetter) -> Outcome:
    from presskit.writers.errors import WriterError

    edition = for_output(task.edition, writer.format)
    try:
        if _is_confined(task, writer):
            artefact = _written_within(edition, writer, task.resources, typesetter)
        else:
            artefact = writer.write(edition, task.resources, typesetter)
    except WriterError as error:
        return Outcome(task.edition.language, writer, None, error.diagnostics)
    return Outcome(task.edition.language, writer, artefact, artefact.diagnostics)


def _written_within(edition: Edition, writer: Writer, resources: Resources, typesetter: Typesetter) -> Artefact:
    from presskit.writers.confined import done
    from presskit.writers.pages import set_pages

    pages = set_pages(edition, resources, typesetter) if writer.sets_pages else None
    size = len(pages.data) if pages else sum(len(line.text) for line in transcript(edition))
    return done(f"«{writer.title}»", size, resources, written, edition, writer, resources, pages)


def written(edition: Edition, writer: Writer, resources: Resources, pages: Pages | None) -> Artefact:
    """Return an output of an edition, whose pages are set already; this is what a worker does."""
    return writer.write(edition, resources, _Done(pages))


def _checked(task: Task, outcome: Outcome, screen: Artefact | None) -> Outcome:
    """Return an outcome with what comparing it with its release finds."""
    from presskit.writers.confined import done
    from presskit.writers.errors import WriterError

    artefact, writer = outcome.artefact, outcome.writer
    if artefact is None or isinstance(writer, Proof):  # a proof is not compared
        return outcome
    given = (artefact, writer, task.edition, screen)
    try:
        if _is_confined(task, writer):
            found = done(f"the check of «{writer.title}»", len(artefact.data), task.resources, findings, *given)
        else:
            found = findings(*given)
    except WriterError as error:
        found = error.diagnostics
    return replace(outcome, diagnostics=(*outcome.diagnostics, *found))


def findings(artefact: Artefact, writer: Writer, edition: Edition, screen: Artefact | None) -> tuple[Diagnostic, ...]:
    """Compare an output with its release, and a print PDF with ``screen``, the PDF for distribution beside it.

    PDFs and Word files have checks of their own, whose findings name places; the words of the others are read back. The
    findings name the path that the output will have.
    """
    from presskit.checks.preflight import DOCX, PDF, preflight
    from presskit.checks.preflight.output_text import compare_lines, compare_words

    path, shown = path_of(artefact, edition.language), for_output(edition, writer.format)
    if artefact.media_type not in {DOCX, PDF}:
        return tuple(compare_words(path, writer.accounts(shown), writer.words(artefact.data)))
    found = preflight(path, artefact.data, artefact.media_type, shown)
    lines = compare_lines(screen.data, artefact.data, path) if screen and writer.format is Format.PRINT else []
    return (*(each.diagnostic for each in found), *lines)
