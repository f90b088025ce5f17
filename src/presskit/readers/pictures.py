"""The pictures and the print profile of a kit: are they there, are they what their names say, can a page hold them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from presskit.diagnostics import Diagnostic
from presskit.formats.icc import fault
from presskit.model.document import Figure, Statement, segments
from presskit.model.release import Kit, PrintSettings, Release
from presskit.pictures import jpeg
from presskit.pictures.metadata import DamagedError, Stripped
from presskit.pictures.stripping import stripped
from presskit.pictures.svg import ActiveError
from presskit.readers import file_names, rules, words
from presskit.source import Span

__all__ = ["SUFFIXES", "check", "check_profile", "used"]

SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".svg": "SVG"}
MOST_PIXELS = 80_000_000
_DAMAGED = "cannot be read: it is damaged or not a picture"


def used(release: Release, statements: Iterable[Statement]) -> Iterator[tuple[str, Span]]:
    """Yield the pictures that the kit names, with the places where it does."""
    if release.brand.logo:
        yield release.brand.logo, release.brand.span
    for statement in statements:
        for segment in segments(statement):
            if isinstance(segment, Figure):
                yield segment.source, segment.span


def check(kit: Kit, files: Mapping[str, bytes], unread: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pictures that ``kit`` names, and what of them is left out; ``files`` are its folder's.

    What is said of a picture is said once, at the first place that names it.
    """
    places: dict[str, list[Span]] = {}
    for name, span in used(kit.release, kit.statements):
        places.setdefault(name, []).append(file_names.exact(span, name, files))
    for name, (first, *others) in places.items():
        if name in unread:
            continue
        for found in _looked_at(name, files, first, kit.release):
            yield replace(found, related=tuple((span, "it is named here, too") for span in others))


def _looked_at(name: str, files: Mapping[str, bytes], span: Span, release: Release) -> Iterator[Diagnostic]:
    if words.path(name):
        return
    if name not in files:
        pictures = [each for each in files if PurePosixPath(each).suffix.lower() in SUFFIXES]
        same = next((each for each in pictures if each.casefold() == name.casefold()), "")
        hint = words.did_you_mean(name, pictures, f"put «{name}» into the kit's folder, or take the picture out")
        hint = f"in the kit it is called «{same}»: write it with the same capitals, or rename the file" if same else hint
        yield rules.MISSING_PICTURE.at(span, f"the picture «{name}» is not in the kit", hint)
        return
    made = _stripped(name, files[name])
    if isinstance(made, str):
        yield rules.BAD_PICTURE.at(span, f"«{name}» {made}", "save it anew as PNG or JPEG")
    elif jpeg.uses_inks(made.data) and any(output.screen_colours for output in release.outputs):
        message = f"«{name}» is in four inks (CMYK) and does not say by which profile, so nobody knows how it looks on a screen"
        yield rules.BAD_PICTURE.at(span, message, "save it anew in the colours of a screen (sRGB)")
    else:
        yield from _told(name, made, span)


def _told(name: str, made: Stripped, span: Span) -> Iterator[Diagnostic]:
    """Yield a note of what was taken out of a picture, and of colours that were converted."""
    if made.kinds:
        *others, last = made.kinds
        what = f"{', '.join(others)} and {last}" if others else last
        hint = "its pixels stay as they are; whoever is to be named stands in the credit below the picture"
        yield rules.PICTURE_DATA.at(span, f"«{name}» tells {what}: that is left out of every output", hint)
    if made.converted:
        message = f"«{name}» is in four inks (CMYK): its own profile turns it into the colours of a screen (sRGB)"
        yield rules.PICTURE_CONVERTED.at(span, message, "save it anew in sRGB if you want to choose its colours")


def _stripped(name: str, data: bytes) -> Stripped | str:
    """Return a picture without its metadata, or what is wrong with it, in words that follow its name."""
    kind = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        return f"is no picture that can be used: {', '.join(sorted(SUFFIXES))}"
    try:
        made = stripped(data)
    except ActiveError as error:
        return f"holds «{error}», which a picture does not need"
    except DamagedError as error:
        return f"is not an SVG picture: {error}" if kind == "SVG" else _DAMAGED
    problem = _svg_problem(made.data) if kind == "SVG" else _pixel_problem(kind, made.data)
    return problem or made


def _svg_problem(data: bytes) -> str:
    return "" if data.startswith(b"<") else "is not an SVG picture"


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
        return _DAMAGED
    return ""


def check_profile(settings: PrintSettings, files: Mapping[str, bytes], unread: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield what is wrong with the profile that the kit names; without one, presskit has its own."""
    name = settings.profile
    if not name or words.path(name) or name in unread:
        return
    place = file_names.exact(settings.span, name, files)
    if name not in files:
        profiles = [each for each in files if PurePosixPath(each).suffix.lower() in {".icc", ".icm"}]
        hint = words.did_you_mean(name, profiles, f"put «{name}», which the print shop sends, into the kit's folder")
        yield rules.UNFIT_PROFILE.at(place, f"the profile «{name}» is not in the kit", hint)
    elif problem := fault(files[name]):
        hint = "ask the print shop for the ICC profile of its printing condition"
        yield rules.UNFIT_PROFILE.at(place, f"«{name}» {problem}", hint)
