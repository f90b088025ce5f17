"""The lines about media contacts → the contacts of the kit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from presskit.language.data import words
from presskit.model.document import Text
from presskit.model.people import Contact, EmailAddress, Localised, Phone
from presskit.readers.importing import rules
from presskit.readers.importing.account import Account
from presskit.readers.importing.affiliations import Affiliation, Houses, is_role
from presskit.readers.importing.heads import reaches
from presskit.readers.importing.lines import Line
from presskit.readers.importing.private_words import apart, is_mark_alone
from presskit.readers.importing.reach import Reach, compare_with_name, reach
from presskit.readers.importing.spoken import spoken_languages

__all__ = ["read_contacts"]

FILE = "contacts.yaml"
_PIECES = re.compile(r"(?:\s*[|;\t،]\s*|\s*,\s+|\s+[-–—/]\s+)(?![^(]*\))")


@dataclass(slots=True)
class _Entry:
    """What belongs to one contact: its lines and what each of them holds."""

    lines: list[tuple[Line, Reach]] = field(default_factory=list)

    @property
    def emails(self) -> tuple[EmailAddress, ...]:
        return tuple(email for _, found in self.lines for email in found.emails)

    @property
    def phones(self) -> tuple[Phone, ...]:
        return tuple(phone for _, found in self.lines for phone in found.phones)

    @property
    def reached(self) -> bool:
        return bool(self.emails or self.phones)

    @property
    def pieces(self) -> list[str]:
        """The words of the lines, split at marks that part a name from what follows."""
        split = [piece.strip(" .:") for _, found in self.lines for piece in _PIECES.split(found.words)]
        return [piece for piece in split if any(map(str.isalnum, piece))]


def read_contacts(lines: Sequence[Line], houses: Houses, region: str, account: Account) -> tuple[Contact, ...]:
    """Return the contacts in order. Lines that name nobody who can be reached are reported, not guessed at."""
    split = [(line, text) for line in _for_the_press(lines, account) for text in _persons(_with_links(line))]
    read = [(line, reach(text, line.span, region, account)) for line, text in split if text or not line.words]
    contacts = []
    for entry in _entries(read):
        if entry.reached:
            contacts.append(_contact(entry, houses, account))
        else:
            hidden = any(line.span in {each.span for each in account.internal} for line, _ in entry.lines)
            for line, _ in entry.lines:
                if hidden:  # the only number was internal, and so is who can be reached by nothing else
                    account.hide(line)
                    continue
                account.lose(line, "no telephone number and no e-mail address belongs to it")
    return tuple(contacts)


def _for_the_press(lines: Sequence[Line], account: Account) -> Iterator[Line]:
    """Yield the lines without the words that they say are internal, which are kept for the office."""
    marked = [is_mark_alone(line.whole) for line in lines]
    for line, below in zip(lines, [*marked[1:], False], strict=False):
        shown, hidden = ("", _with_links(line)) if below and reaches(line.whole) else apart(_with_links(line))
        if hidden:
            account.hide(line, hidden)
        if shown or not hidden:
            yield replace(line, raw=shown, content=(Text(shown, line.span),)) if hidden else line


def _persons(text: str) -> list[str]:
    """Split a line with several persons at semicolons or «or», if each part names somebody and says how to reach them."""
    for between in (r"\s*[;؛]\s+", _between()):
        parts = re.split(between, text)
        whole = all(reaches(part) and re.match(r"\W*[^\W\d_]+\s+[^\W\d_]+", part) for part in parts)
        if len(parts) > 1 and whole:
            return parts
    return [text]


@cache
def _between() -> str:
    return rf"\s*,?\s+(?:{'|'.join(words('contacts', 'between'))})\s+"


def _with_links(line: Line) -> str:
    """Return the words, with the address of a mail link whose words do not show it."""
    from presskit.model.document import Link

    targets = [inline.target for inline in line.content if isinstance(inline, Link)]
    hidden = [target[7:] for target in targets if target.startswith("mailto:") and target[7:] not in line.words]
    return " ".join([line.words, *hidden])


def _entries(read: Sequence[tuple[Line, Reach]]) -> Iterator[_Entry]:
    marks = any(line.mark and found.words for line, found in read)
    entry = _Entry()
    for line, found in read:
        if entry.lines and _begins(line, found, entry, marks=marks):
            yield entry
            entry = _Entry()
        entry.lines.append((line, found))
    if entry.lines:
        yield entry


def _begins(line: Line, found: Reach, entry: _Entry, *, marks: bool) -> bool:
    """Tell whether a line begins another contact: words do, once the one before can be reached or a mark says so."""
    if not found.words or not re.search(r"[^\W\d_]", found.words):
        return False
    if marks and line.mark:
        return bool(entry.pieces)
    return entry.reached and bool(entry.pieces) and (not marks or line.gap)


def _contact(entry: _Entry, houses: Houses, account: Account) -> Contact:
    line = entry.lines[0][0]
    pieces, languages = spoken_languages(entry.pieces)
    told = _told(pieces, houses)
    name = told.name or (entry.emails[0].address if entry.emails else entry.phones[0].raw)
    doubt = told.doubt if told.name else "no name stands beside it"
    if doubt:
        account.report(rules.UNSURE, line.span, f"the contact «{name}»: {doubt}", "look at contacts.yaml")
    compare_with_name(entry.emails, told.name, told.organisation, account)
    for each, _ in entry.lines:
        account.place(each, f"{FILE}: «{name}»")
    return Contact(
        Localised(name), _localised(told.organisation), _localised(told.role), entry.emails, entry.phones, languages,
        note=_note(entry, told), span=line.span,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    name: str
    organisation: str = ""
    role: str = ""
    doubt: str = ""
    rest: tuple[str, ...] = ()


def _told(pieces: Sequence[str], houses: Houses) -> _Told:
    """Say which piece is what: the first holds the name, one that signs is the organisation, one that works is the role."""
    if not pieces:
        return _Told("")
    if len(pieces) == 1:
        apart = houses.apart(pieces[0])
        return _Told(apart.name, apart.organisation, doubt=apart.doubt)
    first, others = pieces[0], list(pieces[1:])
    house = next((piece for piece in others if houses.knows(piece)), "")
    role = next((piece for piece in others if piece != house and is_role(piece)), "")
    house = house or next((piece for piece in others if piece != role), "")
    rest = tuple(piece for piece in others if piece not in {house, role})
    apart = Affiliation(first) if house else houses.apart(first)
    doubt = f"«{'», «'.join(rest)}» is kept in its note" if rest else apart.doubt
    return _Told(apart.name, house or apart.organisation, role, doubt, rest)


def _note(entry: _Entry, told: _Told) -> str:
    """Keep what was received where words were told apart on little evidence, or have no key of their own."""
    if not (told.doubt or told.rest):
        return ""
    return "as received: «" + " / ".join(" ".join(line.raw.split()) for line, _ in entry.lines) + "»"


def _localised(text: str) -> Localised | None:
    return Localised(text) if text else None
