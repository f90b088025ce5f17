"""What an output folder was made from, so that only what has changed is made again.

A key stands for everything that an output depends on: the edition's words, the pictures and templates, the options, and
presskit itself with its engines. An output whose key is the same and whose bytes on the disk are those that were
written is neither made nor written again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from presskit.diagnostics import Diagnostic, Severity
from presskit.kit import fingerprint
from presskit.kit.fingerprint import FORMAT
from presskit.model.edition import Edition, for_output
from presskit.resources import Resources
from presskit.source import Span, Unit
from presskit.writers import Writer

__all__ = ["Keys", "KnownOutput", "Manifest", "Owner", "digest_of", "read", "same_bytes"]


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
        plain = {
            "format": FORMAT,
            "whole": self.whole,
            "until": self.until,
            "clean": self.clean,
            "owner": asdict(self.owner),
            "diagnostics": [asdict(each) for each in self.diagnostics],
            "outputs": {path: asdict(kept) for path, kept in sorted(self.outputs.items())},
            "others": {path: asdict(kept) for path, kept in sorted(self.others.items())},
        }
        return (json.dumps(plain, ensure_ascii=False, sort_keys=True) + "\n").encode()


def read(out: Path) -> Manifest:
    """Return the manifest of an output folder; an empty one where there is none that can be understood."""
    try:
        plain = fingerprint.recorded(str(out))
        until = None if plain["until"] is None else float(plain["until"])
        outputs, others = ({str(p): _kept(kept) for p, kept in plain[each].items()} for each in ("outputs", "others"))
        told = _diagnostics(plain["diagnostics"])
        return Manifest(str(plain["whole"]), until, told, outputs, others, owner=_owner(plain["owner"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Manifest()


def _owner(plain: dict[str, Any]) -> Owner:
    return Owner(str(plain["id"]), str(plain["folder"]), int(plain["version"]))


def _kept(plain: dict[str, Any]) -> KnownOutput:
    return KnownOutput(**{**plain, "diagnostics": _diagnostics(plain["diagnostics"])})


def _diagnostics(plain: Iterable[dict[str, Any]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            each["code"],
            Severity(each["severity"]),
            each["message"],
            _span(each["span"]),
            each["hint"],
            tuple((_span(span), word) for span, word in each["related"]),
        )
        for each in plain
    )


def _span(plain: dict[str, Any]) -> Span:
    if plain["unit"] not in get_args(Unit):
        raise ValueError(plain["unit"])
    return Span(**plain)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of an output in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def same_bytes(out: Path, path: str, kept: KnownOutput) -> bool:
    """Tell whether the output on the disk is the one that was written."""
    try:
        return fingerprint.is_same(str(out), path, kept.bytes, kept.sha256)
    except (OSError, ValueError, TypeError):
        return False


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes the keys of outputs.

    ``machinery`` is the key of what makes outputs, ``words`` are the options that change one output.
    """

    machinery: str
    words: Iterable[str]
    resources: Resources
    _told: dict[int, tuple[Edition, str]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, edition: Edition, writer: Writer) -> str:
        """Return the key of one output."""
        pictures = [part for name, data in sorted(self.resources.assets.items()) for part in (name, data)]
        contacts = repr(for_output(edition, writer.format).contacts)
        return fingerprint.digest([self.machinery, *self.words, writer.identity, self._of(edition), contacts, *pictures])

    def _of(self, edition: Edition) -> str:
        """Return a key of all but the contacts, which differ by output; each edition is gone through once.

        An edition's ``repr`` holds all its words and facts, and no place in a file.
        """
        if id(edition) not in self._told:
            self._told[id(edition)] = edition, fingerprint.digest([repr(replace(edition, contacts=None))])
        return self._told[id(edition)][1]
