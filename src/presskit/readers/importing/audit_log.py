"""What became of each line of the input, and what is asked about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from presskit.diagnostics import Diagnostic, Rule
from presskit.formats.kit_yaml import quoted
from presskit.model.question import Choice, Edit, EditKind, Question, question_id
from presskit.model.release import Kit
from presskit.readers.importing.lines import InputLine
from presskit.readers.signatory_table import input_span, sign_edit
from presskit.source import Span

__all__ = ["UNPLACED", "AuditLog", "Placement", "ask_about_lost", "entry_text", "escaped", "replace_edit"]

UNPLACED = "not placed"


@dataclass(frozen=True, slots=True)
class Placement:
    """One piece of the input: where it was, where it went in the kit, its words as received, and a remark."""

    span: Span
    where: str
    text: str
    note: str = ""


@dataclass(slots=True)
class _Entry:
    """Where a line went, and notes on it: the keys, in their order, each once. ``addresses`` are those of its links."""

    text: str
    addresses: tuple[str, ...] = ()
    wheres: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class AuditLog:
    """Keeps one entry for each line of the input, in the order of the input; what is asked, lost and kept internal.

    ``withheld``: a line says that the whole text is not for publication. ``languages`` are those of files with one text.
    """

    found: list[Diagnostic] = field(default_factory=list)
    entries: dict[Span, _Entry] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    asked: set[object] = field(default_factory=set)
    lost: list[tuple[InputLine, str]] = field(default_factory=list)
    internal: list[InputLine] = field(default_factory=list)
    withheld: bool = False
    languages: dict[str, str] = field(default_factory=dict)

    def received(self, line: InputLine) -> str:
        """Return a line as it stood in the input, with the words that were cut off since."""
        entry = self.entries.get(line.span)
        return entry.text if entry else line.raw

    def expect(self, lines: Iterable[InputLine]) -> None:
        """Open an entry for each line; those that nothing is placed of are reported by :meth:`close`."""
        for line in lines:
            self.entries.setdefault(line.span, _Entry(line.raw, line.addresses))

    def place(self, line: InputLine, where: str, note: str = "") -> None:
        """Say that a line, or a part of it, went to ``where``."""
        entry = self.entries.setdefault(line.span, _Entry(line.raw, line.addresses))
        entry.wheres.setdefault(where)
        if note:
            entry.notes.setdefault(note)

    def move(self, line: InputLine, where: str) -> None:
        """Say that a line went to ``where``, and not to where it was placed before."""
        self.entries.setdefault(line.span, _Entry(line.raw)).wheres = {where: None}

    def put(self, span: Span, text: str, where: str, note: str = "") -> None:
        """Say that a row of a table went to ``where``."""
        self.place(InputLine(span, text), where, note)

    def report(self, rule: Rule, span: Span, message: str, hint: str = "", related: Iterable[tuple[Span, str]] = ()) -> None:
        """Keep a finding."""
        self.found.append(rule.at(span, message, hint, related))

    def ask(self, kind: str, line: InputLine, asked: str, choices: Sequence[Choice] = (), weighs: int = 1) -> None:
        """Keep a question about a line, once; of several lines the first is shown, for the question says how many they are."""
        raw, place = line.raw.strip(), input_span(line.span)
        if (about := (kind, place.source, place.line, raw)) in self.asked:
            return
        self.asked.add(about)
        name = question_id(kind, place.source, str(place.line), raw)
        if name not in self.asked:
            self.keep(Question(name, kind, asked, place, raw.partition("\n")[0].rstrip(), tuple(choices), weighs))

    def keep(self, question: Question) -> None:
        """Keep a question that is ready."""
        self.asked.add(question.id)
        self.questions.append(question)

    def ask_internal(self, kind: str, line: InputLine, question: str, answer: str, weighs: int = 1) -> None:
        """Ask whether a line is internal, without its words: questions are shown in reports."""
        self.ask(kind, replace(line, raw=""), question, (Choice("internal", answer),), weighs)

    def lose(self, line: InputLine, reason: str) -> None:
        """Say that a line has no place in the kit: somebody is asked."""
        self.place(line, UNPLACED, reason)
        self.lost.append((line, reason))

    def hide(self, line: InputLine, words: str = "") -> None:
        """Keep a line, or ``words`` of it, for the office alone: in no file that an output is made of."""
        self.place(line, "internal.txt: not for publication")
        self.internal.append(replace(line, raw=words) if words else line)

    def absorb(self, other: AuditLog, without: Collection[str] = ()) -> None:
        """Take over what another log keeps, but for questions of the kinds ``without``."""
        for span, entry in other.entries.items():
            for where in entry.wheres:
                self.place(InputLine(span, entry.text, targets=entry.addresses), where, "; ".join(entry.notes))
        self.found += other.found
        self.lost += other.lost
        self.internal += other.internal
        self.withheld = self.withheld or other.withheld
        for question in other.questions:
            if question.kind not in without and question.id not in self.asked:
                self.keep(question)

    def rename_blocks(self, file: str, ids: Mapping[str, str], evidence: Mapping[str, str]) -> None:
        """Say of the lines that went to blocks of ``file`` that these have other ids now, and what speaks for each."""
        for entry in self.entries.values():
            places, entry.wheres = entry.wheres, {}
            for where in places:
                mark = re.search(r"\{#([^{}]*)\}$", where) if where.startswith(f"{file}:") else None
                name = ids.get(mark[1], "") if mark else ""
                entry.wheres.setdefault(f"{where[: mark.start()]}{{#{name}}}" if mark and name else where)
                if name in evidence:
                    entry.notes.setdefault(f"its source is told by {evidence[name]}")

    def close(self, kept: Collection[str] = ()) -> tuple[Placement, ...]:
        """Return the placements; what was expected and not placed is lost.

        An address of a link that stands neither in the words nor among those that the kit has ``kept`` is a remark.
        """
        for span, entry in self.entries.items():
            if not entry.wheres:
                self.lose(InputLine(span, entry.text), "nothing was found that it belongs to")
            entry.notes |= {f"its link led to {each}": None for each in entry.addresses if not _is_told(each, entry.text, kept)}
        return tuple(
            Placement(span, "; ".join(entry.wheres), entry.text, "; ".join(entry.notes)) for span, entry in self.entries.items()
        )


def _is_told(address: str, words: str, kept: Collection[str]) -> bool:
    plain = address.removeprefix("mailto:").removeprefix("tel:")
    return address in kept or plain in words


_LONGEST_NAME = 120
_SHOWN = 70


def entry_text(name: str, note: str = "") -> str:
    """Return a signatory as an entry of the list in signatories.yaml."""
    return f"  - name: {quoted(name)}\n    note: {quoted(note)}" if note else f"  - {quoted(name)}"


def replace_edit(file: str, before: str, after: str) -> Edit:
    """Return the edit that puts words in the place of others."""
    return Edit(file, EditKind.REPLACE, before, after)


def escaped(text: str) -> str:
    """Return words as a paragraph of the kit's Markdown."""
    words = re.sub(r"[\\`*_\[\]<~]|\{(?=[{#])", lambda mark: f"\\{mark.group()}", " ".join(text.split()))
    return re.sub(r"^(?=[-+#>=|]|:::)|^(\d{1,9})(?=[.)])", lambda match: f"{match[1]}\\" if match[1] else "\\", words)


