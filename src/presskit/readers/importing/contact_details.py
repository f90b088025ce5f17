"""E-mail addresses, telephone numbers and languages in the lines of a contact."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote

from presskit.language.data import fold, latin_digits, options, words
from presskit.language.recognition import languages_by_name
from presskit.model.people import EmailAddress, Phone
from presskit.model.question import Choice
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog, replace_edit
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
_BEGINS = rf"(?:(?P<link>mailto:)|(?<!{_CHAR})(?!(?<=\w['’])\w))"  # a run of characters is gone over once, from where it begins
_WRITTEN = rf"(?P<address>{_LOCAL}@{_CHAR}*(?!\.){_CHAR}){_QUERY}"
_EMAIL = re.compile(_BEGINS + _WRITTEN, re.IGNORECASE)
_GLUED = re.compile(rf"(?P<link>(?!))?(?=['’]){_WRITTEN}", re.IGNORECASE)
_LINK = re.compile(r"mailto:(?P<address>[^\s<>()\[\]|?]+)(?:\?[^\s<>()\[\]|]*)?", re.IGNORECASE)
_ELIDED = re.compile(r"(?:[dl]|qu)'", re.IGNORECASE)
_BROKEN = re.compile(r"(?P<first>(?<![^\s<>(),;:])[^\s<>(),;:]*@[\w.-]*|(?<![\w+-])(?<![\w+-]\.)[\w+-]+(?:[.][\w+-]+)*[.-])$")
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
    """Return an expression of addresses hidden from robots: «at» and «dot» in brackets, in capitals, or both in words."""
    at, dot = ("|".join(words("contacts", key)) for key in ("at", "dot"))
    opens, closes = r"\s*[(\[{<]\s*", r"\s*[)\]}>]\s*"
    point = rf"(?:\.|{opens}(?:{dot}|\.){closes}|\s+(?:{dot})\s+)"
    spelt = rf"(?:{opens}(?:{dot}){closes}|\s+(?:{dot})\s+)"
    local = rf"[^\W_][\w+'’-]{{0,80}}(?:{point}[\w+'’-]{{1,80}}){{0,9}}?"
    domain = rf"{_DOMAIN}(?:{point}{_DOMAIN})+"
    bracketed = rf"{opens}(?:{at}|{options('contacts', 'at_bracketed')}|@){closes}|\s+@\s+|\s*@\s+(?=\S+\.\w)|\s+@(?=\S+\.\w)"
    worded = rf"\s+(?:{at})\s+(?={_DOMAIN}{spelt})|\s+(?-i:AT)\s+"
    return re.compile(rf"(?<![\w@.])(?P<local>{local})(?:{bracketed}|{worded})(?P<domain>{domain})(?![\w@])", re.IGNORECASE)


def addresses(text: str) -> Iterator[Address]:
    """Yield the addresses of a line in their order; none overlaps another."""
    found = [*_plain(text)]
    taken = bytearray(len(text))
    for each in found:
        taken[each.start : each.end] = b"1" * (each.end - each.start)
    for match in _disguised().finditer(text):
        if not any(taken[match.start() : match.end()]):
            parts = (_pattern("dot").sub(".", match[part]).replace("’", "'") for part in ("local", "domain"))
            found.append(Address("@".join(parts), *match.span(), match.group(), "it is not written as one"))
    yield from sorted(found, key=lambda each: each.start)


def _written(text: str) -> Iterator[re.Match[str]]:
    """Yield the addresses that are written as such; one may follow another with nothing but an apostrophe between."""
    match = _EMAIL.search(text)
    while match:
        yield match
        match = _GLUED.match(text, match.end()) or _EMAIL.search(text, match.end())


def _plain(text: str) -> Iterator[Address]:
    folded = text.replace("’", "'").casefold()
    for match in _written(text):
        address = match["address"].replace("’", "'")
        address = unquote(address) if match["link"] else address
        before, beside = text[match.start() - 1 : match.start()], text[max(0, match.start() - 2) : match.start()]
        local = address.partition("@")[0].casefold()
        doubts = (
            (
                before and before not in " \t\u00a0<([{:,;|«“„،؛=" and re.search(r"\w\W?$", beside),
                "something stands right before it",
            ),
            (
                _ELIDED.match(address) and folded.find(local, folded.find(local) + 1) < 0,
                "the letter before «'» may not belong to it",
            ),
            (re.search("[–—]", address), "a long dash stands in it"),
        )
        doubt = next((doubt for is_doubtful, doubt in doubts if is_doubtful), "")
        yield Address(re.sub("[–—]", "-", address), *match.span(), match.group(), doubt)


def joined(lines: Sequence[tuple[InputLine, str]]) -> Iterator[tuple[InputLine, str, tuple[str, str] | None]]:
    """Yield the lines, those whose address goes on in the next line with the whole address.

    The third value is the address as joined and the way that it may be meant instead, where that is not certain.
    """
    rest = deque(lines)
    while rest:
        line, text = rest.popleft()
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
        address, other = (first + more, "") if certain else (f"{first}.{more}", first + more)
    elif re.fullmatch(rf"{_LOCAL}@\S+\.\w+", more) and _begins_address(first, text[: broken.start()]):
        address, other = first + more, (more if first[-1] == "." else first[:-1] + more)
    else:
        return None
    rest = after[token.start() + len(more) :].lstrip(" .")
    return text.rstrip()[: broken.start()] + address, rest, (address, other) if other else None


def _begins_address(token: str, before: str) -> bool:
    """Return whether a token that ends a line begins an address: it stands alone, and is of the name before it."""
    alone = re.search(r"(?:^|[,;:|(<–—-]|\b[EM]|mail)\s*$", before)
    named = any(part in before.casefold() for part in re.findall(r"\w{3,}", token.casefold()))
    return bool(alone and token == token.lower() and (named or re.search(r"\w[.-]\w", token)))


_BRACKETED = re.compile(r"(?:(?<!\s)\s++)?[(\[]([^()\[\]]+)[)\]]")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    labels, kinds, fax = options("contacts", "labels"), options("contacts", "kinds"), options("contacts", "fax")
    joined, here, glued = (options("lists", key) for key in ("and", "and_here", "and_glued"))
    sources = {
        "between": rf"(?:(?<!\s)\s++)?[/,&+،]\s*+|(?<!\s)\s++(?:(?:{joined}|{here})\s++|(?:{glued}))",
        "dot": rf"(?i)(?:(?<!\s)\s++)?[(\[{{<]\s*+(?:{'|'.join(words('contacts', 'dot'))}|\.)\s*+[)\]}}>]\s*+"
        r"|(?<!\s)\s++\w++\s++",
        "languages": rf"(?i)^\s*(?:{options('contacts', 'languages_label')})\s*:?\s*",
        "label": rf"(?i)(?P<before>^|[|,;،؛/(–—-])\s*(?:{labels}|[tmep])\s*+(?:(?:no|n°|nr)\s*+)?[.:：]+\s*",
        "bare label": rf"(?<![^\s|,;/(–—-])(?:[TMPEDtmpe]|(?i:{labels}))\.?\s*(?:/\s*)?(?=\|)",
        "beside": rf"(?i)[(\[]\s*(?:{kinds}|[TME]|{options('contacts', 'kinds_beside')})\s*[)\]]"
        rf"|(?<=\s)(?:{kinds}|[TME])\s*[.:]+\s*(?=\|)",
        "fax": rf"(?i)(?<!\w)(?:{fax})(?!\w)",
        "fax before": rf"(?i)(?<!/)(?<!/ )(?<!\w)(?:(?:{fax})(?:\W*n[o°º]\.?)?|(?-i:F))\s*[.:]*\s*$",
    }
    return re.compile(sources[key])


def _listed_languages(text: str) -> tuple[str, ...]:
    """Return the languages that a text lists; none where it has other words."""
    parts = _pattern("between").split(_pattern("languages").sub("", text))
    tags = [languages_by_name().get(fold(part).strip(" ."), "") for part in parts if part.strip()]
    return tuple(dict.fromkeys(tags)) if tags and all(tags) else ()


def spoken_languages(pieces: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the pieces without those that list languages, and the languages (BCP 47)."""
    rest: list[str] = []
    tags: list[str] = []
    for index, piece in enumerate(pieces):
        listed = _listed_languages(piece) if index else ()  # the first piece is a name, and some names are languages
        bracket = _BRACKETED.search(piece)
        bracketed = _listed_languages(bracket[1]) if bracket and not listed else ()
        tags += listed or bracketed
        if not listed:
            rest.append(piece.replace(bracket.group(), "").strip() if bracket and bracketed else piece)
    return [piece for piece in rest if piece], tuple(dict.fromkeys(tags))


