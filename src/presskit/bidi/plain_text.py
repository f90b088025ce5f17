"""Plain text, in which characters must do what elements do elsewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from presskit.bidi.runs import (
    BRACKETS,
    CLOSE,
    COMMA,
    CONTROLS,
    MARK,
    OPEN,
    OPENERS,
    STRONG,
    Direction,
    first_strong,
    one_way,
    parts,
)

__all__ = ["isolated", "paragraphs"]


def isolated(text: str, base: Direction) -> str:
    """Return ``text`` with the characters that let every reader see it as it is meant (UAX #9, section 2.4).

    Words need none: letters hold together, and an address stays free of characters that are not its own.
    """
    if base == "ltr" and one_way(text):
        return text
    done, before = "", False
    for piece, way, is_apart in parts(text, base):
        if piece == CLOSE:
            continue
        if way != base or is_apart:
            inside = piece[1:].removesuffix(CLOSE) if piece[:1] in OPENERS and is_apart else piece
            inner = isolated(inside, way)
            done += f"{OPEN[way]}{inner}{CLOSE}" if is_apart or not _holds(inner, way) else inner
            before = True
        else:
            done += _parting(piece, base) if before else piece
    return done


def paragraphs(lines: Sequence[str], base: Direction) -> list[str]:
    """Return the lines of one text so that each can stand alone, for to a reader of plain text each is a paragraph.

    It opens the isolates again that the end of the line before has closed. Many programs take the direction of a line
    from its first letter: where that is not one of the text's own direction, a mark that is stands before it.
    """
    mixed = base in {STRONG.get(unicodedata.bidirectional(character)) for line in lines for character in line}
    done, opened = list[str](), ""
    for line in lines:
        begun = opened + line
        for character in line:
            opened = opened[:-1] if character == CLOSE else opened + character if character in OPENERS else opened
        whole = begun + CLOSE * len(opened)
        done.append(MARK[base] + whole if mixed and first_strong(whole) != base else whole)
    return done


def _holds(run: str, way: Direction) -> bool:
    """Return whether a run keeps its shape without help: it begins with a letter of its own and ends with one or a digit."""
    kinds = [unicodedata.bidirectional(character) for character in run]
    if BRACKETS.get(run[0]) == run[-1] and not BRACKETS.keys() & {*run[1:]}:
        kinds = kinds[1:-1]
    plain = not (way == "ltr" and "AN" in kinds) and not CONTROLS.search(run)
    return plain and bool(kinds) and STRONG.get(kinds[0]) == way and (STRONG.get(kinds[-1]) == way or kinds[-1] == "EN")


def _parting(piece: str, base: Direction) -> str:
    """Return what stands behind a foreign run; an Arabic comma that a digit or the next run could take has a mark."""
    first = next((at for at, letter in enumerate(piece) if STRONG.get(unicodedata.bidirectional(letter)) == base), len(piece))
    head = piece[:first]
    if first < len(piece) and not any(map(str.isdigit, head)):
        return piece
    return head.replace(COMMA, COMMA + MARK[base], 1) + piece[first:]
