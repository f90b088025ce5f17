"""An independent implementation of UAX #9 as judge: GNU FriBidi, which comes with Pango."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from functools import cache
from typing import Any

RTL, LTR, AUTO = 0x111, 0x110, 0x40
CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ISOLATES = {"\u2066": LTR, "\u2067": RTL, "\u2068": AUTO}
MIRRORED = str.maketrans(")]}»›>", "([{«‹<")


@cache
def _library() -> Any:
    name = {"win32": "fribidi-0.dll", "darwin": "libfribidi.0.dylib"}.get(sys.platform, "libfribidi.so.0")
    try:
        return ctypes.CDLL(name)
    except OSError:
        return ctypes.CDLL(ctypes.util.find_library("fribidi"))


def order(text: str, base: int = RTL) -> list[int]:
    """Return the places of the characters of ``text`` as they are seen from left to right, without controls.

    An isolate is ordered alone, and stands in the text around it as one neutral sign (UAX #9, 3.3.2 and X10): FriBidi lets an
    Arabic letter of one isolate change the numbers of the next.
    """
    inner, around, at = dict[int, list[int]](), list[tuple[int, str]](), 0
    while at < len(text):
        end = _end_of_isolate(text, at)
        around.append((at, "\ufffc" if end else text[at]))
        if end:
            inner[at] = [at + 1 + place for place in order(text[at + 1 : end], ISOLATES[text[at]])]
        at = end or at + 1
    there = _order_without_isolates("".join(sign for _, sign in around), base)
    return [place for index in there for place in inner.get(around[index][0], [around[index][0]])]


def _end_of_isolate(text: str, begin: int) -> int:
    """Return the place of the sign that ends the isolate that begins there (UAX #9, BD9); 0 where none begins or it has no end."""
    depth = 0
    for at in range(begin, len(text) if text[begin] in ISOLATES else begin):
        depth += (text[at] in ISOLATES) - (text[at] == "\u2069")
        if not depth:
            return at
    return 0


def _order_without_isolates(text: str, base: int) -> list[int]:
    if not text:
        return []
    count = len(text)
    logical = (ctypes.c_uint32 * count)(*map(ord, text))
    visual = (ctypes.c_uint32 * (count + 1))()
    to_visual, to_logical = (ctypes.c_int * count)(), (ctypes.c_int * count)()
    levels = (ctypes.c_byte * count)()
    direction = ctypes.c_uint32(base)
    assert _library().fribidi_log2vis(logical, count, ctypes.byref(direction), visual, to_visual, to_logical, levels)
    return [place for place in to_logical if text[place] not in CONTROLS]


def seen(text: str, base: int = RTL) -> str:
    """Return what is seen from left to right; brackets as their mirror images, each pair as two opening ones."""
    return "".join(text[place] for place in order(text, base)).translate(MIRRORED) if text else ""


def places(text: str, part: tuple[int, int], base: int = RTL) -> list[int]:
    """Return where the characters of a part of ``text`` (begin, end) stand, from left to right, in the order of the text."""
    seen_at = {place: at for at, place in enumerate(order(text, base))}
    return [seen_at[place] for place in range(*part) if place in seen_at]
