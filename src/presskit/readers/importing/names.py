"""Names of signatories: parts, titles, what is open about them, their number; names that stand in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from presskit.formats.kit_yaml import quoted
from presskit.language.data import fold, folded, languages, latin_digits, options, words
from presskit.language.dates_in_text import find_day, find_day_and_month
from presskit.language.numbers import marked as with_numbers_marked
from presskit.language.numbers import stated
from presskit.model.document import Text
from presskit.model.people import Localised, Signatory, SignatoryKind
from presskit.model.question import Choice, Edit
from presskit.readers.importing.audit_log import AuditLog, replace_edit
from presskit.readers.importing.headings import listed
from presskit.readers.importing.lines import InputLine, marked, missing_numbers
from presskit.readers.signatory_table import ROSTER
from presskit.source import Span
from presskit.typography import clean

__all__ = [
    "Name", "ask_about_gaps", "ask_about_number", "cells", "count_behind", "counted", "name_parts", "numbered",
    "numbers_of", "oddities", "open_tail", "signatory", "unnamed", "without_columns",
]  # fmt: skip

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


_TAIL = re.compile(
    r"^(?P<name>.*?)\s*(?:[(\[](?P<inner>[^()\[\]]+)[)\]]|\s[-–—:]\s*(?P<behind>[^()\[\]–—]+)|,\s*(?P<last>[^,]+))\W*$"
)
_LEAD = re.compile(r"^(?:[(\[](?P<inner>[^()\[\]]+)[)\]]\s*|(?P<before>[^:]{2,30}):\s+)(?P<name>\S.*)$")
_BARE = re.compile(r"^(?P<name>.*\S)(?:\s+(?P<code>TB[ACD]|tb[acd])|\s*(?P<question>[?؟]))\W*$")
_DOTS = re.compile(r"^(?P<name>.*?)\s*(?:…|\.{3,})\s*$")
_LONGEST = 12  # words: «and another twenty five organisations that wish to remain unnamed» has ten


def open_tail(words: str) -> tuple[str, str] | None:
    """Return the name and what stands beside it that says that it has not signed yet; no name where the entry names nobody.

    None where nothing says so.
    """
    marks = re.compile(rf"(?:{listed('open_marks').pattern})")
    whole = _plain(words)
    if marks.fullmatch(whole) or (re.fullmatch(r"[(\[].*[)\]]", words.strip()) and marks.search(whole)):
        return "", words.strip(" ()[]")
    for form in (_TAIL, _LEAD):
        found = form.match(words)
        parts = found.groupdict() if found else {}
        name = parts.pop("name", "").strip(" ,;")
        said = next((part for part in parts.values() if part), "")
        if name and marks.fullmatch(_plain(said)):
            return name, said.strip()
    bare = _BARE.match(words)
    return (bare["name"], bare["code"] or bare["question"]) if bare else None


@cache
def _more() -> re.Pattern[str]:
    return re.compile(rf"(?:{listed('more').pattern})")


def unnamed(words: str) -> tuple[str, str] | None:
    """Return the name before, and the words that say that others sign whom the list does not name: «and 14 more».

    None where nothing says so; the name is empty where these words stand alone.
    """
    dots = _DOTS.match(words)
    if dots:
        inner = unnamed(dots["name"]) if dots["name"] else None
        return inner or (dots["name"].strip(" ,;"), "…")
    parts = words.split()
    for start in range(max(0, len(parts) - _LONGEST), len(parts)):
        rest = " ".join(parts[start:])
        if _more().fullmatch(_plain(rest)) and not re.search(r"\d\s+[A-ZÀ-Þ]", rest):
            return " ".join(parts[:start]).strip(" ,;+&–-([…"), rest.strip(" ()[]")
    return None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w -]+", " ", fold(text.replace("’", " ").replace("'", " "))).replace("- ", " ").split())


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
    folded_text, numbers = with_numbers_marked(text, language)
    nouns = "|".join((*map(fold, words("lists", "counted")), *(folded(word) for word in words("lists", "signed"))))
    found = re.finditer(rf"⟦(\d+)⟧(?:\s+[\w-]+){{0,2}}?\s+(?:{nouns})(?!\w)", folded_text)
    return tuple(numbers[int(match[1])].value for match in found)


def ask_about_number(line: InputLine, head: str, numbers: Sequence[int], right: Sequence[int], log: AuditLog) -> None:
    """Ask whether names are missing where the head of a list states another number than was read, ``right`` before all."""
    read = right[0]
    if not numbers or set(numbers) & set(right):
        return
    said = " or ".join(map(str, numbers))
    question = f"the head of the list «{head}» says {said}, but {read} names follow: is somebody missing?"
    choices = (Choice("complete", "nobody is: the number is to be corrected, or means others"),)
    log.ask("list", line, question, choices, weighs=max(1, abs(numbers[0] - read)))


def ask_about_gaps(numbers: Sequence[tuple[int, InputLine]], log: AuditLog) -> None:
    """Ask once about the numbers before the names that are missing or stand twice."""
    values = [number for number, _ in numbers]
    problems = [f"{values[0]} is the first"] if values and values[0] > 1 else []
    problems += missing_numbers(values)
    if problems:
        question = f"in the numbers before the names {'; '.join(problems)}: is a signatory missing?"
        log.ask("list", numbers[0][1], question, (_COMPLETE,), weighs=len(problems))


@cache
def _count() -> re.Pattern[str]:
    counted = options("heads", "counted_nouns")
    return re.compile(rf"(?<=\S)\s*[(\[:–—-]?\s*(\d{{1,3}})\s*(?:{counted})?\s*[)\]]?$", re.IGNORECASE)


def count_behind(head: str) -> re.Match[str] | None:
    """Return the count of members that stands at the end of a head: «Health (12 organisations)»."""
    return _count().search(head)


_WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_NARROW = re.compile(r"(?<=\S) {2,}(?=\S)")
_TYPED = re.compile(r"^(?:no\.?\s*|n[°º]\s*|№\s*|#\s*)?(?P<number>\d{1,3})\s*[./:)–-]?\s+(?=[^\W\d_])", re.IGNORECASE)
_INLINE = re.compile(r"[;,،؛]?\s+(?=[(\[]?\d{1,3}[.)\]]\s+[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    text: str


def cells(line: InputLine) -> list[str]:
    """Return what three spaces or more part in a line."""
    return [part for part in _WIDE.split(line.raw.strip()) if part.strip()]


def numbered(lines: Sequence[InputLine]) -> Sequence[InputLine]:
    """Return lines whose typed numbers are marks: «1 Hope Aid», «No. 2 Lake Trust», «1. Hope Aid; 2. Lake Trust»."""
    lines = [piece for line in lines for piece in _inline(line)]
    typed = [_TYPED.match(line.words) if line.mark is None and line.style == "" else None for line in lines]
    values = [int(match["number"]) for match in typed if match]
    rising = all(a < b for a, b in pairwise(values))
    if len(values) < 2 or not rising or values[0] > 3 or len(values) * 2 < len(lines):
        return lines
    return [
        _marked(line, f"{match['number']}. {line.words[match.end() :]}") if match else line
        for line, match in zip(lines, typed, strict=True)
    ]


def _inline(line: InputLine) -> list[InputLine]:
    """Return the entries of a line that numbers several of them in a row."""
    first = line.mark or marked(line.words)[0]
    typed = first is not None and first.number == 1 and not _WIDE.search(line.raw)
    cuts = _INLINE.split(line.raw.strip()) if typed else []
    marks = [marked(cut)[0] for cut in cuts]
    if len(cuts) < 2 or any(mark is None or mark.number is None for mark in marks):
        return [line]
    return [replace(_marked(line, cut), gap=line.gap and n == 0) for n, cut in enumerate(cuts)]


def _marked(line: InputLine, text: str) -> InputLine:
    mark, words = marked(text)
    return replace(line, mark=mark, raw=text, content=(Text(words, line.span),))


def without_columns(lines: Sequence[InputLine], log: AuditLog) -> Sequence[InputLine]:
    """Return the lines with each run of names in columns read one by one."""
    starts = [0, *(n for n, line in enumerate(lines) if line.gap and n), len(lines)]
    return [line for start, end in pairwise(starts) for line in _block(lines[start:end], log)]


def _block(block: Sequence[InputLine], log: AuditLog) -> Sequence[InputLine]:
    """Read one block; its heads above the columns stay as they are."""
    rows = _rows(block)
    wide = [n for n, row in enumerate(rows) if len(row) > 1]
    if len(wide) < 2 or len(wide) * 2 < len(rows) - wide[0]:
        return block
    start = wide[0]
    cells = [_Cell(n, m, text.strip()) for n, row in enumerate(rows[start:], start) for m, text in enumerate(row)]
    down = sorted(cells, key=lambda cell: (cell.column, cell.row))
    ordered = _order(cells, down, block, log)
    return [*block[:start], *(_line(block[cell.row], cell) for cell in ordered)]


def _rows(block: Sequence[InputLine]) -> list[list[str]]:
    rows = [_WIDE.split(line.raw.strip()) if line.style == "" else [line.raw] for line in block]
    narrow = [_NARROW.split(line.raw.strip()) if line.style == "" else [line.raw] for line in block]
    parts = sum(len(row) > 1 for row in narrow)
    return narrow if parts * 2 > len(block) and parts > 1 and len(set(map(len, narrow))) <= 2 else rows


def _order(cells: list[_Cell], down: list[_Cell], block: Sequence[InputLine], log: AuditLog) -> list[_Cell]:
    """Return the cells in the order that their numbers or the alphabet show; otherwise down the columns, and asked."""
    for key in (_number, _letters):
        across = all(key(a) < key(b) for a, b in pairwise(cells))
        below = all(key(a) < key(b) for a, b in pairwise(down))
        if across != below:
            return cells if across else down
    shown = "», «".join(cell.text for cell in down[:3])
    question = f"the names stand in columns: are they read down the columns, «{shown}», or across the rows?"
    across_rows = "across the rows: «" + "», «".join(cell.text for cell in cells[:3]) + "»"
    edits = _reordered([cell.text for cell in down], [cell.text for cell in cells])
    choices = (Choice("down", "down the columns, as the kit has them"), Choice("across", across_rows, "", edits))
    place = replace(block[cells[0].row], raw="\n".join(line.raw.strip() for line in block))
    log.ask("order", place, question, choices, weighs=len(cells))
    return down


def _number(cell: _Cell) -> str:
    mark = marked(cell.text)[0]
    return f"{mark.number:03}" if mark and mark.number is not None else ""


def _letters(cell: _Cell) -> str:
    return fold(re.sub(rf"^(?:{options('grammar', 'articles')})\s+", "", marked(cell.text)[1], flags=re.IGNORECASE))


def _reordered(now: Sequence[str], then: Sequence[str]) -> tuple[Edit, ...]:
    """Return what puts the names of the list into another order; nothing where a name is not written as it stands."""
    names, wanted = ([quoted(name_parts(marked(text)[1]).text) for text in each] for each in (now, then))
    if len(set(names)) < len(names) or any(name_parts(marked(text)[1]).acronym for text in now):
        return ()
    away = [replace_edit(ROSTER, f"- {name}\n", f"- ⟦{n}⟧\n") for n, name in enumerate(names)]
    back = [replace_edit(ROSTER, f"- ⟦{n}⟧\n", f"- {name}\n") for n, name in enumerate(wanted)]
    return (*away, *back)


def _line(line: InputLine, cell: _Cell) -> InputLine:
    mark, words = marked(" ".join(cell.text.split()))
    return replace(line, raw=cell.text, mark=mark, content=(Text(words, line.span),), gap=False, depth=0)
