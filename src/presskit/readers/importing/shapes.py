"""The shape of lines: names, heads, sentences, lines that go on with the one before, lines broken where a page was full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from presskit.language.data import conjunctions, fold, folded_options, languages, options, whole_words
from presskit.language.data import words as language_words
from presskit.language.tags import primary
from presskit.model.document import Text
from presskit.readers.importing.affiliations import is_affiliation, is_role, pair_of
from presskit.readers.importing.headings import listed
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.names import open_tail
from presskit.readers.tables.cells import country_code

__all__ = [
    "are_closed",
    "are_filled",
    "belongs",
    "country_of",
    "ends_sentence",
    "goes_on",
    "holds_office",
    "is_area", "is_category",
    "is_head",
    "is_sentence",
    "is_titled",
    "is_unsure",
    "looks_like_name",
    "looks_like_title",
    "may_name",
    "may_sign",
    "may_stand_in_list",
    "pattern",
    "shows_affiliation",
    "stands_out",
    "without_bracket",
]  # fmt: skip

_LONGEST_CODE = 3
_SHORT, _WRAPPED, _LONG, _LONGEST_PERSON = 80, 45, 60, 160
_ENDS = (",", ";", "،", "؛", "-", "–", "•", "/", "|")
_QUOTES = "«»„“”\"'()"
_CLOSED = (")", "»", "”", '"', "“")
_SENTENCE_END = re.compile(r"[.!?؟…][\"'”’»)]*$")
_INITIALS = re.compile(r"(?<=\w)[\s,]*[(]?(?:[^\W\d_]{1,2}\.\s?){2,}[)]?$")
"""The form of a company, or an acronym with points, behind a name: «Ruta Verde, A.C.», «Όμιλος Νησιωτών (Ο.Ν.)»."""
_DOTTED = re.compile(r"\s(?:[^\W\d_]{1,3}\.){2,}$")  # «Fährbund e.V.», «Regantes S.C.A.»
_SEPARATORS = re.compile(r"[,;،؛|•·\t]|\s[-–—/]\s")


@cache
def pattern(key: str, language: str = "") -> re.Pattern[str]:
    """Return an expression made of the words of all languages, by name."""
    words = options("names", "connectives")
    first, unsure = options("names", "connectives_first"), options("names", "unsure_starts")
    titles, ranks = options("people", "titles"), options("people", "ranks")
    groups, joined, glued = options("organisations", "coalitions"), conjunctions(language), options("lists", "and_glued")
    if language and primary(language) not in languages():  # its «and» is not known: a short word between names
        joined += r"|(?-i:[^\W\d_A-Z]{1,3}(?=\s[^\W\d_a-z]))"
    sources = {
        "connective": rf"^(?:{words}|{first})\b|^[&(–-]",
        "titled": rf"(?:{titles}|{ranks}|{options('people', 'more_titles')})\b\.?\s",
        "unsure start": rf"^(?:{unsure})\b",
        "open end": rf"(?:\b(?:{words}|{joined})|[&(,/–-])$",
        "group": rf"(?i)\b(?:{groups})\b",
        "and": rf"(?i)\s(?:{joined}|&)\s|\s(?:{glued})(?=\w)",
        "behind and": rf"(?i)(?<=[,;،؛])\s*(?:{joined})$",
        "lone and": rf"(?i)(?<!\W)\W*(?:{joined})\W*",
        "last": rf"(?i)^(?:{joined})\s+|^(?:{glued})(?=\w)",
        "represents": rf"(?i)^(?:{options('people', 'represents')})\s",
    }
    return re.compile(sources[key])


@cache
def _category() -> re.Pattern[str]:
    """Return what names a kind of signatories: «National NGOs», «organisations internationales», «Individuals (12)»."""
    nouns = "|".join(folded_options(name, key) for name, key in (
        ("lists", "categories"), ("heads", "organisations"), ("heads", "persons"), ("heads", "persons_inside"),
    ))  # fmt: skip
    kinds = f"{folded_options('lists', 'regions')}|{folded_options('lists', 'kinds')}"
    between = rf"[\s/,&-]+(?:(?:{folded_options('lists', 'and')})\s+)?"
    return re.compile(rf"(?:(?:{kinds}){between}){{0,3}}(?:{nouns})(?:{between}(?:{kinds}|{nouns})){{0,3}}")


def country_of(words: str) -> str:
    """Return the code of the country (ISO 3166-1) that words name; short words name none, but for «UK» and its like."""
    code = words.isascii() and len(words) <= _LONGEST_CODE and fold(words) not in language_words("countries", "as_place")
    return "" if code else country_code(words)


def is_area(words: str) -> bool:
    """Return whether words name a country or a kind of signatories, or head those of no single country: «International»."""
    words = re.sub(r"(?:(?<!\s)\s+)?[(\[]\s*\d+\s*[)\]]\s*", "", words)
    plain = fold(words).strip(" :：.–—-()*_")
    return bool(country_of(words.strip(" :：()")) or listed("regions").fullmatch(plain) or _category().fullmatch(plain))


def is_category(words: str) -> bool:
    """Return whether words name a kind of signatories: «National NGOs»."""
    plain = fold(re.sub(r"(?:(?<!\s)\s+)?[(\[]\s*\d+\s*[)\]]\s*", "", words)).strip(" :：.–—-()*_")
    return _category().fullmatch(plain) is not None


def is_head(line: InputLine) -> bool:
    """Return whether a line is written as the head of a group."""
    return line.style == "heading" or line.words.endswith((":", "：")) or is_area(line.words)


def stands_out(line: InputLine, others: Iterable[InputLine]) -> bool:
    """Return whether a line is in capitals or bold, and others are not."""
    rest = list(others)
    capitals = line.words.isupper() and " " in line.words.strip() and not any(other.words.isupper() for other in rest)
    return bool(rest) and (capitals or (line.bold and not any(other.bold for other in rest)))


def is_titled(words: str) -> bool:
    """Return whether words begin with the title of a person."""
    return bool(pattern("titled").match(words))


def may_name(words: str) -> bool:
    """Return whether words are made like a person's name, with a title or without."""
    bare = pattern("titled").sub("", words.strip(" ,;.،"))
    return not is_affiliation(bare) and "," not in bare and pair_of(f"{bare}, x y") is not None


