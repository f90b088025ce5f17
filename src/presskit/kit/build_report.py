"""What is asked of a build, what it made, and the report.json that lies beside its outputs."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from presskit.diagnostics import Diagnostic, has_errors
from presskit.intake import read_inside
from presskit.kit import rules
from presskit.kit.fingerprint import MANIFEST
from presskit.kit.manifest import REPORT, Existing, KnownOutput, Manifest, refuse_foreign_files
from presskit.kit.outputs import write_all
from presskit.source import Span
from presskit.version import __version__

__all__ = ["BuildReport", "BuildRequest", "BuiltFile", "SkippedLanguage", "entry", "skipped_language", "write_outputs"]


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built: the kit in ``folder`` below ``out``, one folder a language.

    ``only`` these outputs and ``languages`` are made, all where empty; ``templates`` is a folder of the user's own, used
    first. With ``proof``, a proof of the print PDF and a contact sheet lie beside them; with ``attach``, the PDF carries the
    release as data; with ``force``, all is made again. ``jobs`` is how many processes may work at once, 0 for one a core.
    """

    folder: Path
    out: Path = Path("build")
    only: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    templates: Path | None = None
    proof: bool = False
    attach: bool = False
    force: bool = False
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """An output file: its path below the output folder with ``/``, its size in bytes and its SHA-256 in hexadecimal.

    ``version`` is the release's, as the file states it. ``kept`` tells that it lay there already, from an earlier build of the
    same words.
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
    """A language that was not made; the highest ``version`` whose outputs lie there, 0 where none do."""

    language: str
    version: int
    finding: Diagnostic


def entry(path: str, known: KnownOutput, *, kept: bool) -> BuiltFile:
    """Return the entry of an output in a report."""
    facts = (path, known.language, known.format, known.pages, known.bytes, known.sha256, known.version)
    return BuiltFile(*facts, kept)


def skipped_language(language: str, complete: Manifest, out: Path, version: int) -> SkippedLanguage:
    """Return a language whose text is behind its source: nothing of it was made under this ``version``."""
    old = max((kept.version for kept in complete.others.values() if kept.language == language), default=0)
    there = f"those of version {old} are as they were" if old else "none lie there"
    message = f"no output in «{language}» was made under version {version}, for its text is behind the source; {there}"
    hint = f"bring statement.{language}.md up to date, and build again"
    return SkippedLanguage(language, old, rules.LANGUAGE_LEFT.at(Span(str(out / language)), message, hint))


def _stale(out: Path, there: Existing, files: Collection[str]) -> Iterable[Diagnostic]:
    """Yield a note for each output that earlier builds made, this one does not make, and that still lies there."""
    for name in sorted(there.files.difference(files)):
        message = f"«{out / name}» was made by an earlier build, and not by this one"
        yield rules.STALE_OUTPUT.at(Span(str(out / name)), message, "delete it if it is no longer wanted")


def _report(complete: Manifest, left: Sequence[SkippedLanguage]) -> bytes:
    """Return the report: equal bytes for equal outputs, so it holds no time and no place of the disk."""
    owner = complete.owner
    entries = [asdict(entry(path, kept, kept=False)) for path, kept in complete.everything().items()]
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
    apart = {each.language for each in left}
    known = complete.everything().items()
    fine = [path for path, kept in known if path in complete.outputs or kept.key in current or kept.language in apart]
    old = [*_stale(out, there, fine)]
    complete = replace(complete, clean=clean and not old)
    files = {**data, REPORT: _report(complete, left), MANIFEST: complete.encoded()}
    write_all(out, {name: each for name, each in files.items() if _differs(out, name, each)})
    return old


def _differs(out: Path, name: str, data: bytes) -> bool:
    try:
        return read_inside(out, name, len(data)) != data
    except OSError:
        return True
