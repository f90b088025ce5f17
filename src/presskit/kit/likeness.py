"""When two signatories are the same, look alike, or differ: by their names in all languages and their acronyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from presskit.checks.lint.names import near, plain
from presskit.language.data import mapping
from presskit.model.people import Signatory

__all__ = ["Directory", "apart", "names_of"]

_ALIKE = 90  # «Syria Relief» and «Syria Relief and Development» are at 100, «River Aid North» and «River Aid South» at 87
_WORTH_A_LOOK = 80


def names_of(signatory: Signatory) -> frozenset[str]:
    """Return the names in all languages, as they are compared: case, accents, punctuation, tatweel and alef are alike."""
    names = (signatory.name.default, *(name for _, name in signatory.name.by_language))
    return frozenset(plain(name) or name.casefold() for name in names)


def apart(one: Signatory, other: Signatory) -> str:
    """Return what speaks against two signatories of equal names being one; empty where nothing does."""
    if one.kind is not other.kind:
        return "one is a person, the other an organisation"
    for what in ("country", "acronym"):
        first, second = getattr(one, what), getattr(other, what)
        if first and second and plain(first) != plain(second):
            return f"the {what} differs: {first}, {second}"
    if one.affiliation and other.affiliation and plain(one.affiliation.default) != plain(other.affiliation.default):
        return f"the affiliation differs: «{one.affiliation.default}», «{other.affiliation.default}»"
    return _names_apart(one, other)


def _names_apart(one: Signatory, other: Signatory) -> str:
    texts = dict(other.name.by_language)
    for language, name in one.name.by_language:
        if language in texts and plain(name) != plain(texts[language]):
            return f"the name in «{language}» differs: «{name}», «{texts[language]}»"
    return ""


def _loose(signatory: Signatory) -> list[str]:
    """Return the names with the letters alike that Arabic keyboards exchange: ة and ه, ى and ي."""
    return sorted({name.translate(str.maketrans(dict(mapping("writing", "exchanged")))) for name in names_of(signatory)})


@dataclass(slots=True)
class Directory:
    """Signatories that can be looked up by name and by acronym. Answers are indices of ``members``, in order."""

    members: Sequence[Signatory]
    equal: dict[str, list[int]] = field(default_factory=dict)
    acronyms: dict[str, list[int]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for index, member in enumerate(self.members):
            for name in names_of(member):
                self.equal.setdefault(name, []).append(index)
            if plain(member.acronym):
                self.acronyms.setdefault(plain(member.acronym), []).append(index)
            for name in _loose(member):
                self.names.append(name)
                self.owners.append(index)

    def named_as(self, signatory: Signatory) -> list[int]:
        """Return those with an equal name in any language."""
        return sorted({index for name in names_of(signatory) for index in self.equal.get(name, ())})

    def like(self, signatory: Signatory) -> dict[int, str]:
        """Return those that look like ``signatory``, each with the reason."""
        found: dict[int, str] = {}
        for reason, indices in self._reasons(signatory):
            for index in indices:
                found.setdefault(index, reason)
        return dict(sorted(found.items()))

    def _reasons(self, signatory: Signatory) -> Iterator[tuple[str, Iterable[int]]]:
        yield "the name looks alike", (index for name in _loose(signatory) for index in self._alike(name))
        acronym = plain(signatory.acronym)
        yield "the acronym is the same", self.acronyms.get(acronym, ())
        yield "its name is the acronym of this one", self.equal.get(acronym, ()) if acronym else ()
        for name in names_of(signatory):
            yield "its acronym is the name of this one", self.acronyms.get(name, ())

    def _alike(self, name: str) -> Iterator[int]:
        """Yield those whose names hold all words of ``name``, are held by it, or are nearly spelled alike."""
        from rapidfuzz import fuzz, process

        found = process.extract(name, self.names, scorer=fuzz.token_ratio, score_cutoff=_WORTH_A_LOOK, limit=None)
        for other, score, place in found:
            if score >= _ALIKE or near(name, other):
                yield self.owners[place]
