"""Groups of signatories under one head: what their entries together say of each, and what is asked about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from presskit.language.data import fold, whole_words
from presskit.model.people import Coalition, Localised, Roster, Signatory, SignatoryKind
from presskit.model.question import Choice
from presskit.readers import import_rules as rules
from presskit.readers.importing.affiliations import (
    PossiblePerson,
    are_persons,
    as_person,
    ask_about_persons,
    is_affiliation,
    is_certain,
)
from presskit.readers.importing.audit_log import AuditLog, entry_text
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.names import name_parts, open_tail, with_country
from presskit.readers.importing.shapes import may_name, pattern
from presskit.readers.signatory_table import ROSTER, entry_edit, entry_of, sign_edit
from presskit.readers.tables.cells import country_code
from presskit.source import Span

__all__ = [
    "Group",
    "Membership",
    "added",
    "ask_about_heads",
    "ask_whether_signs",
    "count_persons",
    "explain_stars",
    "report_countries",
    "report_order",
    "settle_countries",
    "settle_persons",
    "two_persons",
    "with_cells",
    "without_star_notes",
]  # fmt: skip

_LEAST = 3
_STAR = re.compile(r"^\s*(?P<mark>[*†‡]+|[¹²³⁴-⁹])\s*(?P<words>\S.*)$")


@dataclass(frozen=True, slots=True)
class Membership:
    """The note and the group that somebody has in the kit if she signs."""

    note: str
    group: str


@dataclass(slots=True)
class Group:
    """Signatories under one head; ``coalition`` is None where there is none.

    ``stated`` is the number of members that its head states. ``pending`` is what the head says of them all, if none of them
    has signed yet. ``waiting`` counts those that are asked about.
    """

    coalition: Coalition | None = None
    country: str = ""
    stated: int | None = None
    persons: bool = False
    pending: str = ""
    waiting: int = 0
    members: list[Signatory] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the group is called; empty where it has no head."""
        return self.coalition.name.default if self.coalition else ""


def count_persons(members: Iterable[Signatory]) -> int:
    """Return how many of some signatories are persons."""
    return sum(member.kind is SignatoryKind.PERSON for member in members)


def settle_persons(groups: Sequence[Group], possible: Sequence[PossiblePerson], log: AuditLog) -> None:
    """Make persons of entries that are certain to be some, alone or among those of their group; ask about the others."""
    rest = _as_persons(groups, possible, filter(is_certain, possible))
    owners = {id(member): id(group) for group in groups for member in group.members}
    by_group: dict[int, list[PossiblePerson]] = {}
    for pair in rest:
        by_group.setdefault(owners.get(id(pair.entry), 0), []).append(pair)
    certain: list[PossiblePerson] = []
    for group in groups:
        pairs = by_group.get(id(group), [])
        if are_persons(pairs, count_persons(group.members), len(group.members)):
            certain += pairs
    rest = _as_persons(groups, rest, certain)
    members = [member for group in groups for member in group.members]
    persons = count_persons(members)
    if are_persons(rest, persons, len(members)):
        rest = _as_persons(groups, rest, rest)
    alike = persons > 0 or len(rest) == len(members) > 1
    printed = alike and len(rest) + persons == len(members) and all(each.kind != "names" for each in log.questions)
    printed = printed and not any(pair.reversed or pair.cell or is_affiliation(pair.first) for pair in rest)
    if printed:
        _as_persons(groups, rest, rest)
    ask_about_persons(rest, log, all_alike=alike, printed=printed)


def _as_persons(
    groups: Sequence[Group], possible: Sequence[PossiblePerson], certain: Iterable[PossiblePerson]
) -> list[PossiblePerson]:
    """Put persons in the place of entries; return those that are still to be asked about."""
    as_persons = {id(pair.entry): as_person(pair) for pair in certain}
    for group in groups:
        group.members[:] = [as_persons.get(id(member), member) for member in group.members]
    return [pair for pair in possible if id(pair.entry) not in as_persons]


