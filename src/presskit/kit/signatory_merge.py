"""A list of signatures beside the signatories of a kit: what is new, what is there, what looks like whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from presskit.checks.lint.names import plain
from presskit.diagnostics import Diagnostic, Severity
from presskit.kit.duplicate_matching import Directory, apart, names_of
from presskit.model.people import Coalition, Roster, Signatory
from presskit.readers.received import ASKED
from presskit.readers.signatory_table import Entry, Reason, Refusal
from presskit.readers.tables import rules
from presskit.source import Span

__all__ = ["Judged", "Likeness", "Verdict", "compare"]

_OF_FACTS = frozenset(rule.code for rule in (rules.AMBIGUOUS_DATE, rules.BAD_DATE, rules.COUNTRY))


class Verdict(StrEnum):
    """What is to be done with a row of the list."""

    NEW = "new"
    WITHDRAWN = "withdrawn"
    TO_DECIDE = "to decide"
    THERE = "already there"
    NOT_SIGNED = "not signed"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A signatory of the kit, or one of another row of the list, that a row is or may be."""

    signatory: Signatory
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the list with its verdict.

    ``coalition`` is the index of the kit's coalition that a new name goes to; None: it signs for itself.
    ``withdraws`` is the signatory of the kit that gets a day of withdrawal.
    """

    signatory: Signatory
    span: Span
    verdict: Verdict
    why: str = ""
    likes: tuple[Likeness, ...] = ()
    coalition: int | None = None
    withdraws: Signatory | None = None


Row = Entry | Refusal


def compare(roster: Roster, rows: Sequence[Row], findings: Iterable[Diagnostic] = ()) -> tuple[Judged, ...]:
    """Judge every row of a list, in its order. ``findings`` are what the reader of the list had to say.

    Equal are names that differ in case, accents, punctuation, tatweel and forms of alef alone. What merely looks alike
    is never taken for the same: somebody decides.
    """
    judging = _Judging(roster, Directory(roster.everyone()), rows, Directory([row.signatory for row in rows]))
    doubts = [finding for finding in findings if finding.severity is not Severity.NOTE and finding.code not in _OF_FACTS]
    judged = [judging.judge(index) for index in range(len(rows))]
    asked = [_asked(each) if any(_concerns(doubt, each.span) for doubt in doubts) else each for each in judged]
    return tuple(_unlike_each_other([*_withdrawn_once(asked)]))


def _withdrawn_once(judged: Sequence[Judged]) -> Iterator[Judged]:
    """Let one row withdraw a signatory, also where several rows name it, each in another language."""
    by_member: dict[int, list[Judged]] = {}
    for each in judged:
        for like in each.likes if each.verdict in {Verdict.WITHDRAWN, Verdict.THERE} else ():
            by_member.setdefault(id(like.signatory), []).append(each)
    for each in judged:
        together = by_member.get(id(each.withdraws), []) if each.withdraws else []
        if len({other.signatory.withdrawn for other in together}) > 1:
            yield replace(each, verdict=Verdict.TO_DECIDE, why="other rows of the list say otherwise", withdraws=None)
        elif together and together[0] is not each:
            yield replace(each, verdict=Verdict.THERE, why="stands in the list before", withdraws=None)
        else:
            yield each


def _concerns(finding: Diagnostic, row: Span) -> bool:
    """Tell whether a finding puts the name in a row in doubt.

    Loose quotation marks, and a column that may say who signs, do so for all rows below them.
    """
    spans = [span for span in (finding.span, *(span for span, _ in finding.related)) if span.source == row.source]
    if finding.code in {rules.LOOSE_QUOTES.code, rules.COLUMN_ASKED.code}:
        return any(span.line <= row.line for span in spans)
    return any(span.line == row.line for span in spans)


@dataclass(frozen=True, slots=True)
class _Judging:
    roster: Roster
    kit: Directory
    rows: Sequence[Row]
    list: Directory

    def judge(self, index: int) -> Judged:
        row = self.rows[index]
        twins = [other for other in self.list.named_as(row.signatory) if other != index]
        quarrel = next((why for other in twins if (why := _quarrel(row, self.rows[other]))), "")
        if quarrel:
            likes = tuple(Likeness(self.rows[other].signatory, "stands in the list too") for other in twins)
            return _decide(row, f"the list has this name more than once: {quarrel}", likes)
        equal = [self.kit.members[other] for other in self.kit.named_as(row.signatory)]
        if equal:
            return _beside_equal(row, equal)
        if twins and twins[0] < index and isinstance(row, Entry):
            likes = (Likeness(self.rows[twins[0]].signatory, "the same name"),)
            return Judged(row.signatory, row.span, Verdict.THERE, "stands in the list before", likes)
        return self._unknown(row)

    def _unknown(self, row: Row) -> Judged:
        """Judge a row whose name the kit does not have."""
        if isinstance(row, Refusal) and row.reason not in ASKED:
            return Judged(row.signatory, row.span, Verdict.NOT_SIGNED, row.reason)
        likes = tuple(Likeness(self.kit.members[index], why) for index, why in self.kit.like(row.signatory).items())
        if isinstance(row, Refusal) or likes:
            return _decide(row, _why(row) if isinstance(row, Refusal) else "looks like a signatory of the kit", likes)
        if row.signatory.withdrawn:
            return Judged(row.signatory, row.span, Verdict.NOT_SIGNED, f"withdrawn on {row.signatory.withdrawn}")
        place = _coalition(row.coalition, self.roster.coalitions)
        if row.coalition and place is None:
            return _decide(row, f"the kit has no coalition that is called «{row.coalition}»")
        owner = f"under «{self.roster.coalitions[place].name.default}»" if place is not None else "signs for itself"
        return Judged(row.signatory, row.span, Verdict.NEW, owner, coalition=place)


def _why(row: Refusal) -> str:
    return f"{row.reason}: «{row.said}»" if row.said else row.reason


def _decide(row: Row, why: str, likes: tuple[Likeness, ...] = ()) -> Judged:
    return Judged(row.signatory, row.span, Verdict.TO_DECIDE, why, likes)


def _quarrel(one: Row, other: Row) -> str:
    """Return what two rows of equal names say differently about the signature."""
    if _reason(one) != _reason(other):
        return "once as signed, once not"
    if one.signatory.withdrawn != other.signatory.withdrawn:
        return "the day of the withdrawal differs"
    if isinstance(one, Entry) and isinstance(other, Entry) and one.coalition != other.coalition:
        return f"under «{one.coalition}» and under «{other.coalition}»"
    return apart(one.signatory, other.signatory)


def _reason(row: Row) -> Reason | None:
    return row.reason if isinstance(row, Refusal) else None


def _beside_equal(row: Row, equal: Sequence[Signatory]) -> Judged:
    """Judge a row whose name the kit has."""
    fitting = [member for member in equal if not apart(row.signatory, member)]
    likes = tuple(Likeness(member, apart(row.signatory, member) or "the same name") for member in fitting or equal)
    if len(fitting) != 1:
        why = "the kit has this name more than once" if fitting else "the kit has this name, but something differs"
        return _decide(row, why, likes)
    member = fitting[0]
    if isinstance(row, Refusal):
        return _refused_beside(row, member, likes)
    if row.signatory.withdrawn:
        return _withdrawn_beside(row, member, likes)
    joined = row.signatory.joined
    if member.withdrawn and not (joined and joined <= member.withdrawn):
        return _decide(row, f"withdrawn in the kit on {member.withdrawn}, signed in the list", likes)
    return Judged(row.signatory, row.span, Verdict.THERE, _left_out(row.signatory, member), likes)


def _refused_beside(row: Refusal, member: Signatory, likes: tuple[Likeness, ...]) -> Judged:
    if not member.signs:
        return Judged(row.signatory, row.span, Verdict.THERE, f"withdrawn on {member.withdrawn}", likes)
    return _decide(row, f"{row.reason}, but it stands in the kit", likes)


def _withdrawn_beside(row: Entry, member: Signatory, likes: tuple[Likeness, ...]) -> Judged:
    day = row.signatory.withdrawn
    if member.withdrawn == day:
        return Judged(row.signatory, row.span, Verdict.THERE, f"withdrawn on {day}", likes)
    if member.withdrawn:
        return _decide(row, f"withdrawn on {member.withdrawn} in the kit, on {day} in the list", likes)
    return Judged(row.signatory, row.span, Verdict.WITHDRAWN, f"on {day}", likes, withdraws=member)


def _left_out(signatory: Signatory, member: Signatory) -> str:
    """Return what the list says beyond the kit: it is told, not taken over."""
    has = {tag for tag, _ in member.name.by_language}
    kinds = ("acronym", "country", "joined", "consent")
    facts = [what for what in kinds if getattr(signatory, what) and not getattr(member, what)]
    names = [(tag, name) for tag, name in signatory.name.by_language if tag not in has]
    facts += [f"the name in «{tag}»" for tag, name in names if plain(name) not in names_of(member)]
    return "the list also has: " + ", ".join(facts) if facts else ""


def _coalition(name: str, coalitions: Sequence[Coalition]) -> int | None:
    """Return the index of the one coalition that is called ``name`` in any language, or by its acronym."""
    found = [index for index, each in enumerate(coalitions) if name and name in _calls(each)]
    return found[0] if len(found) == 1 else None


def _calls(coalition: Coalition) -> set[str]:
    return {coalition.name.default, coalition.acronym, *(name for _, name in coalition.name.by_language)}


def _asked(judged: Judged) -> Judged:
    """Leave to a person what the reader of the list had a question about."""
    if judged.verdict not in {Verdict.NEW, Verdict.WITHDRAWN}:
        return judged
    return replace(judged, verdict=Verdict.TO_DECIDE, why="a finding about this row asks for a look", withdraws=None)


def _unlike_each_other(judged: Sequence[Judged]) -> Iterator[Judged]:
    """Leave to a person new names that look like another row of the list."""
    rows = [each for each in judged if each.verdict in {Verdict.NEW, Verdict.TO_DECIDE}]
    directory = Directory([row.signatory for row in rows])
    places = {id(row): place for place, row in enumerate(rows)}
    for each in judged:
        others = directory.like(each.signatory) if each.verdict is Verdict.NEW else {}
        likes = tuple(Likeness(rows[place].signatory, why) for place, why in others.items() if place != places[id(each)])
        yield replace(each, verdict=Verdict.TO_DECIDE, why="looks like another row of the list", likes=likes) if likes else each
