"""Texts that are hard for a regular expression: what its own repetitions match, again and again, and then what does not."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from itertools import islice
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_SHOWN = " a1A-\n\t.,(:/|é\u0627*_\"'[<{#&;@\r\xa0\x00"
_MOST_PIECES = 16
_GENERAL = (" ", "a", "1", "\n", "a ", "1.", " \n")


class Hostile(NamedTuple):
    """A text: its beginning, what is repeated, and its end."""

    head: str
    piece: str
    tail: str

    def text(self, size: int) -> str:
        """Return the text with about ``size`` characters that repeat."""
        return self.head + self.piece * (size // len(self.piece)) + self.tail


def texts(pattern: re.Pattern[Any]) -> list[Hostile]:
    """Return hard texts for an expression, made of its own literals, classes and repetitions."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(source, pattern.flags & ~re.UNICODE)
    found: dict[Hostile, None] = {}
    for before, bodies in _repeated(list(tree), ""):
        for body in bodies:
            for piece in filter(None, (body, before + body, before)):
                for head in dict.fromkeys(("", before)):
                    found.update(dict.fromkeys(Hostile(head, piece, tail) for tail in ("", "\x01")))
    whole = _sample(list(tree))
    pieces = dict.fromkeys((*_GENERAL, *filter(None, (whole, whole[:-1], *_literals(list(tree))))))
    ends = islice((Hostile("", piece, tail) for piece in pieces for tail in ("", "\x01")), 2 * _MOST_PIECES)
    return list(dict.fromkeys((*islice(found, 2 * _MOST_PIECES), *ends)))


def _repeated(nodes: list[Any], before: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands before each repetition without a narrow bound, and texts that it repeats."""
    for place, (kind, value) in enumerate(nodes):
        here = before + _sample(nodes[:place])
        name = str(kind)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            _, most, body = value
            if int(most) > 30:
                yield here, [*_samples(list(body))]
            yield from _repeated(list(body), here)
        elif name == "SUBPATTERN":
            yield from _repeated(list(value[3]), here)
        elif name == "ATOMIC_GROUP":
            yield from _repeated(list(value), here)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            yield from _repeated(list(value[1]), here if value[0] > 0 else "")
        elif name == "BRANCH":
            for each in value[1]:
                yield from _repeated(list(each), here)


def _samples(nodes: list[Any]) -> Iterator[str]:
    """Yield texts that a part matches: one for each character that a class of its own may be, or for each branch."""
    if len(nodes) == 1:
        kind, value = nodes[0]
        if str(kind) in {"IN", "ANY", "NOT_LITERAL"}:
            yield from islice(_characters(nodes[0]), 6)
            return
        if str(kind) == "BRANCH":
            yield from islice(filter(None, (_sample(list(each)) for each in value[1])), 6)
            return
        if str(kind) == "SUBPATTERN":
            yield from _samples(list(value[3]))
            return
    yield from filter(None, [_sample(nodes)])


def _characters(node: Any) -> Iterator[str]:
    """Yield the characters that a node for one character matches, of those that are tried."""
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        yield chr(value)
    elif kind == "NOT_LITERAL":
        yield from (char for char in _SHOWN if ord(char) != value)
    elif kind == "ANY":
        yield from (char for char in _SHOWN if char != "\n")
    elif kind == "IN":
        negated = str(value[0][0]) == "NEGATE"
        own = [chr(each[1]) for each in value if str(each[0]) == "LITERAL"] + [chr(each[1][0]) for each in value if str(each[0]) == "RANGE"]
        yield from (char for char in dict.fromkeys((*_SHOWN, *own)) if _in(char, value) != negated)


_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def _in(char: str, items: Any) -> bool:
    for kind, value in items:
        if str(kind) == "LITERAL" and ord(char) == value:
            return True
        if str(kind) == "RANGE" and value[0] <= ord(char) <= value[1]:
            return True
        if str(kind) == "CATEGORY":
            _, *negated, name = str(value).split("_")
            if bool(re.match(_CATEGORIES[name], char)) != bool(negated):
                return True
    return False


def _sample(nodes: list[Any]) -> str:
    """Return a short text that a sequence of nodes matches, as far as can be told without trying."""
    return "".join(map(_of_node, nodes))


def _of_node(node: Any) -> str:
    kind, value = str(node[0]), node[1]
    if kind in {"LITERAL", "NOT_LITERAL", "ANY", "IN"}:
        return next(_characters(node), "")
    if kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, most, body = value
        return _sample(list(body)) * max(int(least), min(1, int(most)))
    if kind == "SUBPATTERN":
        return _sample(list(value[3]))
    if kind == "ATOMIC_GROUP":
        return _sample(list(value))
    if kind == "BRANCH":
        return _sample(list(value[1][0]))
    return ""


def _literals(nodes: list[Any]) -> Iterator[str]:
    """Yield the literal words of an expression: each run of characters, in each branch."""
    run = ""
    for kind, value in nodes:
        if str(kind) == "LITERAL":
            run += chr(value)
            continue
        yield run
        run = ""
        if str(kind) == "SUBPATTERN":
            yield from _literals(list(value[3]))
        elif str(kind) == "BRANCH":
            for each in value[1]:
                yield from _literals(list(each))
        elif "REPEAT" in str(kind):
            yield from _literals(list(value[2]))
        elif str(kind) == "IN":
            yield from islice((chr(each[1]) for each in value if str(each[0]) == "LITERAL" and chr(each[1]) in string.punctuation), 6)
    yield run
