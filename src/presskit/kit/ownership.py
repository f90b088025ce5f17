"""Whose outputs lie in a folder, and of which version: never another kit's, and never a lower version over a higher."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from presskit.checks.lint import translation_behind
from presskit.diagnostics import Diagnostic
from presskit.intake import read_inside
from presskit.kit import rules
from presskit.kit.fingerprint import MANIFEST_LIMIT, MARKER
from presskit.kit.manifest import Manifest, Owner
from presskit.kit.outputs import OutputError
from presskit.model.release import Release
from presskit.source import Span

__all__ = [
    "REPORT", "Existing", "existing", "languages_behind", "owner_of", "refuse_another", "refuse_strangers",
    "version_taken_back",
]  # fmt: skip

REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class Existing:
    """What an output folder holds: the kit that it is of, and the paths of its outputs that are still there."""

    owner: Owner = field(default_factory=Owner)
    files: frozenset[str] = frozenset()


def existing(out: Path, known: Manifest) -> Existing:
    """Return what the manifest and the report of ``out`` tell. Neither is believed about files outside the folder."""
    report = _report(out)
    told = _owner(report)
    owner = known.owner if known.owner.id in {told.id, ""} or not told.id else told
    owner = owner if owner.id else told
    version = max(owner.version, told.version if told.id == owner.id else 0)
    names = {*known.everything(), *_listed(report)}
    there = (name for name in names if _is_inside(name) and os.path.lexists(out / name))
    return Existing(Owner(owner.id, owner.folder, version), frozenset(there))


def _report(out: Path) -> Any:
    try:
        return json.loads(read_inside(out, REPORT, MANIFEST_LIMIT))
    except (OSError, ValueError, RecursionError):
        return {}


def _owner(report: Any) -> Owner:
    """Return the kit that a report names; one without a name where it names none."""
    release = report.get("release") if isinstance(report, dict) else None
    if not isinstance(release, dict) or not isinstance(release.get("id"), str):
        return Owner()
    version = release.get("version")
    return Owner(release["id"], "", version if isinstance(version, int) else 0)


def _listed(report: Any) -> Iterator[str]:
    files = report.get("files") if isinstance(report, dict) else None
    for entry in files if isinstance(files, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("path"), str):
            yield entry["path"]


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\0" not in name and "\\" not in name


def owner_of(folder: Path, release: Release) -> Owner:
    """Return a kit as it is named in an output folder; the name of its own folder tells two kits of one id apart."""
    return Owner(release.id, folder.resolve().name, release.version)


def refuse_another(out: Path, there: Existing, kit: Owner) -> None:
    """Raise :class:`OutputError` where the outputs of another kit than ``kit`` lie in ``out``."""
    owner = there.owner
    same_folder = not owner.folder or owner.folder == kit.folder
    if not there.files or not owner.id or (owner.id == kit.id and same_folder):
        return
    whose, mine = (f"the kit «{each.id}»" + (f" in the folder «{each.folder}»" if each.folder else "") for each in (owner, kit))
    way_out = "name another folder for this one: --out DIR"
    if owner.id == kit.id:
        way_out += f". Was its folder only renamed? Then delete {out / REPORT} and the files of the older build first"
    raise OutputError(f"{out} holds the outputs of {whose}, and this is {mine}: nothing was written. {way_out}")


def refuse_strangers(out: Path, there: Existing, paths: Iterable[str]) -> None:
    """Raise :class:`OutputError` where a file that no build of this kit made stands in the place of an output."""
    strange = sorted(path for path in paths if path not in there.files and os.path.lexists(out / path))
    if strange:
        message = f"{out / strange[0]} was not made by a build of this kit, and would be overwritten: nothing was written"
        raise OutputError(f"{message}. Move it away, or name another folder: --out DIR")


def version_taken_back(there: Existing, kit: Owner, files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield an error where a higher version was built into the output folder before."""
    if kit.version < there.owner.version:
        message = f"version {there.owner.version} of «{kit.id}» was built before, and this is version {kit.version}"
        hint = f"write version: {there.owner.version}, or a higher one; or name another folder for an older state: --out DIR"
        yield rules.VERSION_LOWER.at(_place(files.get(MARKER, b"").decode("utf-8-sig", "replace")), message, hint)


def _place(text: str) -> Span:
    """Return where kit.yaml states the version; its beginning where it does not."""
    for number, line in enumerate(text.splitlines(), 1):
        if stated := re.match(r"version:\s*(?=\S)", line):
            return Span(MARKER, number, stated.end() + 1)
    return Span(MARKER, 1)


def languages_behind(release: Release, findings: Iterable[Diagnostic]) -> set[str]:
    """Return the languages that get nothing under this version: their texts translate an earlier state of the source.

    A first version has not gone out yet; there a warning is enough. One that a person has accepted is no finding any more.
    """
    behind = {each.span.source for each in findings if each.code == translation_behind.RULE.code}
    return {tag for tag in release.languages if f"statement.{tag}.md" in behind} if release.version > 1 else set()
