"""An alignment → what becomes of each unit: the words that go into the kit, a row of the report, and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.document import Inline, Statement
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.alignment_state import Choices, Doubt, Match
from presskit.translation.evidence import Evidence, normal
from presskit.translation.matching import Alignment
from presskit.translation.rebuild import Restorer, alike
from presskit.translation.returned import Aside, ReturnedParagraph
from presskit.translation.segments import NAMES, Unit, UnitKind, text_of, texts_of
from presskit.translation.unmatched import LEAST_CONFIDENCE

__all__ = [
    "ImportRow",
    "Outcome",
    "Results",
    "UnitResult",
    "corrected_sources",
    "orphaned",
    "results_of",
    "unknown_choices",
    "words_outside",
]

Words = tuple[Inline, ...]


class Outcome(StrEnum):
    """What became of a unit, as reports name it. ``KEPT``: the kit has another text, which stays."""

    PLACED = "placed"
    CARRIED = "carried"
    KEPT = "kept"
    UNTRANSLATED = "untranslated"
    EMPTY = "empty"
    ABSENT = "absent"
    LEFT_OUT = "left out"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A unit's line in the report. ``evidence`` says by what it was matched, ``confidence`` in percent how sure that is.

    ``numbers`` are paragraphs of the returned file from 1 (units of an XLIFF file). ``source`` are the words of the source,
    ``there`` those that the kit had. ``is_new``: what came back is used, and is not what the kit had.
    """

    key: str
    state: str
    evidence: str = ""
    confidence: int = 0
    numbers: tuple[int, ...] = ()
    words: str = ""
    source: str = ""
    there: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A unit and what became of it. ``text`` is what the statement gets, empty for none.

    ``words`` are those of the report, ``match`` is what came back. ``is_new``: it came back, and is used.
    """

    unit: Unit
    outcome: Outcome
    match: Match | None = None
    words: Words = ()
    text: Words = ()
    is_new: bool = False

    @property
    def row(self) -> ImportRow:
        """The line of the report."""
        is_new, match = self.is_new and self.words != self.unit.target, self.match
        row = ImportRow(self.unit.key, self.outcome, words=text_of(self.words), is_new=is_new)
        return replace(row, evidence=match.evidence, confidence=match.confidence, numbers=match.numbers) if match else row


@dataclass(frozen=True, slots=True)
class Results:
    """The results of all units, and what the user is asked."""

    units: tuple[UnitResult, ...]
    doubts: tuple[Doubt, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def texts(self) -> dict[str, Words]:
        """The words of the statement by key."""
        return {each.unit.key: each.text for each in self.units if each.text}

    @property
    def names(self) -> list[tuple[Unit, str]]:
        """The new names, which stand in YAML."""
        return [(each.unit, _name(each.words)) for each in self.units if each.is_new and each.unit.is_name]

    @property
    def new(self) -> list[tuple[Match, Words]]:
        """What came back and is used."""
        return [(each.match, each.words) for each in self.units if each.is_new and each.match]

    @property
    def unchanged_keys(self) -> frozenset[str]:
        """The keys of texts that stay as the kit has them, whatever came back."""
        stays = {Outcome.KEPT, Outcome.EMPTY, Outcome.ABSENT}
        return frozenset(each.unit.key for each in self.units if each.text and each.outcome in stays)

    @property
    def rows(self) -> list[ImportRow]:
        """The report's lines."""
        return [each.row for each in self.units] + [_asked_row(doubt) for doubt in self.doubts]


def results_of(alignment: Alignment, restorer: Restorer, earlier: Mapping[str, Sequence[Words]]) -> Results:
    """Return what becomes of each unit; ``earlier`` are all translations that the kit ever had, by the unit's id."""
    units = (
        *(_matched(each, restorer, earlier.get(each.unit.id, ())) for each in alignment.matches),
        *(_stays(unit, Outcome.EMPTY) for unit, _ in alignment.emptied),
        *(_stays(unit, Outcome.ABSENT) for unit in alignment.absent),
        *(UnitResult(unit, Outcome.LEFT_OUT) for unit in alignment.left_out),
    )
    return Results(
        units,
        alignment.doubts,
        (*_single_findings(units, alignment), *_grouped_findings(units), *map(_question, alignment.doubts)),
    )


def _stays(unit: Unit, outcome: Outcome) -> UnitResult:
    """Leave a unit as the kit has it, or out."""
    return UnitResult(unit, outcome, text=() if unit.is_name else unit.target or ())


