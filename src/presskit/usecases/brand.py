"""How the house looks: its name, its colour, its logo."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from presskit.diagnostics import Diagnostic
from presskit.errors import RequestError
from presskit.kit.changing import change
from presskit.kit.entries import Values
from presskit.kit.loading import load, read_file
from presskit.kit.zipped import refuse_zip
from presskit.limits import PICTURE_BYTES
from presskit.model.outputs import Format
from presskit.model.release import Brand, Release
from presskit.readers.pictures import SUFFIXES
from presskit.source import Span
from presskit.store.locking import changing
from presskit.usecases.edit_entries import ChangeEntry, digest_of, readable, refuse_other, with_edits
from presskit.usecases.request import StrPath, as_request, checked
from presskit.usecases.world import World

__all__ = ["BrandReport", "BrandRequest", "EditBrandRequest", "edit_brand", "read_brand"]

_FILE = "kit.yaml"
_NAME = re.compile(r"[^\w.-]+")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class BrandRequest:
    """The kit whose brand is wanted."""

    folder: Path


@dataclass(frozen=True, slots=True)
class EditBrandRequest:
    """Values of the brand by key (``name.en``, ``accent``, ``logo_alt.en``, ``website``); "" takes one out.

    ``logo`` is a picture that goes into the kit as its logo. With a ``digest`` (SHA-256 of kit.yaml), nothing is written
    unless the file is still as it was.
    """

    folder: Path
    values: Values = field(default_factory=dict)
    logo: Path | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class BrandReport:
    """The brand, the languages of the release, what was found in it, and the SHA-256 of kit.yaml."""

    brand: Brand
    languages: tuple[str, ...]
    digest: str
    diagnostics: tuple[Diagnostic, ...] = ()


def read_brand(request: BrandRequest | StrPath, *, world: World = World()) -> BrandReport:  # noqa: ARG001 -- as all use cases
    """Return how the house looks.

    >>> presskit.read_brand("my-kit").brand.accent
    '#1d4e89'

    Raises :class:`~presskit.RequestError`, with the findings, where kit.yaml cannot be read.
    """
    files = load(as_request(BrandRequest, request).folder).value
    release = readable(files, _FILE).release
    return BrandReport(release.brand, release.languages, digest_of(files.get(_FILE, b"")))


def edit_brand(request: EditBrandRequest, *, world: World = World()) -> BrandReport:
    """Change how the house looks; a logo is looked at, as every picture of a stranger is, before it is taken.

    >>> brand = presskit.edit_brand(presskit.EditBrandRequest(Path("my-kit"), {"accent": "#0b6b66"})).brand
    >>> brand.accent
    '#0b6b66'

    Raises :class:`~presskit.RequestError` where a value or the picture cannot be used, and where another process is changing
    the kit; :class:`~presskit.KitChangedError` where kit.yaml is not as the ``digest`` says. Then nothing has changed.
    """
    request = checked(request)
    refuse_zip(request.folder)
    with changing(request.folder):
        files = load(request.folder).value
        refuse_other(_FILE, files.get(_FILE, b""), request.digest)
        picture = _picture(request.logo, files) if request.logo else {}
        _refuse_drawing(picture, readable(files, _FILE).release)
        values = {**request.values, **dict.fromkeys(("logo",) if picture else (), next(iter(picture), ""))}
        result, found = with_edits({**files, **picture}, _FILE, (ChangeEntry("brand", values),))
        changed = {name: data for name, data in {**picture, _FILE: result}.items() if data != files.get(name)}
        change(request.folder, changed, read=files, action="brand change", now=world.now())
    report = read_brand(request.folder, world=world)
    return BrandReport(report.brand, report.languages, report.digest, found)


def _picture(path: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return a logo under the name that it gets in the kit; whether it can be used is seen when the kit is read with it."""
    found: list[Diagnostic] = []
    data = read_file(path, Span(path.name), PICTURE_BYTES, found)
    if data is None:
        raise RequestError(found[0].message, found, fields=("logo",))
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        message = f"«{path.name}» is no picture that can be used: {', '.join(sorted(SUFFIXES))}"
        raise RequestError(message, fields=("logo",))
    name = _free(_NAME.sub("-", path.stem).strip("-.").lower()[:_LONGEST] or "logo", suffix, data, files)
    return {name: data}


def _refuse_drawing(picture: dict[str, bytes], release: Release) -> None:
    """Raise :class:`~presskit.RequestError` for a logo in SVG, where a Word file is made: it could not be shown there."""
    for name in picture:
        if name.endswith(".svg") and Format.DOCX in release.outputs:
            message = f"«{name}» is an SVG, which many versions of Word do not show: save it as PNG, or make no Word file"
            raise RequestError(message, fields=("logo",))


def _free(stem: str, suffix: str, data: bytes, files: dict[str, bytes]) -> str:
    """Return a name that no other file of the kit has."""
    names = (f"{stem}{number or ''}{suffix}" for number in range(10_000))
    return next(each for each in names if files.get(each, data) == data and PurePosixPath(each).name == each)
