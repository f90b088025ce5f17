"""One name as it was received → a signatory: acronym, title, affiliation; stray marks go, and what was there is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from presskit.language.data import options
from presskit.model.people import Localised, Signatory, SignatoryKind
from presskit.source import Span
from presskit.typography import clean

__all__ = ["Name", "name_parts", "oddities", "signatory"]

_ACRONYM = re.compile(r"(?=[^\W\d_]*[^\W\d_][^\W\d_]*)[A-ZÀ-ÖØ-ÞА-ЯІЇЄ][A-Za-zÀ-ÖØ-öø-ÿА-яІЇЄіїє&.\d-]{0,11}")
_NO_ACRONYMS = frozenset({
    "UK", "USA", "US", "UN", "EU", "UAE", "GB", "NGO", "NGOS", "CSO", "CSOS", "INGO", "II", "III", "IV", "DR", "LTD", "INC",
    "UE", "ONG", "ONU", "ASBL", "VZW", "EV", "GGMBH", "DRC", "CAR", "MENA", "NY", "DC",
})  # fmt: skip


@cache
def _abbreviations() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{options('names', 'shortened')}|\w\.\w(?:\.\w)?)|\b\w)\.$", re.IGNORECASE)


@cache
def _short_title() -> re.Pattern[str]:
    """Return the titles that without a full stop may be initials or words."""
    return re.compile(rf"^(?:{options('people', 'short_titles')})\s")


@cache
def _titles() -> re.Pattern[str]:
    titles = "|".join(options("people", key) for key in ("titles", "ranks", "more_titles"))
    return re.compile(rf"(?:(?:{titles})\b\.?\s+)+|(?:(?:{options('people', 'titles_tied')})\s?[./]?\s+)+")


_FOOTNOTE = re.compile(r"(?:\s*[*†‡]+|[¹²³⁴-⁹⁰]+|\s*\[\d{1,2}\])$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. ``marks`` are footnote marks that stood behind it."""

    text: str
    acronym: str = ""
    marks: str = ""


def name_parts(words: str) -> Name:
    """Return the name without stray stops and marks, its acronym, and the marks of notes behind it."""
    words = " ".join(clean(words).split(" ")).strip()
    marks = _FOOTNOTE.search(words)
    if marks and marks.start():
        return replace(name_parts(words[: marks.start()]), marks=marks.group().strip())
    words = _without_stops(words)
    name, acronym = _split(words)
    return Name(name, acronym)


def _without_stops(words: str) -> str:
    stripped = words.rstrip(" ;,،؛:")
    while stripped.endswith(".") and not _abbreviations().search(stripped):
        stripped = stripped[:-1].rstrip(" ;,،؛")
    return stripped if any(map(str.isalnum, stripped)) else words


def _split(words: str) -> tuple[str, str]:
    """Take the acronym off a name: in brackets, before or after a dash or comma, or bare at the end."""
    bracketed = re.fullmatch(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]", words)
    if bracketed:
        name, inner = bracketed.groups()
        if _is_acronym(inner, name, bare=False):
            return name, inner
        if _is_acronym(name, inner, bare=False) and " " in inner:
            return inner, name
        return words, ""
    parts = re.split(r"\s*(?:[–—:|،,]|(?<=\s)-|-(?=\s))\s*", words)
    if len(parts) == 2 and all(parts):
        first, second = parts
        if _is_acronym(first, second, bare=False):
            return second, first
        if _is_acronym(second, first, bare=False):
            return first, second
    name, _, last = words.rpartition(" ")
    return (name.rstrip(" -–"), last) if _is_acronym(last, name, bare=True) else (words, "")


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name)).upper()


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(char in letters for char in short)


def _is_acronym(word: str, name: str, *, bare: bool) -> bool:
    """Tell an acronym by its capitals, by a name beside it that is written out, and by the initials where it is bare."""
    letters = re.sub(r"[^A-Za-zÀ-ÿА-яІЇЄіїє]", "", word)
    spelled = [each for each in re.findall(r"[^\W\d_]+", name) if not each.isupper() or each.upper() == each.lower()]
    if not _ACRONYM.fullmatch(word) or len(letters) < 2 or len(spelled) < 2 or letters.upper() in _NO_ACRONYMS:
        return False
    if sum(map(str.isupper, letters)) / len(letters) < (1 if bare else 0.6):
        return False
    initials = _initials(name)
    return not bare or len(letters) >= 3 or _is_subsequence(letters.upper(), initials)


def oddities(name: str) -> str:
    """Return what looks mistyped in a name, in words; empty where nothing does."""
    if re.search(r"\s&\S|\S&\s", name):
        return "a space is missing beside «&»"
    if re.search(r"\s[,.;:](?:\s|$)|[([]\s|\s[)\]]", name):
        return "a space stands before a mark"
    if re.search(r"[,;][^\W\d_]", name):
        return "a space is missing after a comma"
    if name.count("(") != name.count(")"):
        return "a bracket is not closed, or not opened"
    if re.search(r"(?<=[^\W\d_]{3})\d{1,2}$", name):
        return "a number is glued to its last word; it may be the mark of a footnote"
    return ""


def signatory(words: str, span: Span, raw: str, *, persons: bool = False, country: str = "") -> Signatory:
    """Return the signatory that ``words`` name. ``raw`` is kept as a note where more than a list's mark was taken off."""
    name = name_parts(words)
    titled = _titles().match(words)
    if titled and not _short_title().match(words) and len(words) > titled.end():
        return _person(words[titled.end() :], titled.group().strip(), span, raw, country)
    if persons:
        return _person(words, "", span, raw, country)
    tidy = " ".join(words.split())
    note = f"as received: «{raw.strip()}»" if name.text != tidy else ""
    return Signatory(Localised(name.text), acronym=name.acronym, country=country, note=note, span=span)


def _person(words: str, title: str, span: Span, raw: str, country: str) -> Signatory:
    """Read «Name, what they are, where»."""
    marks = _FOOTNOTE.search(words)
    plain = _without_stops(words[: marks.start()] if marks and marks.start() else words)
    parts = re.split(r"\s*[,،;|(]\s*|\s+[-–—]\s+", plain, maxsplit=1)
    name = parts[0].strip() or plain
    belongs = plain[plain.index(parts[1]) :].strip() if len(parts) > 1 and parts[1].strip() else ""
    if belongs.endswith(")") and "(" not in belongs:
        belongs = belongs[:-1].strip()
    note = f"as received: «{raw.strip()}»" if title or belongs or marks else ""
    return Signatory(
        Localised(name), SignatoryKind.PERSON, title=Localised(title) if title else None,
        affiliation=Localised(belongs) if any(map(str.isalnum, belongs)) else None, country=country, note=note, span=span,
    )  # fmt: skip
