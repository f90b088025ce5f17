"""The lines about media contacts → the contacts of the kit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import unquote

from presskit.language.data import fold, words
from presskit.model.document import Text
from presskit.model.people import Contact, EmailAddress, Localised, Phone
from presskit.model.question import Choice
from presskit.readers import import_rules as rules
from presskit.readers.importing.affiliations import Affiliation, KnownOrganisations, is_role, names_organisation
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.contact_details import (
    ContactDetails,
    address_choices,
    compare_with_name,
    find_details,
    is_of,
    joined,
    spoken_languages,
)
from presskit.readers.importing.headings import has_contact
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.private_parts import apart, ask_what_is_private, is_mark_alone, is_private

__all__ = ["read_contacts"]

FILE = "contacts.yaml"
_PIECES = re.compile(r"(?:\s*[|;\t،]\s*|\s*,\s+|\s+[-–—/]\s+)(?![^(]*\))")


@dataclass(slots=True)
class _Entry:
    """What belongs to one contact: its lines and what each of them holds."""

    lines: list[tuple[InputLine, ContactDetails]] = field(default_factory=list)

    @property
    def emails(self) -> tuple[EmailAddress, ...]:
        return tuple(email for _, found in self.lines for email in found.emails)

    @property
    def phones(self) -> tuple[Phone, ...]:
        return tuple(phone for _, found in self.lines for phone in found.phones)

    @property
    def is_contactable(self) -> bool:
        return bool(self.emails or self.phones)

    @property
    def aside(self) -> tuple[str, ...]:
        return tuple(words for _, found in self.lines for words in found.aside)

    @property
    def pieces(self) -> list[str]:
        """The words of the lines, split at marks that part a name from what follows."""
        split = [piece for _, found in self.lines for piece in _pieces(found.words) if any(map(str.isalnum, piece))]
        again = {mark.format(piece) for piece in split for mark in ('"{}"', "“{}”", "'{}'", "«{}»")}
        return [piece for piece in split if piece not in again]


def read_contacts(
    lines: Sequence[InputLine], organisations: KnownOrganisations, region: str, log: AuditLog
) -> tuple[Contact, ...]:
    """Return the contacts in order. Lines that name nobody who can be reached are reported, not guessed at."""
    shown = [(line, _with_links(line)) for line in _for_the_press(lines, log)]
    split = [(line, text) for line, whole in _whole(shown, log) for text in _persons(whole)]
    read = [(line, find_details(text, line.span, region, log)) for line, text in split if text or not line.words]
    contacts = []
    for entry in _entries(read):
        if entry.is_contactable:
            contacts.append(_contact(entry, organisations, log))
        else:
            _unreached(entry, log)
    return tuple(contacts)


def _unreached(entry: _Entry, log: AuditLog) -> None:
    """Ask about lines that no number belongs to; where the only one was internal, who has it stays internal too."""
    internal = {line.span for line in log.internal}
    hidden = any(line.span in internal for line, _ in entry.lines)
    for line, _ in entry.lines:
        if hidden:
            log.hide(line)
        else:
            log.lose(line, "no telephone number and no e-mail address belongs to it")
    if hidden:
        ask_what_is_private(entry.lines[0][0], log)


def _for_the_press(lines: Sequence[InputLine], log: AuditLog) -> Iterator[InputLine]:
    """Yield the lines without the words that they say are internal, which are kept for the office."""
    marked = [is_mark_alone(line.whole) for line in lines]
    for line, below in zip(lines, [*marked[1:], False], strict=False):
        shown, hidden = ("", _with_links(line)) if below and has_contact(line.whole) else apart(_with_links(line))
        if hidden:
            log.hide(line, hidden)
        if hidden and not shown and not is_private(line.whole):
            ask_what_is_private(line, log)
        if shown or not hidden:
            yield replace(line, raw=shown, content=(Text(shown, line.span),)) if hidden else line


def _whole(lines: Sequence[tuple[InputLine, str]], log: AuditLog) -> Iterator[tuple[InputLine, str]]:
    """Yield lines with the addresses whole that a line end broke; ask where it is not certain how they are meant."""
    for line, text, doubt in joined(lines):
        if doubt:
            made, other = doubt
            question = f"an address is broken over the end of the line, and was read as «{made}»: is that right?"
            log.ask("email", line, question, address_choices(made, other))
        yield line, text


def _persons(text: str) -> list[str]:
    """Split a line with several persons at semicolons, «or» or a full stop, if each part names somebody who can be reached."""
    for between in (r"\s*[;؛]\s+", _between(), r"(?<=[\w)])\.\s+", r"(?<=\))\s*,\s+"):
        parts = re.split(between, text)
        whole = all(has_contact(part) and re.match(r"\W*[^\W\d_]+\s+[^\W\d_]+", part) for part in parts)
        if len(parts) > 1 and whole:
            return parts
    return [text]


@cache
def _between() -> str:
    return rf"\s*,?\s+(?:{'|'.join(words('contacts', 'between'))})\b\s*,?\s+"


@cache
def _glue() -> re.Pattern[str]:
    """Return the words of sentences that lead to a name, or from it to its number, at either end of a piece."""
    glue = "|".join(words("contacts", "glue"))
    long = "|".join(word for word in words("contacts", "glue") if len(word) > 3)
    return re.compile(rf"^(?:(?:{glue}|(?i:{long}))(?!\w)[\s,.:]*)+(?=\S|$)|(?:[\s,]+(?:{glue})(?!\w))+[\s.:]*$")


@cache
def _place() -> re.Pattern[str]:
    """Return how a piece begins that says where somebody answers: «in Wales»."""
    return re.compile(rf"(?:{'|'.join(words('contacts', 'places'))})\s", re.IGNORECASE)


def _pieces(words_: str) -> Iterator[str]:
    """Yield the pieces of a line without the words that only lead from one to the next; a role in brackets is one."""
    for piece in _PIECES.split(words_):
        bare = piece.strip(" .:\u200e\u200f")
        bare = bare if _place().match(bare) else _glue().sub("", bare).strip()
        titled = re.fullmatch(r"(?P<name>[^()]+?)\s*\((?P<role>[^()]+)\)", bare)
        yield from (titled["name"], titled["role"]) if titled and is_role(titled["role"]) else (bare,)


def _with_links(line: InputLine) -> str:
    """Return the words, with the address of a mail link whose words do not show it."""
    from presskit.model.document import Link

    targets = [inline.target for inline in line.content if isinstance(inline, Link)]
    mails = [unquote(target[7:].partition("?")[0]) for target in targets if target.lower().startswith("mailto:")]
    return " ".join([line.words, *(mail for mail in mails if mail.casefold() not in line.words.casefold())])


def _entries(read: Sequence[tuple[InputLine, ContactDetails]]) -> Iterator[_Entry]:
    marks = any(line.mark and found.words for line, found in read)
    entry = _Entry()
    for line, found in read:
        if entry.lines and _begins(line, found, entry, marks=marks):
            yield entry
            entry = _Entry()
        entry.lines.append((line, found))
    if entry.lines:
        yield entry


def _begins(line: InputLine, found: ContactDetails, entry: _Entry, *, marks: bool) -> bool:
    """Tell whether a line begins another contact: words do, once the one before can be reached or a mark says so."""
    if not found.words or not re.search(r"[^\W\d_]", found.words):
        return False
    if marks and line.mark:
        return bool(entry.pieces)
    return entry.is_contactable and bool(entry.pieces) and (not marks or line.gap)


def _contact(entry: _Entry, organisations: KnownOrganisations, log: AuditLog) -> Contact:
    line = entry.lines[0][0]
    pieces, languages = spoken_languages(entry.pieces)
    told = _identified(pieces, organisations)
    name = told.name or (entry.emails[0].address if entry.emails else entry.phones[0].raw)
    kept = f"«{'», «'.join(entry.aside)}» is kept in its note" if entry.aside else ""
    doubt = (told.doubt or kept) if told.name else "no name stands beside it"
    odd = _odd(told, entry, organisations)
    if odd:
        raw = " / ".join(" ".join(each.raw.split()) for each, _ in entry.lines)
        owner = f" of «{told.organisation}»" if told.organisation else ""
        question = f"who is the contact? It was read as «{name}»{owner}: {odd}"
        log.ask("contact", replace(line, raw=raw), question, (Choice("right", "that is right"),))
    elif doubt:
        log.report(rules.UNSURE, line.span, f"the contact «{name}»: {doubt}", "look at contacts.yaml")
    compare_with_name(entry.emails, told.name, told.organisation, log)
    for each, _ in entry.lines:
        log.place(each, f"{FILE}: «{name}»")
    return Contact(
        Localised(name), _localised(told.organisation), _localised(told.role), entry.emails, entry.phones, languages,
        note=_note(entry, told), span=line.span,
    )  # fmt: skip


def _odd(told: _Identity, entry: _Entry, organisations: KnownOrganisations) -> str:
    """Return why what was read may be somebody else, or nobody; empty where nothing speaks against it."""
    if told.name and not _is_name(told.name):
        return f"«{told.name}» is hardly a name"
    if told.organisation and not re.match(r"[«\"“„]?\w[^@]*\w", told.organisation):
        return f"«{told.organisation}» is hardly an organisation"
    people = [words for words in (told.organisation, *told.rest) if _may_be_person(words, organisations)]
    for other in people:
        if any(is_of(email.address, other) and not is_of(email.address, told.name) for email in entry.emails):
            return f"an address looks like that of «{other}»"
        if any(_beside(line.raw, found, told.name, other) for line, found in entry.lines):
            return f"«{other}» may be a contact, too"
    return ""


def _may_be_person(text: str, organisations: KnownOrganisations) -> bool:
    named = re.fullmatch(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}", text) and not text.isupper()
    return bool(named) and not (organisations.knows(text) or names_organisation(text) or is_role(text) or _place().match(text))


def _beside(raw: str, found: ContactDetails, name: str, other: str) -> bool:
    """Tell whether another name stands between two ways to reach somebody, or beside the first as its equal: «A / B»."""
    ways = sorted(raw.find(way) for way in (*(each.raw for each in found.phones), *(each.address for each in found.emails)))
    between = len(ways) > 1 and ways[0] < raw.find(other) < ways[-1]
    return between or bool(re.search(rf"{re.escape(name)}\s*/\s*{re.escape(other)}", raw))


def _is_name(text: str) -> bool:
    """Tell whether words can be a name as they stand: no sentence, not two persons, no open bracket, no digits."""
    if re.search(r"[\d|@#<>{}\[\]:]", text) or text.count("(") != text.count(")") or not re.match(r"\w", text):
        return False
    if _place().match(text) or re.search(rf"\w\s+(?:&|{'|'.join(words('contacts', 'between'))})\s+\w", text):
        return False
    desk = is_role(text) or re.search(rf"(?<!\w)(?:{'|'.join(words('contacts', 'heads'))})(?!\w)", fold(text))
    small = [
        word
        for word in re.findall(r"[^\W\d_]+", text)
        if word[0].islower() and len(word) > 3 and word not in words("people", "particles")
    ]
    return bool(desk) or not (small or text[0].islower())


@dataclass(frozen=True, slots=True)
class _Identity:
    name: str
    organisation: str = ""
    role: str = ""
    doubt: str = ""
    rest: tuple[str, ...] = ()


def _identified(pieces: Sequence[str], organisations: KnownOrganisations) -> _Identity:
    """Say which piece is what: the first holds the name, one that signs is the organisation, one that works is the role."""
    if not pieces:
        return _Identity("")
    pieces = [*pieces[1:], pieces[0]] if _is_aside(pieces[0]) and len(pieces) > 1 else pieces
    if len(pieces) == 1:
        apart = organisations.apart(pieces[0])
        return _Identity(apart.name, apart.organisation, doubt=apart.doubt)
    first = pieces[0]
    registers = [piece for piece in pieces[1:] if not is_role(piece) and _is_aside(piece)]
    others = [piece for piece in pieces[1:] if piece not in registers]
    house = next((piece for piece in others if organisations.knows(piece)), "")
    role = next((piece for piece in others if piece != house and is_role(piece)), "")
    house = house or next((piece for piece in others if piece != role), "")
    rest = tuple(piece for piece in pieces[1:] if piece not in {house, role})
    apart = Affiliation(first) if house else organisations.apart(first)
    doubt = f"«{'», «'.join(rest)}» is kept in its note" if rest else apart.doubt
    return _Identity(apart.name, house or apart.organisation, role, doubt, rest)


def _is_aside(piece: str) -> bool:
    """Tell whether a piece names nobody: a place, words in small letters or brackets, the number of a register."""
    small = not any(word[0].isupper() or not word.islower() for word in piece.split())
    return small or piece[0] in "([" or bool(_place().match(piece)) or sum(map(str.isdigit, piece)) > 4


def _note(entry: _Entry, told: _Identity) -> str:
    """Keep what was received where words were told apart on little evidence, or have no key of their own."""
    if not (told.doubt or told.rest or entry.aside):
        return ""
    return "as received: «" + " / ".join(" ".join(line.raw.split()) for line, _ in entry.lines) + "»"


def _localised(text: str) -> Localised | None:
    return Localised(text) if text else None
