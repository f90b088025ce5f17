"""E-mail addresses, telephone numbers and languages in the lines of a contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote

from presskit.language.data import fold, languages, latin_digits, options, words
from presskit.language.data import words as language_words
from presskit.model.people import EmailAddress, Phone
from presskit.model.question import Choice, Edit, EditKind
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.dialling import numbers, two_in_one, understood
from presskit.readers.importing.lines import InputLine
from presskit.source import Span

__all__ = [
    "Address",
    "ContactDetails",
    "address_choices",
    "addresses",
    "compare_with_name",
    "find_details",
    "is_of",
    "joined",
    "spoken_languages",
]  # fmt: skip

_CHAR = r"[^\s<>()\[\],;:\"'|«»“”„‘‚/@?،؛’]"
_LOCAL = rf"(?:{_CHAR}|(?<=\w)['’](?=\w))+"
_QUERY = r"(?:\?[^\s<>()\[\]|]*)?"
_EMAIL = re.compile(rf"(?P<link>mailto:)?(?P<address>{_LOCAL}@{_CHAR}*(?!\.){_CHAR}){_QUERY}", re.IGNORECASE)
_LINK = re.compile(r"mailto:(?P<address>[^\s<>()\[\]|?]+)(?:\?[^\s<>()\[\]|]*)?", re.IGNORECASE)
_ELIDED = re.compile(r"(?:[dl]|qu)'", re.IGNORECASE)
_BROKEN = re.compile(r"(?P<first>[^\s<>(),;:]*@[\w.-]*|[\w+-]+(?:[.][\w+-]+)*[.-])$")
_DOMAIN = r"[^\W_](?:[\w-]*[^\W_])?"


@dataclass(frozen=True, slots=True)
class Address:
    """An address, where it stands in its line, and why it may be another one; ``raw`` are its words there."""

    address: str
    start: int
    end: int
    raw: str
    doubt: str = ""


@cache
def _disguised() -> re.Pattern[str]:
    """Return how addresses are hidden from robots: with «at» and «dot» in brackets, in capitals, or both in words."""
    at, dot = ("|".join(words("contacts", key)) for key in ("at", "dot"))
    opens, closes = r"\s*[(\[{<]\s*", r"\s*[)\]}>]\s*"
    point = rf"(?:\.|{opens}(?:{dot}|\.){closes}|\s+(?:{dot})\s+)"
    spelt = rf"(?:{opens}(?:{dot}){closes}|\s+(?:{dot})\s+)"
    local = rf"[^\W_][\w+'’-]*(?:{point}[\w+'’-]+)*?"
    domain = rf"{_DOMAIN}(?:{point}{_DOMAIN})+"
    bracketed = rf"{opens}(?:{at}|{options('contacts', 'at_bracketed')}|@){closes}|\s+@\s+|\s*@\s+(?=\S+\.\w)|\s+@(?=\S+\.\w)"
    worded = rf"\s+(?:{at})\s+(?={_DOMAIN}{spelt})|\s+(?-i:AT)\s+"
    return re.compile(rf"(?<![\w@.])(?P<local>{local})(?:{bracketed}|{worded})(?P<domain>{domain})(?![\w@])", re.IGNORECASE)


def addresses(text: str) -> Iterator[Address]:
    """Yield the addresses of a line in their order; none overlaps another."""
    found = [*_plain(text)]
    for match in _disguised().finditer(text):
        if all(match.end() <= each.start or match.start() >= each.end for each in found):
            dots = re.compile(
                rf"\s*[(\[{{<]\s*(?:{'|'.join(words('contacts', 'dot'))}|\.)\s*[)\]}}>]\s*|\s+\w+\s+", re.IGNORECASE
            )
            address = "@".join(dots.sub(".", match[part]).replace("’", "'") for part in ("local", "domain"))
            found.append(Address(address, *match.span(), match.group(), "it is not written as one"))
    yield from sorted(found, key=lambda each: each.start)


def _plain(text: str) -> Iterator[Address]:
    for match in _EMAIL.finditer(text):
        address = match["address"].replace("’", "'")
        address = unquote(address) if match["link"] else address
        before = text[match.start() - 1 : match.start()]
        cut = bool(before and before not in " \t\u00a0<([{:,;|«“„،؛=" and re.search(r"\w\W?$", text[: match.start()]))
        doubt = "something stands right before it" if cut else ""
        elided = _ELIDED.match(address) and text.replace("’", "'").casefold().count(address.partition("@")[0].casefold()) < 2
        doubt = doubt or ("the letter before «'» may not belong to it" if elided else "")
        doubt = doubt or ("a long dash stands in it" if re.search("[–—]", address) else "")
        yield Address(re.sub("[–—]", "-", address), *match.span(), match.group(), doubt)


def joined(lines: Sequence[tuple[InputLine, str]]) -> Iterator[tuple[InputLine, str, tuple[str, str] | None]]:
    """Yield lines with addresses that go on in the next line made whole.

    The third value is the address as joined and the way that it may be meant instead, where that is not certain.
    """
    rest = [*lines]
    while rest:
        line, text = rest.pop(0)
        doubt = None
        if rest and (pair := _join(text, rest[0][1])):
            text, after, doubt = pair
            following = rest[0][0]
            rest[0] = (replace(following, content=()) if not after else following, after)
        yield line, text, doubt


def _join(text: str, after: str) -> tuple[str, str, tuple[str, str] | None] | None:
    """Return a line with the rest of its address, the next line without it, and what is not certain; None for no break."""
    broken, token = _BROKEN.search(text.rstrip()), re.match(r"[^\s<>(),;:|]+", after)
    if broken is None or token is None:
        return None
    first, more = broken["first"], token.group().rstrip(".")
    if "@" in first:
        domain = first.partition("@")[2]
        certain = re.fullmatch(rf"\.?{_DOMAIN}(?:\.{_DOMAIN})*", more) and (
            (not domain and "." in more) or (domain.endswith(".") and more[0] != ".") or ("." not in domain and more[0] == ".")
        )
        unclear = domain and "." not in domain and re.fullmatch(rf"{_DOMAIN}(?:\.{_DOMAIN})+", more)
        if not (certain or unclear):
            return None
        made, other = (first + more, "") if certain else (f"{first}.{more}", first + more)
    elif re.fullmatch(rf"{_LOCAL}@\S+\.\w+", more) and _is_of(first, text[: broken.start()]):
        made, other = first + more, (more if first[-1] == "." else first[:-1] + more)
    else:
        return None
    left = after[token.start() + len(more) :].lstrip(" .")
    return text.rstrip()[: broken.start()] + made, left, (made, other) if other else None


def _is_of(token: str, before: str) -> bool:
    """Tell whether a token that ends a line begins an address: it stands alone, and is of the name before it."""
    alone = re.search(r"(?:^|[,;:|(<–—-]|\b[EM]|mail)\s*$", before)
    named = any(part in before.casefold() for part in re.findall(r"\w{3,}", token.casefold()))
    return bool(alone and token == token.lower() and (named or re.search(r"\w[.-]\w", token)))


_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")


@cache
def _between() -> re.Pattern[str]:
    joined, glued = options("lists", "and"), options("lists", "and_glued")
    return re.compile(rf"\s*[/,&+،]\s*|\s+(?:{joined})\s+|\s+(?:{glued})")


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    table: dict[str, str] = {}
    for language in languages():
        for tag, name in Locale.parse(language).languages.items():
            if re.fullmatch("[a-z]{2,3}", tag):
                table.setdefault(fold(str(name)), tag)
    return table


def _named(text: str) -> tuple[str, ...]:
    text = re.sub(rf"^\s*(?:{options('contacts', 'languages_label')})\s*:?\s*", "", text, flags=re.IGNORECASE)
    tags = [_languages().get(fold(part).strip(" ."), "") for part in _between().split(text) if part.strip()]
    return tuple(dict.fromkeys(tags)) if tags and all(tags) else ()


def spoken_languages(pieces: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the pieces without those that list languages, and the languages (BCP 47)."""
    kept: list[str] = []
    found: list[str] = []
    for index, piece in enumerate(pieces):
        tags = _named(piece) if index else ()  # the first piece is a name, and some names are languages
        bracket = _BRACKETED.search(piece)
        if not tags and bracket and (tags := _named(bracket[1])):
            kept.append(piece.replace(bracket.group(), "").strip())
        elif not tags:
            kept.append(piece)
        found += tags
    return [piece for piece in kept if piece], tuple(dict.fromkeys(found))


