"""What was read → a kit: its statements, its people, the facts that kit.yaml needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from presskit.diagnostics import Diagnostic, Severity
from presskit.language.alphabet import slug
from presskit.language.data import fold
from presskit.language.phrases import phrases
from presskit.language.recognition import announces_embargo, is_headed_by_embargo, mentions_embargo
from presskit.model.document import (
    Footnote,
    NoteRef,
    Paragraph,
    Statement,
    inlines_of,
    plain_text,
    segments,
    walk_inlines,
)
from presskit.model.people import Contact, Localised, Numbering, Roster
from presskit.model.question import Choice, Edit, EditKind, question_id
from presskit.model.release import Kit, Release, ReleaseKind, Timing
from presskit.readers import import_rules as rules
from presskit.readers.importing.affiliations import KnownOrganisations
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.contacts import read_contacts
from presskit.readers.importing.embargo import Known, ask_about_embargo, read_embargo, stated_embargo
from presskit.readers.importing.found_lists import set_apart, with_found_lists
from presskit.readers.importing.headings import Kind
from presskit.readers.importing.headline import Front, read_front
from presskit.readers.importing.lines import InputLine, paragraphs
from presskit.readers.importing.linking import linked
from presskit.readers.importing.missed_contacts import with_found_contacts
from presskit.readers.importing.missed_lists import ask_who_signs
from presskit.readers.importing.names import counted
from presskit.readers.importing.private_parts import without_private_notes, without_private_parts
from presskit.readers.importing.second_names import People, read_second_people, with_second_names
from presskit.readers.importing.sections import Parts, sort_lines
from presskit.readers.importing.setting_aside import ask_about_text, compared
from presskit.readers.importing.signatories import read_roster
from presskit.readers.importing.signatory_groups import added
from presskit.readers.importing.statement import StatementBuilder, with_footnotes
from presskit.readers.signatory_table import OPEN_REASONS, Heads, RefusedRow, SignedRow, row_questions
from presskit.readers.tables.twice import settle, without
from presskit.source import Span

__all__ = ["Maker"]

_ASKED_ANYWAY = frozenset(rule.code for rule in (
    rules.UNDECIDED, rules.NOT_CONFIRMED, rules.NO_ENTRY, rules.SIGNER, rules.WHO_SIGNS, rules.SHEETS,
))  # fmt: skip
_MAY_NOT_SIGN = frozenset(rule.code for rule in (rules.COLUMN_ASKED, rules.HIDDEN))
_ROWS_LEFT_OUT = frozenset({rules.NO_NAME.code})
_MAIL_FIELD = re.compile(r"\s*[^\W\d_]{2,10}\s*:\s")


@dataclass(slots=True)
class Maker:
    """Collects what the editions and tables say, and makes the kit of it.

    ``present`` are further languages that it has, ``heads_told`` says what columns of tables are.
    """

    region: str
    log: AuditLog
    roster: Roster = field(default_factory=Roster)
    contacts: tuple[Contact, ...] = ()
    statements: list[Statement] = field(default_factory=list)
    front: Front = field(default_factory=Front)
    phrases: list[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    present: frozenset[str] = frozenset()
    heads_told: Heads = ()

    def read_text(self, language: str, lines: Sequence[InputLine]) -> None:
        """Read the text of one language; what the kit already has of another is compared, not doubled."""
        name = f"statement.{language}.md"
        lines = without_private_notes(with_footnotes(lines, name, self.log), self.log)
        parts = self.for_the_press(sort_lines(lines, self.log))
        if not self.statements:  # a list without a head of a translation may be its calls: blocks are linked instead
            parts = with_found_lists(parts, self.counts(parts, language), language, self.log)
        parts = with_found_contacts(parts, self.log)
        front = read_front(parts, name, self.log)
        self.people(parts, language)
        self.embargoes(parts, front)
        if front.title is None:
            for line in front.rest:
                self.log.lose(line, "the text that it belongs to has no title")
            return
        if language in self.present or any(statement.language == language for statement in self.statements):
            self.second(front, parts, language)
            return
        is_listed = bool(self.roster.everyone() or parts.signed)
        text = [line for line in front.rest if line not in front.addressed]
        rest, run = set_apart(text, self.counts(parts, language), language, listed=is_listed)
        builder = StatementBuilder(name, self.log)
        rest = (*front.addressed, *rest)
        statement = Statement(
            language, front.title, builder.body(rest), front.subtitle, builder.part(parts.boilerplate, "about"),
            builder.part([*parts.notes, *parts.after], "note"), span=front.title.span,
        )  # fmt: skip
        statement = replace(statement, footnotes=self.footnotes(statement, lines))
        ask_who_signs(text, run, statement, self.log, is_listed=is_listed)
        ask_about_text([*front.rest, *parts.notes, *parts.boilerplate, *parts.after], self.log)
        self.statements.append(statement)
        if len(self.statements) == 1:
            self.front = front
        else:
            self.link(statement)
            self.merge_front(front)
        self.heads(language, parts)

    def counts(self, parts: Parts, language: str) -> tuple[int, ...]:
        """Return the numbers by which the text counts those who sign."""
        return tuple(dict.fromkeys(number for line in parts.body for number in counted(line.whole, language)))

    def for_the_press(self, parts: Parts) -> Parts:
        """Return the parts without what they say is not for publication."""
        signed = [replace(each, lines=without_private_parts(each.lines, self.log, each_alone=True)) for each in parts.signed]
        body, notes, boilerplate, after = (
            without_private_parts(part, self.log) for part in (parts.body, parts.notes, parts.boilerplate, parts.after)
        )
        return replace(parts, signed=signed, body=body, notes=notes, boilerplate=boilerplate, after=after)

    def embargoes(self, parts: Parts, front: Front) -> None:
        """Read the lines that announce an embargo; ask about sentences that speak of one."""
        places = tuple(place.default for place in front.places or self.front.places)
        known = Known(front.date or self.front.date, places, self.front.embargo)
        for line in (line for kind, line in parts.front if kind is Kind.EMBARGO):
            embargo = read_embargo(line, known, self.log)
            front.embargo = front.embargo or embargo
            front.embargoed = True
            known = replace(known, embargo=known.embargo or front.embargo)
        for line in parts.moments:
            front.embargoed = True
            self.log.place(line, "questions.yaml: whether it holds the release back")
            ask_about_embargo(line, known, self.log, sure=False)
        if front.title and is_headed_by_embargo(plain_text(front.title.inlines)):
            front.embargoed = True
            ask_about_embargo(InputLine(front.title.span, plain_text(front.title.inlines)), known, self.log)
        signed = [line for each in parts.signed for line in each.lines]
        for passage in paragraphs([*front.rest, *parts.notes, *parts.boilerplate, *parts.after, *parts.contacts, *signed]):
            whole = " ".join(line.words for line in passage.lines)
            if mentions_embargo(whole):
                front.embargoed = True
                self.ask_unless_known(replace(passage.first, raw=whole), whole, known)

    def ask_unless_known(self, line: InputLine, words: str, known: Known) -> None:
        """Ask about an embargo that ``words`` state, if it is not the one that is known."""
        stated = stated_embargo(words)
        if not (stated and known.embargo and stated.until == known.embargo.until):
            ask_about_embargo(line, known, self.log)

    def footnotes(self, statement: Statement, lines: Sequence[InputLine]) -> tuple[Footnote, ...]:
        """Return the notes that the text calls; those called from names and contacts have no place in it."""
        inlines = (each for segment in segments(statement) for each in walk_inlines(inlines_of(segment)))
        called = {each.label for each in inlines if isinstance(each, NoteRef)}
        notes = {note.label: (note, line) for line in lines for note in line.footnotes}
        for label, (note, line) in notes.items():
            if label not in called:
                words = " ".join(plain_text(inlines_of(block)) for block in note.blocks if isinstance(block, Paragraph))
                message = f"the footnote «{words}» belongs to «{line.whole[:60]}», which can have none in the kit"
                self.log.lost.append((InputLine(note.span, words), message))
        return tuple(note for label, (note, _) in notes.items() if label in called)

    def second(self, front: Front, parts: Parts, language: str) -> None:
        """Report a second text in a language that the kit has a text in; lines that say the same again are placed."""
        title = [InputLine(front.title.span, plain_text(front.title.inlines))] if front.title else []
        own = title[0].span.source if title else ""
        known = {compared(entry.text) for span, entry in self.log.entries.items() if span.source != own and entry.wheres}
        for line in [*title, *front.rest, *parts.boilerplate, *parts.notes, *parts.after]:
            if compared(line.whole) in known:
                self.log.place(line, f"statement.{language}.md: said again")
            elif line in title:
                self.log.lost.append((line, f"the kit has a text in «{language}» already"))
            else:
                self.log.lose(line, f"the kit has a text in «{language}» already")

    def link(self, statement: Statement) -> None:
        """Give a text in another language the ids of the blocks of the first that it translates."""
        first = self.statements[0]
        result = linked(first, statement)
        self.statements[-1] = result.statement
        self.log.rename_blocks(f"statement.{statement.language}.md", result.ids, result.evidence)
        for question in result.questions:
            self.log.keep(question)
        if result.missing:
            message = f"{len(result.missing)} blocks of the first text have no translation in «{statement.language}»"
            related = [(each.span, f"«{each.id}»") for each in result.missing]
            self.log.report(rules.UNSURE, statement.span, message, "answer the questions, or have them translated", related)

    def people(self, parts: Parts, language: str) -> None:
        """Read who signs and who answers; people that a second text names are compared with those of the first."""
        known = {statement.language for statement in self.statements}
        second = Parts(signed=parts.signed if self.roster != Roster() else [], contacts=parts.contacts if self.contacts else [])
        if known and language not in known and (second.signed or second.contacts):
            people = People(self.roster, self.contacts, self.statements[0].language)
            names = read_second_people(people, second, language, self.region, self.log)
            self.roster, self.contacts = with_second_names(self.roster, self.contacts, names, people.language, language)
            not_paired = [] if second.signed else parts.signed
            parts = replace(parts, signed=not_paired, contacts=[] if second.contacts else parts.contacts)
        if self.roster == Roster():
            self.roster = read_roster(parts.signed, self.log, self.counts(parts, language), language)
        else:
            for signed in parts.signed:
                self.compare(signed.lines)
        if not self.contacts:
            self.contacts = read_contacts(parts.contacts, KnownOrganisations.of(self.roster), self.region, self.log)
        else:
            self.compare_contacts(parts.contacts)

    def compare(self, lines: Sequence[InputLine]) -> None:
        """Place names that the list has; others are reported, for they may be the same in another language."""
        names = [(each.name.default, each.acronym) for each in self.roster.everyone()]
        names += [(each.name.default, each.acronym) for each in self.roster.coalitions]
        known = {fold(form): name for name, acronym in names for form in (name, acronym) if form}
        for line in lines:
            matches = [form for form in known if len(form) > 2 and form in fold(line.words)]
            if matches:
                self.log.place(line, f"signatories.yaml: «{known[max(matches, key=len)]}», named again")
            else:
                self.log.lose(line, "no signatory has this name in the first list: it may be one of them in another language")

    def compare_contacts(self, lines: Sequence[InputLine]) -> None:
        """Place lines about contacts that the kit has."""
        known = {email.address.casefold() for contact in self.contacts for email in contact.emails}
        known |= {phone.raw for contact in self.contacts for phone in contact.phones}
        known |= {contact.name.default.casefold() for contact in self.contacts}
        for line in lines:
            if any(form in line.words.casefold() for form in known):
                self.log.place(line, "contacts.yaml: named again")
            else:
                self.log.lose(line, "no contact of the first list says this")

    def table(self, name: str, data: bytes) -> None:
        """Add the signatures of a table: under its coalitions, or under those of the text that have the same name."""
        from presskit.readers import signatory_table

        reading = signatory_table.read(name, data, self.statements[0].language if self.statements else "en", self.heads_told)
        self.findings(name, reading.diagnostics)
        rows = settle(reading.value.entries, reading.value.refused, self.roster.everyone())
        for entry in rows.signed:
            self.roster = added(self.roster, entry.signatory, entry.coalition)
            self.log.put(entry.span, entry.text, f"signatories.yaml: «{entry.signatory.name.default}»")
        self.named_again(rows.again)
        self.roster = without(self.roster, rows.doubted)
        unclear = []
        for refusal in rows.refused:
            where = "left out: no signature"
            if refusal.reason in OPEN_REASONS:
                where = "questions.yaml: whether it signs"
                unclear.append((refusal, self.owner(refusal.coalition)))
            self.log.put(refusal.span, refusal.text, where, str(refusal.reason))
        for question in row_questions(unclear):
            self.log.keep(question)

    def named_again(self, rows: Sequence[SignedRow | RefusedRow]) -> None:
        """Tell which rows of a table have a name that signs already, or is asked about already."""
        for row in rows:
            asked, name = isinstance(row, RefusedRow), row.signatory.name.default
            message = f"«{name}» stands in the lists before: it {'is asked about' if asked else 'signs'} once"
            self.log.report(rules.AGAIN, row.span, message, "correct signatories.yaml if two of this name sign")
            self.log.put(row.span, row.text, f"{'questions' if asked else 'signatories'}.yaml: «{name}», named again")

    def owner(self, coalition: str) -> str:
        """Return what the kit calls a coalition of the table; empty where it has none of that name."""
        names = (
            group.name.default for group in self.roster.coalitions
            if coalition and fold(coalition) in {fold(group.name.default), fold(group.acronym)}
        )  # fmt: skip
        return next(names, "")

    def findings(self, name: str, found: Sequence[Diagnostic]) -> None:
        """Keep the findings about a table; what leaves names out is asked instead."""
        for finding in found:
            line = InputLine(finding.span, finding.message)
            if finding.code in _MAY_NOT_SIGN:
                question = f"{finding.message}. Is the list of signatories right as it was read?"
                self.log.ask("list", line, question, (Choice("sign", "the names sign as signatories.yaml says"),))
            elif finding.code in _ROWS_LEFT_OUT:
                self.log.ask("row", line, f"{finding.message}: {finding.hint}")
            elif finding.code not in _ASKED_ANYWAY and finding.severity is Severity.ERROR:
                self.log.ask("list", line, f"the table «{name}» was not read: {finding.message}. Who of it signs?")
            elif finding.code not in _ASKED_ANYWAY:
                self.log.found.append(finding)

    def merge_front(self, front: Front) -> None:
        """Keep the facts of the first text; those of a translation fill what it lacks."""
        first, text = self.front, self.statements[-1]
        if first.date and front.date and first.date != front.date:
            message = f"the date is {first.date} in the first text and {front.date} in «{text.language}»; the first is kept"
            self.log.report(rules.UNSURE, text.span, message, "correct kit.yaml if the other is right")
        self.front = replace(
            first, kind=first.kind or front.kind, immediate=first.immediate or front.immediate,
            embargoed=first.embargoed or front.embargoed, date=first.date or front.date, embargo=first.embargo or front.embargo,
        )  # fmt: skip
        self.translated_place_names(front)

    def translated_place_names(self, front: Front) -> None:
        """Keep what a translation calls the places, one by one in the order of the datelines."""
        first, second = self.statements[0].language, self.statements[-1].language
        if not self.front.places:
            self.front.places = front.places
        elif len(front.places) == len(self.front.places):
            pairs = zip(self.front.places, front.places, strict=True)
            self.front.places = tuple(
                Localised(a.default, (*(a.by_language or ((first, a.default),)), (second, b.default)), a.span) for a, b in pairs
            )
        elif front.places:
            names = ", ".join(place.default for place in front.places)
            message = f"the places «{names}» are more or fewer than those of the first text; they are not in the kit"
            self.log.lost.append((InputLine(self.statements[-1].span, names), message))

    def heads(self, language: str, parts: Parts) -> None:
        """Keep the text's own words above its lists, where the outputs would write others."""
        names = {Kind.SIGNATORIES: "signatories", Kind.CONTACTS: "contacts", Kind.NOTES: "notes"}
        heads = [(name, _heading(parts.heads[kind])) for kind, name in names.items() if kind in parts.heads]
        used = [(name, words) for name, words in heads if words and (name != "notes" or parts.notes)]
        own = tuple((name, words) for name, words in used if fold(words) != fold(phrases(language).texts[name]))
        if own:
            self.phrases.append((language, own))

    def kit(self, images: tuple[str, ...]) -> Kit:
        """Return the kit; ask for what it lacks, and report what was derived."""
        first = self.statements[0]
        kind = ReleaseKind.JOINT_STATEMENT if len(self.roster.everyone()) > 1 else ReleaseKind.PRESS_RELEASE
        self.left_out()
        release = Release(
            self.id(plain_text(first.title.inlines)), self.front.kind or kind,
            tuple(statement.language for statement in self.statements), date=self.front.date, places=self.front.places,
            timing=self.timing(), embargo=self.front.embargo, region=self.region, phrases=tuple(self.phrases), span=first.span,
        )  # fmt: skip
        self.derived(release, first.span)
        roster = self.roster if self.roster.everyone() else replace(self.roster, numbering=Numbering.CONTINUOUS)
        return Kit(release, tuple(self.statements), roster, self.contacts, images)

    def left_out(self) -> None:
        """Ask about an embargo that is announced outside the text: in the subject of the e-mail, in the header of a page."""
        known = Known(self.front.date, tuple(place.default for place in self.front.places), self.front.embargo)
        for span, entry in list(self.log.entries.items()):
            words = entry.text.partition(":")[2].strip() if _MAIL_FIELD.match(entry.text) else entry.text
            left_out = any(where.startswith("left out") for where in entry.wheres)
            if left_out and (announces_embargo(words) or mentions_embargo(words)):
                self.front.embargoed = True
                self.ask_unless_known(InputLine(span, words), words, known)

    def timing(self) -> Timing | None:
        """Return ``IMMEDIATE`` if the text says so; ask, and return None, if it speaks of an embargo too."""
        line = self.front.immediate
        if line is None:
            return None
        if not (self.front.embargoed or self.log.withheld):
            return Timing.IMMEDIATE
        edits = (Edit("kit.yaml", EditKind.SET, "embargo"), Edit("kit.yaml", EditKind.SET, "release", "release: immediate\n"))
        immediate = Choice("immediate", f"the text says «{line.whole}», and that is right", "", edits)
        for place, question in enumerate(self.log.questions):
            if question.kind == "embargo":
                self.log.questions[place] = replace(question, choices=(*question.choices, immediate))
                return None
        message = f"the text says «{line.whole}», and that it is held back: which of the two is right?"
        self.log.ask("embargo", line, message, (Choice("held", "it is held back, as the kit says"), immediate))
        return None

    def id(self, title: str) -> str:
        """Return an id made of the title; a temporary one, and a question, where its letters are not known."""
        if from_title := slug(title):
            return from_title
        temporary = question_id("release", title)
        question = "what is the id of the release? Its title has no letters that one could be made of; until then it is "
        edits = (Edit("kit.yaml", EditKind.SET, "id", "id: {value}\n"),)
        choices = (Choice("keep", f"keep «{temporary}»"), Choice("id", "this id", "", edits, "a-z, 0-9 and hyphens"))
        self.log.ask("id", InputLine(self.statements[0].span, title), f"{question}«{temporary}»", choices)
        return temporary

    def derived(self, release: Release, span: Span) -> None:
        """Report what was derived, and what is missing."""
        derived = f"the id «{release.id}» was made from the title"
        if self.front.kind is None:
            why = "several sign" if release.kind is ReleaseKind.JOINT_STATEMENT else "no list of signatories was found"
            derived += f", and the kind is «{release.kind}», for {why}"
        self.log.report(rules.ASSUMED, span, derived, "correct them in kit.yaml")
        if release.date is None:
            hint = "write it into kit.yaml: date: 2016-12-15"
            self.log.report(rules.NO_DATE, span, "no date was found; the kit has none", hint)
        if not release.places:
            hint = "write it into kit.yaml: places: [Brussels]"
            self.log.report(rules.NO_PLACE, span, "no place was found; the kit has none", hint)


def _heading(head: str) -> str:
    """Return the head's words if they can stand above a list in every output: short, and nothing of the list itself."""
    words = head.strip(" #*_").rstrip(" :：,،")
    return words if len(words) <= 60 and "@" not in words and not any(map(str.isdigit, words)) else ""
