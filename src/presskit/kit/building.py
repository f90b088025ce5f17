"""A kit's folder → every output of it: read, check, merge, make, compare, write; only what has changed is made again.

Each stage is a function from values to values; :func:`build` runs them in order.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors, in_order
from presskit.errors import RequestError
from presskit.kit import fingerprint, manifest, rules
from presskit.kit.build_report import BuildReport, BuildRequest, entry, skipped_language, write_outputs
from presskit.kit.executor import TaskExecutor, prefetch_first, sets_pages
from presskit.kit.loading import CheckedKit, check, load, resources_for, templates, unaccepted
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
from presskit.kit.without import with_what_works
from presskit.source import Span
from presskit.typesetting.typesetter import Typesetter

if TYPE_CHECKING:
    from presskit.artefact import Artefact
    from presskit.checks import Context
    from presskit.kit.tasks import Outcome
    from presskit.model.edition import Edition
    from presskit.model.outputs import Format
    from presskit.model.release import Kit, Release
    from presskit.resources import Resources
    from presskit.writers import Writer

__all__ = ["UnknownChoiceError", "build"]

Begun = Callable[[int, int, str, str], None]
"""Called when an output is begun, with its number, how many there are, its title and its language."""


class UnknownChoiceError(RequestError):
    """A language or an output was named that the kit or presskit does not have. The message says which there are."""


@dataclass(frozen=True, slots=True)
class _Work:
    """How a build is done: the request, what it needs of the world, and what earlier builds left in the output folder.

    ``writers`` are None for presskit's own. With ``force``, ``known`` is empty.
    """

    request: BuildRequest
    context: Callable[[], Context]
    now: datetime
    begun: Begun
    stop: Callable[[], None]
    writers: Sequence[Writer] | None
    executor: TaskExecutor
    typesetter: Typesetter
    machinery: str
    known: Manifest
    there: Existing


def build(  # noqa: PLR0913 -- what a build needs of the world, one by one
    request: BuildRequest,
    *,
    context: Callable[[], Context],
    now: datetime,
    executor: TaskExecutor,
    typesetter: Typesetter,
    begun: Begun = lambda *_: None,
    stop: Callable[[], None] = lambda: None,
    writers: Sequence[Writer] | None = None,
    given: CheckedKit | None = None,
) -> BuildReport:
    """Make the outputs of a kit, one folder a language, and ``report.json``.

    Errors of the kit stop the build before anything is written; an error in one language leaves that language's outputs
    as they were, and the others are made. ``context`` is called only if something has changed. A kit that was read
    and checked already is ``given``, and not read again. ``stop`` is called between the stages and may raise.

    Raises :class:`UnknownChoiceError` and :class:`~presskit.store.commit.OutputError`.
    """
    at = time.monotonic()
    recorded = manifest.read(request.out)
    known, there = Manifest() if request.force else recorded, existing(request.out, recorded)
    work = _Work(request, context, now, begun, stop, writers, executor, typesetter, _machinery(request), known, there)
    report = _built(work, given)
    return replace(report, diagnostics=tuple(in_order(report.diagnostics)), elapsed=time.monotonic() - at)


def _machinery(request: BuildRequest) -> str:
    """Return the key of what makes outputs; empty if a template cannot be read, which is a finding then."""
    try:
        return fingerprint.machinery([str(request.templates)] if request.templates else [])
    except OSError:
        return ""


def _built(work: _Work, given: CheckedKit | None) -> BuildReport:
    request, known = work.request, work.known
    files = Reading(dict(given.files), given.findings) if given else load(request.folder)
    whole = _key_of_all(work, files)
    if files.value and _is_current(work, whole):
        found = (*known.diagnostics, *(each for output in known.outputs.values() for each in output.diagnostics))
        return BuildReport(tuple(entry(path, output, kept=True) for path, output in known.outputs.items()), found)
    if work.writers is None and work.executor.executor is None and sets_pages(request.only or ()):
        work.typesetter.warm_up()  # the process that sets pages begins to import what it needs, while the kit is read
    work.stop()
    unfit = templates(request.templates) if request.templates else ()
    if given:
        checked = replace(given, findings=(*given.findings, *unfit))
    else:
        files = replace(files, diagnostics=(*files.diagnostics, *unfit))
        checked = check(request.folder, files, work.context, lambda kit: _begin(work, kit, files.value))
    work.stop()
    return BuildReport((), checked.diagnostics) if checked.value is None else _made(work, checked, checked.value, whole)


def _key_of_all(work: _Work, files: Reading[dict[str, bytes]]) -> str:
    """Return the key of the whole build; an empty one, which no build has, if a file cannot be read."""
    if not work.machinery or has_errors(files.diagnostics):
        return ""
    request, custom = work.request, [writer.identity for writer in work.writers or ()]
    words = [",".join(request.only or ()), ",".join(request.languages), *_words(request), *custom]
    return fingerprint.key(files.value.items(), work.machinery, words)


def _words(request: BuildRequest) -> tuple[str, str]:
    """Return the options that change an output, as in its key."""
    return str(request.proof), str(request.attach)


def _is_current(work: _Work, whole: str) -> bool:
    """Return whether nothing that the last build was made from has changed, and all that it made is there."""
    known = work.known
    expired = known.until is not None and work.now.timestamp() >= known.until
    same = known.whole == whole != "" and bool(known.outputs) and not expired
    return same and all(manifest.same_bytes(work.request.out, *each) for each in known.outputs.items())


def _begin(work: _Work, kit: Kit, files: Mapping[str, bytes]) -> None:
    """Begin to set the first pages, while the kit is checked."""
    with suppress(UnknownChoiceError):
        tags, writers = _chosen(kit.release, work)
        if work.writers is None and work.executor.stays_here(len(tags)):
            there = {output.key for output in work.known.everything().values()}
            prefetch_first(kit, tags, writers, _keys(work, files), there, work.typesetter)


def _keys(work: _Work, files: Mapping[str, bytes]) -> Keys:
    """Return what makes the keys of outputs."""
    return Keys(work.machinery, _words(work.request), resources_for(files, work.request.templates))


def _made(work: _Work, checked: CheckedKit, kit: Kit, whole: str) -> BuildReport:
    """Merge, make, compare and write; the outputs of languages without errors are returned."""
    from presskit.editions import merge

    out = work.request.out
    tags, writers = _chosen(kit.release, work)
    owner = owner_of(work.request.folder, kit.release)
    refuse_another(out, work.there, owner)
    found = [*checked.findings, *version_taken_back(work.there, owner, checked.files)]
    behind = languages_behind(kit.release, found)
    merging = [tag for tag in tags if tag not in behind and kit.statement(tag) is not None]
    readings = [] if has_errors(found) else [merge(kit, tag) for tag in merging]
    found += unaccepted([each for reading in readings for each in reading.diagnostics], kit.questions, checked.files)
    if has_errors(found):
        return BuildReport((), tuple(found))
    editions, keys = [reading.value for reading in readings], _keys(work, checked.files)
    outputs, data, of_outputs = _outputs(work, editions, writers, keys, kit.release.outputs)
    whole = "" if has_errors(of_outputs) else whole
    complete = _complete(work, kit, Manifest(whole=whole, diagnostics=tuple(found), outputs=outputs, owner=owner))
    left = [skipped_language(tag, complete, out, owner.version) for tag in tags if tag in behind]
    found += [*of_outputs, *(each.finding for each in left)]
    current = _current(work, kit, editions, keys) if complete.others else set[str]()
    work.stop()
    found += write_outputs(out, work.there, complete, data, current, left, clean=not found)
    return BuildReport(tuple(entry(path, each, kept=path not in data) for path, each in outputs.items()), tuple(found))


def _outputs(
    work: _Work, editions: Iterable[Edition], writers: Sequence[Writer], keys: Keys, listed: Iterable[Format]
) -> tuple[dict[str, KnownOutput], dict[str, bytes], list[Diagnostic]]:
    """Make what is new, and compare it; a language in which an error is found is left out.

    Returns what is known of each output by its path, the bytes of those that are new, and the findings.
    """
    from presskit.kit.tasks import path_of

    out, known = work.request.out, work.known.everything()
    by_key = {output.key: (path, output) for path, output in known.items()}
    jobs = [(edition, writer, keys.of(edition, writer)) for edition in editions for writer in writers]
    old = {key: by_key[key] for _, _, key in jobs if key in by_key and manifest.same_bytes(out, *by_key[key])}
    outcomes = _performed(work, [(edition, writer) for edition, writer, key in jobs if key not in old], keys.resources)
    found = with_what_works(outcomes.values(), listed)
    outputs: dict[str, KnownOutput] = {}
    data: dict[str, bytes] = {}
    for edition, writer, key in jobs:
        if key in old:
            path, before = old[key]
            outputs[path] = before
            found += before.diagnostics
        elif (outcome := outcomes[edition.language, writer.identity]).artefact is not None:
            path = path_of(outcome.artefact, edition.language)
            outputs[path], data[path] = _known_output(outcome, outcome.artefact, key, edition.version), outcome.artefact.data
    failed = {outcome.language for outcome in outcomes.values() if has_errors(outcome.diagnostics)}
    for language in sorted(failed.intersection(each.language for each in known.values())):
        message = f"the outputs in «{language}» were not made; those of the last build are as they were"
        found.append(rules.LANGUAGE_LEFT.at(Span(str(out / language)), message))
    sound = {path: each for path, each in outputs.items() if each.language not in failed}
    return sound, {path: each for path, each in data.items() if path in sound}, found


def _performed(work: _Work, jobs: Sequence[tuple[Edition, Writer]], resources: Resources) -> dict[tuple[str, str], Outcome]:
    """Return the outcomes by language and writer.

    The jobs of one page setting of an edition are one task, apart from its others: they can be done side by side.
    """
    from presskit.kit.tasks import Task

    groups: dict[tuple[str, bool], tuple[Edition, list[Writer]]] = {}
    for edition, writer in jobs:
        groups.setdefault((edition.language, writer.sets_pages), (edition, []))[1].append(writer)
    tasks = [Task(edition, tuple(writers), resources) for edition, writers in groups.values()]

    def report_begin(number: int, language: str, title: str) -> None:
        work.begun(number, len(jobs), title, language)

    return {(each.language, each.writer.identity): each for each in work.executor.run(tasks, report_begin, work.typesetter)}


def _complete(work: _Work, kit: Kit, made: Manifest) -> Manifest:
    """Return the manifest to write: what was made, and what lies there from builds that were asked for something else."""
    out, embargo = work.request.out, kit.release.embargo
    there = {path: each for path, each in work.known.everything().items() if path not in made.outputs}
    others = {path: each for path, each in there.items() if manifest.same_bytes(out, path, each)}
    return replace(made, until=embargo.until.timestamp() if embargo else None, others=others)


def _current(work: _Work, kit: Kit, made: Iterable[Edition], keys: Keys) -> set[str]:
    """Return the keys of all outputs that the kit has now, also of those that were not asked for."""
    from presskit.editions import merge
    from presskit.writers import PROOFS, table

    writers = work.writers if work.writers is not None else (*table(attach=work.request.attach), *PROOFS)
    there = {edition.language: edition for edition in made}
    tags = [tag for tag in kit.release.languages if kit.statement(tag) is not None]
    return {keys.of(there.get(tag) or merge(kit, tag).value, writer) for tag in tags for writer in writers}


def _chosen(release: Release, work: _Work) -> tuple[list[str], list[Writer]]:
    """Return the languages and the writers to run: what was asked for, or what kit.yaml lists."""
    from presskit.writers import PROOFS, table

    request = work.request
    known = work.writers if work.writers is not None else table(attach=request.attach)
    _refuse_unknown("language", request.languages, release.languages)
    _refuse_unknown("output", request.only or (), [writer.format for writer in known])
    tags = [tag for tag in release.languages if not request.languages or tag in request.languages]
    chosen = [writer for writer in known if writer.format in (request.only or release.outputs)]
    return tags, [*chosen, *(PROOFS if request.proof else ())]


def _refuse_unknown(what: str, names: Iterable[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise UnknownChoiceError(f"there is no {what} «{name}»; choose from: {', '.join(known)}")


def _known_output(outcome: Outcome, artefact: Artefact, key: str, version: int) -> KnownOutput:
    remarks = tuple(each for each in outcome.diagnostics if each.severity is not Severity.ERROR)
    size, digest = len(artefact.data), manifest.digest_of(artefact.data)
    return KnownOutput(key, outcome.language, str(outcome.writer.format), artefact.pages, size, digest, version, remarks)
