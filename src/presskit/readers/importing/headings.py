"""The words by which the parts of a release begin, in the languages that releases are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache, lru_cache

from presskit.language.data import fold, folded_options, languages, options, table, whole_words
from presskit.language.recognition import announces_embargo
from presskit.model.release import ReleaseKind

__all__ = [
    "Head", "Kind", "closes_letter", "has_contact", "head_of", "heads_list", "is_call", "leads_copies", "leads_names",
    "leads_signatures", "listed", "release_kind", "without_texts",
]  # fmt: skip


class Kind(StrEnum):
    """What a line announces."""

    IMMEDIATE = auto()
    EMBARGO = auto()
    KIND = auto()
    SIGNATORIES = auto()
    ORGANISATIONS = auto()
    PERSONS = auto()
    CONTACTS = auto()
    NOTES = auto()
    ABOUT = auto()
    ENDS = auto()
    ORNAMENT = auto()
    PAGE = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """A line that announces a part; ``length`` characters of it do, the rest already belongs to the part."""

    kind: Kind
    length: int


@cache
def listed(key: str, name: str = "lists") -> re.Pattern[str]:
    """Return the words ``key`` that the languages have in their table ``name``, as one expression."""
    return re.compile(folded_options(name, key))


@cache
def _pages() -> re.Pattern[str]:
    """Return how pages are counted: «Page 2», «2 / 5», «Страница 2 из 5»."""
    page, of = folded_options("heads", "page"), folded_options("heads", "page_of")
    return re.compile(rf"(?:(?:{page})\.?\s*)?\d{{1,3}}(?:\s*(?:/|{of})\s*\d{{1,3}})|(?:{page})\.? \d{{1,3}}")


def _own_phrases(name: str) -> frozenset[str]:
    known = (table(language, "phrases") for language in languages())
    return frozenset(_bare(phrases[name]) for phrases in known if name in phrases)


@cache
def _phrases() -> dict[str, Kind]:
    """Return what presskit itself writes above each part, so that its own outputs are understood."""
    names = {"signatories": Kind.SIGNATORIES, "also_signed": Kind.SIGNATORIES, "contacts": Kind.CONTACTS,
             "notes": Kind.NOTES, "footnotes": Kind.NOTES, "immediate": Kind.IMMEDIATE, "ends": Kind.ENDS}  # fmt: skip
    return {phrase: kind for name, kind in names.items() for phrase in _own_phrases(name)}


_TABLE = (
    (Kind.IMMEDIATE, "immediate", "embargo"),
    (Kind.PERSONS, "persons", "heads"),
    (Kind.ORGANISATIONS, "organisations", "heads"),
    (Kind.SIGNATORIES, "signatories", "heads"),
    (Kind.NOTES, "notes", "heads"),
    (Kind.CONTACTS, "contacts", "heads"),
    (Kind.ENDS, "ends", "heads"),
    (Kind.SIGNATORIES, "heads", "lists"),
)
_SIGNING = frozenset({Kind.SIGNATORIES, Kind.PERSONS, Kind.ORGANISATIONS})
_LONGEST_ABOUT = 60
_LONGEST_LEAD = 170
_LONGEST_HEAD = 70
_LONGEST_LINE = 300
_STAMP = re.compile(r"(?:@\s?)?\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?")  # «Signed @ 2027-09-29T12:08:37Z»
_REACH = re.compile(r"@|(?:\d[ ()./-]*){6,}")


@cache
def _run_in() -> re.Pattern[str]:
    """Return the beginning of a sentence that says how somebody is reached: «For interviews, please contact …»."""
    starts, verbs = options("contacts", "run_in_starts"), options("contacts", "run_in_verbs")
    return re.compile(rf"(?:{starts})\b[^.:@\d]{{0,90}}?\b(?:{verbs})\s+(?=\S)", re.IGNORECASE)


def _bare(text: str) -> str:
    """Return folded words without the marks and counts around them: «Signatories (25):» is «signatories»."""
    folded = re.sub(r"\s+", " ", fold(text))
    folded = re.sub(r"[(\[]\s*\d+\s*[)\]]", "", folded)
    return folded.strip(" \t:：,،;.!-–—*#_=|~\u200f\u200e«»\"'()[]")


def head_of(text: str) -> Head | None:
    """Return what a line of the input announces, if it announces a part."""
    if not any(map(str.isalnum, text)):
        return Head(Kind.ENDS if re.fullmatch(r"\W*#\s*#\s*#\W*", text) else Kind.ORNAMENT, len(text))
    return _head_of_words(text) if len(text) <= _LONGEST_LINE else None


@lru_cache(maxsize=4096)
def _head_of_words(text: str) -> Head | None:
    """Return what a line announces; each step of the import asks it of the same lines."""
    bare = _bare(text)
    if len(text) < 40 and (_pages().fullmatch(bare) or _own_pages().fullmatch(bare)):
        return Head(Kind.PAGE, len(text))
    if bare == "30":
        return Head(Kind.ENDS, len(text)) if re.search(r"[-–—]\s*30\s*[-–—]", text) else None
    if announces_embargo(text):
        return Head(Kind.EMBARGO, len(text))
    if both := _in_two_languages(text):
        return Head(both, len(text))
    if release_kind(text):
        return Head(Kind.KIND, len(text))
    return _part(text, bare)


def _in_two_languages(text: str) -> Kind | None:
    """Return what a line such as «For immediate release / À diffuser immédiatement» announces in both of its halves."""
    halves = re.split(r"(?<!\s)\s+[/|]\s+", text)
    if len(halves) != 2:
        return None
    heads = [head_of(half) for half in halves]
    kinds = {head.kind if head and head.length == len(half) else None for head, half in zip(heads, halves, strict=True)}
    return kinds.pop() if len(kinds) == 1 else None


def _part(text: str, bare: str) -> Head | None:
    kind = _named(bare)
    if kind and not _REACH.search(text):
        return Head(kind, len(text))
    colon = re.search("[:：]", text)
    before = _bare(text[: colon.end()]) if colon else ""
    about = listed("about", "heads")
    kind = _named(before) or (Kind.ABOUT if len(before) < _LONGEST_ABOUT and about.fullmatch(before) else None)
    if colon and (kind or _leads_contact(before, text[colon.end() :])):
        return Head(kind or Kind.CONTACTS, colon.end())
    run_in = _run_in().match(text)
    if run_in and _REACH.search(text):
        return Head(Kind.CONTACTS, run_in.end())
    headed = len(text) <= 90 and not text.rstrip().endswith((".", "!", "?", "؟")) and about.fullmatch(bare)
    return Head(Kind.ABOUT, len(text)) if headed else None


def _leads_contact(before: str, after: str) -> bool:
    """Return whether a line is like «Контакти для медіа: Олена Ткачук, …»: a word for contacts, a name, how it is reached."""
    headed = len(before) < _LONGEST_ABOUT and whole_words("contacts", "heads").search(before)
    return bool(headed and re.match(r"\s*[^\W\d_]+[-’' ]+[^\W\d_]+", after) and has_contact(after))


def _named(bare: str) -> Kind | None:
    if not bare or len(bare) > 110:
        return None
    named = (kind for kind, key, name in _TABLE if listed(key, name).fullmatch(bare))
    kind = _phrases().get(bare) or next(named, None)
    remark = None if kind else re.fullmatch(r"(?P<head>.*?\S)\s*[(\[][^\W\d]+(?: [^\W\d]+){0,4} ?", bare)
    if remark and (behind := _named(remark["head"])) in _SIGNING:  # «Signatories (in alphabetical order)»
        return behind
    return kind


def release_kind(text: str) -> ReleaseKind | None:
    """Return the kind of release that a line names, if it names nothing else."""
    bare = _bare(text)
    if not bare or len(bare) > 40:
        return None
    bare = _serial().sub("", bare).rstrip(" -–:,") or bare
    known = next((kind for kind in ReleaseKind if listed(kind, "kinds").fullmatch(bare)), None)
    more = (kind for kind in _MORE_KINDS if listed(kind.replace("-", "_")).fullmatch(bare))
    return known or _own_kinds().get(bare) or next(more, None)


@cache
def _serial() -> re.Pattern[str]:
    """Return the number of a release behind its kind: «Press release No. 14/2027»."""
    return re.compile(rf"(?<!\W)\W*(?:(?:{folded_options('front', 'numbers')})(?!\w)\W*)?\d[\d/.-]*$")


_MORE_KINDS = (ReleaseKind.JOINT_STATEMENT, ReleaseKind.PRESS_RELEASE)


@cache
def _own_kinds() -> dict[str, ReleaseKind]:
    """Return the words by which presskit itself says what kind of release it is."""
    return {phrase: kind for kind in ReleaseKind for phrase in _own_phrases(kind)}


@cache
def _own_pages() -> re.Pattern[str]:
    """Return how presskit itself counts pages: «Страница 2 из 5»."""
    return re.compile("|".join(re.sub(r"\\{pages?\\}", r"\\d{1,3}", re.escape(page)) for page in sorted(_own_phrases("page"))))


def leads_signatures(text: str) -> bool:
    """Return whether a line says that those who follow have signed: «The following organisations signed this letter:»."""
    signed = len(text) < _LONGEST_LEAD and whole_words("lists", "signed").search(_bare(text))
    return bool(signed) and not is_call(without_texts(text))


def heads_list(text: str) -> bool:
    """Return whether words are a whole head of signatories: «Signed by», «This call is endorsed by»."""
    bare = _bare(text)
    return _named(bare) is Kind.SIGNATORIES or (len(bare.split()) > 1 and bool(listed("leads").fullmatch(bare)))


def leads_names(text: str) -> bool:
    """Return whether a short line may stand above those who sign: «On behalf of:», «In solidarity,»."""
    bare = _bare(text)
    lead = 0 < len(bare) <= _LONGEST_HEAD and listed("leads").match(bare)
    return bool(lead) and not re.search(r"[.!?؟]\s*$", text) and not is_call(without_texts(text))


def closes_letter(text: str) -> bool:
    """Return whether a line is the closing of a letter, below which stands who wrote it: «Z wyrazami szacunku,»."""
    return listed("closings").fullmatch(_bare(text)) is not None


def leads_copies(text: str) -> bool:
    """Return whether a line names those who are sent a copy, or leads to them: «CC: the Mayor», «Do wiadomości:»."""
    above, colon, _ = text.partition(":")
    return bool(colon) and listed("copies").fullmatch(_bare(above)) is not None


def without_texts(text: str) -> str:
    """Return folded words without those that name the text itself: «this call» asks for nothing."""
    return re.sub(rf"(?<!\w)(?:(?!we\b)\w{{1,6}} |l)(?:{listed('texts').pattern})(?!\w)", " ", fold(text))


def has_contact(text: str) -> bool:
    """Return whether an e-mail address or a telephone number seems to stand in ``text``."""
    return bool(_REACH.search(_STAMP.sub(" ", text)))


def is_call(text: str) -> bool:
    """Return whether a paragraph leads into demands: it asks somebody for something, and what follows is a list."""
    return bool(re.search(rf"\b(?:{listed('call', 'heads').pattern})", fold(text)))
