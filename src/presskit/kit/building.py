"""A kit's folder → every output of it: read, check, merge, write; only what has changed is made again."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors, in_order
from presskit.intake import read_inside
from presskit.kit import inputs, manifest, rules
from presskit.kit.accepting import unaccepted
from presskit.kit.asked_and_made import BuildReport, Made, Options, Step
from presskit.kit.inputs import PICTURES
from presskit.kit.loading import beside, load, templates
from presskit.kit.manifest import Kept, Manifest
from presskit.kit.outputs import write_all
from presskit.kit.ownership import REPORT, Lying, lying, owner_of, refuse_another, refuse_strangers
from presskit.kit.reporting import Left, entry, left_behind, report, stale
from presskit.kit.versions import languages_behind, version_taken_back
from presskit.kit.workforce import Workforce
from presskit.resources import Resources
from presskit.source import Span

if TYPE_CHECKING:
    from presskit.checks import Context
    from presskit.kit.keys import Keys
    from presskit.kit.tasks import Outcome
    from presskit.model.edition import Edition
    from presskit.model.release import Kit, Release
    from presskit.writers import Writer

__all__ = ["ALL", "REPORT", "BuildReport", "Made", "NotAskedForError", "Options", "Step", "build", "read"]

ALL = Options()
"""All outputs in all languages."""


class NotAskedForError(ValueError):
    """A language or an output was named that the kit or presskit does not have. The message says which there are."""


def read(folder: Path, world: Context) -> tuple[Reading[Kit | None], dict[str, bytes]]:
    """Read and check the kit in ``folder``: the kit as far as it could be built, all findings, and the files' bytes."""
    files = load(folder)
    if not files.value and files.diagnostics:
        return Reading(None, files.diagnostics), {}
    return _checked(folder, files, world, merging=True), files.value


def _checked(
    folder: Path,
    files: Reading[dict[str, bytes]],
    world: Context,
    begin: Callable[[Kit], None] = lambda _: None,
    *,
    merging: bool = False,
) -> Reading[Kit | None]:
    """Return the kit with all findings; a kit that was read without errors may ``begin`` something before it is checked.

    With ``merging``, what putting each language together finds is told too: all that a build would say before it sets a page.
    """
    from presskit.readers import kit as kit_reader

    reading = kit_reader.read(files.value, {each.span.source for each in files.diagnostics}, beside(folder))
    findings = [*files.diagnostics, *reading.diagnostics]
    if reading.value is not None:
        sound = not has_errors(findings)
        if sound:
            begin(reading.value)
        findings += _looked_at(reading.value, findings, world)
        findings += _merged(reading.value) if merging and sound else ()
        findings = [*unaccepted(findings, reading.value.questions, files.value)]
    return Reading(reading.value, tuple(in_order(findings)))


def _looked_at(kit: Kit, findings: Sequence[Diagnostic], world: Context) -> list[Diagnostic]:
    """Return what the checks find, but for places at which the reader has spoken already: one cause, one finding."""
    from presskit.checks.lint import lint  # imported while the first pages are being set

    unsound = frozenset(each.span.source for each in findings if each.severity is Severity.ERROR)
    told = {each.span for each in findings if each.span.line}
    return [each for each in lint(kit, replace(world, unsound=unsound)) if each.span not in told]


def _merged(kit: Kit) -> Iterable[Diagnostic]:
    from presskit.editions import merge

    return (finding for statement in kit.statements for finding in merge(kit, statement.language).diagnostics)


def build(  # noqa: PLR0913 -- what a build needs of the world, one by one
    folder: Path,
    out: Path,
    *,
    world: Context | Callable[[], Context],
    now: datetime | None = None,
    options: Options = ALL,
    progress: Callable[[Step], None] = lambda _: None,
    writers: Sequence[Writer] | None = None,
    workforce: Workforce | None = None,
) -> BuildReport:
    """Make the outputs of the kit in ``folder`` below ``out``, one folder a language, and ``report.json``.

    Errors of the kit stop the build before anything is written; an error in one language leaves that language's outputs
    as they were, and the others are made. ``now`` (with its zone) is the world's time, for those who have not yet looked
    at the rest of it. Raises :class:`NotAskedForError` and
    :class:`~presskit.kit.outputs.OutputError`.
    """
    begun = time.monotonic()
    made = _Build(folder, out, options, progress, writers, workforce or Workforce())
    with made.workforce:
        entries, findings = made.run(world, now)
    return BuildReport(tuple(entries), tuple(in_order(findings)), time.monotonic() - begun)


