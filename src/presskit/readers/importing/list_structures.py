"""The ways in which the lines of a list may be grouped and divided into signatures, each with how well it explains them.

A group is a line, the lines between two blank ones, a fixed number of lines, or the lines from one person's name to the next.
In each group, one part names who signs, and the others say what somebody is. No layout is known by itself: each combination is
tried, and weighed by what its names and its other parts look like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presskit.language.data import fold, whole_words
from presskit.model.people import Localised, Signatory, SignatoryKind
from presskit.readers.importing.affiliations import names_organisation
from presskit.readers.importing.headings import leads_copies
from presskit.readers.importing.lines import InputLine, runs
from presskit.readers.importing.name_shapes import Shape, bare_name, shape_of_name, worth
from presskit.readers.importing.names import signatory
from presskit.readers.importing.rows import split_names
from presskit.readers.importing.shapes import belongs, is_titled, may_name, pattern
from presskit.source import Span

__all__ = ["SEVERAL_LINES", "Signature", "Structure", "explained", "structures"]


SEVERAL_LINES = ("blocks", "by", "persons")
"""Keys of the readings that take several lines for each name begin so."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, what the other parts of the group say, and the group as it was received."""

    name: str
    rest: tuple[str, ...] = ()
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """One way to read lines: its key, how a person is told of it, its signatures, and how well it explains the lines."""

    key: str
    label: str
    signatures: tuple[Signature, ...]
    score: float

    def members(self, span: Span) -> list[Signatory]:
        """Return who signs, as entries of the kit."""
        shapes = [shape_of_name(each.name) for each in self.signatures]
        persons = shapes.count(Shape.PERSON) * 3 >= len(shapes) * 2
        return [
            _member(each, span, person=_is_person(each, shape, persons=persons))
            for each, shape in zip(self.signatures, shapes, strict=True)
        ]


def _is_person(each: Signature, shape: Shape, *, persons: bool) -> bool:
    """Return whether somebody is a person: by the shape of the name, or as one among ``persons``."""
    if _is_represented(each):
        return False
    return (persons and shape is Shape.NAME) or (shape is Shape.PERSON and (persons or is_titled(each.name) or bool(each.rest)))


def _is_represented(each: Signature) -> bool:
    """Return whether the group says that somebody signs for who is named: «For the Quay Union, / Hester Vane»."""
    return bool(each.rest and pattern("represents").match(each.raw) and not pattern("represents").match(each.name))


def _member(each: Signature, span: Span, *, person: bool) -> Signatory:
    member = signatory(each.name, span, each.raw, persons=person)
    rest = ", ".join(each.rest)
    if member.kind is SignatoryKind.PERSON and rest and not member.affiliation:
        member = replace(member, affiliation=Localised(rest))
    return replace(member, note=f"as received: «{each.raw}»") if each.raw not in {each.name, member.name.default} else member


_ALIKE, _TOLD, _COUNTED, _LEFT, _JOINED = 0.6, 0.3, 0.5, 0.15, 0.5
_BEHIND = re.compile(r"(?<!\s)\s+[-–—]\s+|(?:(?<!\s)\s+)?[(\[]")
_LONGEST_REST = 14
_SAYS_WHAT = frozenset({Shape.OFFICE, Shape.PLACE, Shape.SMALL})
_BELOW = frozenset({Shape.OFFICE, Shape.PLACE, Shape.ORGANISATION, Shape.SMALL})


