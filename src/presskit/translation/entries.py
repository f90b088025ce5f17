"""Entries of a kit's lists, of whom each is known by its own words: lists change while a text is with a translator."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from presskit.model.people import Localised, Signatory
from presskit.model.release import Kit

__all__ = ["KitName", "identified", "identities", "names_of"]


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
    seen: Counter[str] = Counter()
    found = []
    for each in words:
        digest = hashlib.sha256(" ".join(each.split()).encode("utf-8", "surrogatepass")).hexdigest()[:6]
        seen[digest] += 1
        found.append(f"{kind}-x{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else ""))
    return found


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
    yield from _listed(kit, "place")
    yield from _roster(kit)
    marks = identities("contact", [each.name.default for each in kit.contacts])
    for number, (contact, mark) in enumerate(zip(kit.contacts, marks, strict=True), 1):
        roles = (("name", contact.name), ("role", contact.role), ("organisation", contact.organisation))
        yield from (KitName(f"contact-{number}.{part}", "contact", text, f"{mark}.{part}") for part, text in roles if text)
    yield from _listed(kit, "city")
    brand, embargo = kit.release.brand, kit.release.embargo
    here = ("embargo.city", embargo.city if embargo else None)
    alone = (here, ("brand.name", brand.name), ("brand.logo", brand.logo_alt), ("rights", kit.release.rights))
    yield from (KitName(key, "fact", text) for key, text in alone if text)


def _listed(kit: Kit, what: str) -> Iterator[KitName]:
    embargo = kit.release.embargo
    cities = [city.name for city in embargo.cities] if embargo else []
    texts = list(kit.release.places) if what == "place" else cities
    marks = zip(texts, identities(what, [text.default for text in texts]), strict=True)
    yield from (KitName(f"{what}-{at}", "fact", text, mark) for at, (text, mark) in enumerate(marks, 1))


def _roster(kit: Kit) -> Iterator[KitName]:
    """Yield each coalition before its members; entries are counted as editions count them, withdrawn ones too."""
    grouped = [*((each, each.signatories) for each in kit.roster.coalitions), (None, kit.roster.signatories)]
    groups = identities("coalition", [each.name.default for each in kit.roster.coalitions])
    marks = iter(identities("signatory", [member.name.default for _, members in grouped for member in members]))
    numbers = count(1)
    for group, (coalition, members) in enumerate(grouped, 1):
        if coalition:
            behind = (coalition.acronym, str(sum(member.signs for member in members)))
            yield KitName(f"coalition-{group}.name", "coalition", coalition.name, f"{groups[group - 1]}.name", behind)
        for signatory, number, mark in zip(members, numbers, marks, strict=False):
            yield from _signatory(f"signatory-{number}", mark, signatory)


def _signatory(key: str, mark: str, signatory: Signatory) -> Iterator[KitName]:
    parts = (("name", signatory.name), ("title", signatory.title), ("affiliation", signatory.affiliation))
    if signatory.signs:
        named = ((part, text) for part, text in parts if text)
        for part, text in named:
            yield KitName(f"{key}.{part}", "signatory", text, f"{mark}.{part}", (signatory.acronym,) if part == "name" else ())
