"""Looks into a print PDF without any of presskit's own code: every stream, picture, gradient and colour space of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf

PAINTS = {"k", "K", "g", "G", "rg", "RG", "sc", "scn", "SC", "SCN"}


@dataclass
class Seen:
    """What a file paints with. ``text`` are the fills of shown text inside the trimmed page, ``marks`` those outside."""

    operators: set[str] = field(default_factory=set)
    spaces: set[str] = field(default_factory=set)
    fills: set[tuple[Any, ...]] = field(default_factory=set)
    text: set[tuple[Any, ...]] = field(default_factory=set)
    overprinted: set[tuple[Any, ...]] = field(default_factory=set)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def colour_spaces(data: bytes) -> set[str]:
    """Return the names of all colour spaces of all objects of a file, however deep they lie."""
    found: set[str] = set()
    with opened(data) as pdf:
        for each in pdf.objects:
            found.update(_names(each))
    return found


def _names(value: Any, depth: int = 0) -> Iterator[str]:
    if depth > 12 or (depth and isinstance(value, pikepdf.Object) and value.is_indirect):
        return
    if isinstance(value, pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for each in value:
            yield from _names(each, depth + 1)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for each in dict(value.items()).values():
            yield from _names(each, depth + 1)


def seen(data: bytes) -> Seen:
    """Walk all content streams of a file: those of pages, forms, patterns and soft masks."""
    found = Seen()
    with opened(data) as pdf:
        for page in pdf.pages:
            _walk(page, page.obj.Resources, found)
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and (each.get("/Subtype") == "/Form" or "/PatternType" in each):
                _walk(each, each.get("/Resources", {}), found)
    return found


def _walk(source: Any, resources: Any, found: Seen) -> None:
    states = resources.get("/ExtGState", {})
    fill: tuple[Any, ...] = ("g", 0.0)
    over = False
    stack: list[tuple[tuple[Any, ...], bool]] = []
    for step in pikepdf.parse_content_stream(source):
        operator, operands = str(step.operator), list(step.operands)
        if operator in PAINTS:
            found.operators.add(operator)
        match operator:
            case "q":
                stack.append((fill, over))
            case "Q":
                fill, over = stack.pop()
            case "cs" | "CS":
                found.spaces.add(str(operands[0]))
            case "gs":
                over = bool(states[str(operands[0])].get("/op", over))
            case "k" | "g" | "rg" | "sc" | "scn":
                fill = (operator, *(round(float(o), 4) if not isinstance(o, pikepdf.Name) else str(o) for o in operands))
                found.fills.add(fill)
            case "Tj" | "TJ":
                found.text.add(fill)
                if over:
                    found.overprinted.add(fill)
            case _:
                pass


@cache
def kept(data: bytes) -> pikepdf.Pdf:
    return opened(data)


def images(data: bytes) -> list[pikepdf.Stream]:
    found = [each for each in kept(data).objects if isinstance(each, pikepdf.Stream)]
    return [each for each in found if each.get("/Subtype") == "/Image"]