def explained(signatures: Sequence[Signature], stated: Sequence[int] = (), *, below: bool = False) -> float:
    """Return how well a reading explains its lines, about -1 to 2.

    Its names look like names, are alike, and stand once; the other parts look like something else; the text counts as many.
    ``below``: the other parts are lines of their own, each of which could sign by itself.
    """
    if not signatures:
        return -1.0
    count = len(signatures)
    names = [shape_of_name(each.name) for each in signatures]
    persons = names.count(Shape.PERSON) / count
    twice = 1 - len({fold(each.name) for each in signatures}) / count
    rests = [[*map(_shape_of_rest, each.rest)] for each in signatures]
    represented = sum(map(_is_represented, signatures)) / count
    sure = not below or (persons == 1 and sum(is_titled(each.name) for each in signatures) * 2 >= count)
    rivals = sum(_may_sign_too(*each, sure=sure, below=below) for each in zip(signatures, names, rests, strict=True)) / count
    told = sum(name is Shape.PERSON and bool(_BELOW & {*rest}) for name, rest in zip(names, rests, strict=True)) / count
    mean = sum(worth(each.name) for each in signatures) / count
    alike = _ALIKE * max(persons, 1 - persons) ** 2
    return mean + alike - twice - rivals + _TOLD * (told + represented) + _COUNTED * (count in stated)


def _shape_of_rest(part: str) -> Shape:
    """Return what a part looks like; a person where it begins with one, as «Hester Vane (Quay Union)» does."""
    if len(part.split()) > _LONGEST_REST:
        return Shape.SENTENCE
    first = _BEHIND.split(part)[0]
    return Shape.PERSON if first != part and shape_of_name(first) is Shape.PERSON else shape_of_name(part)


def _may_sign_too(each: Signature, name: Shape, rest: Sequence[Shape], *, sure: bool, below: bool) -> bool:
    """Return whether the other parts of a group may sign as well as who was taken.

    ``sure``: organisations among them are where a person works. If not, an office or a place must say so. ``below``: they are
    lines of their own, of which none may be another person.
    """
    if _is_represented(each):
        return any(pattern("represents").match(part) for part in each.rest)
    if not rest:
        return False
    if rest.count(Shape.SENTENCE) * 2 > len(rest):
        return True
    if name is Shape.PERSON:
        several = Shape.PERSON in rest if below else rest.count(Shape.PERSON) * 2 > len(rest)
        return several or not (sure or _SAYS_WHAT & {*rest})
    return any(shape in {Shape.PERSON, Shape.ORGANISATION, Shape.NAME} for shape in rest)


# Groups of lines


_WIDE = re.compile(r"(?<!\s)\s{3,}|\t+|(?:(?<!\s)\s+)?\|\s*")
_RULED = re.compile(r"[\W_]+")
_STRAY = ' ;,،؛"_'
_SIZES = ((2, "two lines"), (3, "three lines"), (4, "four lines"))
_Groups = list[list[str]]


def _groups(lines: Sequence[InputLine]) -> Iterator[tuple[str, str, _Groups, float]]:
    """Yield the ways to group lines: key, label, the parts of each group, and what is taken off for lines left over."""
    words = [line.words.strip(_STRAY) for line in lines]
    yield "lines", "each line", [[each] for each in words], 0.0
    wide = [[part.strip() for part in _WIDE.split(line.raw.strip()) if part.strip(" |")] for line in lines]
    if len({len(parts) for parts in wide}) == 1 < max(map(len, wide), default=0):
        yield "columns", "each line in its columns", wide, 0.0
    broken = any(a.span == b.span for a, b in pairwise(lines))
    parted = runs(lines, lambda block, line: line.gap or (broken and line.span != block[-1].span))
    blocks = [[line.words.strip(_STRAY) for line in block] for block in parted]
    if 1 < len(blocks) < len(lines):
        yield "blocks", "the lines between blank ones", blocks, 0.0
    for size, label in _SIZES:
        if len(lines) >= 2 * size:
            whole = len(lines) // size * size
            groups = [words[n : n + size] for n in range(0, whole, size)]
            yield f"by{size}", f"each {label}", groups, _LEFT * (whole < len(words))
    starts = [n for n, each in enumerate(words) if shape_of_name(each) is Shape.PERSON and not belongs(each)]
    if len(starts) > 1 and starts[0] == 0 and len(starts) < len(words):
        bounds = zip(starts, [*starts[1:], len(words)], strict=True)
        yield "persons", "the lines from one person to the next", [words[a:b] for a, b in bounds], 0.0


