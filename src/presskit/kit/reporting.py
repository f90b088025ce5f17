"""What a build tells of its output folder: the report, and the outputs that it did not make."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from presskit import __version__
from presskit.diagnostics import Diagnostic
from presskit.kit import rules
from presskit.kit.build_report import Made
from presskit.kit.manifest import Kept, Manifest
from presskit.kit.ownership import Lying
from presskit.source import Span

__all__ = ["Left", "entry", "left_behind", "report", "stale"]


@dataclass(frozen=True, slots=True)
class Left:
    """A language that was not made; the highest ``version`` whose outputs lie there, 0 where none do."""

    language: str
    version: int
    finding: Diagnostic


def entry(path: str, known: Kept, *, kept: bool) -> Made:
    """Return what is told of an output."""
    facts = (path, known.language, known.format, known.pages, known.bytes, known.sha256, known.version)
    return Made(*facts, kept)


def left_behind(language: str, complete: Manifest, out: Path, version: int) -> Left:
    """Return a language whose text is behind its source: nothing of it was made under this ``version``."""
    old = max((kept.version for kept in complete.others.values() if kept.language == language), default=0)
    there = f"those of version {old} are as they were" if old else "none lie there"
    message = f"no output in «{language}» was made under version {version}, for its text is behind the source; {there}"
    hint = f"bring statement.{language}.md up to date, and build again"
    return Left(language, old, rules.LANGUAGE_LEFT.at(Span(str(out / language)), message, hint))


def stale(out: Path, lies: Lying, files: Collection[str]) -> Iterable[Diagnostic]:
    """Yield a note for each output that earlier builds made, this one does not make, and that still lies there."""
    for name in sorted(lies.files.difference(files)):
        message = f"«{out / name}» was made by an earlier build, and not by this one"
        yield rules.STALE_OUTPUT.at(Span(str(out / name)), message, "delete it if it is no longer wanted")


def report(complete: Manifest, left: Sequence[Left]) -> bytes:
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
