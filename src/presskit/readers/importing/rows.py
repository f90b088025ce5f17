"""Names in a row: which separator parts them, whether an «and» parts two more, persons and where they belong in turns."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from presskit.language.data import options
from presskit.readers.importing.affiliations import is_affiliation, is_role, names_organisation, pair_of
from presskit.readers.importing.headings import heads_list, leads_names, leads_signatures
from presskit.readers.importing.shapes import is_titled, pattern
from presskit.readers.tables.cells import country_code

__all__ = [
    "SURE",
    "alternates",
    "are_rows",
    "beyond",
    "is_row_of_names",
    "row",
    "row_candidates",
    "row_readings",
    "row_start",
    "split_names",
]  # fmt: skip

_MOST_READINGS = 40
"""The most «and» of a row, counted from its end, each of which may part two names."""
_LONGEST, _FEW_PAIRS, _MANY = 10, 2, 7
_SEPARATORS = ((r"[;؛]", 1), (r"[|•·●▪]", 1), (r"\s[-–—]\s", 2), (r"\s/\s", 1), (r"\s\*\s", 1), (r"[,،]", 2))
_INSIDE_NAMES = frozenset({r"\s[-–—]\s", r"\s/\s"})
SURE = r"[;؛|•·●▪]|\s\*\s"


def split_names(text: str) -> list[str]:
    """Split names in a row at the first kind of separator that splits them; brackets hold together."""
    masked = re.sub(r"\([^()]*\)", lambda bracket: "x" * len(bracket.group()), text)
    for separator, least in _SEPARATORS:
        cuts = [place for match in re.finditer(separator, masked) for place in match.span()]
        bounds = zip([0, *cuts[1::2]], [*cuts[::2], len(text)], strict=True)
        pieces = [text[start:end].strip() for start, end in bounds if any(map(str.isalnum, text[start:end]))]
        if len(pieces) > least and not (separator in _INSIDE_NAMES and _holds_rows(pieces)):
            return pieces
    return [text]


def _holds_rows(pieces: Sequence[str]) -> bool:
    """Return whether commas part more than the mark does, which stands inside the names: «Eva Roth – nurse, Tom Kern, …»."""
    masked = [re.sub(r"\([^()]*\)", "", piece) for piece in pieces]
    return sum(bool(re.search(r"[,،]", piece)) for piece in masked) * 2 > len(pieces)


def is_row_of_names(text: str, least: int = 3) -> bool:
    """Return whether words are names in a row: each piece begins as a name does, most have several words, none is a country."""
    pieces = [re.sub(rf"^(?:{options('grammar', 'articles')})\s+", "", piece) for piece in row(text, "")]
    named = sum(_begins_as_name(piece) and len(piece.split()) <= _LONGEST for piece in pieces)
    long = sum(len(piece.split()) > 1 for piece in pieces)
    most = named == len(pieces) or (len(pieces) >= _MANY and named * 5 >= len(pieces) * 4)
    return len(pieces) >= least and most and long * 2 > len(pieces) and not any(map(country_code, pieces))


def _begins_as_name(piece: str) -> bool:
    return is_titled(piece) or (piece[:1].upper() == piece[:1] and piece[:1].isalpha())


def are_rows(texts: Sequence[str]) -> bool:
    """Return whether each text is names in a row by commas: most pieces sound like organisations, none like an office."""
    pieces = [split_names(text) for text in texts]
    if not all(len(each) > 2 and is_row_of_names(text) for each, text in zip(pieces, texts, strict=True)):
        return False
    names = [name for each in pieces for name in each]
    return sum(map(names_organisation, names)) * 2 > len(names) and not any(map(is_role, names))


def row(text: str, language: str) -> list[str]:
    """Return the names in a row, as its likeliest reading has them."""
    return row_candidates(text.strip().rstrip("."), language)[0][0]


def row_start(text: str) -> int:
    """Return where the names begin in a line that says first that they sign: «Signed by Hope Aid, …»; 0 where it does not."""
    above, colon, names = text.partition(":")
    if colon and is_row_of_names(names) and (leads_names(above) or leads_signatures(above)):
        return len(above) + 1
    spaces = [match.end() for match in re.finditer(r"\s+", text)][:_LONGEST]
    article = re.compile(options("grammar", "articles"))
    starts = (place for place in spaces if text[place : place + 1].isupper() or article.match(text, place))
    place = next((place for place in starts if heads_list(text[:place])), 0)
    several = len(split_names(text[place:])) > 1 or text[place : place + 1].isupper()
    return place if several and is_row_of_names(text[place:]) else 0


def alternates(pieces: Sequence[str]) -> bool:
    """Return whether persons and where they belong take turns: «Dr Hester Vane, Quay Union, Otto Reeve, Wharfe College»."""
    pairs = [*zip(pieces[::2], pieces[1::2], strict=False)]
    names = [pattern("titled").sub("", first) for first, _ in pairs]
    belongs = all(is_affiliation(rest) and not is_affiliation(name) for name, (_, rest) in zip(names, pairs, strict=True))
    sure = len(pairs) > _FEW_PAIRS or any(is_role(rest) or is_titled(first) for first, rest in pairs)
    return sure and len(pairs) > 1 and len(pieces) % 2 == 0 and belongs and all(pair_of(f"{name}, x y") for name in names)


def row_candidates(text: str, language: str) -> tuple[list[list[str]], bool]:
    """Return the readings of a row, the likeliest first, and whether they differ in what an «and» parts."""
    whole = text.rstrip()
    text = whole[:-1] if re.search(r"[^\W\d_]{4}\.$", whole) else text
    pieces = split_names(text)
    if re.search(SURE, text):
        return [[*pieces[:-1], _without_and(pieces[-1], language)]], False
    if alternates(pieces):
        return [[f"{first}, {rest}" for first, rest in zip(pieces[::2], pieces[1::2], strict=True)]], False
    if len(pieces) > 2 and all(pattern("last", language).match(piece) for piece in pieces[1:]):  # an «and» before each
        return [[pieces[0], *(_without_and(piece, language) for piece in pieces[1:])]], False
    if len(pieces) == 1 and "," in text:
        pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    return [*row_readings(pieces, language, is_sentence=whole.endswith("."))], True


def row_readings(pieces: list[str], language: str, *, is_sentence: bool = False) -> Iterator[list[str]]:
    """Yield the names in a row of commas that the last commas and each «and» behind them may separate; the likeliest first.

    ``is_sentence``: the row ends a sentence, which has an «and» before its last name.
    """
    *before, whole = pieces
    last = _without_and(whole, language)
    matches = deque(pattern("and", language).finditer(last), maxlen=_MOST_READINGS)
    cuts = [(last[: match.start()], last[match.end() :]) for match in matches]
    sure = [cut for cut in cuts if _are_two(*cut, is_sentence=is_sentence and len(cuts) == 1 and len(before) > 1)]
    yield [*before, *sure[-1]] if sure else [*before, last]
    if sure or (last != whole and not cuts):
        return
    yield from ([*before, first, second] for first, second in cuts)
    if len(before) == 1:
        yield [f"{before[0]}, {last}"]
    elif before and cuts:
        yield from ([*before[:-1], f"{before[-1]}, {first}", second] for first, second in cuts)
        yield [*before[:-1], f"{before[-1]}, {last}"]


def _are_two(first: str, second: str, *, is_sentence: bool) -> bool:
    """Return whether the words beside an «and» are certain to be two names."""
    bracketed = first.endswith(")") and second.rstrip(".").endswith(")")
    article = re.match(rf"(?:{options('grammar', 'articles')})\s+[^\W\d_a-z]", second) and " " in first
    return bool(bracketed or article or (is_sentence and " " in first and " " in second.strip() and second[:1].isupper()))


def _without_and(piece: str, language: str) -> str:
    """Return the last name in a row without the «and» before it."""
    oxford = pattern("last", language).match(piece)
    return piece[oxford.end() :] if oxford and len(piece) > oxford.end() else piece


def beyond(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are not among others."""
    known = frozenset(others)
    return tuple(name for name in names if name not in known)