@dataclass(slots=True)
class _Build:
    folder: Path
    out: Path
    options: Options
    progress: Callable[[Step], None]
    writers: Sequence[Writer] | None
    workforce: Workforce
    findings: list[Diagnostic] = field(default_factory=list)
    files: Mapping[str, bytes] = field(default_factory=dict)
    lies: Lying = field(default_factory=Lying)

    def run(self, world: Context | Callable[[], Context], now: datetime | None) -> tuple[list[Made], list[Diagnostic]]:
        files = load(self.folder)
        self.files = files.value
        known = manifest.read(self.out)
        self.lies = lying(self.out, known)
        known = Manifest() if self.options.force else known
        whole = self.key_of_all()
        if files.value and self.is_current(known, whole, now or _seen(world).now):
            return [entry(path, kept, kept=True) for path, kept in known.outputs.items()], self.told_before(known)
        self.warm_up()
        files = replace(files, diagnostics=(*files.diagnostics, *_unfit_templates(self.options)))
        begin = partial(self.begin, files.value, known)
        reading = _checked(self.folder, files, _seen(world), begin) if files.value else Reading(None, files.diagnostics)
        self.findings = list(reading.diagnostics)
        if reading.value is None:
            return [], self.findings
        return self.make(reading.value, files.value, known, whole), self.findings

    def warm_up(self) -> None:
        """Let the process that sets pages begin to import what it needs, while the kit is read."""
        if self.writers is None and self.workforce.executor is None:
            from presskit.typesetting.overseer import warm_up

            warm_up(self.options.only)

    def begin(self, files: Mapping[str, bytes], known: Manifest, kit: Kit) -> None:
        """Let the first pages be set while the kit is checked."""
        from presskit.kit.foresight import begin

        keys = self.keys(_resources(files, self.options.templates))
        there = {kept.key for kept in known.everything().values()}
        with suppress(NotAskedForError):
            tags, writers = _chosen(kit.release, self.options, self.writers)
            if self.writers is None and self.workforce.stays_here(len(tags)):
                begin(kit, tags, writers, keys, there)

    def keys(self, resources: Resources) -> Keys:
        """Return what makes the keys of outputs."""
        from presskit.kit.keys import Keys

        return Keys(inputs.machinery(self.options.folders()), tuple(self.options.words()[2:]), resources)

    def key_of_all(self) -> str:
        """Return the key of the whole build; one that no build has where a file cannot be read."""
        custom = [writer.identity for writer in self.writers or ()]
        try:
            return inputs.key(str(self.folder), self.options.folders(), [*self.options.words(), *custom])
        except OSError:
            return ""

    def is_current(self, known: Manifest, whole: str, now: datetime) -> bool:
        """Tell whether nothing that the last build was made from has changed, and all that it made is there."""
        same = known.whole == whole != "" and bool(known.outputs)
        early = known.until is None or now.timestamp() < known.until
        return same and early and all(manifest.same_bytes(self.out, *each) for each in known.outputs.items())

    def told_before(self, known: Manifest) -> list[Diagnostic]:
        of_outputs = (each for kept in known.outputs.values() for each in kept.diagnostics)
        return [*known.diagnostics, *of_outputs]

    def make(self, kit: Kit, files: Mapping[str, bytes], known: Manifest, whole: str) -> list[Made]:
        tags, writers = _chosen(kit.release, self.options, self.writers)
        owner = owner_of(self.folder, kit.release)
        refuse_another(self.out, self.lies, owner)
        self.findings += version_taken_back(self.lies, owner, self.files)
        behind = languages_behind(kit.release, self.findings)
        editions = self.editions(kit, [tag for tag in tags if tag not in behind]) if not has_errors(self.findings) else []
        if has_errors(self.findings):
            return []
        of_the_kit = tuple(self.findings)
        resources = _resources(files, self.options.templates)
        keys = self.keys(resources)
        outputs, data = self.outputs(editions, writers, resources, keys, known)
        until = kit.release.embargo.until.timestamp() if kit.release.embargo else None
        there = known.everything().items()
        others = {path: each for path, each in there if path not in outputs and manifest.same_bytes(self.out, path, each)}
        complete = Manifest("" if has_errors(self.findings) else whole, until, of_the_kit, outputs, others, owner=owner)
        current = _current(kit, editions, keys, self.known_writers()) if others else set[str]()
        left = [left_behind(tag, complete, self.out, owner.version) for tag in tags if tag in behind]
        self.findings += [each.finding for each in left]
        self.write(complete, data, current, left)
        return [entry(path, kept, kept=path not in data) for path, kept in outputs.items()]

    def known_writers(self) -> Sequence[Writer]:
        from presskit.writers import PROOFS, table

        return self.writers if self.writers is not None else (*table(attach=self.options.attach), *PROOFS)

    def editions(self, kit: Kit, languages: Iterable[str]) -> list[Edition]:
        """Merge each language whose text there is; a missing text is a finding of the checks."""
        from presskit.editions import merge

        readings = [merge(kit, language) for language in languages if kit.statement(language) is not None]
        found = [finding for reading in readings for finding in reading.diagnostics]
        self.findings += unaccepted(found, kit.questions, self.files)
        return [reading.value for reading in readings]

    def outputs(
        self, editions: Sequence[Edition], writers: Sequence[Writer], resources: Resources, keys: Keys, known: Manifest
    ) -> tuple[dict[str, Kept], dict[str, bytes]]:
        """Return what is known of every output of the languages without errors, and the bytes of those that are new."""
        by_key = {kept.key: (path, kept) for path, kept in known.everything().items()}
        jobs = [(edition, writer, keys.of(edition, writer)) for edition in editions for writer in writers]
        old = {key: by_key[key] for _, _, key in jobs if key in by_key and manifest.same_bytes(self.out, *by_key[key])}
        fresh = self.fresh([(edition, writer) for edition, writer, key in jobs if key not in old], resources)
        kept: dict[str, Kept] = {}
        data: dict[str, bytes] = {}
        for edition, writer, key in jobs:
            if key in old:
                path, known_ = old[key]
                kept[path] = known_
                self.findings += known_.diagnostics
            elif (outcome := fresh[edition.language, writer.identity]).artefact is not None:
                path, made = _kept(outcome, key, edition.version)
                kept[path], data[path] = made, outcome.artefact.data
        return self.without_failed(kept, data, fresh.values(), known)

    def fresh(self, jobs: Sequence[tuple[Edition, Writer]], resources: Resources) -> dict[tuple[str, str], Outcome]:
        from presskit.kit.tasks import Task

        tasks = [Task(edition, tuple(group), resources) for edition, group in _grouped(jobs)]
        made: dict[tuple[str, str], Outcome] = {}
        for outcome in self.workforce.run(tasks, lambda n, language, title: self.progress(Step(n, len(jobs), language, title))):
            made[outcome.language, outcome.writer.identity] = outcome
            self.findings += outcome.diagnostics
        return made

    def without_failed(
        self, kept: dict[str, Kept], data: dict[str, bytes], outcomes: Iterable[Outcome], known: Manifest
    ) -> tuple[dict[str, Kept], dict[str, bytes]]:
        """Leave out the languages in which an error was found."""
        failed = {outcome.language for outcome in outcomes if has_errors(outcome.diagnostics)}
        for language in sorted(failed):
            if any(each.language == language for each in known.everything().values()):
                message = f"the outputs in «{language}» were not made; those of the last build are as they were"
                self.findings.append(rules.LANGUAGE_LEFT.at(Span(str(self.out / language)), message))
        whole = {path: each for path, each in kept.items() if each.language not in failed}
        return whole, {path: each for path, each in data.items() if path in whole}

    def write(self, complete: Manifest, data: Mapping[str, bytes], current: Collection[str], left: Sequence[Left]) -> None:
        """Write what is new, the report and the manifest. ``current`` are the keys of all that the kit can make."""
        if not complete.outputs:
            return
        refuse_strangers(self.out, self.lies, data)
        apart = {each.language for each in left}
        known = complete.everything().items()
        fine = [path for path, kept in known if path in complete.outputs or kept.key in current or kept.language in apart]
        self.findings += stale(self.out, self.lies, fine)
        complete = replace(complete, clean=not self.findings)
        files = {**data, REPORT: report(complete, left), inputs.MANIFEST: complete.encoded()}
        write_all(self.out, {name: each for name, each in files.items() if _differs(self.out, name, each)})