_SEPARATORS = (
    ("comma", r"(?:(?<!\s)\s+)?[,،]\s*"), ("dash", r"(?<!\s)\s+[-–—]\s*|(?:(?<!\s)\s+)?[–—]\s+"),
    ("bracket", r"(?:(?<!\s)\s+)?[(\[]"), ("colon", r"(?:(?<!\s)\s+)?[:：]\s+"), ("slash", r"(?<!\s)\s+/\s+"),
)  # fmt: skip


def _divided(parts: Sequence[str], separator: str) -> list[str]:
    """Return the first part divided at the first separator, and the others."""
    first = [piece.strip(" ,;") for piece in re.split(separator, parts[0], maxsplit=1)]
    closed = [piece.removesuffix(")") if piece.count(")") > piece.count("(") else piece for piece in first]
    return [*closed, *parts[1:]]


def _whole(parts: Sequence[str]) -> list[str]:
    return [" ".join(parts)]


def _same(parts: Sequence[str]) -> list[str]:
    return [*parts]


def _last_first(parts: Sequence[str]) -> list[str]:
    return [parts[-1], *parts[:-1]]


def _second_first(parts: Sequence[str]) -> list[str]:
    return [*parts[1:2], parts[0], *parts[2:]]


_Order = Callable[[Sequence[str]], list[str]]


def _signatures(groups: Iterable[Sequence[str]], order: _Order = _same) -> tuple[Signature, ...]:
    """Return the signatures in groups, the name being the first part after ``order``."""
    found = []
    for parts in groups:
        name, *rest = order(parts) if parts else [""]
        if any(map(str.isalpha, name)):
            behind = tuple(bare for part in rest if (bare := part.strip(_STRAY)))
            found.append(Signature(bare_name(name), behind, ", ".join(parts)))
    return tuple(found)


def structures(lines: Sequence[InputLine], texts: Sequence[str], stated: Sequence[int] = ()) -> list[Structure]:
    """Return the ways to read lines, the best first; ``texts`` are these as they were joined, ``stated`` counts who signs."""
    lines = [line for line in lines if not (_RULED.fullmatch(line.words) or leads_copies(line.words))]
    found: dict[tuple[str, ...], Structure] = {}
    for key, label, signatures, taken in _possible(lines, texts):
        names = tuple(each.name for each in signatures)
        if names:
            score = explained(signatures, stated, below=key.endswith(_BELOW_KEYS)) - taken
            new = Structure(key, label, signatures, score)
            found[names] = max(found.get(names, new), new, key=lambda each: each.score)
    return sorted(found.values(), key=lambda each: -each.score)


_BELOW_KEYS = tuple(f"{group}-{part}" for group in ("persons", "by2", "by3", "by4") for part in ("first", "last"))
_Possible = tuple[str, str, tuple[Signature, ...], float]


def _possible(lines: Sequence[InputLine], texts: Sequence[str]) -> Iterator[_Possible]:
    texts = [text.strip(_STRAY) for text in texts]
    for key, label, groups, taken in (*_groups(lines), ("entries", "each entry", [[text] for text in texts], 0.0)):
        several = any(len(parts) > 1 for parts in groups)
        yield key, f"{label}, as one name", _signatures(groups, _whole), taken + _JOINED * several
        if several:
            yield f"{key}-first", f"{label}, named in the first part", _signatures(groups), taken
            yield f"{key}-last", f"{label}, named in the last part", _signatures(groups, _last_first), taken
        for name, separator in _SEPARATORS if key in {"lines", "entries", "columns"} else ():
            divided = [_divided(parts, separator) for parts in groups]
            if sum(len(a) > len(b) for a, b in zip(divided, groups, strict=True)) * 2 > len(groups):
                yield f"{key}-{name}", f"{label}, named before the {name}", _signatures(divided), taken
                yield f"{key}-behind-{name}", f"{label}, named behind the {name}", _signatures(divided, _second_first), taken
    trades = [_before_calling(text) for text in texts]
    if sum(len(parts) > 1 for parts in trades) * 2 > len(texts):
        yield "entries-calling", "each entry, named before what she does", _signatures(trades), 0.0
    pieces = [piece.strip(_STRAY) for text in texts for piece in split_names(text)]
    yield "each", "each entry by itself, as a person with what she is or as an organisation", _by_itself(texts), 0.0
    if len(pieces) > len(texts):
        yield "pieces", "several names in a line", _signatures([piece] for piece in pieces), 0.0
        yield "pieces-each", "several names in a line, persons with what they are", _by_itself(pieces), 0.0
    if len(pieces) > len(lines):
        yield from _delimited(pieces)


