"""Persons with their affiliations, and the words by which organisations and roles are recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from presskit.language.data import fold, folded_options, options, whole_words, words
from presskit.model.people import Localised, Roster, Signatory, SignatoryKind
from presskit.model.question import Choice, Edit
from presskit.readers.importing.audit_log import AuditLog, entry_text
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.zones import city_zone
from presskit.readers.signatory_table import entry_edit, entry_of, sign_edit
from presskit.readers.tables.cells import country_code

__all__ = [
    "Affiliation",
    "KnownOrganisations",
    "PossiblePerson",
    "are_persons",
    "as_person",
    "ask_about_persons",
    "bracketed_pieces",
    "is_affiliation",
    "is_certain",
    "is_role",
    "names_organisation",
    "pair_of",
    "titled_tail",
]  # fmt: skip


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{options('people', 'roles')})\b", re.IGNORECASE)


@cache
def _organisation_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{options('organisations', 'words')})\b", re.IGNORECASE)


def is_role(text: str) -> bool:
    """Return whether words say what somebody does."""
    return bool(_role().search(text))


def names_organisation(text: str) -> bool:
    """Return whether words sound like an organisation."""
    return bool(_organisation_words().search(text))


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A name, the organisation behind it, and the role there. ``doubt`` says why the split may be wrong.

    ``rest`` are words that are none of these.
    """

    name: str
    organisation: str = ""
    role: str = ""
    doubt: str = ""
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownOrganisations:
    """The organisations and coalitions that sign, folded, each with the way the list writes it."""

    names: dict[str, str]

    @classmethod
    def of(cls, roster: Roster) -> KnownOrganisations:
        """Return those of a roster: names, acronyms, and both together as texts write them."""
        pairs = [(coalition.name.default, coalition.acronym) for coalition in roster.coalitions]
        pairs += [(signatory.name.default, signatory.acronym) for signatory in roster.everyone()]
        return cls({
            _key(form): name
            for name, acronym in pairs
            for form in ((name, acronym, f"{name} {acronym}", f"{acronym} {name}") if acronym else (name,))
        })  # fmt: skip

    def knows(self, text: str) -> bool:
        """Return whether ``text`` names one of them."""
        return _key(text) in self.names

    def apart(self, text: str) -> Affiliation:
        """Split «Name Organisation»; without a known organisation at the end the text stays whole, with a doubt."""
        words = text.split()
        for start in range(1, len(words)):
            if self.knows(" ".join(words[start:])):
                return Affiliation(_trimmed(words[:start]), " ".join(words[start:]).strip("()[] "))
        unclear = len(words) > 4 or names_organisation(text)
        doubt = "name and organisation, if both stand there, could not be told apart" if unclear else ""
        return self._by_a_word(words) or Affiliation(text, doubt=doubt)

    def _by_a_word(self, words: list[str]) -> Affiliation | None:
        """Split before a word that only one known organisation begins with, if what follows sounds like an organisation."""
        for start in range(2, len(words)):
            rest = " ".join(words[start:])
            near = {name for key, name in self.names.items() if key.split()[:1] == _key(words[start]).split()[:1]}
            if len(near) == 1 and len(words) - start > 1 and names_organisation(rest) and len(words[start]) > 3:
                doubt = f"«{rest}» was told from the name by its first word; «{near.pop()}», which signs, has it too"
                return Affiliation(_trimmed(words[:start]), rest, doubt=doubt)
        return None


def _trimmed(words: Iterable[str]) -> str:
    return " ".join(words).rstrip(" ,-–—|(:")


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text.replace("&", " and "))))


_FORMS = (
    re.compile(r"^(?P<first>[^()\[\]]++)[(\[](?P<rest>[^()\[\]]+)[)\]]$"),
    re.compile(r"^(?P<first>.+?)(?:\s[-–—/|]\s?|[-–—]\s|\s?[:;]\s)\s*(?P<rest>.+)$"),
    re.compile(r"^(?P<first>[^,،]+)[,،]\s*(?P<rest>.+)$"),
)
_PERSON = re.compile(r"[^\W\d_][\w.’'-]*")
_ELIDED = re.compile(r"\b[dlDL]['’](?=[^\W\d_a-z])")  # «d’Estrées»


@dataclass(frozen=True, slots=True)
class PossiblePerson:
    """An entry that may be a person and what stands behind the name. ``entry`` is what it is in the kit until it is answered.

    ``cell``: the rest stands in a cell of its own. ``group``: what the entry stands under.
    """

    line: InputLine
    entry: Signatory
    first: str
    rest: str
    cell: bool = False
    group: str = ""

    @property
    def stands_for(self) -> bool:
        """Whether the entry says that somebody signs on behalf of others."""
        match = _represents().match(self.entry.name.default)
        if match is None or re.search(r"[,(–]|\s-\s", match[0]):
            return False
        return " " in match["verb"] or is_affiliation(self.rest)

    @property
    def reversed(self) -> bool:
        """Whether the entry begins with the organisation: «Quay Union – Hester Vane»."""
        return not self.cell and self.entry.name.default.find(self.first) > 0