_FILE = "contacts.yaml"
_LABEL_LENGTH = 200
"""The most characters before a number that may say that it is a fax."""


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """What a line holds: addresses, numbers, and the words that remain. ``aside``: what is printed nowhere, such as a fax."""

    emails: tuple[EmailAddress, ...]
    phones: tuple[Phone, ...]
    words: str
    aside: tuple[str, ...] = ()


def find_details(text: str, span: Span, region: str, log: AuditLog) -> ContactDetails:
    """Return the addresses and numbers of a line, and its other words; report those that cannot be right."""
    line, rest = InputLine(span, text), text
    emails = [*addresses(text)]
    for email in emails:
        _check_address(email, line, log)
    bounds = zip([0, *(email.end for email in emails)], [*(email.start for email in emails), len(text)], strict=True)
    gaps = [*("|".ljust(email.end - email.start) for email in emails), ""]
    rest = "".join(text[start:end] + gap for (start, end), gap in zip(bounds, gaps, strict=True))
    phones, aside, rest = _numbers_in(rest, line, region, log)
    if phones and _pattern("fax").search(rest):
        log.ask("phone", line, "one of these numbers is a fax: which are to be printed as telephone numbers?")
    if phones:
        aside += [match.group().strip() for match in _messengers().finditer(rest)]
        rest = _messengers().sub(" ", rest)
    if emails or phones or aside:
        rest = _without_labels(rest)
    else:  # the number that a label announces stands in the next line
        rest = "" if _pattern("label").fullmatch(rest.strip() + ":") else rest.strip()
    _ask_about_digits(rest, line, log)
    return ContactDetails(tuple(EmailAddress(email.address, span) for email in emails), tuple(phones), rest, tuple(aside))


