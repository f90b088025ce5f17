"""All that a build made, as one ZIP file: what a press office hands out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from presskit import intake
from presskit.errors import RequestError
from presskit.kit.manifest import digest_of, read
from presskit.limits import OUTPUT_BYTES
from presskit.store.locking import write
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["PackReport", "PackRequest", "pack", "packed"]

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class PackRequest:
    """The folder that a build wrote into; with a ``file``, the ZIP file is written there, too."""

    out: Path
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class PackReport:
    """The ZIP file, and the paths of the outputs in it."""

    data: bytes
    files: tuple[str, ...]


def pack(request: PackRequest | StrPath, *, world: World = World()) -> PackReport:  # noqa: ARG001 -- as all use cases
    """Return the outputs of the last build as one ZIP file: equal bytes for equal outputs.

    >>> _ = presskit.build(presskit.BuildRequest(Path("my-kit"), only=("text",)))
    >>> presskit.pack("build").files
    ('ar/sample-release-ar.txt', 'en/sample-release-en.txt')

    Raises :class:`~presskit.RequestError` where nothing was built there, where an output is not as it was written, or the
    disk refuses.
    """
    request = as_request(PackRequest, request)
    out = request.out
    known = read(out).outputs
    if not known:
        raise RequestError(f"no build has written into «{out}»: build first", fields=("out",))
    data = packed((path, _output(out, path, output.sha256)) for path, output in sorted(known.items()))
    if request.file:
        write(request.file.parent, {request.file.name: data})
    return PackReport(data, tuple(sorted(known)))


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files (path, bytes) as a ZIP file: equal bytes for equal files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, data in files:
            entry = zipfile.ZipInfo(path, _FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, data)
    return stream.getvalue()


def _output(out: Path, path: str, sha256: str) -> bytes:
    try:
        data = intake.read_inside(out, path, OUTPUT_BYTES)
    except OSError as problem:
        raise RequestError(f"«{out / path}» cannot be read: {problem.strerror}; build again", fields=("out",)) from problem
    if digest_of(data) != sha256:
        raise RequestError(f"«{out / path}» is not as it was built: build again", fields=("out",))
    return data
