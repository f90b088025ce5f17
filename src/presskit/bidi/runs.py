"""A text → the parts of it that run their own way, by the rules of UAX #9."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from presskit.bidi.atoms import BRACKETS, CLOSE, OPEN, OPENERS, STRONG, Atom, Direction, atoms

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


def ways(atoms: Sequence[Atom], base: Direction) -> list[Direction]:
    """Return the direction of each atom; a number has that of the text around it, for its digits need no help."""
    kinds = _neutrals(_paired(atoms, _weak([atom.kind for atom in atoms], base), base), base)
    found: list[Direction] = ["ltr" if kind == "L" else "rtl" if kind == "R" else base for kind in kinds]
    for order in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        for index in order:
            if kinds[index] in {"EN", "AN"} and found[index - order.step] == "rtl":
                found[index] = "rtl"
    _take_brackets([atom.text for atom in atoms], found, base)
    return found


def _weak(kinds: list[str], base: Direction) -> list[str]:
    """Apply W1 to W7. Changes ``kinds``."""
    own = "L" if base == "ltr" else "R"
    _by_letters(kinds, own)
    _by_numbers(kinds)
    strong = own
    for index, kind in enumerate(kinds):
        strong = kind if kind in {"L", "R"} else strong
        if kind == "EN" and strong == "L":
            kinds[index] = "L"
        elif kind not in {"L", "R", "EN", "AN"}:
            kinds[index] = "ON"
    return kinds


def _by_letters(kinds: list[str], own: str) -> None:
    """Apply W1 to W3: marks are what they stand on, digits after an Arabic letter are Arabic."""
    strong = before = own
    for index, kind in enumerate(kinds):
        found = before if kind == "NSM" else kind
        found = "AN" if found == "EN" and strong == "AL" else found
        strong = found if found in STRONG else strong
        before, kinds[index] = found, found
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _by_numbers(kinds: list[str]) -> None:
    """Apply W4 and W5: one sign between two numbers, and signs such as «%» beside them, belong to them."""
    for index in range(1, len(kinds) - 1):
        around = {kinds[index - 1], kinds[index + 1]}
        if (kinds[index] == "CS" and around in ({"EN"}, {"AN"})) or (kinds[index] == "ES" and around == {"EN"}):
            kinds[index] = kinds[index - 1]
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        for index in order:
            before = index - order.step
            if kinds[index] == "ET" and 0 <= before < len(kinds) and kinds[before] == "EN":
                kinds[index] = "EN"


def _as_strong(kind: str) -> str:
    return "R" if kind in {"EN", "AN"} else kind


def _paired(atoms: Sequence[Atom], kinds: list[str], base: Direction) -> list[str]:
    """Apply N0: both brackets of a pair have the direction of what they hold, or of what stands before them."""
    own, other = ("L", "R") if base == "ltr" else ("R", "L")
    for opening, closing in _pairs(atoms, kinds):
        inside = {_as_strong(kind) for kind in kinds[opening + 1 : closing]}
        before = next((_as_strong(kind) for kind in reversed(kinds[:opening]) if kind != "ON"), own)
        if own in inside:
            found = own
        elif other in inside:
            found = other if before == other else own
        else:
            continue
        kinds[opening] = kinds[closing] = found
    return kinds


def _pairs(atoms: Sequence[Atom], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of brackets (BD16), by the place of the opening one."""
    pairs, opened = [], list[tuple[str, int]]()
    for index, (atom, kind) in enumerate(zip(atoms, kinds, strict=True)):
        if kind != "ON":
            continue
        if atom.text in BRACKETS:
            opened.append((BRACKETS[atom.text], index))
        elif any(atom.text == wanted for wanted, _ in opened):
            while opened[-1][0] != atom.text:
                opened.pop()
            pairs.append((opened.pop()[1], index))
    return sorted(pairs)


def _neutrals(kinds: list[str], base: Direction) -> list[str]:
    """Apply N1 and N2."""
    own = "L" if base == "ltr" else "R"
    anchors = [-1, *(index for index, kind in enumerate(kinds) if kind != "ON"), len(kinds)]
    for left, right in pairwise(anchors):
        one = _as_strong(kinds[left]) if left >= 0 else own
        two = _as_strong(kinds[right]) if right < len(kinds) else own
        kinds[left + 1 : right] = [one if one == two else own] * (right - left - 1)
    return kinds


def _take_brackets(pieces: Sequence[str], found: list[Direction], base: Direction) -> None:
    """Let a pair of brackets round a foreign run run with it: each then faces what it holds, in every reader."""
    for at in range(1, len(pieces) - 1):
        if found[at] == base or found[at - 1] != base or pieces[at - 1] not in BRACKETS:
            continue
        end = next((i for i in range(at, len(pieces)) if found[i] == base), None)
        alone = base == found[max(0, at - 2)] and end is not None and (end + 1 == len(found) or found[end + 1] == base)
        if alone and pieces[end or 0] == BRACKETS[pieces[at - 1]]:
            found[at - 1] = found[end or 0] = found[at]
