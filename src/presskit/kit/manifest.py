"""What an output folder was made from and whose outputs it contains, so that only what has changed is made again.

A key stands for everything that an output depends on: the edition's words, the pictures and templates, the options, and
presskit itself with its engines. An output whose key is the same and whose bytes on the disk are those that were
written is neither made nor written again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from presskit.checks.lint import translation_behind
from presskit.diagnostics import Diagnostic, Severity
from presskit.intake import read_inside
from presskit.kit import fingerprint, rules
from presskit.kit.fingerprint import FORMAT, MARKER
from presskit.kit.zipped import kit_name
from presskit.limits import MANIFEST_BYTES
from presskit.model.edition import Edition, for_output
from presskit.model.release import Release
from presskit.resources import Resources
from presskit.source import Span, Unit
from presskit.store.commit import OutputError
from presskit.writers import Writer

__all__ = [
    "REPORT", "Existing", "Keys", "KnownOutput", "Manifest", "Owner", "digest_of", "existing", "languages_behind",
    "owner_of", "read", "refuse_another", "refuse_foreign_files", "same_bytes", "version_taken_back",
]  # fmt: skip

@dataclass(frozen=True, slots=True)
class Owner:
    """The kit whose outputs lie in a folder: its id, the name of its own folder, and the highest version that was made."""

    id: str = ""
    folder: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class KnownOutput:
    """What is known of one output: its key, and the facts that a build tells of it; ``version`` is the release's."""

    key: str
    language: str
    format: str
    pages: int
    bytes: int
    sha256: str
    version: int
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last build of a folder.

    ``whole`` is the key of all of it together; until ``until`` (seconds since 1970, UTC) nothing changes by itself.
    ``diagnostics`` are those of the kit; ``outputs`` are by their path below the output folder; ``others``
    lie there too, and come from builds that were asked for something else. A build that had nothing
    at all to say is ``clean``.
    """

    whole: str = ""
    until: float | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    outputs: Mapping[str, KnownOutput] = field(default_factory=dict)
    others: Mapping[str, KnownOutput] = field(default_factory=dict)
    clean: bool = False
    owner: Owner = Owner()

    def everything(self) -> dict[str, KnownOutput]:
        """Return all outputs that are known to lie in the folder."""
        return {**self.others, **self.outputs}

    def encoded(self) -> bytes:
        """Return the manifest as JSON."""
        return (json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, sort_keys=True) + "\n").encode()


def read(out: Path) -> Manifest:
    """Return the manifest of an output folder; an empty one where there is none that can be understood."""
    try:
        plain = fingerprint.recorded(str(out))
        until = None if plain["until"] is None else float(plain["until"])
        outputs, others = ({path: _known_output(each) for path, each in plain[key].items()} for key in ("outputs", "others"))
        owner = Owner(str(plain["owner"]["id"]), str(plain["owner"]["folder"]), int(plain["owner"]["version"]))
        return Manifest(str(plain["whole"]), until, _diagnostics(plain), outputs, others, owner=owner)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Manifest()


def _known_output(plain: dict[str, Any]) -> KnownOutput:
    return KnownOutput(**{**plain, "diagnostics": _diagnostics(plain)})


def _diagnostics(plain: dict[str, Any]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            each["code"],
            Severity(each["severity"]),
            each["message"],
            _span(each["span"]),
            each["hint"],
            tuple((_span(span), word) for span, word in each["related"]),
        )
        for each in plain["diagnostics"]
    )


def _span(plain: dict[str, Any]) -> Span:
    if plain["unit"] not in get_args(Unit):
        raise ValueError(plain["unit"])
    return Span(**plain)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of an output in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def same_bytes(out: Path, path: str, output: KnownOutput) -> bool:
    """Return whether the output on the disk is the one that was written."""
    return fingerprint.is_same(str(out), path, output.bytes, output.sha256)


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes the keys of outputs.

    ``machinery`` is the key of what makes outputs, ``words`` are the options that change one output.
    """

    machinery: str
    words: Iterable[str]
    resources: Resources
    _edition_keys: dict[int, tuple[Edition, str]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, edition: Edition, writer: Writer) -> str:
        """Return the key of one output."""
        pictures = [part for name, data in sorted(self.resources.assets.items()) for part in (name, data)]
        contacts = repr(for_output(edition, writer.format).contacts)
        return fingerprint.digest([self.machinery, *self.words, writer.identity, self._of(edition), contacts, *pictures])

    def _of(self, edition: Edition) -> str:
        """Return a key of all but the contacts, which differ by output; each edition is gone through once.

        An edition's ``repr`` holds all its words and facts, and no place in a file.
        """
        if id(edition) not in self._edition_keys:
            self._edition_keys[id(edition)] = edition, fingerprint.digest([repr(replace(edition, contacts=None))])
        return self._edition_keys[id(edition)][1]


REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class Existing:
    """What an output folder holds: the kit that it is of, and the paths of its outputs that are still there."""

    owner: Owner = field(default_factory=Owner)
    files: frozenset[str] = frozenset()


def existing(out: Path, known: Manifest) -> Existing:
    """Return what the manifest and the report of ``out`` record; paths outside the folder are ignored."""
    report: Any = None
    with suppress(OSError, ValueError, RecursionError):
        report = json.loads(read_inside(out, REPORT, MANIFEST_BYTES))
    report = report if isinstance(report, dict) else {}
    reported = _owner_in_report(report.get("release"))
    owner = known.owner if known.owner.id and reported.id in {known.owner.id, ""} else reported
    owner = replace(owner, version=max(owner.version, reported.version if reported.id == owner.id else 0))
    files = report.get("files")
    listed = [entry.get("path") for entry in files if isinstance(entry, dict)] if isinstance(files, list) else []
    names = {*known.everything(), *(path for path in listed if isinstance(path, str))}
    there = frozenset(name for name in names if _is_inside(name) and os.path.lexists(out / name))
    return Existing(owner, there)


def _owner_in_report(release: Any) -> Owner:
    """Return the kit that the ``release`` of a report names; one with an empty id if it names none."""
    if not isinstance(release, dict) or not isinstance(release.get("id"), str):
        return Owner()
    version = release.get("version")
    return Owner(release["id"], "", version if isinstance(version, int) else 0)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\0" not in name and "\\" not in name


def owner_of(folder: Path, release: Release) -> Owner:
    """Return a kit as it is named in an output folder; the name of its own folder tells two kits of one id apart."""
    return Owner(release.id, kit_name(folder), release.version)


def refuse_another(out: Path, there: Existing, kit: Owner) -> None:
    """Raise :class:`OutputError` where the outputs of another kit than ``kit`` lie in ``out``."""
    owner = there.owner
    if not there.files or not owner.id or (owner.id == kit.id and owner.folder in {"", kit.folder}):
        return
    whose, mine = (f"the kit «{each.id}»" + (f" in the folder «{each.folder}»" if each.folder else "") for each in (owner, kit))
    way_out = "Name another folder for this one"
    if owner.id == kit.id:
        way_out += f". Was its folder only renamed? Then delete {out / REPORT} and the files of the older build first"
    raise OutputError(
        f"{out} holds the outputs of {whose}, and this is {mine}: nothing was written. {way_out}", fields=("out",)
    )


def refuse_foreign_files(out: Path, there: Existing, paths: Iterable[str]) -> None:
    """Raise :class:`OutputError` where a file that no build of this kit made stands in the place of an output."""
    strange = sorted(path for path in paths if path not in there.files and os.path.lexists(out / path))
    if strange:
        message = f"{out / strange[0]} was not made by a build of this kit, and would be overwritten: nothing was written"
        raise OutputError(f"{message}. Move it away, or name another folder", fields=("out",))


def version_taken_back(there: Existing, kit: Owner, files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield an error where a higher version was built into the output folder before."""
    if kit.version < there.owner.version:
        lines = files.get(MARKER, b"").decode("utf-8-sig", "replace").splitlines()
        matches = ((number, re.match(r"version:\s*(?=\S)", line)) for number, line in enumerate(lines, 1))
        place = next((Span(MARKER, number, match.end() + 1) for number, match in matches if match), Span(MARKER, 1))
        message = f"version {there.owner.version} of «{kit.id}» was built before, and this is version {kit.version}"
        hint = f"write version: {there.owner.version}, or a higher one; or name another output folder for an older state"
        yield rules.VERSION_LOWER.at(place, message, hint)


def languages_behind(release: Release, findings: Iterable[Diagnostic]) -> set[str]:
    """Return the languages that get nothing under this version: their texts translate an earlier state of the source.

    A first version has not gone out yet; there a warning is enough. One that a person has accepted is no finding any more.
    """
    behind = {each.span.source for each in findings if each.code == translation_behind.CHECK.rule.code}
    return {tag for tag in release.languages if f"statement.{tag}.md" in behind} if release.version > 1 else set()
