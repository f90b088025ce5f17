"""The words beside a number → pieces: who answers, the organisation, the role, the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presskit.language.data import fold, options, whole_words, words
from presskit.readers.importing.affiliations import KnownOrganisations, is_role, names_organisation
from presskit.readers.importing.contact_details import spoken_languages
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.zones import city_zone
from presskit.readers.tables.cells import country_code

__all__ = ["described", "is_place", "is_remark", "may_be_person", "place_words"]

_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}")
_LABEL = re.compile(r"(?P<label>[^:：@\d]{2,60})[:：]\s+(?P<rest>\S.*)")
_BRACKET = re.compile(r"(?P<first>[^()]++)\((?P<rest>[^()]++)\)")


@cache
def place_words() -> re.Pattern[str]:
    """Return how a piece begins that says where somebody answers: «in Wales»."""
    return re.compile(rf"(?:{'|'.join(words('contacts', 'places'))})\s", re.IGNORECASE)


def is_place(text: str) -> bool:
    """Return whether words name a country or a city that has a time zone."""
    return bool(len(text) > 3 and country_code(text)) or city_zone(text) is not None


def may_be_person(text: str) -> bool:
    """Return whether there are two to four words of a name, and none of an organisation or a role."""
    if not _PERSON.fullmatch(text) or text.isupper() or names_organisation(text) or is_role(text) or place_words().match(text):
        return False
    small = [word for word in text.split() if word[:1].islower()]
    return not set(small) - set(words("people", "particles"))


_LONGEST = 400
"""The longest words about one contact, in characters, that are taken apart."""


@cache
def _of() -> re.Pattern[str]:
    articles = rf"(?:(?:{options('grammar', 'articles')})\s+)?"
    joins, places = ("|".join(words("contacts", key)) for key in ("of", "places"))
    return re.compile(
        rf"(?P<first>.+?)(?:\s+(?P<join>{joins})\s+{articles}(?P<house>(?=\W*[^\W\d_])\S.*?))?"
        rf"(?P<place>\s+(?:{places})\s+(?P<city>[^\W\d_][\w.'’-]*(?:[\s/]+[^\W\d_][\w.'’-]*){{0,2}}))?"
    )


@cache
def _led() -> re.Pattern[str]:
    """Return how an organisation stands behind a comma: «Claire Dubois, du Réseau des Lacs»."""
    articles, joins = options("grammar", "articles"), "|".join(words("contacts", "of"))
    return re.compile(rf"(?-i:{joins})\s+(?:(?:{articles})\s+)?(?P<house>[^\W\d_a-z]\S*(?:\s.*)?)")


def described(text: str, organisations: KnownOrganisations) -> Iterator[str]:
    """Yield the pieces of words about one contact, the person first: «X of Y in Z», «X (Y)», «Y (X)», «Germany: X».

    What is of no such shape is yielded whole.
    """
    label = _LABEL.fullmatch(text)
    bracket = _BRACKET.fullmatch(text)
    if label:
        yield from described(label["rest"], organisations)
        if not _is_head(label["label"]):
            said = label["label"].strip()
            yield said if is_role(said) or _is_house(said, organisations) else f"({said})"
    elif bracket:
        yield from _in_brackets(bracket["first"].rstrip(), bracket["rest"].strip(), text, organisations)
    else:
        yield from _joined(text, organisations)


def _in_brackets(first: str, rest: str, text: str, organisations: KnownOrganisations) -> Iterator[str]:
    if spoken_languages(["", text])[1]:
        yield text
    elif is_role(rest) or (may_be_person(first) and not any(is_place(part.strip()) for part in rest.split(","))):
        yield from (first, rest)
    elif _is_house(first, organisations) and may_be_person(rest):
        yield from (rest, first)
    elif may_be_person(first):
        yield from (first, f"({rest})")
    else:
        yield text


def _joined(text: str, organisations: KnownOrganisations) -> Iterator[str]:
    led = _led().fullmatch(text)
    if led and not organisations.knows(text):
        yield led["house"]
        return
    match = _of().fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or organisations.knows(text) or not may_be_person(match["first"]):
        yield text
        return
    house, city = match["house"] or "", match["city"] or ""
    tied = match["join"] in words("people", "particles") and not _is_house(house, organisations)
    if tied or is_place(house) or (city and not city[:1].isupper() and city[:1].islower()):
        yield text
        return
    yield match["first"]
    yield from filter(None, (house, match["place"].strip() if city else ""))


def _is_house(text: str, organisations: KnownOrganisations) -> bool:
    return organisations.knows(text) or names_organisation(text)


def _is_head(label: str) -> bool:
    """Return whether words announce contacts: «Контактна особа», «For interviews»."""
    head = head_of(label)
    return (head is not None and head.kind is Kind.CONTACTS) or bool(whole_words("contacts", "heads").search(fold(label)))


def is_remark(text: str) -> bool:
    """Return whether words say when somebody can be called, or are a web address: «9am–5pm EAT, Monday to Friday»."""
    if re.fullmatch(r"(?:https?://|www\.)\S+", text.strip(), re.IGNORECASE):
        return True
    numbers = re.findall(r"\d+", text)
    few = len(text.split()) < 15 and 2 <= len(numbers) <= 8
    return few and all(len(each) < 3 and int(each) < 60 for each in numbers) and int(numbers[0]) <= 24
