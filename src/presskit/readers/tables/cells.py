"""Rows of cells, with the numbers that a spreadsheet shows, and what cells hold: names, days, countries."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from presskit.diagnostics import Diagnostic
from presskit.language.data import fold, languages, options, table, words
from presskit.language.dates_in_text import day_of, month_of
from presskit.language.recognition import locales
from presskit.source import Span
from presskit.typography import clean

__all__ = [
    "EMPTY", "Cell", "Found", "Grid", "Row", "acronym_apart", "cell_day", "country_code",
    "is_numbered", "letters", "spaced", "tidied_name", "unmarked", "visible",
]  # fmt: skip

_SHOWN = 20

Found = list[Diagnostic]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the spreadsheet shows it. ``day`` is set for date cells; ``flaw`` says why a formula shows nothing.

    ``struck``: a line goes through its words, or through some of them.
    """

    text: str
    day: date | None = None
    flaw: Literal["", "formula", "error"] = ""
    struck: bool = False

    @property
    def empty(self) -> bool:
        """Whether the cell has neither text nor a formula without a value."""
        return not self.flaw and not self.text.strip()


EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty. ``number`` counts from 1, as the spreadsheet does, the heads included.

    ``wide``: its one cell is merged across several columns, as that of a title is.
    """

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False
    wide: bool = False

    def cell(self, index: int) -> Cell:
        """Return the cell of a column counted from 0; an empty one where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else EMPTY

    def text(self) -> str:
        """Return the words of the row."""
        return " | ".join(cell.text.strip() for cell in self.cells if not cell.empty)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a CSV file or of one sheet.

    ``merged`` holds the row (from 1) and column (from 0) of each cell that has the words of the merged cell above it.
    ``hidden``: the sheet is hidden; ``hidden_columns`` are its hidden columns, counted from 0.
    """

    source: str
    rows: tuple[Row, ...]
    sheet: str = ""
    merged: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    def span(self, row: int, column: int = -1) -> Span:
        """Return the place of a row and of a column counted from 0."""
        return Span(self.source, row, column + 1, "row")

    def concealed(self, after: int, columns: Iterable[int] | None = None) -> tuple[tuple[int, ...], str]:
        """Return the numbers of the hidden rows after ``after``, and a description of all hidden rows, columns and sheets.

        Of the hidden columns with words in them it names those in ``columns``, or all where that is None.
        """
        rows = tuple(row.number for row in self.rows if row.hidden and row.number > after)
        used = {at for row in self.rows for at, cell in enumerate(row.cells) if not cell.empty}
        hidden = sorted(self.hidden_columns & (used if columns is None else used & set(columns)))
        shown = ", ".join(map(str, rows[:_SHOWN])) + (f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else "")
        parts = (
            f"row{'s' if len(rows) > 1 else ''} {shown}" if rows else "",
            f"column{'s' if len(hidden) > 1 else ''} {', '.join(map(letters, hidden))}" if hidden else "",
            f"the sheet «{self.sheet}»" if self.hidden else "",
        )
        return rows, "; ".join(filter(None, parts))

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column counted from 0: A, B, … AA."""
    return "" if column < 0 else letters(column // 26 - 1) + chr(ord("A") + column % 26)


_BULLET = re.compile(r"^(?:[-–—•*·‣▪●◦]+\s*)+(?=\S)")
_NUMBER = re.compile(r"^\(?\d{1,3}\s?(?:[.)](?![a-z])|[-–—](?=\s))\s*(?:[-–—]\s*)?(?=\D)")
_TIGHT_NUMBER = re.compile(r"^\(?\d{1,3}\s?[.)\-–—]+\s*(?=\S)")
_MARKS = re.compile("[\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def spaced(text: str) -> str:
    """Return a cell in NFC, its white space single, without control characters and marks of direction."""
    return re.sub("[ \u00a0\u2000-\u200a\u202f\u3000]+", " ", clean(unmarked(text))).strip()


def unmarked(text: str) -> str:
    """Return ``text`` without what has no width: marks of direction, byte order marks, zero-width spaces."""
    return _MARKS.sub("", text)


def visible(text: str) -> bool:
    """Return whether ``text`` contains a letter or a digit of any script."""
    return any(char.isalnum() for char in text)


def is_numbered(names: Iterable[str]) -> bool:
    """Return whether most names begin with a number, so that «24-Name» is number and name, and «4-H Club» is a name."""
    full = [text for text in map(spaced, names) if text]
    return 2 * sum(bool(_TIGHT_NUMBER.match(_BULLET.sub("", text))) for text in full) > len(full) > 1


def tidied_name(text: str, *, numbered: bool = False) -> str:
    """Return a name without numbering, bullets and a full stop at its end; that of an abbreviation stays."""
    tidy = _BULLET.sub("", spaced(text))
    tidy = (_TIGHT_NUMBER if numbered else _NUMBER).sub("", tidy)
    return _without_stop(_BULLET.sub("", tidy)).strip() or spaced(text)


def _without_stop(text: str) -> str:
    """Return ``text`` without a full stop, comma or semicolon at its end, but with the stop of «Inc.», «e.V.» and «S.A.»."""
    bare = text.rstrip(",;،؛")
    text = bare.rstrip() if bare != text else text
    if not text.endswith((".", "。", "۔")):
        return text
    last = text.split()[-1].rstrip(".。۔").strip("()[]").lower()
    return text if len(last) == 1 or last in words("names", "shortened") or "." in last else text.rstrip(".。۔").rstrip()


def acronym_apart(name: str) -> tuple[str, str]:
    """Split «Doctors for the North (DFN)»: capitals in brackets that stand for words before them; else the acronym is empty."""
    match = re.fullmatch(r"(?P<name>[^()]*[^()\s])\s*\((?P<acronym>[^\W\d_]{2,10})\)", name)
    if match is None or not match["acronym"].isupper():
        return name, ""
    initials = iter(fold("".join(word[0] for word in re.findall(r"[^\W\d_]+", match["name"]))))
    stands = all(letter in initials for letter in fold(match["acronym"]))
    return (match["name"], match["acronym"]) if stands else (name, "")


_TIME = r"(?:[T,\s]+\d{1,2}[:.]\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.DOTALL)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.DOTALL)
_TWO_DIGITS = re.compile(rf"\d{{1,2}}([-/.])\d{{1,2}}\1\d{{2}}{_TIME}", re.DOTALL)


def cell_day(text: str) -> date | Literal["ambiguous", "unknown"]:
    """Return the day that ``text`` means in every country; a time after it is ignored."""
    text = "".join(char for char in text.strip() if unicodedata.category(char) != "Cf")
    if match := _YEAR_FIRST.fullmatch(text):
        return day_of(int(match[1]), int(match[3]), int(match[4])) or "unknown"
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        days = {day for day in (day_of(year, second, first), day_of(year, first, second)) if day}
        return "ambiguous" if len(days) > 1 else next(iter(days), "unknown")
    return "ambiguous" if _TWO_DIGITS.fullmatch(text) else _in_words(text) or "unknown"


def _in_words(text: str) -> date | None:
    """Return the day of «15 December 2016», «December 15th, 2016», «15 كانون الأول 2016»."""
    bare = re.sub(rf"(?<=\d{{4}}){_TIME}$", "", text)
    numbers = re.findall(r"\d+", bare)
    words = fold(" ".join(re.findall(r"[^\W\d_]+", re.sub(rf"(?<=\d)(?:{options('dates', 'ordinal_ends')})\b", "", bare))))
    month = month_of(re.sub(rf"\b(?:{options('dates', 'between')})\b", " ", words))
    dated = month and len(numbers) == 2 and len(numbers[1]) == 4 and len(numbers[0]) <= 2
    return day_of(int(numbers[1]), month, int(numbers[0])) if dated else None


_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name).replace("&", " and ").replace(".", "")))


