"""Check: spaces and marks of punctuation are those of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.data import table
from presskit.language.tags import script

__all__ = ["RULE", "look"]

RULE = Rule(
    "return-punctuation", Severity.WARNING, "A space or a mark is not that of the language",
    "French sets a space before : ; ! ? and inside « »; Arabic has a comma, a semicolon and a question mark of its own.",
)  # fmt: skip
_ARABIC = re.compile(r"[\u0620-\u064a][\u064b-\u0652]*([,;?])")
_FRENCH = re.compile(r"[^\W\d_]([;!?»]|:(?!//))|(«)[^\s\u00a0\u202f]")
_BEFORE = re.compile(r"[^\W\d_] ([,.])(?=\s|$)")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|\{\{ \w+ \}\}")
_NOTE = re.compile(r"\[\^[^\]]+\]")


def look(pair: Pair) -> Iterator[Diagnostic]:
    """Look for the first slip of each kind."""
    text = _ADDRESS.sub("0", _NOTE.sub("", pair.here))
    if script(pair.language) == "Arab" and (mark := _ARABIC.search(text)):
        message = f"«{mark[1]}» stands after an Arabic letter"
        yield from pair.finding(RULE, message, "use ، ؛ ؟")
    if "narrow_before" in table(pair.language, "writing") and (mark := _FRENCH.search(text)):
        message = f"no space stands beside «{mark[1] or mark[2]}»"
        yield from pair.finding(RULE, message, "set a space; presskit makes it one that does not break")
    if mark := _BEFORE.search(text):
        yield from pair.finding(RULE, f"a space stands before «{mark[1]}»", "take it away")
