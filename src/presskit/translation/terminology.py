"""The words that a translation must use: what comes back letter for letter, numbers, the glossary, the kit's own names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from presskit.formats.kit_tokens import token_of
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong, Variable
from presskit.model.people import Localised
from presskit.model.release import Kit
from presskit.source import Span

__all__ = ["Glossary", "Term", "approved", "numbers_in", "protected_in", "stands_in", "terms_for"]

NOWHERE = Span("")
_ADDRESS = re.compile(r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"\+\d[\d \u00a0\u202f()./-]{5,}\d")
_NUMBER = re.compile(r"\d+(?:[.,:/\u00a0\u202f]\d+)*")


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of glossary.yaml. ``keep``: it is written in every language as it stands in the source."""

    text: Localised
    keep: bool = False
    note: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Glossary:
    """What glossary.yaml holds, in its order."""

    terms: tuple[Term, ...] = ()


def approved(text: Localised, language: str) -> str:
    """Return the text that the kit has for ``language`` itself or for its primary subtag, empty where it has none."""
    texts = dict(text.by_language)
    return texts.get(language) or texts.get(language.split("-", maxsplit=1)[0]) or ""


def terms_for(kit: Kit, glossary: Glossary, language: str) -> tuple[tuple[str, str], ...]:
    """Return (source, target) of every term and name that has an approved form in ``language``, each once, longest first."""
    source = kit.release.source_language
    texts = [(term.text, term.keep) for term in glossary.terms] + [(name, False) for name in _names(kit)]
    pairs: dict[str, str] = {}
    for text, keep in texts:
        here = text.in_language(source)
        there = here if keep else approved(text, language)
        if there:
            pairs.setdefault(here, there)
    return tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _names(kit: Kit) -> Iterator[Localised]:
    for coalition in kit.roster.coalitions:
        yield coalition.name
    for signatory in kit.roster.signing():
        yield from (each for each in (signatory.name, signatory.affiliation) if each)
    for contact in kit.contacts:
        yield from (each for each in (contact.name, contact.organisation) if each)
    yield from kit.release.places
    if kit.release.brand.name:
        yield kit.release.brand.name


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