def _numbers_in(text: str, line: InputLine, region: str, log: AuditLog) -> tuple[list[Phone], list[str], str]:
    """Return the telephone numbers of a text, the fax numbers as they stand there, and the text with a bar for each."""
    phones: list[Sequence[Phone]] = []
    aside: list[str] = []
    after: list[str] = []
    until = len(text)
    for start, end in reversed([*numbers(text, region)]):
        begin = max(0, start - _LABEL_LENGTH)
        label = _pattern("fax before").search(text[begin:start])
        first = begin + label.start() if label else start
        if label:
            aside.append(text[first:end].strip())
        else:
            phones.append(_phones(text[start:end], line, region, log))
        after.append(f" | {text[end:until]}")
        until = first
    rest = text[:until] + "".join(reversed(after))
    return [phone for each in reversed(phones) for phone in each], aside[::-1], rest


@cache
def _messengers() -> re.Pattern[str]:
    """Return an expression of the words beside a number, in brackets or right before it, that name a messenger."""
    names, only = ("|".join(words("contacts", key)) for key in ("messengers", "only"))
    link = rf"(?:[/,&+]|\b(?:{options('contacts', 'links')})\b)"
    several = rf"(?:(?:{only})\s+)?(?:{names})(?:\s*{link}\s*(?:{names}|{options('contacts', 'devices')}))*(?:\s+(?:{only}))?"
    return re.compile(
        rf"[(\[]\s*{several}\s*[)\]]|(?<!\w){several}\s*:?\s*(?=\|)|(?<=\|)\s*{several}\s*(?=$|[|,;])", re.IGNORECASE
    )


