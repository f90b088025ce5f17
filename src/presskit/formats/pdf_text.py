"""The text of a tagged PDF in the order of its structure tree (ISO 32000-1, 14.7), which is the order it is read in."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Block", "blocks", "folded", "unmatched"]

Glyphs: TypeAlias = tuple[str, ...]
BLOCKS = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "Caption", "Figure", "TD", "TH", "Note"})
_CHAR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_MIRRORED = str.maketrans(")]}»›>", "([{«‹<")
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Block:
    """An element that holds text. ``pieces`` are its runs in reading order, each as the texts of its glyphs.

    The glyphs of a run stand as they are painted, from left to right, whatever the direction of its script.
    """

    tag: str
    pieces: tuple[Glyphs, ...]
    alt: str = ""


def blocks(data: bytes) -> list[Block]:
    """Return the blocks of a tagged PDF; an untagged one has none. Raises ``pikepdf.PdfError`` where it is no PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return []
        painted: dict[tuple[Any, int], Glyphs] = {}
        for page in pdf.pages:
            painted |= {(page.objgen, mcid): glyphs for mcid, glyphs in _marked(page)}
        return list(_walk(pdf.Root.StructTreeRoot, painted))


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, Glyphs]]:
    """Yield each marked-content identifier of a page with what is painted in it."""
    import pikepdf

    resources: Any = page.obj.get("/Resources", {})
    fonts = {name: _to_unicode(font) for name, font in resources.get("/Font", {}).items()}
    found: dict[int, list[str]] = {}
    open_: list[int | None] = []
    font: dict[bytes, str] = {}
    for step in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        operands: Any = step.operands
        match str(step.operator):
            case "BDC":
                open_.append(_identifier(operands[1]))
            case "BMC":
                open_.append(None)
            case "EMC":
                open_.pop()
            case "Tf":
                font = fonts.get(str(operands[0]), {})
            case _:
                mcid = next((each for each in reversed(open_) if each is not None), None)
                if mcid is not None:
                    found.setdefault(mcid, []).extend(_shown(operands[0], font))
    yield from ((mcid, tuple(glyphs)) for mcid, glyphs in found.items())


def _identifier(properties: Any) -> int | None:
    mcid = properties.get("/MCID") if hasattr(properties, "get") else None
    return None if mcid is None else int(mcid)


def _shown(operand: Any, font: dict[bytes, str]) -> Iterator[str]:
    import pikepdf

    strings = [operand] if isinstance(operand, pikepdf.String) else [s for s in operand if isinstance(s, pikepdf.String)]
    for string in strings:
        codes = bytes(string)
        yield from (font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))


def _to_unicode(font: Any) -> dict[bytes, str]:
    """Return what the two-byte codes of a composite font mean (ISO 32000-1, 9.10.3)."""
    if "/ToUnicode" not in font:
        return {}
    cmap = font.ToUnicode.read_bytes()
    meanings: dict[bytes, str] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        meanings |= {bytes.fromhex(c.decode()): _text(t) for c, t in _CHAR.findall(section)}
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in _RANGE.findall(section):
            start, base = int(first, 16), _text(text)
            span = range(int(last, 16) - start + 1)
            meanings |= {(start + n).to_bytes(2): base[:-1] + chr(ord(base[-1]) + n) for n in span}
    return meanings


def _text(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()).decode("utf-16-be", "replace")


def _walk(element: Any, painted: dict[tuple[Any, int], Glyphs]) -> Iterator[Block]:
    """Yield the blocks below ``element``, in order."""
    for kid in _kids(element):
        tag = str(kid.get("/S", "")).removeprefix("/")
        if tag in BLOCKS and not _holds_blocks(kid):
            yield Block(tag, tuple(_pieces(kid, None, painted)), str(kid.get("/Alt", "")))
        else:
            yield from _walk(kid, painted)


def _kids(element: Any) -> list[Any]:
    """Return the structure elements right below ``element``."""
    import pikepdf

    kids = element.get("/K", [])
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _holds_blocks(element: Any) -> bool:
    return any(str(kid.S).removeprefix("/") in BLOCKS or _holds_blocks(kid) for kid in _kids(element))


def _pieces(element: Any, page: Any, painted: dict[tuple[Any, int], Glyphs]) -> Iterator[Glyphs]:
    import pikepdf

    page = element.get("/Pg", page)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            yield painted.get((kid.get("/Pg", page).objgen, int(kid.MCID)), ())
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _pieces(kid, page, painted)
        elif not isinstance(kid, pikepdf.Dictionary):
            yield painted.get((page.objgen, int(kid)), ())


def folded(text: str) -> str:
    """Return ``text`` as it is compared: NFKC, without white space and controls, brackets as their mirror images."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_MIRRORED)


def _readings(glyphs: Glyphs) -> Iterator[str]:
    """Yield what a painted run can say: from left to right, and from right to left with its numbers kept."""
    yield folded("".join(glyphs))
    turned = "".join(reversed(glyphs))
    yield folded(re.sub(r"[\dA-Za-z]+(?:[.,:/+٫٬-][\dA-Za-z]+)*%?", lambda found: found.group()[::-1], turned))


def unmatched(expected: str, pieces: Sequence[Glyphs]) -> tuple[str, str] | None:
    """Compare a text with painted runs; return what is left of both where they part, or None where they agree."""
    rest = folded(expected)
    for index, glyphs in enumerate(pieces):
        said = next((reading for reading in _readings(glyphs) if rest.startswith(reading)), None)
        if said is None:
            return rest, "".join(folded("".join(piece)) for piece in pieces[index:])
        rest = rest.removeprefix(said)
    return (rest, "") if rest else None
