"""Words that the ends of lines broke: the text itself is the dictionary that tells which hyphens belong to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from presskit.language.data import fold, words
from presskit.model.document import Inline, Text, plain_text
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.lines import InputLine, is_hyphenated, merged, taken

__all__ = ["without_line_hyphens"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]-)([^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad]$")
_KIN = 2
_SHOWN = 8


def without_line_hyphens(lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines with the words whole that a hyphen at a line's end broke, as far as the text tells; it is reported.

    A word is whole if it, or one that begins as it does, stands elsewhere in the text, or if none of its halves is a word of
    the text. Others keep their hyphen: they are asked about where their paragraph is placed.
    """
    pairs = [(n, pair) for n, pair in enumerate(pairwise(lines)) if is_hyphenated(*pair) and _joinable(*pair)]
    if not pairs:
        return tuple(lines)
    halves = {n for n, _ in pairs}
    known = _vocabulary(lines, halves)
    whole = [*lines]
    told = []
    for n, (_, line) in pairs:
        first, rest = _halves(whole[n], line)
        if first and rest and _is_one_word(first, rest, known, soft=whole[n].words.endswith("\u00ad")):
            told.append(first + rest)
            whole[n] = replace(whole[n], content=_ended(whole[n], first, rest))
            whole[n + 1] = line.after(len(plain_text(line.content)) - len(plain_text(line.content).lstrip()) + len(rest))
    if told:
        shown = ", ".join(f"«{word}»" for word in told[:_SHOWN]) + (" and others" if len(told) > _SHOWN else "")
        message = f"{len(told)} words that line ends broke were joined: {shown}"
        log.report(rules.ASSUMED, pairs[0][1][0].span, message, "look whether one of them has a hyphen of its own")
    for line in whole:
        if not line.content:
            log.place(line, "joined with the line above it")
    return tuple(line for line in whole if line.content)


def _joinable(before: InputLine, line: InputLine) -> bool:
    """Return whether a line can go on in the next: nothing begins there."""
    return not line.mark and not line.alone and before.style == line.style and (not line.gap or line.goes_on)


def _halves(before: InputLine, line: InputLine) -> tuple[str, str]:
    """Return what stands before the hyphen, and the rest of the word with the marks behind it."""
    first, rest = _FIRST.search(before.words), re.match(r"[^\W\d_]+\S*", line.words)
    return (first[1] if first else "", rest.group() if rest else "")


def _vocabulary(lines: Sequence[InputLine], halves: set[int]) -> list[str]:
    """Return the folded words of the text in their order, without the halves of broken ones."""
    known: set[str] = set()
    for n, line in enumerate(lines):
        text = _FIRST.sub("", line.words) if n in halves else line.words
        text = re.sub(r"^[^\W\d_]+", "", text) if n - 1 in halves else text
        known.update(fold(word) for word in _WORD.findall(text))
    return sorted(known)


def _is_one_word(first: str, rest: str, known: Sequence[str], *, soft: bool) -> bool:
    bare = re.match(r"[^\W\d_]+", rest)
    if not bare or soft:
        return soft
    one, left, right = fold(first + bare.group()), fold(first), fold(bare.group())
    if _stands(known, one) or _has_kin(known, one, len(left)):
        return True
    hyphenated = _stands(known, f"{left}-{right}") or "-" in first
    parts = _stands(known, left) or _stands(known, right) or left in words("writing", "hyphen_firsts")
    return not hyphenated and not parts


def _stands(known: Sequence[str], word: str) -> bool:
    place = bisect_left(known, word)
    return place < len(known) and known[place] == word


def _has_kin(known: Sequence[str], word: str, first: int) -> bool:
    """Return whether another word begins as this one does, beyond its first half: «organisation» beside «organisations»."""
    stem = word[: max(first + _KIN, len(word) - 3)]
    place = bisect_left(known, stem)
    return len(stem) > first and place < len(known) and known[place].startswith(stem)


def _ended(line: InputLine, first: str, rest: str) -> tuple[Inline, ...]:
    text = plain_text(line.content).rstrip()
    head = taken(line.content, len(text) - len(first) - 1)
    return merged([*head, Text(first + rest, line.span)])
