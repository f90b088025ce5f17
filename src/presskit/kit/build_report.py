"""The request of a build, its report, and the report.json next to its outputs."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from presskit.diagnostics import Diagnostic, has_errors
from presskit.kit import rules
from presskit.kit.fingerprint import MANIFEST, is_same
from presskit.kit.manifest import REPORT, Existing, KnownOutput, Manifest, digest_of, refuse_foreign_files
from presskit.source import Span
from presskit.store.commit import write_all
from presskit.version import __version__

__all__ = ["BuildReport", "BuildRequest", "BuiltFile", "SkippedLanguage", "entry", "skipped_language", "write_outputs"]


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built: the kit in ``folder`` below ``out``, one folder a language.

    ``only`` these outputs are made, those that kit.yaml lists if it is None; ``languages``, all if empty. ``templates`` is
    a folder of the user's own, used first. With ``proof``, a proof of the print PDF and a contact sheet lie beside them;
    with ``attach``, the PDF carries the release as data; with ``force``, all is made again. ``jobs`` is how many processes
    may work at once, 0 for one a core.
    """

    folder: Path
    out: Path = Path("build")
    only: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    templates: Path | None = None
    proof: bool = False
    attach: bool = False
    force: bool = False
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """An output file: its path below the output folder with ``/``, its size in bytes and its SHA-256 in hexadecimal.

    ``version`` is the release's, as the file states it. ``kept``: it was there already, from an earlier build of the same
    words.
    """

    path: str
    language: str
    format: str
    pages: int
    bytes: int
    sha256: str
    version: int
    kept: bool = False


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made or kept, all that was found, and how many seconds it took.

    The outputs of a language in which an error was found are not among them: they are as they were.
    """

    made: tuple[BuiltFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    elapsed: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether errors kept the build from making all that was asked for."""
        return has_errors(self.diagnostics)


@dataclass(frozen=True, slots=True)
class SkippedLanguage:
    """A language that was not made; ``version`` is the highest whose outputs are there, 0 if none are."""

    language: str
    version: int
    finding: Diagnostic


def entry(path: str, known: KnownOutput, *, kept: bool) -> BuiltFile:
    """Return the entry of an output in a report."""
    return BuiltFile(path, known.language, known.format, known.pages, known.bytes, known.sha256, known.version, kept)


def skipped_language(language: str, complete: Manifest, out: Path, version: int) -> SkippedLanguage:
    """Return a language whose text is behind its source: nothing of it was made under this ``version``."""
    old = max((each.version for each in complete.others.values() if each.language == language), default=0)
    there = f"those of version {old} are as they were" if old else "none lie there"
    message = f"no output in «{language}» was made under version {version}, for its text is behind the source; {there}"
    hint = f"bring statement.{language}.md up to date, and build again"
    return SkippedLanguage(language, old, rules.LANGUAGE_LEFT.at(Span(str(out / language)), message, hint))


def _stale(path: Path) -> Diagnostic:
    """Return the note about an output that an earlier build made, this one does not make, and that is still there."""
    message = f"«{path}» was made by an earlier build, and not by this one"
    return rules.STALE_OUTPUT.at(Span(str(path)), message, "delete it if it is no longer wanted")


def _report(complete: Manifest, left: Sequence[SkippedLanguage]) -> bytes:
    """Return the report: equal bytes for equal outputs, so it contains no time and no path outside the folder."""
    owner = complete.owner
    entries = (asdict(entry(path, output, kept=False)) for path, output in complete.everything().items())
    facts = {
        "presskit": __version__,
        "release": {"id": owner.id, "version": owner.version},
        "files": [{key: value for key, value in each.items() if key != "kept"} for each in entries],
        "not_made": [
            {"language": each.language, "files_of_version": each.version or None, "why": each.finding.message} for each in left
        ],
    }
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


def write_outputs(  # noqa: PLR0913, PLR0917 -- all that lies in an output folder, one by one
    out: Path,
    there: Existing,
    complete: Manifest,
    data: Mapping[str, bytes],
    current: Collection[str],
    left: Sequence[SkippedLanguage],
    *,
    clean: bool,
) -> list[Diagnostic]:
    """Write what is new, the report and the manifest, and return what is old. ``current`` are the keys of all outputs."""
    if not complete.outputs:
        return []
    refuse_foreign_files(out, there, data)
    apart, known = {each.language for each in left}, complete.everything().items()
    fine = [path for path, each in known if path in complete.outputs or each.key in current or each.language in apart]
    old = [_stale(out / name) for name in sorted(there.files.difference(fine))]
    complete = replace(complete, clean=clean and not old)
    files = {**data, REPORT: _report(complete, left), MANIFEST: complete.encoded()}
    write_all(out, {name: each for name, each in files.items() if not is_same(str(out), name, len(each), digest_of(each))})
    return old
