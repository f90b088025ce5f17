"""Colours of a screen → inks, by ICC profiles (ISO 15076-1, Little CMS as Pillow brings it), with a limit of ink."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from PIL import Image

__all__ = [
    "BLACK", "RGB", "SPOT", "Inks", "Luminosity", "Paint", "Size", "Target", "description", "ink_of", "limited", "reduced",
    "rgb_of", "space_of",
]  # fmt: skip

RGB: TypeAlias = tuple[int, int, int]
"""Red, green and blue from 0 to 255, as sRGB."""
Paint: TypeAlias = tuple[float, ...] | str
"""The parts of a device colour from 0 to 1 (four inks, or one grey), or the name of a spot ink."""
Size: TypeAlias = tuple[float, float]
"""How large something is printed, in points."""

SPOT = "/Spot"
BLACK: Paint = (0, 0, 0, 1)
_NEUTRAL = 12
"""Colours whose channels differ less than this are greys: they are printed in black alone."""
_DARK = 0x30
"""Greys that are darker than this are text black."""
_PAPER = 254
"""Greys from here on are no ink at all."""


def limited(inks: tuple[float, ...], most: float) -> tuple[float, ...]:
    """Return the inks with no more than ``most`` together (1 is one ink in full): black stays, the others give way."""
    *colours, black = inks
    if sum(inks) <= most:
        return inks
    share = (most - black) / sum(colours)
    return (*(ink * share for ink in colours), black)


@dataclass(frozen=True)
class Inks:
    """Turns colours into the inks of ``profile`` (the bytes of an ICC file), at most ``limit`` percent together.

    ``brand`` says which colours have inks of their own; ``spot`` which one is printed with the spot ink.
    """

    profile: bytes
    limit: int
    brand: Mapping[RGB, tuple[float, ...]] = field(default_factory=dict)
    spot: RGB | None = None
    overprints: bool = True

    def paint(self, colour: RGB) -> Paint:
        """Return how a colour is painted."""
        return SPOT if colour == self.spot else self.parts(colour)

    def parts(self, colour: RGB) -> tuple[float, ...]:
        """Return the four inks of a colour, where a spot ink cannot be used."""
        if colour in self.brand:
            return self.brand[colour]
        if max(colour) - min(colour) <= _NEUTRAL:
            return (0, 0, 0, self._black(sum(colour) // 3))
        return _by_profile(self.profile, self.limit, colour)

    def _black(self, grey: int) -> float:
        """Return how much black is as light as ``grey``."""
        if grey < _DARK or grey >= _PAPER:
            return float(grey < _DARK)
        wanted, of_black = _lightness("sRGB", "RGB")[grey], _lightness(self.profile, "CMYK")
        return min(range(256), key=lambda black: abs(of_black[black] - wanted)) / 255

    def picture(self, picture: Image.Image, source: bytes | None) -> Image.Image:
        """Return a picture (mode RGB) in four inks (mode CMYK); ``source`` is its own ICC profile, None for sRGB."""
        return reduced(to_cmyk(picture, self.profile, source), self.limit)

    space = "/DeviceCMYK"


@dataclass(frozen=True)
class Luminosity:
    """Turns colours into grey as a soft mask weighs them (ISO 32000-1, 11.5.3)."""

    overprints: bool = False
    space = "/DeviceGray"
    limit = 400

    def paint(self, colour: RGB) -> Paint:
        """Return a colour's luminosity."""
        return self.parts(colour)

    def parts(self, colour: RGB) -> tuple[float, ...]:
        """Return a colour's luminosity, from 0 to 1."""
        red, green, blue = colour
        return (round((0.3 * red + 0.59 * green + 0.11 * blue) / 255, 4),)

    def picture(self, picture: Image.Image, source: bytes | None) -> Image.Image:  # noqa: ARG002 -- as Inks.picture
        """Return a picture in greys (mode L)."""
        return picture.convert("L")


Target: TypeAlias = Inks | Luminosity


@lru_cache(maxsize=256)  # each may keep a profile of its own
def _by_profile(profile: bytes, limit: int, colour: RGB) -> tuple[float, ...]:
    from PIL import Image

    pixel: Any = to_cmyk(Image.new("RGB", (1, 1), colour), profile, None).getpixel((0, 0))
    return tuple(round(ink, 4) for ink in limited(tuple(part / 255 for part in pixel), limit / 100 - 0.0002))


def ink_of(picture: Image.Image) -> float:
    """Return the most ink on one spot of a picture in four inks, in percent."""
    from PIL import ImageMath

    bands = dict(zip("cmyk", picture.split(), strict=True))
    total: Any = ImageMath.lambda_eval(lambda args: args["c"] + args["m"] + args["y"] + args["k"], **bands)
    return float(total.getextrema()[1]) / 2.55


