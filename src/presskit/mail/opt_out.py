"""Who of a media list is not to be written to: what its columns and rows say, and what of them has to be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic
from presskit.mail import rules
from presskit.mail.addresses import Mailbox, addresses_in, same_address
from presskit.mail.media_list_columns import Column, Layout
from presskit.mail.mime import one_line
from presskit.mail.opt_out_words import Meaning, Topic, consent_of, meaning_of, mentions_opt_out, negated_rest, topic_of
from presskit.model.question import BY_HAND, LEAVE_OUT, Answer, Choice, Question, Scope, question_id
from presskit.readers.tables.cells import Found, Grid, Row, letters
from presskit.readers.tables.vocabulary import in_doubt, plain
from presskit.source import Span

__all__ = ["FORMER_NAMES", "KIND", "ColumnValues", "OptOuts", "Verdict", "all_addresses", "judge", "opt_outs"]

KIND = "opt-out-column"
FORMER_NAMES = {"media-list.csv": "press-list.csv", "media-list.xlsx": "press-list.xlsx"}
"""What a kit's media list was called before: answers that were given under that name hold."""

EMPTY = "(empty)"
"""What stands in a question and its answer for a cell in which nothing stands."""

ALL, OTHERS, THESE, NOTHING = "marked", "others", "these", "nothing"
_FEW, _SHORT = 8, 30
"""So many different values, so short, are categories and no remarks."""

