"""Gradients (ISO 32000-1, 8.7.4.5) in inks: their functions are sampled, each sample is painted anew."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from presskit.writers.print_pdf.inks import Target
from presskit.writers.print_pdf.streams import rgb_of, space_of

__all__ = ["repainted"]

SAMPLES = 256
_KEPT = ("/ShadingType", "/Coords", "/Domain", "/Extend", "/BBox", "/AntiAlias")


def repainted(pdf: Any, shading: Any, target: Target, refuse: Callable[[str], Exception]) -> Any:
    """Return a gradient along a line or between circles in the colours of ``target``; others raise what ``refuse`` makes."""
    import pikepdf

    kind = space_of(shading.ColorSpace)
    if kind == "cmyk" or (kind == "grey" and target.space == "/DeviceGray"):
        return shading
    if int(shading.ShadingType) not in {2, 3} or kind not in {"rgb", "grey", "lab"}:
        raise refuse("a gradient that runs neither along a line nor between circles")
    made = pikepdf.Dictionary({key: shading[key] for key in _KEPT if key in shading})
    made.ColorSpace = pikepdf.Name(target.space)
    if "/Background" in shading:
        made.Background = pikepdf.Array([round(part, 4) for part in target.parts(rgb_of(kind, shading.Background))])
    low, high = (float(end) for end in shading.get("/Domain", [0, 1]))
    try:
        steps = [_value(shading.Function, low + (high - low) * step / (SAMPLES - 1)) for step in range(SAMPLES)]
    except NotImplementedError:
        raise refuse("a gradient whose colours are computed") from None
    made.Function = _sampled(pdf, [target.parts(rgb_of(kind, step)) for step in steps], (low, high))
    return made


def _sampled(pdf: Any, samples: list[tuple[float, ...]], domain: tuple[float, float]) -> Any:
    """Return a function of type 0 (ISO 32000-1, 7.10.2)."""
    import pikepdf

    stream = pikepdf.Stream(pdf, bytes(round(part * 255) for sample in samples for part in sample))
    stream.FunctionType = 0
    stream.Domain = pikepdf.Array(list(domain))
    stream.Range = pikepdf.Array([0, 1] * len(samples[0]))
    stream.Size = pikepdf.Array([len(samples)])
    stream.BitsPerSample = 8
    return pdf.make_indirect(stream)


def _value(function: Any, at: float) -> list[float]:
    """Return what a function of type 2 or 3 yields; raises ``NotImplementedError`` for others."""
    import pikepdf

    if isinstance(function, pikepdf.Array):
        return [part for each in function for part in _value(each, at)]
    match int(function.FunctionType):
        case 2:
            return _interpolated(function, at)
        case 3:
            return _stitched(function, at)
        case _:
            raise NotImplementedError


def _interpolated(function: Any, at: float) -> list[float]:
    first = [float(part) for part in function.get("/C0", [0])]
    last = [float(part) for part in function.get("/C1", [1])]
    share = at ** float(function.N)
    return [start + share * (end - start) for start, end in zip(first, last, strict=True)]


def _stitched(function: Any, at: float) -> list[float]:
    low, high = (float(end) for end in function.Domain)
    bounds = [float(bound) for bound in function.Bounds]
    part = bisect_right(bounds, at)
    part = min(part, len(bounds))
    edges = [low, *bounds, high]
    start, end = edges[part], edges[part + 1]
    begin, finish = (float(function.Encode[2 * part + side]) for side in (0, 1))
    share = (at - start) / (end - start) if end > start else 0
    return _value(function.Functions[part], begin + share * (finish - begin))
