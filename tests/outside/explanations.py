"""The differences between outputs that are no faults: each has a name, the outputs that it is found in, and a pattern."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.outside.statements import Parts

__all__ = ["EXPLANATIONS", "Explanation", "Facts", "explained"]


@dataclass(frozen=True)
class Facts:
    """What an explanation may rest on: the kit's own statement and words, its names, its brand, whether it counts in ٣ for 3."""

    parts: Parts
    invented: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    brand: str = ""
    own_digits: bool = False


@dataclass(frozen=True)
class Explanation:
    """In these ``outputs`` the pattern is taken for ``by``, and counted. «text/pdf»: the text, compared with the PDF."""

    name: str
    outputs: frozenset[str]
    pattern: str | Callable[[Facts], str]
    by: str | Callable[[re.Match[str]], str] = ""

    def apply(self, text: str, facts: Facts) -> tuple[str, int]:
        """Return the text without the difference, and how often it was there."""
        pattern = self.pattern if isinstance(self.pattern, str) else self.pattern(facts)
        return re.subn(pattern, self.by, text, flags=re.MULTILINE) if pattern else (text, 0)


def _in(outputs: str) -> frozenset[str]:
    return frozenset(outputs.split())


def _around(before: str, words: Callable[[Facts], Sequence[str]], after: str) -> Callable[[Facts], str]:
    """Return a pattern of some words of the kit, between two patterns; nothing where there are none."""

    def pattern(facts: Facts) -> str:
        some = sorted(filter(None, words(facts)), key=len, reverse=True)
        return f"{before}(?:{'|'.join(map(re.escape, some))}){after}" if some else ""

    return pattern


def _in_latin(match: re.Match[str]) -> str:
    return re.sub(r"\d", lambda digit: str(unicodedata.digit(digit[0])), match[0])


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _targets(facts: Facts) -> list[str]:
    return [*facts.parts.targets]


EXPLANATIONS = (
    # Isolates and marks say which way a line runs; each format has its own.
    Explanation("mark of direction", _in("text html docx pdf"), "[\u200e\u200f\u061c\u2066-\u2069\u202a-\u202e]"),
    # What is drawn, and not written.
    Explanation("joiner that has no glyph", _in("pdf text/pdf"), "[\u00ad\u200b-\u200d\u2060]"),
    Explanation("Arabic ligature", _in("pdf"), "[\ufb50-\ufdff\ufe70-\ufefc]+", _compatible),
    # What plain text and Markdown write for a look.
    Explanation("line under a heading", _in("text"), "^(?:=+|-+)$"),
    Explanation("mark of a heading", _in("html"), "^#+ "),
    Explanation("mark of a list", _in("text"), "^ *-  "),
    Explanation("mark of a list", _in("html"), r"^ *\* "),
    Explanation("mark of a list", _in("pdf"), r"(?<!\S)[•–](?!\S)"),
    Explanation("mark of a quotation", _in("html"), "^ *(?:> ?)+"),
    Explanation("dash of an attribution", _in("text"), "^(?: {4})+— "),
    Explanation("bars of a table", _in("html"), r"^[-|]+ *$|\| ", " "),
    Explanation("backslash of Markdown", _in("html"), r"\\(?=[-+.#\\])"),
    # Numbers of notes and of items: their brackets, their links, and the digits in which another program counts.
    Explanation("number of a note", _in("text"), r"(?<=\n\n)\[(\d+)\] ", r"\1. "),
    Explanation("number of a note", _in("html"), r"\[(\d+)\]\(#note-[^()]*\)", r" [\1]"),
    Explanation("number of a note", _in("text/pdf"), r"\[(\d+)\]", r"\1"),
    Explanation("way back from a note", _in("html"), r"\[\]\(#ref-[^()]*\)"),
    Explanation("digits of a list", _in("text/html"), r"^ *[٠-٩]+\. ", _in_latin),
    Explanation("digits of a list", _in("text/docx"), lambda facts: r"^ *[٠-٩]+\. " if facts.own_digits else ""),
    Explanation("digits of a list", _in("docx"), lambda facts: r"^\d+\. " if facts.own_digits else ""),
    # Where a link leads, which is no word on paper.
    Explanation("address of a link", _in("text"), _around(r"\s+<", _targets, ">")),
    Explanation("address of a link", _in("html"), _around(r"\[([^\[\]]+)\]\(", _targets, r"\)"), r"\1"),
    Explanation("address of a link", _in("html"), r"\[([^\[\]]+)\]\((?:mailto|tel):[^()]*\)", r"\1"),
    Explanation("address of a link", _in("html"), r"<(https://example\.org/kit/\d+)>", r"\1"),
    # What one output says of the kit and another has elsewhere.
    Explanation("head of a cell", _in("text"), _around("^", lambda facts: facts.parts.heads, ": ")),
    Explanation("description of a picture", _in("html"), _around("^ *", lambda facts: facts.parts.alts, "$")),
    Explanation("description of a picture", _in("docx"), _around(r"!\[", lambda facts: facts.parts.alts, r"\]")),
    Explanation("name of the brand", _in("html pdf"), _around(r"\A((?s:.)*?)(?<!\S)", lambda facts: [facts.brand], r"(?!\S)"), r"\1"),
)  # fmt: skip
"""All that are allowed, in the order in which they are taken away; two more are in ``pages``, which needs the words."""


def explained(output: str, text: str, facts: Facts, other: str = "") -> tuple[str, Counter[str]]:
    """Return an output's ``text`` without the differences that have a name, as it is compared with ``other``; and their count."""
    found = Counter[str]()
    for each in EXPLANATIONS:
        if {output, f"{output}/{other}"} & each.outputs:
            text, count = each.apply(text, facts)
            found[each.name] += count
    return text, +found