def _current(kit: Kit, made: Iterable[Edition], keys: Keys, writers: Sequence[Writer]) -> set[str]:
    """Return the keys of all outputs that the kit has now, also of those that were not asked for."""
    from presskit.editions import merge

    there = {edition.language: edition for edition in made}
    tags = [tag for tag in kit.release.languages if kit.statement(tag) is not None]
    editions = [there.get(tag) or merge(kit, tag).value for tag in tags]
    return {keys.of(edition, writer) for edition in editions for writer in writers}


def _seen(world: Context | Callable[[], Context]) -> Context:
    return world() if callable(world) else world


def _unfit_templates(options: Options) -> tuple[Diagnostic, ...]:
    """Return what keeps the user's own templates from being read."""
    return templates(options.templates) if options.templates else ()


def _differs(out: Path, name: str, data: bytes) -> bool:
    try:
        return read_inside(out, name, len(data)) != data
    except OSError:
        return True


def _chosen(release: Release, options: Options, writers: Sequence[Writer] | None) -> tuple[list[str], list[Writer]]:
    """Return the languages and the writers to run: what was asked for, or what kit.yaml lists."""
    from presskit.writers import PROOFS, table

    known = writers if writers is not None else table(attach=options.attach)
    _refuse_unknown("language", options.languages, release.languages)
    _refuse_unknown("output", options.only, [writer.name for writer in known])
    wanted = options.only or release.outputs
    tags = [tag for tag in release.languages if not options.languages or tag in options.languages]
    return tags, [*(writer for writer in known if writer.name in wanted), *(PROOFS if options.proof else ())]


def _refuse_unknown(what: str, asked: Iterable[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            raise NotAskedForError(f"there is no {what} «{name}»; choose from: {', '.join(known)}")


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


def _kept(outcome: Outcome, key: str, version: int) -> tuple[str, Kept]:
    from presskit.kit.tasks import path_of

    artefact = outcome.artefact
    if artefact is None:
        raise ValueError("nothing was made")
    digest = manifest.digest_of(artefact.data)
    told = tuple(each for each in outcome.diagnostics if each.severity is not Severity.ERROR)
    facts = (key, outcome.language, str(outcome.writer.name), artefact.pages, len(artefact.data), digest, version, told)
    return path_of(artefact, outcome.language), Kept(*facts)
