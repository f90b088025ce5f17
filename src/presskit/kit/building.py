"""A kit's folder → every output of it: read, check, merge, make, compare, write; only what has changed is made again.

Each stage is a function from values to values; :func:`build` runs them in order.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors, in_order
from presskit.errors import RequestError
from presskit.kit import fingerprint, manifest, rules
from presskit.kit.build_report import BuildReport, BuildRequest, entry, skipped_language, write_outputs
from presskit.kit.executor import TaskExecutor
from presskit.kit.fingerprint import PICTURES
from presskit.kit.loading import CheckedKit, check, load, templates, unaccepted
from presskit.kit.manifest import (
    Existing,
    Keys,
    KnownOutput,
    Manifest,
    existing,
    languages_behind,
    owner_of,
    refuse_another,
    version_taken_back,
)
from presskit.resources import Resources
from presskit.source import Span
from presskit.typesetting.typesetter import Typesetter

if TYPE_CHECKING:
    from presskit.checks import Context
    from presskit.kit.tasks import Outcome
    from presskit.model.edition import Edition
    from presskit.model.release import Kit, Release
    from presskit.writers import Writer

__all__ = ["UnknownChoiceError", "build"]

Begun = Callable[[int, int, str, str], None]
"""Called when an output is begun, with its number, how many there are, its title and its language."""
Findings = Sequence[Diagnostic]


class UnknownChoiceError(RequestError):
    """A language or an output was named that the kit or presskit does not have. The message says which there are."""


@dataclass(frozen=True, slots=True)
class _Work:
    """How a build is done: the request and what it needs of the world. ``writers`` are None for presskit's own."""

    request: BuildRequest
    context: Callable[[], Context]
    now: datetime
    begun: Begun
    stop: Callable[[], None]
    writers: Sequence[Writer] | None
    executor: TaskExecutor
    typesetter: Typesetter
    machinery: str


@dataclass(frozen=True, slots=True)
class _Past:
    """What earlier builds left in the output folder. With ``force``, ``known`` is empty."""

    known: Manifest
    there: Existing


@dataclass(frozen=True, slots=True)
class _Plan:
    """The outputs to make, each with its key; ``old`` are those that lie there already, by their key."""

    jobs: tuple[tuple[Edition, Writer, str], ...]
    old: Mapping[str, tuple[str, KnownOutput]]


@dataclass(frozen=True, slots=True)
class _Outputs:
    """What is known of each output by its path, and the bytes of those that are new."""

    kept: Mapping[str, KnownOutput]
    data: Mapping[str, bytes]
    findings: tuple[Diagnostic, ...]


def build(  # noqa: PLR0913 -- what a build needs of the world, one by one
    request: BuildRequest,
    *,
    context: Callable[[], Context],
    now: datetime,
    begun: Begun = lambda *_: None,
    stop: Callable[[], None] = lambda: None,
    writers: Sequence[Writer] | None = None,
    executor: TaskExecutor | None = None,
    typesetter: Typesetter | None = None,
    given: CheckedKit | None = None,
) -> BuildReport:
    """Make the outputs of a kit, one folder a language, and ``report.json``.

    Errors of the kit stop the build before anything is written; an error in one language leaves that language's outputs
    as they were, and the others are made. ``context`` is asked for only where something has changed. A kit that was read
    and checked already is ``given``, and not read again. ``stop`` is called between the stages and may raise.
    A ``typesetter`` that is given stays open; otherwise the build has one of its own.

    Raises :class:`UnknownChoiceError` and :class:`~presskit.kit.outputs.OutputError`.
    """
    at = time.monotonic()
    executor = executor or TaskExecutor(request.jobs)
    with ExitStack() as stack:
        setter = typesetter or stack.enter_context(Typesetter())
        made = _built(_Work(request, context, now, begun, stop, writers, executor, setter, _machinery(request)), given)
    return replace(made, diagnostics=tuple(in_order(made.diagnostics)), elapsed=time.monotonic() - at)


