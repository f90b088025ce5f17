"""Names of signatories: parts, titles, what is open about them, their number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from presskit.language.data import fold, folded, languages, latin_digits, options, whole_words, words
from presskit.language.dates_in_text import find_day, find_day_and_month
from presskit.language.numbers import marked as with_numbers_marked
from presskit.language.numbers import stated
from presskit.language.tags import primary
from presskit.model.people import Localised, Signatory, SignatoryKind
from presskit.model.question import Choice
from presskit.readers.importing.affiliations import pair_of
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.headings import listed
from presskit.readers.importing.lines import InputLine, missing_numbers
from presskit.readers.importing.trailing_country import without_place
from presskit.source import Span
from presskit.typography import clean

__all__ = [
    "Name", "ask_about_gaps", "ask_about_number", "count_behind", "counted", "name_parts", "numbers_of", "oddities",
    "open_tail", "signatory", "unnamed", "with_country",
]  # fmt: skip

_ACRONYM = re.compile(r"(?=[^\W\d_]*[^\W\d_][^\W\d_]*)[A-ZÀ-ÖØ-ÞА-ЯІЇЄ][A-Za-zÀ-ÖØ-öø-ÿА-яІЇЄіїє&.\d-]{0,11}")
_NO_ACRONYMS = frozenset({
    "UK", "USA", "US", "UN", "EU", "UAE", "GB", "NGO", "NGOS", "CSO", "CSOS", "INGO", "II", "III", "IV", "DR", "LTD", "INC",
    "UE", "ONG", "ONU", "ASBL", "VZW", "EV", "GGMBH", "DRC", "CAR", "MENA", "NY", "DC",
})  # fmt: skip


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """Return an expression by name; a «short title» is one that without a full stop may be initials or a word."""
    titles = "|".join(options("people", kind) for kind in ("titles", "ranks", "more_titles"))
    sources = {
        "abbreviation": rf"(?i)(?:\b(?:{options('names', 'shortened')}|\w\.\w(?:\.\w)?)|\b\w)\.$",
        "for_whom": rf"(?i)(?<=\S)\s*[(\[](?:{options('people', 'represents')})\s[^()\[\]]*[)\]]$",
        "short title": rf"^(?:{options('people', 'short_titles')})\s",
        "titles": rf"(?:(?:{titles})\b\.?\s+)+|(?:(?:{options('people', 'titles_tied')})\s?[./]?\s+)+",
        "count": rf"(?i)(?<=\S)\s*(?:[(\[:–—-]\s*)?(\d{{1,3}})\s*(?:(?:{options('heads', 'counted_nouns')})\s*)?[)\]]?$",
    }
    return re.compile(sources[key])


_LEGAL_FORM = re.compile(r",\s*(?:[^\W\d_]\.\s?)+[^\W\d_]?$")  # «Tlalli, A.C.», «Regantes, S.C.A.»
_LONGEST_FORM = 3
"""Letters of what may be the form of a company behind a name, or another house: «CLG»."""
_FOOTNOTES = re.compile(r"(?:[*†‡¹²³⁴-⁹⁰]\s*+|\](?:\d{1,2}|[a-z])\[\s*+)++")
"""The marks of notes at the end of a text that is read backwards."""


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name. ``marks`` are footnote marks that stood behind it, ``whole`` is the name with its acronym."""

    text: str
    acronym: str = ""
    marks: str = ""
    whole: str = ""


def name_parts(words: str) -> Name:
    """Return the name without stray stops and marks, its acronym, and the marks of notes behind it."""
    words = " ".join(clean(words).split(" ")).strip()
    marks = _FOOTNOTES.match(words[::-1])
    end = len(words) - (marks.end() if marks else 0)
    whole = _without_stops(words[: end or None])
    name, acronym = _split(whole)
    return Name(name, acronym, words[end:].strip() if end else "", whole)


def _without_stops(words: str) -> str:
    stripped = words.rstrip(" ;,،؛:")
    if _LEGAL_FORM.search(stripped):
        return stripped
    if stripped.endswith("."):
        bare = stripped.rstrip(" ;,،؛.")
        whole = stripped[: len(bare) + 1]
        stripped = whole if whole.endswith(".") and _pattern("abbreviation").search(whole) else bare
    return stripped if any(map(str.isalnum, stripped)) else words


