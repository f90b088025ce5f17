"""The words by which the parts of a release begin, in the languages that releases are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache

from presskit.language.data import fold, folded_options, languages, options, table
from presskit.language.recognition import announces_embargo
from presskit.model.release import ReleaseKind
from presskit.readers.importing.lines import is_decoration

__all__ = ["Head", "Kind", "head_of", "is_call", "leads_signatures", "listed", "reaches", "release_kind", "without_texts"]


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
def _heads(key: str) -> re.Pattern[str]:
    return re.compile(f"(?:{folded_options('heads', key)})")


@cache
def _kind_words(kind: ReleaseKind) -> re.Pattern[str]:
    return re.compile(f"(?:{folded_options('kinds', kind)})")


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


_TABLE = (Kind.PERSONS, Kind.ORGANISATIONS, Kind.SIGNATORIES, Kind.NOTES, Kind.CONTACTS, Kind.ENDS)
_LONGEST_ABOUT = 60
_LONGEST_LEAD = 170
_REACH = re.compile(r"@|\d[\d ()./-]{6,}")


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
    if is_decoration(text):
        return Head(Kind.ENDS if re.fullmatch(r"\W*#\s*#\s*#\W*", text) else Kind.ORNAMENT, len(text))
    if len(text) > 300:
        return None
    bare = _bare(text)
    if len(text) < 40 and (_pages().fullmatch(bare) or _own_pages().fullmatch(bare)):
        return Head(Kind.PAGE, len(text))
    if bare == "30":
        return Head(Kind.ENDS, len(text)) if re.search(r"[-–—]\s*30\s*[-–—]", text) else None
    if announces_embargo(text):
        return Head(Kind.EMBARGO, len(text))
    if release_kind(text):
        return Head(Kind.KIND, len(text))
    return _part(text, bare)


def _part(text: str, bare: str) -> Head | None:
    kind = _named(bare)
    if kind and not _REACH.search(text):
        return Head(kind, len(text))
    colon = re.search("[:：]", text)
    before = _bare(text[: colon.end()]) if colon else ""
    kind = _named(before) or (Kind.ABOUT if len(before) < _LONGEST_ABOUT and _heads("about").fullmatch(before) else None)
    if colon and kind:
        return Head(kind, colon.end())
    if colon and _leads_contact(before, text[colon.end() :]):
        return Head(Kind.CONTACTS, colon.end())
    run_in = _run_in().match(text)
    if run_in and _REACH.search(text):
        return Head(Kind.CONTACTS, run_in.end())
    if len(text) <= 90 and not text.rstrip().endswith((".", "!", "?", "؟")) and _heads("about").fullmatch(bare):
        return Head(Kind.ABOUT, len(text))
    return None


def _leads_contact(before: str, after: str) -> bool:
    """Tell «Контакти для медіа: Олена Ткачук, …»: a word for contacts, then a name and how it is reached."""
    heads = folded_options("contacts", "heads")
    named = re.match(r"\s*[^\W\d_]+[-’' ]+[^\W\d_]+", after)
    return bool(named and len(before) < _LONGEST_ABOUT and re.search(rf"(?<!\w)(?:{heads})(?!\w)", before) and reaches(after))


def _named(bare: str) -> Kind | None:
    if not bare or len(bare) > 110:
        return None
    if bare in _phrases():
        return _phrases()[bare]
    if _immediate().fullmatch(bare):
        return Kind.IMMEDIATE
    known = next((kind for kind in _TABLE if _heads(kind).fullmatch(bare)), None)
    return known or (Kind.SIGNATORIES if listed("heads").fullmatch(bare) else None)


def release_kind(text: str) -> ReleaseKind | None:
    """Return the kind of release that a line names, if it names nothing else."""
    bare = _bare(text)
    if not bare or len(bare) > 40:
        return None
    known = next((kind for kind in ReleaseKind if _kind_words(kind).fullmatch(bare)), None)
    more = (kind for kind in _MORE_KINDS if listed(kind.replace("-", "_")).fullmatch(bare))
    return known or _own_kinds().get(bare) or next(more, None)


_MORE_KINDS = (ReleaseKind.JOINT_STATEMENT, ReleaseKind.PRESS_RELEASE)


@cache
def _immediate() -> re.Pattern[str]:
    """Return the words by which a release says that it may be published at once."""
    return re.compile(folded_options("embargo", "immediate"))


@cache
def _own_kinds() -> dict[str, ReleaseKind]:
    """Return the words by which presskit itself says what kind of release it is."""
    return {phrase: kind for kind in ReleaseKind for phrase in _own_phrases(kind)}


@cache
def _own_pages() -> re.Pattern[str]:
    """Return how presskit itself counts pages: «Страница 2 из 5»."""
    return re.compile("|".join(re.sub(r"\\{pages?\\}", r"\\d{1,3}", re.escape(page)) for page in sorted(_own_phrases("page"))))


@cache
def listed(key: str) -> re.Pattern[str]:
    """Return the words ``key`` that the languages have in their table ``lists``, as one expression."""
    return re.compile(folded_options("lists", key))


def leads_signatures(text: str) -> bool:
    """Tell whether a line says that those who follow have signed: «The following organisations signed this letter:»."""
    bare = _bare(text)
    return (
        len(text) < _LONGEST_LEAD
        and bool(re.search(rf"(?<!\w)(?:{listed('signed').pattern})(?!\w)", bare))
        and not is_call(without_texts(text))
    )


def without_texts(text: str) -> str:
    """Return folded words without those that name the text itself: «this call» asks for nothing."""
    return re.sub(rf"(?<!\w)(?:(?!we\b)\w{{1,6}} |l)(?:{listed('texts').pattern})(?!\w)", " ", fold(text))


def reaches(text: str) -> bool:
    """Tell whether an e-mail address or a telephone number seems to stand in ``text``."""
    return bool(_REACH.search(text))


def is_call(text: str) -> bool:
    """Tell whether a paragraph leads into demands: it asks somebody for something, and what follows is a list."""
    return bool(re.search(rf"\b{_heads('call').pattern}", fold(text)))
