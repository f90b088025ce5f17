"""A text → the parts of it that run their own way, by the rules of UAX #9."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Literal, NamedTuple

__all__ = [
    "BRACKETS", "CLOSE", "COMMA", "CONTROLS", "MARK", "OPEN", "OPENERS", "STRONG", "Atom", "Direction", "Stretch", "Turn",
    "atoms", "directional_runs", "first_strong", "inserted", "one_way", "parts", "stretches", "without_isolates",
]  # fmt: skip

Direction = Literal["ltr", "rtl"]
OPEN: dict[Direction, str] = {"ltr": "\u2066", "rtl": "\u2067"}
"""The characters that begin an isolate of a direction (LRI, RLI)."""
CLOSE = "\u2069"
MARK: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
_OTHER: dict[Direction, Direction] = {"ltr": "rtl", "rtl": "ltr"}
_FIRST_STRONG = "\u2068"
OPENERS = frozenset({*OPEN.values(), _FIRST_STRONG})
STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
BRACKETS = {"(": ")", "[": "]", "{": "}"}
COMMA = "،"
"""Parts words in Arabic, and belongs to neither side; between digits it is a sign of the number."""

_ADDRESS = re.compile("(?:https?://|www\\.|mailto:)[^\\s<>\u2066-\u2069]*[^\\s<>\u2066-\u2069.,:;!?()\\[\\]«»“”\"'،؛؟]")
# What stands together without a space and without a letter of a right-to-left script (Hebrew to Arabic Extended, forms).
_UNBROKEN = re.compile("[^\\s\u0590-\u08ff\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]+")
_SPACE = "[ \u00a0\u202f]"
# One left-to-right whole in any text: a clock time or a range of them, a date, a fraction or a range, a number in groups of
# three, a telephone number. It ends where a sentence or a list goes on: at «. », «: », «, », « (».
_WHOLE = re.compile(
    rf"\+[0-9](?:[0-9/\u2010-\u2013\u2212-]|\.(?!{_SPACE})|{_SPACE}(?=[0-9(])|\([0-9]+\){_SPACE}?(?=[0-9]))*(?<=[0-9])"
    rf"|\(0[0-9]+\)(?:[{_SPACE[1:-1]}/-][0-9]+)+"
    rf"|0[0-9]+(?:[{_SPACE[1:-1]}/.-][0-9]+)+"
    rf"|(?=(?:[0-9]{_SPACE}?){{7}})[0-9]{{2,3}}(?:{_SPACE}[0-9]{{2,}}){{2,}}"
    rf"|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?%?"
    r"|[0-9]{1,2}:[0-9]{2} ?[\u2013-] ?[0-9]{1,2}:[0-9]{2}"
    r"|(?:(?<![\w)])[+\u2212$€£¥-])?[0-9]+(?:[.,:/\u2010-\u2013\u2212-][0-9]+)*%?"
)


class Atom(NamedTuple):
    """A character or what is not taken apart, with its class; an isolate (``way``) is neutral for what stands around it."""

    text: str
    kind: str
    way: Direction | None = None


def atoms(text: str) -> Iterator[Atom]:
    """Yield what ``text`` is made of, in its order; joined, the atoms are the text."""
    position = 0
    while position < len(text):
        atom = _isolate(text, position) or _unbroken(text, position) or _character(text, position)
        yield atom
        position += len(atom.text)


def _isolate(text: str, position: int) -> Atom | None:
    if text[position] == CLOSE:  # of nothing
        return Atom(CLOSE, "ON", "ltr")
    if text[position] not in OPENERS:
        return None
    places = range(position, len(text))
    depths = accumulate((text[at] in OPENERS) - (text[at] == CLOSE) for at in places)
    end = next((at for at, depth in zip(places, depths, strict=True) if not depth), len(text) - 1)
    way: Direction = "rtl" if text[position] == OPEN["rtl"] else "ltr"
    if text[position] == _FIRST_STRONG:
        way = first_strong(text[position + 1 : end + 1]) or "ltr"
    return Atom(text[position : end + 1], "ON", way)


def first_strong(text: str) -> Direction | None:
    """Return the direction of the first letter outside of isolates (UAX #9, P2); None where there is none."""
    depth = 0
    for character in text:
        depth += (character in OPENERS) - (character == CLOSE)
        way = STRONG.get(unicodedata.bidirectional(character))
        if way and not depth:
            return way
    return None


def _unbroken(text: str, position: int) -> Atom | None:
    """Return the address, word with digits (aleppo-2016, UTC+3) or number that begins here."""
    address = _ADDRESS.match(text, position)
    word = address.group() if address else _latin_word(text, position)
    whole = None if word else _WHOLE.match(text, position)
    if not whole:
        return Atom(word, "L") if word else None
    return Atom(whole.group(), "ON", "ltr") if re.search("[^0-9%]", whole.group()) else Atom(whole.group(), "EN")


def _latin_word(text: str, position: int) -> str:
    """Return the word that begins here, without the marks after it; empty where there is no left-to-right letter in it."""
    unbroken = _UNBROKEN.match(text, position)
    if not unbroken or not text[position].isalnum():
        return ""
    word = re.sub(r"\W+$", "", unbroken.group())
    return word if any(unicodedata.bidirectional(letter) == "L" for letter in word) else ""


def _character(text: str, position: int) -> Atom:
    character = text[position]
    between_digits = text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()
    is_letter = character == COMMA and not between_digits
    return Atom(character, "AL" if is_letter else unicodedata.bidirectional(character) or "L")


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
    """Return whether ``text`` has no character of a right-to-left script, and so no direction but that of Latin."""
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
    other = _OTHER[base]
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
    return [
        ("".join(stretch.text for stretch in run), way)
        for way, run in groupby(stretches(text, base), lambda stretch: stretch.way(base))
    ]


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
    turned = [_OTHER[base]] * len(found) if strong == {_OTHER[base]} else ways(found, base)
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
        before = before if kind == "NSM" else kind
        before = "AN" if before == "EN" and strong == "AL" else before
        strong = before if before in STRONG else strong
        kinds[index] = before
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
        if inside & {own, other}:
            kinds[opening] = kinds[closing] = other if own not in inside and before == other else own
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
    for left, right in pairwise([-1, *(index for index, kind in enumerate(kinds) if kind != "ON"), len(kinds)]):
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
