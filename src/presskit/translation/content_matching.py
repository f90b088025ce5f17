"""Matches what lost its id by its words: they are the unit's own, or hold names and numbers that no other unit has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from presskit.formats.ooxml.contract import Style
from presskit.translation import rules
from presskit.translation.alignment_state import AlignmentState
from presskit.translation.evidence import CONFIDENCE, Evidence, bare_name, in_style, normal
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import text_of

__all__ = ["match_between", "match_words", "set_furniture_aside"]

_SHORTEST, _LONGEST = 0.7, 1.4  # of the usual length
_SEGMENTS = frozenset(
    (
        Style.TITLE, Style.SUBTITLE, Style.LEDE, Style.BODY, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4, Style.BULLET,
        Style.NUMBERED, Style.CALL_LEAD, Style.CALL, Style.QUOTE, Style.ATTRIBUTION, Style.CAPTION, Style.COALITION,
        Style.SIGNATORY, Style.BOILERPLATE, Style.FOOTNOTE, Style.NOTE, Style.NOTE_BULLET, Style.NOTE_NUMBERED,
        Style.CONTACT_NAME,
    )
)  # fmt: skip


def set_furniture_aside(state: AlignmentState) -> AlignmentState:
    """Drop what went out and is not to be translated; what is so only by its style is kept apart."""
    sides = state.sides
    free = frozenset(at for at in state.free if sides.texts[at] not in sides.furniture)
    styled = frozenset(at for at in free if _is_furniture(sides.paragraphs[at], has_ids=state.has_ids))
    return replace(state, free=free - styled, furniture=styled)


def _is_furniture(paragraph: ReturnedParagraph, *, has_ids: bool) -> bool:
    """Tell whether a paragraph is the page's own by its style. A section's head is, where texts are known by ids."""
    style = paragraph.style
    if paragraph.aside and has_ids:
        return True
    if style == Style.SECTION:
        return has_ids
    return style.startswith("PK ") and style not in _SEGMENTS


def match_words(state: AlignmentState) -> AlignmentState:
    """Match what is known by its own words; ask where these come back in another order than the source has."""
    found = [*_same_words(state), *_known_by_clues(state)]
    order = {key: at for at, key in enumerate(state.sides.units)}
    found.sort(key=lambda each: order[each[0]])
    disordered = any(one[1] > other[1] for one, other in pairwise(found))
    for key, at, evidence in found:
        if disordered:
            state = state.doubted(rules.REORDERED, key, [at], CONFIDENCE[evidence] - 30)
        else:
            state = state.matched(key, [at], evidence)
    return state


def _same_words(state: AlignmentState) -> Iterator[tuple[str, int, Evidence]]:
    """Yield units whose source or earlier translation stands in one paragraph, and that paragraph in no other unit."""
    sides = state.sides
    here: dict[str, list[int]] = defaultdict(list)
    for at in sorted(state.free):
        name = normal(text_of(bare_name(None, sides.paragraphs[at].inlines)))
        for text in dict.fromkeys((sides.texts[at], name)):
            here[text].append(at)
    found = [
        (key, at)
        for key in state.open
        for text in dict.fromkeys(normal(text_of(known or ())) for known in (sides.units[key].source, sides.units[key].target))
        for at in here[text]
        if text and in_style(sides.units[key], sides.paragraphs[at].style) is not False
    ]
    by_key, by_place = Counter(key for key, _ in found), Counter(at for _, at in found)
    yield from ((key, at, Evidence.SAME_WORDS) for key, at in found if by_key[key] == by_place[at] == 1)


def _known_by_clues(state: AlignmentState) -> Iterator[tuple[str, int, Evidence]]:
    same = [*_same_words(state)]
    taken, known = {at for _, at, _ in same}, {key for key, _, _ in same}
    agreed = [
        (key, at) for key in state.open for at in state.free - taken if key not in known and _agrees(state, key, at)
    ]
    keys, places = Counter(key for key, _ in agreed), Counter(at for _, at in agreed)
    for key, at in agreed:
        if keys[key] == places[at] == 1:
            yield key, at, Evidence.CLUES


def _agrees(state: AlignmentState, key: str, at: int) -> bool:
    """Tell whether a paragraph has the unit's strings, none of another unit, and about its length."""
    text, clues = state.sides.texts[at], state.sides.clues
    if not clues.agree(key, text) or any(clues.found(other, text) for other in state.sides.units if other != key):
        return False
    return _has_length(state, key, text)


def match_between(state: AlignmentState) -> AlignmentState:
    """Match a paragraph that lost its id between two that have theirs, where it holds every string of the unit there."""
    sides = state.sides
    where = {key: sides.indices(each.numbers) for key, each in state.matches.items()}
    order = [key for key in sides.units if key in where or sides.expects(key)]
    for at, key in enumerate(order):
        before = next((where[each][-1] for each in reversed(order[:at]) if where.get(each)), None)
        after = next((where[each][0] for each in order[at + 1 :] if where.get(each)), None)
        if key not in state.open or before is None or after is None:
            continue
        neighbours = {order[at - 1], order[min(at + 1, len(order) - 1)]} - {key}
        between = [place for place in sorted(state.free) if before < place < after]
        if neighbours <= where.keys() and len(between) == 1 and _fits(state, key, between[0]):
            state = state.matched(key, between, Evidence.CLUES)
    return state


def _fits(state: AlignmentState, key: str, at: int) -> bool:
    """Tell whether a paragraph has all strings and numbers of a unit, which has some, and about its length."""
    unit, text = state.sides.units[key], state.sides.texts[at]
    strings = {normal(each) for each in (*unit.protected, *unit.numbers, *(target for _, target in unit.terms))}
    return bool(strings) and all(each in text for each in strings) and _has_length(state, key, text)


def _has_length(state: AlignmentState, key: str, text: str) -> bool:
    usual = len(text_of(state.sides.units[key].source)) * state.ratio
    return _SHORTEST < (len(text) + 8) / (usual + 8) < _LONGEST