def _split(words: str) -> tuple[str, str]:
    """Return a name and its acronym: in brackets, before or after a dash or comma, or bare at the end."""
    bracketed = re.fullmatch(r"(.*?\S)\s*[(\[]([^()\[\]]+)[)\]]", words)
    if bracketed:
        name, inner = bracketed[1], bracketed[2].strip()
        if _is_acronym(inner, name, bare=False):
            return name, inner
        if _is_acronym(name, inner, bare=False) and " " in inner:
            return inner, name
        return words, ""
    parts = re.split(r"(?:(?<!\s)\s++)?(?:[–—:|،,]|(?<=\s)-|-(?=\s))\s*+", words)
    if len(parts) == 2 and all(parts) and not _LEGAL_FORM.search(words):
        first, second = parts
        if _is_acronym(first, second, bare=False):
            return second, first
        if _is_acronym(second, first, bare=False):
            return first, second
    if _LEGAL_FORM.search(words):
        return words, ""
    name, _, last = words.rpartition(" ")
    return (name.rstrip(" -–"), last) if _is_acronym(last, name, bare=True) else (words, "")


def _is_acronym(word: str, name: str, *, bare: bool) -> bool:
    """Return whether a word is an acronym: by its capitals, by a name written out beside it, by its initials if it is bare."""
    letters = re.sub(r"[^A-Za-zÀ-ÿА-яІЇЄіїє]", "", word)
    spelled = [each for each in re.findall(r"[^\W\d_]+", name) if not each.isupper() or each.upper() == each.lower()]
    if not _ACRONYM.fullmatch(word) or len(letters) < 2 or len(spelled) < 2 or letters.upper() in _NO_ACRONYMS:
        return False
    if sum(map(str.isupper, letters)) / len(letters) < (1 if bare else 0.6):
        return False
    initials = iter("".join(part[0] for part in re.findall(r"[^\W\d_]+", name)).upper())
    return not bare or len(letters) > _LONGEST_FORM or all(letter in initials for letter in letters.upper())


def with_country(member: Signatory) -> Signatory | None:
    """Return a signatory with the country that stands behind its name; None where none does."""
    name, country = without_place(member.name.default)
    if not country or member.country:
        return None
    parts = name_parts(name)
    note = member.note or f"as received: «{member.name.default}»"
    return replace(member, name=Localised(parts.text), acronym=member.acronym or parts.acronym, country=country, note=note)


def oddities(name: str) -> str:
    """Return what looks mistyped in a name, in words; empty where nothing does."""
    checks = (
        (re.search(r"\s&\S|\S&\s", name), "a space is missing beside «&»"),
        (re.search(r"\s[,.;:](?:\s|$)|[([]\s|\s[)\]]", name), "a space stands before a mark"),
        (re.search(r"[,;][^\W\d_]", name), "a space is missing after a comma"),
        (name.count("(") != name.count(")"), "a bracket is not closed, or not opened"),
        (
            re.search(r"(?<=[^\W\d_]{3})\d{1,2}$", name),
            "a number is glued to its last word; it may be the mark of a footnote",
        ),
    )
    return next((oddity for is_odd, oddity in checks if is_odd), "")


def signatory(words: str, span: Span, raw: str, *, persons: bool = False, country: str = "") -> Signatory:
    """Return the signatory that ``words`` name. ``raw`` is kept as a note where more than a list's mark was taken off."""
    titled = _pattern("titles").match(words)
    rest = words[titled.end() :] if titled else ""
    if titled and rest and (not _pattern("short title").match(words) or pair_of(rest)):
        return _person(rest, titled.group().strip(), span, raw, country)
    if persons:
        return _person(words, "", span, raw, country)
    name = name_parts(_pattern("for_whom").sub("", words))
    note = f"as received: «{raw.strip()}»" if name.text != " ".join(words.split()) else ""
    return Signatory(Localised(name.text), acronym=name.acronym, country=country, note=note, span=span)


def _person(words: str, title: str, span: Span, raw: str, country: str) -> Signatory:
    """Return the person that «Name, what they are, where» names."""
    marks = _FOOTNOTES.match(words[::-1])
    plain = _without_stops(words[: len(words) - marks.end()] or words if marks else words)
    parts = re.split(r"(?:(?<!\s)\s++)?[,،;|(]\s*+|(?<!\s)\s++[-–—]\s++", plain, maxsplit=1)
    name = parts[0].strip() or plain
    belongs = plain[plain.index(parts[1]) :].strip() if len(parts) > 1 and parts[1].strip() else ""
    if belongs.endswith(")") and "(" not in belongs:
        belongs = belongs[:-1].strip()
    note = f"as received: «{raw.strip()}»" if title or belongs or marks else ""
    return Signatory(
        Localised(name), SignatoryKind.PERSON, title=Localised(title) if title else None,
        affiliation=Localised(belongs) if any(map(str.isalnum, belongs)) else None, country=country, note=note, span=span,
    )  # fmt: skip