def ask_about_lost(log: AuditLog, kit: Kit) -> None:
    """Ask once for each run of lines that have no place for the same reason."""
    for lines, reason in _runs(log.lost):
        shown = lines[0].whole if len(lines[0].whole) <= _SHOWN else f"{lines[0].whole[:_SHOWN]}…"
        what = f"«{shown}»" if len(lines) == 1 else f"{len(lines)} lines from «{shown}» on"
        raw = "\n".join(line.raw.strip() for line in lines)
        question = f"where do {what} belong? {reason}"
        log.ask("unplaced", replace(lines[0], raw=raw), question, tuple(_places(lines, kit, log)), weighs=len(lines))


def _runs(lost: Sequence[tuple[InputLine, str]]) -> Iterator[tuple[list[InputLine], str]]:
    run: list[InputLine] = []
    before = ""
    for line, reason in lost:
        if run and (reason != before or line.span.source != run[-1].span.source or line.span.line - run[-1].span.line > 3):
            yield run, before
            run = []
        run.append(line)
        before = reason
    if run:
        yield run, before


def _places(lines: Sequence[InputLine], kit: Kit, log: AuditLog) -> Iterator[Choice]:
    language = log.languages.get(lines[0].span.source.partition(" (")[0], "")
    file = f"statement.{language if kit.statement(language) else kit.release.source_language}.md"
    text = "\n\n".join(escaped(line.whole) for line in lines)
    yield Choice("text", "put it into the text, at its end", "", (Edit(file, EditKind.APPEND, "body", text),))
    yield Choice("notes", "put it into the notes to editors", "", (Edit(file, EditKind.APPEND, "notes", text),))
    if all(len(line.words) <= _LONGEST_NAME and not line.words.endswith(".") for line in lines):
        several = f"{len(lines)} signatories" if len(lines) > 1 else "a signatory"
        yield Choice("signatory", f"it is {several}", "", tuple(sign_edit(entry_text(line.words)) for line in lines))
