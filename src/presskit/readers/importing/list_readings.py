"""The ways in which a list of signatories may be meant as a whole; one question offers them where it is not clear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presskit.model.people import Signatory, SignatoryKind
from presskit.model.question import Choice, Edit, EditKind, Question
from presskit.readers.importing.audit_log import AuditLog, entry_text, escaped
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.list_structures import SEVERAL_LINES, Signature, Structure, explained, structures
from presskit.readers.importing.name_shapes import Shape, shape_of_name, worth
from presskit.readers.importing.shapes import is_titled, without_bracket
from presskit.readers.importing.turned_names import turned
from presskit.readers.signatory_table import entry_edit, entry_of

__all__ = ["OF_READING", "Reading", "are_doubtful", "ask_about_reading", "better_reading", "readings"]

OF_READING = frozenset({"names", "persons", "order"})
"""Kinds of questions that a choice of a reading answers, too."""
_SHOWN, _MOST, _FAR = 3, 5, 0.9


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a list: the key and the label of its choice, and its entries for signatories.yaml."""

    key: str
    label: str
    entries: tuple[str, ...]


def readings(
    lines: Sequence[InputLine], members: Sequence[Signatory], questions: Sequence[Question], texts: Sequence[str] = ()
) -> list[Reading]:
    """Return the ways in which lines name signatories, each once; first that of ``members``, as they were read.

    ``questions`` are those that were asked about the members one by one, ``texts`` the entries that the lines were joined to.
    """
    persons = {edit.at: edit.text for each in questions if each.kind == "persons" for edit in each.choices[0].edits}
    found = [*_each_once(_possible(lines, members, persons, questions))]
    ways = structures(lines, texts or [line.words for line in lines])
    best = max((way.score for way in ways), default=0.0)
    known = {_plain_entries(members)}
    for way in [way for way in ways if way.score > best - _FAR][: _MOST + 1]:
        entries = tuple(map(_entry, way.members(lines[0].span)))
        if entries not in {each.entries for each in found} and entries not in known:
            names = [each.name for each in way.signatures]
            found.append(Reading(way.key, f"{way.label}: {_sample(names)}", entries))
    return found


def _plain_entries(members: Sequence[Signatory]) -> tuple[str, ...]:
    return tuple(map(_entry, members))


def _possible(
    lines: Sequence[InputLine], members: Sequence[Signatory], persons: dict[str, str], questions: Sequence[Question]
) -> Iterator[Reading]:
    names = [member.name.default for member in members]
    yield Reading("signatories", f"they sign: {_sample(names)}", tuple(map(_entry, members)))
    if persons:
        each = tuple(persons.get(member.name.default, _entry(member)) for member in members)
        yield Reading("persons", "they sign, as persons with what they are", each)
    for number, instead in enumerate(_rivals(questions), 1):
        each = tuple(entry for member in members for entry in [instead.get(member.name.default, _entry(member))] if entry)
        yield Reading(f"apart{number}", f"they sign, with {_sample([*instead.values()])}", each)
    last_first = [turned(line.words.strip(" ;,،؛")) for line in lines]
    people = [each for each in last_first if each]
    if len(lines) > 1 and len(people) == len(lines):
        label = f"persons, the surname first: «{people[0].name.default}»"
        yield Reading("turned", label, tuple(map(entry_of, people)))
    bare = [without_bracket(name) for name in names]
    yield Reading("without", f"they sign, without what stands in brackets: {_sample(bare)}", tuple(map(entry_text, bare)))


def _rivals(questions: Sequence[Question]) -> Iterator[dict[str, str]]:
    """Yield what stands in the place of names in other readings of a row that was asked about."""
    for question in questions:
        if question.kind == "names":
            yield from ({edit.at: edit.text for edit in each.edits} for each in question.choices if _adds(each))


def _adds(choice: Choice) -> bool:
    return any(edit.text for edit in choice.edits) and all(edit.kind is EditKind.ENTRY for edit in choice.edits)


_CLEARLY, _BY_FAR, _PIECES = 0.5, 1.0, 0.25
"""How much better another reading must explain the lines to be taken instead; it is asked about.

Where names do not look like names, clearly; where they do, by far; where words that most of them share are taken off, less.
"""
_DOUBT, _LIKE_A_NAME, _MANY = 0.0, 0.5, 0.25
"""What is worth less is no name, or may be none; this share of such makes another reading likelier."""