def belongs(words: str) -> bool:
    """Return whether words say where somebody works, or what she does there: «for the Quay Union», «Chair, Quay Union»."""
    return is_affiliation(words) or bool(pattern("represents").match(words))


def holds_office(words: str) -> bool:
    """Return whether words say what somebody does: «Chair, Quay Union», «writer», «for the Quay Union»."""
    known = is_role(words) or whole_words("lists", "callings").search(fold(words))
    return bool(known or pattern("represents").match(words))


def is_unsure(line: InputLine) -> bool:
    """Return whether a line may begin a name as well as go on with one: «medico international» below another name."""
    small = line.words[:1].islower() and not pattern("connective").match(line.words)
    return not line.mark and (small or bool(pattern("unsure start").match(line.words)))


def _is_unclosed(words: str) -> bool:
    return words.count("(") > words.count(")") or words.count("«") > words.count("»") or words.count("“") > words.count("”")


def _spells(before: str, line: str) -> bool:
    """Return whether lines together are the name whose acronym ends the second: «Network of Women», «Journalists (NWJ)»."""
    acronym = re.search(r"[(\[](\w{2,10})[)\]]\W*$", line)
    if acronym is None or not acronym[1].isupper():
        return False
    own, both = (_initials(text) for text in (line[: acronym.start()], f"{before} {line[: acronym.start()]}"))
    return acronym[1] not in own and acronym[1] in both


