"""E-mail addresses in a line, however they are written: links with a query, «name [at] example [dot] org», broken lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote

from presskit.language.data import options, words
from presskit.readers.importing.lines import Line

__all__ = ["Address", "addresses", "joined"]

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


def joined(lines: Sequence[tuple[Line, str]]) -> Iterator[tuple[Line, str, tuple[str, str] | None]]:
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
