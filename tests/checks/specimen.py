"""The small specimen that every case of a check changes a file or two of, read and looked at as `presskit check` does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from presskit.checks import Context
from presskit.checks.lint import lint
from presskit.diagnostics import Diagnostic
from presskit.formats.fonts import coverage
from presskit.readers import kit as kit_reader
from presskit.resources import Resources

FOLDER = Path(__file__).parent / "kit"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@cache
def world(now: datetime = NOON) -> Context:
    return Context(now, coverage(Resources().font_files()))


def _revision(files: Mapping[str, bytes]) -> str:
    """The revision of the source, which a translation of the case names as REVISION."""
    kit = kit_reader.read(files).value
    source = kit.statement(kit.release.source_language) if kit else None
    return source.revision if source else ""


@cache
def _picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (40, 30)).save(data, "JPEG")
    return data.getvalue()


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a kit; where a translation names REVISION stands the revision of the source."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    revision = _revision(files).encode()
    return {name: data.replace(b"REVISION", revision) for name, data in files.items()}


def files_of(changes: Mapping[str, str | None]) -> dict[str, bytes]:
    """Return the specimen's files with those of a case in their place; an empty picture stands for a real one.

    What is None is taken out.
    """
    files = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    files |= {name: text.encode() if text else _picture() for name, text in changes.items() if text is not None}
    files = {name: data for name, data in files.items() if changes.get(name, "") is not None}
    revision = _revision(files).encode()
    return {name: data.replace(b"REVISION", revision) for name, data in files.items()}


def findings(changes: Mapping[str, str | None], now: datetime = NOON) -> list[Diagnostic]:
    """Return all that the reader and the checks find in the specimen with ``changes``."""
    files = files_of(changes)
    reading = kit_reader.read(files)
    assert reading.value is not None, reading.diagnostics
    return [*reading.diagnostics, *lint(reading.value, replace(world(now), files=files))]


def codes(changes: Mapping[str, str | None], now: datetime = NOON) -> list[str]:
    return [finding.code for finding in findings(changes, now)]
