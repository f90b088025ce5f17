"""Files that translators sent back → paragraphs with their ids. Nothing is placed here, and nothing is trusted."""

from __future__ import annotations

from collections.abc import Collection

from presskit.diagnostics import Diagnostic, Reading
from presskit.readers.returns import rules
from presskit.readers.returns.docx_file import Sent, read_docx
from presskit.readers.returns.xliff_file import read_xliff
from presskit.source import Span
from presskit.translation.returned import Returned, Tracked

__all__ = ["LIMIT", "read"]

LIMIT = 40 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def read(source: str, data: bytes, tracked: Tracked = Tracked.ASK, keys: Collection[str] = ()) -> Reading[Returned | None]:
    """Read a returned file by what it is, whatever its name; None, and why, where it cannot be read.

    ``keys`` are the ids that went out: by these a table is known that has lost its head.
    """
    found: list[Diagnostic] = []
    if len(data) > LIMIT:
        message = f"«{source}» has {len(data) // 1024**2} megabytes; a translation has less than one"
        return Reading(None, (rules.UNREADABLE.at(Span(source), message, "take the pictures out, or ask for the XLIFF file"),))
    if data.startswith((_ZIP, _OLE)):
        return Reading(read_docx(source, data, Sent(frozenset(keys), tracked), found), tuple(found))
    if b"<xliff" in data[:4000] or "<xliff".encode("utf-16-le") in data[:4000]:
        return Reading(read_xliff(source, data, found), tuple(found))
    hint = "import the Word file (.docx) or the XLIFF file that was sent out; save other formats as .docx first"
    return Reading(None, (rules.UNREADABLE.at(Span(source), f"«{source}» is no Word file and no XLIFF file", hint),))