_BRACKETS, _STOPS = "()[]", "()[]–—"
_NO_WORDS = re.compile(r"\W*+")
_MARK = re.compile(r"[(\[,]|(?<=\s)[-–—:]")
"""What may stand between a name and what is said of it: an open bracket, a comma, or a dash or colon behind a space."""
_BRACKET = re.compile(r"[()\[\]]")
_LEAD = re.compile(r"^(?:[(\[](?P<inner>[^()\[\]]+)[)\]]\s*|(?P<before>[^:]{2,30}):\s+)(?P<name>\S.*)$")
_BARE = re.compile(r"\W*+(?P<code>(?:[ACD]B|[acd]b)[Tt])(?=\s)")
"""A text that is read backwards, with a code at its end."""
_DOTS = re.compile(r"\s*+(?:(?:…|\.{3,}+)\s*+)++")
"""Dots at the end of a text that is read backwards."""
_LONGEST = 12  # words: «and another twenty five organisations that wish to remain unnamed» has ten


def open_tail(words: str) -> tuple[str, str] | None:
    """Return the name and what stands beside it that says that it has not signed yet, or does not any more.

    No name where the entry names nobody, None where nothing says so.
    """
    marks = listed("open_marks")
    whole = _plain(words)
    if marks.fullmatch(whole) or (re.fullmatch(r"[(\[].*[)\]]", words.strip()) and marks.search(whole)):
        return "", words.strip(" ()[]")
    lead = _LEAD.match(words)
    for name, remark in filter(None, (tail(words), lead and (lead["name"], lead["inner"] or lead["before"] or ""))):
        if name.strip(" ,;") and (marks.fullmatch(_plain(remark)) or _says_withdrawn(remark)):
            return name.strip(" ,;"), remark.strip()
    return bare(words)


def tail(words: str) -> tuple[str, str] | None:
    """Return a name and what stands behind it: in brackets, behind a dash or colon, or behind a comma; None if nothing does.

    The name is the shortest that leaves one such remark, and behind that no letter or digit. Read once, whatever stands there.
    """
    end = len(words) - _matched(_NO_WORDS, words[::-1])
    bracket, stop, comma = (max(words.rfind(each, 0, end) for each in marks) for marks in (_BRACKETS, _STOPS, ","))
    for mark in _MARK.finditer(words, max(min(bracket, stop, comma), 0)):
        at, kind = mark.start(), mark.group()
        if kind in _BRACKETS:
            remark = _inside(words, at, end) if at >= bracket else ""
        else:
            last, stops = (comma, ",") if kind == "," else (stop, _STOPS)
            remark = _behind(words, at, stops) if at >= last else ""
        if remark:
            name = words[:at].rstrip()
            return None if "\n" in name else (name, remark)
    return None


def _matched(form: re.Pattern[str], text: str) -> int:
    match = form.match(text)
    return match.end() if match else 0


def _inside(words: str, at: int, end: int) -> str:
    """Return what stands in the bracket that opens at ``at``, if no letter follows it; the words end at ``end``."""
    closing = _BRACKET.search(words, at + 1)
    if not closing or closing.group() not in ")]" or closing.end() < end:
        return ""
    return words[at + 1 : closing.start()]


def _behind(words: str, at: int, stops: str) -> str:
    """Return what stands behind a mark at ``at``, up to one of ``stops``; a space where nothing else does."""
    last = next((n for n in range(at + 1, len(words)) if words[n] in stops), len(words))
    return words[at + 1 : last].lstrip() or words[at + 1 : last][-1:]


def bare(words: str) -> tuple[str, str] | None:
    """Return a name and the question mark or code (TBC) behind it, if no other letter or digit follows; None without one."""
    end = len(words) - _matched(_NO_WORDS, words[::-1])
    line = words.partition("\n")[0]
    last = len(words) - len(words[len(line) :].lstrip())  # a name stands in one line
    asked = max(words.rfind(each, end, last + 1) for each in "?؟")
    at, size = (asked, 1) if asked >= 0 else (end - 3, 3) if _BARE.match(words[::-1]) else (0, 0)
    name = words[: at if at <= last else 0].rstrip()
    return (name, words[at : at + size]) if name else None


