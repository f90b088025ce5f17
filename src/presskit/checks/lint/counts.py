"""The numbers by which a text counts its signatories, and the members of its coalitions. No check stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from presskit.checks.lint.texts import words
from presskit.language.data import fold, folded_options, options, table
from presskit.language.numbers import Stated, marked
from presskit.language.tags import primary
from presskit.model.document import Paragraph, Segment, Statement, segments
from presskit.model.people import Coalition, Counts, SignatoryKind, count

__all__ = ["CountClaim", "Counts", "Share", "claims", "count", "count_words", "is_counted_in", "shares"]

@dataclass(frozen=True, slots=True)
class _StatedNumber:
    segment: Segment
    number: Stated

    @property
    def words(self) -> str:
        """The number as written."""
        return words(self.segment)[self.number.start : self.number.end]


@dataclass(frozen=True, slots=True)
class CountClaim(_StatedNumber):
    """A number by which a segment counts the signatories, or their coalitions."""

    coalitions: bool = False


@dataclass(frozen=True, slots=True)
class Share(_StatedNumber):
    """A number by which a segment counts the members of a coalition."""

    coalition: Coalition

    @property
    def right(self) -> frozenset[int]:
        """The numbers that the list allows: of all who sign in the coalition, and of its organisations."""
        signing = [each for each in self.coalition.signatories if each.signs]
        return frozenset({len(signing), len([each for each in signing if each.kind is SignatoryKind.ORGANISATION])})


_N = r"⟦(\d+)⟧"
_START = r"^[^\w⟦]*"
_NOWHERE = "(?!)"  # matches nowhere
_COMMA = r"[\s,،:(]+"
_BEFORE = 60
"""How many characters before a number may say that it is not exact."""


@dataclass(frozen=True, slots=True)
class CountWords:
    """The words that a language counts signatories with, from the table ``counting`` of its file.

    ``between`` may stand between «we» and the number; ``never`` begins what does not belong to the organisations counted;
    ``others`` follows signatories of something else than this text; ``by`` comes before the number of its authors.
    ``which`` begins what is said of the organisations before their verb; what is ``before_verb`` makes it part of that,
    or another's. ``inverted`` are verbs that may stand before their subject, ``said_before`` is what is said of them before
    their number. ``gap``: so many words may stand between them and their verb.
    """

    we: str = _NOWHERE
    between: str = _NOWHERE
    organisations: str = _NOWHERE
    signatories: str = _NOWHERE
    others: str = _NOWHERE
    by: str = _NOWHERE
    coalitions: str = _NOWHERE
    say: str = _NOWHERE
    never: str = _NOWHERE
    both: str = _NOWHERE
    joined: str = _NOWHERE
    which: str = _NOWHERE
    before_verb: str = _NOWHERE
    inverted: str = ""
    by_verb: str = ""
    said_before: str = ""
    verb_first: bool = False
    gap: int = 4
    article: str = ""


def is_counted_in(language: str) -> bool:
    """Return whether the file of a language says how signatories are counted."""
    return {"we", "organisations", "signatories", "say"} <= table(language, "counting").keys()


def count_words(language: str) -> CountWords:
    """Return the words of a language whose file has them; what the file leaves out matches nowhere."""
    own = {key: value for key, value in table(language, "counting").items() if key in CountWords.__slots__}
    return CountWords(**own, article=table(language, "grammar").get("article", ""))


@cache
def _about() -> re.Pattern[str]:
    """Return what stands before a number that is not exact: «more than», «около»."""
    return re.compile(rf"(?:{folded_options('counting', 'about')})\s+$")


def _organisations(w: CountWords) -> str:
    """Return what may follow a number of organisations: «25 Syrian civil society organisations»."""
    return rf"(?:(?:\s+(?!(?:{w.never})\b)[\w-]+){{0,3}}\s+(?:{w.organisations})\b)"


def _signatories(w: CountWords) -> str:
    """Return signatories of this text, not «the 196 signatories of the Paris agreement»."""
    return rf"(?:{w.signatories})\b(?!\s+(?:{w.others}))"


def _we(w: CountWords) -> str:
    """Return «we, the» before a number."""
    return rf"\b(?:{w.we}){_COMMA}(?:(?:{w.between}){_COMMA})*(?:{w.article})?"


def _gap(w: CountWords) -> str:
    """Return what may stand between a headline's organisations and their verb: «and civil society groups today»."""
    return rf"(?:\s+(?:(?:{w.both})\s+)?(?!(?:{w.never})\b)[\w-]+){{0,{w.gap}}}?"


