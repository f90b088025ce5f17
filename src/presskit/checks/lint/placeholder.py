"""Check: no placeholder is left in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import KitText, named_entries, passages, quoted
from presskit.diagnostics import Rule, Severity
from presskit.language.data import fold, folded_options, options, words
from presskit.model.release import Kit

__all__ = ["CHECK"]


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(
        rf"\bTB[ACDN]\b|\bTK(?:TK)*\b(?!\s*-?\d)|\[[^\[\]a-z]{{0,80}}\b(?:{options('placeholders', 'tagged')})\]"
        r"|[\[(](?i:tb[acd])[\])]|\b(?:[XХ]{2,}|[xх]{3,})\b|\?{3,}|_{3,}|\.{5,}|\bTODO:|\bFIXME\b"
        r"|(?i:\blorem ipsum\b|\bdolor sit amet\b)"
    )


@cache
def _around_roman() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before and after a Roman number: «Article XX», «the XX century»."""
    ends, after = options("placeholders", "roman_ends"), folded_options("placeholders", "roman_after")
    before = rf"(?:(?<!\w)(?:{folded_options('placeholders', 'roman_before')})|\bno\.?)\s*$"
    return re.compile(before), re.compile(rf"\s*(?:(?:{ends}|\.)\s*)?(?:{after})")


@cache
def _bracketed() -> re.Pattern[str]:
    named = "|".join(re.escape(fold(word)) for word in words("placeholders", "to_complete"))
    here, of = folded_options("placeholders", "which"), options("placeholders", "of")
    which = rf"(?:\s+(?:{here}|tb[acd]|\d+|(?:{of})\s+\w+))?"
    later = folded_options("placeholders", "later")
    return re.compile(
        rf"[\[<{{]\s*(?:(?:{named})(?:{which}|\b[^\]>}}]{{0,60}}\b(?:{later}))|insert\b[^\]>}}]{{0,80}})\s*[\]>}}]"
    )


@cache
def _alone() -> frozenset[str]:
    several = [word for word in words("placeholders", "to_complete") if " " in word]
    return frozenset(map(fold, (*several, *words("placeholders", "alone"))))


_BRACED = re.compile(r"\{\w*\}")
"""Fields of phrases, as in «Dear {name},», and variables with one brace: the reader tells of those that are wrong."""


def _in_parentheses(folded: str) -> str:
    return next((part for part in re.findall(r"\(([^()]*)\)", folded) if part.strip() in _alone()), "")


def _is_roman(match: re.Match[str]) -> bool:
    """Return whether «XX» is a Roman number: «the XX century», «Article XX»."""
    before, after = match.string[max(0, match.start() - 30) : match.start()], match.string[match.end() : match.end() + 30]
    named, counted = _around_roman()
    number = len(match.group()) <= 3 and set(match.group()) <= set("XХ")
    return number and bool(named.search(fold(before)) or counted.match(fold(after)))


def _placeholder(text: str) -> str:
    """Return the placeholder in ``text``, or nothing."""
    folded = fold(text)
    plain = next((match for match in _anywhere().finditer(text) if not _is_roman(match)), None)
    if match := plain or _bracketed().search(folded):
        return match.group()
    return text.strip() if folded.strip(" .:…") in _alone() else _in_parentheses(folded)


def _hint(passage: KitText) -> str:
    if passage.what == "a signatory's name":
        return "Ask whether it signs; until it does, take it out of the list, with all that belongs to it."
    return "Write what belongs here, or take it out until it is known."


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    acronyms = {entry.acronym for entry in named_entries(kit) if entry.acronym[:1] == entry.name.default[:1]}
    for passage in passages(kit):
        if (found := _placeholder(_BRACED.sub("", passage.text))) and found not in acronyms:
            yield Problem(passage.span, f"{quoted(found)} is left in {passage.what}.", _hint(passage))


CHECK = Check(
    Rule(
        "placeholder", Severity.WARNING, "A placeholder is left in",
        "«TBC» in a headline is what people remember of a release. What is not known yet must not be printed.",
    ),
    _check,
    good=Case(
        "A Roman number and a shortened quotation are no placeholders.",
        english("The winters of the XX century were mild. “We wait […] and the road stays closed.” {#lede}"),
    ),
    bad=Case(
        "The place was never filled in.",
        english("Two lorries were turned back at TBC on Monday. {#lede}"),
    ),
)
