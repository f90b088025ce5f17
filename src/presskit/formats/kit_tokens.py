"""What stands for itself in a text that is exchanged: notes and variables, written as the kit's Markdown has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from presskit.model.document import VARIABLES, Inline, NoteRef, Text, Variable

__all__ = ["joined", "node_of", "token_of"]

_NOTE = re.compile(r"\[\^([^\]]+)\]")
_VARIABLE = re.compile(r"\{\{ *(\w+) *\}\}")


def token_of(node: NoteRef | Variable) -> str:
    """Return ``[^un]`` or ``{{ date }}``."""
    return f"[^{node.label}]" if isinstance(node, NoteRef) else f"{{{{ {node.name} }}}}"


def node_of(token: str) -> NoteRef | Variable | None:
    """Return the node that a token is written for, None where it is none."""
    note, variable = _NOTE.fullmatch(token), _VARIABLE.fullmatch(token)
    if note:
        return NoteRef(note[1])
    return Variable(variable[1]) if variable and variable[1] in VARIABLES else None


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
