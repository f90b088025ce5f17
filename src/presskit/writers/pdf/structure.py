"""The structure tree of a PDF (ISO 32000-1, 14.7), mended where WeasyPrint builds it otherwise than PDF/UA-1 asks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

__all__ = ["mended"]


def mended(data: bytes) -> bytes:
    """Return the tagged PDF with a structure tree that veraPDF accepts; the same bytes for the same input."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for element in list(_elements(pdf.Root.StructTreeRoot)):
            if element.get("/S") == "/LI":
                _gather_body(pdf, element)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _kids(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_element(kid: Any) -> bool:
    import pikepdf

    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _elements(root: Any) -> Iterator[Any]:
    """Yield every structure element below ``root``, parents first."""
    for kid in _kids(root):
        if _is_element(kid):
            yield kid
            yield from _elements(kid)


def _gather_body(pdf: Any, item: Any) -> None:
    """Put what a list item holds beside its label into one LBody (ISO 14289-1, 7.2)."""
    import pikepdf

    kids = _kids(item)
    strays = [kid for kid in kids if not _is_element(kid) or kid.S not in {"/Lbl", "/LBody"}]
    if not strays:
        return
    body = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.LBody, P=item))
    held = [kid for kid in kids if not _is_element(kid) or kid.S != "/Lbl"]
    body.K = pikepdf.Array([grand for kid in held for grand in _opened(kid)])
    for kid in body.K:
        if _is_element(kid):
            kid.P = body
    item.K = pikepdf.Array([*(kid for kid in kids if _is_element(kid) and kid.S == "/Lbl"), body])


def _opened(kid: Any) -> list[Any]:
    """Return what an LBody holds; anything else as it is."""
    return _kids(kid) if _is_element(kid) and kid.S == "/LBody" else [kid]
