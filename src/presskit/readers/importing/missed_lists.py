"""What is asked about who signs: a run of names in a text, a list that was found in it, sentences that name somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import dropwhile, pairwise, takewhile

from presskit.language.data import conjunctions, fold, whole_words
from presskit.model.document import Block, Bullets, Calls, Heading, Numbered, Paragraph, Statement
from presskit.model.people import Localised, Roster, Signatory
from presskit.model.question import Choice, Edit, EditKind
from presskit.readers.importing.audit_log import AuditLog, entry_text
from presskit.readers.importing.found_lists import groups_of, without_article
from presskit.readers.importing.headings import is_call, without_texts
from presskit.readers.importing.lines import InputLine, paragraphs
from presskit.readers.importing.list_readings import readings
from presskit.readers.importing.rows import row
from presskit.readers.importing.sections import Signed
from presskit.readers.importing.shapes import may_name, pattern, shows_affiliation
from presskit.readers.importing.signatories import read_roster
from presskit.readers.signatory_table import sign_edit
from presskit.readers.tables.cells import country_code

__all__ = ["ask_who_signs"]

_NEAR, _HEAD, _MOST = 6, 14, 200


@cache
def _between(language: str) -> re.Pattern[str]:
    joined = conjunctions(language)
    capital = r"(?=(?:l['’]|\w{2,3}\s)?[^\W\d_a-z])"
    return re.compile(rf"(?:(?<!\s)\s++)?[,;،؛]\s*+(?:(?:{joined})\s++)?|(?<!\s)\s++(?:{joined})\s++{capital}")


def ask_who_signs(
    lines: Sequence[InputLine], run: Sequence[InputLine], statement: Statement, log: AuditLog, *, is_listed: bool
) -> None:
    """Ask who signs beside those of a list (``is_listed``), or in a text without one: its run of names, its sentences."""
    if is_listed:
        _ask_about_signature(lines, statement, log)
    else:
        _ask_about_list(run, statement, log)
        _ask_about_sentences(lines, log, statement.language)


def _ask_about_list(names: Sequence[InputLine], statement: Statement, log: AuditLog) -> None:
    """Ask about a run of lines in a text that could be names; who says that they sign takes them out of the text."""
    groups = groups_of(names, statement.language)
    found = [name for _, group in groups for name in group]
    if not found:
        return
    shown = "», «".join(found[:3])
    what = f"{len(names)} lines from" if len(names) > 1 else "the names"
    question = f"{what} «{shown}» on stand in the text, and nothing says that they sign: do they?"
    removals = tuple(_removals(names, statement))
    choices = [Choice("text", "no, they belong to the text")]
    readings = [*_readings(names, found, statement.language)]
    if any(head for head, _ in groups):
        readings[0] = ("signatories", "they sign", _signed(groups))
    choices += [Choice(key, label, "", (signing, *removals)) for key, label, signing in readings]
    excerpt = "\n".join(line.raw.strip() for line in names)
    log.ask("list", replace(names[0], raw=excerpt), question, tuple(choices), weighs=len(found))


def _signed(groups: Sequence[tuple[str, list[str]]]) -> Edit:
    """Return the edit that adds the names of groups to the signatories; a note says what each stood below."""
    notes = ((name, f"as received, below «{head}»" if head else "") for head, names in groups for name in names)
    return sign_edit("\n".join(entry_text(name, note) for name, note in notes))


def _readings(lines: Sequence[InputLine], found: Sequence[str], language: str) -> Iterator[tuple[str, str, Edit]]:
    """Yield the ways in which a run of lines names signatories: key, label and the edit that adds these."""
    log = AuditLog()
    roster = read_roster([Signed(lines[0], lines=list(lines))], log, (), language) if len(lines) > 1 else Roster()
    members = [*roster.everyone()] or [Signatory(Localised(name)) for name in found]
    for reading in readings(lines, members, log.questions):
        yield reading.key, reading.label, sign_edit("\n".join(reading.entries))


def _removals(names: Sequence[InputLine], statement: Statement) -> Iterator[Edit]:
    """Yield what takes the blocks that a run of lines became out of the statement; nothing if not all of them can go."""
    spans = {line.span for line in names}
    blocks = [block for block in statement.body if block.span in spans]
    if len(blocks) < len(statement.body):
        yield from (Edit(f"statement.{statement.language}.md", EditKind.REMOVE, _id(block)) for block in blocks if _id(block))


def _id(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            return block.id
        case Bullets() | Numbered() | Calls():
            first = block.items[0].blocks[0]
            return first.id if isinstance(first, Paragraph) else ""
        case _:
            return ""


def _ask_about_sentences(lines: Sequence[InputLine], log: AuditLog, language: str) -> None:
    """Ask about a sentence that says who signed: «The letter is signed by Hope Aid, Lake Trust and Water Now»."""
    signed = re.compile(rf"{whole_words('lists', 'signed').pattern}[\s:]*")
    for passage in paragraphs(lines):
        whole = " ".join(line.words for line in passage.lines)
        ourselves = _ourselves(whole)
        if ourselves:
            _ask_about_names(whole, ourselves, passage.first, log)
            continue
        match = signed.search("".join((fold(char) or " ")[0] for char in whole))
        if match is None or is_call(without_texts(whole[: match.end()])):
            continue
        rest = re.split(r"(?<=[^\W\d]{3})[.!?؟](?:\s|$)", whole[match.end() :])[0]
        rest = re.sub(r"^\w{1,4}:?\s+(?=\S)", "", rest) if not rest[:1].isupper() else rest
        pieces = [without_article(piece.strip()) for piece in _between(language).split(rest) if piece.strip()]
        names = [*dropwhile(lambda piece: piece[:1].islower(), pieces)]
        if _are_names(names, least=2 if match.start() == 0 else 3):
            _ask_about_names(whole, names, passage.first, log)


def _ask_about_signature(lines: Sequence[InputLine], statement: Statement, log: AuditLog) -> None:
    """Ask whether those sign too for whom somebody signs at the end of the text, above the list of those who sign with them."""
    for above, line in pairwise(lines[-_NEAR:]):
        words = above.words.rstrip(" ,:")
        match = pattern("represents").match(words)
        if match and len(words.split()) <= _HEAD and not line.gap and (may_name(line.words) or shows_affiliation(line)):
            name = without_article(words[match.end() :])
            edits = (sign_edit(entry_text(name)), *_removals((above, line), statement))
            choices = (Choice("text", "no, it stays in the text"), Choice("signs", f"«{name}» signs", "", edits))
            excerpt = f"{above.raw.strip()}\n{line.raw.strip()}"
            log.ask("list", replace(above, raw=excerpt), f"does «{name}» sign, too?", choices)


def _ourselves(whole: str) -> list[str]:
    """Return the names in a sentence that begins «We, Hope Aid, Lake Trust and Water Now, ask …»; none in others."""
    start = re.match(r"[^\W\d]{2,9},\s+(?=[^\W\d_a-z])", whole)
    pieces = re.split(r",\s+", whole[start.end() :])[:_MOST] if start else []
    named = [*takewhile(lambda piece: piece[:1].isupper() and len(piece.split()) <= _HEAD, pieces)]
    if len(named) == len(pieces) or len(named) < 2:
        return []
    names = row(", ".join(named) + ".", "")
    return names if _are_names(names, least=3) else []


def _ask_about_names(whole: str, names: Sequence[str], line: InputLine, log: AuditLog) -> None:
    question = f"«{whole[:70]}…» seems to say who signs, and no list does: do they sign?"
    edits = (sign_edit("\n".join(map(entry_text, names))),)
    choices = (
        Choice("text", "no, the sentence only tells it"),
        Choice("signatories", "they sign: «" + "», «".join(names) + "»", "", edits),
    )
    log.ask("list", replace(line, raw=whole), question, choices, weighs=len(names))


def _are_names(names: Sequence[str], least: int) -> bool:
    """Return whether pieces of a sentence are written as names of organisations or persons, and are no countries."""
    named = all(name[:1].upper() == name[:1] and len(name.split()) <= 8 and name[:1].isalpha() for name in names)
    long = sum(len(name.split()) > 1 for name in names)
    return len(names) >= least and named and long * 2 > len(names) and not any(map(country_code, names))
