"""Which picture of the kit somebody speaks of who knows only its ``data:`` URL, and where the kit names it."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from presskit.model.edition import Edition, figures
from presskit.pictures.metadata import DamagedError
from presskit.pictures.stripping import stripped
from presskit.resources import Resources
from presskit.source import Span

__all__ = ["Named", "named", "place_of"]

_URL = re.compile(r"data:[^\s\"'<>()]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A text without ``data:`` URLs; ``picture`` is the first that it spoke of, empty where it spoke of none."""

    text: str
    place: Span
    picture: str = ""


def place_of(source: str, edition: Edition) -> Span:
    """Return where the kit names a picture: the figure in the text, or the logo in kit.yaml."""
    spans = (figure.span for figure in figures(edition) if figure.source == source)
    place = next(spans, edition.brand.span if edition.brand.logo == source else Span(source))
    return place if place.source else Span(source)


def named(text: str, edition: Edition, resources: Resources, otherwise: Span) -> Named:
    """Return ``text`` with the names of pictures in the place of their URLs, and where the kit names the first of them.

    ``otherwise`` is the place of what speaks of no picture of the kit.
    """
    sources = [_source(url, resources) for url in _URL.findall(text)]
    if not sources:
        return Named(text, otherwise)
    words = iter([_words(source) for source in sources])
    place = place_of(sources[0], edition) if sources[0] else otherwise
    return Named(_URL.sub(lambda _: next(words), text), place, _words(sources[0]))


def _words(source: str) -> str:
    return f"the picture «{source}»" if source else "a picture that stands inside of another, or of a template"


def _source(url: str, resources: Resources) -> str:
    """Return the name of the picture that a URL holds; empty where the kit has no such picture."""
    try:
        data = stripped(base64.b64decode(url.partition(",")[2])).data
    except (binascii.Error, ValueError, DamagedError):
        return ""
    return next((name for name, each in resources.assets.items() if each == data), "")
