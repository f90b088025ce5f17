"""A list of signatures beside the signatories of a kit: what is new, what is there, what looks like whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from presskit.checks.lint.names import near, plain
from presskit.diagnostics import Diagnostic, Severity
from presskit.language.data import mapping
from presskit.model.people import Coalition, Roster, Signatory
from presskit.readers import import_rules as rules
from presskit.readers.signatory_table import OPEN_REASONS, Reason, RefusedRow, SignedRow
from presskit.source import Span

__all__ = ["Candidate", "ComparedRow", "Verdict", "compare"]

_ALIKE = 90  # «Syria Relief» and «Syria Relief and Development» are at 100, «River Aid North» and «River Aid South» at 87
_WORTH_A_LOOK = 80
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


Row = SignedRow | RefusedRow


def compare(roster: Roster, rows: Sequence[Row], findings: Iterable[Diagnostic] = ()) -> tuple[ComparedRow, ...]:
    """Judge every row of a list, in its order. ``findings`` are what the reader of the list had to say.

    Equal are names that differ in case, accents, punctuation, tatweel and forms of alef alone. What merely looks alike
    is never taken for the same: somebody decides.
    """
    comparison = _Comparison(roster, NameIndex(roster.everyone()), rows, NameIndex([row.signatory for row in rows]))
    doubts = [finding for finding in findings if finding.severity is not Severity.NOTE and finding.code not in _OF_FACTS]
    judged = [comparison.judge(index) for index in range(len(rows))]
    asked = [_asked(each) if any(_concerns(doubt, each.span) for doubt in doubts) else each for each in judged]
    return tuple(_without_lookalikes([*_withdrawn_once(asked)]))


def _withdrawn_once(judged: Sequence[ComparedRow]) -> Iterator[ComparedRow]:
    """Let one row withdraw a signatory, also where several rows name it, each in another language."""
    by_member: dict[int, list[ComparedRow]] = {}
    for each in judged:
        for candidate in each.candidates if each.verdict in {Verdict.WITHDRAWN, Verdict.THERE} else ():
            by_member.setdefault(id(candidate.signatory), []).append(each)
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
class _Comparison:
    roster: Roster
    kit: NameIndex
    rows: Sequence[Row]
    list: NameIndex

    def judge(self, index: int) -> ComparedRow:
        row = self.rows[index]
        twins = [other for other in self.list.same_name(row.signatory) if other != index]
        contradiction = next((why for other in twins if (why := _contradiction(row, self.rows[other]))), "")
        if contradiction:
            candidates = tuple(Candidate(self.rows[other].signatory, "stands in the list too") for other in twins)
            return _decide(row, f"the list has this name more than once: {contradiction}", candidates)
        equal = [self.kit.members[other] for other in self.kit.same_name(row.signatory)]
        if equal:
            return _with_same_name(row, equal)
        if twins and twins[0] < index and isinstance(row, SignedRow):
            candidates = (Candidate(self.rows[twins[0]].signatory, "the same name"),)
            return ComparedRow(row.signatory, row.span, Verdict.THERE, "stands in the list before", candidates)
        return self._unknown(row)

    def _unknown(self, row: Row) -> ComparedRow:
        """Judge a row whose name the kit does not have."""
        if isinstance(row, RefusedRow) and row.reason not in OPEN_REASONS:
            return ComparedRow(row.signatory, row.span, Verdict.NOT_SIGNED, row.reason)
        candidates = tuple(Candidate(self.kit.members[index], why) for index, why in self.kit.lookalikes(row.signatory).items())
        if isinstance(row, RefusedRow) or candidates:
            return _decide(row, _why(row) if isinstance(row, RefusedRow) else "looks like a signatory of the kit", candidates)
        if row.signatory.withdrawn:
            return ComparedRow(row.signatory, row.span, Verdict.NOT_SIGNED, f"withdrawn on {row.signatory.withdrawn}")
        place = _coalition(row.coalition, self.roster.coalitions)
        if row.coalition and place is None:
            return _decide(row, f"the kit has no coalition that is called «{row.coalition}»")
        owner = f"under «{self.roster.coalitions[place].name.default}»" if place is not None else "signs for itself"
        return ComparedRow(row.signatory, row.span, Verdict.NEW, owner, coalition=place)


def _why(row: RefusedRow) -> str:
    return f"{row.reason}: «{row.said}»" if row.said else row.reason


def _decide(row: Row, why: str, candidates: tuple[Candidate, ...] = ()) -> ComparedRow:
    return ComparedRow(row.signatory, row.span, Verdict.TO_DECIDE, why, candidates)


def _contradiction(one: Row, other: Row) -> str:
    """Return what two rows of equal names say differently about the signature."""
    if _reason(one) != _reason(other):
        return "once as signed, once not"
    if one.signatory.withdrawn != other.signatory.withdrawn:
        return "the day of the withdrawal differs"
    if isinstance(one, SignedRow) and isinstance(other, SignedRow) and one.coalition != other.coalition:
        return f"under «{one.coalition}» and under «{other.coalition}»"
    return difference(one.signatory, other.signatory)


def _reason(row: Row) -> Reason | None:
    return row.reason if isinstance(row, RefusedRow) else None


def _with_same_name(row: Row, equal: Sequence[Signatory]) -> ComparedRow:
    """Judge a row whose name the kit has."""
    fitting = [member for member in equal if not difference(row.signatory, member)]
    candidates = tuple(Candidate(member, difference(row.signatory, member) or "the same name") for member in fitting or equal)
    if len(fitting) != 1:
        why = "the kit has this name more than once" if fitting else "the kit has this name, but something differs"
        return _decide(row, why, candidates)
    member = fitting[0]
    if isinstance(row, RefusedRow):
        return _refused_beside(row, member, candidates)
    if row.signatory.withdrawn:
        return _withdrawn_beside(row, member, candidates)
    joined = row.signatory.joined
    if member.withdrawn and not (joined and joined <= member.withdrawn):
        return _decide(row, f"withdrawn in the kit on {member.withdrawn}, signed in the list", candidates)
    return ComparedRow(row.signatory, row.span, Verdict.THERE, _left_out(row.signatory, member), candidates)


def _refused_beside(row: RefusedRow, member: Signatory, candidates: tuple[Candidate, ...]) -> ComparedRow:
    if not member.signs:
        return ComparedRow(row.signatory, row.span, Verdict.THERE, f"withdrawn on {member.withdrawn}", candidates)
    return _decide(row, f"{row.reason}, but it stands in the kit", candidates)


def _withdrawn_beside(row: SignedRow, member: Signatory, candidates: tuple[Candidate, ...]) -> ComparedRow:
    day = row.signatory.withdrawn
    if member.withdrawn == day:
        return ComparedRow(row.signatory, row.span, Verdict.THERE, f"withdrawn on {day}", candidates)
    if member.withdrawn:
        return _decide(row, f"withdrawn on {member.withdrawn} in the kit, on {day} in the list", candidates)
    return ComparedRow(row.signatory, row.span, Verdict.WITHDRAWN, f"on {day}", candidates, withdraws=member)


def _left_out(signatory: Signatory, member: Signatory) -> str:
    """Return what the list says beyond the kit; it is reported, not written."""
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


def _asked(judged: ComparedRow) -> ComparedRow:
    """Leave to a person what the reader of the list had a question about."""
    if judged.verdict not in {Verdict.NEW, Verdict.WITHDRAWN}:
        return judged
    return replace(judged, verdict=Verdict.TO_DECIDE, why="a finding about this row asks for a look", withdraws=None)


def _without_lookalikes(judged: Sequence[ComparedRow]) -> Iterator[ComparedRow]:
    """Leave to a person new names that look like another row of the list."""
    rows = [each for each in judged if each.verdict in {Verdict.NEW, Verdict.TO_DECIDE}]
    index = NameIndex([row.signatory for row in rows])
    places = {id(row): place for place, row in enumerate(rows)}
    for each in judged:
        others = index.lookalikes(each.signatory) if each.verdict is Verdict.NEW else {}
        candidates = tuple(Candidate(rows[place].signatory, why) for place, why in others.items() if place != places[id(each)])
        if candidates:
            yield replace(each, verdict=Verdict.TO_DECIDE, why="looks like another row of the list", candidates=candidates)
        else:
            yield each


def names_of(signatory: Signatory) -> frozenset[str]:
    """Return the names in all languages, as they are compared: case, accents, punctuation, tatweel and alef are alike."""
    names = (signatory.name.default, *(name for _, name in signatory.name.by_language))
    return frozenset(plain(name) or name.casefold() for name in names)


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
    return _names_differ(one, other)


def _names_differ(one: Signatory, other: Signatory) -> str:
    texts = dict(other.name.by_language)
    for language, name in one.name.by_language:
        if language in texts and plain(name) != plain(texts[language]):
            return f"the name in «{language}» differs: «{name}», «{texts[language]}»"
    return ""


def _exchanged() -> dict[int, str]:
    """Return the letters that are written for each other in a language, as a table for ``str.translate``."""
    return str.maketrans(dict(mapping("writing", "exchanged")))


def _folded(signatory: Signatory) -> list[str]:
    """Return the names with the letters alike that Arabic keyboards exchange: ة and ه, ى and ي."""
    return sorted({name.translate(_exchanged()) for name in names_of(signatory)})


@dataclass(slots=True)
class NameIndex:
    """Signatories that can be looked up by name and by acronym. Answers are indices of ``members``, in order."""

    members: Sequence[Signatory]
    equal: dict[str, list[int]] = field(default_factory=dict)
    acronyms: dict[str, list[int]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for index, member in enumerate(self.members):
            for name in names_of(member):
                self.equal.setdefault(name, []).append(index)
            if plain(member.acronym):
                self.acronyms.setdefault(plain(member.acronym), []).append(index)
            for name in _folded(member):
                self.names.append(name)
                self.owners.append(index)

    def same_name(self, signatory: Signatory) -> list[int]:
        """Return those with an equal name in any language."""
        return sorted({index for name in names_of(signatory) for index in self.equal.get(name, ())})

    def lookalikes(self, signatory: Signatory) -> dict[int, str]:
        """Return those that look like ``signatory``, each with the reason."""
        found: dict[int, str] = {}
        for reason, indices in self._reasons(signatory):
            for index in indices:
                found.setdefault(index, reason)
        return dict(sorted(found.items()))

    def _reasons(self, signatory: Signatory) -> Iterator[tuple[str, Iterable[int]]]:
        yield "the name looks alike", (index for name in _folded(signatory) for index in self._alike(name))
        acronym = plain(signatory.acronym)
        yield "the acronym is the same", self.acronyms.get(acronym, ())
        yield "its name is the acronym of this one", self.equal.get(acronym, ()) if acronym else ()
        for name in names_of(signatory):
            yield "its acronym is the name of this one", self.acronyms.get(name, ())

    def _alike(self, name: str) -> Iterator[int]:
        """Yield those whose names hold all words of ``name``, are held by it, or are nearly spelled alike."""
        from rapidfuzz import fuzz, process

        found = process.extract(name, self.names, scorer=fuzz.token_ratio, score_cutoff=_WORTH_A_LOOK, limit=None)
        for other, score, place in found:
            if score >= _ALIKE or near(name, other):
                yield self.owners[place]