_FILE = "contacts.yaml"


@cache
def _label() -> re.Pattern[str]:
    labels = options("contacts", "labels")
    return re.compile(rf"(?P<before>^|[|,;/(–—-])\s*(?:{labels}|[tmep])\s*(?:no|n°|nr)?\s*[.:：]+\s*", re.IGNORECASE)


@cache
def _beside() -> re.Pattern[str]:
    kinds, more = f"{options('contacts', 'kinds')}|[TME]", options("contacts", "kinds_beside")
    return re.compile(rf"[(\[]\s*(?:{kinds}|{more})\s*[)\]]|(?<=\s)(?:{kinds})\s*[.:]+\s*(?=\|)", re.IGNORECASE)


@cache
def _fax_before() -> re.Pattern[str]:
    said = rf"(?:(?:{options('contacts', 'fax')})(?:\W*n[o°º]\.?)?|(?-i:F))"
    return re.compile(rf"(?<!/)(?<!/ )(?<!\w){said}\s*[.:]*\s*$", re.IGNORECASE)


@cache
def _fax() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{options('contacts', 'fax')})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """What a line holds: addresses, numbers, and the words that remain. ``aside``: what is printed nowhere, such as a fax."""

    emails: tuple[EmailAddress, ...]
    phones: tuple[Phone, ...]
    words: str
    aside: tuple[str, ...] = ()


