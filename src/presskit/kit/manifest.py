"""What an output folder was made from, so that only what has changed is made again.

A key stands for everything that an output depends on: the edition's words, the pictures and templates, the options, and
presskit itself with its engines. An output whose key is the same and whose bytes on the disk are those that were
written is neither made nor written again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from presskit.diagnostics import Diagnostic, Severity
from presskit.source import Span, Unit

__all__ = ["FILE", "Kept", "Manifest", "digest", "digest_of", "machinery", "read", "same_bytes"]

FILE = ".presskit-manifest.json"
FORMAT = 1
ENGINES = (
    "weasyprint", "pydyf", "pikepdf", "docx", "jinja2", "babel", "lxml", "PIL", "fontTools", "phonenumbers", "markdown_it",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of one output: its key, and the facts that a build tells of it."""

    key: str
    language: str
    format: str
    pages: int
    bytes: int
    sha256: str
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last build of a folder. ``whole`` is the key of all of it together; until ``until`` nothing changes by itself.

    ``diagnostics`` are those of the kit; ``outputs`` are by their path below the output folder.
    """

    whole: str = ""
    until: datetime | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    outputs: Mapping[str, Kept] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """Return the manifest as JSON."""
        plain = {
            "format": FORMAT,
            "whole": self.whole,
            "until": self.until.isoformat() if self.until else None,
            "diagnostics": [asdict(each) for each in self.diagnostics],
            "outputs": {path: asdict(kept) for path, kept in sorted(self.outputs.items())},
        }
        return (json.dumps(plain, ensure_ascii=False, sort_keys=True) + "\n").encode()


def read(out: Path) -> Manifest:
    """Return the manifest of an output folder; an empty one where there is none that can be understood."""
    try:
        plain = json.loads((out / FILE).read_bytes())
        if plain["format"] != FORMAT:
            return Manifest()
        until = datetime.fromisoformat(plain["until"]) if plain["until"] else None
        outputs = {str(path): _kept(kept) for path, kept in plain["outputs"].items()}
        return Manifest(str(plain["whole"]), until, _diagnostics(plain["diagnostics"]), outputs)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Manifest()


def _kept(plain: dict[str, Any]) -> Kept:
    return Kept(**{**plain, "diagnostics": _diagnostics(plain["diagnostics"])})


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


def digest(parts: Iterable[bytes | str]) -> str:
    """Return the SHA-256 of the parts, each with its length, in hexadecimal."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of an output in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def machinery(templates: Iterable[Path], fonts: Path) -> str:
    """Return a key of what makes outputs: templates and fonts, presskit's own files, and its engines as installed.

    Templates are known by their bytes, what is installed by size and time of its files.
    """
    from importlib.util import find_spec

    package = Path(__file__).resolve().parents[1]
    found = (find_spec(name) for name in ENGINES)
    engines = [Path(spec.origin) for spec in found if spec is not None and spec.origin]
    own = [*sorted(package.rglob("*.py")), *sorted(fonts.iterdir()), *engines]
    texts = [path for folder in templates for path in sorted(folder.rglob("*")) if path.is_file()]
    return digest([*map(_stamp, own), *(part for path in texts for part in (path.name, path.read_bytes()))])


def _stamp(path: Path) -> str:
    facts = path.stat()
    return f"{path.name} {facts.st_size} {facts.st_mtime_ns}"


def same_bytes(out: Path, path: str, kept: Kept) -> bool:
    """Tell whether the output on the disk is the one that was written."""
    try:
        data = (out / path).read_bytes()
    except (OSError, ValueError):
        return False
    return len(data) == kept.bytes and digest_of(data) == kept.sha256


