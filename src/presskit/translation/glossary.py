"""The words that a translation uses: those of glossary.yaml, and the names that the kit has in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from presskit.language.subtags import primary
from presskit.model.people import Localised
from presskit.model.release import Kit
from presskit.source import Span

__all__ = ["Glossary", "Term", "approved", "said_in", "terms_for"]

NOWHERE = Span("")


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
    return texts.get(language) or texts.get(primary(language)) or ""


def said_in(text: Localised, language: str) -> str:
    """Return the text for ``language``, the default where it has none of its own."""
    return text.in_language(language)


def terms_for(kit: Kit, glossary: Glossary, language: str) -> tuple[tuple[str, str], ...]:
    """Return (source, target) of every term and name that has an approved form in ``language``, each once, longest first."""
    source = kit.release.source_language
    texts = [(term.text, term.keep) for term in glossary.terms] + [(name, False) for name in _names(kit)]
    pairs: dict[str, str] = {}
    for text, keep in texts:
        here = said_in(text, source)
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
