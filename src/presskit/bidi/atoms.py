"""What a text is made of for the bidirectional algorithm: characters, wholes that are not taken apart, isolates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

__all__ = ["BRACKETS", "CLOSE", "COMMA", "MARK", "OPEN", "OPENERS", "STRONG", "Atom", "Direction", "atoms", "first_strong"]

Direction = Literal["ltr", "rtl"]
OPEN: dict[Direction, str] = {"ltr": "\u2066", "rtl": "\u2067"}
"""The characters that begin an isolate of a direction (LRI, RLI)."""
CLOSE = "\u2069"
MARK: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
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
    rf"\+[0-9](?:[0-9./\u2010-\u2013\u2212-]|{_SPACE}(?=[0-9(])|\([0-9]+\){_SPACE}?(?=[0-9]))*(?<=[0-9])"
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
    depth, end = 0, position
    for end in range(position, len(text)):
        depth += (text[end] in OPENERS) - (text[end] == CLOSE)
        if not depth:
            break
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
    if address:
        return Atom(address.group(), "L")
    word = _latin_word(text, position)
    if word:
        return Atom(word, "L")
    whole = _WHOLE.match(text, position)
    if not whole:
        return None
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
    kind = unicodedata.bidirectional(character) or "L"
    between_digits = text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()
    if character == COMMA and not between_digits:
        kind = "AL"
    return Atom(character, kind)
