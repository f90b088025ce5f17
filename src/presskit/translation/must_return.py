"""What a translation must hold letter for letter: tokens, addresses, telephone numbers, kept terms; and its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from presskit.formats.kit_tokens import token_of
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong, Variable

__all__ = ["numbers_in", "protected_in", "stands_in"]

_ADDRESS = re.compile(r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"\+\d[\d \u00a0\u202f()./-]{5,}\d")
_NUMBER = re.compile(r"\d+(?:[.,:/\u00a0\u202f]\d+)*")


def protected_in(inlines: tuple[Inline, ...], text: str) -> list[str]:
    """Return variables, notes, addresses and telephone numbers of a text, which is given with its inlines."""
    return [*(token for token in _tokens(inlines) if token), *_ADDRESS.findall(text), *_TELEPHONE.findall(text)]


def numbers_in(text: str, protected: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of a text, but for those inside what is protected."""
    for each in protected:
        text = text.replace(each, " ")
    return tuple(_NUMBER.findall(text))


def _tokens(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Variable) and inline.forms:
            yield inline.written.partition("|")[0].rstrip()  # the forms after it are words of the language
        elif isinstance(inline, NoteRef | Variable):
            yield token_of(inline)
        elif isinstance(inline, Emphasis | Strong | Link):
            yield from _tokens(inline.children)


def stands_in(term: str, text: str) -> bool:
    """Tell whether a term stands in a text as words of its own."""
    return term in text and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) is not None
