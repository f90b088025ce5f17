"""The words that a Word file must say, and those that it says, with the numbers of lists: where the two part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from presskit.formats.ooxml.values import DocxFile, Spot
from presskit.model.edition import Edition, transcript

__all__ = ["NO_DIGIT", "Parting", "meant", "parted", "said", "visible_words"]

Word = tuple[str, Spot | None]

SHOWN = 6
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
NO_DIGIT = re.compile(r"\D")
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0, 2.2), and a writer therefore leaves out."""


@dataclass(frozen=True, slots=True)
class Parting:
    """The next words of the release and of the file where they part, either empty at its end."""

    meant: str
    said: str
    spot: Spot | None


def said(file: DocxFile) -> list[Word]:
    """Return the words of the text in the order of reading, each with its place; bullets are no words."""
    return [(word, each.spot) for each in file.text() for word in _words(_number(each.mark), each.text)]


def meant(edition: Edition) -> list[str]:
    """Return the words of a release, with the numbers before them."""
    return [word for line in transcript(edition) for word in _words(_number(line.mark), FORBIDDEN.sub("", line.text))]


def parted(file: Sequence[Word], release: Sequence[str]) -> Parting | None:
    """Return where the two part; None where they agree."""
    pairs = zip_longest((word for word, _ in file), release)
    index = next((index for index, (one, other) in enumerate(pairs) if one != other), None)
    if index is None:
        return None
    following = file[index : index + SHOWN]
    spot = following[0][1] if following else None
    return Parting(" ".join(release[index : index + SHOWN]), " ".join(word for word, _ in following), spot)


def visible_words(text: str) -> str:
    """Return ``text`` in NFC, without what is not seen, its words one space apart."""
    seen = text if text.isascii() else unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return " ".join(seen.split())


def _words(number: str, text: str) -> Iterator[str]:
    yield from filter(None, (number,))
    yield from visible_words(text).split()


def _number(mark: str) -> str:
    """Return the number in a mark in Latin digits: files count in those of their language."""
    digits = NO_DIGIT.sub("", mark)
    return digits if digits.isascii() else "".join(str(int(char)) for char in digits)
