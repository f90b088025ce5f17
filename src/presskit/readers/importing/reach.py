"""How a contact is reached: e-mail addresses and telephone numbers in a line, and what remains of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presskit.language.number_words import fold
from presskit.model.people import EmailAddress, Phone
from presskit.readers.importing import rules
from presskit.readers.importing.account import Account
from presskit.readers.importing.dates import latin_digits
from presskit.readers.importing.lines import Line
from presskit.source import Span

__all__ = ["Reach", "compare_with_name", "reach"]

_ADDRESS = r"[^\s<>()\[\],;:\"'|«»/@،؛]"
_EMAIL = re.compile(rf"(?:mailto:)?(?P<address>{_ADDRESS}+@{_ADDRESS}*(?!\.){_ADDRESS})", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w@.])(?:\(\+?|\+\(?)?\d(?:[\d\s()./\u00a0\u2010-\u2013-]|\s?\(0\)\s?){4,36}\d(?![\w@])"
    r"(?:\s*[,;]?\s*(?:ext(?:ension)?|x|poste|durchwahl|dahili|доб|вн|int|تحويلة)\.?\s*:?\s*\d{1,5}(?!\d))?",
    re.IGNORECASE,
)
_LEAST = 7
_BLANK = re.compile(r"\s+(?=\(?\+|00\d)")
_SIGN = re.compile(r"\s+[-–/]\s+(?=[+(\d])|\s*/\s*(?=\+|00)")
_LABEL = re.compile(
    r"(?P<before>^|[|,;/(–—-])\s*(?:tel(?:ephone)?|phone|mob(?:ile)?|cell(?:phone)?|office|landline|whats\s?app|signal|e-?mails?|mail|[tmep]|"
    r"tél(?:éphone)?|portable|courriel|mél|fixe|gsm|telefon|telefono|teléfono|móvil|correo|e-?posta|cep|тел|моб|"
    r"(?:رقم )?(?:ال)?هاتف|(?:ال)?(?:جوال|موبايل|محمول)|واتس\s?اب|(?:ال)?بريد(?: الإلكتروني| الالكتروني)?|(?:ال)?إيميل)"
    r"\s*(?:no|n°|nr)?\s*[.:：]+\s*",
    re.IGNORECASE,
)
_KINDS = r"tel(?:ephone)?|phone|mob(?:ile)?|cell(?:phone)?|landline|whats\s?app|signal|fixe|portable|gsm|telefon|móvil|[TME]"
_BESIDE = re.compile(
    rf"[(\[]\s*(?:{_KINDS}|office|direct|home|work)\s*[)\]]|(?<=\s)(?:{_KINDS})\s*[.:]+\s*(?=\|)", re.IGNORECASE
)
_FAX = re.compile(r"\b(?:tele)?fax\b|\btélécopie\b|\bfaks\b|\bфакс\b|فاكس", re.IGNORECASE)
_ROOMS = frozenset(
    [
        "press",
        "media",
        "info",
        "contact",
        "contacts",
        "office",
        "communications",
        "communication",
        "comms",
        "comm",
        "pr",
        "news",
        "presse",
        "medias",
        "admin",
        "advocacy",
        "secretariat",
        "hello",
        "mail",
        "enquiries",
        "inquiries",
        "newsroom",
        "pressoffice",
        "mediaoffice",
        "prensa",
        "basin",
        "iletisim",
        "presscontact",
    ]
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a line holds: addresses, numbers, and the words that remain."""

    emails: tuple[EmailAddress, ...]
    phones: tuple[Phone, ...]
    words: str


def reach(words: str, span: Span, region: str, account: Account) -> Reach:
    """Take the addresses and numbers out of a line; report those that cannot be right."""
    emails = []
    for match in _EMAIL.finditer(words):
        emails.append(EmailAddress(match["address"], span))
        _check_address(match["address"], span, account)
    rest = _EMAIL.sub(lambda match: "|".ljust(len(match.group())), words)
    phones: list[Phone] = []
    for start, end in reversed([*_numbers(rest, region)]):
        phones.insert(0, _phone(rest[start:end], span, region, account))
        rest = f"{rest[:start]} | {rest[end:]}"
    if phones and _FAX.search(words):
        account.ask("phone", Line(span, words), "one of these numbers is a fax: which are to be printed as telephone numbers?")
    left = _without_labels(_FAX.sub(" ", rest)) if emails or phones else _label_alone(rest)
    _ask_about_digits(left, words, span, account)
    return Reach(tuple(emails), tuple(phones), left)


def _ask_about_digits(left: str, words: str, span: Span, account: Account) -> None:
    """Ask about digits that stand alone beside numbers and names: they may be the rest of a number."""
    alone = [piece for piece in re.split(r"[|,;/]", left) if re.fullmatch(r"[\s\d()+.-]*\d[\s\d()+.-]*", piece)]
    if alone:
        asked = f"«{alone[0].strip()}» stands beside a contact: does it belong to a telephone number?"
        account.ask("phone", Line(span, words), asked)


def _without_labels(rest: str) -> str:
    rest = _LABEL.sub(r"\g<before> | ", rest)
    rest = _BESIDE.sub(" ", rest)
    rest = re.sub(r"[<(\[]\s*\|\s*[>)\]]", "|", rest)
    rest = re.sub(r"(?:\s*[|/,;،؛–—-]+\s*)*\|(?:\s*[|/,;،؛.:–—-]+)*\s*", " | ", rest)
    rest = re.sub(r"\s*[<(\[]\s*\|\s*[>)\]]", " |", rest)
    return rest.strip(" |,;،:–—-/<>")


def _label_alone(rest: str) -> str:
    """Return the words of a line without numbers; a label whose number stands in the next line goes."""
    return "" if _LABEL.fullmatch(rest.strip() + ":") else rest.strip()