def _machinery(request: BuildRequest) -> str:
    """Return the key of what makes outputs; empty where a template cannot be read, which is a finding then."""
    try:
        return fingerprint.machinery([str(request.templates)] if request.templates else [])
    except OSError:
        return ""


def _built(work: _Work, given: CheckedKit | None) -> BuildReport:
    request = work.request
    files = Reading(dict(given.files), given.findings) if given else load(request.folder)
    past = _past(request)
    whole = _key_of_all(work, files)
    if files.value and _is_current(request.out, past.known, whole, work.now):
        return _as_before(past.known)
    _warm_up(work)
    work.stop()
    unfit = templates(request.templates) if request.templates else ()
    if given:
        checked = replace(given, findings=(*given.findings, *unfit))
    else:
        checked = _checked(work, replace(files, diagnostics=(*files.diagnostics, *unfit)), past.known)
    work.stop()
    if checked.value is None:
        return BuildReport((), checked.diagnostics)
    return _made(work, checked, checked.value, past, whole)


def _past(request: BuildRequest) -> _Past:
    known = manifest.read(request.out)
    return _Past(Manifest() if request.force else known, existing(request.out, known))


def _key_of_all(work: _Work, files: Reading[dict[str, bytes]]) -> str:
    """Return the key of the whole build; an empty one, which no build has, where a file cannot be read."""
    if not work.machinery or has_errors(files.diagnostics):
        return ""
    request, custom = work.request, [writer.identity for writer in work.writers or ()]
    words = [",".join(request.only), ",".join(request.languages), *_words(request), *custom]
    return fingerprint.key(files.value.items(), work.machinery, words)


def _words(request: BuildRequest) -> tuple[str, str]:
    """Return the options that change an output as they stand in its key."""
    return str(request.proof), str(request.attach)


def _is_current(out: Path, known: Manifest, whole: str, now: datetime) -> bool:
    """Tell whether nothing that the last build was made from has changed, and all that it made is there."""
    same = known.whole == whole != "" and bool(known.outputs)
    early = known.until is None or now.timestamp() < known.until
    return same and early and all(manifest.same_bytes(out, *each) for each in known.outputs.items())


def _as_before(known: Manifest) -> BuildReport:
    """Return the report of a build that has nothing to make: what was found before is found again."""
    found = (*known.diagnostics, *(each for kept in known.outputs.values() for each in kept.diagnostics))
    return BuildReport(tuple(entry(path, kept, kept=True) for path, kept in known.outputs.items()), found)


def _warm_up(work: _Work) -> None:
    """Let the process that sets pages begin to import what it needs, while the kit is read."""
    from presskit.kit.executor import sets_pages

    if work.writers is None and work.executor.executor is None and sets_pages(work.request.only):
        work.typesetter.warm_up()


def _checked(work: _Work, files: Reading[dict[str, bytes]], known: Manifest) -> CheckedKit:
    """Check the kit; its first pages are set meanwhile."""
    there = {kept.key for kept in known.everything().values()}
    return check(work.request.folder, files, work.context, lambda kit: _begin(work, kit, files.value, there))


def _begin(work: _Work, kit: Kit, files: Mapping[str, bytes], there: Collection[str]) -> None:
    from presskit.kit.executor import prefetch_first

    with suppress(UnknownChoiceError):
        tags, writers = _chosen(kit.release, work)
        if work.writers is None and work.executor.stays_here(len(tags)):
            prefetch_first(kit, tags, writers, _keys(work, files), there, work.typesetter)


def _keys(work: _Work, files: Mapping[str, bytes]) -> Keys:
    """Return what makes the keys of outputs."""
    return Keys(work.machinery, _words(work.request), _resources(files, work.request.templates))