def find_details(words: str, span: Span, region: str, log: AuditLog) -> ContactDetails:
    """Take the addresses and numbers out of a line; report those that cannot be right."""
    emails, rest = [], words
    for found in addresses(words):
        emails.append(EmailAddress(found.address, span))
        _check_address(found, InputLine(span, words), log)
        rest = rest[: found.start] + "|".ljust(found.end - found.start) + rest[found.end :]
    phones: list[Phone] = []
    aside: list[str] = []
    for start, end in reversed([*numbers(rest, region)]):
        label = _fax_before().search(rest[:start])
        if label:
            aside.insert(0, rest[label.start() : end].strip())
            rest = f"{rest[: label.start()]} | {rest[end:]}"
        else:
            phones = [*_phones(rest[start:end], InputLine(span, words), region, log), *phones]
            rest = f"{rest[:start]} | {rest[end:]}"
    if phones and _fax().search(rest):
        log.ask("phone", InputLine(span, words), "one of these numbers is a fax: which are to be printed as telephone numbers?")
    aside += [match.group().strip() for match in _messengers().finditer(rest)] if phones else []
    rest = _messengers().sub(" ", rest) if phones else rest
    left = _without_labels(_fax().sub(" ", rest)) if emails or phones or aside else _label_alone(rest)
    _ask_about_digits(left, words, span, log)
    return ContactDetails(tuple(emails), tuple(phones), left, tuple(aside))


@cache
def _messengers() -> re.Pattern[str]:
    """Return how it is said beside a number, in brackets or right before it, that it is that of a messenger."""
    names, only = ("|".join(language_words("contacts", key)) for key in ("messengers", "only"))
    link = rf"(?:[/,&+]|\b(?:{options('contacts', 'links')})\b)"
    several = rf"(?:(?:{only})\s+)?(?:{names})(?:\s*{link}\s*(?:{names}|{options('contacts', 'devices')}))*(?:\s+(?:{only}))?"
    return re.compile(
        rf"[(\[]\s*{several}\s*[)\]]|(?<!\w){several}\s*:?\s*(?=\|)|(?<=\|)\s*{several}\s*(?=$|[|,;])", re.IGNORECASE
    )


def _ask_about_digits(left: str, words: str, span: Span, log: AuditLog) -> None:
    """Ask about digits that stand alone beside numbers and names: they may be the rest of a number."""
    alone = [piece for piece in re.split(r"[|,;/]", left) if re.fullmatch(r"[\s\d()+.-]*\d[\s\d()+.-]*", piece)]
    if alone:
        question = f"«{alone[0].strip()}» stands beside a contact: does it belong to a telephone number?"
        log.ask("phone", InputLine(span, words), question)


def _without_labels(rest: str) -> str:
    rest = _label().sub(r"\g<before> | ", rest)
    rest = re.sub(rf"(?<![^\s|,;/(–—-])(?:[TMPEDtmpe]|(?i:{options('contacts', 'labels')}))\.?\s*/?\s*(?=\|)", " | ", rest)
    rest = _beside().sub(" ", rest)
    rest = re.sub(r"[<(\[]\s*\|\s*[>)\]]", "|", rest)
    rest = re.sub(r"(?:\s*[|/,;،؛–—-]+\s*)*\|(?:\s*[|/,;،؛.:–—-]+)*\s*", " | ", rest)
    rest = re.sub(r"\s*[<(\[]\s*\|\s*[>)\]]", " |", rest)
    return rest.strip(" |,;،:–—-/<>")


