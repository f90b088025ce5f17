"""Compares the words of a PDF with the plain text: pages have running heads, columns, and lines that end inside a word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

__all__ = ["atoms", "has_marks", "lost_and_added", "runs_both_ways", "without_furniture"]

RIGHT_TO_LEFT = "[\u0590-\u08ff]"
ARABIC = "[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff]"
HEADS = 4
"""Lines of a running head at the most: the brand, and on a small sheet the title in three."""
LAST = 6
"""Lines at the end of a page that may be parts of its feet."""
HAMZA = "\u0654"
"""The mark on the last letter of a word of Persian heads and feet; poppler puts it into a line of its own."""
WORD = r"[^\W\d_]{4}"
"""What a line of a running head has: «(UTC+3)» alone is none."""
CUTS = tuple("-–/|…")
"""Signs after which a line may end without a space."""


def runs_both_ways(text: str) -> bool:
    """Return whether a text has letters from right to left: poppler keeps no order in its lines."""
    return re.search(RIGHT_TO_LEFT, text) is not None


def has_marks(word: str) -> bool:
    """Return whether a word has vowel signs: poppler takes it apart around them."""
    return any(map(unicodedata.combining, word))


def without_furniture(
    pages: Sequence[str], head: str, date: str, release: str, invented: Counter[str]
) -> tuple[str, int]:
    """Return the text of pages without their running heads and feet, and how many lines these were.

    From the second page on, the first lines are a running head that say nothing but what stands in the ``head`` of the
    release; poppler may put them behind others. The feet are the line with the name of the ``release``, on a small sheet with its ``date``
    in a line of its own, and a line with the numbers of the page and of all pages and no ``invented`` word. A line of the release that was taken for either would be found missing.
    """
    kept, count = list[str](), 0
    for number, page in enumerate(pages, 1):
        rest = atoms([date, HAMZA])
        lines, allowed = [line for line in page.splitlines() if line.strip()], atoms([head, "·…"])
        most, numbers = HEADS if number > 1 else 0, sorted((number, len(pages)))
        heads = {*[at for at, line in enumerate(lines) if re.search(WORD, line) and not atoms([line]) - allowed][:most]}
        heads |= {at + 1 for at in heads if at + 1 < len(lines) and not atoms([lines[at + 1]]) - allowed}  # «2027 г.» alone
        heads |= {at for at, line in enumerate(lines[:most]) if line.strip() == HAMZA}
        counts = {at for at, line in enumerate(lines) if _numbers(line) == numbers and not atoms([line]) & invented}
        named = {at for at, line in enumerate(lines) if release in line}
        feet = counts | named | {at for at, line in enumerate(lines) if at > len(lines) - LAST and not atoms([line]) - rest}
        count += len(heads | feet)
        kept += [line for at, line in enumerate(lines) if at not in heads | feet]
    return "\n".join(kept), count


def _numbers(line: str) -> list[int]:
    return sorted(int(number) for number in re.findall(r"\d+", line))


def atoms(words: Sequence[str]) -> Counter[str]:
    """Return rows of letters of one script, rows of digits and single signs, each with its number.

    That is what stays where the order of a line is lost. Of Arabic letters the order is lost in ligatures, too; marks above
    and below letters are counted apart.
    """
    text = unicodedata.normalize("NFC", " ".join(words))
    plain = "".join(char for char in text if not unicodedata.combining(char))
    rows = re.findall(rf"{ARABIC}+|(?:(?!{ARABIC})[^\W\d_])+|\d+|[^\w\s]|_", plain)
    return Counter([*map(_row, rows), *filter(unicodedata.combining, text)])


def _row(letters: str) -> str:
    return "".join(sorted(letters)) if re.match(ARABIC, letters) else letters


def lost_and_added(expected: Counter[str], painted: Counter[str], narrow: Counter[str]) -> tuple[Counter[str], Counter[str], int]:
    """Return the words that are lost, those that are added, and how many were found in the pieces of two lines.

    ``narrow`` words may be divided anywhere, others after a hyphen, a dash, a slash or a bar.
    """
    lost, added, cut = expected - painted, painted - expected, 0
    for word in [*lost.elements()]:
        if "-" in word and added[joined := word.replace("-", "", 1)]:  # poppler takes it for a hyphen of the line
            lost, added, cut = lost - Counter([word]), added - Counter([joined]), cut + 1
        for pieces in _divisions(word, added, anywhere=word in narrow):
            lost, added, cut = lost - Counter([word]), added - Counter(pieces), cut + 1
            break
    for word in [*added.elements()] if lost["-"] else ():
        halves = next(([word[:end], word[end:]] for end in range(1, len(word)) if lost[word[:end]] and lost[word[end:]]), None)
        if halves:
            lost, added, cut = lost - Counter([*halves, "-"]), added - Counter([word]), cut + 1
    return lost, added, cut


def _divisions(word: str, pieces: Counter[str], *, anywhere: bool) -> Iterator[list[str]]:
    """Yield the ways in which a word can be made of some of the ``pieces``; of Arabic, of their letters in any order."""
    if re.match(ARABIC, word):
        some = [each for each in pieces.elements() if not Counter(each) - Counter(word)]
        yield from ([one, other] for one in some for other in some if sorted(one + other) == [*word])
        yield from ([one, other, third] for one in some for other in some for third in some if sorted(one + other + third) == [*word])
        return
    for end in range(len(word) - 1, 0, -1):
        first, rest = word[:end], word[end:]
        if pieces[first] and (anywhere or first.endswith(CUTS)):
            left = pieces - Counter([first])
            if left[rest]:
                yield [first, rest]
            yield from ([first, *more] for more in _divisions(rest, left, anywhere=anywhere))
