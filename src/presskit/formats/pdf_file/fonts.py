"""A font of the file → what its codes mean, how wide its glyphs are, and whether the file carries it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.coercion import Budget, TooMuchError
from presskit.formats.pdf_file.values import Font

__all__ = ["Glyph", "LoadedFont", "load_font"]

_CHAR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(<[0-9a-fA-F]+>|\[[^\[\]]*\])")
_CID = re.compile(rb"<([0-9a-fA-F]{1,8})>\s*(?:<([0-9a-fA-F]{1,8})>\s*)?(\d{1,6})")
LOST = "\ufffd"


class Glyph(NamedTuple):
    """What a code shows: a glyph's number, its characters, its width in thousandths of the font's size."""

    number: int
    characters: str
    width: float


@dataclass(frozen=True, slots=True)
class LoadedFont:
    """A font ready to be read with: ``step`` is the length of a code in bytes, widths are in thousandths of its size.

    ``cids`` maps codes to glyphs where the file brings its own table for that; elsewhere they are the same numbers.
    ``seen`` are the codes that were looked up already.
    """

    font: Font
    step: int = 1
    meanings: Mapping[bytes, str] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    usual: float = 500.0
    cids: Mapping[int, int] = field(default_factory=dict)
    seen: dict[bytes, Glyph] = field(default_factory=dict, compare=False)

    def glyphs(self, strings: Iterable[bytes]) -> list[Glyph]:
        """Return what each code of the strings shows."""
        step, seen = self.step, self.seen
        each = [codes[at : at + step] for codes in strings for at in range(0, len(codes), step)]
        return [seen.get(code) or self._glyph(code) for code in each]

    def _glyph(self, code: bytes) -> Glyph:
        number = int.from_bytes(code)
        number = self.cids.get(number, number)
        guess = LOST if self.step > 1 or self.meanings else code.decode("cp1252", "replace")
        return self.seen.setdefault(
            code,
            Glyph(number, self.meanings.get(code) or guess, self.widths.get(number, self.usual)),
        )


NO_FONT = LoadedFont(Font("", embedded=False))


def load_font(holder: Any, budget: Budget) -> LoadedFont:
    """Return a font dictionary as it is used."""
    kind = coercion.name(coercion.get(holder, "/Subtype"))
    below = next(iter(coercion.items(coercion.get(holder, "/DescendantFonts"))), None)
    bearer = below if kind == "Type0" else holder
    full = coercion.name(coercion.get(holder, "/BaseFont")) or coercion.name(coercion.get(bearer, "/BaseFont"))
    meanings = _meanings(coercion.get(holder, "/ToUnicode"), budget)
    files = (coercion.get(bearer, "/FontDescriptor", f"/FontFile{end}") for end in ("", "2", "3"))
    encoding, glyphs = coercion.get(holder, "/Encoding"), coercion.get(below, "/CIDToGIDMap")
    named = coercion.name(encoding) or coercion.name(coercion.get(encoding, "/BaseEncoding"))
    standard = bool(named) or coercion.get(encoding, "/Differences") is not None  # no symbols: codes mean characters
    two_bytes = coercion.is_stream(encoding) or coercion.name(encoding) in {"Identity-H", "Identity-V"}
    font = Font(
        name=re.sub(r"[A-Z]{6}\+", "", full) or kind,
        embedded=kind == "Type3" or any(map(coercion.is_stream, files)),
        unicode=bool(meanings) or (kind in {"Type1", "TrueType", "MMType1"} and standard),
        identity=kind == "Type0" and two_bytes and (glyphs is None or coercion.name(glyphs) == "Identity"),
    )
    if kind == "Type0":
        widths, usual = _wide(coercion.get(below, "/W"), budget), coercion.number(coercion.get(below, "/DW"), 1000.0)
        return LoadedFont(font, 2, meanings, widths, usual, _cids(encoding, budget))
    return LoadedFont(font, 1, meanings, _narrow(holder, kind))


def _cids(encoding: Any, budget: Budget) -> dict[int, int]:
    """Return which glyphs the codes of an embedded table stand for (ISO 32000-1, 9.7.5.3); a named table says none."""
    try:
        cmap = coercion.decoded(encoding, budget)
    except TooMuchError:
        return {}
    cids: dict[int, int] = {}
    for first, last, cid in _in_sections(_CID, "cid(?:char|range)", cmap):
        span = _span(first, last or first, budget)
        cids |= zip(span, range(int(cid), int(cid) + len(span)), strict=True)
    return cids


def _in_sections(entry: re.Pattern[bytes], name: str, cmap: bytes) -> Iterator[tuple[bytes, ...]]:
    """Yield the groups of each entry in the sections ``begin…`` to ``end…`` of a table."""
    closed = max((match.end() for match in re.finditer(rb"end%b" % name.encode(), cmap)), default=0)
    sections = re.findall(rb"begin%b(.*?)end%b" % (name.encode(), name.encode()), cmap[:closed], re.DOTALL)
    return (match.groups(b"") for section in sections for match in entry.finditer(section))


def _span(first: bytes, last: bytes, budget: Budget) -> range:
    """Return the codes from ``first`` to ``last``, two hexadecimal numbers, as far as a range may reach."""
    span = range(int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF) + 1)
    budget.step(len(span) // 8 + 1)
    return span


def _narrow(holder: Any, kind: str) -> dict[int, float]:
    """Return the widths of a simple font; those of Type 3 are in its own units (9.6.5), which FontMatrix scales."""
    first = int(coercion.number(coercion.get(holder, "/FirstChar")))
    matrix = coercion.numbers(coercion.get(holder, "/FontMatrix"))
    scale = 1000 * matrix[0] if kind == "Type3" and matrix else 1.0
    return {code: scale * width for code, width in enumerate(coercion.numbers(coercion.get(holder, "/Widths"))[:256], first)}


def _wide(table: Any, budget: Budget) -> dict[int, float]:
    """Return the widths of a composite font (9.7.4.3): ``c [w …]`` or ``first last w``."""
    widths: dict[int, float] = {}
    parts = iter(coercion.items(table))
    for start, follower in zip(parts, parts, strict=False):
        first, row = int(coercion.number(start)), coercion.numbers(follower)
        if isinstance(follower, int):
            row = (coercion.number(next(parts, None)),) * min(int(coercion.number(follower)) - first + 1, 0x10000)
        widths |= enumerate(row, first)
        budget.step(1 + len(row) // 8)
    return widths


def _meanings(stream: Any, budget: Budget) -> dict[bytes, str]:
    """Return what the codes of a font mean by its ToUnicode table (ISO 32000-1, 9.10.3); nothing for an unreadable one."""
    with suppress(ValueError, TooMuchError):
        cmap = coercion.decoded(stream, budget)
        meanings = {_bytes(code): _text(text) for code, text in _in_sections(_CHAR, "bfchar", cmap)}
        for first, last, texts in _in_sections(_RANGE, "bfrange", cmap):
            span = _span(first, last, budget)
            meanings |= zip((number.to_bytes(len(first) // 2) for number in span), _row(texts, len(span)), strict=False)
        return meanings
    return {}


def _row(texts: bytes, count: int) -> list[str]:
    """Return the characters of a range: a list of them, or the first, from which the last one is counted on."""
    if texts.startswith(b"["):
        return [_text(text) for text in re.findall(rb"<([0-9a-fA-F]+)>", texts)]
    base = _text(texts.strip(b"<>"))
    last = ord(base[-1]) if base else 0xFFFD
    return [base[:-1] + chr(min(last + step, 0x10FFFF)) for step in range(count)]


def _bytes(hexadecimal: bytes) -> bytes:
    return bytes.fromhex(hexadecimal.decode() + "0" * (len(hexadecimal) % 2))


def _text(hexadecimal: bytes) -> str:
    return _bytes(hexadecimal).decode("utf-16-be", "replace")
