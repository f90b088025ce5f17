"""Rows of cells, with the numbers that a spreadsheet shows, and what cells hold: names, days, countries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from presskit.diagnostics import Diagnostic
from presskit.language.data import fold, languages, options, table, words
from presskit.language.dates_in_text import month_of
from presskit.source import Span
from presskit.typography import clean

__all__ = [
    "EMPTY", "MAX_CELLS", "MAX_COLUMNS", "MAX_ROWS", "Cell", "Found", "Grid", "Row", "cell_day", "country_code",
    "is_numbered", "letters", "spaced", "tidied_name", "unmarked", "visible",
]  # fmt: skip

MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 400_000
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
        """Whether nothing stands here."""
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
    """The rows of a CSV file or of one sheet. ``merged`` holds, by row and column from 0, what a cell took over.

    ``hidden`` tells that the sheet is, ``hidden_columns`` which of its columns are, from 0.
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
        """Return the hidden rows after number ``after``, and in words all that a spreadsheet does not show of the list.

        Of hidden columns those of ``columns`` are told, all with words in them where it is None.
        """
        rows = tuple(row.number for row in self.rows if row.hidden and row.number > after)
        used = {at for row in self.rows for at, cell in enumerate(row.cells) if not cell.empty}
        hidden = sorted(self.hidden_columns & (used if columns is None else used & set(columns)))
        parts = [f"row{'s' if len(rows) > 1 else ''} {_some(rows)}"] if rows else []
        parts += [f"column{'s' if len(hidden) > 1 else ''} {', '.join(map(letters, hidden))}"] if hidden else []
        parts += [f"the sheet «{self.sheet}»"] if self.hidden else []
        return rows, "; ".join(parts)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)


def _some(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:_SHOWN])) + (f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else "")


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column counted from 0: A, B, … AA."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


_BULLET = re.compile(r"^(?:[-–—•*·‣▪●◦]+\s*)+(?=\S)")
_NUMBER = re.compile(r"^\(?\d{1,3}\s?(?:[.)](?![a-z])|[-–—](?=\s))\s*[-–—]?\s*(?=\D)")
_TIGHT_NUMBER = re.compile(r"^\(?\d{1,3}\s?[.)\-–—]+\s*(?=\S)")
_MARKS = re.compile("[\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def spaced(text: str) -> str:
    """Return a cell in NFC, its white space single, without control characters and marks of direction."""
    return re.sub("[ \u00a0\u2000-\u200a\u202f\u3000]+", " ", clean(unmarked(text))).strip()


def unmarked(text: str) -> str:
    """Return ``text`` without what has no width: marks of direction, byte order marks, zero-width spaces."""
    return _MARKS.sub("", text)


def visible(text: str) -> bool:
    """Tell whether a letter or a digit of any script stands in ``text``."""
    return any(char.isalnum() for char in text)


def is_numbered(names: Iterable[str]) -> bool:
    """Tell whether most names begin with a number, so that «24-Name» is number and name, and «4-H Club» is a name."""
    full = [text for text in map(spaced, names) if text]
    return 2 * sum(bool(_TIGHT_NUMBER.match(_BULLET.sub("", text))) for text in full) > len(full) > 1


def tidied_name(text: str, *, numbered: bool = False) -> str:
    """Return a name without numbering, bullets and a full stop at its end; that of an abbreviation stays."""
    tidy = _BULLET.sub("", spaced(text))
    tidy = (_TIGHT_NUMBER if numbered else _NUMBER).sub("", tidy)
    return _without_stop(_BULLET.sub("", tidy)).strip() or spaced(text)


def _without_stop(text: str) -> str:
    """Take away a full stop, a comma or a semicolon, but not the stop of «Inc.», «e.V.» and «S.A.»."""
    text = re.sub(r"\s*[,;،؛]+$", "", text)
    if not re.search(r"[.。۔]$", text):
        return text
    last = text.split()[-1].rstrip(".。۔").strip("()[]").lower()
    return text if len(last) == 1 or last in words("names", "shortened") or "." in last else re.sub(r"\s*[.。۔]+$", "", text)


_TIME = r"(?:[T,\s]+\d{1,2}[:.]\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.DOTALL)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.DOTALL)
_TWO_DIGITS = re.compile(rf"\d{{1,2}}([-/.])\d{{1,2}}\1\d{{2}}{_TIME}", re.DOTALL)


def cell_day(text: str) -> date | Literal["ambiguous", "unknown"]:
    """Return the day that ``text`` means in every country; the time, if there is one, is left aside."""
    text = _western(text.strip())
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return _date_of(match[1], match[3], match[4]) or "unknown"
    match = _YEAR_LAST.fullmatch(text)
    if match:
        return _either(match[4], match[1], match[3])
    return "ambiguous" if _TWO_DIGITS.fullmatch(text) else _in_words(text) or "unknown"


def _western(text: str) -> str:
    """Write the digits of all scripts as 0 to 9, and leave out marks of direction."""
    kept = (c for c in text if unicodedata.category(c) != "Cf")
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in kept)


def _date_of(year: str, month: str | int, number: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def _either(year: str, first: str, second: str) -> date | Literal["ambiguous", "unknown"]:
    days = {made for made in (_date_of(year, second, first), _date_of(year, first, second)) if made}
    if len(days) > 1:
        return "ambiguous"
    return days.pop() if days else "unknown"


def _in_words(text: str) -> date | None:
    """Return the day of «15 December 2016», «December 15th, 2016», «15 كانون الأول 2016»."""
    bare = re.sub(rf"(?<=\d{{4}}){_TIME}$", "", text)
    numbers = re.findall(r"\d+", bare)
    words = fold(" ".join(re.findall(r"[^\W\d_]+", re.sub(rf"(?<=\d)(?:{options('dates', 'ordinal_ends')})\b", "", bare))))
    month = month_of(re.sub(rf"\b(?:{options('dates', 'between')})\b", " ", words))
    if not month or len(numbers) != 2 or len(numbers[1]) != 4 or len(numbers[0]) > 2:
        return None
    return _date_of(numbers[1], month, numbers[0])


_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name).replace("&", " and ").replace(".", "")))


def _named() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in languages():
        for territory, name in Locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", territory) and territory not in _NOT_COUNTRIES:
                yield _plain(str(name)), territory
                yield _plain(re.sub(r"\(.*?\)", "", str(name))), territory
    for language in languages():
        for territory, names in table(language, "countries").get("names", {}).items():
            yield from ((_plain(name), territory) for name in names)


@cache
def _codes() -> dict[str, str]:
    """Return the code of every name that means one country in all languages."""
    meant: dict[str, set[str]] = {}
    for name, territory in _named():
        meant.setdefault(name, set()).add(territory)
    return {
        name: codes.pop()
        for name, codes in meant.items()
        if name and len(codes) == 1 and name not in words("countries", "several")
    }


@cache
def _aliases() -> dict[str, str]:
    """Return the codes that CLDR knows for others: three letters (ISO 3166-1 alpha-3), and UK."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return {old: new[0] for old, new in aliases.items() if re.fullmatch("[A-Z]{2,3}", old) and len(new) == 1}


def country_code(text: str) -> str:
    """Return the two letters of a country written as its code or its name; empty where it is not known for sure."""
    from babel import Locale

    upper = text.strip().upper()
    if re.fullmatch("[A-Z]{2}", upper) and upper in Locale("en").territories and upper not in _NOT_COUNTRIES:
        return upper
    alias = _aliases().get(upper.replace(".", ""), "")
    return _codes().get(_plain(text), "") or (alias if re.fullmatch("[A-Z]{2}", alias) else "")