def _label_alone(rest: str) -> str:
    """Return the words of a line without numbers; a label whose number stands in the next line goes."""
    return "" if _label().fullmatch(rest.strip() + ":") else rest.strip()


def _check_address(found: Address, line: InputLine, log: AuditLog) -> None:
    """Ask about an address that cannot be one, or that was read out of something else."""
    from email_validator import EmailNotValidError, validate_email

    doubt = found.doubt
    try:
        validate_email(found.address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        doubt = "that cannot be one"
    if doubt:
        question = f"«{found.raw.strip()}» was read as the e-mail address «{found.address}»: is that right? {doubt}"
        log.ask("email", line, question, address_choices(found.address))


def address_choices(address: str, *others: str) -> tuple[Choice, ...]:
    """Return the answers to the question whether an address of the kit is right; ``others`` may be meant instead."""
    right = Choice("right", f"«{address}» is right")
    instead = (
        Choice(f"other{n}", f"it is «{other}»", "", (Edit(_FILE, EditKind.REPLACE, address, other),))
        for n, other in enumerate(others, 1)
    )
    typed = Choice("address", "it is another one", "", (Edit(_FILE, EditKind.REPLACE, address, "{value}"),), "the address")
    return right, *instead, typed


def _phones(raw: str, line: InputLine, region: str, log: AuditLog) -> list[Phone]:
    """Return the numbers that ``raw`` stands for: two for «+32 2 555 01 02/03», which is asked about."""
    several = two_in_one(raw, region)
    if several:
        question = f"«{raw}» was read as «{'» and «'.join(several)}»: is that right?"
        log.ask("phone", line, question, (Choice("right", "these numbers are right"),))
    elif raw.isdigit() and region and not understood(latin_digits(raw), region)[0]:
        choices = (Choice("phone", "it is a telephone number, and right"),)
        log.ask("phone", line, f"is «{raw}» a telephone number? {region} has none like it", choices)
    return [_phone(each, line.span, region, log) for each in several or (raw,)]


def _phone(raw: str, span: Span, region: str, log: AuditLog) -> Phone:
    e164, reason = understood(latin_digits(raw), region)
    if not e164:
        hint = "compare it with the original, digit by digit"
        if not region or reason == "region":
            hint = "name the country that it is dialled from, such as --region TR, or write it with + in contacts.yaml"
        where = f" in {region}" if region else " without a country"
        why = "is not one that its country knows" if raw.startswith("+") else f"could not be understood{where}"
        log.report(rules.PHONE, span, f"the number «{raw}» {why}; it is kept as it stands", hint)
    return Phone(raw, e164, span)


def compare_with_name(emails: Sequence[EmailAddress], name: str, organisation: str, log: AuditLog) -> None:
    """Report addresses that look like somebody else's than ``name``'s. Names in other scripts cannot be compared."""
    for email in emails:
        local = re.sub(r"[^a-z]", "", fold(email.address.partition("@")[0]))
        if local and not _alike(local, name, organisation):
            message = f"«{email.address}» does not look like «{name}»"
            hint = "ask whether name and address belong together; nothing was changed"
            log.report(rules.EMAIL, email.span, message, hint)


def is_of(address: str, name: str) -> bool:
    """Tell whether an address is made of a part of a name: «idris@…» of «Idris Pugh»."""
    local = re.sub(r"[^a-z]", "", fold(address.partition("@")[0]))
    return any(part in local for part in re.findall("[a-z]{3,}", fold(name)))


def _alike(local: str, name: str, organisation: str) -> bool:
    from rapidfuzz import fuzz

    parts = re.findall("[a-z]{2,}", fold(name))
    if (
        not parts
        or local in language_words("contacts", "rooms")
        or any(local.startswith(room) for room in language_words("contacts", "rooms") if len(room) > 4)
    ):
        return True
    initials = "".join(part[0] for part in parts)
    house = re.findall("[a-z]{3,}", fold(organisation))
    if local == initials or local in parts or any(word in local for word in house if len(word) > 3):
        return True
    return any(part in local or (len(part) > 3 and fuzz.partial_ratio(part, local) >= 80) for part in parts if len(part) > 2)
