"""Where a folder or a zip file that is no kit has one: next below, or in another zip file."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from presskit.diagnostics import Diagnostic
from presskit.kit import fingerprint
from presskit.kit.fingerprint import printable
from presskit.kit.zipped import SUFFIX, ZippedKit, is_zip
from presskit.readers.rules import MISSING_FILE
from presskit.source import Span

__all__ = ["with_place_of_kit"]

MOST_NAMES = 500


def with_place_of_kit(folder: Path, finding: Diagnostic) -> Diagnostic:
    """Return the finding that there is no kit.yaml with a hint that names what lies there in its place; others as they are."""
    if finding.code != MISSING_FILE.code or finding.span != Span(fingerprint.MARKER):
        return finding
    kits, packed = _kits_below(folder)
    lies_in = f"unpack «{folder.name}», and name" if is_zip(folder) else "name"
    if len(kits) == 1:
        return replace(finding, hint=f"the kit is in the folder «{kits[0]}»: {lies_in} that folder")
    if kits:
        names = ", ".join(f"«{each}»" for each in kits[:5]) + (f" and {len(kits) - 5} more" if len(kits) > 5 else "")
        return replace(finding, hint=f"there are {len(kits)} kits in it, {names}: {lies_in} one of these folders")
    if packed:
        return replace(finding, hint=f"the kit may be in the ZIP file «{packed[0]}» that lies in it: {lies_in} that file")
    return finding


def _kits_below(folder: Path) -> tuple[list[str], list[str]]:
    """Return the folders with a kit.yaml in a zip file, or next below a folder, and the names of zip files there."""
    try:
        if is_zip(folder):
            names = list(ZippedKit(folder).files)
        else:
            below = [each for each in sorted(os.listdir(folder))[:MOST_NAMES] if not each.startswith(".")]  # noqa: PTH208
            marked = (f"{each}/{fingerprint.MARKER}" for each in below)
            names = [*below, *(each for each in marked if os.path.isfile(folder / each))]  # noqa: PTH113 -- raises for none
    except OSError:
        return [], []
    kits = [name.rpartition("/")[0] for name in names if name.rpartition("/")[2] == fingerprint.MARKER]
    packed = [each for each in names if each.lower().endswith(SUFFIX)]
    return [printable(each) for each in kits if each], [printable(each) for each in packed]
