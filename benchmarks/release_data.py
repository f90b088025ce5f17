"""Editions as plain data for the scripts and programs that presskit is compared with.

    python -m benchmarks.release_data KIT FOLDER

Writes NAME.json, NAME.html and NAME.docx of each language. A process of its own: a child's peak of memory is never told
below that of the process that starts it, so what measures must stay small.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from presskit.checks import Context
from presskit.editions import merge
from presskit.formats.fonts import FACES
from presskit.kit.loading import read
from presskit.model.edition import Edition, transcript
from presskit.resources import Resources
from presskit.writers import docx, html

__all__ = ["NOW", "editions", "release"]

NOW = datetime(2016, 12, 15, tzinfo=UTC)


def editions(folder: Path) -> list[Edition]:
    """Return the editions of a kit."""
    kit = read(folder, Context(NOW)).value
    if kit is None:
        raise ValueError(f"{folder} cannot be read")
    return [merge(kit, language).value for language in kit.release.languages]


def release(edition: Edition) -> dict[str, Any]:
    """Return what the page template asks for, the lines of the release, and the style sheet of the fonts."""
    context = html._context(edition, Resources(), "print")  # noqa: SLF001 -- what the template gets, to the letter
    plain = {key: value for key, value in context.items() if not isinstance(value, Callable)}  # type: ignore[arg-type]
    arabic = edition.direction == "rtl"
    faces = "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{face.file}") }}'
        for face in FACES
        if arabic or "Arabic" not in face.family
    )
    return {**plain, "edition": asdict(edition), "lines": [asdict(line) for line in transcript(edition)], "faces": faces}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)


def main() -> None:
    """Write the files."""
    folder = Path(sys.argv[2])
    for edition in editions(Path(sys.argv[1])):
        data = json.dumps(release(edition), ensure_ascii=False, default=_plain)
        (folder / f"{edition.name}.json").write_text(data, encoding="utf-8")
        (folder / f"{edition.name}.html").write_text(html.page(edition, Resources(), "print"), encoding="utf-8")
        (folder / f"{edition.name}.docx").write_bytes(docx.write(edition, Resources()).data)


if __name__ == "__main__":
    main()