@cache
def _represents() -> re.Pattern[str]:
    verbs, article = options("people", "represents"), options("grammar", "articles")
    return re.compile(rf"^(?P<first>.+?)\s(?P<verb>{verbs})\s+(?:(?:{article})\s+)?(?P<rest>.+)$")


def _is_place(words: str) -> bool:
    """Return whether words name a country or a city: «Bamako, Mali»."""
    last = re.split(r"[,،]", words)[-1].lstrip()
    if re.fullmatch(r"(?:[^\W\d_]\.\s?)+[^\W\d_]?", words):
        return True  # «S.C.A.»: the form of a company, which belongs to the name as a place does
    return bool(country_code(words)) or city_zone(words) is not None or bool(country_code(last) and not is_affiliation(words))


def pair_of(text: str) -> tuple[str, str] | None:
    """Return what may be a person's name, and what stands behind it; None where the words have another shape."""
    for form in (*_FORMS[:2], _represents(), *_FORMS[2:]):
        match = form.match(text.rstrip(" ;,.،"))
        if match is None:
            continue
        first, rest = match["first"].strip(" ,"), match["rest"].strip()
        if _may_be_person(first) and any(map(str.isalpha, rest)) and not _is_place(rest):
            return first, rest
        person, *office = map(str.strip, re.split("[,،]", rest, maxsplit=1))
        after = form is not _represents() and is_affiliation(first) and not re.search(r"[()]", text)
        if after and _may_be_person(person):
            return person, ", ".join((*office, first))
    return None


def is_affiliation(text: str) -> bool:
    """Return whether words sound like an organisation or like what somebody does."""
    known = any(whole_words("lists", key).search(fold(text)) for key in ("houses", "callings"))
    return known or names_organisation(text) or is_role(text)


def _may_be_person(first: str) -> bool:
    """Return whether there are two to four capitalised words, «Vane, Hester» too; without case, any two to four words."""
    first = _ELIDED.sub("", first)
    parts = first.replace(",", " ").split()
    capitals = [part for part in parts if part.lower() not in words("people", "particles")]
    if not 2 <= len(parts) <= 5 or len(capitals) < 2 or names_organisation(first) or country_code(first):
        return False
    if whole_words("lists", "houses").search(fold(first)) or first.count(",") > 1:
        return False
    named = all(_PERSON.fullmatch(part) and part[:1].upper() == part[:1] for part in capitals)
    return named and not (first.isupper() and len(first) < 8)


@cache
def _second_title() -> re.Pattern[str]:
    titles, joined, here = options("people", "titles"), options("lists", "and"), options("lists", "and_here")
    return re.compile(rf"[,;،]\s*(?:(?:{joined}|{here})\s+)?(?:{titles})\b\.?\s+(?!{options('people', 'after_office')})\w")


def titled_tail(text: str) -> bool:
    """Return whether a second person with a title stands in the same words."""
    return bool(_second_title().search(text))


def bracketed_pieces(text: str) -> tuple[str, ...]:
    """Return the pieces of an entry that commas behind brackets part: «Hester Vane (Quay Union), Otto Reeve»."""
    masked = re.sub(r"\([^()]*\)", lambda bracket: "x" * len(bracket.group()), text)
    cuts = [0, *(match.end() for match in re.finditer(r"[,،]\s*", masked) if text[match.start() - 1] == ")"), len(text)]
    return tuple(text[start:end].strip(" ,،") for start, end in pairwise(cuts) if text[start:end].strip(" ,،"))


