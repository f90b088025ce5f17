"""Persons with their affiliations, and the words by which organisations and roles are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from presskit.formats.kit_yaml import mapping, quoted
from presskit.language.data import fold, options, words
from presskit.model.people import Localised, Roster, Signatory, SignatoryKind
from presskit.model.question import Choice, Edit
from presskit.readers.importing.audit_log import AuditLog, entry_text, replace_edit
from presskit.readers.importing.headings import listed
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.zones import city_zone
from presskit.readers.signatory_table import ROSTER, sign_edit
from presskit.readers.tables.cells import country_code

__all__ = [
    "Affiliation",
    "KnownOrganisations",
    "Pair",
    "are_persons",
    "as_person",
    "ask_about_persons",
    "is_affiliation",
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
    """Tell whether words say what somebody does."""
    return bool(_role().search(text))


def names_organisation(text: str) -> bool:
    """Tell whether words sound like an organisation."""
    return bool(_organisation_words().search(text))


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A name and the organisation behind it. ``doubt`` says on what little the two were told apart."""

    name: str
    organisation: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class KnownOrganisations:
    """The organisations and coalitions that sign, folded, each with the way the list writes it."""

    names: dict[str, str]

    @classmethod
    def of(cls, roster: Roster) -> KnownOrganisations:
        """Return those of a roster: names, acronyms, and both together as texts write them."""
        pairs = [(c.name.default, c.acronym) for c in roster.coalitions]
        pairs += [(s.name.default, s.acronym) for s in roster.everyone()]
        return cls({_key(form): name for name, acronym in pairs for form in _forms(name, acronym)})

    def knows(self, text: str) -> bool:
        """Tell whether ``text`` names one of them."""
        return _key(text) in self.names

    def apart(self, text: str) -> Affiliation:
        """Split «Name Organisation»; without a known organisation at the end the text stays whole, with a doubt."""
        words = text.split()
        for start in range(1, len(words)):
            if self.knows(" ".join(words[start:])):
                return Affiliation(_trimmed(words[:start]), " ".join(words[start:]).strip("()[] "))
        return self._by_a_word(words) or Affiliation(text, "", _doubt(text))

    def _by_a_word(self, words: list[str]) -> Affiliation | None:
        """Split before a word that only one known organisation begins with, if what follows sounds like an organisation."""
        for start in range(2, len(words)):
            rest = " ".join(words[start:])
            near = {name for key, name in self.names.items() if key.split()[:1] == _key(words[start]).split()[:1]}
            if len(near) == 1 and len(words) - start > 1 and _organisation_words().search(rest) and len(words[start]) > 3:
                doubt = f"«{rest}» was told from the name by its first word; «{near.pop()}», which signs, has it too"
                return Affiliation(_trimmed(words[:start]), rest, doubt)
        return None


def _trimmed(words: Iterable[str]) -> str:
    return " ".join(words).rstrip(" ,-–—|(:")


def _doubt(text: str) -> str:
    """Return why a text that stays whole may be more than a name."""
    if len(text.split()) > 4 or _organisation_words().search(text):
        return "name and organisation, if both stand there, could not be told apart"
    return ""


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text.replace("&", " and "))))


def _forms(name: str, acronym: str) -> Iterator[str]:
    yield name
    if acronym:
        yield from (acronym, f"{name} {acronym}", f"{acronym} {name}")


_FORMS = (
    re.compile(r"^(?P<first>[^()\[\]]+?)\s*[(\[](?P<rest>[^()\[\]]+)[)\]]$"),
    re.compile(r"^(?P<first>.+?)(?:\s[-–—/|]\s?|[-–—]\s|\s?[:;]\s)\s*(?P<rest>.+)$"),
    re.compile(r"^(?P<first>[^,،]+)[,،]\s*(?P<rest>.+)$"),
)
_PERSON = re.compile(r"[^\W\d_][\w.’'-]*")


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry that may be a person and what stands behind the name. ``made`` is what it is in the kit until somebody says.

    ``cell``: the rest stands in a cell of its own. ``group``: what the entry stands under.
    """

    line: InputLine
    made: Signatory
    first: str
    rest: str
    cell: bool = False
    group: str = ""

    @property
    def is_evident(self) -> bool:
        """Whether the rest sounds like an organisation or like what somebody does."""
        return is_affiliation(self.rest)


@cache
def _represents() -> re.Pattern[str]:
    said, article = options("people", "represents"), options("grammar", "articles")
    return re.compile(rf"^(?P<first>.+?)\s(?:{said})\s+(?:(?:{article})\s+)?(?P<rest>.+)$")


def pair_of(said: str) -> tuple[str, str] | None:
    """Return what may be a person's name, and what stands behind it; None where the words have another shape."""
    for form in (*_FORMS[:2], _represents(), *_FORMS[2:]):
        found = form.match(said.rstrip(" ;,.،"))
        first, rest = (found["first"].strip(), found["rest"].strip()) if found else ("", "")
        if found and _may_be_person(first) and _may_be_affiliation(rest):
            return first, rest
        if found and is_affiliation(first) and not re.search(r"[()]", said) and _may_be_person(re.split(r"\s*[,،(]", rest)[0]):
            return rest, first
    return None