_SHOWN = 12
_GROUND = 120
"""So many characters of a cell that takes somebody off are shown."""
_LIST_WORDS = frozenset({Meaning.OFF, Meaning.WEAKLY_OFF, Meaning.ON})
_TICKS = frozenset({Meaning.YES, Meaning.NO, Meaning.NOTHING})


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """A column as it is judged: its head, how often each value stands in it, and its place.

    ``about`` is what the column is known to be about; otherwise its head says it.
    """

    head: str
    values: Mapping[str, int]
    place: Span
    name: str = ""
    about: Topic | None = None

    @property
    def kinds(self) -> frozenset[Meaning]:
        """All that its values say."""
        return frozenset(map(meaning_of, self.values))

    @property
    def asks(self) -> Topic:
        """What it is about; where somebody ticked in it, that is not what it is known for."""
        ticked = self.kinds <= _TICKS and self.kinds != {Meaning.NOTHING}
        return (None if ticked and self.about in {Topic.NAMES, Topic.GROUPS} else self.about) or topic_of(self.head)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The values of a column that take people off, and what had to be asked; ``known`` tells that it is about that."""

    off: frozenset[str] = frozenset()
    question: Question | None = None
    known: bool = False

    def takes_off(self, text: str) -> bool:
        """Return whether a cell says that its row is not to be written to."""
        return one_line(text) in self.off


def judge(source: str, column: ColumnValues, answers: Mapping[str, Answer]) -> Verdict:
    """Return what a column of the list ``source`` says; a question that ``answers`` holds an answer to is not asked."""
    about = column.asks
    off, unclear = _sorted(about, column)
    known = about in {Topic.LEAVING, Topic.LEFT, Topic.CONSENT} or bool(off)
    if not unclear:
        return Verdict(off, known=known)
    question = _question(source, column, unclear)
    answer = answers.get(question.id) or answers.get(_id(FORMER_NAMES.get(source, source), column))
    if answer is None:
        return Verdict(off, question, known=True)
    return Verdict(off | _chosen_values(column, unclear, answer), known=True)


def _sorted(about: Topic, column: ColumnValues) -> tuple[frozenset[str], list[str]]:
    """Return the values of a column that take people off, and those that nobody can tell."""
    fine, doubtful = _fine(about, column), in_doubt(column.values)
    meanings = {
        value: consent_of(value, doubtful=doubtful) if about is Topic.CONSENT else meaning_of(value) for value in column.values
    }
    off = [each for each, meaning in meanings.items() if meaning in _OFF[about] and not _denied(about, each, meaning)]
    return frozenset(off), [each for each, meaning in meanings.items() if each not in off and meaning not in fine]


_ANYTHING = frozenset(Meaning) - {Meaning.NOTHING, Meaning.NO, Meaning.ON}
_OFF: Mapping[Topic, frozenset[Meaning]] = {
    Topic.LEAVING: frozenset({Meaning.OFF, Meaning.WEAKLY_OFF, Meaning.YES, Meaning.DAY, Meaning.PERHAPS_OFF, Meaning.RELATED}),
    Topic.LEFT: _ANYTHING,
    Topic.CONSENT: frozenset({Meaning.OFF, Meaning.WEAKLY_OFF, Meaning.NO}),
    Topic.STATUS: frozenset({Meaning.OFF, Meaning.WEAKLY_OFF}),
    Topic.ELSE: frozenset(),
    Topic.GROUPS: frozenset({Meaning.OFF}),
    Topic.NAMES: frozenset(),
    Topic.UNKNOWN: frozenset({Meaning.OFF}),
}


def _denied(about: Topic, value: str, meaning: Meaning) -> bool:
    """Return whether a longer text begins with a no, where only its words were looked at: «no, never opted out»."""
    first = value.replace(",", " ").split()[:1]
    doubtful = about is Topic.LEAVING and meaning in {Meaning.PERHAPS_OFF, Meaning.RELATED}
    return doubtful and any(meaning_of(word) is Meaning.NO for word in first)


def _fine(about: Topic, column: ColumnValues) -> frozenset[Meaning]:
    """Return what may stand in a column of this kind without a question."""
    harmless = frozenset({Meaning.NOTHING, Meaning.NEUTRAL, Meaning.ON, Meaning.DAY, Meaning.OTHER})
    match about:
        case Topic.LEAVING | Topic.LEFT:
            return frozenset({Meaning.NOTHING, Meaning.NO, Meaning.ON})
        case Topic.CONSENT:
            return _consenting(column.kinds)
        case Topic.STATUS:
            return _standing(column, harmless)
        case Topic.ELSE | Topic.GROUPS | Topic.NAMES:
            return frozenset(Meaning) - {Meaning.OFF, Meaning.PERHAPS_OFF}
        case Topic.UNKNOWN:
            return _unknown(column, harmless)


def _consenting(kinds: frozenset[Meaning]) -> frozenset[Meaning]:
    """Return what needs no question where a yes is wanted; an empty cell does beside yes and no, but not beside days."""
    silent = Meaning.DAY in kinds or kinds == {Meaning.NOTHING}
    return frozenset({Meaning.YES, Meaning.ON, Meaning.NEUTRAL, Meaning.DAY, *({Meaning.NOTHING} if silent else ())})


def _standing(column: ColumnValues, harmless: frozenset[Meaning]) -> frozenset[Meaning]:
    """Return what needs no question in a status: once it is one of a list, only what is known; codes are never known."""
    if column.kinds & _LIST_WORDS:
        return frozenset({Meaning.NOTHING, Meaning.NEUTRAL, Meaning.ON, Meaning.YES, Meaning.DAY})
    coded = all(len(value) <= 1 for value in column.values)
    return frozenset({Meaning.NOTHING}) if coded or column.kinds <= _TICKS else harmless | {Meaning.YES, Meaning.NO}


def _unknown(column: ColumnValues, harmless: frozenset[Meaning]) -> frozenset[Meaning]:
    """Return what needs no question under a head that is not known: categories do, where one of them is about a list."""
    kinds, filled = column.kinds, [value for value in column.values if value]
    categories = len(filled) <= _FEW and all(len(value) <= _SHORT for value in filled)
    if categories and kinds & {Meaning.OFF, Meaning.ON}:
        return harmless - {Meaning.OTHER} | {Meaning.YES}
    if kinds <= _TICKS:
        numbered = filled in (["0"], ["1"]) and "" not in column.values  # a count, a list's number: the same for all
        return harmless | {Meaning.YES, Meaning.NO} if numbered else harmless
    if categories:
        denied = {negated_rest(value) for value in filled} & {plain(value) for value in filled if plain(value)}
        answers = [value for value in filled if meaning_of(value) in {Meaning.YES, Meaning.NO}]
        if denied or any(value.isalpha() and len(value) > 1 for value in answers):
            return frozenset({Meaning.NOTHING})
    return harmless | {Meaning.YES, Meaning.NO, Meaning.DOUBTFUL, Meaning.WEAKLY_OFF}


def _question(source: str, column: ColumnValues, unclear: list[str]) -> Question:
    name = f"«{column.head[:60]}»" if column.head else "without a head"
    return Question(
        _id(source, column),
        KIND,
        f"Does the column {column.name} {name} of {source} say who is not to be written to?",
        column.place,
        excerpt="; ".join(f"{_shown(value)}: {count}" for value, count in Counter(column.values).most_common(_SHOWN)),
        choices=_choices(unclear),
        weighs=sum(column.values[value] for value in unclear),
        scope=Scope.MAIL,
    )


def _id(source: str, column: ColumnValues) -> str:
    return question_id(KIND, source, column.head, *sorted(value for value in column.values if value))


def _shown(value: str) -> str:
    return f"«{value[:40]}»" if value else EMPTY


def _listed(values: Sequence[str]) -> str:
    return ", ".join(map(_shown, values[:_SHOWN])) + (" …" if len(values) > _SHOWN else "")


def _choices(unclear: list[str]) -> tuple[Choice, ...]:
    marked, others = _partition(unclear)
    lead = "it says who is not to be written to:"
    lists = ((ALL, marked), (OTHERS, others))
    return (
        *(Choice(key, f"{lead} those with {_listed(values)}") for key, values in lists if values),
        Choice(THESE, f"{lead} those with these values", asks=f"the values, with ; between them; {EMPTY} for none"),
        Choice(NOTHING, "it says nothing of that"),
        Choice(LEAVE_OUT, f"leave out everybody with {_listed(unclear)}, with a reason"),
        Choice(BY_HAND, "it says nothing of that: who is not to be written to stands in suppressed.txt"),
    )


def _partition(unclear: list[str]) -> tuple[list[str], list[str]]:
    """Return the doubtful values that mark somebody, and those that say no or nothing."""
    marked = [value for value in unclear if meaning_of(value) not in {Meaning.NO, Meaning.NOTHING}]
    return marked, [value for value in unclear if value not in marked]


def _chosen_values(column: ColumnValues, unclear: list[str], answer: Answer) -> frozenset[str]:
    """Return the values that take people off by an answer to the question about ``asked``."""
    marked, others = _partition(unclear)
    chosen = {each.strip().strip("«»\"'").casefold() for each in answer.value.split(";")}
    these = [value for value in column.values if (value or EMPTY).casefold() in chosen]
    return frozenset({ALL: marked, OTHERS: others, THESE: these, LEAVE_OUT: unclear}.get(answer.choice, ()))


_ABOUT = {
    Column.NAME: Topic.NAMES,
    Column.FIRST: Topic.NAMES,
    Column.LAST: Topic.NAMES,
    Column.OUTLET: Topic.NAMES,
    Column.GROUPS: Topic.GROUPS,
    Column.SUPPRESSED: Topic.LEFT,
}
_APART = frozenset({Column.EMAIL, Column.LANGUAGE, Column.COUNTRY, Column.TRUSTED, Column.ATTACHMENTS})
"""Columns of which the cells have one meaning that is read elsewhere."""


@dataclass(frozen=True, slots=True)
class OptOuts:
    """The verdict on each column from 0, the rows that say it, and the addresses that are not to be written to."""

    verdicts: Mapping[int, Verdict]
    rows: frozenset[int]
    opted_out: frozenset[str]

    def is_about(self, column: int) -> bool:
        """Return whether a column says who is not to be written to, or may say it."""
        return column in self.verdicts and self.verdicts[column].known

    def grounds(self, row: Row, where: Layout) -> tuple[str, ...]:
        """Return the cells of a row that take it off the list, each with its head; none where it stands beside the address."""
        found = {at: row.cell(at).text for at, verdict in self.verdicts.items() if verdict.takes_off(row.cell(at).text)}
        return tuple(f"{one_line(where.heads[at])}: {one_line(text)}"[:_GROUND] for at, text in found.items())


def opt_outs(grid: Grid, where: Layout, answers: Mapping[str, Answer], found: Found) -> OptOuts:
    """Return what the columns and rows of a list say of who is not to be written to."""
    rows = [row for row in grid.rows if row.number > where.head]
    named = {at: column for column, at in where.known.items()}
    verdicts = {
        at: judge(grid.source, _column(grid, where, rows, at, named.get(at)), answers)
        for at in range(grid.width) if named.get(at) not in _APART and at not in where.addresses
    }  # fmt: skip
    marked = [row for row in rows if _is_off(row, where, verdicts)]
    present = {plain(name) for row in rows if row not in marked and (name := _name(row, where))}
    off = {same_address(box.address) for row in marked for box in _meant(grid, where, row, present, found)}
    found.extend(_section(grid, row) for row in rows if _is_section(row))
    return OptOuts(verdicts, frozenset(row.number for row in marked), frozenset(off))


def all_addresses(grid: Grid, found: Found) -> frozenset[str]:
    """Return all addresses of a sheet whose name says that nobody in it is to be written to."""
    cells = [(row.number, at, cell.text) for row in grid.rows for at, cell in enumerate(row.cells) if "@" in cell.text]
    return frozenset(
        same_address(box.address) for number, at, text in cells for box in _boxes(grid, number, at, text, found)
    )


def _column(grid: Grid, where: Layout, rows: list[Row], at: int, known: Column | None) -> ColumnValues:
    return ColumnValues(
        one_line(where.heads[at]),
        Counter(one_line(row.cell(at).text) for row in rows),
        grid.span(where.head or rows[0].number, at),
        letters(at),
        (_ABOUT.get(known) if known else None) or (Topic.ELSE if _postal(where, at) else None),
    )


def _postal(where: Layout, at: int) -> bool:
    """Return whether «do not mail» is about letters: CiviCRM has «do not email» beside it."""
    return plain(where.heads[at]) == "do not mail" and not {"do not email", "do not e mail"}.isdisjoint(map(plain, where.heads))


def _is_off(row: Row, where: Layout, verdicts: Mapping[int, Verdict]) -> bool:
    return any(verdict.takes_off(row.cell(at).text) for at, verdict in verdicts.items()) or any(
        "@" in row.cell(at).text and _remarked(row.cell(at).text) for at in where.addresses
    )


def _remarked(text: str) -> bool:
    """Return whether it stands beside an address, in its own cell, that nothing is to be sent to it."""
    rest = " ".join(word for word in text.replace("(", " ").replace(")", " ").split() if "@" not in word)
    return bool(rest) and (meaning_of(rest) in {Meaning.OFF, Meaning.WEAKLY_OFF} or mentions_opt_out(rest))


def _meant(grid: Grid, where: Layout, row: Row, present: set[str], found: Found) -> Iterator[Mailbox]:
    """Yield whom a row takes off; where nobody can be told for sure, it is an error."""
    texts = [text for at in where.addresses if (text := row.cell(at).text.strip())]
    for text in texts:
        yield from _boxes(grid, row.number, where.addresses[0], text, found)
    name = _name(row, where)
    if not texts and plain(name) in present:
        found.append(rules.OPT_OUT_ADDRESS.at(
            grid.span(row.number, where.addresses[0]),
            f"row {row.number} takes «{name[:60]}» off the list without an address, and another row writes to that name",
            "write the address into this row, or mark the other row too",
        ))


def _boxes(grid: Grid, number: int, at: int, text: str, found: Found) -> tuple[Mailbox, ...]:
    """Return whom a cell names; where that is not clear, it is an error."""
    read = addresses_in(text)
    if not read.clear:
        found.append(rules.OPT_OUT_ADDRESS.at(
            grid.span(number, at),
            f"row {number} takes «{one_line(text)[:80]}» off the list, and that is no address that can be read",
            "write the address as it is, or write it into suppressed.txt and delete the row",
        ))
    return (*read.boxes, *read.hints)


def _name(row: Row, where: Layout) -> str:
    parts = (Column.NAME, Column.FIRST, Column.LAST)
    return " ".join(one_line(row.cell(where.known[part]).text) for part in parts if part in where.known).strip()


def _is_section(row: Row) -> bool:
    """Return whether nothing but «unsubscribed» stands in a row: those below may be meant."""
    filled = [cell.text for cell in row.cells if not cell.empty]
    alone = len(filled) == 1 and "@" not in filled[0]
    return alone and (meaning_of(filled[0].rstrip(" :")) is Meaning.OFF or mentions_opt_out(filled[0]))


def _section(grid: Grid, row: Row) -> Diagnostic:
    return rules.OPT_OUT_ADDRESS.at(
        grid.span(row.number),
        f"row {row.number} says «{one_line(row.text())[:60]}» and nothing else: perhaps the rows below it are meant",
        "give the list a column «Unsubscribed» with «yes» in those rows, and delete this one",
    )
