"""Good PDFs as the writers make them, and ways to put a defect into one."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from presskit.artefact import Artefact
from presskit.checks.preflight import PDF, Finding, preflight
from presskit.model.edition import Edition, for_output
from presskit.model.outputs import Format
from presskit.resources import Resources
from tests.samples import edition as sample
from tests.setting import pdf_of, print_of

Seed = Callable[[Any], object]
"""Changes an open PDF."""


@cache
def edition(output: Format, language: str = "en") -> Edition:
    return for_output(sample(language), output)


@cache
def good(output: Format, language: str = "en") -> bytes:
    writer = print_of if output is Format.PRINT else pdf_of
    artefact: Artefact = writer(edition(output, language), Resources())
    return artefact.data


def with_defect(data: bytes, seed: Seed, **options: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        seed(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def found(data: bytes, made_of: Edition | None = None) -> list[Finding]:
    return preflight("file.pdf", data, PDF, made_of)


def codes(data: bytes, made_of: Edition | None = None) -> set[str]:
    return {each.diagnostic.code for each in found(data, made_of)}


def draw(pdf: Any, operators: str, page: int = 0, **resources: Any) -> None:
    """Paint something more on a page, in its own coordinates and as an artifact."""
    sheet = pdf.pages[page]
    for kind, entries in resources.items():
        holder = sheet.obj.Resources.get(f"/{kind}", None)
        if holder is None:
            sheet.obj.Resources[f"/{kind}"] = holder = Dictionary()
        for name, value in entries.items():
            holder[f"/{name}"] = value
    sheet.contents_add(b"q", prepend=True)
    sheet.contents_add(f"Q q /Artifact BMC {operators} EMC Q".encode())


def font_of(pdf: Any, page: int = 0) -> str:
    """Return the name of a font of a page."""
    return str(next(iter(fonts(pdf.pages[page]))))


def fonts(page: Any) -> Any:
    return page.obj.Resources.Font


def trim(pdf: Any) -> list[float]:
    return [float(edge) for edge in pdf.pages[0].obj.TrimBox]


def image(pdf: Any, width: int, height: int, space: str, pixel: bytes) -> Any:
    stream = pikepdf.Stream(pdf, pixel * (width * height))
    stream.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, BitsPerComponent=8, ColorSpace=Name(f"/{space}")
    )
    return stream


def separation(pdf: Any, name: str) -> Any:
    tint = pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1))
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def elements(pdf: Any) -> list[Any]:
    """Return the structure elements, parents first."""
    return list(_below(pdf.Root.StructTreeRoot))


def _below(element: Any) -> Any:
    kids = element.get("/K", [])
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def leaf(pdf: Any, tag: str = "/P") -> Any:
    """Return the first element with ``tag`` that holds painted text and nothing below it."""
    return next(each for each in elements(pdf) if tag == each.S and not list(_below(each)) and "/K" in each)


def links(pdf: Any) -> list[Any]:
    return [note for page in pdf.pages for note in page.obj.get("/Annots", []) if note.Subtype == "/Link"]