def settle_countries(groups: Sequence[Group], possible: Sequence[PossiblePerson], log: AuditLog) -> None:
    """Read the country behind each name, if one stands behind nearly all of them: «Hope Aid, Kenya».

    In brackets, it is enough that one stands behind half of them; of fewer it is asked.
    """
    asked = {id(pair.entry) for pair in possible}
    everyone = (member for group in groups for member in group.members if id(member) not in asked)
    members = [member for member in everyone if member.kind is SignatoryKind.ORGANISATION]
    apart = {id(member): found for member in members if (found := with_country(member))}
    bracketed = {id(member) for member in members if member.name.default.endswith((")", "]"))} & set(apart)
    most = len(apart) * 10 >= len(members) * 9
    if not most and len(bracketed) * 2 >= len(members):
        apart = {key: found for key, found in apart.items() if key in bracketed}
        most = True
    if len(apart) >= _LEAST and most:
        for group in groups:
            group.members[:] = [apart.get(id(member), member) for member in group.members]
    elif len(bracketed) > 1 and len(bracketed) < len(members):
        _ask_about_countries([(member, apart[id(member)]) for member in members if id(member) in bracketed], log)


def _ask_about_countries(pairs: Sequence[tuple[Signatory, Signatory]], log: AuditLog) -> None:
    """Ask whether the countries in brackets behind a few names belong to these; each is given with its reading without."""
    names = [member.name.default for member, _ in pairs]
    question = f"does the country in brackets belong to the name in «{'», «'.join(names[:3])}»?"
    apart = tuple(entry_edit(member.name.default, entry_of(found)) for member, found in pairs)
    label = f"no, it says where they are: «{pairs[0][1].name.default}»"
    choices = (Choice("whole", "yes, as the kit has it"), Choice("apart", label, "", apart))
    log.ask("names", InputLine(pairs[0][0].span, "\n".join(names)), question, choices, weighs=len(pairs))


def ask_whether_signs(line: InputLine, name: str, kept: Membership, reason: str, log: AuditLog) -> None:
    """Ask whether somebody signs of whom the list says that she has not yet."""
    choice = Choice("signs", f"«{name}» signs", "", (sign_edit(entry_text(name, kept.note), kept.group),))
    log.ask("consent", line, f"does «{name}» sign? {reason}", (choice,))


def ask_about_heads(groups: Sequence[Group], log: AuditLog) -> None:
    """Ask about those below a head whose words do not say that they sign: «CC:»."""
    for group in groups:
        names = [member.name.default for member in group.members]
        if names and group.coalition:
            shown = "», «".join(names[:3])
            question = f"below «{group.name}» stand {len(names)} names, «{shown}»: do they sign too?"
            choices = (Choice("sign", "they sign"), Choice("not", "they do not sign", "", tuple(map(entry_edit, names))))
            line = InputLine(group.coalition.span, "\n".join((group.name, *names)))
            log.ask("list", line, question, choices, weighs=len(names))


def without_star_notes(lines: Sequence[InputLine]) -> tuple[list[InputLine], list[tuple[str, InputLine]]]:
    """Return the lines without those that explain a star behind names, and these with their stars."""
    notes = [(match["mark"], line) for line in lines if (match := _STAR.match(line.raw))]
    behind = any(re.search(r"\S\s*[*†‡¹²³]$", line.words) for line in lines)
    if not behind or len(notes) * 2 > len(lines):
        return list(lines), []
    return [line for line in lines if not _STAR.match(line.raw)], notes


