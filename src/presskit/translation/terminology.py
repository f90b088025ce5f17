"""Terms and names: what a translation must use or give back letter for letter, and the names that a kit has in lists.

Lists change while a text is with a translator: so each entry of a list is known by its own words.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from presskit.formats.kit_yaml import token_of
from presskit.language.tags import primary
from presskit.model.document import Inline, NoteRef, Variable, walk_inlines
from presskit.model.people import Localised, Signatory
from presskit.model.release import Kit
from presskit.source import Span, span_field

__all__ = [
    "Glossary",
    "KitName",
    "Term",
    "approved",
    "identified",
    "identities",
    "names_of",
    "numbers_in",
    "protected_in",
    "stands_in",
    "terms_for",
]

_ADDRESS = re.compile(r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"\+\d[\d \u00a0\u202f()./-]{5,}\d")
_NUMBER = re.compile(r"\d+(?:[.,:/\u00a0\u202f]\d+)*")


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of glossary.yaml. ``keep``: it is written in every language as it stands in the source."""

    text: Localised
    keep: bool = False
    note: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Glossary:
    """What glossary.yaml holds, in its order."""

    terms: tuple[Term, ...] = ()


def approved(text: Localised, language: str) -> str:
    """Return the text that the kit has for ``language`` itself or for its primary subtag, empty where it has none."""
    texts = dict(text.by_language)
    return texts.get(language) or texts.get(primary(language)) or ""


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
    names = (
        *(coalition.name for coalition in kit.roster.coalitions),
        *(name for signatory in kit.roster.signing() for name in (signatory.name, signatory.affiliation)),
        *(name for contact in kit.contacts for name in (contact.name, contact.organisation)),
        *kit.release.places,
        kit.release.brand.name,
    )
    yield from filter(None, names)


def protected_in(inlines: tuple[Inline, ...], text: str) -> list[str]:
    """Return variables, notes, addresses and telephone numbers of a text, which is given with its inlines."""
    return [*(token for token in _tokens(inlines) if token), *_ADDRESS.findall(text), *_TELEPHONE.findall(text)]


def numbers_in(text: str, protected: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of a text, but for those inside what is protected."""
    for each in protected:
        text = text.replace(each, " ")
    return tuple(_NUMBER.findall(text))


def _tokens(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in walk_inlines(inlines):
        if isinstance(inline, Variable) and inline.forms:
            yield inline.written.partition("|")[0].rstrip()  # the forms after it are words of the language
        elif isinstance(inline, NoteRef | Variable):
            yield token_of(inline)


def stands_in(term: str, text: str) -> bool:
    """Return whether a term stands in a text as words of its own."""
    return term in text and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) is not None


# Names in lists.


@dataclass(frozen=True, slots=True)
class KitName:
    """A name or a fact of a kit: ``key`` has its place in its list, ``identity`` a hash of its words, wherever it stands.

    ``shown_with`` are words that the page sets behind it.
    """

    key: str
    kind: str
    text: Localised
    identity: str = ""
    shown_with: tuple[str, ...] = ()


def identities(kind: str, words: Sequence[str]) -> list[str]:
    """Return a name for each of ``words`` that it keeps in whatever order they stand; the same words twice are told apart."""
    digests = [hashlib.sha256(" ".join(each.split()).encode("utf-8", "surrogatepass")).hexdigest()[:6] for each in words]
    counts: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    return [f"{kind}-x{digest}" + (f"-{time}" if (time := next(counts[digest])) > 1 else "") for digest in digests]


def identified(source: Sequence[str], target: Sequence[str], remembered: Mapping[str, str]) -> dict[int, str]:
    """Return which keyword of a translation is that of which of the source, by its number from 1.

    By what is ``remembered``, then by words that are the same in both. By its place only where nothing speaks against it:
    the lists are as long, and what is known stands in its own place. What is not known is none's.
    """
    left, found = list(target), dict[int, str]()
    for wanted in (remembered, dict(zip(source, source, strict=True))):
        for number, word in enumerate(source, 1):
            if number not in found and wanted.get(word) in left:
                found[number] = wanted[word]
                left.remove(wanted[word])
    if len(source) == len(target) and all(target[number - 1] == word for number, word in found.items()):
        return dict(enumerate(target, 1))
    return found


def names_of(kit: Kit) -> Iterator[KitName]:
    """Yield names and facts: places, the roster, contacts, what else the kit says of itself."""
    brand, embargo = kit.release.brand, kit.release.embargo
    yield from _listed("place", kit.release.places)
    yield from _roster(kit)
    marks = identities("contact", [each.name.default for each in kit.contacts])
    for number, (contact, mark) in enumerate(zip(kit.contacts, marks, strict=True), 1):
        roles = (("name", contact.name), ("role", contact.role), ("organisation", contact.organisation))
        yield from (KitName(f"contact-{number}.{part}", "contact", text, f"{mark}.{part}") for part, text in roles if text)
    yield from _listed("city", [city.name for city in embargo.cities] if embargo else [])
    alone = (
        ("embargo.city", embargo.city if embargo else None),
        ("brand.name", brand.name),
        ("brand.logo", brand.logo_alt),
        ("rights", kit.release.rights),
    )
    yield from (KitName(key, "fact", text) for key, text in alone if text)


def _listed(what: str, texts: Sequence[Localised]) -> Iterator[KitName]:
    marks = identities(what, [text.default for text in texts])
    yield from (KitName(f"{what}-{at}", "fact", *each) for at, each in enumerate(zip(texts, marks, strict=True), 1))


def _roster(kit: Kit) -> Iterator[KitName]:
    """Yield each coalition before its members; entries are counted as editions count them, withdrawn ones too."""
    grouped = [*((each, each.signatories) for each in kit.roster.coalitions), (None, kit.roster.signatories)]
    groups = identities("coalition", [each.name.default for each in kit.roster.coalitions])
    marks = iter(identities("signatory", [member.name.default for _, members in grouped for member in members]))
    numbers = count(1)
    for group, (coalition, members) in enumerate(grouped, 1):
        if coalition:
            yield KitName(
                f"coalition-{group}.name",
                "coalition",
                coalition.name,
                f"{groups[group - 1]}.name",
                (coalition.acronym, str(sum(member.signs for member in members))),
            )
        for signatory, number, mark in zip(members, numbers, marks, strict=False):
            yield from _signatory(f"signatory-{number}", mark, signatory)


def _signatory(key: str, mark: str, signatory: Signatory) -> Iterator[KitName]:
    parts = (
        ("name", signatory.name, (signatory.acronym,)),
        ("title", signatory.title, ()),
        ("affiliation", signatory.affiliation, ()),
    )
    return (
        KitName(f"{key}.{part}", "signatory", text, f"{mark}.{part}", shown)
        for part, text, shown in (parts if signatory.signs else ())
        if text
    )
