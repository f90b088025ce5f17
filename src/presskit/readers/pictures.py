"""The pictures of a kit: are they there, are they what their names say, can a page hold them."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from presskit.diagnostics import Diagnostic
from presskit.model.document import Figure, Statement, segments
from presskit.model.release import Kit, PrintSettings, Release
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
            same = next((each for each in pictures if each.casefold() == name.casefold()), "")
            hint = words.did_you_mean(name, pictures, f"put «{name}» into the kit's folder, or take the picture out")
            hint = f"in the kit it is called «{same}»: write it with the same capitals, or rename the file" if same else hint
            yield rules.MISSING_PICTURE.at(_exact(span, name, files), f"the picture «{name}» is not in the kit", hint)
            continue
        problem = _problem(name, files[name])
        if problem:
            yield rules.BAD_PICTURE.at(_exact(span, name, files), f"«{name}» {problem}", "save it anew as PNG or JPEG")


    yield from _profile(kit.release.print, files, unread)


def _profile(settings: PrintSettings, files: Mapping[str, bytes], unread: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the print shop's profile."""
    name = settings.profile
    if not name or words.path(name) or name in unread:
        return
    place = _exact(settings.span, name, files)
    if name not in files:
        profiles = [each for each in files if PurePosixPath(each).suffix.lower() in {".icc", ".icm"}]
        hint = words.did_you_mean(name, profiles, f"put «{name}», which the print shop sends, into the kit's folder")
        yield rules.UNFIT_PROFILE.at(place, f"the profile «{name}» is not in the kit", hint)
        return
    from presskit.formats.pdf_file import colour_spaces

    fault = colour_spaces.fault(files[name])
    if fault:
        hint = "ask the print shop for the ICC profile of its printing condition"
        yield rules.UNFIT_PROFILE.at(place, f"«{name}» {fault}", hint)


def _exact(span: Span, name: str, files: Mapping[str, bytes]) -> Span:
    """Return where a file is named, at or below the place of what names it."""
    lines = files.get(span.source, b"").decode("utf-8-sig", "replace").splitlines()
    below = range(max(0, span.line - 1), min(len(lines), span.line + 20))
    at = next(((n, lines[n].index(name)) for n in below if name in lines[n]), None)
    return Span(span.source, at[0] + 1, at[1] + 1) if at and span.source.endswith(".yaml") else span


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
