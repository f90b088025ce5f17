"""OmegaT in console mode (Debian's omegat): what a translator sees of a file, and what comes out when it is translated."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from tests import programs

__all__ = ["OMEGAT", "segments", "translated"]

OMEGAT = programs.program("omegat")
_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{source}</source_lang><target_lang>{target}</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""


def _run(folder: Path, *options: str) -> str:
    environment = {
        "HOME": str(folder),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "JAVA_TOOL_OPTIONS": f"-Duser.home={folder}",
    }
    command = [str(OMEGAT), str(folder / "project"), *options, f"--config-dir={folder / 'config'}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _project(folder: Path, files: Mapping[str, bytes], memory: bytes, source: str, target: str) -> Path:
    place = folder / "project"
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (place / name).mkdir(parents=True)
    (place / "omegat.project").write_text(_PROJECT.format(source=source, target=target))
    for name, data in files.items():
        (place / "source" / name).write_bytes(data)
    if memory:
        (place / "tm/auto/memory.tmx").write_bytes(memory)
    return place


def segments(folder: Path, files: Mapping[str, bytes], source: str = "en", target: str = "ar") -> list[str]:
    """Return the segments that OmegaT finds, with its tags as ``<t0/>``."""
    _project(folder, files, b"", source, target)
    _run(
        folder,
        "--mode=console-createpseudotranslatetmx",
        f"--pseudotranslatetmx={folder / 'all.tmx'}",
        "--pseudotranslatetype=equal",
    )
    root = etree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", (folder / "all.tmx").read_bytes()))
    return ["".join(map(str, next(unit.iter("seg")).itertext())) for unit in root.iter("tu")]


def translated(
    folder: Path, files: Mapping[str, bytes], memory: bytes, source: str = "en", target: str = "ar"
) -> dict[str, bytes]:
    """Return the files as OmegaT translates them from a memory alone."""
    place = _project(folder, files, memory, source, target)
    _run(folder, "--mode=console-translate")
    return {each.name: each.read_bytes() for each in (place / "target").rglob("*") if each.is_file()}
