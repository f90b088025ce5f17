"""The files that a kit was made of: where it keeps them, and how a question about them names its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from presskit.formats.kit_yaml import flow
from presskit.model.people import Signatory
from presskit.model.question import Choice, Edit, EditKind, Question, question_id
from presskit.readers.signatory_table import Reason, Refusal
from presskit.source import Span

__all__ = ["ASKED", "INPUT", "ROSTER", "entry_of", "kept", "row_question", "row_questions", "signs"]

_SHOWN = 8
INPUT = "input"
"""The folder of the kit in which the files that were received are kept; no output is made of them."""
ROSTER = "signatories.yaml"
ASKED = frozenset({Reason.UNCLEAR, Reason.NOT_YET, Reason.NO_ENTRY, Reason.STRUCK})
"""Why a row of a table is asked about: whether it is a signature depends on somebody's answer."""


def kept(span: Span) -> Span:
    """Return a place in the copy of the input that the kit keeps; parts of a Word file are places in the file."""
    name = re.sub(r" \([\w ]+\)$", "", span.source).replace("/", "-").lstrip("-.")
    return replace(span, source=f"{INPUT}/{name}")


def signs(text: str, coalition: str = "") -> Edit:
    """Return the edit that adds an entry to the signatories."""
    return Edit(ROSTER, EditKind.SIGN, coalition, text)


def entry_of(signatory: Signatory) -> str:
    """Return a signatory as an entry of the list in signatories.yaml, in one line."""
    return f"  - {flow(signatory)}"


def row_question(refusal: Refusal, coalition: str = "") -> Question:
    """Return the question whether a row of a table is a signature. ``coalition`` is the kit's, which the name would go to."""
    name, place = refusal.signatory.name.default, kept(refusal.span)
    if refusal.reason is Reason.NO_ENTRY:
        kind = "row"
        asked = f"«{name}» stands in the place of a name: who signs in this row, if anybody does?"
        choices = (Choice("name", "somebody signs here", "", (signs("  - {value}", coalition),), "the name"),)
    else:
        kind = "consent"
        asked = f"does «{name}» sign? {_said(refusal)}"
        choices = (Choice("signs", f"«{name}» signs", "", (signs(entry_of(refusal.signatory), coalition),)),)
    return Question(question_id(kind, place.source, name, refusal.text), kind, asked, place, refusal.text, choices)


def _said(refusal: Refusal) -> str:
    """Return in a sentence what speaks against a signature."""
    if refusal.reason is Reason.STRUCK:
        return f"The list says «{refusal.said}», struck through."
    if refusal.under:
        what = f"«{refusal.said}» stands" if refusal.said else "nothing stands"
        return f"In the list {what} under «{refusal.under}»."
    return f"The list says «{refusal.said}»." if refusal.said else "The cell of the answer is empty."


def row_questions(rows: Sequence[tuple[Refusal, str]]) -> Iterator[Question]:
    """Yield the questions about rows, each with the kit's coalition: one for all rows of which the list says the same.

    Rows of which it says what is not known as an answer at all, in a column that is known, are asked one by one.
    """
    alike: dict[tuple[str, ...], list[tuple[Refusal, str]]] = {}
    for row, owner in rows:
        single = row.reason is not Reason.UNCLEAR or (row.said and not row.under)
        key = (str(row.span.line),) if single else (row.span.source, row.under, row.said)
        alike.setdefault(key, []).append((row, owner))
    for group in alike.values():
        yield row_question(*group[0]) if len(group) == 1 else _group_question(group)


def _group_question(group: Sequence[tuple[Refusal, str]]) -> Question:
    """Return the one question whether all of several rows are signatures."""
    names = [row.signatory.name.default for row, _ in group]
    first, place = group[0][0], kept(group[0][0].span)
    edits = tuple(signs(entry_of(row.signatory), owner) for row, owner in group)
    shown = "», «".join(names[:_SHOWN]) + ("», …" if len(names) > _SHOWN else "»")
    return Question(
        question_id("consent", place.source, first.under, first.said, *names), "consent",
        f"do these {len(names)} sign: «{shown}? {_said(first)}", place, "\n".join(row.text for row, _ in group),
        (Choice("sign", f"all {len(names)} sign", "", edits),), len(group),
    )  # fmt: skip