def _before_calling(text: str) -> list[str]:
    """Return the two words or more before the first that says what somebody does, and the rest; the text alone without one."""
    words = text.split()
    folded = [fold(word) for word in words]
    calling = whole_words("lists", "callings")
    place = next((n for n in range(2, len(words)) if calling.match(" ".join(folded[n:]))), 0)
    return [" ".join(words[:place]).rstrip(" ,،-–"), " ".join(words[place:])] if place else [text]


def _by_itself(texts: Sequence[str]) -> tuple[Signature, ...]:
    """Return signatures, each read by its own shape: a person before the first mark, or an organisation as it stands."""
    split = [_FIRST_MARK.split(text.strip(_STRAY), maxsplit=1) for text in texts]
    most = sum(len(parts) > 1 for parts in split) * 2 > len(split)
    pairs = zip(texts, split, strict=True)
    return tuple(each for text, parts in pairs for each in _alone(text.strip(_STRAY), parts, likely=most))


_FIRST_MARK = re.compile(r"(?:(?<!\s)\s+)?[,،(\[]\s*|(?<!\s)\s+[-–—]\s+")


def _alone(text: str, parts: Sequence[str], *, likely: bool) -> Iterator[Signature]:
    """Yield who signs in an entry: two persons with what they are, one, or an organisation.

    ``likely``: most entries have a mark that may part a person from what she is.
    """
    first, behind = parts[0], tuple(part.strip(" )]") for part in parts[1:] if part.strip(" )]"))
    both = [each.strip() for each in pattern("and").split(first)]
    if len(both) == 2 and (behind or is_titled(first)) and all(len(each.split()) > 1 and may_name(each) for each in both):
        yield from (Signature(each, behind, text) for each in both)
    elif shape_of_name(first) is Shape.PERSON and behind and (likely or shape_of_name(behind[0]) in _BELOW):
        yield Signature(first, behind, text)
    elif any(map(str.isalpha, text)):
        yield Signature(bare_name(text), (), text)


_LEAST_REPEATED, _LEAST_PIECES, _DELIMITED = 3, 5, 0.4


def _delimited(pieces: Sequence[str]) -> Iterator[_Possible]:
    """Yield the names of pieces without the few words that begin, or end, most of them, as countries do."""
    split = [piece.split() for piece in pieces if piece.split()]
    for key, at, where in (("without-first", 0, "before"), ("without-last", -1, "behind")):
        ends = Counter(words[at] for words in split)
        capital = {word for word in ends if word[:1].isupper() and not names_organisation(word)}
        often = {word for word in capital if ends[word] >= _LEAST_REPEATED}
        if len(split) < _LEAST_PIECES or sum(ends[word] for word in often) * 3 < len(split) * 2 or not often:
            continue
        bare = [(words[1:] if at == 0 else words[:-1]) if words[at] in often else words for words in split]
        label = f"names in a row, without «{'», «'.join(sorted(often)[:3])}» {where} them"
        found = tuple(Signature(" ".join(b), (), " ".join(words)) for b, words in zip(bare, split, strict=True) if b)
        yield key, label, found, -_DELIMITED * (len(often) > 1)
