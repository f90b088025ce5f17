"""A font of the file → what its codes mean, how wide its glyphs are, and whether the file carries it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.coercion import Budget, TooMuchError
from presskit.formats.pdf_file.values import Font

__all__ = ["Glyph", "LoadedFont", "load_font", "to_unicode"]

_CHAR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(<[0-9a-fA-F]+>|\[[^\]]*\])")
_CID = re.compile(rb"<([0-9a-fA-F]{1,8})>\s*(?:<([0-9a-fA-F]{1,8})>\s*)?(\d{1,6})")
_SUBSET = re.compile(r"[A-Z]{6}\+")
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
        found = Glyph(number, self.meanings.get(code) or self._guess(code), self.widths.get(number, self.usual))
        return self.seen.setdefault(code, found)

    def _guess(self, code: bytes) -> str:
        """Return what a code of a simple font without ToUnicode most likely means."""
        if self.step > 1 or self.meanings:
            return LOST
        return code.decode("cp1252", "replace")


NO_FONT = LoadedFont(Font("", "", embedded=False))


def load_font(holder: Any, budget: Budget) -> LoadedFont:
    """Return a font dictionary as it is used."""
    kind = coercion.name(coercion.get(holder, "/Subtype"))
    below = next(iter(coercion.items(coercion.get(holder, "/DescendantFonts"))), None)
    bearer = below if kind == "Type0" else holder
    full = coercion.name(coercion.get(holder, "/BaseFont")) or coercion.name(coercion.get(bearer, "/BaseFont"))
    meanings = _meanings(coercion.get(holder, "/ToUnicode"), budget)
    font = Font(
        name=_SUBSET.sub("", full) or kind,
        kind=kind,
        embedded=kind == "Type3" or _file(coercion.get(bearer, "/FontDescriptor")),
        subset=bool(_SUBSET.match(full)),
        unicode=bool(meanings) or _is_standard(kind, holder),
        identity=kind == "Type0" and _is_identity(below) and _is_two_bytes(holder),
    )
    if kind == "Type0":
        usual = coercion.number(coercion.get(below, "/DW"), 1000.0)
        cids = _cids(coercion.get(holder, "/Encoding"), budget)
        return LoadedFont(font, 2, meanings, _wide(coercion.get(below, "/W"), budget), usual, cids)
    return LoadedFont(font, 1, meanings, _narrow(holder, kind))


def _file(descriptor: Any) -> bool:
    return any(coercion.is_stream(coercion.get(descriptor, f"/FontFile{end}")) for end in ("", "2", "3"))


def _is_identity(below: Any) -> bool:
    glyphs = coercion.get(below, "/CIDToGIDMap")
    return glyphs is None or coercion.name(glyphs) == "Identity"


def _is_two_bytes(holder: Any) -> bool:
    encoding = coercion.get(holder, "/Encoding")
    return coercion.is_stream(encoding) or coercion.name(encoding) in {"Identity-H", "Identity-V"}


def _cids(encoding: Any, budget: Budget) -> dict[int, int]:
    """Return which glyphs the codes of an embedded table stand for (ISO 32000-1, 9.7.5.3); a named table says none."""
    try:
        cmap = coercion.decoded(encoding, budget)
    except TooMuchError:
        return {}
    found: dict[int, int] = {}
    for section in re.findall(rb"begincid(?:char|range)(.*?)endcid(?:char|range)", cmap, re.DOTALL):
        for first, last, cid in _CID.findall(section):
            span = range(int(first, 16), min(int(last or first, 16), int(first, 16) + 0xFFFF) + 1)
            budget.step(len(span) // 8 + 1)
            found |= zip(span, range(int(cid), int(cid) + len(span)), strict=True)
    return found


def _is_standard(kind: str, holder: Any) -> bool:
    """Tell whether a simple font's codes mean characters without a table: a named encoding, and no symbols."""
    encoding = coercion.get(holder, "/Encoding")
    named = coercion.name(encoding) or coercion.name(coercion.get(encoding, "/BaseEncoding"))
    return kind in {"Type1", "TrueType", "MMType1"} and (bool(named) or coercion.get(encoding, "/Differences") is not None)


def _narrow(holder: Any, kind: str) -> dict[int, float]:
    """Return the widths of a simple font; those of Type 3 are in its own units (9.6.5), which FontMatrix scales."""
    first = int(coercion.number(coercion.get(holder, "/FirstChar")))
    matrix = coercion.numbers(coercion.get(holder, "/FontMatrix"))
    scale = 1000 * matrix[0] if kind == "Type3" and matrix else 1.0
    widths = coercion.numbers(coercion.get(holder, "/Widths"))[:256]
    return {first + index: scale * width for index, width in enumerate(widths)}


def _wide(table: Any, budget: Budget) -> dict[int, float]:
    """Return the widths of a composite font (9.7.4.3): ``c [w …]`` or ``first last w``."""
    widths: dict[int, float] = {}
    parts = coercion.items(table)
    at = 0
    while at + 1 < len(parts):
        first, follower = int(coercion.number(parts[at])), parts[at + 1]
        if not isinstance(follower, int):
            row = coercion.numbers(follower)
            widths |= {first + index: width for index, width in enumerate(row)}
            at, count = at + 2, len(row)
        else:
            count = min(int(coercion.number(follower)) - first + 1, 0x10000)
            width = coercion.number(parts[at + 2]) if at + 2 < len(parts) else 0.0
            widths |= dict.fromkeys(range(first, first + count), width)
            at += 3
        budget.step(1 + max(0, count) // 8)
    return widths


def _meanings(stream: Any, budget: Budget) -> dict[bytes, str]:
    """Return the font's ToUnicode table; an unreadable one says nothing."""
    if not coercion.is_stream(stream):
        return {}
    try:
        return to_unicode(coercion.decoded(stream, budget), budget)
    except (ValueError, TooMuchError):
        return {}


def to_unicode(cmap: bytes, budget: Budget) -> dict[bytes, str]:
    """Return what the codes of a font mean (ISO 32000-1, 9.10.3)."""
    meanings: dict[bytes, str] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        meanings |= {_bytes(code): _text(text) for code, text in _CHAR.findall(section)}
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, texts in _RANGE.findall(section):
            span = range(int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF) + 1)
            budget.step(len(span) // 8 + 1)
            meanings |= zip((number.to_bytes(len(first) // 2) for number in span), _row(texts, len(span)), strict=False)
    return meanings


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