def is_affiliation(text: str) -> bool:
    """Tell whether words sound like an organisation or like what somebody does."""
    known = re.search(rf"(?<!\w)(?:{listed('houses').pattern}|{listed('callings').pattern})(?!\w)", fold(text))
    return bool(known) or names_organisation(text) or is_role(text)


def _may_be_person(first: str) -> bool:
    """Tell two to four capitalised words, «Vane, Hester» too; where letters have no case, two to four words."""
    parts = first.replace(",", " ").split()
    capitals = [part for part in parts if part.lower() not in words("people", "particles")]
    if not 2 <= len(parts) <= 5 or len(capitals) < 2 or names_organisation(first) or country_code(first):
        return False
    if re.search(rf"(?<!\w)(?:{listed('houses').pattern})(?!\w)", fold(first)) or first.count(",") > 1:
        return False
    named = all(_PERSON.fullmatch(part) and part[:1].upper() == part[:1] for part in capitals)
    return named and not (first.isupper() and len(first) < 8)


def _may_be_affiliation(rest: str) -> bool:
    return any(map(str.isalpha, rest)) and not country_code(rest) and city_zone(rest) is None


@cache
def _second_title() -> re.Pattern[str]:
    titles, joined = options("people", "titles"), options("lists", "and")
    return re.compile(rf"[,;،]\s*(?:(?:{joined})\s+)?(?:{titles})\b\.?\s+(?!{options('people', 'after_office')})\w")


def titled_tail(words_: str) -> bool:
    """Tell whether a second person with a title stands in the same words."""
    return bool(_second_title().search(words_))


def are_persons(pairs: Sequence[Pair], persons: int, members: int) -> bool:
    """Tell whether a list is one of persons for sure: some have titles, and the others are made like them."""
    return bool(pairs) and persons > 0 and persons + len(pairs) == members and all(pair.is_evident for pair in pairs)


def as_person(pair: Pair) -> Signatory:
    """Return the entry as a person with an affiliation."""
    note = f"as received: «{' '.join(pair.line.raw.split()) if pair.cell else pair.made.name.default}»"
    return replace(
        pair.made, name=Localised(pair.first), kind=SignatoryKind.PERSON, affiliation=Localised(pair.rest), note=note
    )


def _is_plain(pair: Pair) -> bool:
    return not (pair.made.country or pair.made.note or pair.made.acronym)


def _edits(pair: Pair, facts: Sequence[tuple[str, str]]) -> Edit:
    """Return what turns the entry into one with these facts, however the writer wrote it."""
    name = quoted(pair.made.name.default)
    if _is_plain(pair):
        return replace_edit(ROSTER, f"- {name}\n", f"- {mapping(facts)}\n")
    indent = " " * (8 if pair.group else 4)
    after = "- " + f"\n{indent}".join(f"{key}: {value}" for key, value in facts) + "\n"
    return replace_edit(ROSTER, f"- name: {name}\n", after)


def ask_about_persons(pairs: Sequence[Pair], log: AuditLog, *, all_alike: bool = False) -> None:
    """Ask once about all entries of a list that may be persons with their affiliations; not where nothing says so.

    ``all_alike``: each entry of the list has that shape, or is a person.
    """
    commas = any(not pair.cell and "," in pair.made.name.default for pair in pairs)
    if not pairs or not (all_alike or commas or any(pair.is_evident for pair in pairs)):
        _ask_about_cells([pair for pair in pairs if pair.cell], log)
        return
    shown = [f"{pair.first} | {pair.rest}" if pair.cell else pair.made.name.default for pair in pairs]
    names = "», «".join(shown[:3]) + ("», …" if len(shown) > 3 else "»")
    question = f"«{names}: are these persons with their affiliations, or organisations?"
    persons = [_edits(pair, [("person", quoted(pair.first)), ("affiliation", quoted(pair.rest))]) for pair in pairs]
    choices = [
        Choice("persons", f"persons, such as «{pairs[0].first}» of «{pairs[0].rest}»", "", tuple(persons)),
        Choice("organisations", "organisations, as they stand"),
    ]
    cells = [pair for pair in pairs if pair.cell]
    if cells:
        choices.append(Choice("both", "organisations, and those in the other column sign too", "", tuple(_signing(cells))))
    log.ask("persons", replace(pairs[0].line, raw="\n".join(shown)), question, tuple(choices), weighs=len(pairs))


def _signing(pairs: Sequence[Pair]) -> list[Edit]:
    return [sign_edit(entry_text(pair.rest), pair.group) for pair in pairs]


def _ask_about_cells(pairs: Sequence[Pair], log: AuditLog) -> None:
    """Ask once whether those in a further column sign."""
    if pairs:
        question = f"«{pairs[0].rest}» stands beside «{pairs[0].first}», and so in {len(pairs)} rows: do they sign too?"
        choices = (
            Choice("sign", "they sign", "", tuple(_signing(pairs))),
            Choice("note", "no, it is a remark about this signatory"),
        )
        excerpt = "\n".join(" ".join(pair.line.raw.split()) for pair in pairs)
        log.ask("names", replace(pairs[0].line, raw=excerpt), question, choices, weighs=len(pairs))
