"""Places what lost its id by its words: they are the unit's own, or hold names and numbers that no other unit has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from presskit.translation.desk import Desk
from presskit.translation.evidence import SURE, Evidence, normal
from presskit.translation.identity import is_furniture, name_words
from presskit.translation.placement import Reason
from presskit.translation.proposing import in_style
from presskit.translation.segments import text_of

__all__ = ["set_furniture_aside", "take_gaps", "take_words"]

_SHORTEST, _LONGEST = 0.7, 1.4  # of the usual length


def set_furniture_aside(desk: Desk, *, identified: bool) -> None:
    """Let go of what went out and is nobody's to translate; what only looks like it is kept beside."""
    desk.free -= {at for at in desk.free if desk.texts[at] in desk.furniture}
    styled = {at for at in desk.free if is_furniture(desk.paragraphs[at], identified=identified)}
    desk.beside |= styled
    desk.free -= styled


def take_words(desk: Desk) -> None:
    """Place what is known by its own words, unless these come back in another order than the source has."""
    found = [*_same_words(desk), *_known_by_clues(desk)]
    order = {key: at for at, key in enumerate(desk.units)}
    found.sort(key=lambda each: order[each[0]])
    disordered = any(one[1] > other[1] for one, other in pairwise(found))
    for key, at, evidence in found:
        if disordered:
            desk.doubt(Reason.ORDER, key, [at], SURE[evidence] - 30)
        else:
            desk.put(key, [at], evidence)


def _same_words(desk: Desk) -> Iterator[tuple[str, int, Evidence]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for key in desk.open():
        unit = desk.units[key]
        for known in (unit.source, unit.target):
            wanted[normal(text_of(known or ()))].add(key)
    here: dict[str, list[int]] = defaultdict(list)
    for at in sorted(desk.free):
        here[desk.texts[at]].append(at)
        named = normal(text_of(name_words(None, desk.paragraphs[at].inlines)))
        if named != desk.texts[at]:
            here[named].append(at)
    found = [
        (key, at)
        for text, keys in wanted.items()
        for key in keys
        for at in here[text]
        if text and in_style(desk.units[key], desk.paragraphs[at].style) is not False
    ]
    by_key, by_place = Counter(key for key, _ in found), Counter(at for _, at in found)
    yield from ((key, at, Evidence.SAME_WORDS) for key, at in found if by_key[key] == by_place[at] == 1)


def _known_by_clues(desk: Desk) -> Iterator[tuple[str, int, Evidence]]:
    taken = {at for _, at, _ in _same_words(desk)}
    known = {key for key, _, _ in _same_words(desk)}
    ratio = desk.ratio()
    agreed = [
        (key, at) for key in desk.open() for at in desk.free - taken if key not in known and _agrees(desk, key, at, ratio)
    ]
    keys, places = Counter(key for key, _ in agreed), Counter(at for _, at in agreed)
    for key, at in agreed:
        if keys[key] == places[at] == 1:
            yield key, at, Evidence.CLUES


def _agrees(desk: Desk, key: str, at: int, ratio: float) -> bool:
    """Tell whether a paragraph has the unit's strings, none of another unit, and about its length."""
    text = desk.texts[at]
    if not desk.clues.agree(key, text) or any(desk.clues.found(other, text) for other in desk.units if other != key):
        return False
    return _SHORTEST < (len(text) + 8) / (len(text_of(desk.units[key].source)) * ratio + 8) < _LONGEST


def take_gaps(desk: Desk) -> None:
    """Place a paragraph that lost its id between two that have theirs, where it holds every string of the unit there."""
    where = {key: desk.places(each.numbers) for key, each in desk.placed.items()}
    order = [key for key in desk.units if key in where or not desk.may_be_absent(key)]
    for at, key in enumerate(order):
        before = next((where[each][-1] for each in reversed(order[:at]) if where.get(each)), None)
        after = next((where[each][0] for each in order[at + 1 :] if where.get(each)), None)
        if key not in desk.open() or before is None or after is None:
            continue
        neighbours = {order[at - 1], order[min(at + 1, len(order) - 1)]} - {key}
        between = [place for place in sorted(desk.free) if before < place < after]
        if neighbours <= where.keys() and len(between) == 1 and _fits(desk, key, between[0]):
            desk.put(key, between, Evidence.CLUES)


def _fits(desk: Desk, key: str, at: int) -> bool:
    """Tell whether a paragraph has all strings and numbers of a unit, which has some, and about its length."""
    unit, text = desk.units[key], desk.texts[at]
    strings = {normal(each) for each in (*unit.protected, *unit.numbers, *(target for _, target in unit.terms))}
    share = (len(text) + 8) / (len(text_of(unit.source)) * desk.ratio() + 8)
    return bool(strings) and all(each in text for each in strings) and _SHORTEST < share < _LONGEST