def _matched(match: Match, restorer: Restorer, earlier: Sequence[Words]) -> UnitResult:
    unit, carried = match.unit, match.evidence is Evidence.CARRIED
    words = match.inlines if carried else restorer.target(unit, match.inlines, bold=match.bold)
    if unit.is_name:
        return UnitResult(
            unit,
            Outcome.PLACED,
            match,
            words,
            is_new=unit.translate and bool(_name(words)) and not _is_known_name(unit, words),
        )
    decided = match.evidence is Evidence.ACCEPTED
    if not decided and _is_superseded(unit, words, restorer, earlier):
        return UnitResult(unit, Outcome.KEPT, match, unit.target or (), text=unit.target or ())
    if not decided and _is_source(unit, words, restorer):
        return UnitResult(unit, Outcome.UNTRANSLATED, match, unit.source)
    return UnitResult(unit, Outcome.CARRIED if carried else Outcome.PLACED, match, words, words, is_new=not carried)


def _name(words: Words) -> str:
    return " ".join(text_of(words).split())


def _is_known_name(unit: Unit, words: Words) -> bool:
    return normal(_name(words)) in {normal(text_of(unit.source)), normal(text_of(unit.target or ()))}


def _is_source(unit: Unit, words: Words, restorer: Restorer) -> bool:
    """Return whether a text is still its source, has words to translate, and was never accepted like this."""
    if not alike(words, unit.source, restorer.set_text) or (unit.target and alike(words, unit.target, restorer.set_text)):
        return False
    bare = text_of(unit.source)
    for each in (*unit.protected, *(term for term, form in unit.terms if normal(term) == normal(form))):
        bare = bare.replace(each, " ")
    return re.search(r"[^\W\d_]{2}", bare) is not None


def _is_superseded(unit: Unit, words: Words, restorer: Restorer, earlier: Iterable[Words]) -> bool:
    """Return whether a text came back as it went out, its source or an earlier translation, while the kit has another one."""
    changed = unit.target and not alike(words, unit.target, restorer.set_text)
    return bool(changed) and any(alike(words, each, restorer.set_text) for each in (unit.source, *earlier))


# Findings.


def _single_findings(units: Iterable[UnitResult], alignment: Alignment) -> Iterator[Diagnostic]:
    for each in units:
        if each.match:
            yield from _findings_of(each, each.match)
    for unit, span in alignment.emptied:
        if not unit.is_name:
            what = "the kit's text stays" if unit.target else "it is left out"
            yield rules.EMPTY.at(span, f"«{unit.key}» came back empty; {what}", "", _source_of(unit))


def _findings_of(result: UnitResult, match: Match) -> Iterator[Diagnostic]:
    unit = result.unit
    if unit.is_name and not unit.translate and not _is_known_name(unit, result.words):
        yield rules.NAME_CHANGED.at(
            match.span,
            f"«{unit.key}» is «{text_of(unit.target or ())}» in the kit, and came back as «{_name(result.words)}»; "
            "the kit's name stays",
            "if the new one is right, write it into the kit",
            _source_of(unit),
        )
    elif not unit.is_name and result.outcome in {Outcome.PLACED, Outcome.CARRIED} and len(match.numbers) > 1:
        yield rules.SPLIT.at(
            match.span,
            f"«{unit.key}» came back in paragraphs {', '.join(map(str, match.numbers))}; they are one again",
            "",
            _source_of(unit),
        )


def _source_of(unit: Unit) -> list[tuple[Span, str]]:
    return [(unit.span, "the source stands here")]


def _grouped_findings(units: Iterable[UnitResult]) -> Iterator[Diagnostic]:
    """Yield what is the same of many texts in one finding."""
    kinds = (
        (rules.SUPERSEDED, Outcome.KEPT, "came back as it went out, and the kit's own text stays", "to take what came back"),
        (rules.UNTRANSLATED, Outcome.UNTRANSLATED, "was not translated", "for a text that is the same in both languages"),
    )
    for rule, outcome, what, when in kinds:
        if every := [each.match for each in units if each.match and each.outcome is outcome]:
            names = ", ".join(f"«{each.unit.key}»" for each in every[:5]) + (" …" if len(every) > 5 else "")
            count = f"{len(every)} texts: {names}" if len(every) > 1 else names
            yield rule.at(
                every[0].span,
                f"{count} {what}",
                f"{when}, say --match {every[0].unit.key}={','.join(map(str, every[0].numbers)) or 'NUMBER'}",
                [(each.span, f"«{each.unit.key}»") for each in every],
            )


