"""The pictures of a kit: are they there, are they what their names say, can a page hold them."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from presskit.diagnostics import Diagnostic
from presskit.model.document import Figure, Statement, segments
from presskit.model.release import Kit, Release
from presskit.readers import rules, words
from presskit.source import Span

__all__ = ["SUFFIXES", "check", "used"]

SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".svg": "SVG"}
MOST_PIXELS = 80_000_000
_ACTIVE = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<script|<foreignObject|\bon\w+\s*=|(?:href|src)\s*=\s*[\"'](?!#|data:image/)", re.IGNORECASE
)


def used(release: Release, statements: Iterable[Statement]) -> Iterator[tuple[str, Span]]:
    """Yield the pictures that the kit names, with the places where it does."""
    if release.brand.logo:
        yield release.brand.logo, release.brand.span
    for statement in statements:
        for segment in segments(statement):
            if isinstance(segment, Figure):
                yield segment.source, segment.span


def check(kit: Kit, files: Mapping[str, bytes], unread: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pictures that ``kit`` names; ``files`` are those of its folder that could be read."""
    for name, span in used(kit.release, kit.statements):
        if words.path(name) or name in unread:
            continue
        if name not in files:
            pictures = [each for each in files if PurePosixPath(each).suffix.lower() in SUFFIXES]
            hint = words.did_you_mean(name, pictures, "put the file into the kit's folder, or take the picture out")
            yield rules.MISSING_PICTURE.at(span, f"the picture «{name}» is not in the kit", hint)
            continue
        problem = _problem(name, files[name])
        if problem:
            yield rules.BAD_PICTURE.at(span, f"«{name}» {problem}", "save it anew as PNG or JPEG")


def _problem(name: str, data: bytes) -> str:
    """Return what is wrong with a picture, in words that follow its name."""
    kind = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        return f"is no picture that can be used: {', '.join(sorted(SUFFIXES))}"
    return _svg_problem(data) if kind == "SVG" else _pixel_problem(kind, data)


def _svg_problem(data: bytes) -> str:
    if not re.match(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", data.removeprefix(b"\xef\xbb\xbf"), re.DOTALL):
        return "is not an SVG picture"
    found = _ACTIVE.search(data)
    return f"holds «{found.group()[:20].decode(errors='replace')}», which a picture does not need" if found else ""


def _pixel_problem(kind: str, data: bytes) -> str:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            width, height = picture.size
            if picture.format != kind:
                return f"is a {picture.format} picture, not {kind}"
            if width * height > MOST_PIXELS:
                return f"has {width} × {height} pixels; up to {MOST_PIXELS // 1_000_000} million are set"
            picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return "cannot be read: it is damaged or not a picture"
    return ""
