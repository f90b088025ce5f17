"""The numbers by which a text counts the members of one coalition. No check stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from presskit.checks.lint.texts import words
from presskit.language.data import fold, options, table
from presskit.language.numbers import Stated, marked
from presskit.language.tags import primary
from presskit.model.document import Segment, Statement, segments
from presskit.model.people import Coalition, SignatoryKind

__all__ = ["Share", "shares"]


@dataclass(frozen=True, slots=True)
class Share:
    """A number by which a segment counts the members of a coalition; ``words`` is the number as written."""

    segment: Segment
    number: Stated
    words: str
    coalition: Coalition

    @property
    def right(self) -> frozenset[int]:
        """The numbers that the list allows: of all who sign in the coalition, and of its organisations."""
        signing = [each for each in self.coalition.signatories if each.signs]
        organisations = [each for each in signing if each.kind is SignatoryKind.ORGANISATION]
        return frozenset({len(signing), len(organisations)})


_N = r"⟦(\d+)⟧"


def _alternatives(language: str, key: str) -> str:
    return "|".join(re.escape(fold(word)) for word in table(language, "lists").get(key, ()))


@lru_cache(maxsize=32)
def _patterns(language: str, name: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Return what counts the members of ``name``: with a word for them, and without one, as a second number may be."""
    counted, of = _alternatives(language, "counted"), _alternatives(language, "of")
    if not counted or not of:
        return None
    tied = rf"(?<!\w)(?:{options('names', 'tied')})?{re.escape(name)}(?!\w)"
    link = rf"(?:(?:{of})\s+){{0,3}}"
    which = rf"(?:\s+(?!(?:{of})\s)[\w-]+){{0,2}}?"
    forms = (
        rf"{_N}{which}\s+(?:{counted})\s+{link}{tied}",
        rf"{_N}\s+{tied}\s+(?:{counted})(?!\w)",
        rf"{tied}\s*\(\s*{_N}\s*\)",
    )
    bare = rf"{_N}\s+(?:(?:{of})\s+){{1,3}}{tied}"
    return re.compile("|".join(forms)), re.compile(bare)


def _names(coalition: Coalition, language: str) -> Iterator[str]:
    names = {coalition.acronym, coalition.name.default, coalition.name.in_language(language)}
    yield from sorted({fold(name) for name in names if len(name) > 1}, key=len, reverse=True)


def _in_segment(segment: Segment, language: str, coalitions: tuple[Coalition, ...]) -> Iterator[Share]:
    text = words(segment)
    folded, numbers = marked(text, language)
    if not numbers:
        return
    found = [
        (kind, next(int(group) for group in match.groups() if group), coalition)
        for coalition in coalitions
        for name in _names(coalition, language)
        for kind, pattern in enumerate(_patterns(language, name) or ())
        for match in pattern.finditer(folded)
    ]
    sure = any(kind == 0 for kind, _, _ in found)
    for index, coalition in dict.fromkeys((index, coalition) for kind, index, coalition in found if kind == 0 or sure):
        number = numbers[index]
        if not (1900 <= number.value <= 2100 and text[number.start : number.end].isdigit()):
            yield Share(segment, number, text[number.start : number.end], coalition)


def shares(statement: Statement, coalitions: tuple[Coalition, ...]) -> tuple[Share, ...]:
    """Return the numbers by which a text counts members of coalitions: «17 organisations of SNA and 8 of SHAML»."""
    language = primary(statement.language)
    return tuple(share for segment in segments(statement) for share in _in_segment(segment, language, coalitions))