def _question(doubt: Doubt) -> Diagnostic:
    """Return the finding that asks about a doubt."""
    key, numbers, words = doubt.key, ",".join(map(str, doubt.numbers)), _short(doubt.words)
    choose = (
        f"say --match {key}={numbers} if this is it, --match {key}=NUMBER for another paragraph, {key}=none to leave it out"
    )
    keep = f"say --match {numbers}=none to keep it as a note, or --match KEY=NUMBER,{numbers} if it is a part of a text"
    likely = f"{choose}; --match all takes every line of this list that is {LEAST_CONFIDENCE} % sure or more"
    messages: Mapping[Rule, tuple[str, str]] = {
        rules.DUPLICATE_ID: (f"the id of «{key}» stands at paragraphs {numbers}: «{words}»", choose),
        rules.ID_MISMATCH: (f"the words under the id of «{key}» are another text's: «{words}»", choose),
        rules.MATCH_UNCERTAIN: (f"«{key}» is likely paragraph {numbers} ({doubt.confidence} %): «{words}»", likely),
        rules.REORDERED: (f"«{key}» came back in another place, paragraph {numbers}: «{words}»", likely),
        rules.MISSING: (
            f"«{key}» did not come back",
            f"say --match {key}=NUMBER to name its paragraph, or --match {key}=none to leave it out",
        ),
        rules.ALL_HIDDEN: (
            f"the words of «{key}» are struck through or hidden: «{words}»",
            f"show it in Word if it is the translation, or say --match {key}=none to do without it",
        ),
        rules.ADDED: (
            f"paragraph {numbers} is no translation of anything: «{words}»",
            f"{keep}; a new name is written into the kit itself, for every language",
        ),
    }
    return doubt.rule.at(doubt.span, *messages[doubt.rule])


def _asked_row(doubt: Doubt) -> ImportRow:
    return ImportRow(
        doubt.key or f"paragraph {doubt.numbers[0]}",
        Outcome.ASKED,
        doubt.rule.code,
        doubt.confidence,
        doubt.numbers,
        doubt.words,
    )


def _short(words: str) -> str:
    return words if len(words) < 80 else words[:78].rsplit(" ", 1)[0] + " …"


def unknown_choices(
    choices: Choices, keys: Iterable[str], paragraphs: Sequence[ReturnedParagraph], source: str
) -> Iterator[Diagnostic]:
    """Yield an error for each choice that names a unit or a paragraph that is not there; ``source`` is the file's name."""
    known, numbers = set(keys), {each.number for each in paragraphs}
    for key, chosen in choices.by_key.items():
        is_note = key.isdecimal() and not chosen and int(key) in numbers
        if not (is_note or key in known) or not numbers.issuperset(chosen):
            yield rules.INVALID_MATCH.at(
                Span(source),
                f"--match {key}={','.join(map(str, chosen)) or 'none'} names a text or a paragraph that is not there",
                "look at the keys and numbers of the report",
            )


def corrected_sources(
    units: Iterable[Unit], paragraphs: Iterable[ReturnedParagraph], restorer: Restorer
) -> Iterator[Diagnostic]:
    """Yield what a translator put right in the source, as a table or an XLIFF file shows it; once for each unit."""
    by_id = {form: unit for unit in units for form in (unit.key, unit.id)}
    seen = set[str]()
    for each in paragraphs:
        unit, shown = by_id.get(each.key), normal(text_of(restorer.nodes(each.beside)))
        if unit and shown and unit.key not in seen and shown != normal(text_of(unit.source)):
            seen.add(unit.key)
            yield rules.SOURCE_EDITED.at(
                each.span,
                f"the source of «{unit.key}» was changed in the file to «{text_of(each.beside)}»",
                "if it is right, correct the text in the kit, for every language; the translation was taken as it came",
                _source_of(unit),
            )


def words_outside(asides: Sequence[Aside], lines: Sequence[Aside], source: str, language: str) -> Iterator[Diagnostic]:
    """Yield what is said about words outside the text, and about ``lines`` of the page; all of it is kept as notes."""
    if lines:
        related = [(Span(source, each.number, 0, "paragraph"), f"«{each.words}»") for each in lines]
        yield rules.PAGE_TEXT_CHANGED.at(
            related[0][0],
            f"lines of the page came back in other words than they have: «{lines[0].words[:60]}»",
            "",
            related[1:] and related,
        )
    if asides:
        words = ", ".join(f"«{each.words[:60]}» ({each.place})" for each in asides[:3]) + (" …" if len(asides) > 3 else "")
        related = [(Span(source, each.number, 0, "paragraph"), f"{each.place}: «{each.words}»") for each in asides]
        yield rules.OUTSIDE_TEXT.at(
            Span(source, asides[0].number, 0, "paragraph") if asides[0].number else Span(source),
            f"words stand outside of the text: {words}",
            f"they are kept in translations/notes.{language}.md; put what belongs to the text where it belongs",
            related[3:] and related,
        )


def orphaned(came_back: Sequence[tuple[Match, Words]], statement: Statement) -> Iterator[tuple[Match, Words]]:
    """Yield what came back and has no place in the statement: what it belongs to, a quotation for example, did not."""
    there = texts_of(statement)
    return (
        (match, words)
        for match, words in came_back
        if match.unit.kind not in {*NAMES, UnitKind.KEYWORD, UnitKind.DESCRIPTION} and match.unit.key not in there
    )
