"""Where telephone numbers stand in a line, and what each is in E.164; years, sums and register numbers are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presskit.language.data import latin_digits, options, words
from presskit.language.recognition import end_of_extension, split_extension

__all__ = ["numbers", "two_in_one", "understood"]

_PHONE = re.compile(
    r"(?<![\w@.])(?:\(\+?|\+\(?)?\d(?:[\d\s()./\u00a0\u2010-\u2013-]|\s?\(0\)\s?){4,36}(?:\d(?![\w@])|\d(?=x\s*\d))",
    re.IGNORECASE,
)
_LEAST = 7
_BLANK = re.compile(r"(?<!\s)\s++(?=\(?\+|00\d)")
_SIGN = re.compile(r"(?<!\s)\s++(?:[-–/]\s++(?=[+(\d])|/\s*+(?=\+|00))|/\s*+(?=\+|00)")
_YEARS = re.compile(
    r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d|(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:19|20)\d\d"
)
_MONEY = r"(?:[€$£¥₴₽₺]|\b(?:EUR|USD|CHF|GBP|TRY|UAH|RUB)\b)"
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[A-Z0-9]{2,})?(?:\s[A-Z0-9]{2,})*\s?$|\b[A-Z]{2}\s?$")
_TAIL = re.compile(r"(?P<whole>.*\d)\s*/\s*(?P<tail>\d{1,4})")


def numbers(text: str, region: str) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers begin and end, of at least seven digits; none is cut, and none runs into the next."""
    whole = plain = latin_digits(text)
    spans = [
        (start, end)
        for match in _PHONE.finditer(plain)
        for start, end in _split_numbers(plain, *match.span(), region)
        if _count(plain[start:end]) >= _LEAST and not _is_other(plain, start, end)
    ]
    plain = _without(plain, spans)
    if _count(plain) >= _LEAST:
        from phonenumbers import Leniency, PhoneNumberMatcher

        # what is written otherwise than most numbers, but is known to the numbering plan of a country
        matches = PhoneNumberMatcher(plain, region or None, leniency=Leniency.VALID)
        spans += [(match.start, match.end) for match in matches if not _is_other(plain, match.start, match.end)]
    yield from sorted((start, max(end, end_of_extension(whole, end))) for start, end in spans)


def _without(plain: str, spans: list[tuple[int, int]]) -> str:
    """Return a line with a mark and blanks in the places of some numbers."""
    ends = [0, *(end for _, end in spans)]
    between = (plain[end:start] + "|".ljust(after - start) for end, (start, after) in zip(ends, spans, strict=False))
    return "".join(between) + plain[ends[-1] :]


@cache
def _label() -> re.Pattern[str]:
    """Return an expression of what stands before a number that nobody calls: «Registered charity No.»."""
    tel = rf"(?:{options('contacts', 'phone_words')})\w*\.?\W*"
    return re.compile(rf"(?P<tel>{tel})?(?<!\w)(?:{'|'.join(words('contacts', 'not_phones'))}|№|n[°º])\W*$", re.IGNORECASE)


def _is_other(plain: str, start: int, end: int) -> bool:
    """Return whether digits are years, a day, a sum, or the number of a register or an account."""
    before, after = plain[max(0, start - 40) : start], plain[end : end + 8]
    if plain[start] == "+":
        return False
    labelled = _label().search(before)
    return bool(
        (labelled and not labelled["tel"])
        or _YEARS.fullmatch(plain[start:end])
        or re.search(rf"{_MONEY}\s*$", before)
        or re.match(rf"\s*{_MONEY}", after)
        or _ACCOUNT.search(before)
    )


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))


def _split_numbers(plain: str, start: int, end: int, region: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers that a run of digits holds. A blank stands between two of them only if each can be dialled."""
    for begin, stop in _at_signs(plain, start, end):
        cuts = [cut for cut in _BLANK.finditer(plain, begin, stop) if _parts(plain, begin, cut, stop, region)]
        for first, last in zip((begin, *(cut.end() for cut in cuts)), (*(cut.start() for cut in cuts), stop), strict=True):
            yield _trimmed(plain, first, last)


def _at_signs(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a run of digits at « - » and « / » between two numbers, each of which is long enough to be one."""
    begin = start
    for cut in _SIGN.finditer(plain, start, end):
        if min(_count(plain[begin : cut.start()]), _count(plain[cut.end() : end])) >= _LEAST:
            yield begin, cut.start()
            begin = cut.end()
    yield begin, end


def _parts(plain: str, begin: int, cut: re.Match[str], stop: int, region: str) -> bool:
    """Return whether two numbers meet at a blank, and not two groups of digits of one: «+41 22 730 0012»."""
    whole, first = (_can_be_dialled(plain[begin:end], region) for end in (stop, cut.start()))
    return first and not whole and _count(plain[cut.end() : stop]) >= _LEAST


def _can_be_dialled(raw: str, region: str) -> bool:
    digits = re.sub(r"\D", "", raw)
    return bool(understood(raw, region)[0] or (digits.startswith("00") and understood(f"+{digits[2:]}", "")[0]))


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return the number without the marks around it; a bracket stays where the one that it belongs to does."""
    opened = plain.rfind("(", start + 1, end)
    if opened > start and plain.find(")", opened, end) < 0:
        end = opened  # of what follows the number: «(9–17 h)»
    while end > start and (plain[end - 1] in " -–/.(" or (plain[end - 1] == ")" and _closes_more(plain[start:end]) > 0)):
        end -= 1
    while start < end and (plain[start] in " -–/.)" or (plain[start] == "(" and _closes_more(plain[start:end]) < 0)):
        start += 1
    return start, end


def _closes_more(text: str) -> int:
    return text.count(")") - text.count("(")


def understood(raw: str, region: str) -> tuple[str, str]:
    """Return a number in E.164 (ITU-T), or an empty text and whether the region may be at fault.

    What begins with 00 must be the same number as with +: a country that dials abroad otherwise (the United States with
    011) would take it for one of its own.
    """
    import phonenumbers

    raw, _ = split_extension(raw)
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


def two_in_one(raw: str, region: str) -> tuple[str, ...]:
    """Return the numbers that «+32 2 555 01 02/03» stands for, the last digits of the first replaced; else none."""
    match = _TAIL.fullmatch(raw)
    if match is None or understood(latin_digits(raw), region)[0]:
        return ()
    heads = two_in_one(match["whole"], region) or (match["whole"],)
    places = [place for place, char in enumerate(heads[-1]) if char.isdigit()][-len(match["tail"]) :]
    chars = list(heads[-1])
    for place, digit in zip(places, match["tail"], strict=True):
        chars[place] = digit
    several = (*heads, "".join(chars))
    return several if all(understood(latin_digits(each), region)[0] for each in several) else ()