def explain_stars(groups: Sequence[Group], notes: Sequence[tuple[str, InputLine]], log: AuditLog) -> None:
    """Put the explanation of a star into the notes of those that have one."""
    for mark, line in notes:
        places = [(group, n, member) for group in groups for n, member in enumerate(group.members)]
        starred = [place for place in places if re.search(rf"(?<![*†‡]){re.escape(mark)}$", place[2].note.rstrip("»"))]
        if not starred:
            log.lose(line, f"no name has the mark «{mark}»")
        said = line.raw.strip().removeprefix(mark).strip(" :.")
        reserved = whole_words("consent", "remarks").search(fold(said))
        waiting = open_tail(f"x ({said})") or (("", said) if reserved else None)
        for group, n, member in reversed(starred):
            name = member.name.default
            if waiting:
                del group.members[n]
                group.waiting += 1
                reason = f"The note below the list says «{waiting[1]}»"
                named = replace(line, raw=f"{name}: {line.raw.strip()}")
                ask_whether_signs(named, name, Membership(member.note, group.name), reason, log)
                log.place(line, "questions.yaml: whether it signs")
            else:
                group.members[n] = replace(member, note=f"{member.note} {' '.join(line.raw.split())}")
                log.place(line, f"{ROSTER}: note of «{name}»")


def report_order(groups: Sequence[Group], log: AuditLog) -> None:
    """Report names without a head above the groups, which the outputs print below these."""
    first = next((n for n, group in enumerate(groups) if group.coalition), len(groups))
    early = [member for group in groups[:first] for member in group.members]
    if early and first < len(groups):
        message = f"{len(early)} names without a head stand before the groups; the outputs print them after the groups"
        log.report(rules.MOVED, early[0].span, message, "give them a head of their own in signatories.yaml")


def report_countries(groups: Sequence[Group], log: AuditLog) -> None:
    """Report the countries that stand as heads."""
    spans = [group.coalition.span for group in groups if group.country and group.coalition]
    if spans:
        message = f"{len(spans)} countries stand as heads of the list; each name has its country"
        log.report(rules.ASSUMED, spans[0], message, "a release that counts coalitions must not count these")


def added(roster: Roster, signatory: Signatory, coalition: str) -> Roster:
    """Return the roster with one more signatory, under the coalition of that name or acronym, which is made where missing."""
    if not coalition:
        return replace(roster, signatories=(*roster.signatories, signatory))
    groups = roster.coalitions
    known = [n for n, group in enumerate(groups) if fold(coalition) in {fold(group.name.default), fold(group.acronym)}]
    index = known[0] if known else len(groups)
    group = groups[index] if known else Coalition(Localised(coalition), span=signatory.span)
    group = replace(group, signatories=(*group.signatories, signatory))
    return replace(roster, coalitions=(*groups[:index], group, *groups[index + 1 :]))


def without_again(groups: Sequence[Group], first: int, log: AuditLog) -> set[Span]:
    """Take out of the groups from ``first`` on who signs in one before, for a later list may be the whole one; return where."""
    before, gone = {_identity(member) for group in groups[:first] for member in group.members}, set[Span]()
    for group in groups[first:]:
        for member in [member for member in group.members if _identity(member) in before]:
            message = f"«{member.name.default}» stands in a list before: it signs once"
            log.report(rules.AGAIN, member.span, message, "correct signatories.yaml if two of this name sign")
            gone.add(member.span)
        group.members[:] = [member for member in group.members if _identity(member) not in before]
    return gone


def _identity(member: Signatory) -> tuple[str, str, str]:
    return fold(member.name.default), member.country, fold(member.affiliation.default) if member.affiliation else ""


def two_persons(words: str) -> tuple[str, ...]:
    """Return the persons whom an «and» parts in the name of an entry: «Eva Roth and Tom Kern – farmers»; nothing for others."""
    first = re.split(r"\s[–—-]\s|[,،(]", words)[0]
    names = tuple(each.strip() for each in pattern("and").split(first))
    most = 2 + (first != words)  # a name alone may be that of a place: «Lower Mill and District Fire»
    return names if len(names) > 1 and all(1 < len(name.split()) <= most and may_name(name) for name in names) else ()


def with_cells(member: Signatory, cells: Sequence[str]) -> tuple[Signatory, list[str]]:
    """Return a signatory with the acronym and the country that further cells of its row hold, and the cells left over."""
    unknown = []
    for cell in cells:
        if not member.acronym and name_parts(f"{member.name.default} ({cell})").acronym:
            member = replace(member, acronym=cell)
        elif not member.country and country_code(cell):
            member = replace(member, country=country_code(cell))
        else:
            unknown.append(cell)
    return member, unknown
