"""What a list says of itself, its number of names and their numbering, against what was read: asked where they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presskit.language.data import fold, folded, languages, latin_digits, words
from presskit.language.dates_in_text import find_day, find_day_and_month
from presskit.language.number_words import marked, stated
from presskit.model.question import Choice
from presskit.readers.importing.account import Account
from presskit.readers.importing.lines import Line
from presskit.readers.importing.marks import missing_numbers

__all__ = ["ask_about_gaps", "ask_about_number", "counted", "numbers_of"]

_MOST = 2000
_COMPLETE = Choice("complete", "nobody is missing")


def numbers_of(text: str) -> tuple[int, ...]:
    """Return the numbers that the head of a list states, in digits or, where it has none, in words."""
    text = re.sub(r"\bpage\s+\d+.*|\d+\s*/\s*\d+", " ", latin_digits(text))
    day = find_day(text)
    short = None if day else find_day_and_month(text)
    start, end = (day.start, day.end) if day else short[2:] if short else (0, 0)
    text = f"{text[:start]} {text[end:]}"
    digits = [int(number) for number in re.findall(r"(?<![\w.:/])\d{1,4}(?![\w:/]|\.\d)", text)]
    if digits:
        return tuple(number for number in digits if 1 < number < _MOST and not 1900 <= number <= 2100)
    return tuple(
        dict.fromkeys(each.value for language in languages() for each in stated(text, language) if 1 < each.value < _MOST)
    )


def counted(text: str, language: str) -> tuple[int, ...]:
    """Return the numbers by which a text counts organisations or signatories: «the four undersigned groups»."""
    folded_text, numbers = marked(text, language)
    nouns = "|".join((*map(fold, words("lists", "counted")), *(folded(word) for word in words("lists", "signed"))))
    found = re.finditer(rf"⟦(\d+)⟧(?:\s+[\w-]+){{0,2}}?\s+(?:{nouns})(?!\w)", folded_text)
    return tuple(numbers[int(match[1])].value for match in found)


def ask_about_number(line: Line, head: str, numbers: Sequence[int], right: Sequence[int], account: Account) -> None:
    """Ask whether names are missing where the head of a list states another number than was read, ``right`` before all."""
    read = right[0]
    if not numbers or set(numbers) & set(right):
        return
    said = " or ".join(map(str, numbers))
    asked = f"the head of the list «{head}» says {said}, but {read} names follow: is somebody missing?"
    choices = (Choice("complete", "nobody is: the number is to be corrected, or means others"),)
    account.ask("list", line, asked, choices, weighs=max(1, abs(numbers[0] - read)))


def ask_about_gaps(numbers: Sequence[tuple[int, Line]], account: Account) -> None:
    """Ask once about the numbers before the names that are missing or stand twice."""
    values = [number for number, _ in numbers]
    problems = [f"{values[0]} is the first"] if values and values[0] > 1 else []
    problems += missing_numbers(values)
    if problems:
        asked = f"in the numbers before the names {'; '.join(problems)}: is a signatory missing?"
        account.ask("list", numbers[0][1], asked, (_COMPLETE,), weighs=len(problems))