def _made(work: _Work, checked: CheckedKit, kit: Kit, past: _Past, whole: str) -> BuildReport:
    """Merge, make, compare and write; the outputs of languages without errors come back."""
    out = work.request.out
    tags, writers = _chosen(kit.release, work)
    owner = owner_of(work.request.folder, kit.release)
    refuse_another(out, past.there, owner)
    found = [*checked.findings, *version_taken_back(past.there, owner, checked.files)]
    behind = languages_behind(kit.release, found)
    merging = [] if has_errors(found) else [tag for tag in tags if tag not in behind]
    editions, of_merging = _merged(kit, merging, checked.files)
    found += of_merging
    if has_errors(found):
        return BuildReport((), tuple(found))
    keys = _keys(work, checked.files)
    outputs = _outputs(work, _planned(editions, writers, keys, past.known, out), past.known, keys.resources)
    complete = _complete(kit, past.known, outputs, out, Manifest(whole=whole, diagnostics=tuple(found), owner=owner))
    left = [skipped_language(tag, complete, out, owner.version) for tag in tags if tag in behind]
    found += [*outputs.findings, *(each.finding for each in left)]
    current = _current(kit, editions, keys, _known_writers(work)) if complete.others else set[str]()
    work.stop()
    found += write_outputs(out, past.there, complete, outputs.data, current, left, clean=not found)
    made = (entry(path, kept, kept=path not in outputs.data) for path, kept in outputs.kept.items())
    return BuildReport(tuple(made), tuple(found))


def _merged(kit: Kit, languages: Iterable[str], files: Mapping[str, bytes]) -> tuple[list[Edition], Findings]:
    """Merge each language whose text there is; a missing text is a finding of the checks."""
    from presskit.editions import merge

    readings = [merge(kit, language) for language in languages if kit.statement(language) is not None]
    found = [finding for reading in readings for finding in reading.diagnostics]
    return [reading.value for reading in readings], [*unaccepted(found, kit.questions, files)]


def _planned(editions: Iterable[Edition], writers: Sequence[Writer], keys: Keys, known: Manifest, out: Path) -> _Plan:
    by_key = {kept.key: (path, kept) for path, kept in known.everything().items()}
    jobs = tuple((edition, writer, keys.of(edition, writer)) for edition in editions for writer in writers)
    old = {key: by_key[key] for _, _, key in jobs if key in by_key and manifest.same_bytes(out, *by_key[key])}
    return _Plan(jobs, old)


def _outputs(work: _Work, plan: _Plan, known: Manifest, resources: Resources) -> _Outputs:
    """Make what is new, and compare it; a language in which an error is found is left out."""
    made = _performed(work, [(edition, writer) for edition, writer, key in plan.jobs if key not in plan.old], resources)
    kept: dict[str, KnownOutput] = {}
    data: dict[str, bytes] = {}
    found = [finding for outcome in made.values() for finding in outcome.diagnostics]
    for edition, writer, key in plan.jobs:
        if key in plan.old:
            path, before = plan.old[key]
            kept[path] = before
            found += before.diagnostics
        elif (outcome := made[edition.language, writer.identity]).artefact is not None:
            path, fresh = _known_output(outcome, key, edition.version)
            kept[path], data[path] = fresh, outcome.artefact.data
    failed = {outcome.language for outcome in made.values() if has_errors(outcome.diagnostics)}
    found += _skipped(failed, known, work.request.out)
    whole = {path: each for path, each in kept.items() if each.language not in failed}
    return _Outputs(whole, {path: each for path, each in data.items() if path in whole}, tuple(found))


def _performed(work: _Work, jobs: Sequence[tuple[Edition, Writer]], resources: Resources) -> dict[tuple[str, str], Outcome]:
    """Return the outcomes by language and writer."""
    from presskit.kit.tasks import Task

    def remarks(number: int, language: str, title: str) -> None:
        work.begun(number, len(jobs), title, language)

    tasks = [Task(edition, tuple(group), resources) for edition, group in _grouped(jobs)]
    return {(each.language, each.writer.identity): each for each in work.executor.run(tasks, remarks, work.typesetter)}