def _ask_about_digits(rest: str, line: InputLine, log: AuditLog) -> None:
    """Ask about digits that stand alone beside numbers and names: they may be the rest of a number."""
    alone = [piece for piece in re.split(r"[|,;/]", rest) if re.fullmatch(r"[\s()+.-]*+\d[\s\d()+.-]*+", piece)]
    if alone:
        log.ask("phone", line, f"«{alone[0].strip()}» stands beside a contact: does it belong to a telephone number?")


_BAR_AMONG_MARKS = re.compile(
    r"(?<![\s|/,;،؛–—-])(?:\s*+[|/,;،؛–—-][\s|/,;،؛–—-]*\||(?P<spaces>\s*+)\|)[\s|/,;،؛.:–—-]*"
)


def _without_labels(text: str) -> str:
    substitutions = (
        (_pattern("fax"), " "),
        (_pattern("label"), r"\g<before> | "),
        (_pattern("bare label"), " | "),
        (_pattern("beside"), " "),
        (r"[<(\[]\s*\|\s*[>)\]]", "|"),
        (_BAR_AMONG_MARKS, r"\g<spaces> | "),
        (r"(?<!\s)\s*[<(\[]\s*\|\s*[>)\]]", " |"),
    )
    for pattern, replacement in substitutions:
        text = re.sub(pattern, replacement, text)
    return text.strip(" |,;،:–—-/<>")


def _check_address(email: Address, line: InputLine, log: AuditLog) -> None:
    """Ask about an address that cannot be one, or that was read out of something else."""
    from email_validator import EmailNotValidError, validate_email

    doubt = email.doubt
    try:
        validate_email(email.address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        doubt = "that cannot be one"
    if doubt:
        question = f"«{email.raw.strip()}» was read as the e-mail address «{email.address}»: is that right? {doubt}"
        log.ask("email", line, question, address_choices(email.address))


def address_choices(address: str, *others: str) -> tuple[Choice, ...]:
    """Return the answers to the question whether an address of the kit is right; ``others`` may be meant instead."""
    return (
        Choice("right", f"«{address}» is right"),
        *(
            Choice(f"other{number}", f"it is «{other}»", "", (replace_edit(_FILE, address, other),))
            for number, other in enumerate(others, 1)
        ),
        Choice("address", "it is another one", "", (replace_edit(_FILE, address, "{value}"),), "the address"),
    )


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
        where = f"in {region}" if region else "without a country"
        why = "is not one that its country knows" if raw.startswith("+") else f"could not be understood {where}"
        log.report(rules.PHONE, span, f"the number «{raw}» {why}; it is kept as it stands", hint)
    return Phone(raw, e164, span)


def compare_with_name(emails: Sequence[EmailAddress], name: str, organisation: str, log: AuditLog) -> None:
    """Report addresses that look like somebody else's than ``name``'s. Names in other scripts cannot be compared."""
    for email in emails:
        local = re.sub(r"[^a-z]", "", fold(email.address.partition("@")[0]))
        if local and not _alike(local, name, organisation):
            message = f"«{email.address}» does not look like «{name}»"
            log.report(rules.EMAIL, email.span, message, "ask whether name and address belong together; nothing was changed")


def is_of(address: str, name: str) -> bool:
    """Return whether an address contains a part of a name: «idris@…» of «Idris Pugh»."""
    local = re.sub(r"[^a-z]", "", fold(address.partition("@")[0]))
    return any(part in local for part in re.findall("[a-z]{3,}", fold(name)))


def _alike(local: str, name: str, organisation: str) -> bool:
    from rapidfuzz import fuzz

    parts, rooms = re.findall("[a-z]{2,}", fold(name)), words("contacts", "rooms")
    if not parts or local in {"".join(part[0] for part in parts), *parts, *rooms}:
        return True
    longer = (*re.findall("[a-z]{4,}", fold(organisation)), *(part for part in parts if len(part) > 2))
    return (
        any(local.startswith(room) for room in rooms if len(room) > 4)
        or any(word in local for word in longer)
        or any(fuzz.partial_ratio(part, local) >= 80 for part in parts if len(part) > 3)
    )
