"""Entries of a list that are not signatures yet, and those that may be persons: asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from presskit.formats.kit_yaml import mapping, quoted
from presskit.language.number_words import fold
from presskit.model.people import Signatory
from presskit.model.question import Choice
from presskit.readers.importing.account import Account
from presskit.readers.importing.affiliations import names_a_house
from presskit.readers.importing.asking import replaced
from presskit.readers.importing.heads import listed
from presskit.readers.importing.lines import Line
from presskit.readers.importing.zones import city_zone
from presskit.readers.received import ROSTER
from presskit.readers.tables.countries import code as country_code

__all__ = ["ask_about_persons", "may_be_person", "open_tail"]

_TAIL = re.compile(
    r"^(?P<name>.*?)\s*(?:[(\[](?P<inner>[^()\[\]]+)[)\]]|\s[-–—:]\s*(?P<behind>[^()\[\]–—]+)|,\s*(?P<last>[^,]+))\W*$"
)
_PERSON = re.compile(r"[^\W\d_][\w.’'-]*")
_PARTICLES = frozenset(
    {"de", "da", "di", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le", "du", "dos", "y", "e"}
)


def open_tail(words: str) -> tuple[str, str] | None:
    """Return the name and what says behind it that it has not signed yet; no name where the entry names nobody.

    None where nothing says so.
    """
    marks = re.compile(rf"(?:{listed('open_marks').pattern})")
    whole = _plain(words)
    if marks.fullmatch(whole) or (re.fullmatch(r"[(\[].*[)\]]", words.strip()) and marks.search(whole)):
        return "", words.strip(" ()[]")
    tail = _TAIL.match(words)
    said = next((part for part in (tail["inner"], tail["behind"], tail["last"]) if part), "") if tail else ""
    if tail and tail["name"].strip() and marks.fullmatch(_plain(said)):
        return tail["name"].strip(" ,;"), said.strip()
    return None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w -]+", " ", fold(text.replace("’", " ").replace("'", " "))).split())


def may_be_person(name: str) -> bool:
    """Tell whether «Anna Berg, Lund University» names a person: two to four capitalised words before a comma."""
    first, comma, rest = name.partition(",")
    parts = first.split()
    rest = rest.strip()
    capitals = [part for part in parts if part.lower() not in _PARTICLES]
    if not comma or not rest or not 2 <= len(parts) <= 5 or len(capitals) < 2 or names_a_house(first):
        return False
    named = all(_PERSON.fullmatch(part) and part[:1].isupper() and not part.isupper() for part in capitals)
    return named and not country_code(rest) and city_zone(rest) is None


def ask_about_persons(found: Sequence[tuple[Line, Signatory]], account: Account) -> None:
    """Ask once about all entries of a list that may be persons with their affiliations."""
    if not found:
        return
    names = [made.name.default for _, made in found]
    edits = [replaced(ROSTER, f"- {quoted(name)}\n", f"- {_as_person(name)}\n") for name in names]
    shown = "», «".join(names[:3]) + ("», …" if len(names) > 3 else "»")
    asked = f"«{shown}: are these persons with their affiliations, or organisations?"
    choices = (
        Choice("persons", "persons: what stands before the comma is the name", "", tuple(edits)),
        Choice("organisations", "organisations, as they stand"),
    )
    account.ask("persons", replace(found[0][0], raw="\n".join(names)), asked, choices, weighs=len(found))


def _as_person(name: str) -> str:
    person, _, rest = name.partition(",")
    return mapping([("person", quoted(person.strip())), ("affiliation", quoted(rest.strip()))])