def _check_address(address: str, span: Span, account: Account) -> None:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        message = f"«{address}» cannot be an e-mail address; it is kept as it stands"
        account.report(rules.EMAIL, span, message, "compare it with the original, letter by letter")


def _numbers(text: str, region: str) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers begin and end, of at least seven digits; none is cut, and none runs into the next."""
    plain = latin_digits(text)
    found = [
        (start, end)
        for match in _PHONE.finditer(plain)
        for start, end in _parted(plain, *match.span(), region)
        if _count(plain[start:end]) >= _LEAST
    ]
    for start, end in found:
        plain = plain[:start] + "|".ljust(end - start) + plain[end:]
    yield from sorted([*found, *(_others(plain, region) if _count(plain) >= _LEAST else ())])


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))


def _others(plain: str, region: str) -> Iterator[tuple[int, int]]:
    """Yield numbers that are written otherwise than most, as the numbering plans of all countries know them."""
    from phonenumbers import Leniency, PhoneNumberMatcher

    for match in PhoneNumberMatcher(plain, region or None, leniency=Leniency.VALID):
        yield match.start, match.end


def _parted(plain: str, start: int, end: int, region: str) -> Iterator[tuple[int, int]]:
    """Part a run of digits where it holds several numbers. A blank parts two of them only if each can be dialled."""
    for begin, stop in _at_signs(plain, start, end):
        cuts = [cut for cut in _BLANK.finditer(plain, begin, stop) if _parts(plain, begin, cut, stop, region)]
        for first, last in zip((begin, *(cut.end() for cut in cuts)), (*(cut.start() for cut in cuts), stop), strict=True):
            yield _trimmed(plain, first, last)


def _at_signs(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a run of digits at « - » and « / » between two numbers, each of which is long enough to be one."""
    begin = start
    for cut in _SIGN.finditer(plain, start, end):
        if min(_count(plain[begin : cut.start()]), _count(plain[cut.end() : end])) >= _LEAST:
            yield begin, cut.start()
            begin = cut.end()
    yield begin, end


def _parts(plain: str, begin: int, cut: re.Match[str], stop: int, region: str) -> bool:
    """Tell whether two numbers meet at a blank, and not two groups of digits of one: «+41 22 730 0012»."""
    if _can_be_dialled(plain[begin:stop], region):
        return False
    return _can_be_dialled(plain[begin : cut.start()], region) and _count(plain[cut.end() : stop]) >= _LEAST


def _can_be_dialled(raw: str, region: str) -> bool:
    digits = re.sub(r"\D", "", raw)
    return bool(_understood(raw, region)[0] or (digits.startswith("00") and _understood(f"+{digits[2:]}", "")[0]))


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return the number without the marks around it; a bracket stays where the one that it belongs to does."""
    while end > start and (plain[end - 1] in " -–/.(" or (plain[end - 1] == ")" and _closes_more(plain[start:end]) > 0)):
        end -= 1
    while start < end and (plain[start] in " -–/.)" or (plain[start] == "(" and _closes_more(plain[start:end]) < 0)):
        start += 1
    return start, end


def _closes_more(text: str) -> int:
    return text.count(")") - text.count("(")


def _phone(raw: str, span: Span, region: str, account: Account) -> Phone:
    e164, reason = _understood(latin_digits(raw), region)
    if not e164:
        hint = "compare it with the original, digit by digit"
        if not region or reason == "region":
            hint = "name the country that it is dialled from, such as --region TR, or write it with + in contacts.yaml"
        where = f" in {region}" if region else " without a country"
        why = "is not one that its country knows" if raw.startswith("+") else f"could not be understood{where}"
        account.report(rules.PHONE, span, f"the number «{raw}» {why}; it is kept as it stands", hint)
    return Phone(raw, e164, span)


def _understood(raw: str, region: str) -> tuple[str, str]:
    """Return a number in E.164 (ITU-T), or an empty text and whether the region may be at fault.

    What begins with 00 must be the same number as with +: a country that dials abroad otherwise (the United States with
    011) would take it for one of its own.
    """
    import phonenumbers

    foreign = raw.startswith("+")
    try:
        parsed = phonenumbers.parse(raw, region or None)
    except phonenumbers.NumberParseException:
        return "", "" if foreign else "region"
    e164 = str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    digits = re.sub(r"\D", "", raw.replace("(0)", ""))
    if digits.startswith("00") and e164[1:] != digits[2:]:
        return "", "region"
    return (e164, "") if phonenumbers.is_valid_number(parsed) else ("", "" if foreign else "region")


def compare_with_name(emails: Sequence[EmailAddress], name: str, organisation: str, account: Account) -> None:
    """Report addresses that look like somebody else's than ``name``'s. Names in other scripts cannot be compared."""
    for email in emails:
        local = re.sub(r"[^a-z]", "", fold(email.address.partition("@")[0]))
        if local and not _alike(local, name, organisation):
            message = f"«{email.address}» does not look like «{name}»"
            hint = "ask whether name and address belong together; nothing was changed"
            account.report(rules.EMAIL, email.span, message, hint)


def _alike(local: str, name: str, organisation: str) -> bool:
    from rapidfuzz import fuzz

    parts = re.findall("[a-z]{2,}", fold(name))
    if not parts or local in _ROOMS or any(local.startswith(room) for room in _ROOMS if len(room) > 4):
        return True
    initials = "".join(part[0] for part in parts)
    house = re.findall("[a-z]{3,}", fold(organisation))
    if local == initials or local in parts or any(word in local for word in house if len(word) > 3):
        return True
    return any(part in local or (len(part) > 3 and fuzz.partial_ratio(part, local) >= 80) for part in parts if len(part) > 2)
