"""The licences of the libraries that presskit runs with: what each states, and what that is as an SPDX expression."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

__all__ = ["ALLOWED", "EXPRESSIONS", "ONLY_ELSEWHERE", "READ", "Bundled", "Pin", "bundled", "declared", "licence_of", "parts", "pins"]

LOCK = Path(__file__).parents[2] / "requirements/run.txt"
EDITOR_LOCK = Path(__file__).parents[2] / "src/presskit/studio/editor/package-lock.json"
_PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^ ]+)(?: ; (?P<marker>[^\\]+?))? \\$")

ALLOWED = frozenset({
    "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-2.1-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0",
    "GPL-2.0-or-later", "PSF-2.0", "Unlicense",
})  # fmt: skip
"""The licences that may occur in an expression. GPL only where another one may be chosen: see ``test_licences.py``."""

EXPRESSIONS = {
    "Apache-2.0": "Apache-2.0",
    "BSD-3-Clause": "BSD-3-Clause",
    "MIT": "MIT",
    "PSFL": "PSF-2.0",
    "Unlicense": "Unlicense",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What packages state in the older fields of their metadata (``License``, classifiers), where it says one thing only."""

_THREE = (
    "License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+); "
    "License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+); "
    "License :: OSI Approved :: Mozilla Public License 1.1 (MPL 1.1)"
)
READ = {
    ("cssselect2", "License :: OSI Approved :: BSD License"): "BSD-3-Clause",
    ("jinja2", "License :: OSI Approved :: BSD License"): "BSD-3-Clause",
    ("num2words", "LGPL"): "LGPL-2.1-or-later",
    ("pydyf", "License :: OSI Approved :: BSD License"): "BSD-3-Clause",
    ("pypdfium2", "BSD-3-Clause, Apache-2.0, dependency licenses"): "BSD-3-Clause AND Apache-2.0",
    ("pyphen", _THREE): "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    ("tinycss2", "License :: OSI Approved :: BSD License"): "BSD-3-Clause",
    ("weasyprint", "License :: OSI Approved :: BSD License"): "BSD-3-Clause",
    ("webencodings", "License :: OSI Approved :: BSD License"): "BSD-3-Clause",
}
"""By package and what it states: what the text of its licence turned out to be, read by a person."""

ONLY_ELSEWHERE = {"brotlicffi": "MIT"}
"""Packages that the lock wants on other systems or interpreters only, by their metadata there."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A package of the lock: its version, where it is wanted (a marker, or empty), and the SHA-256 of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def pins(lock: Path = LOCK) -> tuple[Pin, ...]:
    """Return the packages of a lock, in its order."""
    found: list[Pin] = []
    for line in lock.read_text("utf-8").splitlines():
        if match := _PIN.match(line):
            found.append(Pin(match["name"], match["version"], match["marker"] or "", ()))
        else:
            last = found.pop()
            digest = line.strip().removesuffix(" \\").removeprefix("--hash=sha256:")
            found.append(Pin(last.name, last.version, last.marker, (*last.hashes, digest)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Bundled:
    """A package of npm that is bundled into the studio's editor: the SHA-512 of its archive, and what it asks for."""

    name: str
    version: str
    licence: str
    digest: str
    needs: tuple[str, ...]


def bundled(lock: Path = EDITOR_LOCK) -> tuple[Bundled, ...]:
    """Return the packages that the wheel carries inside the editor, by name: those of its lock that do not build it alone."""
    entries = json.loads(lock.read_text("utf-8"))["packages"]
    kept = {path.rpartition("node_modules/")[2]: each for path, each in entries.items() if path and not each.get("dev")}
    return tuple(
        Bundled(name, each["version"], each["license"], _hexadecimal(each["integrity"]), tuple(sorted(each.get("dependencies", {}))))
        for name, each in sorted(kept.items())
    )


def _hexadecimal(integrity: str) -> str:
    """Return a digest as Subresource Integrity writes it in hexadecimal; raises ``ValueError`` for another than SHA-512."""
    kind, _, digest = integrity.partition("-")
    if kind != "sha512":
        raise ValueError(integrity)
    return base64.b64decode(digest, validate=True).hex()


def declared(name: str) -> str:
    """Return the licence that an installed package states; raises ``PackageNotFoundError`` where it is not installed."""
    stated = metadata.metadata(name)
    classifiers = [each for each in stated.get_all("Classifier") or () if each.startswith("License ::")]
    found: list[str] = stated.get_all("License-Expression") or stated.get_all("License") or ["; ".join(classifiers)]
    return found[0]


def licence_of(name: str) -> str:
    """Return the licence of a package as an SPDX expression; raises ``KeyError`` where nobody has read it yet."""
    try:
        stated = declared(name)
    except metadata.PackageNotFoundError:
        return ONLY_ELSEWHERE[name]
    if metadata.metadata(name).get_all("License-Expression"):
        return stated
    return EXPRESSIONS.get(stated) or READ[name, stated]


def parts(expression: str) -> set[str]:
    """Return the licences of an SPDX expression."""
    return set(re.split(r" AND | OR | WITH |[()]", expression)) - {""}
