"""The archive of a Word file, written so that equal content gives equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

__all__ = ["packed"]

FIRST = "[Content_Types].xml"
LEVEL = 6  # of 9, which takes four times as long for 3 % fewer bytes
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first that ZIP can hold


def packed(data: bytes, finish: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return the same archive with its parts in order, without the time and the system it was made at.

    ``finish`` holds, by name, what has yet to be made of a part.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(written, "w") as anew:
        for name in sorted(archive.namelist(), key=lambda each: (each != FIRST, each)):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            content = archive.read(name)
            anew.writestr(entry, finish[name](content) if name in finish else content, compresslevel=LEVEL)
    return written.getvalue()
