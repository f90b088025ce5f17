"""A kit's folder → every output of it: read, check, merge, write; the disk is touched when all went well."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from presskit import __version__
from presskit.artefact import Artefact
from presskit.checks import World
from presskit.diagnostics import Diagnostic, Reading, has_errors, in_order
from presskit.kit import rules
from presskit.kit.loading import PICTURES, load
from presskit.kit.outputs import write_all
from presskit.model.edition import Edition, for_output
from presskit.model.release import Kit, Release
from presskit.resources import Resources
from presskit.source import Span
from presskit.writers import PROOFS, WRITERS, Writer

__all__ = ["REPORT", "BuildReport", "Made", "NotAskedForError", "Step", "build", "read"]

REPORT = "report.json"


class NotAskedForError(ValueError):
    """A language or an output was named that the kit or presskit does not have. The message says which there are."""


@dataclass(frozen=True, slots=True)
class Made:
    """An output file: its path below the output folder with ``/``, its size in bytes and its SHA-256 in hexadecimal."""

    path: str
    language: str
    format: str
    pages: int
    bytes: int
    sha256: str


_Output: TypeAlias = tuple[Artefact, Made]


@dataclass(frozen=True, slots=True)
class Step:
    """What is about to be made, for whoever waits: the ``number``-th of ``total`` outputs."""

    number: int
    total: int
    language: str
    title: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made, all that was found, and how many seconds it took. ``made`` is empty when errors stopped it."""

    made: tuple[Made, ...]
    diagnostics: tuple[Diagnostic, ...]
    elapsed: float

    @property
    def failed(self) -> bool:
        """Tell whether errors stopped the build."""
        return has_errors(self.diagnostics)


def read(folder: Path, world: World) -> tuple[Reading[Kit | None], dict[str, bytes]]:
    """Read and check the kit in ``folder``: the kit as far as it could be built, all findings, and the files' bytes."""
    from presskit.checks.lint import lint
    from presskit.readers import kit as kit_reader

    files = load(folder)
    if not files.value and files.diagnostics:
        return Reading(None, files.diagnostics), {}
    reading = kit_reader.read(files.value)
    findings = [*files.diagnostics, *reading.diagnostics]
    if reading.value is not None:
        findings += lint(reading.value, world)
    return Reading(reading.value, tuple(in_order(findings))), files.value


def build(  # noqa: PLR0913 -- the command's options, one by one
    folder: Path,
    out: Path,
    *,
    world: World,
    only: Sequence[str] = (),
    languages: Sequence[str] = (),
    templates: Path | None = None,
    proof: bool = False,
    progress: Callable[[Step], None] = lambda _: None,
    writers: Sequence[Writer] = WRITERS,
) -> BuildReport:
    """Make the outputs of the kit in ``folder`` below ``out``, one folder a language, and ``report.json``.

    With ``proof``, a proof of the print PDF and a contact sheet lie beside them.

    Errors stop the build before anything is written; what an earlier build left is then untouched. Raises
    :class:`NotAskedForError` and :class:`~presskit.kit.outputs.OutputError`.
    """
    begun = time.monotonic()
    reading, files = read(folder, world)
    findings, outputs = list(reading.diagnostics), list[_Output]()
    if reading.value is not None:
        kit = reading.value
        tags, chosen = _chosen(kit.release, languages, only, writers)
        if not has_errors(findings):
            resources = _resources(files, templates)
            chosen += PROOFS if proof else ()
            outputs = _make(_editions(kit, tags, findings), chosen, resources, progress, findings)
        if not has_errors(findings):
            _write(out, kit.release, outputs, findings)
    made = () if has_errors(findings) else tuple(entry for _, entry in outputs)
    return BuildReport(made, tuple(in_order(findings)), time.monotonic() - begun)


def _chosen(
    release: Release, languages: Sequence[str], only: Sequence[str], writers: Sequence[Writer]
) -> tuple[list[str], list[Writer]]:
    """Return the languages and the writers to run: what was asked for, or what kit.yaml lists."""
    _refuse_unknown("language", languages, release.languages)
    _refuse_unknown("output", only, [writer.name for writer in writers])
    wanted = only or release.outputs
    tags = [tag for tag in release.languages if not languages or tag in languages]
    return tags, [writer for writer in writers if writer.name in wanted]


