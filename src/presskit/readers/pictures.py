"""The pictures that a kit names: whether they are there, what they hold beside their pixels, and whether these can be read.

What a stranger's picture unpacks to is found out in a worker, within limits (:mod:`presskit.sandbox`).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from presskit.diagnostics import Diagnostic
from presskit.limits import MEGABYTE, PICTURE_BYTES_A_SECOND, PICTURE_PIXELS, PICTURE_SECONDS, WORKER_MEMORY_BYTES
from presskit.model.document import Figure, Statement, segments
from presskit.model.release import Kit, Release
from presskit.pictures import jpeg
from presskit.pictures.metadata import DamagedError, Stripped
from presskit.pictures.stripping import stripped
from presskit.pictures.svg import ActiveError
from presskit.readers import rules, words
from presskit.readers.kit_folder import place_of_name
from presskit.sandbox.limits import StoppedError
from presskit.source import Span

__all__ = ["SUFFIXES", "check_pictures", "pixel_problems", "used_pictures"]

SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".svg": "SVG"}
_DAMAGED = "cannot be read: it is damaged or not a picture"


def used_pictures(release: Release, statements: Iterable[Statement]) -> Iterator[tuple[str, Span]]:
    """Yield the pictures that the kit names, with the places where it does."""
    if release.brand.logo:
        yield release.brand.logo, release.brand.span
    for statement in statements:
        for segment in segments(statement):
            if isinstance(segment, Figure):
                yield segment.source, segment.span


def check_pictures(kit: Kit, files: Mapping[str, bytes], unread: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pictures that ``kit`` names, and what of them is left out; ``files`` are its folder's.

    Each finding about a picture is reported once, at the first place that names it.
    """
    places: dict[str, list[Span]] = {}
    for name, span in used_pictures(kit.release, kit.statements):
        places.setdefault(name, []).append(place_of_name(span, name, files))
    pictures = {name: _stripped(name, files[name]) for name in places if name in files and not words.path(name)}
    problems = _pixel_problems({name: each.data for name, each in pictures.items() if isinstance(each, Stripped)})
    for name, (first, *others) in places.items():
        if name in unread or words.path(name):
            continue
        missing = [] if name in files else [_missing(name, files, first)]
        for each in missing or _about(name, pictures[name], problems, first, kit.release):
            yield replace(each, related=tuple((span, "it is named here, too") for span in others))


def _missing(name: str, files: Mapping[str, bytes], span: Span) -> Diagnostic:
    pictures = [each for each in files if PurePosixPath(each).suffix.lower() in SUFFIXES]
    same = next((each for each in pictures if each.casefold() == name.casefold()), "")
    hint = words.did_you_mean(name, pictures, f"put «{name}» into the kit's folder, or take the picture out")
    hint = f"in the kit it is called «{same}»: write it with the same capitals, or rename the file" if same else hint
    return rules.MISSING_PICTURE.at(span, f"the picture «{name}» is not in the kit", hint)


def _about(
    name: str, picture: Stripped | str, problems: Mapping[str, str], span: Span, release: Release
) -> Iterator[Diagnostic]:
    """Yield the findings about a picture, which is without its metadata or has words about why it cannot be."""
    if isinstance(picture, str) or name in problems:
        problem = picture if isinstance(picture, str) else problems[name]
        yield rules.BAD_PICTURE.at(span, f"«{name}» {problem}", "save it anew as PNG or JPEG")
    elif jpeg.uses_inks(picture.data) and any(output.screen_colours for output in release.outputs):
        yield rules.BAD_PICTURE.at(
            span,
            f"«{name}» is in four inks (CMYK) and does not say by which profile, so nobody knows how it looks on a screen",
            "save it anew in the colours of a screen (sRGB)",
        )
    else:
        yield from _picture_notes(name, picture, span)


def _picture_notes(name: str, picture: Stripped, span: Span) -> Iterator[Diagnostic]:
    """Yield a note of what was taken out of a picture, and of colours that were converted."""
    if picture.kinds:
        *others, last = picture.kinds
        what = f"{', '.join(others)} and {last}" if others else last
        yield rules.PICTURE_DATA.at(
            span,
            f"«{name}» tells {what}: that is left out of every output",
            "its pixels stay as they are; whoever is to be named stands in the credit below the picture",
        )
    if picture.converted:
        yield rules.PICTURE_CONVERTED.at(
            span,
            f"«{name}» is in four inks (CMYK): its own profile turns it into the colours of a screen (sRGB)",
            "save it anew in sRGB if you want to choose its colours",
        )


def _stripped(name: str, data: bytes) -> Stripped | str:
    """Return a picture without its metadata, or what is wrong with it, in words that follow its name."""
    kind = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        return f"is no picture that can be used: {', '.join(sorted(SUFFIXES))}"
    try:
        picture = stripped(data)
    except ActiveError as error:
        return f"holds «{error}», which a picture does not need"
    except DamagedError as error:
        return f"is not an SVG picture: {error}" if kind == "SVG" else _DAMAGED
    return picture if kind != "SVG" or picture.data.startswith(b"<") else "is not an SVG picture"


_PLUGINS = tuple(f"PIL.{each}ImagePlugin" for each in ("Bmp", "Gif", "Jpeg", "Png", "Ppm", "WebP"))
"""What Pillow imports before it opens a picture, and what the kinds of :data:`SUFFIXES` need."""


def _pixel_problems(pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Return what is wrong with the pixels of pictures, by name, in words that follow it; sound ones are left out.

    All are looked at in one worker; where that is stopped, each in one of its own, so that one spoils no other.
    """
    kinds = {name: SUFFIXES[PurePosixPath(name).suffix.lower()] for name in pictures}
    raster = {name: data for name, data in pictures.items() if kinds[name] != "SVG"}
    if not raster:
        return {}
    from presskit.sandbox.running import run

    seconds = PICTURE_SECONDS + sum(map(len, raster.values())) / PICTURE_BYTES_A_SECOND
    try:
        found: dict[str, str] = run(f"{__name__}:pixel_problems", raster, kinds, seconds=seconds, loads=_PLUGINS)
    except StoppedError as stopped:
        if len(raster) == 1:
            return dict.fromkeys(raster, _too_much(stopped, seconds))
        return {name: words for each, data in raster.items() for name, words in _pixel_problems({each: data}).items()}
    return found


def _too_much(stopped: StoppedError, seconds: float) -> str:
    reasons = {
        "time": f"takes more than {seconds:.0f} s of processor time to be shown",
        "memory": f"takes more than {WORKER_MEMORY_BYTES // MEGABYTE} megabytes of memory to be shown",
    }
    return reasons.get(stopped.reason, _DAMAGED)


def pixel_problems(pictures: Mapping[str, bytes], kinds: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with the pixels of pictures, by name; ``kinds`` are those of their names. A worker does this."""
    found = ((name, _pixel_problem(kinds[name], data)) for name, data in pictures.items())
    return {name: problem for name, problem in found if problem}


def _pixel_problem(kind: str, data: bytes) -> str:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            width, height = picture.size
            if picture.format != kind:
                return f"is a {picture.format} picture, not {kind}"
            if width * height > PICTURE_PIXELS:
                return f"has {width} × {height} pixels; up to {PICTURE_PIXELS // 1_000_000} million are set"
            picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return _DAMAGED
    return ""


