"""A list of signatures compared with the signatories of a kit: what is new, what is there, what looks alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TypeAlias

from presskit.checks.lint.names import plain
from presskit.diagnostics import Diagnostic, Severity
from presskit.kit.name_index import NameIndex, names_of
from presskit.limits import TABLE_LIKES
from presskit.model.people import Coalition, Roster, Signatory
from presskit.readers import import_rules as rules
from presskit.readers.signatory_table import OPEN_REASONS, RefusedRow, SignedRow
from presskit.source import Span

__all__ = ["Candidate", "ComparedRow", "Verdict", "compare"]

_OF_FACTS = frozenset(rule.code for rule in (rules.AMBIGUOUS_DATE, rules.BAD_DATE, rules.COUNTRY))


class Verdict(StrEnum):
    """What is to be done with a row of the list."""

    NEW = "new"
    WITHDRAWN = "withdrawn"
    TO_DECIDE = "to decide"
    THERE = "already there"
    NOT_SIGNED = "not signed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A signatory of the kit, or one of another row of the list, that a row is or may be."""

    signatory: Signatory
    why: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of the list with its verdict.

    ``coalition`` is the index of the kit's coalition that a new name goes to; None: it signs for itself.
    ``withdraws`` is the signatory of the kit that gets a day of withdrawal.
    """

    signatory: Signatory
    span: Span
    verdict: Verdict
    why: str = ""
    candidates: tuple[Candidate, ...] = ()
    coalition: int | None = None
    withdraws: Signatory | None = None


ListRow = SignedRow | RefusedRow
_Places: TypeAlias = Mapping[str, tuple[int, str] | None]


def compare(roster: Roster, rows: Sequence[ListRow], findings: Iterable[Diagnostic] = ()) -> tuple[ComparedRow, ...]:
    """Compare every row of a list with the kit, in the list's order. ``findings`` are those of the reader of the list.

    Names are equal if they differ only in case, accents, punctuation, tatweel and forms of alef. What merely looks alike
    is never treated as equal: a person decides.
    """
    distinct = sorted(dict(reversed([(_said(row), index) for index, row in enumerate(rows)])).values())
    kit, listed = NameIndex(roster.everyone()), NameIndex([rows[index].signatory for index in distinct], distinct)
    doubts = [finding for finding in findings if finding.severity is not Severity.NOTE and finding.code not in _OF_FACTS]
    doubted, places = _Doubted.by(doubts), _places(roster.coalitions)
    compared = [_without_doubted(_compared(rows, index, listed, kit, places), doubted) for index in range(len(rows))]
    return tuple(_without_lookalikes([*_withdrawn_once(compared)]))


def _withdrawn_once(rows: Sequence[ComparedRow]) -> Iterator[ComparedRow]:
    """Let one row withdraw a signatory, also where several rows name it, each in another language."""
    by_member: dict[int, list[ComparedRow]] = {}
    for each in rows:
        for candidate in each.candidates if each.verdict in {Verdict.WITHDRAWN, Verdict.THERE} else ():
            by_member.setdefault(id(candidate.signatory), []).append(each)
    for each in rows:
        together = by_member.get(id(each.withdraws), []) if each.withdraws else []
        if len({other.signatory.withdrawn for other in together}) > 1:
            yield replace(each, verdict=Verdict.TO_DECIDE, why="other rows of the list say otherwise", withdraws=None)
        elif together and together[0] is not each:
            yield replace(each, verdict=Verdict.THERE, why="stands in the list before", withdraws=None)
        else:
            yield each


@dataclass(frozen=True, slots=True)
class _Doubted:
    """Rows whose names findings put in doubt: single ones (file, line), and all below a line of a file."""

    rows: frozenset[tuple[str, int]]
    below: Mapping[str, int]

    @classmethod
    def by(cls, findings: Sequence[Diagnostic]) -> _Doubted:
        """Loose quotation marks, and a column that may say who signs, put all rows below them in doubt."""
        of_rows_below = (each for each in findings if each.code in {rules.LOOSE_QUOTES.code, rules.COLUMN_ASKED.code})
        spans = sorted((span for each in of_rows_below for span in _spans(each)), reverse=True)
        below = {span.source: span.line for span in spans}
        return cls(frozenset((span.source, span.line) for each in findings for span in _spans(each)), below)

    def __contains__(self, row: Span) -> bool:
        return (row.source, row.line) in self.rows or row.line > self.below.get(row.source, row.line)


def _spans(finding: Diagnostic) -> list[Span]:
    return [finding.span, *(span for span, _ in finding.related)]


def _compared(rows: Sequence[ListRow], index: int, listed: NameIndex, kit: NameIndex, places: _Places) -> ComparedRow:
    """Compare a row with the others (``listed`` are the names of those that differ in anything) and with the kit."""
    row = rows[index]
    for owners, names in (("the list", listed), ("the kit", kit)):
        if names.count(row.signatory) > TABLE_LIKES:
            candidates = tuple(Candidate(each, f"{owners} has the name too") for each in names.first(row.signatory))
            return _decide(row, f"{owners} has this name more than {TABLE_LIKES} times; the first ones are shown", candidates)
    twins = [other for each in listed.same_name(row.signatory) if (other := listed.rows[each]) != index]
    contradiction = next((why for other in twins if (why := _contradiction(row, rows[other]))), "")
    if contradiction:
        candidates = tuple(Candidate(rows[other].signatory, "stands in the list too") for other in twins)
        return _decide(row, f"the list has this name more than once: {contradiction}", candidates)
    if equal := [kit.members[other] for other in kit.same_name(row.signatory)]:
        return _with_same_name(row, equal)
    if twins and twins[0] < index and isinstance(row, SignedRow):
        candidates = (Candidate(rows[twins[0]].signatory, "the same name"),)
        return ComparedRow(row.signatory, row.span, Verdict.THERE, "stands in the list before", candidates)
    return _unknown(row, kit, places)


def _unknown(row: ListRow, kit: NameIndex, places: _Places) -> ComparedRow:
    """Compare a row whose name the kit does not have."""
    if isinstance(row, RefusedRow) and row.reason not in OPEN_REASONS:
        return ComparedRow(row.signatory, row.span, Verdict.NOT_SIGNED, row.reason)
    likes = kit.lookalikes(row.signatory)
    candidates = _shown(likes, kit.members)
    if isinstance(row, RefusedRow):
        return _decide(row, f"{row.reason}: «{row.said}»" if row.said else row.reason, candidates)
    if candidates:
        return _decide(row, f"looks like a signatory of the kit{_unshown(likes)}", candidates)
    if row.signatory.withdrawn:
        return ComparedRow(row.signatory, row.span, Verdict.NOT_SIGNED, f"withdrawn on {row.signatory.withdrawn}")
    place = places.get(row.coalition)
    if row.coalition and place is None:
        return _decide(row, f"the kit has no coalition that is called «{row.coalition}»")
    index, name = place or (None, "")
    owner = f"under «{name}»" if place else "signs for itself"
    return ComparedRow(row.signatory, row.span, Verdict.NEW, owner, coalition=index)


def _shown(likes: Mapping[int, str], members: Sequence[Signatory]) -> tuple[Candidate, ...]:
    return tuple(Candidate(members[index], why) for index, why in islice(likes.items(), TABLE_LIKES))


def _unshown(likes: Collection[int]) -> str:
    """Return, as the end of a sentence, how many look alike, where not all of them are shown."""
    return f"; {len(likes)} look alike, of which {TABLE_LIKES} are shown" if len(likes) > TABLE_LIKES else ""


def _decide(row: ListRow, why: str, candidates: tuple[Candidate, ...] = ()) -> ComparedRow:
    return ComparedRow(row.signatory, row.span, Verdict.TO_DECIDE, why, candidates)


def _said(row: ListRow) -> tuple[object, ...]:
    """Return all that a row says about a name: rows that say the same are compared once."""
    one, reason = row.signatory, row.reason if isinstance(row, RefusedRow) else None
    affiliation = one.affiliation.default if one.affiliation else ""
    facts = (one.name.default, one.name.by_language, one.kind, one.country, one.acronym, affiliation, one.withdrawn)
    return (*facts, row.coalition, reason)


def _contradiction(one: ListRow, other: ListRow) -> str:
    """Return what two rows of equal names say differently about the signature."""
    reason, other_reason = (row.reason if isinstance(row, RefusedRow) else None for row in (one, other))
    if reason != other_reason:
        return "once as signed, once not"
    if one.signatory.withdrawn != other.signatory.withdrawn:
        return "the day of the withdrawal differs"
    if isinstance(one, SignedRow) and isinstance(other, SignedRow) and one.coalition != other.coalition:
        return f"under «{one.coalition}» and under «{other.coalition}»"
    return difference(one.signatory, other.signatory)


def _with_same_name(row: ListRow, equal: Sequence[Signatory]) -> ComparedRow:
    """Compare a row whose name the kit has."""
    fitting = [member for member in equal if not difference(row.signatory, member)]
    candidates = tuple(Candidate(member, difference(row.signatory, member) or "the same name") for member in fitting or equal)
    if len(fitting) != 1:
        why = "the kit has this name more than once" if fitting else "the kit has this name, but something differs"
        return _decide(row, why, candidates)
    member, joined = fitting[0], row.signatory.joined
    if isinstance(row, RefusedRow):
        if member.signs:
            return _decide(row, f"{row.reason}, but it stands in the kit", candidates)
        return ComparedRow(row.signatory, row.span, Verdict.THERE, f"withdrawn on {member.withdrawn}", candidates)
    if row.signatory.withdrawn:
        return _withdrawn_beside(row, member, candidates)
    if member.withdrawn and not (joined and joined <= member.withdrawn):
        return _decide(row, f"withdrawn in the kit on {member.withdrawn}, signed in the list", candidates)
    return ComparedRow(row.signatory, row.span, Verdict.THERE, _left_out(row.signatory, member), candidates)


def _withdrawn_beside(row: SignedRow, member: Signatory, candidates: tuple[Candidate, ...]) -> ComparedRow:
    day = row.signatory.withdrawn
    if member.withdrawn == day:
        return ComparedRow(row.signatory, row.span, Verdict.THERE, f"withdrawn on {day}", candidates)
    if member.withdrawn:
        return _decide(row, f"withdrawn on {member.withdrawn} in the kit, on {day} in the list", candidates)
    return ComparedRow(row.signatory, row.span, Verdict.WITHDRAWN, f"on {day}", candidates, withdraws=member)


def _left_out(signatory: Signatory, member: Signatory) -> str:
    """Return what the list says beyond the kit; it is reported, not written."""
    attributes = ("acronym", "country", "joined", "consent")
    facts = [what for what in attributes if getattr(signatory, what) and not getattr(member, what)]
    known, names = dict(member.name.by_language), names_of(member)
    new = (tag for tag, name in signatory.name.by_language if tag not in known and plain(name) not in names)
    facts += [f"the name in «{tag}»" for tag in new]
    return "the list also has: " + ", ".join(facts) if facts else ""


def _places(coalitions: Sequence[Coalition]) -> _Places:
    """Return index and name of a coalition by what it is called in any language, and by its acronym; None for several."""
    found: dict[str, tuple[int, str] | None] = {}
    for index, each in enumerate(coalitions):
        for name in {each.name.default, each.acronym, *dict(each.name.by_language).values()} - {""}:
            found[name] = None if name in found else (index, each.name.default)
    return found


def _without_doubted(row: ComparedRow, doubted: _Doubted) -> ComparedRow:
    """Return the row; to be decided by a person if a finding is about it."""
    if row.verdict not in {Verdict.NEW, Verdict.WITHDRAWN} or row.span not in doubted:
        return row
    return replace(row, verdict=Verdict.TO_DECIDE, why="a finding about this row asks for a look", withdraws=None)


def _without_lookalikes(compared: Sequence[ComparedRow]) -> Iterator[ComparedRow]:
    """Yield the rows; new names that look like another row of the list are to be decided by a person."""
    rows = [each for each in compared if each.verdict in {Verdict.NEW, Verdict.TO_DECIDE}]
    index = NameIndex([row.signatory for row in rows])
    for each in compared:
        likes = index.lookalikes(each.signatory) if each.verdict is Verdict.NEW else {}
        others = {at: why for at, why in likes.items() if rows[at] is not each}
        if others:
            why, candidates = f"looks like another row of the list{_unshown(others)}", _shown(others, index.members)
            yield replace(each, verdict=Verdict.TO_DECIDE, why=why, candidates=candidates)
        else:
            yield each


def difference(one: Signatory, other: Signatory) -> str:
    """Return why two signatories of equal names are not one; empty where nothing contradicts it."""
    if one.kind is not other.kind:
        return "one is a person, the other an organisation"
    for what in ("country", "acronym"):
        first, second = getattr(one, what), getattr(other, what)
        if first and second and plain(first) != plain(second):
            return f"the {what} differs: {first}, {second}"
    if one.affiliation and other.affiliation and plain(one.affiliation.default) != plain(other.affiliation.default):
        return f"the affiliation differs: «{one.affiliation.default}», «{other.affiliation.default}»"
    texts = dict(other.name.by_language)
    names = ((language, name, texts.get(language, name)) for language, name in one.name.by_language)
    differing = (f"the name in «{tag}» differs: «{name}», «{text}»" for tag, name, text in names if plain(name) != plain(text))
    return next(differing, "")
