"""What went out to translators → translations/exports.yaml."""

from __future__ import annotations

from collections.abc import Iterable

from presskit.formats.kit_yaml import mapping, quoted
from presskit.translation.status import Export

__all__ = ["exports_file"]

_HEAD = "# What went out to translators, and when. presskit writes this file.\nexports:\n"


def exports_file(exports: Iterable[Export]) -> bytes:
    """Return the file's bytes, one export a line."""
    return (_HEAD + "".join(f"  - {_line(each)}\n" for each in exports)).encode()


def _line(export: Export) -> str:
    revision = f'"{export.revision}"'  # in quotation marks: twelve digits may be a number
    return mapping((("language", quoted(export.language)), ("date", export.day.isoformat()), ("revision", revision)))