def _skipped(failed: Iterable[str], known: Manifest, out: Path) -> Iterable[Diagnostic]:
    there = {each.language for each in known.everything().values()}
    for language in sorted(there.intersection(failed)):
        message = f"the outputs in «{language}» were not made; those of the last build are as they were"
        yield rules.LANGUAGE_LEFT.at(Span(str(out / language)), message)


def _complete(kit: Kit, known: Manifest, outputs: _Outputs, out: Path, begun: Manifest) -> Manifest:
    """Return the manifest to write: what was made, and what lies there from builds that were asked for something else."""
    there = known.everything().items()
    others = {path: each for path, each in there if path not in outputs.kept and manifest.same_bytes(out, path, each)}
    until = kit.release.embargo.until.timestamp() if kit.release.embargo else None
    whole = "" if has_errors(outputs.findings) else begun.whole
    return replace(begun, whole=whole, until=until, outputs=outputs.kept, others=others)


def _known_writers(work: _Work) -> Sequence[Writer]:
    from presskit.writers import PROOFS, table

    return work.writers if work.writers is not None else (*table(attach=work.request.attach), *PROOFS)


def _current(kit: Kit, made: Iterable[Edition], keys: Keys, writers: Sequence[Writer]) -> set[str]:
    """Return the keys of all outputs that the kit has now, also of those that were not asked for."""
    from presskit.editions import merge

    there = {edition.language: edition for edition in made}
    tags = [tag for tag in kit.release.languages if kit.statement(tag) is not None]
    editions = [there.get(tag) or merge(kit, tag).value for tag in tags]
    return {keys.of(edition, writer) for edition in editions for writer in writers}


def _chosen(release: Release, work: _Work) -> tuple[list[str], list[Writer]]:
    """Return the languages and the writers to run: what was asked for, or what kit.yaml lists."""
    from presskit.writers import PROOFS, table

    request = work.request
    known = work.writers if work.writers is not None else table(attach=request.attach)
    _refuse_unknown("language", request.languages, release.languages)
    _refuse_unknown("output", request.only, [writer.format for writer in known])
    wanted = request.only or release.outputs
    tags = [tag for tag in release.languages if not request.languages or tag in request.languages]
    return tags, [*(writer for writer in known if writer.format in wanted), *(PROOFS if request.proof else ())]


def _refuse_unknown(what: str, asked: Iterable[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            raise UnknownChoiceError(f"there is no {what} «{name}»; choose from: {', '.join(known)}")


def _resources(files: Mapping[str, bytes], templates: Path | None) -> Resources:
    """Return what writers may see: templates and pictures, not the kit's texts with their notes and consents."""
    pictures = {name: data for name, data in files.items() if PurePosixPath(name).suffix.lower() in PICTURES}
    resources = Resources().with_assets(pictures)
    return resources.with_templates(templates) if templates else resources


def _grouped(jobs: Sequence[tuple[Edition, Writer]]) -> list[tuple[Edition, list[Writer]]]:
    """Return the jobs by edition, those of one page setting apart from the others: they can be done side by side."""
    groups: dict[tuple[str, bool], tuple[Edition, list[Writer]]] = {}
    for edition, writer in jobs:
        groups.setdefault((edition.language, writer.sets_pages), (edition, []))[1].append(writer)
    return list(groups.values())


def _known_output(outcome: Outcome, key: str, version: int) -> tuple[str, KnownOutput]:
    from presskit.kit.tasks import path_of

    artefact = outcome.artefact
    if artefact is None:
        raise ValueError("nothing was made")
    digest = manifest.digest_of(artefact.data)
    remarks = tuple(each for each in outcome.diagnostics if each.severity is not Severity.ERROR)
    facts = (key, outcome.language, str(outcome.writer.format), artefact.pages, len(artefact.data), digest, version, remarks)
    return path_of(artefact, outcome.language), KnownOutput(*facts)
