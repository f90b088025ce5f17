"""What PDF/A asks of the file beside its facts (ISO 19005-2).

Colours mean the same everywhere, links are printed, and a picture shows the pixels that it has.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

__all__ = ["prepare"]

PRINTED = 4  # ISO 32000-1, 12.5.3: the annotation is printed with the page


def prepare(pdf: pikepdf.Pdf) -> None:
    """Give the file an output intent for its RGB colours (6.2.3) and its links the flag that they need (6.3.2).

    No picture asks a viewer to invent pixels between its own (6.2.8): WeasyPrint lets each one ask.
    """
    import pikepdf

    profile = pikepdf.Stream(pdf, _srgb(), N=3)
    intent: Any = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1)
    intent.OutputConditionIdentifier = pikepdf.String("sRGB")
    intent.DestOutputProfile = pdf.make_indirect(profile)
    pdf.Root.OutputIntents = pikepdf.Array([intent])
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            note.F = PRINTED
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and "/Interpolate" in each:
            del each["/Interpolate"]


def _srgb() -> bytes:
    """Return the profile that WeasyPrint carries, without importing WeasyPrint."""
    spec = find_spec("weasyprint")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("weasyprint")
    return (Path(spec.origin).parent / "pdf" / "sRGB2014.icc").read_bytes()
