"""The names of a translation beside those of its source: who is who, where the lists agree; the others are asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from presskit.formats.kit_yaml import item_lines
from presskit.language.data import fold
from presskit.model.people import Contact, Localised, Roster, Signatory
from presskit.model.question import Choice, Edit, EditKind, Question, question_id
from presskit.readers.importing.affiliations import KnownOrganisations
from presskit.readers.importing.audit_log import AuditLog, entry_text
from presskit.readers.importing.contacts import FILE as CONTACTS
from presskit.readers.importing.contacts import read_contacts
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.sections import Parts
from presskit.readers.importing.signatories import read_roster
from presskit.readers.signatory_table import ROSTER, input_span, sign_edit
from presskit.source import Span

__all__ = ["People", "SecondNames", "read_second_people", "second_names", "with_second_names"]

T = TypeVar("T")
_MOST_ASKED = 5
_MOST_CHOICES = 8
_MOST_ALIKE = 20


@dataclass(frozen=True, slots=True)
class SecondNames:
    """What a translation calls names, titles and roles of the kit; who of it, and which of its words, are nobody's.

    ``left`` are signatories of the kit that the translation does not name.
    """

    texts: tuple[tuple[Localised, str], ...] = ()
    signatories: tuple[Signatory, ...] = ()
    contacts: tuple[Contact, ...] = ()
    words: tuple[Localised, ...] = ()
    left: tuple[Signatory, ...] = ()


def second_names(roster: Roster, contacts: Sequence[Contact], other: Roster, others: Sequence[Contact]) -> SecondNames:
    """Return who of ``other`` and ``others`` is who: by acronym, name, address or number, or by order in lists as long."""
    signing, theirs = roster.everyone(), other.everyone()
    people = _pairs(signing, theirs, _signatory_marks)
    answering = _pairs(contacts, others, _contact_marks)
    groups = [*zip(roster.coalitions, other.coalitions, strict=False)]
    groups = groups if len(roster.coalitions) == len(other.coalitions) else []
    parts: list[tuple[Localised | None, Localised | None]] = [(one.name, two.name) for one, two in groups]
    parts += [part for pair in people for part in _parts(*pair, ("name", "title", "affiliation"))]
    parts += [part for pair in answering for part in _parts(*pair, ("name", "role", "organisation"))]
    known, met = {id(two) for _, two in [*people, *answering]}, {id(one) for one, _ in people}
    details = [each for pair in answering for each in _other_details(*pair)]
    without = [] if groups else [each.name for each in other.coalitions]
    return SecondNames(
        tuple((one, two.default) for one, two in parts if one and two and one.default != two.default),
        tuple(each for each in theirs if id(each) not in known),
        tuple(each for each in others if id(each) not in known),
        (*without, *(two for one, two in parts if two and not one), *details),
        tuple(each for each in signing if id(each) not in met),
    )


def _other_details(one: Contact, two: Contact) -> Iterator[Localised]:
    """Yield the addresses and numbers that a contact has in the second text alone."""
    known = _contact_marks(one)
    for text, span in [*((each.address, each.span) for each in two.emails), *((each.raw, each.span) for each in two.phones)]:
        if not {text.casefold(), "".join(filter(str.isdigit, text))} & known:
            yield Localised(text, (), span)


def _parts(one: object, two: object, names: Sequence[str]) -> Iterator[tuple[Localised | None, Localised | None]]:
    return ((getattr(one, name), getattr(two, name)) for name in names)


def _pairs(here: Sequence[T], there: Sequence[T], marks: Callable[[T], set[Hashable]]) -> list[tuple[T, T]]:
    """Return who has a mark that nobody else has; between these, or where nothing is known, who has the same place."""
    ours, theirs = (_owners(map(marks, side)) for side in (here, there))
    votes: dict[int, set[int]] = defaultdict(set)
    rivals: dict[int, set[int]] = defaultdict(set)
    for mark in ours.keys() & theirs.keys():
        for one in ours[mark]:
            votes[one] |= theirs[mark]
        for two in theirs[mark]:
            rivals[two] |= ours[mark]
    alone = ((one, next(iter(twos))) for one, twos in sorted(votes.items()) if len(twos) == 1)
    found = [(one, two) for one, two in alone if len(rivals[two]) == 1]
    if any(one[1] > other[1] for one, other in pairwise(found)):
        return [(here[one], there[two]) for one, two in found]
    for (one, two), (next_one, next_two) in pairwise([(-1, -1), *found, (len(here), len(there))]):
        if next_one - one == next_two - two:
            found += zip(range(one + 1, next_one), range(two + 1, next_two), strict=True)
    return [(here[one], there[two]) for one, two in sorted(found)]


def _owners(marks: Iterable[set[Hashable]]) -> dict[Hashable, set[int]]:
    """Return who has a mark, by places; a mark that many have tells nothing."""
    owners: dict[Hashable, set[int]] = defaultdict(set)
    for place, own in enumerate(marks):
        for mark in own:
            owners[mark].add(place)
    return {mark: places for mark, places in owners.items() if len(places) <= _MOST_ALIKE}


def _signatory_marks(each: Signatory) -> set[Hashable]:
    return {fold(text) for text in (each.acronym, each.name.default) if text}


def _contact_marks(each: Contact) -> set[Hashable]:
    return {
        fold(each.name.default), *(email.address.casefold() for email in each.emails),
        *("".join(filter(str.isdigit, phone.e164 or phone.raw)) for phone in each.phones),
    }  # fmt: skip


_SETTLED = frozenset({"names", "persons", "order", "list", "contact", "phone", "email"})
"""Kinds of questions that the first text has asked already, where all of the second is paired with it."""


@dataclass(frozen=True, slots=True)
class People:
    """Who signs and who answers, in the language of the first text, and what is known of other languages."""

    roster: Roster
    contacts: tuple[Contact, ...]
    language: str


def read_second_people(people: People, parts: Parts, language: str, region: str, log: AuditLog) -> SecondNames:
    """Return what a text in another language calls the people of the kit; what is not paired is asked about, or lost."""
    own = AuditLog()
    roster = read_roster(parts.signed, own, (), language) if parts.signed else Roster()
    others = read_contacts(parts.contacts, KnownOrganisations.of(roster), region, own)
    names = second_names(people.roster, people.contacts, roster, others)
    for file, known, again in ((ROSTER, people.roster.everyone(), roster.everyone()), (CONTACTS, people.contacts, others)):
        for name in {each.name.default for each in known} & {each.name.default for each in again}:
            _unplace(own, {f"{file}: «{name}»"}, f"{file}: «{name}», named again")
    _unplace(own, {f"{ROSTER}: «{each.name.default}»" for each in names.signatories}, "questions.yaml: who of the list it is")
    for span, text in _unplace(own, {f"{CONTACTS}: «{each.name.default}»" for each in names.contacts}):
        own.lose(InputLine(span, text), "no contact of the first text has this name, number or address")
    for each in names.words:
        own.lost.append((InputLine(each.span, each.default), f"it stands in the text in «{language}» alone"))
    log.absorb(own, frozenset() if names.signatories or names.contacts else _SETTLED)
    for question in _questions(names, people.language, language):
        log.keep(question)
    return names


def _unplace(log: AuditLog, wheres: AbstractSet[str], instead: str = "") -> list[tuple[Span, str]]:
    """Take places out of the account of lines, or put another one there; return the lines."""
    found = [(span, entry) for span, entry in log.entries.items() if not wheres.isdisjoint(entry.wheres)]
    for _, entry in found:
        entry.wheres = dict.fromkeys([*(where for where in entry.wheres if where not in wheres), *filter(None, [instead])])
    return [(span, entry.text) for span, entry in found]


def with_second_names(
    roster: Roster, contacts: Sequence[Contact], names: SecondNames, source: str, language: str
) -> tuple[Roster, tuple[Contact, ...]]:
    """Return the people with what they are called in ``language``; ``source`` is the language of the names they have."""
    texts = {id(one): text for one, text in names.texts}

    def named(part: Localised | None) -> Localised | None:
        text = texts.get(id(part))
        if part is None or text is None:
            return part
        return replace(part, by_language=(*(part.by_language or ((source, part.default),)), (language, text)))

    def person(each: Signatory) -> Signatory:
        return replace(each, name=named(each.name) or each.name, title=named(each.title), affiliation=named(each.affiliation))

    groups = tuple(
        replace(each, name=named(each.name) or each.name, signatories=tuple(map(person, each.signatories)))
        for each in roster.coalitions
    )
    answering = tuple(
        replace(each, name=named(each.name) or each.name, role=named(each.role), organisation=named(each.organisation))
        for each in contacts
    )
    return replace(roster, coalitions=groups, signatories=tuple(map(person, roster.signatories))), answering


def _questions(names: SecondNames, source: str, language: str) -> Iterator[Question]:
    """Yield a question for each name that is nobody's in the list, or one for all of them where these are many."""
    unknown, left = names.signatories, names.left[:_MOST_CHOICES]
    if len(unknown) > _MOST_ASKED:
        place, every = input_span(unknown[0].span), [each.name.default for each in unknown]
        asked = (
            f"{len(unknown)} names of the list in «{language}» are not paired with those in «{source}», from «{every[0]}» on: "
            f"the lists are not as long as each other. Are the names in «{source}» to be printed in «{language}» too?"
        )
        name = question_id("pairs", place.source, str(place.line), *every)
        yield Question(name, "pairs", asked, place, "\n".join(every), (Choice("as-they-are", "they are"),), len(unknown))
        return
    for each in unknown:
        place, called = input_span(each.span), each.name.default
        choices = [
            Choice(f"is-{number}", f"it is «{one.name.default}»", "", (_named_edit(one, called, source, language),))
            for number, one in enumerate(left, 1)
        ]
        choices.append(Choice("signs", "it signs too, and the first list lacks it", "", (sign_edit(entry_text(called)),)))
        asked = f"who of the list in «{source}» is «{called}» ({language})?"
        name = question_id("pairs", place.source, str(place.line), called)
        yield Question(name, "pairs", asked, place, called, tuple(choices))


def _named_edit(one: Signatory, called: str, source: str, language: str) -> Edit:
    """Return the edit that writes what a signatory is called into its entry."""
    forms: Mapping[str, str] = {**dict(one.name.by_language or ((source, one.name.default),)), language: called}
    other = replace(one, name=replace(one.name, by_language=tuple(forms.items())))
    before, after = (f"{item_lines(each)[0]}\n" for each in (one, other))
    return Edit(ROSTER, EditKind.REPLACE, before, after)