def _clause(w: CountWords) -> str:
    """Return what is said of a headline's organisations before their verb: «that work in the north», «, die dort arbeiten,»."""
    gap, word = r"(?:\s+|\s*[,،]\s+)", r"(?:[\w-]+|⟦\d+⟧)"
    begins = rf"\s*[,،]?\s+(?:(?:{w.which})\b|⟦\d+⟧)"  # Arabic «in» reads as a number, and is one of these words
    return rf"{begins}(?:{gap}{word}){{0,14}}?{gap}(?!(?:{w.never}|{w.before_verb})\b){word}\s*[,،]?"


@lru_cache(maxsize=32)
def _anywhere(language: str) -> tuple[re.Pattern[str], ...]:
    """Return what makes a number one that counts the signatories, wherever it stands."""
    w = count_words(language)
    organisations, signatories = _organisations(w), _signatories(w)
    ends = rf"(?={organisations}|\s+{signatories}|\s*[).,;:،]|\s*$)"
    sources = (
        rf"{_N}{organisations}?[\s,،]+{signatories}",
        rf"\b{signatories}{_COMMA}(?:(?:{w.between}){_COMMA})*{_N}{ends}",
        rf"{_we(w)}{_N}{organisations}",
        rf"\b(?:{w.organisations})\s+(?:{w.article})?{_N}\s+{signatories}",
        rf"(?:{w.by})\s+(?:the\s+)?{_N}{organisations}",
        w.by_verb.replace("{number}", _N).replace("{organisations}", organisations),
    )
    return tuple(re.compile(fold(source)) for source in sources if source)


@lru_cache(maxsize=32)
def _at_the_head(language: str) -> tuple[re.Pattern[str], ...]:
    """Return what makes a number one that counts the signatories where a release names its authors."""
    w = count_words(language)
    many, today = rf"{_N}{_organisations(w)}", rf"(?:(?:{options('counting', 'today')})\s+)?"
    coalitions = rf"(?:\s+(?:{w.joined})\s+(?:\w+\s+)?⟦\d+⟧\s+(?:\w+\s+)?(?:{w.coalitions})\b)?"
    inverted = rf"[,»”\"?!:–—]\s*(?:{w.inverted})\s+(?:(?:{options('counting', 'articles')})\s+)?{many}"
    sources = (
        rf"{_START}{today}{many}{coalitions}{_gap(w)}(?:\s+(?:{w.say})\b|\s*:)",
        rf"{_START}{today}{many}{_clause(w)}\s+(?:{w.say})\b",
        inverted if w.inverted else "",  # «…, warn twelve organisations»
        # what is said of them comes before their number: «Kuzeyde çalışan on iki kuruluş»
        rf"{_START}{w.said_before}{many}{_gap(w)}\s+(?:{w.say})" if w.said_before else "",
        rf"{_START}(?:{w.say})\s+{many}" if w.verb_first else "",  # the verb comes first as often
    )
    return tuple(re.compile(fold(source)) for source in sources if source)


@lru_cache(maxsize=32)
def _coalition_pattern(language: str) -> re.Pattern[str]:
    """Return «25 organisations in two coalitions»: its second number counts coalitions when the first counts us."""
    w = count_words(language)
    few = rf"(?:\s+(?!(?:{w.never})\b)[\w-]+){{0,2}}\s+"
    return re.compile(fold(rf"{_N}{_organisations(w)}\s+(?:{w.joined})\s+(?:\w+\s+)?{_N}{few}(?:{w.coalitions})\b"))


def _is_year(number: Stated, text: str) -> bool:
    return 1900 <= number.value <= 2100 and text[number.start : number.end].isdigit()


def _own(segment: Segment, language: str, *, head: bool) -> Iterator[CountClaim]:
    """Yield the claims of a segment; ``head``: it is one in which a release names its authors."""
    text = words(segment)
    folded, numbers = marked(text, language)
    for pattern in (*_anywhere(language), *(_at_the_head(language) if head else ())):
        for match in pattern.finditer(folded):
            number = numbers[int(match[1])]
            if not _is_year(number, text) and not _about().search(folded, max(0, match.start(1) - _BEFORE), match.start(1) - 1):
                yield CountClaim(segment, number)
    for match in _coalition_pattern(language).finditer(folded):
        yield CountClaim(segment, numbers[int(match[1])])
        yield CountClaim(segment, numbers[int(match[2])], coalitions=True)


