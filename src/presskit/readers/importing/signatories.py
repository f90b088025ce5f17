"""The lists of signatories → the roster of the kit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from presskit.formats.kit_yaml import quoted
from presskit.language.data import fold, options
from presskit.model.people import Coalition, Localised, Numbering, Roster, Signatory, SignatoryKind
from presskit.model.question import Choice
from presskit.readers import import_rules as rules
from presskit.readers.importing.affiliations import Pair, are_persons, as_person, ask_about_persons, pair_of, titled_tail
from presskit.readers.importing.audit_log import AuditLog, entry_text, replace_edit
from presskit.readers.importing.contact_details import find_details
from presskit.readers.importing.headings import has_contact, listed
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.name_lists import Layout, ListEntry, list_entries
from presskit.readers.importing.names import (
    ask_about_gaps,
    ask_about_number,
    count_behind,
    name_parts,
    numbers_of,
    oddities,
    open_tail,
    signatory,
    unnamed,
)
from presskit.readers.importing.sections import Signed
from presskit.readers.signatory_table import sign_edit
from presskit.readers.tables.cells import country_code
from presskit.readers.tables.vocabulary import recognise

__all__ = ["added", "read_roster"]

FILE = "signatories.yaml"
_LONGEST = 160
_STAR = re.compile(r"^\s*(?P<mark>[*†‡]+|[¹²³⁴-⁹])\s*(?P<words>\S.*)$")


@dataclass(slots=True)
class _Group:
    """Signatories under one head; ``coalition`` is None where there is none.

    ``pending`` is what its head says of them all, if none of them has signed yet. ``open`` are those that are asked about.
    """

    coalition: Coalition | None = None
    country: str = ""
    said: int | None = None
    persons: bool = False
    pending: str = ""
    open: int = 0
    members: list[Signatory] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    log: AuditLog
    said: tuple[int, ...] = ()
    groups: list[_Group] = field(default_factory=list)
    numbers: list[tuple[int, InputLine]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    totals: list[InputLine] = field(default_factory=list)

    def read(self, signed: Signed) -> None:
        """Read one list."""
        first = len(self.groups)
        self.groups.append(_Group())
        if signed.group:
            self.open(ListEntry(signed.group, (signed.head,), is_head=True))
        lines, notes = _without_star_notes([line for line in signed.lines if not self.is_unnamed(line)])
        said = () if signed.group else numbers_of(_head_words(signed))
        for entry in list_entries(lines, Layout(self.log, said or self.said)):
            if entry.is_head:
                self.open(entry)
            elif not self.is_open(entry):
                self.entry(self.without_more(entry), signed)
        self.explain(notes)
        self.count(signed, said, self.groups[first:])
        self.settle_persons()

    def entry(self, entry: ListEntry, signed: Signed) -> None:
        if entry.lines[0].style == "row" or (" | " in entry.words and not entry.shared):
            self.row(entry, signed)
        else:
            self.add(entry, signed)

    def count(self, signed: Signed, said: Sequence[int], groups: Sequence[_Group]) -> None:
        """Compare the number that the head of a list states with the names that were read."""
        members = [member for group in groups for member in group.members]
        persons = sum(member.kind is SignatoryKind.PERSON for member in members)
        heads = sum(group.coalition is not None and bool(group.members) for group in groups)
        read, waiting = len(members), sum(group.open for group in groups)
        right = (read, read + waiting, persons, read - persons, heads)
        ask_about_number(signed.head, _head_words(signed), said, right, self.log)
        for line in self.totals:
            ask_about_number(line, line.words, numbers_of(line.words), right, self.log)
        self.totals.clear()
        if not signed.lines:
            nobody = (Choice("nobody", "nobody: the words mean something else, or the names stand in another file"),)
            self.log.ask("list", signed.head, f"below «{signed.head.whole}» no name was read: who signs?", nobody)

    def settle_persons(self) -> None:
        """Make persons of entries that are some for sure; ask about the others."""
        members = [member for group in self.groups for member in group.members]
        persons = sum(member.kind is SignatoryKind.PERSON for member in members)
        if are_persons(self.pairs, persons, len(members)):
            made = {id(pair.made): as_person(pair) for pair in self.pairs}
            for group in self.groups:
                group.members[:] = [made.get(id(member), member) for member in group.members]
        else:
            alike = persons > 0 or len(self.pairs) == len(members) > 1
            ask_about_persons(self.pairs, self.log, all_alike=alike)
        self.pairs.clear()

    def is_unnamed(self, line: InputLine) -> bool:
        """Ask about a line that says that others sign, whom it does not name: «… and 14 more»."""
        if re.match(rf"\W*(?:{listed('totals').pattern})(?!\w)", fold(line.words)) and numbers_of(line.words):
            self.log.place(line, "questions.yaml, if it is another number than was read")
            self.totals.append(line)
            return True
        said = unnamed(line.whole) or unnamed(line.words)
        if said is None or said[0]:
            return False
        self.log.place(line, "questions.yaml: who the others are")
        self.ask_about_more(line, said[1])
        return True

    def without_more(self, entry: ListEntry) -> ListEntry:
        """Return «Water Now» of «Water Now and 14 others», and ask about the others."""
        said = unnamed(entry.words)
        if said is None or not any(map(str.isalpha, said[0])):
            return entry
        self.ask_about_more(entry.lines[0], said[1])
        return replace(entry, words=said[0], doubt="", apart=())

    def ask_about_more(self, line: InputLine, said: str) -> None:
        number = max(numbers_of(said), default=1)
        self.groups[-1].open += number
        question = f"the list says «{said}»: who are they? Names that it does not have are not printed"
        choices = (
            Choice("complete", "nobody else is to be named; the list is complete"),
            Choice("one", "one more signs", "", (sign_edit("  - {value}"),), "the name"),
        )
        self.log.ask("list", line, question, choices, weighs=number)

    def is_open(self, entry: ListEntry) -> bool:
        """Ask about «Water Now (TBC)» and «[Others to be added]»: nobody of them has signed yet."""
        pending = self.groups[-1].pending
        said = open_tail(entry.words) or ((entry.words, pending) if pending else None)
        if said is None:
            return False
        name, mark = said
        line = entry.lines[0]
        self.groups[-1].open += 1
        self.numbered(entry)
        self.placed(entry, "questions.yaml: whether it signs" if name else "questions.yaml: whether more sign")
        if name:
            note = f"as received: «{' '.join(line.raw.split())}»"
            edits = (sign_edit(entry_text(name, note), "" if pending else self.owner()),)
            choices = (Choice("signs", f"«{name}» signs", "", edits),)
            self.log.ask("consent", line, f"does «{name}» sign? The list says «{mark}»", choices)
        else:
            self.log.ask(
                "list", line, f"the list says «{mark}»: is it complete now?", (Choice("complete", "it is complete"),)
            )
        return True

    def open(self, entry: ListEntry) -> None:
        plain = " ".join(entry.words.split())
        count = count_behind(plain)
        name = name_parts(plain[: count.start()] if count else plain)
        note = f"as received: «{plain}»" if name.acronym or name.text != plain else ""
        coalition = Coalition(Localised(name.text), (), name.acronym, note, entry.lines[0].span)
        counts = [int(line.words) for line in entry.lines[1:] if line.words.isdigit()]
        said = int(count[1]) if count else counts[0] if counts else None
        persons = bool(re.search(options("heads", "persons_inside"), fold(entry.words)))
        open_head = open_tail(plain)
        pending = open_head[1] if open_head and not open_head[0] else ""
        self.groups.append(_Group(coalition, entry.country, said=said, persons=persons, pending=pending))
        self.placed(entry, f"{FILE}: head «{name.text}»")

    def add(self, entry: ListEntry, signed: Signed) -> None:
        line, group = entry.lines[0], self.groups[-1]
        raw = entry.words if entry.shared else " / ".join(each.raw.strip() for each in entry.lines)
        words = self.without_contact(entry, line)
        made = signatory(words, line.span, raw, persons=signed.persons or group.persons, country=group.country)
        if words != entry.words and not made.note:
            made = replace(made, note=f"as received: «{raw}»")
        group.members.append(made)
        self.placed(entry, f"{FILE}: «{made.name.default}»")
        pair = pair_of(made.name.default) if made.kind is SignatoryKind.ORGANISATION and not made.acronym else None
        if pair:
            self.pairs.append(Pair(line, made, *pair, group=self.owner()))
        self.numbered(entry)
        self.doubts(entry, made)

    def owner(self) -> str:
        group = self.groups[-1].coalition
        return group.name.default if group else ""

    def numbered(self, entry: ListEntry) -> None:
        line = entry.lines[0]
        if line.mark and line.mark.number is not None and (not entry.shared or entry.words == line.words):
            self.numbers.append((line.mark.number, line))

    def without_contact(self, entry: ListEntry, line: InputLine) -> str:
        """Return the words of an entry without addresses and numbers, which must not be printed in the list."""
        if not has_contact(entry.words):
            return entry.words
        found = find_details(entry.words, line.span, "", AuditLog())
        if not (found.emails or found.phones) or not any(map(str.isalpha, found.words)):
            return entry.words
        message = f"an address or a number stands beside «{found.words}»; it is kept in the note of the entry"
        self.log.report(rules.UNSURE, line.span, message, "it is not printed; add a contact if it should be")
        return found.words.replace(" | ", ", ")

    def row(self, entry: ListEntry, signed: Signed) -> None:
        """Read a row of a table: the first cell with letters is the name, others its acronym, its country, or unknown."""
        line, group = entry.lines[0], self.groups[-1]
        cells = [cell.strip() for cell in re.split(r"\t|\s\|\s", line.raw if line.style == "row" else entry.words)]
        named = [cell for cell in cells if re.search(r"[^\W\d_]", cell)]
        if len(named) > 1 and all(recognise(cell).role for cell in named):
            self.log.place(line, "left out: the heads of the table")
            return
        if not named:
            self.log.lose(line, "the row has no name")
            return
        made = signatory(named[0], line.span, line.raw, persons=signed.persons, country=group.country)
        made, unknown = _with_cells(made, named[1:])
        alone = len(unknown) == 1 and made.kind is SignatoryKind.ORGANISATION
        pair = pair_of(f"{made.name.default} – {unknown[0]}") if alone else None
        if unknown:
            made = replace(made, note="as received: «" + " | ".join(cells) + "»")
        if pair:
            self.pairs.append(Pair(line, made, made.name.default, unknown[0], cell=True, group=self.owner()))
        elif unknown:
            question = f"«{'», «'.join(unknown)}» beside «{made.name.default}» is kept in its note only: do they sign too?"
            edits = tuple(sign_edit(entry_text(cell), self.owner()) for cell in unknown)
            choices = (Choice("sign", "they sign", "", edits), Choice("note", "no, it is a remark about this signatory"))
            self.log.ask("names", line, question, choices, weighs=len(unknown))
        group.members.append(made)
        self.placed(entry, f"{FILE}: «{made.name.default}»", "further cells are kept as its note" if unknown else "")

    def placed(self, entry: ListEntry, where: str, note: str = "") -> None:
        for line in entry.lines:
            self.log.place(line, where, note)

    def doubts(self, entry: ListEntry, made: Signatory) -> None:
        name, span = made.name.default, entry.lines[0].span
        odd = oddities(name)
        if odd:
            self.log.report(rules.SPELLING, span, f"«{name}» is kept as it stands: {odd}", "ask the signatory")
        doubt = entry.doubt or ("it is long for a name" if len(name) > _LONGEST else "")
        if not doubt and not entry.shared and (titled_tail(entry.words) or ";" in entry.words.rstrip(" ;")):
            doubt = "several names may stand in it"
        if doubt:
            self.ask_about_name(entry, name, doubt)
        marks = name_parts(entry.words).marks
        if marks:
            message = f"«{marks}» stands behind «{name}»; it is kept in the note of the entry and not printed"
            self.log.report(rules.FOOTNOTE, span, message, "say in the text what it means, if readers must know")

    def ask_about_name(self, entry: ListEntry, name: str, doubt: str) -> None:
        """Ask whether an entry is one name, several, or none."""
        owner = self.owner()
        choices = [Choice("one", f"«{name}» is one signatory")]
        if len(entry.apart) > 1:
            first, *others = entry.apart
            edits = (replace_edit(FILE, quoted(name), quoted(first)), *(sign_edit(entry_text(each), owner) for each in others))
            choices.append(Choice("apart", "they are «" + "» and «".join(entry.apart) + "»", "", edits))
        for number, (gone, instead) in enumerate(entry.others, 1):
            edits = tuple(replace_edit(FILE, f"- {quoted(each)}\n", f"# - {quoted(each)}\n") for each in gone)
            edits += tuple(sign_edit(entry_text(each), owner) for each in instead)
            choices.append(Choice(f"names{number}", "they are «" + "» and «".join(instead) + "»", "", edits))
        choices.append(
            Choice("none", "it does not sign", "", (replace_edit(FILE, f"- {quoted(name)}\n", f"# - {quoted(name)}\n"),))
        )
        self.log.ask("names", entry.lines[0], f"«{name}» was taken for a signatory: {doubt}", choices)

    def explain(self, notes: Sequence[tuple[str, InputLine]]) -> None:
        """Put the explanation of a star into the notes of those that have one."""
        for mark, line in notes:
            group_members = [(group, n) for group in self.groups for n, _ in enumerate(group.members)]
            starred = [(g, n) for g, n in group_members if g.members[n].note.rstrip("»").endswith(mark)]
            if not starred:
                self.log.lose(line, f"no name has the mark «{mark}»")
            waiting = open_tail(f"x ({line.raw.strip().removeprefix(mark).strip(' :.')})")
            for group, n in reversed(starred):
                member = group.members[n]
                if waiting:
                    self.wait(group, n, line, waiting[1])
                    continue
                group.members[n] = replace(member, note=f"{member.note} {' '.join(line.raw.split())}")
                self.log.place(line, f"{FILE}: note of «{member.name.default}»")

    def wait(self, group: _Group, index: int, line: InputLine, mark: str) -> None:
        """Take a name off the list whose star says that it has not signed yet, and ask."""
        member = group.members.pop(index)
        group.open += 1
        name, owner = member.name.default, group.coalition.name.default if group.coalition else ""
        choice = Choice("signs", f"«{name}» signs", "", (sign_edit(entry_text(name, member.note), owner),))
        question = f"does «{name}» sign? The note below the list says «{mark}»"
        self.log.ask("consent", replace(line, raw=f"{name}: {line.raw.strip()}"), question, (choice,))
        self.log.place(line, "questions.yaml: whether it signs")

    def numbering(self) -> Numbering:
        """Return how the list was numbered, and ask about what is missing or stands twice."""
        values = [number for number, _ in self.numbers]
        ask_about_gaps(self.numbers, self.log)
        if not values:
            return Numbering.NONE
        return Numbering.PER_GROUP if values.count(1) > 1 else Numbering.CONTINUOUS


def _with_cells(made: Signatory, cells: Sequence[str]) -> tuple[Signatory, list[str]]:
    """Give a signatory the acronym and the country that further cells of its row hold; return the cells left over."""
    unknown = []
    for cell in cells:
        if not made.acronym and name_parts(f"{made.name.default} ({cell})").acronym:
            made = replace(made, acronym=cell)
        elif not made.country and country_code(cell):
            made = replace(made, country=country_code(cell))
        else:
            unknown.append(cell)
    return made, unknown


def _without_star_notes(lines: Sequence[InputLine]) -> tuple[list[InputLine], list[tuple[str, InputLine]]]:
    """Part names from lines that explain a star behind names."""
    begins = [line for line in lines if _STAR.match(line.raw)]
    behind = any(re.search(r"\S\s*[*†‡¹²³]+$", line.words) for line in lines)
    if not behind or len(begins) * 2 > len(lines):
        return list(lines), []
    notes = [(match["mark"], line) for line in begins if (match := _STAR.match(line.raw))]
    return [line for line in lines if line not in begins], notes


def read_roster(lists: Sequence[Signed], log: AuditLog, said: tuple[int, ...] = ()) -> Roster:
    """Return everybody who signs, under the heads that the text has; ``said`` are the numbers by which it counts them."""
    builder = _Builder(log, said)
    for signed in lists:
        builder.read(signed)
    groups = [group for group in builder.groups if (group.coalition and not group.pending) or group.members]
    heads = [replace(group.coalition, signatories=tuple(group.members)) for group in groups if group.coalition]
    alone = tuple(member for group in groups if group.coalition is None for member in group.members)
    _report_order(groups, log)
    _ask_about_counts(groups, log)
    _report_countries(groups, log)
    if not heads and not alone:
        return Roster()
    return Roster(tuple(heads), alone, builder.numbering(), span=(lists[0].head.span))


def _report_order(groups: Sequence[_Group], log: AuditLog) -> None:
    first = next((n for n, group in enumerate(groups) if group.coalition), len(groups))
    early = [member for group in groups[:first] for member in group.members]
    if early and first < len(groups):
        message = f"{len(early)} names without a head stand before the groups; the outputs print them after the groups"
        log.report(rules.MOVED, early[0].span, message, "give them a head of their own in signatories.yaml")


def _head_words(signed: Signed) -> str:
    """Return the head of a list without names that follow it in the same line."""
    return re.split(r"[:：](?=\s*\S)", signed.head.whole)[0].strip()


def _ask_about_counts(groups: Sequence[_Group], log: AuditLog) -> None:
    for group in groups:
        if group.said is not None and group.coalition:
            read, head = len(group.members), group.coalition.name.default
            line = InputLine(group.coalition.span, f"{head} ({group.said})")
            ask_about_number(line, head, (group.said,), (read, read + group.open), log)


def _report_countries(groups: Sequence[_Group], log: AuditLog) -> None:
    countries = [group for group in groups if group.country and group.coalition]
    if countries and countries[0].coalition:
        message = f"{len(countries)} countries stand as heads of the list; each name has its country"
        hint = "a release that counts coalitions must not count these"
        log.report(rules.ASSUMED, countries[0].coalition.span, message, hint)


def added(roster: Roster, signatory: Signatory, coalition: str) -> Roster:
    """Return the roster with one more signatory, under the coalition of that name or acronym, which is made where missing."""
    if not coalition:
        return replace(roster, signatories=(*roster.signatories, signatory))
    groups = list(roster.coalitions)
    known = [fold(coalition) in {fold(group.name.default), fold(group.acronym)} for group in groups]
    if not any(known):
        groups.append(Coalition(Localised(coalition), span=signatory.span))
    index = known.index(True) if any(known) else -1
    groups[index] = replace(groups[index], signatories=(*groups[index].signatories, signatory))
    return replace(roster, coalitions=tuple(groups))
