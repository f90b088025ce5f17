"""What stands for itself in a text that is exchanged: notes and variables, written as the kit's Markdown has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from presskit.model.document import VARIABLES, Inline, NoteRef, Text, Variable
from presskit.source import NOWHERE, Span
from presskit.typography import clean

__all__ = ["VARIABLE", "joined", "node_of", "token_of", "variable_of"]

_NOTE = re.compile(r"\[\^([^\]]+)\]")
VARIABLE = re.compile(r"\{\{\s*+(?P<name>[^{}|\s]*+(?:\s++[^{}|\s]++)*+)\s*+(?:\|(?P<forms>[^{}]*+))?\}\}")
"""A variable as the kit's Markdown has it, known or not, with the forms of the noun that it counts."""
_MARKUP = re.compile(r"[\\*_\[\]<>&`]")


def token_of(node: NoteRef | Variable) -> str:
    """Return ``[^un]`` or ``{{ date }}``."""
    return f"[^{node.label}]" if isinstance(node, NoteRef) else node.written


def variable_of(match: re.Match[str], span: Span = NOWHERE) -> Variable | None:
    """Return the variable of a match of :data:`VARIABLE`, None where there is no such variable.

    Its forms are plain words: one with a sign of Markdown could not be written down again.
    """
    written = match["forms"]
    forms = tuple(clean(form).strip() for form in written.split("|")) if written is not None else ()
    known = match["name"] in VARIABLES and all(forms) and not _MARKUP.search(written or "")
    return Variable(match["name"], forms, span) if known else None


def node_of(token: str) -> NoteRef | Variable | None:
    """Return the node that a token is written for, None where it is none."""
    note, variable = _NOTE.fullmatch(token), VARIABLE.fullmatch(token)
    if note:
        return NoteRef(note[1])
    return variable_of(variable) if variable else None


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the inlines with texts that stand side by side as one."""
    made: list[Inline] = []
    for inline in inlines:
        last = made[-1] if made else None
        if isinstance(inline, Text) and isinstance(last, Text):
            made[-1] = Text(last.text + inline.text)
        else:
            made.append(inline)
    return tuple(made)