def _initials(words: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", words) if word[:1].isupper())


def goes_on(before: InputLine, line: InputLine, base: int | None = None) -> bool:
    """Return whether a name was broken and goes on in ``line``: by a hanging indent, or because either part is not whole.

    ``base`` is the indent of the names of the list, None where it is not known.
    """
    if line.gap or line.style or line.span.line - before.span.line not in {0, 1}:
        return False
    if open_tail(line.words) or is_titled(line.words) or (line.span == before.span and line.raw == before.raw):
        return False  # the last: pieces of a row
    if before.words.endswith(_CLOSED) and not pattern("connective").match(line.words) and not line.depth > before.depth:
        return False
    hanging = not line.alone and line.depth > before.depth and (before.mark is not None or before.depth == base)
    return bool(
        hanging
        or pattern("unsure start").match(line.words)
        or pattern("connective").match(line.words)
        or line.words[:1].islower()
        or pattern("open end").search(before.words)
        or _is_unclosed(before.words)
        or _spells(before.words, line.words)
    )


def are_filled(block: Sequence[InputLine]) -> bool:
    """Return whether each line was broken where the next word had no room, as a paragraph is.

    Short lines none of which ends with a separator, and lines that begin with a title, are entries of their own.
    """
    width = max(len(line.raw) for line in block)
    separated = any(line.words.endswith(_ENDS) for line in block[:-1])
    if width < (_WRAPPED if separated else _LONG):
        return False
    titled = any(pattern("titled").match(line.words) for line in block[1:]) and not separated
    return not titled and all(len(a.raw) + 1 + len(b.words.split(" ")[0]) > width - 8 for a, b in pairwise(block))


def are_closed(block: Sequence[InputLine]) -> bool:
    """Return whether each line but the last ends with a separator."""
    return all(pattern("behind and").sub("", line.words).endswith(_ENDS) for line in block[:-1])


def _capitals(words: str) -> tuple[int, int]:
    """Return how many words begin with a capital, and how many could."""
    cased = [word for word in re.findall(r"[^\W\d_][\w’'-]*", words) if word[:1].lower() != word[:1].upper()]
    return sum(word[:1].isupper() for word in cased), len(cased)


def is_sentence(line: InputLine) -> bool:
    """Return whether a line is a sentence, not one name or several: many words, a full stop, few separators and capitals."""
    words = len(line.words.split())
    if not line.mark and words >= 5 and re.fullmatch(r"\([^()]*\)\W?", line.words):
        return True
    if line.mark or line.style == "row" or not _SENTENCE_END.search(line.words):
        return False
    capitals, cased = _capitals(line.words)
    small = words >= 6 and cased > 0 and capitals * 3 <= cased and line.gap
    return (words >= 14 or small) and words / (1 + len(_SEPARATORS.findall(line.words))) > (6 if words >= 14 else 3)


def ends_sentence(words: str) -> bool:
    """Return whether words end as a sentence does."""
    return _SENTENCE_END.search(words) is not None


def without_bracket(words: str) -> str:
    """Return words without the bracket that they end with: «Ayşe Tepe (öğretmen)»."""
    start = words.rfind("(")
    closed = start >= 0 and words.endswith(")") and ")" not in words[start:-1]
    return words[:start].rstrip() if closed else words


def looks_like_name(line: InputLine) -> bool:
    """Return whether a line may name somebody: short, no sentence, and it begins as a name does."""
    words = _INITIALS.sub("", line.words)
    short = 1 < len(words) <= _SHORT and len(words.split()) <= 12
    small = words[:1].islower() and not is_titled(words)
    ends = _SENTENCE_END.search(words) and not _DOTTED.search(words)
    return short and not ends and not words.endswith((":", ";", "：")) and not small


def may_sign(line: InputLine) -> bool:
    """Return whether a line below a head may name somebody, with the stops that part the entries of a list, too."""
    words = line.words.rstrip(" ;,،؛")
    return bool(words) and looks_like_name(replace(line, content=(Text(words, line.span),)))


def may_stand_in_list(line: InputLine) -> bool:
    """Return whether a line below a head that says «signed» may be an entry: it is no sentence, however it begins."""
    words = line.words.rstrip(" ;,،؛")
    sentence = _SENTENCE_END.search(words) and len(words.split()) > 5
    return 1 < len(words) <= _LONGEST_PERSON and not sentence and not words.endswith(":")


def shows_affiliation(line: InputLine) -> bool:
    """Return whether a line is a person's name with what she does: «Hester Vane - Chair of the Quay Union;»."""
    words = pattern("titled").sub("", line.words.rstrip(" ;,،؛."))
    pair = pair_of(words) if len(words) <= _LONGEST_PERSON else None
    return pair is not None and belongs(pair[1])


def looks_like_title(line: InputLine) -> bool:
    """Return whether a line is written as a name is: most of its longer words begin with capitals, where letters have any."""
    if not looks_like_name(line) or line.style not in {"", "row"}:
        return False
    words = [word.strip(_QUOTES) for word in line.words.split()]
    long = [word for word in words if (len(word) > 3 or word.lower() == word.upper()) and word[:1].isalpha()]
    capitals, cased = _capitals(" ".join(long))
    first = re.split(r"\s[–—-]\s|[,،(]", line.words)[0]
    return bool(long) and (capitals * 3 >= cased * 2 or (is_titled(first) and may_name(first)))