def reduced(picture: Image.Image, limit: int) -> Image.Image:
    """Return a picture in four inks with at most ``limit`` percent together: black stays, the others give way."""
    from PIL import Image, ImageMath

    if ink_of(picture) <= limit:
        return picture
    cyan, magenta, yellow, black = picture.split()
    most = int(limit * 2.55)

    def lessened(args: dict[str, Any]) -> Any:
        together = args["c"] + args["m"] + args["y"]
        over = together + args["k"] > most
        share = args["one"] * (most - args["k"]) / (together + (together == 0))
        return args["convert"](share * over + args["one"] * (1 - over), "L")

    def channel(one: Image.Image) -> Image.Image:
        result: Image.Image = ImageMath.lambda_eval(lessened, c=cyan, m=magenta, y=yellow, k=black, one=one)
        return result

    return Image.merge("CMYK", [*map(channel, (cyan, magenta, yellow)), black])


def description(profile: bytes) -> str:
    """Return what a profile calls itself."""
    from PIL import ImageCms

    return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))).strip()


_Named = Literal["sRGB", "LAB"]


def _opened(source: bytes | _Named) -> Any:
    from PIL import ImageCms

    if isinstance(source, bytes):
        return ImageCms.ImageCmsProfile(io.BytesIO(source))
    return ImageCms.createProfile(source, 5000) if source == "LAB" else ImageCms.createProfile(source)


@lru_cache(maxsize=16)
def _transform(source: bytes | _Named, target: bytes | _Named, from_mode: str, to_mode: str) -> Any:
    """Return a transform: relative colorimetric, with black point compensation."""
    from PIL import ImageCms

    return ImageCms.buildTransform(
        _opened(source),
        _opened(target),
        from_mode,
        to_mode,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _applied(picture: Image.Image, transform: Any) -> Image.Image:
    from PIL import ImageCms

    result = ImageCms.applyTransform(picture, transform)
    if result is None:
        raise ValueError("a transform into another picture makes one")
    return result


def to_cmyk(picture: Image.Image, profile: bytes, source: bytes | None) -> Image.Image:
    """Return a picture (mode RGB) in the inks of ``profile``; a ``source`` profile that cannot be used counts as sRGB."""
    from PIL import ImageCms

    try:
        return _applied(picture, _transform(source or "sRGB", profile, "RGB", "CMYK"))
    except (OSError, ImageCms.PyCMSError):
        return _applied(picture, _transform("sRGB", profile, "RGB", "CMYK"))


def lab_to_srgb(parts: tuple[float, float, float]) -> tuple[int, int, int]:
    """Return a CIE L*a*b* colour (D50) as sRGB."""
    from PIL import Image

    light, a, b = parts
    pixel = bytes((round(light * 2.55) & 255, round(a) & 255, round(b) & 255))
    colour: Any = _applied(Image.frombytes("LAB", (1, 1), pixel), _transform("LAB", "sRGB", "LAB", "RGB")).getpixel((0, 0))
    return colour[0], colour[1], colour[2]


@lru_cache(maxsize=16)
def _lightness(profile: bytes | _Named, mode: Literal["CMYK", "RGB"]) -> bytes:
    """Return how light each of 256 steps is, of black alone on the paper of ``profile`` or of grey: L* from 0 to 255."""
    from PIL import Image

    colours = ((0, 0, 0, step) if mode == "CMYK" else (step, step, step) for step in range(256))
    steps = Image.frombytes(mode, (256, 1), b"".join(map(bytes, colours)))
    return _applied(steps, _transform(profile, "LAB", mode, "LAB")).getchannel(0).tobytes()


_SPACES = {
    "/DeviceRGB": "rgb", "/CalRGB": "rgb", "/Lab": "lab", "/DeviceGray": "grey", "/CalGray": "grey",
    "/DeviceCMYK": "cmyk", "/Pattern": "pattern",
}  # fmt: skip


def space_of(space: Any) -> str:
    """Return what kind of colour space it is: rgb, lab, grey, cmyk, pattern, other."""
    import pikepdf

    name = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    if name == "/ICCBased":
        return {3: "rgb", 1: "grey", 4: "cmyk"}.get(int(space[1].N), "other")
    if name == "/Pattern" and isinstance(space, pikepdf.Array) and len(space) > 1:
        return "other"
    return _SPACES.get(name, "other")


def rgb_of(kind: str, parts: Iterable[Any]) -> tuple[int, int, int]:
    """Return a colour of an rgb, grey or lab space as sRGB."""
    numbers = [float(part) for part in parts]
    if kind == "lab":
        return lab_to_srgb((numbers[0], numbers[1], numbers[2]))
    channels = numbers * 3 if kind == "grey" else numbers
    red, green, blue = (round(255 * min(1, max(0, channel))) for channel in channels)
    return red, green, blue