def claims(statement: Statement) -> tuple[CountClaim, ...]:
    """Return the numbers by which a text counts its signatories or their coalitions, each once, in order.

    A number counts as such only beside words that can mean nobody else: «we, 25 NGOs», «the undersigned 25», «25
    signatories», a headline that begins with «25 organisations call». «3 NGOs were looted» and «over 20» are no claims.
    """
    language = primary(statement.language)
    if not is_counted_in(language):
        return ()
    lede = next((block for block in statement.body if isinstance(block, Paragraph)), None)
    head = {segment.id for segment in (statement.title, statement.subtitle, lede) if segment}
    return tuple(
        dict.fromkeys(claim for segment in segments(statement) for claim in _own(segment, language, head=segment.id in head))
    )


def _alternatives(language: str, key: str) -> str:
    return "|".join(re.escape(fold(word)) for word in table(language, "lists").get(key, ()))


@lru_cache(maxsize=256)
def _patterns(language: str, name: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Return what counts the members of ``name``: with a word for them, and without one, as a second number may be."""
    counted, of = _alternatives(language, "counted"), _alternatives(language, "of")
    if not counted or not of:
        return None
    tied = rf"(?<!\w)(?:{options('names', 'tied')})?{re.escape(name)}(?!\w)"
    link = rf"(?:(?:{of})\s+){{0,3}}"
    which = rf"(?:\s+(?!(?:{of})\s)[\w-]+){{0,2}}?"
    forms = (
        rf"{_N}{which}\s+(?:{counted})\s+{link}{tied}",
        rf"{_N}\s+{tied}\s+(?:{counted})(?!\w)",
        rf"{tied}\s*\(\s*{_N}\s*\)",
    )
    return re.compile("|".join(forms)), re.compile(rf"{_N}\s+(?:(?:{of})\s+){{1,3}}{tied}")


def _names(coalition: Coalition, language: str) -> list[str]:
    names = {coalition.acronym, coalition.name.default, coalition.name.in_language(language)}
    return sorted({fold(name) for name in names if len(name) > 1}, key=len, reverse=True)


class _Named(NamedTuple):
    """A coalition by its place among all, and a name that it has, folded."""

    place: int
    coalition: Coalition
    name: str


_WORDS = re.compile(r"\w+")


def _by_ending(language: str, coalitions: tuple[Coalition, ...]) -> Mapping[str, Sequence[_Named]]:
    """Return the names of coalitions by how their last word ends, whatever is tied to it before: none is sought in vain."""
    found: dict[str, list[_Named]] = {}
    for place, coalition in enumerate(coalitions):
        for name in _names(coalition, language):
            found.setdefault("".join(_WORDS.findall(name)[-1:])[-3:], []).append(_Named(place, coalition, name))
    return found


def _in_segment(segment: Segment, language: str, by_ending: Mapping[str, Sequence[_Named]]) -> Iterator[Share]:
    text = words(segment)
    folded, numbers = marked(text, language)
    if not numbers:
        return
    endings = {"", *(word[-letters:] for word in _WORDS.findall(folded) for letters in (1, 2, 3))}
    named = [each for ending in endings for each in by_ending.get(ending, ()) if each.name in folded]
    found = [
        (kind, next(int(group) for group in match.groups() if group), each.coalition)
        for each in sorted(named, key=lambda each: (each.place, -len(each.name), each.name))
        for kind, pattern in enumerate(_patterns(language, each.name) or ())
        for match in pattern.finditer(folded)
    ]
    sure = any(kind == 0 for kind, _, _ in found)
    yield from (
        Share(segment, numbers[index], coalition)
        for index, coalition in dict.fromkeys((index, coalition) for kind, index, coalition in found if kind == 0 or sure)
        if not _is_year(numbers[index], text)
    )


def shares(statement: Statement, coalitions: tuple[Coalition, ...]) -> tuple[Share, ...]:
    """Return the numbers by which a text counts members of coalitions: «17 organisations of SNA and 8 of SHAML»."""
    language = primary(statement.language)
    by_ending = _by_ending(language, coalitions)
    return tuple(share for segment in segments(statement) for share in _in_segment(segment, language, by_ending))