def better_reading(  # noqa: PLR0913 -- what was read, from what, and what was asked already
    lines: Sequence[InputLine], members: Sequence[Signatory], texts: Sequence[str], stated: Sequence[int],
    doubts: Sequence[Question] = (), *, grouped: bool,
) -> Structure | None:
    """Return the reading that explains the lines of a list clearly better than ``members`` do; None where none does.

    ``doubts`` are questions on parts of the lines. ``grouped``: the members stand below several heads, which the reading would
    lose, so that it must be better by far.
    """
    if not lines or not members or any(_signs_too(each) and each.weighs * 2 >= len(members) for each in doubts):
        return None
    ways = [way for way in structures(lines, texts, stated) if _may_replace(way, lines, members)]
    if not ways:
        return None
    passed_over = _COVERED * max(0.0, _LEAST_COVERED - _covered(lines, members, doubts))
    gain = ways[0].score + passed_over - explained(_signatures(members), stated)
    doubtful = sum(worth(each.name) < _LIKE_A_NAME for each in _signatures(members)) >= _MANY * len(members)
    least = _PIECES if ways[0].key.startswith("without") else _CLEARLY if (doubtful or passed_over) and not grouped else _BY_FAR
    return ways[0] if gain > least else None


def _signs_too(question: Question) -> bool:
    """Return whether a question asks if further cells of rows sign, too."""
    return any(edit.kind is not EditKind.ENTRY and edit.text for choice in question.choices for edit in choice.edits)


def _may_replace(way: Structure, lines: Sequence[InputLine], members: Sequence[Signatory]) -> bool:
    """Return whether a reading has as many names as ``members``, but for one, or groups several lines for each."""
    divided = way.key.startswith(("lines-", "entries-"))
    told = sum(is_titled(each.name) or Shape.OFFICE in map(shape_of_name, each.rest) for each in way.signatures)
    if divided and told * 3 < len(way.signatures):
        return False  # «Hope Aid – Nairobi»: where an organisation is may belong to its name
    grouped = way.key.startswith((*SEVERAL_LINES, "columns"))
    return len(way.signatures) >= len(members) - 1 or (grouped and len(lines) > 1)


_LEAST_COVERED, _COVERED = 0.6, 2.0


def _covered(lines: Sequence[InputLine], members: Sequence[Signatory], doubts: Sequence[Question]) -> float:
    """Return which share of the words of lines stands in the names and affiliations that were read, or is asked about."""
    texts = [text.default for each in members for text in (each.name, each.affiliation, each.title) if text]
    texts += [edit.text for each in doubts for choice in each.choices for edit in choice.edits]
    have = {word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)}
    words = [word for line in lines for word in re.findall(r"[^\W\d_]{2,}", line.words)]
    return sum(word in have for word in words) / len(words) if words else 1.0


def _signatures(members: Sequence[Signatory]) -> list[Signature]:
    return [Signature(_in_order(each), (each.affiliation.default,) if each.affiliation else ()) for each in members]


def _in_order(member: Signatory) -> str:
    """Return a name with the first names first: «Vane, Hester» of a person is «Hester Vane»."""
    last, comma, first = member.name.default.partition(", ")
    return f"{first} {last}" if comma and member.kind is SignatoryKind.PERSON else member.name.default


def are_doubtful(members: Sequence[Signatory], doubts: Sequence[Question]) -> bool:
    """Return whether some of those who were read, and whom no question is about, do not look like one name each."""
    shown = "\n".join(text for each in doubts for text in (each.asked, each.excerpt))
    return any(worth(_in_order(each)) < _DOUBT for each in members if not each.title and each.name.default not in shown)


def _each_once(possible: Iterator[Reading]) -> Iterator[Reading]:
    known: set[tuple[str, ...]] = set()
    for reading in possible:
        if reading.entries not in known:
            known.add(reading.entries)
            yield reading


def _sample(names: Sequence[str]) -> str:
    return "«" + "», «".join(names[:_SHOWN]) + ("», …" if len(names) > _SHOWN else "»")


def _entry(member: Signatory) -> str:
    """Return a signatory as an entry of the list, a name alone where nothing else is known."""
    known = member.acronym or member.country or member.note
    return entry_of(member) if known or member.kind is not SignatoryKind.ORGANISATION else entry_text(member.name.default)


def ask_about_reading(  # noqa: PLR0913 -- what was read, from what, and what was asked already
    lines: Sequence[InputLine], members: Sequence[Signatory], questions: Sequence[Question], log: AuditLog,
    *, signs: bool, texts: Sequence[str] = (),
) -> None:
    """Ask once how a printed list is meant, in the place of ``questions`` on its names; without ``signs``, if it is one."""
    names = [member.name.default for member in members]
    if not names or len(set(names)) < len(names):
        for question in questions:
            log.keep(question)
        return
    first, *others = readings(lines, members, questions, texts)
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
