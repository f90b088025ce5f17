"""A picture of a kit, to be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from presskit.errors import RequestError
from presskit.kit.loading import load
from presskit.usecases.request import checked
from presskit.usecases.world import World
from presskit.writers.html_parts import MEDIA

__all__ = ["PictureReport", "PictureRequest", "picture"]


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """The kit, and the name of the picture as its files have it (``pictures/river.jpg``)."""

    folder: Path
    name: str


@dataclass(frozen=True, slots=True)
class PictureReport:
    """The bytes of the picture and their media type."""

    data: bytes = field(repr=False)
    media_type: str


def picture(request: PictureRequest, *, world: World = World()) -> PictureReport:  # noqa: ARG001 -- as all use cases
    """Return a picture of a kit. The name is looked up among the kit's files; it is never a path.

    >>> presskit.picture(presskit.PictureRequest(Path("my-kit"), "../secret.png"))
    Traceback (most recent call last):
    presskit.errors.RequestError: the kit has no picture «../secret.png»

    Raises :class:`~presskit.RequestError` where the kit has no such picture.
    """
    request = checked(request)
    data = load(request.folder).value.get(request.name)
    media_type = MEDIA.get(PurePosixPath(request.name).suffix.lower())
    if data is None or media_type is None:
        raise RequestError(f"the kit has no picture «{request.name}»", fields=("name",))
    return PictureReport(data, media_type)
