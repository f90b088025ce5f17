"""The files that a kit was made of: where it keeps them, and how a question about them names its place."""

from __future__ import annotations

import re
from dataclasses import replace

from presskit.formats.kit_yaml import localised, mapping, quoted
from presskit.model.people import Signatory, SignatoryKind
from presskit.model.question import Choice, Edit, EditKind, Question, question_id
from presskit.readers.signatory_table import Reason, Refusal
from presskit.source import Span

__all__ = ["ASKED", "INPUT", "ROSTER", "entry_of", "kept", "row_question", "signs"]

INPUT = "input"
"""The folder of the kit in which the files that were received are kept; no output is made of them."""
ROSTER = "signatories.yaml"
ASKED = frozenset({Reason.UNCLEAR, Reason.NOT_YET, Reason.NO_ENTRY})
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
    who = "person" if signatory.kind is SignatoryKind.PERSON else "name"
    facts = [(who, localised(signatory.name))]
    facts += [("acronym", quoted(signatory.acronym))] if signatory.acronym else []
    facts += [
        (key, localised(text)) for key, text in (("title", signatory.title), ("affiliation", signatory.affiliation)) if text
    ]
    facts += [("country", quoted(signatory.country))] if signatory.country else []
    facts += [("joined", signatory.joined.isoformat())] if signatory.joined else []
    facts += [("note", quoted(signatory.note))] if signatory.note else []
    return f"  - {mapping(facts)}"


def row_question(refusal: Refusal, coalition: str = "") -> Question:
    """Return the question whether a row of a table is a signature. ``coalition`` is the kit's, which the name would go to."""
    name, place = refusal.signatory.name.default, kept(refusal.span)
    if refusal.reason is Reason.NO_ENTRY:
        kind = "row"
        asked = f"«{name}» stands in the place of a name: who signs in this row, if anybody does?"
        choices = (Choice("name", "somebody signs here", "", (signs("  - {value}", coalition),), "the name"),)
    else:
        kind = "consent"
        said = f"The list says «{refusal.said}»." if refusal.said else "The cell of the answer is empty."
        asked = f"does «{name}» sign? {said}"
        choices = (Choice("signs", f"«{name}» signs", "", (signs(entry_of(refusal.signatory), coalition),)),)
    return Question(question_id(kind, place.source, name, refusal.text), kind, asked, place, refusal.text, choices)
