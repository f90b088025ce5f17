"""The lists of signatories → the roster of the kit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from presskit.language.data import fold, options, whole_words
from presskit.model.people import Coalition, Localised, Numbering, Roster, Signatory, SignatoryKind
from presskit.model.question import Choice
from presskit.readers import import_rules as rules
from presskit.readers.importing.addresses import without_address
from presskit.readers.importing.affiliations import (
    PossiblePerson,
    bracketed_pieces,
    is_affiliation,
    names_organisation,
    pair_of,
    titled_tail,
)
from presskit.readers.importing.audit_log import AuditLog, entry_text
from presskit.readers.importing.contact_details import find_details
from presskit.readers.importing.headings import has_contact, leads_names
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.list_readings import OF_READING, are_doubtful, ask_about_reading, better_reading
from presskit.readers.importing.name_lists import ListEntry, list_entries
from presskit.readers.importing.names import (
    ask_about_gaps,
    ask_about_number,
    count_behind,
    counted,
    name_parts,
    numbers_of,
    oddities,
    open_tail,
    signatory,
    unnamed,
)
from presskit.readers.importing.readings import head
from presskit.readers.importing.sections import Signed
from presskit.readers.importing.shapes import is_area, is_head
from presskit.readers.importing.signatory_groups import (
    Group,
    Membership,
    ask_about_heads,
    ask_whether_signs,
    explain_stars,
    report_countries,
    report_order,
    settle_countries,
    settle_persons,
    two_persons,
    with_cells,
    without_again,
    without_star_notes,
)
from presskit.readers.importing.text_tables import cells_of, read_row, roles_of
from presskit.readers.importing.turned_names import Shape, shape_of
from presskit.readers.signatory_table import ROSTER, entry_edit, sign_edit
from presskit.readers.tables.vocabulary import Role
from presskit.source import Span

__all__ = ["read_roster"]

_LONGEST, _HEAD, _LEAST, _FEW_DOUBTS = 160, 10, 3, 3
_SITE = re.compile(r"(?:(?<!\s)\s+)?[(\[]?(?:https?://|www\.)[^\s()\[\]]+[)\]]?")


@dataclass(slots=True)
class _Builder:
    log: AuditLog
    stated: tuple[int, ...] = ()
    language: str = ""
    groups: list[Group] = field(default_factory=list)
    numbers: list[tuple[int, InputLine]] = field(default_factory=list)
    pairs: list[PossiblePerson] = field(default_factory=list)
    beside: list[tuple[InputLine, str, tuple[str, ...], str]] = field(default_factory=list)
    roles: tuple[Role | None, ...] = ()
    unsure: list[Group] = field(default_factory=list)
    totals: list[InputLine] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    used: set[Span] = field(default_factory=set)
    shape: Shape | None = None

    def read(self, signed: Signed) -> None:
        """Add the groups and members of one list; where much is open about how it is meant, that is one question."""
        outer, self.log = self.log, AuditLog()
        self.texts, self.used = [], set()
        first = len(self.groups)
        self.read_lines(signed)
        inner, self.log = self.log, outer
        doubts = [each for each in inner.questions if each.kind in OF_READING]
        self.used -= without_again(self.groups, first, self.log)
        members = [member for group in self.groups[first:] for member in group.members]
        several = sum(bool(group.members) for group in self.groups[first:]) > 1
        lines = [line for line in signed.lines if several or line.span in self.used]
        better = better_reading(lines, members, [] if several else self.texts, self.stated, doubts, grouped=several)
        if better:
            members = better.members(lines[0].span)
            self.groups[first:] = [Group(members=members)]
            for line in lines:
                inner.move(line, f"{ROSTER}: one of several readings, as questions.yaml asks")
        merged = signed.asked or better is not None or len(doubts) > _FEW_DOUBTS or are_doubtful(members, doubts)
        outer.absorb(inner, OF_READING if merged else frozenset())
        if merged:
            ask_about_reading(lines, members, [] if better else doubts, outer, signs=not signed.asked, texts=self.texts)

    def read_lines(self, signed: Signed) -> None:
        first = len(self.groups)
        self.groups.append(Group())
        if signed.group:
            self.open(ListEntry(signed.group, (signed.head,), is_head=True))
        lines, notes = without_star_notes([line for line in signed.lines if not self.is_unnamed(line)])
        stated = () if signed.group else self.stated_by(signed)
        self.shape = shape_of([line.words for line in lines if not is_head(line)])
        alone = (ListEntry(line.words, (line,)) if not is_head(line) else head(line) for line in lines)
        every = alone if self.shape else list_entries(lines, self.log, stated or self.stated, self.language)
        entries = [*every]
        self.shape = self.shape or shape_of([entry.words for entry in entries if not entry.is_head])
        for entry in entries:
            if entry.is_head:
                self.open(entry)
            elif not self.is_open(entry):
                whole = self.without_more(entry)
                self.texts.append(whole.words)
                self.used.update(line.span for line in whole.lines)
                self.entry(whole, signed)
        explain_stars(self.groups, notes, self.log)
        self.count(signed, stated, self.groups[first:])
        settle_countries(self.groups[first:], self.pairs, self.log)
        settle_persons(self.groups[first:], self.pairs, self.log)
        self.pairs.clear()
        self.ask_about_cells()
        ask_about_heads(self.unsure, self.log)
        self.unsure.clear()

    def stated_by(self, signed: Signed) -> tuple[int, ...]:
        """Return the numbers of names that the head of a list states; of a sentence, those that count signatories."""
        words = _head_words(signed)
        return numbers_of(words, self.language) if len(words.split()) <= _HEAD else counted(words, self.language)

    def entry(self, entry: ListEntry, signed: Signed) -> None:
        if entry.lines[0].style == "row" or (" | " in entry.words and not entry.shared):
            self.row(entry, signed)
        else:
            self.add(entry, signed)

    def count(self, signed: Signed, stated: Sequence[int], groups: Sequence[Group]) -> None:
        """Compare the number that the head of a list states with the names that were read."""
        members = [member for group in groups for member in group.members]
        persons = sum(member.kind is SignatoryKind.PERSON for member in members)
        heads = sum(group.coalition is not None and bool(group.members) for group in groups)
        waiting = sum(group.waiting for group in groups)
        right = (len(members), len(members) + waiting, persons, len(members) - persons, heads)
        ask_about_number(signed.head, _head_words(signed), stated, right, self.log)
        for line in self.totals:
            ask_about_number(line, line.words, numbers_of(line.words, self.language), right, self.log)
        self.totals.clear()
        if not signed.lines:
            nobody = (Choice("nobody", "nobody: the words mean something else, or the names stand in another file"),)
            self.log.ask("list", signed.head, f"below «{signed.head.whole}» no name was read: who signs?", nobody)

    def is_unnamed(self, line: InputLine) -> bool:
        """Return whether a line says that others sign, whom it does not name, and ask about them: «… and 14 more»."""
        if re.match(rf"\W*{whole_words('lists', 'totals').pattern}", fold(line.words)) and numbers_of(line.words):
            self.log.place(line, "questions.yaml, if it is another number than was read")
            self.totals.append(line)
            return True
        name, others = unnamed(line.whole) or unnamed(line.words) or ("", "")
        if name or not others:
            return False
        self.log.place(line, "questions.yaml: who the others are")
        self.ask_about_more(line, others)
        return True

    def without_more(self, entry: ListEntry) -> ListEntry:
        """Return «Water Now» of «Water Now and 14 others», and ask about the others."""
        name, others = unnamed(entry.words) or ("", "")
        if not any(map(str.isalpha, name)):
            return entry
        self.ask_about_more(entry.lines[0], others)
        return replace(entry, words=name, doubt="", apart=())

    def ask_about_more(self, line: InputLine, others: str) -> None:
        number = max(numbers_of(others), default=1)
        self.groups[-1].waiting += number
        question = f"the list says «{others}»: who are they? Names that it does not have are not printed"
        choices = (
            Choice("complete", "nobody else is to be named; the list is complete"),
            Choice("one", "one more signs", "", (sign_edit("  - {value}"),), "the name"),
        )
        self.log.ask("list", line, question, choices, weighs=number)

    def is_open(self, entry: ListEntry) -> bool:
        """Return whether an entry has not signed yet, and ask about it: «Water Now (TBC)», «[Others to be added]»."""
        line, group = entry.lines[0], self.groups[-1]
        name, mark = open_tail(entry.words) or (entry.words, group.pending)
        if not mark:
            return False
        group.waiting += 1
        self.numbered(entry)
        self.placed(entry, "questions.yaml: whether it signs" if name else "questions.yaml: whether more sign")
        if name:
            note = f"as received: «{' '.join(line.raw.split())}»"
            kept = Membership(note, "" if group.pending else group.name)
            ask_whether_signs(line, name, kept, f"The list says «{mark}»", self.log)
        else:
            complete = (Choice("complete", "it is complete"),)
            self.log.ask("list", line, f"the list says «{mark}»: is it complete now?", complete)
        return True

    def open(self, entry: ListEntry) -> None:
        """Begin the group that an entry is the head of."""
        plain = " ".join(entry.words.split())
        count = count_behind(plain)
        name = name_parts(plain[: count.start()] if count else plain)
        note = f"as received: «{plain}»" if name.acronym or name.text != plain else ""
        coalition = Coalition(Localised(name.text), (), name.acronym, note, entry.lines[0].span)
        stated = [count[1]] if count else [line.words for line in entry.lines[1:] if line.words.isdigit()]
        persons = bool(re.search(options("heads", "persons_inside"), fold(entry.words)))
        member, pending = open_tail(plain) or ("", "")
        self.groups.append(
            Group(coalition, entry.country, int(stated[0]) if stated else None, persons, "" if member else pending)
        )
        self.placed(entry, f"{ROSTER}: head «{name.text}»")
        area = is_area(plain) or whole_words("lists", "regions").search(fold(plain))
        known = entry.country or stated or persons or area or names_organisation(plain) or leads_names(plain)
        if entry.lines[0].words.endswith(":") and not known and any(group.members for group in self.groups):
            self.unsure.append(self.groups[-1])

    def add(self, entry: ListEntry, signed: Signed) -> None:
        line, group = entry.lines[0], self.groups[-1]
        raw = entry.words if entry.shared else " / ".join(each.raw.strip() for each in entry.lines)
        words = without_address(self.without_contact(entry, line))
        persons = signed.persons or group.persons or entry.person
        shaped = self.shape(words) if self.shape else None
        member = signatory(words, line.span, raw, persons=persons, country=entry.country or group.country)
        if shaped:
            member = replace(shaped, span=line.span, note=f"as received: «{raw}»", country=shaped.country or member.country)
        if (words != entry.words or entry.noted) and not member.note:
            member = replace(member, note=f"as received: «{raw}»")
        group.members.append(member)
        self.placed(entry, f"{ROSTER}: «{member.name.default}»")
        pair = pair_of(name_parts(words).whole) if member.kind is SignatoryKind.ORGANISATION else None
        two = two_persons(words)
        if two and not entry.doubt:
            entry, pair = replace(entry, doubt="two persons may stand in it", apart=two), None
        if pair and (not member.acronym or is_affiliation(pair[1]) or member.name.default != pair[0]):
            self.pairs.append(PossiblePerson(line, member, *pair, group=group.name))
        self.numbered(entry)
        self.doubts(entry, member)

    def numbered(self, entry: ListEntry) -> None:
        line = entry.lines[0]
        if line.mark and line.mark.number is not None and (not entry.shared or entry.words == line.words):
            self.numbers.append((line.mark.number, line))

    def without_contact(self, entry: ListEntry, line: InputLine) -> str:
        """Return the words of an entry without addresses and numbers, which must not be printed in the list."""
        site = _SITE.search(entry.words)
        if site and site.start():
            return entry.words[: site.start()].rstrip(" ,;–-") + entry.words[site.end() :]
        if not has_contact(entry.words):
            return entry.words
        details = find_details(entry.words, line.span, "", AuditLog())
        if not (details.emails or details.phones) or not any(map(str.isalpha, details.words)):
            return entry.words
        message = f"an address or a number stands beside «{details.words}»; it is kept in the note of the entry"
        self.log.report(rules.UNSURE, line.span, message, "it is not printed; add a contact if it should be")
        return details.words.replace(" | ", ", ")

    def row(self, entry: ListEntry, signed: Signed) -> None:
        """Add a row of a table: by the heads of its columns, or the first cell with letters is the name."""
        line, group = entry.lines[0], self.groups[-1]
        cells = cells_of(line, entry.words)
        named = [cell for cell in cells if any(map(str.isalpha, cell))]
        if not named:
            self.log.lose(line, "the row has no name")
            return
        if len(named) > 1 and not self.roles and (roles := roles_of(cells)):
            self.roles = roles
            self.log.place(line, "left out: the heads of the table")
            return
        row = read_row(cells, self.roles)
        member, unknown = with_cells(
            signatory(row.words, line.span, line.raw, persons=signed.persons or row.person, country=group.country), row.others
        )
        name = member.name.default
        alone = len(unknown) == 1 and member.kind is SignatoryKind.ORGANISATION
        if unknown or row.person or row.kept:
            member = replace(member, note="as received: «" + " | ".join(cell for cell in cells if cell) + "»")
        if alone and is_affiliation(unknown[0]) and pair_of(f"{name} – {unknown[0]}"):
            self.pairs.append(PossiblePerson(line, member, name, unknown[0], cell=True, group=group.name))
        elif unknown:
            self.beside.append((line, name, tuple(unknown), group.name))
        group.members.append(member)
        self.placed(entry, f"{ROSTER}: «{name}»", "further cells are kept as its note" if unknown else "")

    def ask_about_cells(self) -> None:
        """Ask once about the further cells of all rows."""
        if self.beside:
            line, name, unknown, _ = self.beside[0]
            so = f", and so in {len(self.beside)} rows" if len(self.beside) > 1 else ""
            question = f"«{'», «'.join(unknown)}» beside «{name}» is kept in its note only{so}: do they sign too?"
            edits = tuple(sign_edit(entry_text(cell), group) for _, _, cells, group in self.beside for cell in cells)
            choices = (Choice("sign", "they sign", "", edits), Choice("note", "no, it is a remark about this signatory"))
            excerpt = "\n".join(" ".join(each.raw.split()) for each, *_ in self.beside)
            self.log.ask("names", replace(line, raw=excerpt), question, choices, weighs=len(edits))
        self.beside.clear()

    def placed(self, entry: ListEntry, where: str, note: str = "") -> None:
        for line in entry.lines:
            self.log.place(line, where, note)

    def doubts(self, entry: ListEntry, member: Signatory) -> None:
        """Report what is odd about a name, and ask about what may be several names, or none."""
        name, span = member.name.default, entry.lines[0].span
        odd = oddities(name)
        if odd:
            self.log.report(rules.SPELLING, span, f"«{name}» is kept as it stands: {odd}", "ask the signatory")
        doubt = entry.doubt or ("it is long for a name" if len(name) > _LONGEST else "")
        if not doubt and not entry.shared and (titled_tail(entry.words) or ";" in entry.words.rstrip(" ;")):
            doubt = "several names may stand in it"
        if not doubt and not entry.shared and len(pieces := bracketed_pieces(entry.words)) > 1:
            doubt, entry = "several names may stand in it", replace(entry, apart=pieces)
        above, colon, behind = entry.words.partition(": ")
        if not doubt and colon and member.kind is SignatoryKind.ORGANISATION and not pair_of(entry.words):
            doubt = f"«{above}» may be a head, or a remark"
            entry = replace(entry, others=(((name,), (behind,)),))
        if doubt:
            self.ask_about_name(entry, name, doubt)
        marks = name_parts(entry.words).marks
        if marks:
            message = f"«{marks}» stands behind «{name}»; it is kept in the note of the entry and not printed"
            self.log.report(rules.FOOTNOTE, span, message, "say in the text what it means, if readers must know")

    def ask_about_name(self, entry: ListEntry, name: str, doubt: str) -> None:
        """Ask whether an entry is one name, several, or none."""
        choices = [Choice("one", f"«{name}» is one signatory")]
        if len(entry.apart) > 1:
            choices.append(self.several("apart", (name,), entry.apart))
        if entry.joins and (before := self.before(name)):
            whole = f"{before} {name}"
            edits = (entry_edit(before, entry_text(whole)), entry_edit(name))
            choices.append(Choice("joined", f"it goes on with the name above: «{whole}»", "", edits))
        for number, (gone, instead) in enumerate(entry.others, 1):
            choices.append(self.several(f"names{number}", gone, instead))
        choices.append(Choice("none", "it does not sign", "", (entry_edit(name),)))
        self.log.ask("names", entry.lines[0], f"«{name}» was taken for a signatory: {doubt}", choices)

    def before(self, name: str) -> str:
        """Return the name before the last one of the group, which is called ``name``; empty where it is the first."""
        names = [member.name.default for member in self.groups[-1].members]
        return names[-2] if len(names) > 1 and names[-1] == name else ""

    def several(self, key: str, gone: Sequence[str], instead: Sequence[str]) -> Choice:
        """Return the answer that others sign in the place of those who are ``gone``."""
        entries = "\n".join(map(entry_text, instead))
        added = (sign_edit(entries, self.groups[-1].name),)
        edits = (entry_edit(gone[0], entries), *map(entry_edit, gone[1:])) if gone else added
        return Choice(key, "they are «" + "» and «".join(instead) + "»", "", edits)

    def numbering(self) -> Numbering:
        """Return how the list was numbered, and ask about what is missing or stands twice."""
        values = [number for number, _ in self.numbers]
        ask_about_gaps(self.numbers, self.log)
        if not values:
            return Numbering.NONE
        return Numbering.PER_GROUP if values.count(1) > 1 else Numbering.CONTINUOUS


def read_roster(lists: Sequence[Signed], log: AuditLog, stated: tuple[int, ...] = (), language: str = "") -> Roster:
    """Return everybody who signs, under the heads that the text has.

    ``stated`` are the numbers by which the text counts them, ``language`` (BCP 47) is its language.
    """
    builder = _Builder(log, stated, language)
    for signed, following in zip(lists, [*lists[1:], None], strict=False):
        if signed.lines or following is None or following.head.span.line - signed.head.span.line > _LEAST:
            builder.read(signed)  # otherwise «Yours sincerely,» above another head
    groups = [group for group in builder.groups if (group.coalition and not group.pending) or group.members]
    heads = [replace(group.coalition, signatories=tuple(group.members)) for group in groups if group.coalition]
    alone = tuple(member for group in groups if group.coalition is None for member in group.members)
    report_order(groups, log)
    for group in groups:
        if group.stated is not None and group.coalition:
            line, read = InputLine(group.coalition.span, f"{group.name} ({group.stated})"), len(group.members)
            ask_about_number(line, group.name, (group.stated,), (read, read + group.waiting), log)
    report_countries(groups, log)
    return Roster(tuple(heads), alone, builder.numbering(), span=lists[0].head.span) if heads or alone else Roster()


def _head_words(signed: Signed) -> str:
    """Return the head of a list without names that follow it in the same line."""
    return re.split(r"[:：](?=\s*\S)", signed.head.whole)[0].strip()