def _named() -> Iterator[tuple[str, str]]:
    """Yield the names of countries in all languages, as they are compared, each with its code."""
    for locale in locales().values():
        for territory, name in locale.territories.items():
            if re.fullmatch("[A-Z]{2}", territory) and territory not in _NOT_COUNTRIES:
                yield from ((_plain(each), territory) for each in (str(name), re.sub(r"\([^()]*\)", "", str(name))))
    for language in languages():
        for territory, names in table(language, "countries").get("names", {}).items():
            yield from ((_plain(name), territory) for name in names)


@cache
def _codes() -> dict[str, str]:
    """Return the code of every name that means one country in all languages."""
    pairs = set(_named())
    counts, several = Counter(name for name, _ in pairs), {"", *words("countries", "several")}
    return {name: territory for name, territory in pairs if counts[name] == 1 and name not in several}


@cache
def _aliases() -> dict[str, str]:
    """Return the codes that CLDR knows for others: three letters (ISO 3166-1 alpha-3), and UK."""
    from babel.core import get_global

    aliases = get_global("territory_aliases").items()
    return {old: new[0] for old, new in aliases if re.fullmatch("[A-Z]{2,3}", old) and len(new) == 1}


def country_code(text: str) -> str:
    """Return the two letters of a country written as its code or its name; empty where it is not known for sure."""
    from babel import Locale

    upper = text.strip().upper()
    if re.fullmatch("[A-Z]{2}", upper) and upper in Locale("en").territories and upper not in _NOT_COUNTRIES:
        return upper
    alias = _aliases().get(upper.replace(".", ""), "")
    return _codes().get(_plain(text), "") or (alias if re.fullmatch("[A-Z]{2}", alias) else "")
