"""Editions, pictures and print PDFs for the tests."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

from PIL import Image

from presskit.artefact import Artefact
from presskit.model.document import Figure, Text
from presskit.model.edition import Edition
from presskit.model.release import Brand, PageSize, PrintSettings
from presskit.resources import Resources
from presskit.writers import print_pdf
from tests.samples import bare, edition

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60"><defs>
<linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="0.4" stop-color="#fff"/>
<stop offset="1" stop-color="#00f" stop-opacity="0.5"/></linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="#ff0"/><stop offset="1" stop-color="#0a0"/></radialGradient>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#0cc"/></pattern>
<mask id="m"><rect width="40" height="40" fill="#eee"/></mask></defs>
<rect width="60" height="60" fill="url(#g)"/><circle cx="100" cy="30" r="30" fill="url(#r)" opacity="0.5"/>
<rect x="140" width="60" height="60" fill="url(#p)" stroke="#123456"/>
<rect x="10" y="10" width="30" height="30" mask="url(#m)" fill="#0f0"/></svg>"""


@cache
def printed(language: str = "en", page: PageSize = PageSize.A4, **settings: Any) -> Artefact:
    """Return the print PDF of the sample; ``settings`` are those of :class:`PrintSettings`."""
    made = replace(
        edition(language, page=page, embargo=("Not for publication before Thursday",)), print=PrintSettings(**settings)
    )
    return print_pdf.write(made, Resources())


def with_picture(name: str, data: bytes) -> tuple[Edition, Resources]:
    """Return an edition whose logo and figure are one picture."""
    made = bare()
    figure = Figure(name, "What the picture shows", (Text("A caption"),), id="fig-1")
    made = replace(made, body=(*made.body, figure), brand=Brand(logo=name), logo_alt="A logo")
    return made, Resources().with_assets({name: data})


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photograph() -> Image.Image:
    """Return a picture with all dark and light colours that a photograph can have."""
    return Image.merge("RGB", [Image.linear_gradient("L"), Image.linear_gradient("L").rotate(90), Image.radial_gradient("L")])
