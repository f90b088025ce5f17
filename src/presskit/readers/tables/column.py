"""A column of a grid: its head, the cells below it, and what both together say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from presskit.readers.tables.cells import Cell, letters, spaced
from presskit.readers.tables.vocabulary import (
    Answer,
    Head,
    Role,
    answer,
    asks_to_sign,
    is_about_else,
    is_another_question,
    is_bare,
    is_like_answer,
    is_thanks,
    makes_conditional,
    names_kind,
    plain,
)

__all__ = ["Column", "head_by_cells", "is_unclear", "may_answer"]

_OF_MEMBERS = frozenset({"active", "open"})
_LONGEST_ANSWER = 120
_NOT_OF_ANSWERS = frozenset({Role.NOTE, Role.CONFIRMED_BY, Role.CONFIRMED_ON, Role.HOW, Role.PRIVATE, Role.NUMBER})
_DATA = re.compile(r"@|://|\bwww\.|^\S+\.[a-z]{2,4}$|^\W*\d[\d\W]*\S{0,4}$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the words of its head, what they mean, and the cells below it."""

    index: int
    words: str
    head: Head
    cells: tuple[Cell, ...]

    @property
    def title(self) -> str:
        """What the column is called in a message."""
        return f"«{self.words}» (column {letters(self.index)})" if self.words else f"column {letters(self.index)}"

    @property
    def count(self) -> int:
        """How many of the cells say something."""
        return sum(not cell.empty for cell in self.cells)

    @property
    def texts(self) -> list[str]:
        """The words of the cells that have any."""
        return [text for text in (spaced(cell.text) for cell in self.cells) if text]


def _like(texts: Sequence[str]) -> int:
    return sum(is_like_answer(text) and len(text) <= _LONGEST_ANSWER for text in texts)


def head_by_cells(column: Column) -> Head:
    """Return what a column says by its head and by the cells below it.

    A head that is not known heads answers if it speaks of signing, and is a question or stands above answers. What stands
    under another head, and is nothing but answers of which one is no, is a column that is not known. A status that says
    nothing about signatures, such as «Member» and «Registered», is none.
    """
    texts = column.texts
    kinds = {names_kind(text) for text in texts}
    if column.head.role in {None, Role.AGREES} and len(kinds) > 1 and None not in kinds:
        return Head(Role.KIND)  # «Who signs?» above «organisation» and «individual»
    if column.head.role in _NOT_OF_ANSWERS:
        answers = [answer(text) for text in texts if re.search(r"[^\W\d_]", text)]
        denied = Answer.NO in answers and not all(map(is_thanks, texts))
        return Head(None) if _like(texts) == len(texts) and denied else column.head
    if column.head.role is Role.STATUS:
        full = [text for text in texts if plain(text) not in _OF_MEMBERS]
        signing = any(answer(text) is not Answer.UNKNOWN or makes_conditional(text) for text in full)
        return column.head if signing else Head(Role.NUMBER)
    if texts and column.head.role is None and not is_another_question(column.words) and asks_to_sign(column.words):
        return Head(Role.AGREES) if re.search("[?؟;]", column.words) or 2 * _like(texts) >= len(texts) else column.head
    return column.head


def _is_unknown(column: Column) -> bool:
    return column.head.role is None and not is_another_question(column.words) and not is_about_else(column.words)


def is_unclear(column: Column) -> bool:
    """Return whether a column that is not known holds answers, and not each of them a yes."""
    texts = column.texts
    if not texts or not _is_unknown(column):
        return False
    numbers = all(text.isdigit() for text in texts)
    marks = all(map(is_bare, texts)) and (not numbers or len(set(texts)) > 1)
    like = 2 * _like(texts) >= len(texts) and any(answer(text) in {Answer.YES, Answer.NO} for text in texts)
    gaps = marks and len(texts) < len(column.cells)
    return (marks or (like and not numbers)) and (gaps or any(answer(text) is not Answer.YES for text in texts))


def may_answer(column: Column) -> bool:
    """Return whether a column that is not known may say who signs: its words are neither data nor names."""
    if not _is_unknown(column):
        return False
    texts = [text for text in column.texts if re.search(r"[^\W\d_]", text) and not _DATA.search(text)]
    if all(answer(text) is Answer.YES for text in texts):
        return False
    if "?" in column.words or asks_to_sign(column.words) or _like(texts):
        return True
    named = [text for text in texts if all(word[:1].isupper() or len(word) < 4 for word in re.findall(r"[^\W\d_]+", text))]
    return not (len(texts) > 2 and 5 * len(named) >= 4 * len(texts) and 5 * len(set(texts)) >= 4 * len(texts))