_LEAST = 3
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?){1,3}[^\W\d_][\w’'-]+")
"""A person's name behind an organisation that she signs for: «M. Rossi»."""


def are_persons(pairs: Sequence[PossiblePerson], persons: int, members: int) -> bool:
    """Return whether a list is certain to be one of persons.

    Nearly each entry is a person or made like «name, where or as what»; some have titles, or enough say what somebody does,
    or where persons alone belong, such as a university.
    """
    if not pairs or (persons + len(pairs)) * 4 < members * 3:
        return False
    if any(pair.reversed or is_affiliation(pair.first) for pair in pairs):
        return False
    sound = sum(is_affiliation(pair.rest) or pair.stands_for or _describes(pair) for pair in pairs)
    if persons:
        return sound == len(pairs) or persons >= len(pairs)
    offices = sum(_is_personal(pair.rest) or pair.stands_for or _describes(pair) for pair in pairs)
    return len(pairs) >= _LEAST and sound * 4 >= len(pairs) * 3 and offices * 2 >= len(pairs)


def _describes(pair: PossiblePerson) -> bool:
    """Return whether small letters behind a comma say what somebody is: «Hester Vane, nurse», in any language with capitals."""
    return "," in pair.entry.name.default and pair.rest[:1].islower() and not pair.reversed


@cache
def _calling() -> re.Pattern[str]:
    words = f"{folded_options('lists', 'callings')}|{folded_options('people', 'roles')}"
    return re.compile(rf"\W*(?:{words})(?!\w)")


def is_certain(pair: PossiblePerson) -> bool:
    """Return whether an entry alone is certain to be a person: it says first what she does, with no word of a press office."""
    desk = whole_words("contacts", "heads").match(fold(pair.rest))
    return not pair.reversed and bool(_calling().match(fold(pair.rest)) and not desk and not is_affiliation(pair.first))


def _is_personal(rest: str) -> bool:
    """Return whether words say what a person does, or name a house such as a university, of which persons alone are."""
    return is_role(rest) or any(whole_words("lists", key).search(fold(rest)) for key in ("houses", "callings"))


def as_person(pair: PossiblePerson) -> Signatory:
    """Return the entry as a person with an affiliation."""
    whole = pair.cell or pair.entry.acronym
    note = f"as received: «{' '.join(pair.line.raw.split()) if whole else pair.entry.name.default}»"
    person, affiliation = Localised(pair.first), Localised(pair.rest)
    return replace(pair.entry, name=person, kind=SignatoryKind.PERSON, affiliation=affiliation, acronym="", note=note)


def _person_edit(pair: PossiblePerson) -> Edit:
    """Return what turns the entry into a person with an affiliation."""
    return entry_edit(pair.entry.name.default, entry_of(as_person(pair)))


def _behind(pair: PossiblePerson) -> str:
    """Return the end of an entry that begins with the person, where an organisation stands before her."""
    name = pair.entry.name.default
    return name[name.find(pair.first) :] if pair.reversed else ""


def _are_both(pair: PossiblePerson) -> bool:
    """Return whether a comma parts two that may be organisations: «Dere Dostları, Köprü Vakfı»."""
    return not pair.cell and not _is_personal(pair.rest) and re.fullmatch(r"[^,(]+,[^,(]+", pair.entry.name.default) is not None


def ask_about_persons(
    pairs: Sequence[PossiblePerson], log: AuditLog, *, all_alike: bool = False, printed: bool = False
) -> None:
    """Ask once about all entries of a list that may be persons with their affiliations; not where nothing says so.

    ``all_alike``: each entry of the list has that shape, or is a person. ``printed``: the kit has them as persons.
    """
    cells = [pair for pair in pairs if pair.cell]
    signing = tuple(sign_edit(entry_text(pair.rest), pair.group) for pair in cells)
    commas = any(not pair.cell and "," in pair.entry.name.default for pair in pairs)
    if pairs and (all_alike or commas or any(is_affiliation(pair.rest) for pair in pairs)):
        shown = [f"{pair.first} | {pair.rest}" if pair.cell else pair.entry.name.default for pair in pairs]
        names = "», «".join(shown[:3]) + ("», …" if len(shown) > 3 else "»")
        question = f"«{names}: are these persons with their affiliations, or organisations?"
        example = f"persons, such as «{pairs[0].first}» of «{pairs[0].rest}»"
        both = Choice("both", "organisations, and those in the other column sign too", "", signing)
        heads = [(pair, pair.entry.name.default.removesuffix(_behind(pair)).rstrip(" ,–—-:/|(")) for pair in pairs]
        now = {id(pair): pair.first if printed else pair.entry.name.default for pair in pairs}
        alone = tuple(entry_edit(now[id(pair)], entry_text(head)) for pair, head in heads)
        if all(_INITIALS.fullmatch(pair.rest) for pair in pairs):
            heads = [(pair, pair.first) for pair in pairs]
            alone = tuple(entry_edit(now[id(pair)], entry_text(pair.first)) for pair in pairs)
        by_initials = all(head == pair.first for pair, head in heads)
        label = f"organisations, such as «{heads[0][1]}»; who represents them is not printed"
        represented = Choice("represented", label, "", alone)
        both_names = ((now[id(pair)], map(entry_text, (pair.first, pair.rest))) for pair in pairs)
        as_they_stand = tuple(entry_edit(pair.first, entry_of(pair.entry)) for pair in pairs) if printed else ()
        apart = tuple(entry_edit(name, "\n".join(entries)) for name, entries in both_names)
        several = Choice("each", f"organisations, each alone: «{pairs[0].first}» and «{pairs[0].rest}»", "", apart)
        choices = [
            Choice("persons", example, "", () if printed else tuple(map(_person_edit, pairs))),
            Choice("organisations", "organisations, as they stand", "", as_they_stand),
            *([represented] if by_initials or all(_behind(pair) and head for pair, head in heads) else []),
            *([several] if commas and all(_are_both(pair) for pair in pairs) else []),
            *([both] if cells else []),
        ]
        log.ask("persons", replace(pairs[0].line, raw="\n".join(shown)), question, choices, weighs=len(pairs))
    elif cells:
        _ask_about_cells(cells, signing, log)



def _ask_about_cells(cells: Sequence[PossiblePerson], signing: tuple[Edit, ...], log: AuditLog) -> None:
    """Ask once whether those sign too who stand in a cell of their own beside names."""
    question = f"«{cells[0].rest}» stands beside «{cells[0].first}», and so in {len(cells)} rows: do they sign too?"
    choices = [Choice("sign", "they sign", "", signing), Choice("note", "no, it is a remark about this signatory")]
    excerpt = "\n".join(" ".join(pair.line.raw.split()) for pair in cells)
    log.ask("names", replace(cells[0].line, raw=excerpt), question, choices, weighs=len(cells))