def _says_withdrawn(remark: str) -> bool:
    """Return whether a few words beside a name say that she does not sign any more: «signature withdrawn 14 May»."""
    plain = _plain(remark)
    return len(plain.split()) <= _LONGEST and bool(whole_words("lists", "withdrawn").search(plain))


def unnamed(words: str) -> tuple[str, str] | None:
    """Return the name before, and the words that say that others sign whom the list does not name: «and 14 more».

    None where nothing says so; the name is empty where these words stand alone.
    """
    dots = _DOTS.match(words[::-1])
    if dots:
        name = words[: len(words) - dots.end()]
        return (unnamed(name) if name else None) or (name.strip(" ,;"), "…")
    parts = words.split()
    for start in range(max(0, len(parts) - _LONGEST), len(parts)):
        rest = " ".join(parts[start:])
        if listed("more").fullmatch(_plain(rest)) and not re.search(r"\d\s+[A-ZÀ-Þ]", rest):
            return " ".join(parts[:start]).strip(" ,;+&–-([…"), rest.strip(" ()[]")
    return None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w -]+", " ", fold(text.replace("’", " ").replace("'", " "))).replace("- ", " ").split())


_MOST = 2000


def numbers_of(text: str, language: str = "") -> tuple[int, ...]:
    """Return the numbers that the head of a list states, in digits or, where it has none, in words.

    ``language`` (BCP 47) is that of the text: what is a number in another one, as «on» in Turkish, is none here.
    """
    text = re.sub(r"\bpage\s+\d+.*|(?<!\d)\d+\s*/\s*\d+", " ", latin_digits(text))
    day = find_day(text)
    short = None if day else find_day_and_month(text)
    start, end = (day.start, day.end) if day else short[2:] if short else (0, 0)
    text = f"{text[:start]} {text[end:]}"
    digits = [int(number) for number in re.findall(r"(?<![\w.:/])\d{1,4}(?![\w:/]|\.\d)", text)]
    if digits:
        return tuple(number for number in digits if 1 < number < _MOST and not 1900 <= number <= 2100)
    known = [each for each in languages() if not language or each in {primary(language), "en"}]
    in_words = (number.value for each in known or languages() for number in stated(text, each))
    return tuple(dict.fromkeys(number for number in in_words if 1 < number < _MOST))


@cache
def _counted() -> re.Pattern[str]:
    nouns = "|".join((*map(fold, words("lists", "counted")), *(folded(word) for word in words("lists", "signed"))))
    return re.compile(rf"⟦(\d+)⟧(?:\s+[\w-]+){{0,2}}?\s+(?:{nouns})(?!\w)")


def counted(text: str, language: str) -> tuple[int, ...]:
    """Return the numbers by which a text counts organisations or signatories: «the four undersigned groups»."""
    folded_text, numbers = with_numbers_marked(text, language)
    return tuple(numbers[int(match[1])].value for match in _counted().finditer(folded_text))


def ask_about_number(line: InputLine, head: str, numbers: Sequence[int], right: Sequence[int], log: AuditLog) -> None:
    """Ask whether names are missing where the head of a list states another number than was read, ``right`` before all."""
    if numbers and not set(numbers) & set(right):
        question = (
            f"the head of the list «{head}» says {' or '.join(map(str, numbers))}, but {right[0]} names follow:"
            " is somebody missing?"
        )
        choices = (Choice("complete", "nobody is: the number is to be corrected, or means others"),)
        log.ask("list", line, question, choices, weighs=max(1, abs(numbers[0] - right[0])))


def ask_about_gaps(numbers: Sequence[tuple[int, InputLine]], log: AuditLog) -> None:
    """Ask once about the numbers before the names that are missing or stand twice."""
    values = [number for number, _ in numbers]
    problems = [f"{values[0]} is the first"] if values and values[0] > 1 else []
    problems += missing_numbers(values)
    if problems:
        question = f"in the numbers before the names {'; '.join(problems)}: is a signatory missing?"
        log.ask("list", numbers[0][1], question, (Choice("complete", "nobody is missing"),), weighs=len(problems))


def count_behind(head: str) -> re.Match[str] | None:
    """Return the count of members that stands at the end of a head: «Health (12 organisations)»."""
    return _pattern("count").search(head)