def _refuse_unknown(what: str, asked: Iterable[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            raise NotAskedForError(f"there is no {what} «{name}»; choose from: {', '.join(known)}")


def _resources(files: Mapping[str, bytes], templates: Path | None) -> Resources:
    """Return what writers may see: templates and pictures, not the kit's texts with their notes and consents."""
    pictures = {name: data for name, data in files.items() if PurePosixPath(name).suffix.lower() in PICTURES}
    resources = Resources().with_assets(pictures)
    return resources.with_templates(templates) if templates else resources


def _editions(kit: Kit, languages: Iterable[str], findings: list[Diagnostic]) -> list[Edition]:
    """Merge each language whose text there is; a missing text is a finding of the checks."""
    from presskit.editions import merge

    readings = [merge(kit, language) for language in languages if kit.statement(language) is not None]
    findings.extend(finding for reading in readings for finding in reading.diagnostics)
    return [reading.value for reading in readings]


def _make(
    editions: Sequence[Edition],
    writers: Sequence[Writer],
    resources: Resources,
    progress: Callable[[Step], None],
    findings: list[Diagnostic],
) -> list[_Output]:
    """Run every writer on every edition, in memory; nothing is run where merging found errors."""
    jobs = [] if has_errors(findings) else [(edition, writer) for edition in editions for writer in writers]
    outputs = []
    for number, (edition, writer) in enumerate(jobs, 1):
        progress(Step(number, len(jobs), edition.language, writer.title))
        artefact = _run(writer, edition, resources, findings)
        if artefact is not None:
            outputs.append((artefact, _entry(artefact, edition.language, writer)))
    return outputs


def _preflight(artefact: Artefact, edition: Edition) -> Iterable[Diagnostic]:
    """Yield what is found in an output before it is written; a place in it is named by the path that it will have."""
    from presskit.checks.preflight import preflight

    path = f"{edition.language}/{PurePosixPath(artefact.name).name}"
    yield from (found.diagnostic for found in preflight(path, artefact.data, artefact.media_type, lambda *_: edition))


def _run(writer: Writer, edition: Edition, resources: Resources, findings: list[Diagnostic]) -> Artefact | None:
    from presskit.writers.errors import WriterError

    edition = for_output(edition, writer.name)
    try:
        artefact = writer.write(edition, resources)
    except WriterError as error:
        findings.extend(error.diagnostics)
        return None
    findings.extend([*artefact.diagnostics, *(() if writer.proof else _preflight(artefact, edition))])
    return artefact


def _entry(artefact: Artefact, language: str, writer: Writer) -> Made:
    path = f"{language}/{PurePosixPath(artefact.name).name}"
    digest = hashlib.sha256(artefact.data).hexdigest()
    return Made(path, language, str(writer.name), artefact.pages, len(artefact.data), digest)


def _write(out: Path, release: Release, outputs: Sequence[_Output], findings: list[Diagnostic]) -> None:
    files = {entry.path: artefact.data for artefact, entry in outputs}
    findings.extend(_stale(out, files))
    write_all(out, {**files, REPORT: _report(release, [entry for _, entry in outputs])})


def _stale(out: Path, files: Collection[str]) -> Iterable[Diagnostic]:
    """Yield a note for each output that the last report names, this build does not make, and that still lies there."""
    for name in sorted(_reported(out).difference(files)):
        if os.path.isfile(out / name):  # noqa: PTH113 -- the name comes from a file: any text must do
            message = f"«{out / name}» was made by an earlier build, and not by this one"
            yield rules.STALE_OUTPUT.at(Span(str(out / name)), message, "delete it if it is no longer wanted")


def _reported(out: Path) -> set[str]:
    try:
        report = json.loads((out / REPORT).read_bytes())
        return {str(entry["path"]) for entry in report["files"]}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return set()


def _report(release: Release, entries: Iterable[Made]) -> bytes:
    """Return the report: equal bytes for equal outputs, so it holds no time."""
    facts = {"id": release.id, "version": release.version}
    report = {"presskit": __version__, "release": facts, "files": [asdict(entry) for entry in entries]}
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()
