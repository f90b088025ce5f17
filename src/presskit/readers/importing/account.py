"""The account of an import: where each line went, and what was found on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.question import Choice, Question, question_id
from presskit.readers.importing.lines import Line
from presskit.readers.received import kept
from presskit.source import Span

__all__ = ["NOWHERE", "Account", "Placement"]

NOWHERE = "not placed"


@dataclass(frozen=True, slots=True)
class Placement:
    """One piece of the input: where it was, where it went in the kit, its words as received, and a remark."""

    span: Span
    where: str
    text: str
    note: str = ""


@dataclass(slots=True)
class _Entry:
    text: str
    wheres: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Account:
    """Keeps one entry for each line of the input, in the order of the input; what is asked, lost and kept internal.

    ``withheld``: a line says that the whole text is not for publication.
    """

    found: list[Diagnostic] = field(default_factory=list)
    entries: dict[Span, _Entry] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    lost: list[tuple[Line, str]] = field(default_factory=list)
    internal: list[Line] = field(default_factory=list)
    withheld: bool = False

    def expect(self, lines: Iterable[Line]) -> None:
        """Open an entry for each line; those that nothing is placed of are reported by :meth:`close`."""
        for line in lines:
            self.entries.setdefault(line.span, _Entry(line.raw))

    def place(self, line: Line, where: str, note: str = "") -> None:
        """Say that a line, or a part of it, went to ``where``."""
        entry = self.entries.setdefault(line.span, _Entry(line.raw))
        if where not in entry.wheres:
            entry.wheres.append(where)
        if note and note not in entry.notes:
            entry.notes.append(note)

    def put(self, span: Span, text: str, where: str, note: str = "") -> None:
        """Say that a row of a table went to ``where``."""
        self.place(Line(span, text), where, note)

    def report(self, rule: Rule, span: Span, message: str, hint: str = "", related: Iterable[tuple[Span, str]] = ()) -> None:
        """Keep a finding."""
        self.found.append(rule.at(span, message, hint, related))

    def ask(self, kind: str, line: Line, asked: str, choices: Sequence[Choice] = (), weighs: int = 1) -> None:
        """Keep a question about a line, once."""
        raw, place = line.raw.strip(), kept(line.span)
        name = question_id(kind, place.source, str(place.line), raw)
        if all(each.id != name for each in self.questions):
            self.questions.append(Question(name, kind, asked, place, raw, tuple(choices), weighs))

    def lose(self, line: Line, reason: str) -> None:
        """Say that a line has no place in the kit: somebody is asked."""
        self.place(line, NOWHERE, reason)
        self.lost.append((line, reason))

    def hide(self, line: Line, words: str = "") -> None:
        """Keep a line, or ``words`` of it, for the office alone: in no file that an output is made of."""
        self.place(line, "internal.txt: not for publication")
        self.internal.append(replace(line, raw=words) if words else line)

    def close(self) -> tuple[Placement, ...]:
        """Return the placements; what was expected and not placed is lost."""
        for span, entry in self.entries.items():
            if not entry.wheres:
                self.lose(Line(span, entry.text), "nothing was found that it belongs to")
        return tuple(
            Placement(span, "; ".join(entry.wheres), entry.text, "; ".join(entry.notes)) for span, entry in self.entries.items()
        )
