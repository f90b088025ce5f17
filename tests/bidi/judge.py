"""An independent implementation of UAX #9 as judge: GNU FriBidi, which comes with Pango."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from functools import cache
from typing import Any

RTL, LTR, AUTO = 0x111, 0x110, 0x40
CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MIRRORED = str.maketrans(")]}»›>", "([{«‹<")


@cache
def _library() -> Any:
    name = {"win32": "fribidi-0.dll", "darwin": "libfribidi.0.dylib"}.get(sys.platform, "libfribidi.so.0")
    try:
        return ctypes.CDLL(name)
    except OSError:
        return ctypes.CDLL(ctypes.util.find_library("fribidi"))


def order(text: str, base: int = RTL) -> list[int]:
    """Return the places of the characters of ``text`` as they are seen from left to right, without controls."""
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
