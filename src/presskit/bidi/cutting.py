"""A text → the parts of it that run their own way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from presskit.bidi.atoms import CLOSE, OPEN, OPENERS, STRONG, Direction, atoms
from presskit.bidi.resolving import ways

__all__ = ["CONTROLS", "Stretch", "Turn", "directional_runs", "inserted", "one_way", "parts", "stretches", "without_isolates"]

CONTROLS = re.compile("[\u2066-\u2069]")
"""The characters that begin and end isolates."""
DEEPEST = 20
"""Isolates inside isolates, beyond which nobody reads."""
# All characters of the classes R, AL and AN (UAX #9, 3.2) are among these.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_TURNING = re.compile(r"[^\W\d_]|[0-9\u06f0-\u06f9(\[{\u200e\u200f\u2066-\u2069]")


class Turn(NamedTuple):
    """A part of a text that has a direction of its own: where it begins, and which way it runs."""

    begin: int
    way: Direction


class Stretch(NamedTuple):
    """Words of one direction, and where they begin; ``turns`` are the parts that they stand in, outer ones first."""

    begin: int
    text: str
    turns: tuple[Turn, ...]

    def way(self, base: Direction) -> Direction:
        """Return the direction of the words in a text whose own is ``base``."""
        return self.turns[-1].way if self.turns else base


def one_way(text: str) -> bool:
    """Tell whether ``text`` has no character of a right-to-left script, and so no direction but that of Latin."""
    return text.isascii() or not (_RIGHT_TO_LEFT.search(text) or CONTROLS.search(text))


def without_isolates(text: str) -> str:
    """Return ``text`` without the characters that begin and end isolates."""
    return text if text.isascii() else CONTROLS.sub("", text)


def inserted(text: str, base: Direction) -> str:
    """Return ``text`` as it is put into a phrase: as an isolate, where it could be read with what stands around it.

    It runs as the page does (``base``) if it has a letter that does, else the other way.
    """
    if not text or (one_way(text) if base == "ltr" else not _TURNING.search(_own_letters(text))):
        return text
    ways = {STRONG.get(unicodedata.bidirectional(character)) for character in text}
    other: Direction = "rtl" if base == "ltr" else "ltr"
    return f"{OPEN[other if other in ways and base not in ways else base]}{text}{CLOSE}"


def _own_letters(text: str) -> str:
    """Return ``text`` without the letters of right-to-left scripts, which need no help in a text of their own."""
    return "".join(character for character in text if unicodedata.bidirectional(character) not in {"R", "AL"})


def stretches(text: str, base: Direction) -> list[Stretch]:
    """Return the words of ``text`` cut where their direction turns, as few as can be, without the isolates' characters.

    A part that runs against its surroundings begins and ends with a letter of its own, or is a whole such as a date.
    A text with no letter of the base direction is one part with its full stop.
    """
    if not text:
        return []
    if (base == "ltr" and one_way(text)) or not _TURNING.search(text if base == "ltr" else _own_letters(text)):
        return [Stretch(0, text, ())]
    return [*_stretches(text, base, 0, ())]


def directional_runs(text: str, base: Direction) -> list[tuple[str, Direction]]:
    """Return the words of ``text`` with the direction of each run; neighbours of one direction are one run."""
    runs: list[tuple[str, Direction]] = []
    for stretch in stretches(text, base):
        way = stretch.way(base)
        if runs and runs[-1][1] == way:
            runs[-1] = (runs[-1][0] + stretch.text, way)
        else:
            runs.append((stretch.text, way))
    return runs


def _stretches(text: str, base: Direction, begin: int, turns: tuple[Turn, ...]) -> Iterator[Stretch]:
    for piece, way, is_apart in parts(text, base):
        if piece == CLOSE:
            pass  # of nothing
        elif way == base and not (is_apart and piece[0] in OPENERS):
            yield Stretch(begin, piece, turns)
        else:
            inside, skipped = (piece[1:].removesuffix(CLOSE), 1) if piece[:1] in OPENERS and is_apart else (piece, 0)
            if len(turns) < DEEPEST:
                yield from _stretches(inside, way, begin + skipped, (*turns, Turn(begin, way))) if inside else ()
            else:
                yield Stretch(begin + skipped, without_isolates(inside), (*turns, Turn(begin, way)))
        begin += len(piece)


def parts(text: str, base: Direction) -> Iterator[tuple[str, Direction, bool]]:
    """Yield (piece, direction, whether it is an isolate) of one text, its isolates as they stand."""
    found = [*atoms(text)]
    strong = {STRONG[atom.kind] for atom in found if atom.kind in STRONG}
    other: Direction = "rtl" if base == "ltr" else "ltr"
    turned = [other] * len(found) if strong == {other} else ways(found, base)
    run, running = "", base
    for atom, way in zip(found, turned, strict=True):
        apart = atom.way is not None and way == base
        if run and (apart or way != running):
            yield run, running, False
            run = ""
        if apart:
            yield atom.text, atom.way or base, True
        else:
            run, running = run + atom.text, way
    if run:
        yield run, running, False
