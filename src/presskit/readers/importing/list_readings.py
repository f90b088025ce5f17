"""The ways in which a list of signatories may be meant as a whole; one question offers them where it is not clear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presskit.model.people import Localised, Signatory, SignatoryKind
from presskit.model.question import Choice, Edit, EditKind, Question
from presskit.readers.importing.audit_log import AuditLog, entry_text, escaped
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.rows import split_names
from presskit.readers.importing.shapes import without_bracket
from presskit.readers.importing.turned_names import turned
from presskit.readers.signatory_table import entry_edit, entry_of

__all__ = ["OF_READING", "Reading", "ask_about_reading", "readings"]

OF_READING = frozenset({"names", "persons", "order"})
"""Kinds of questions that a choice of a reading answers, too."""
_FIRST = re.compile(r"(?:(?<!\s)\s+)?[,،(\t|;:]\s*|\s[–—-]\s")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a list: the key and the label of its choice, and its entries for signatories.yaml."""

    key: str
    label: str
    entries: tuple[str, ...]


def readings(lines: Sequence[InputLine], members: Sequence[Signatory], questions: Sequence[Question]) -> list[Reading]:
    """Return the ways in which lines name signatories, each once; first that of ``members``, as they were read.

    ``questions`` are those that were asked about the members one by one.
    """
    persons = {edit.at: edit.text for each in questions if each.kind == "persons" for edit in each.choices[0].edits}
    return [*_each_once(_possible([line.words.strip(" ;,،؛") for line in lines], members, persons, questions))]


def _possible(
    words: Sequence[str], members: Sequence[Signatory], persons: dict[str, str], questions: Sequence[Question]
) -> Iterator[Reading]:
    names = [member.name.default for member in members]
    yield Reading("signatories", f"they sign: {_sample(names)}", tuple(map(_entry, members)))
    if persons:
        each = tuple(persons.get(member.name.default, _entry(member)) for member in members)
        yield Reading("persons", "they sign, as persons with what they are", each)
    for number, instead in enumerate(_rivals(questions), 1):
        each = tuple(entry for member in members for entry in [instead.get(member.name.default, _entry(member))] if entry)
        yield Reading(f"apart{number}", f"they sign, with {_sample([*instead.values()])}", each)
    if len(words) < 2:
        return
    last_first = [turned(each) for each in words]
    people = [each for each in last_first if each]
    if len(people) == len(words):
        label = f"persons, the surname first: «{people[0].name.default}»"
        yield Reading("turned", label, tuple(map(entry_of, people)))
    firsts = [first for each in words if (first := _FIRST.split(each)[0].strip(' "«»“”'))]
    yield Reading("first", f"only what stands first in each line is a name: {_sample(firsts)}", tuple(map(entry_text, firsts)))
    behind = [_FIRST.split(each, maxsplit=1)[1:] for each in words]
    if all(behind):
        lasts = [rest[0].strip(" )") for rest in behind]
        yield Reading("last", f"only what stands last in each line is a name: {_sample(lasts)}", tuple(map(entry_text, lasts)))
    pieces = [piece for each in words for piece in split_names(each)]
    yield Reading("pieces", f"several stand in a line: {_sample(pieces)}", tuple(map(entry_text, pieces)))
    yield Reading("lines", f"each line is a signatory as it stands: {_sample(words)}", tuple(map(entry_text, words)))
    bare = [without_bracket(name) for name in names]
    yield Reading("without", f"they sign, without what stands in brackets: {_sample(bare)}", tuple(map(entry_text, bare)))
    if len(words) % 2 == 0:
        pairs = [*zip(words[::2], words[1::2], strict=True)]
        people = [_person(first, second) for first, second in pairs]
        yield Reading("pairs", f"persons in pairs of lines: «{pairs[0][0]}, {pairs[0][1]}»", tuple(map(entry_of, people)))


def _rivals(questions: Sequence[Question]) -> Iterator[dict[str, str]]:
    """Yield what stands in the place of names in other readings of a row that was asked about."""
    for question in questions:
        if question.kind == "names":
            yield from ({edit.at: edit.text for edit in each.edits} for each in question.choices if _adds(each))


def _adds(choice: Choice) -> bool:
    return any(edit.text for edit in choice.edits) and all(edit.kind is EditKind.ENTRY for edit in choice.edits)


def _each_once(possible: Iterator[Reading]) -> Iterator[Reading]:
    known: set[tuple[str, ...]] = set()
    for reading in possible:
        if reading.entries not in known:
            known.add(reading.entries)
            yield reading


def _sample(names: Sequence[str]) -> str:
    return "«" + "», «".join(names[:_SHOWN]) + ("», …" if len(names) > _SHOWN else "»")


def _person(name: str, affiliation: str) -> Signatory:
    note = f"as received: «{name}, {affiliation}»"
    return Signatory(Localised(name), SignatoryKind.PERSON, affiliation=Localised(affiliation), note=note)


def _entry(member: Signatory) -> str:
    """Return a signatory as an entry of the list, a name alone where nothing else is known."""
    known = member.acronym or member.country or member.note
    return entry_of(member) if known or member.kind is not SignatoryKind.ORGANISATION else entry_text(member.name.default)


def ask_about_reading(
    lines: Sequence[InputLine], members: Sequence[Signatory], questions: Sequence[Question], log: AuditLog, *, signs: bool
) -> None:
    """Ask once how a printed list is meant, in the place of ``questions`` on its names; without ``signs``, if it is one."""
    names = [member.name.default for member in members]
    if not names or len(set(names)) < len(names):
        for question in questions:
            log.keep(question)
        return
    first, *others = readings(lines, members, questions)
    choices = [Choice("signatories", f"{first.label.removesuffix('…')}, as the kit has them")]
    choices += [Choice(each.key, each.label, "", tuple(_instead(names, each.entries))) for each in others]
    shown = f"«{names[0]}» to «{names[-1]}»" if len(names) > 1 else f"«{names[0]}»"
    if signs:
        asked = f"{len(names)} signatories, from {shown}, may be meant in several ways: how?"
    else:
        asked = f"{len(names)} names, from {shown}, were taken for signatories, though nothing says that they sign: do they?"
        edits = (*map(entry_edit, names), *_back(lines, log))
        choices.append(Choice("text", "no, they belong to the text, at its end", "", edits))
    excerpt = "\n".join(line.raw.strip() for line in lines)
    log.ask("list", replace(lines[0], raw=excerpt), asked, choices, weighs=len(names))


def _instead(names: Sequence[str], entries: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that put entries in the place of names: one by one, or all in the place of the first."""
    if len(names) == len(entries):
        yield from (entry_edit(name, entry) for name, entry in zip(names, entries, strict=True))
        return
    yield entry_edit(names[0], "\n".join(entries))
    yield from map(entry_edit, names[1:])


def _back(lines: Sequence[InputLine], log: AuditLog) -> Iterator[Edit]:
    """Yield what puts lines into the text."""
    language = log.languages.get(lines[0].span.source, "")
    if language:
        text = "\n".join(f"- {escaped(line.words)}" for line in lines)
        yield Edit(f"statement.{language}.md", EditKind.APPEND, "body", text)
