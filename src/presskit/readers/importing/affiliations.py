"""A person and an organisation written in one go → the two, told apart by the list of signatories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from presskit.language.data import fold, options
from presskit.model.people import Roster

__all__ = ["Affiliation", "Houses", "is_role", "names_a_house"]


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{options('people', 'roles')})\b", re.IGNORECASE)


@cache
def _house() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{options('organisations', 'words')})\b", re.IGNORECASE)


def is_role(text: str) -> bool:
    """Tell whether words say what somebody does."""
    return bool(_role().search(text))


def names_a_house(text: str) -> bool:
    """Tell whether words sound like an organisation."""
    return bool(_house().search(text))


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A name and the organisation behind it. ``doubt`` says on what little the two were told apart."""

    name: str
    organisation: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Houses:
    """The organisations and coalitions that sign, folded, each with the way the list writes it."""

    names: dict[str, str]

    @classmethod
    def of(cls, roster: Roster) -> Houses:
        """Return those of a roster: names, acronyms, and both together as texts write them."""
        pairs = [(c.name.default, c.acronym) for c in roster.coalitions]
        pairs += [(s.name.default, s.acronym) for s in roster.everyone()]
        return cls({_key(form): name for name, acronym in pairs for form in _forms(name, acronym)})

    def knows(self, text: str) -> bool:
        """Tell whether ``text`` names one of them."""
        return _key(text) in self.names

    def apart(self, text: str) -> Affiliation:
        """Split «Name Organisation»; without a known organisation at the end the text stays whole, with a doubt."""
        words = text.split()
        for start in range(1, len(words)):
            if self.knows(" ".join(words[start:])):
                return Affiliation(_trimmed(words[:start]), " ".join(words[start:]).strip("()[] "))
        return self._by_a_word(words) or Affiliation(text, "", _doubt(text))

    def _by_a_word(self, words: list[str]) -> Affiliation | None:
        """Split before a word that only one known organisation begins with, if what follows sounds like an organisation."""
        for start in range(2, len(words)):
            rest = " ".join(words[start:])
            near = {name for key, name in self.names.items() if key.split()[:1] == _key(words[start]).split()[:1]}
            if len(near) == 1 and len(words) - start > 1 and _house().search(rest) and len(words[start]) > 3:
                doubt = f"«{rest}» was told from the name by its first word; «{near.pop()}», which signs, has it too"
                return Affiliation(_trimmed(words[:start]), rest, doubt)
        return None


def _trimmed(words: Iterable[str]) -> str:
    return " ".join(words).rstrip(" ,-–—|(:")


def _doubt(text: str) -> str:
    """Return why a text that stays whole may be more than a name."""
    if len(text.split()) > 4 or _house().search(text):
        return "name and organisation, if both stand there, could not be told apart"
    return ""


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text.replace("&", " and "))))


def _forms(name: str, acronym: str) -> Iterator[str]:
    yield name
    if acronym:
        yield from (acronym, f"{name} {acronym}", f"{acronym} {name}")
