"""The rules of UAX #9, on the atoms of one text that has no embeddings; isolates and wholes are neutral."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from presskit.bidi.atoms import BRACKETS, STRONG, Atom, Direction

__all__ = ["ways"]


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
