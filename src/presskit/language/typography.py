"""Language: quotes, dashes and fixed spaces as a typesetter of the language would set them; no format and no markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from presskit.language.data import table

__all__ = ["quotes", "set_pieces", "set_text"]

NBSP = "\u00a0"
NNBSP = "\u202f"
# Stands between two pieces of text that are set together; a noncharacter, which ``clean`` takes out of every input.
_JOINT = "\ufffe"
_LETTER = r"[^\W\d_]"
_SPACE = rf"[ {NBSP}{NNBSP}]"


_NEVER = "\uffff"  # a noncharacter, which ``clean`` takes out of every input
_QUOTED = re.compile('["«»“”„]')
_OPENING = frozenset("([{¿¡")
_GROUPED = re.compile(r"(?<![\d.,/-])[1-9]\d{0,2}(?: \d{3})+(?![\d/-])")
"""A number whose digits stand in groups of three (ISO 80000-1, 7.3.1)."""
_AFTER_WORDS = frozenset(".,;:!?…)]}»”’%٪،؛؟")  # what no quotation begins with


def quotes(language: str) -> tuple[tuple[str, str], ...]:
    """Return the opening and closing marks of a language, those of the first level first; empty where none are known."""
    pairs = (table(language, "writing").get(level) for level in ("quotes", "inner_quotes"))
    return tuple((pair[0], pair[1]) for pair in pairs if pair)


def _quotes(text: str, language: str) -> str:
    """Set straight quotes and apostrophes; quotes of a language whose marks are not known stay straight."""
    levels = (*quotes(language), *quotes(language))[:2]
    depth = 0

    def set_mark(match: re.Match[str]) -> str:
        nonlocal depth
        mark, depth = _set_mark(match, depth, levels)
        return mark

    text = _QUOTED.sub(set_mark, text) if levels else text
    opening = levels[0][0] if levels else _NEVER
    text = re.sub(rf"(?<={_LETTER})'(?={_JOINT}*(?:{_LETTER}|{opening}))|(?<=s)'(?=\s|$)", "’", text)
    return re.sub(rf"(?<=\d)'(?={_LETTER})", "’", text)


def _set_mark(match: re.Match[str], depth: int, levels: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """Return the mark that is set for a quotation mark inside ``depth`` quotations, and how deep the text is behind it."""
    mark = match.group()
    if mark != '"':
        after = {levels[1][1]: 1, levels[1][0]: 2, levels[0][1]: 0, levels[0][0]: 1}
        return mark, after.get(mark, depth)
    if _opens(match.string, match.start(), inside=depth > 0):
        return levels[min(depth, 1)][0], min(depth + 1, 2)
    depth = max(depth - 1, 0)
    return levels[min(depth, 1)][1], depth


def _opens(text: str, at: int, *, inside: bool) -> bool:
    """Return whether the straight quote at ``at`` opens: after a space or an opening mark, elsewhere where none is open.

    «L'"Alliance"», «"A"/"B"» and «anti-"terror"» open in a word, «"well-"known» closes in one.
    """
    before, after = _beside(text, at, -1), _beside(text, at, 1)
    if not after or after.isspace():
        return False
    if not before or before.isspace() or before in _OPENING:
        return True
    return not inside and after not in _AFTER_WORDS and not before.isdigit()


def _beside(text: str, at: int, step: Literal[-1, 1]) -> str:
    """Return the character before or after ``at``, empty at an end of the text."""
    at += step
    while 0 <= at < len(text) and text[at] == _JOINT:
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _spaced(text: str, narrow: str) -> str:
    """Set spaces that do not break before «:» and the marks of ``narrow``, and inside guillemets (Imprimerie nationale)."""
    text = re.sub(rf"(?<!{_SPACE}){_SPACE}+({_JOINT}*[{narrow}])", rf"{NNBSP}\1", text) if narrow else text
    text = re.sub(rf"(?<!{_SPACE}){_SPACE}+({_JOINT}*:)(?!//)", rf"{NBSP}\1", text)
    text = re.sub(rf"«({_JOINT}*){_SPACE}*", rf"«{NBSP}\1", text)
    text = re.sub(rf"(?:(?<!{_SPACE}){_SPACE}++)?((?<!{_JOINT}){_JOINT}++|)»", rf"{NBSP}\1»", text)
    return re.sub(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", NNBSP, text)


def set_text(text: str, language: str) -> str:
    """Return ``text`` as a typesetter of ``language`` (BCP 47) would set it: its quotes, dashes and fixed spaces.

    Only spaces, straight quotes, double hyphens and three full stops change; no letter or digit does.
    """
    rules = table(language, "writing")
    for pattern, replacement in rules.get("before_quotes", ()):
        text = re.sub(pattern, replacement, text)
    text = re.sub(r"(?<=\s)--(?=\s)|(?<=\s)---(?=\s)", "—", _quotes(text, language))
    text = re.sub(r"(?<=\d)--(?=\d)", "–", text).replace("...", "…")
    if "narrow_before" in rules:
        text = _spaced(text, rules["narrow_before"])
    for pattern, replacement in rules.get("no_break", ()):  # «~» stands for a space that does not break
        text = re.sub(pattern, replacement.replace("~", NBSP), text)
    text = _GROUPED.sub(lambda number: number.group().replace(" ", NBSP), text)
    return re.sub(r"(?<=\d) (?=(?:%|°C|km|kg|m²|€|\$|£)(?!\w))", NBSP, text)


def set_pieces(pieces: Sequence[str], language: str) -> list[str]:
    """Set the ``pieces`` of one paragraph, which differ in markup alone, as :func:`set_text` would set them joined.

    A quote at a piece's edge is thus opened or closed by what stands beyond the edge.
    """
    joined = _JOINT.join(piece.replace(_JOINT, "") for piece in pieces)
    return set_text(joined, language).split(_JOINT) if pieces else []
