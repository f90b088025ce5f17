"""What was read → a kit: its statements, its people, the facts that kit.yaml needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from presskit.diagnostics import Diagnostic, Severity
from presskit.language.alphabet import slug
from presskit.language.data import fold
from presskit.language.phrases import phrases
from presskit.language.recognition import announces_embargo, is_headed_by_embargo, mentions_embargo
from presskit.model.document import (
    Block,
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
from presskit.readers.importing.headings import Kind
from presskit.readers.importing.headline import Front, read_front
from presskit.readers.importing.lines import InputLine, paragraphs
from presskit.readers.importing.missed_lists import ask_about_list, ask_about_sentences
from presskit.readers.importing.names import counted
from presskit.readers.importing.private_parts import without_private_notes, without_private_parts
from presskit.readers.importing.sections import Parts, sort_lines
from presskit.readers.importing.setting_aside import ask_about_text
from presskit.readers.importing.signatories import added, read_roster
from presskit.readers.importing.statement import Writer, with_footnotes
from presskit.readers.signatory_table import OPEN_REASONS, row_questions
from presskit.source import Span

__all__ = ["Edition", "Maker"]

_ASKED_ANYWAY = frozenset(rule.code for rule in (rules.UNDECIDED, rules.NOT_CONFIRMED, rules.NO_ENTRY))
_MAY_NOT_SIGN = frozenset(rule.code for rule in (rules.COLUMN_ASKED, rules.HIDDEN))
_ROWS_LEFT_OUT = frozenset(rule.code for rule in (rules.SIGNER, rules.NO_NAME))
_MAIL_FIELD = re.compile(r"\s*[^\W\d_]{2,10}\s*:\s")


@dataclass(frozen=True, slots=True)
class Edition:
    """The lines of the release in one language (BCP 47)."""

    language: str
    lines: tuple[InputLine, ...]


@dataclass(slots=True)
class Maker:
    """Collects what the editions and tables say, and makes the kit of it."""

    region: str
    log: AuditLog
    roster: Roster = field(default_factory=Roster)
    contacts: tuple[Contact, ...] = ()
    statements: list[Statement] = field(default_factory=list)
    front: Front = field(default_factory=Front)
    phrases: list[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=list)

    def edition(self, edition: Edition) -> None:
        """Read the text of one language; what the kit already has of another is compared, not doubled."""
        name = f"statement.{edition.language}.md"
        lines = without_private_notes(with_footnotes(edition.lines, name, self.log), self.log)
        parts = self.for_the_press(sort_lines(lines, self.log))
        self.people(parts, edition.language)
        front = read_front(parts, name, self.log)
        self.embargoes(parts, front)
        if front.title is None:
            for line in front.rest:
                self.log.lose(line, "the text that it belongs to has no title")
            return
        if any(statement.language == edition.language for statement in self.statements):
            self.second(front, parts, edition.language)
            return
        statement = self.statement(edition.language, front, parts, lines)
        if not self.roster.everyone() and not parts.signed:
            ask_about_list(front.rest, self.log)
            ask_about_sentences(front.rest, self.log)
        ask_about_text([*front.rest, *parts.notes, *parts.boilerplate, *parts.after], self.log)
        self.pair(statement)
        self.statements.append(statement)
        self.facts(front)
        self.worded(edition.language, parts)

    def for_the_press(self, parts: Parts) -> Parts:
        """Return the parts without what they say is not for publication."""
        signed = [
            replace(each, lines=without_private_parts(each.lines, self.log, each_alone=True)) for each in parts.signed
        ]
        body, notes, boilerplate, after = (
            without_private_parts(part, self.log) for part in (parts.body, parts.notes, parts.boilerplate, parts.after)
        )
        return replace(parts, signed=signed, body=body, notes=notes, boilerplate=boilerplate, after=after)

    def embargoes(self, parts: Parts, front: Front) -> None:
        """Read the lines that announce an embargo; ask about sentences that speak of one."""
        places = tuple(place.default for place in front.places or self.front.places)
        known = Known(front.date or self.front.date, places, self.front.embargo)
        for line in (line for kind, line in parts.front if kind is Kind.EMBARGO):
            read = read_embargo(line, known, self.log)
            front.embargo = front.embargo or read
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
                said = stated_embargo(whole)
                if not (said and known.embargo and said.until == known.embargo.until):
                    ask_about_embargo(replace(passage.first, raw=whole), known, self.log)

    def statement(self, language: str, front: Front, parts: Parts, lines: Sequence[InputLine]) -> Statement:
        """Return the text of one language."""
        writer = Writer(f"statement.{language}.md", self.log)
        title = front.title
        if title is None:
            raise ValueError("a statement has a title")
        body = writer.body(front.rest)
        boilerplate = writer.part(parts.boilerplate, "about")
        notes: tuple[Block, ...] = writer.part([*parts.notes, *parts.after], "note")
        statement = Statement(language, title, body, front.subtitle, boilerplate, notes, span=title.span)
        return replace(statement, footnotes=self.footnotes(statement, lines))

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
        """Report a second text in a language that the kit has a text in."""
        rest = [*front.rest, *parts.boilerplate, *parts.notes, *parts.after]
        message = f"the kit has a text in «{language}» already"
        for line in rest:
            self.log.lose(line, message)
        if front.title:
            title = InputLine(front.title.span, plain_text(front.title.inlines))
            self.log.lost.insert(len(self.log.lost) - len(rest), (title, message))

    def pair(self, statement: Statement) -> None:
        """Tell whether the blocks of a translation can be those of the source."""
        if self.statements:
            here, there = ([each.id for each in segments(text)] for text in (statement, self.statements[0]))
            if here != there:
                first = self.statements[0].language
                message = f"the text in «{statement.language}» has {len(here)} blocks, that in «{first}» {len(there)}"
                hint = "give each paragraph the {#id} of the one that it translates"
                self.log.report(rules.UNSURE, statement.span, message, hint)

    def people(self, parts: Parts, language: str) -> None:
        """Read who signs and who answers; what a second text repeats is compared with the first."""
        if self.roster == Roster():
            said = tuple(dict.fromkeys(number for line in parts.body for number in counted(line.whole, language)))
            self.roster = read_roster(parts.signed, self.log, said)
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
            hits = [form for form in known if len(form) > 2 and form in fold(line.words)]
            hit = known[max(hits, key=len)] if hits else ""
            if hit:
                self.log.place(line, f"signatories.yaml: «{hit}», named again")
            else:
                self.log.lose(
                    line, "no signatory has this name in the first list: it may be one of them in another language"
                )

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

        language = self.statements[0].language if self.statements else "en"
        reading = signatory_table.read(name, data, language)
        self.findings(name, reading.diagnostics)
        for entry in reading.value.entries:
            self.roster = added(self.roster, entry.signatory, entry.coalition)
            self.log.put(entry.span, entry.text, f"signatories.yaml: «{entry.signatory.name.default}»")
        asked = []
        for refusal in reading.value.refused:
            if refusal.reason in OPEN_REASONS:
                self.log.put(refusal.span, refusal.text, "questions.yaml: whether it signs", str(refusal.reason))
                asked.append((refusal, self.owner(refusal.coalition)))
            else:
                self.log.put(refusal.span, refusal.text, "left out: no signature", str(refusal.reason))
        self.log.questions += row_questions(asked)

    def owner(self, coalition: str) -> str:
        """Return what the kit calls a coalition of the table; empty where it has none of that name."""
        known = (
            group for group in self.roster.coalitions if fold(coalition) in {fold(group.name.default), fold(group.acronym)}
        )
        return next((group.name.default for group in known), "") if coalition else ""

    def findings(self, name: str, found: Sequence[Diagnostic]) -> None:
        """Keep what the reader of a table found; what leaves names out is asked instead."""
        for finding in found:
            if finding.code in _ASKED_ANYWAY:
                continue
            if finding.code in _MAY_NOT_SIGN:
                choices = (Choice("sign", "the names sign as signatories.yaml says"),)
                asked = f"{finding.message}. Is the list of signatories right as it was read?"
                self.log.ask("list", InputLine(finding.span, finding.message), asked, choices)
            elif finding.code in _ROWS_LEFT_OUT:
                self.log.ask("row", InputLine(finding.span, finding.message), f"{finding.message}: {finding.hint}")
            elif finding.severity is Severity.ERROR:
                asked = f"the table «{name}» was not read: {finding.message}. Who of it signs?"
                self.log.ask("list", InputLine(finding.span, finding.message), asked)
            else:
                self.log.found.append(finding)

    def facts(self, front: Front) -> None:
        """Keep the facts of the first text; those of a translation fill what it lacks."""
        if len(self.statements) == 1:
            self.front = front
            return
        self.front.kind = self.front.kind or front.kind
        self.front.immediate = self.front.immediate or front.immediate
        self.front.embargoed = self.front.embargoed or front.embargoed
        self.agree("date", self.front.date, front.date)
        self.front.date = self.front.date or front.date
        self.front.embargo = self.front.embargo or front.embargo
        self.translated_place_names(front)

    def agree(self, what: str, here: date | None, there: date | None) -> None:
        """Report a day or an instant that a translation gives otherwise."""
        if here and there and here != there:
            message = (
                f"the {what} is {here} in the first text and {there} in «{self.statements[-1].language}»; the first is kept"
            )
            self.log.report(rules.UNSURE, self.statements[-1].span, message, "correct kit.yaml if the other is right")

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

    def worded(self, language: str, parts: Parts) -> None:
        """Keep the text's own words above its lists, where the outputs would write others."""
        table = phrases(language).texts
        names = {Kind.SIGNATORIES: "signatories", Kind.CONTACTS: "contacts", Kind.NOTES: "notes"}
        heads = [(name, parts.heads[kind]) for kind, name in names.items() if kind in parts.heads]
        heads = [(name, head) for name, head in heads if name != "notes" or parts.notes]
        worded = [(name, _heading(head)) for name, head in heads]
        own = [(name, words) for name, words in worded if words and fold(words) != fold(table[name])]
        if own:
            self.phrases.append((language, tuple(own)))

    def kit(self, images: tuple[str, ...]) -> Kit:
        """Return the kit; what it lacks is asked for, and what was derived is said."""
        first = self.statements[0]
        title = plain_text(first.title.inlines)
        several = ReleaseKind.JOINT_STATEMENT if len(self.roster.everyone()) > 1 else ReleaseKind.PRESS_RELEASE
        kind = self.front.kind or several
        languages = tuple(statement.language for statement in self.statements)
        self.left_out()
        release = Release(
            self.id(title), kind, languages, date=self.front.date, places=self.front.places,
            timing=self.timing(), embargo=self.front.embargo, region=self.region, phrases=tuple(self.phrases), span=first.span,
        )  # fmt: skip
        self.derived(release, first.span)
        roster = self.roster if self.roster.everyone() else replace(self.roster, numbering=Numbering.CONTINUOUS)
        return Kit(release, tuple(self.statements), roster, self.contacts, images)

    def left_out(self) -> None:
        """Ask about an embargo that is told outside the text: in the subject of the e-mail, in the header of a page."""
        known = Known(self.front.date, tuple(place.default for place in self.front.places), self.front.embargo)
        for span, entry in list(self.log.entries.items()):
            words = entry.text.partition(":")[2].strip() if _MAIL_FIELD.match(entry.text) else entry.text
            left_out = any(where.startswith("left out") for where in entry.wheres)
            if left_out and (announces_embargo(words) or mentions_embargo(words)):
                self.front.embargoed = True
                said = stated_embargo(words)
                if not (said and known.embargo and said.until == known.embargo.until):
                    ask_about_embargo(InputLine(span, words), known, self.log)

    def timing(self) -> Timing | None:
        """Return whether the text says that it may be published at once; where it speaks of an embargo too, it is asked."""
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
        asked = f"the text says «{line.whole}», and that it is held back: which of the two is right?"
        self.log.ask("embargo", line, asked, (Choice("held", "it is held back, as the kit says"), immediate))
        return None

    def id(self, title: str) -> str:
        """Return an id made of the title; one of its own, which is asked for, where its letters are not known."""
        made = slug(title)
        if made:
            return made
        span = self.statements[0].span
        choice = Choice("id", "this id", "", (Edit("kit.yaml", EditKind.SET, "id", "id: {value}\n"),), "a-z, 0-9 and hyphens")
        keep = question_id("release", title)
        asked = f"what is the id of the release? Its title has no letters that one could be made of; until then it is «{keep}»"
        choices = (Choice("keep", f"keep «{keep}»"), choice)
        self.log.ask("id", InputLine(span, title), asked, choices)
        return keep

    def derived(self, release: Release, span: Span) -> None:
        """Say what was derived, and ask for what is missing."""
        said = f"the id «{release.id}» was made from the title"
        if self.front.kind is None:
            why = "several sign" if release.kind is ReleaseKind.JOINT_STATEMENT else "no list of signatories was found"
            said += f", and the kind is «{release.kind}», for {why}"
        self.log.report(rules.ASSUMED, span, said, "correct them in kit.yaml")
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
