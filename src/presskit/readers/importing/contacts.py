"""The lines about media contacts → the contacts of the kit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress
from urllib.parse import unquote

from presskit.language.data import fold, folded_options, options, words
from presskit.model.document import Link, Text
from presskit.model.people import Contact, EmailAddress, Localised
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
from presskit.readers.importing.contact_names import described, is_place, is_remark, may_be_person, place_words
from presskit.readers.importing.headings import Kind, has_contact, head_of
from presskit.readers.importing.lines import InputLine, runs
from presskit.readers.importing.private_parts import apart, ask_what_is_private, is_mark_alone, is_private

__all__ = ["read_contacts", "without_sign_up"]

FILE = "contacts.yaml"
_CUTS = re.compile(r"(?:(?<!\s)\s++)?(?:[|;،·•]\s*+|,\s++)|(?<!\s)\s++[-–—/]\s++|(?<!\s)[^\S\t]*+\t\s*+")
_BRACKETED = re.compile(r"(?<![^()])[^()]*+\)")

_TWO_WORDS = re.compile(r"\W*[^\W\d_]+\.?\s+[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _ContactLine:
    """A line about a contact and what it holds."""

    line: InputLine
    details: ContactDetails

    @property
    def is_reachable(self) -> bool:
        """Whether an address or a number stands in it."""
        return bool(self.details.emails or self.details.phones)


def _in_pieces(entry: Sequence[_ContactLine], organisations: KnownOrganisations) -> list[str]:
    """Return the words of lines, split at marks and words that separate a name from what follows."""
    split = [
        piece
        for each in entry for bare in _pieces(each.details.words) for piece in described(bare, organisations)
        if any(map(str.isalnum, piece))
    ]  # fmt: skip
    again = {mark.format(piece) for piece in split for mark in ('"{}"', "“{}”", "'{}'", "«{}»")}
    return [piece for piece in split if piece not in again]


def _as_received(entry: Sequence[_ContactLine]) -> str:
    return " / ".join(" ".join(each.line.raw.split()) for each in entry)


def read_contacts(
    lines: Sequence[InputLine], organisations: KnownOrganisations, region: str, log: AuditLog
) -> tuple[Contact, ...]:
    """Return the contacts in order. Lines that name nobody who can be reached are reported, not guessed at."""
    shown = [(line, _with_links(line)) for line in _for_the_press(lines, log)]
    split = [(line, text) for line, whole in _whole(shown, log) for text in _persons(whole)]
    read = [_ContactLine(line, find_details(text, line.span, region, log)) for line, text in split if text or not line.words]
    marks = any(each.line.mark and each.details.words for each in read)
    contacts = []
    for entry in runs(read, lambda entry, line: _begins(line, entry, marks=marks)):
        if any(each.is_reachable for each in entry):
            contacts.append(_contact(entry, organisations, log))
        elif contacts and all(is_remark(each.line.words) for each in entry):
            contacts[-1] = _with_remark(contacts[-1], entry, log)
        else:
            _unreached([each.line for each in entry], log)
    return tuple(contacts)


def _with_remark(contact: Contact, entry: Sequence[_ContactLine], log: AuditLog) -> Contact:
    """Return a contact with the hours, or the web address, below it in its note: a person writes them as outputs print them."""
    for each in entry:
        log.place(each.line, f"{FILE}: «{contact.name.default}», in its note")
    message = f"what stands below the contact «{contact.name.default}» is kept in its note: «{_as_received(entry)}»"
    log.report(rules.UNSURE, entry[0].line.span, message, "write hours as «hours» into contacts.yaml")
    return replace(contact, note="; ".join(filter(None, (contact.note, f"as received: «{_as_received(entry)}»"))))


def _unreached(lines: Sequence[InputLine], log: AuditLog) -> None:
    """Ask about lines that no number belongs to; where the only one was internal, who has it stays internal too."""
    if {line.span for line in lines} & {line.span for line in log.internal}:
        for line in lines:
            log.hide(line)
        ask_what_is_private(lines[0], log)
    else:
        for line in lines:
            log.lose(line, "no telephone number and no e-mail address belongs to it")


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
            question = f"an address is broken over the end of the line, and was read as «{doubt[0]}»: is that right?"
            log.ask("email", line, question, address_choices(*doubt))
        yield line, text


def _persons(text: str) -> list[str]:
    """Split a line with several persons at semicolons, «or» or a full stop, if each part names somebody who can be reached."""
    for between in (r"(?:(?<!\s)\s++)?[;؛]\s+", _between(), r"(?<=[\w)])\.\s+", r"(?<=\))\s*,\s+"):
        parts = _whole_parts(re.compile(between), text)
        if len(parts) > 1:
            return [person for part in parts for person in _persons(part)]
    return [text]


def _whole_parts(between: re.Pattern[str], text: str) -> list[str]:
    """Split a text where what stands on both sides names somebody who can be reached; elsewhere the words stay together."""
    cuts = [*between.finditer(text)]
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
    reached = [has_contact(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    last = max((place for place, there in enumerate(reached) if there), default=0)
    parts: list[str] = []
    begin, there = 0, False
    for place in range(1, last + 1):
        there = there or reached[place - 1]
        if there and _begins_with_name(text, starts[begin]) and _begins_with_name(text, starts[place]):
            parts.append(text[starts[begin] : ends[place - 1]])
            begin, there = place, False
    return [*parts, text[starts[begin] :]]


def _begins_with_name(text: str, start: int) -> bool:
    return bool(_TWO_WORDS.match(text, start))


@cache
def _between() -> str:
    return rf"(?:(?<!\s)\s++(?:,\s++)?|,\s++)(?:{'|'.join(words('contacts', 'between'))})\b\s*,?\s+"


_LONGEST_GLUE = 200


@cache
def _glue() -> re.Pattern[str]:
    """Return the words of sentences that lead to a name."""
    glue = "|".join(words("contacts", "glue"))
    long = "|".join(word for word in words("contacts", "glue") if len(word) > 3)
    return re.compile(rf"^(?:(?:{glue}|(?i:{long}))(?!\w)[\s,.:]*)+(?=\S|$)")


@cache
def _glue_behind() -> re.Pattern[str]:
    """Return the words of sentences that lead from a name to its number."""
    return re.compile(rf"(?:[\s,]+(?:{'|'.join(words('contacts', 'glue'))})(?!\w))+[\s.:]*$")


def _without_glue(piece: str) -> str:
    """Return a piece of a line without the words at either end that only lead from one piece to the next."""
    piece = _glue().sub("", piece)
    end = max(0, len(piece) - _LONGEST_GLUE)
    return (piece[:end] + _glue_behind().sub("", piece[end:])).strip()


def _pieces(words_: str) -> Iterator[str]:
    """Yield the pieces of a line without the words that only lead from one to the next."""
    masked = _BRACKETED.sub(lambda inner: "x" * len(inner[0]), words_)
    cuts = [place for cut in _CUTS.finditer(masked) for place in cut.span()]
    for piece in (words_[begin:end] for begin, end in zip([0, *cuts[1::2]], [*cuts[::2], len(words_)], strict=True)):
        bare = piece.strip(" .,:\u200e\u200f")
        bare += "." if piece.lstrip(" .,:\u200e\u200f").startswith(f"{bare}.") and _is_shortened(bare) else ""
        yield bare if place_words().match(bare) else _without_glue(bare)


def _is_shortened(text: str) -> bool:
    """Return whether the full stop behind words is that of a short form: «e.V.», «Inc.»."""
    last = text.rsplit(maxsplit=1)[-1].lower() if text else ""
    return "." in last or last in words("names", "shortened")


def _with_links(line: InputLine) -> str:
    """Return the words, with the address of a mail link whose words do not show it."""
    targets = [inline.target for inline in line.content if isinstance(inline, Link)]
    mails = [unquote(target[7:].partition("?")[0]) for target in targets if target.lower().startswith("mailto:")]
    return " ".join([line.words, *(mail for mail in mails if mail.casefold() not in line.words.casefold())])


def _begins(line: _ContactLine, entry: Sequence[_ContactLine], *, marks: bool) -> bool:
    """Return whether a line begins another contact: words do, once the one before can be reached or a mark says so."""
    beside = re.sub(r"^\W*\([^()]*\)\W*$", "", line.details.words)  # a line of brackets alone names nobody
    if not re.search(r"[^\W\d_]", beside) or not any(each.details.words for each in entry):
        return False
    marked = marks and line.line.mark is not None
    return marked or (any(each.is_reachable for each in entry) and (not marks or line.line.gap))


def _contact(entry: Sequence[_ContactLine], organisations: KnownOrganisations, log: AuditLog) -> Contact:
    line = entry[0].line
    emails = tuple(email for each in entry for email in each.details.emails)
    phones = tuple(phone for each in entry for phone in each.details.phones)
    aside = [words for each in entry for words in each.details.aside]
    pieces, languages = spoken_languages(_in_pieces(entry, organisations))
    person = _identified(pieces, organisations, emails)
    desk = "" if person.name else _desk(log.received(line))
    name = person.name or desk or (emails[0].address if emails else phones[0].raw)
    remark = f"«{'», «'.join(aside)}» is kept in its note" if aside else ""
    doubt = (person.doubt or remark) if person.name else "no person's name stands beside it"
    odd = _odd(person, entry, organisations)
    if odd:
        owner = f" of «{person.organisation}»" if person.organisation else ""
        question = f"who is the contact? It was read as «{name}»{owner}: {odd}"
        log.ask("contact", replace(line, raw=_as_received(entry)), question, (Choice("right", "that is right"),))
    elif doubt:
        log.report(rules.UNSURE, line.span, f"the contact «{name}»: {doubt}", "look at contacts.yaml")
    compare_with_name(emails, person.name, person.organisation, log)
    for each in entry:
        log.place(each.line, f"{FILE}: «{name}»")
    organisation, role = (Localised(text) if text else None for text in (person.organisation, person.role))
    note = f"as received: «{_as_received(entry)}»" if person.doubt or person.rest or aside else ""
    return Contact(Localised(name), organisation, role, emails, phones, languages, note=note, span=line.span)


def _desk(raw: str) -> str:
    """Return the words that a line begins with for the office that answers: «Media enquiries: 08 5550 0123»."""
    match = re.match(r"\s*(?P<desk>[^\W\d_][^:：@\d]{2,40}?)\s*[:：]", raw)
    head = head_of(f"{match['desk']}:") if match else None
    named = match is not None and " " in match["desk"] and head is not None and head.kind is Kind.CONTACTS
    return match["desk"] if match and named else ""


def without_sign_up(lines: Sequence[InputLine], log: AuditLog) -> tuple[list[InputLine], list[InputLine]]:
    """Split lines into those about contacts and those that say where to sign: «To add your name, write to …»."""
    begins = re.compile(rf"\W*(?:\w+\W+){{0,3}}?(?:{folded_options('contacts', 'sign_up')})").match
    marked = [bool(begins(fold(log.received(line))) and has_contact(line.raw)) for line in lines]
    return [*compress(lines, (not mark for mark in marked))], [*compress(lines, marked)]


def _odd(person: Affiliation, entry: Sequence[_ContactLine], organisations: KnownOrganisations) -> str:
    """Return why what was read may be somebody else, or nobody; empty where nothing speaks against it."""
    name, organisation = person.name, person.organisation
    if name and not _is_name(name):
        return f"«{name}» is hardly a name"
    if organisation and not re.match(r"[«\"“„]?\w[^@]*\w", organisation):
        return f"«{organisation}» is hardly an organisation"
    addresses = [email.address for each in entry for email in each.details.emails]
    for other in [piece for piece in (organisation, *person.rest) if _may_be_person(piece, organisations)]:
        if any(is_of(address, other) and not is_of(address, name) for address in addresses):
            return f"an address looks like that of «{other}»"
        if any(_beside(each.line.raw, each.details, name, other) for each in entry):
            return f"«{other}» may be a contact, too"
    return ""


def _may_be_person(text: str, organisations: KnownOrganisations) -> bool:
    return may_be_person(text) and not organisations.knows(text)


def _beside(raw: str, details: ContactDetails, name: str, other: str) -> bool:
    """Return whether another name stands between two ways to reach somebody, or beside the first as its equal: «A / B»."""
    ways = sorted(map(raw.find, (*(phone.raw for phone in details.phones), *(email.address for email in details.emails))))
    between = len(ways) > 1 and ways[0] < raw.find(other) < ways[-1]
    return between or bool(re.search(rf"{re.escape(name)}\s*/\s*{re.escape(other)}", raw))


def _is_name(text: str) -> bool:
    """Return whether words can be a name as they stand: no sentence, not two persons, no open bracket, no digits."""
    if re.search(r"[\d|@#<>{}\[\]:]", text) or text.count("(") != text.count(")") or not re.match(r"\w", text):
        return False
    if place_words().match(text) or re.search(rf"\w\s+(?:&|{'|'.join(words('contacts', 'between'))})\s+\w", text):
        return False
    desk = is_role(text) or re.search(rf"(?<!\w)(?:{'|'.join(words('contacts', 'heads'))})(?!\w)", fold(text))
    small = (word for word in re.findall(r"[^\W\d_]+", text) if word[0].islower() and len(word) > 3)
    return bool(desk) or not (text[0].islower() or set(small) - set(words("people", "particles")))


def _identified(pieces: Sequence[str], organisations: KnownOrganisations, emails: Sequence[EmailAddress]) -> Affiliation:
    """Return which piece is what: the first has the name, one that signs is the organisation, one that works is the role."""
    if not pieces:
        return Affiliation("")
    first, *more = _person_first(pieces, organisations, emails)
    if not more:
        return organisations.apart(first)
    others = [piece for piece in more if is_role(piece) or not _is_aside(piece)]
    house = next((piece for piece in others if organisations.knows(piece)), "")
    role = next((piece for piece in others if piece != house and is_role(piece)), "")
    house = house or next((piece for piece in others if piece != role), "")
    rest = tuple(piece for piece in more if piece not in {house, role})
    person = Affiliation(first) if house else organisations.apart(first)
    doubt = f"«{'», «'.join(rest)}» is kept in its note" if rest else person.doubt
    return Affiliation(person.name, house or person.organisation, role, doubt, rest)


def _person_first(pieces: Sequence[str], organisations: KnownOrganisations, emails: Sequence[EmailAddress]) -> list[str]:
    """Return the pieces, the person before the organisation: «Lake Forum, Ruth Oyelaran»; what names nobody goes to the end."""
    pieces = [*pieces[1:], pieces[0]] if _is_aside(pieces[0]) else [*pieces]
    theirs = [piece for piece in pieces[1:] if any(is_of(each.address, piece) for each in emails)]
    addressed = [piece for piece in pieces[1:] if _honorific().match(piece)]
    if addressed and not _honorific().match(pieces[0]):
        return [addressed[0], *(piece for piece in pieces if piece != addressed[0])]
    if theirs and not may_be_person(pieces[0]) and may_be_person(theirs[0]):
        return [theirs[0], *(piece for piece in pieces if piece != theirs[0])]
    if organisations.knows(pieces[0]) or (names_organisation(pieces[0]) and not is_role(pieces[0])):
        person = next((piece for piece in pieces[1:] if _may_be_person(piece, organisations) and not is_place(piece)), "")
        return [person, *(piece for piece in pieces if piece != person)] if person else pieces
    return pieces


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(rf"(?:{options('people', 'titles')})\.?\s+(?=[^\W\d_])")


def _is_aside(piece: str) -> bool:
    """Return whether a piece names nobody: a place, words in small letters or brackets, the number of a register."""
    small = not any(word[0].isupper() or not word.islower() for word in piece.split())
    there = bool(place_words().match(piece)) or is_place(piece)
    return small or there or piece[0] in "([" or sum(map(str.isdigit, piece)) > 4
