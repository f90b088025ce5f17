"""A file that should hold a table, CSV or XLSX → the grids of its sheets."""

from __future__ import annotations

from presskit.diagnostics import Reading
from presskit.readers.tables import csv_file, rules, xlsx_file
from presskit.readers.tables.grid import Grid
from presskit.source import Span

__all__ = ["LIMIT", "grids"]

LIMIT = 20 * 1024 * 1024
"""The largest table that is read, in bytes."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"{\\rtf": "an RTF text"}


def grids(name: str, data: bytes) -> Reading[tuple[Grid, ...] | None]:
    """Return the grids of ``data``, which the user calls ``name``: its bytes say what it is; None where it is no table."""
    if len(data) > LIMIT:
        message = f"the file has {len(data):,} bytes; at most {LIMIT:,} are read"
        return Reading(None, (rules.TOO_LARGE.at(Span(name), message, "check that this is the right file"),))
    if data.startswith((b"PK", _OLE)):
        return xlsx_file.read(name, data)
    other = _other(data)
    if other:
        message = f"this is {other}, not a table in CSV or XLSX"
        return Reading(None, (rules.UNREADABLE.at(Span(name), message, "open it in a spreadsheet, and save it as .xlsx"),))
    reading = csv_file.read(name, data)
    return Reading((reading.value,) if reading.value is not None else None, reading.diagnostics)


def _other(data: bytes) -> str:
    start = data[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        return "a web page or XML"
    return next((kind for magic, kind in _OTHERS.items() if data.startswith(magic)), "")
