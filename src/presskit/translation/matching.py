"""Returned paragraphs → the units that they translate, each with its evidence. What is not sure is asked, not guessed.

The order of the stages is that of ``STAGES``: the user's choices, ids, ids taken back, the page's own words, the unit's own
words, gaps between what is matched, proposals by order and length, earlier translations, the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presskit.formats.ooxml.contract import Prefix, Style, bookmark, paragraph_id
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.alignment_state import AlignmentState, Choices, Doubt, Match, Sides
from presskit.translation.evidence import CONFIDENCE, LONG_TEXT, Clues, Evidence, bare_name, in_style, normal
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Unit, text_of
from presskit.translation.terminology import stands_in
from presskit.translation.unmatched import carry_forward, propose, sort_rest

__all__ = ["STAGES", "Alignment", "match"]

_MOST_TIMES = 3.5


@dataclass(frozen=True, slots=True)
class _Ids:
    """Keys by what names them in a file: ids of XLIFF and of the table, bookmarks, paragraph ids."""

    keys: Mapping[str, str]
    bookmarks: Mapping[str, str]
    paragraph_ids: Mapping[str, str]

    @classmethod
    def of(cls, units: Iterable[Unit]) -> _Ids:
        """Return the ids of ``units``. The ordinary Word file names an entry, not its parts: it stands for the name alone.

        Files of earlier versions name entries of lists by their places: these are read too.
        """
        every = [*units]
        entries = Counter(unit.key.partition(".")[0] for unit in every if "." in unit.key)
        known: dict[str, str] = {}
        for unit in every:
            entry, _, part = unit.key.partition(".")
            forms = (unit.key, entry) if part == "name" and entries[entry] == 1 else (unit.key,)
            known |= {bookmark(form, prefix): unit.key for form in forms for prefix in Prefix}
            known[bookmark(unit.id)] = unit.key
        times = Counter(paragraph_id(name) for name in known)
        return cls(
            {form: unit.key for unit in every for form in (unit.key, unit.id)},
            known,
            {m: k for n, k in known.items() if times[m := paragraph_id(n)] == 1},
        )

    def of_paragraph(self, paragraph: ReturnedParagraph) -> list[str]:
        """Return the keys that a paragraph names itself by."""
        named = [self.bookmarks[name] for name in paragraph.names if name in self.bookmarks]
        return [self.keys[paragraph.key]] if paragraph.key in self.keys else list(dict.fromkeys(named))


def match_ids(state: AlignmentState) -> AlignmentState:
    """Match by bookmarks and the ids of XLIFF and the table, then by paragraph ids."""
    ids = _Ids.of(state.sides.units.values())
    by_name: dict[str, list[int]] = defaultdict(list)
    unnamed: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(state.sides.paragraphs):
        named = ids.of_paragraph(each)
        for key in named:
            by_name[key].append(at)
        if not named and each.mark in ids.paragraph_ids:
            unnamed[ids.paragraph_ids[each.mark]].append(at)
    by_paragraph_id = {key: indices for key, indices in unnamed.items() if key not in by_name}
    state = replace(state, has_ids=bool(by_name or by_paragraph_id))
    return _claimed(_claimed(state, by_name, Evidence.ID), by_paragraph_id, Evidence.PARAGRAPH_ID)


def _claimed(state: AlignmentState, claims: Mapping[str, Sequence[int]], evidence: Evidence) -> AlignmentState:
    times = Counter(at for indices in claims.values() for at in indices)
    for key, indices in claims.items():
        state = _claim(state, key, indices, evidence, contested=any(times[at] > 1 for at in indices if at in state.free))
    return state


def _claim(
    state: AlignmentState, key: str, claimed: Sequence[int], evidence: Evidence, *, contested: bool
) -> AlignmentState:
    """Match a unit with the paragraphs that have its id; ``contested``: another unit's id stands there too."""
    free = [at for at in claimed if at in state.free]
    if key in state.left_out:
        return state.noted(free)
    if key in state.matches:
        return state
    rows = _rows(state, claimed)
    if len(rows) > 1:
        return _with_rows(state, key, rows)
    if not any(state.sides.texts[at] for at in claimed):
        return _emptied(state, key, claimed)
    if free and (contested or not _are_together(state, free)):
        return state.doubted(rules.ID_MISMATCH if contested else rules.DUPLICATE_ID, key, free)
    return state.matched(key, free, evidence) if free else state


def _rows(state: AlignmentState, indices: Sequence[int]) -> list[list[int]]:
    """Return paragraphs by the row of the table, or the unit of the XLIFF file, that they are in."""
    rows: dict[int, list[int]] = defaultdict(list)
    for at in indices:
        rows[state.sides.paragraphs[at].row].append(at)
    return [*rows.values()]


def _with_rows(state: AlignmentState, key: str, rows: Sequence[Sequence[int]]) -> AlignmentState:
    """Match what several rows of one id say, if they all say the same; else ask."""
    texts, every = state.sides.texts, [at for row in rows for at in row]
    if len({"\n".join(texts[at] for at in row) for row in rows}) > 1:
        return state.doubted(rules.DUPLICATE_ID, key, every)
    if any(texts[at] for at in rows[0]):
        return replace(state.matched(key, rows[0], Evidence.ID), free=state.free - {*every})
    return _emptied(state, key, rows[0])


def _emptied(state: AlignmentState, key: str, indices: Sequence[int]) -> AlignmentState:
    """Take a text as empty; ask where its words are there, and struck through or hidden."""
    paragraphs = state.sides.paragraphs
    if (unseen := next((at for at in indices if paragraphs[at].unseen), None)) is not None:
        return state.doubted(rules.ALL_HIDDEN, key, [unseen])
    return replace(state, emptied={**state.emptied, key: paragraphs[indices[0]].span})


def _are_together(state: AlignmentState, indices: Sequence[int]) -> bool:
    """Return whether paragraphs follow each other, with nothing but blank ones between."""
    return all(not any(state.sides.texts[at] for at in range(one + 1, other)) for one, other in pairwise(indices))


def validate_ids(state: AlignmentState) -> AlignmentState:
    """Ask where the words under an id are another unit's: its strings, its text in the kit, its name, or a copy."""
    texts = {key: normal(text_of(each.inlines)) for key, each in state.matches.items()}
    counts = Counter(text for text in texts.values() if len(text) > LONG_TEXT)
    for key, text in texts.items():
        alike = [each for each in texts if texts[each] == text]
        copied = counts[text] > 1 and not all(state.sides.same_source(alike[0], other) for other in alike)
        if (
            copied
            or _is_anothers(state, key, text)
            or _holds_a_name(state, key, text)
            or _holds_what_is_shown(state.sides.units[key], text)
            or _is_out_of_proportion(state, key)
        ):
            state = state.doubted(rules.ID_MISMATCH, key, state.sides.indices(state.matches[key].numbers))
    return state


def _is_anothers(state: AlignmentState, key: str, text: str) -> bool:
    """Return whether a text has another unit's strings and none of its own, or is another one's text in the kit."""
    clues, known = state.sides.clues, state.sides.known
    others = [other for other in state.sides.units if other != key and not state.sides.same_source(key, other)]
    if clues.lack(key, text) and any(clues.agree(other, text) for other in others):
        return True
    return len(text) > LONG_TEXT and text not in known[key] and any(text in known[other] for other in others)


def _holds_a_name(state: AlignmentState, key: str, text: str) -> bool:
    """Return whether a text begins or ends with the name of another unit that is gone: the two were joined."""
    source = normal(text_of(state.sides.units[key].source))
    for other in state.open:
        unit = state.sides.units[other]
        name = normal(text_of(unit.target or ())) if unit.is_name and not unit.translate else ""
        joins = name and (text.startswith(f"{name} ") or text.endswith(f" {name}"))
        more = joins and text.count(name) > source.count(normal(text_of(unit.source)))
        if more and not state.sides.same_source(key, other):
            return True
    return False


def _holds_what_is_shown(unit: Unit, text: str) -> bool:
    """Return whether a name still holds what the page sets behind it, such as its acronym, which the kit's own does not."""
    known = [normal(text_of(each)) for each in (unit.source, unit.target or ())]
    shown = [normal(each) for each in unit.shown_with if each]
    return any(stands_in(each, text) and not any(stands_in(each, own) for own in known) for each in shown)


def _is_out_of_proportion(state: AlignmentState, key: str) -> bool:
    """Return whether a text is so much longer or shorter than its source that it cannot be its translation."""
    match = state.matches[key]
    length = max(len(text_of(match.inlines)), len(text_of(match.unit.source)))
    return length > LONG_TEXT and not 1 / _MOST_TIMES < state.relative_length(key) < _MOST_TIMES


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
    """Return whether a paragraph is the page's own by its style. A section's head is, where texts are known by ids."""
    if paragraph.style == Style.SECTION or (paragraph.aside and has_ids):
        return has_ids
    return paragraph.style.startswith("PK ") and paragraph.style not in _SEGMENTS


def match_words(state: AlignmentState) -> AlignmentState:
    """Match what is known by its own words; ask where these come back in another order than the source has."""
    same = [*_same_words(state)]
    order = {key: at for at, key in enumerate(state.sides.units)}
    known = sorted([*same, *_known_by_clues(state, same)], key=lambda each: order[each[0]])
    disordered = any(one[1] > other[1] for one, other in pairwise(known))
    for key, at, evidence in known:
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
        for text in dict.fromkeys((sides.texts[at], normal(text_of(bare_name(None, sides.paragraphs[at].inlines))))):
            here[text].append(at)
    pairs = [
        (key, at)
        for key in state.open
        for text in dict.fromkeys(normal(text_of(known or ())) for known in (sides.units[key].source, sides.units[key].target))
        for at in here[text]
        if text and in_style(sides.units[key], sides.paragraphs[at].style) is not False
    ]
    return _unambiguous(pairs, Evidence.SAME_WORDS)


def _unambiguous(pairs: Sequence[tuple[str, int]], evidence: Evidence) -> Iterator[tuple[str, int, Evidence]]:
    """Yield the pairs whose unit and whose paragraph stand in no other pair."""
    keys, places = Counter(key for key, _ in pairs), Counter(at for _, at in pairs)
    return ((key, at, evidence) for key, at in pairs if keys[key] == places[at] == 1)


def _known_by_clues(state: AlignmentState, same: Iterable[tuple[str, int, Evidence]]) -> Iterator[tuple[str, int, Evidence]]:
    """Yield units whose strings are in one paragraph alone, without those that are known by the ``same`` words."""
    keys, places = {key for key, _, _ in same}, {at for _, at, _ in same}
    pairs = [(key, at) for key in state.open if key not in keys for at in state.free - places if _agrees(state, key, at)]
    return _unambiguous(pairs, Evidence.CLUES)


def _agrees(state: AlignmentState, key: str, at: int) -> bool:
    """Return whether a paragraph has the unit's strings, none of another unit, and about its length."""
    text, clues = state.sides.texts[at], state.sides.clues
    alone = clues.agree(key, text) and not any(clues.found(other, text) for other in state.sides.units if other != key)
    return alone and _has_length(state, key, text)


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
    """Return whether a paragraph has all strings and numbers of a unit, which has some, and about its length."""
    unit, text = state.sides.units[key], state.sides.texts[at]
    strings = {normal(each) for each in (*unit.protected, *unit.numbers, *(target for _, target in unit.terms))}
    return bool(strings) and all(each in text for each in strings) and _has_length(state, key, text)


def _has_length(state: AlignmentState, key: str, text: str) -> bool:
    usual = len(text_of(state.sides.units[key].source)) * state.ratio
    return _SHORTEST < (len(text) + 8) / (usual + 8) < _LONGEST


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where everything went. ``notes`` are paragraphs that are no unit's; ``absent`` units need not have come back.

    ``emptied`` came back by their ids, and without a word. ``furniture`` are paragraphs that are the page's own by their
    style, but do not say what went out. ``left_out`` are units that the user wants to do without.
    """

    matches: tuple[Match, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[ReturnedParagraph, ...] = ()
    absent: tuple[Unit, ...] = ()
    emptied: tuple[tuple[Unit, Span], ...] = ()
    furniture: tuple[ReturnedParagraph, ...] = ()
    left_out: tuple[Unit, ...] = ()


def take_choices(state: AlignmentState) -> AlignmentState:
    """Do what the user said before anything else."""
    sides, choices = state.sides, state.sides.choices.by_key
    for key, numbers in choices.items():
        indices = [at for at in sides.indices(numbers) if at in state.free]
        if key in sides.units and not numbers:
            state = replace(state, left_out=state.left_out | {key})
        elif key in sides.units and indices:
            state = state.matched(key, indices, Evidence.ACCEPTED)
    return state.noted(sides.indices({int(key) for key, numbers in choices.items() if key.isdecimal() and not numbers}))


STAGES: tuple[Callable[[AlignmentState], AlignmentState], ...] = (
    take_choices,
    match_ids,
    validate_ids,
    set_furniture_aside,
    match_words,
    match_between,
    propose,
    carry_forward,
    sort_rest,
)


def match(
    units: Sequence[Unit],
    paragraphs: Sequence[ReturnedParagraph],
    choices: Choices | None = None,
    current: Collection[str] = (),
    furniture: Collection[str] = (),
) -> Alignment:
    """Match ``paragraphs`` with ``units``. ``current`` are keys whose earlier translation still holds, and may be absent.

    ``furniture`` are texts, in their normal form, that stand on the page and are no unit's.
    """
    state = _initial_state(units, paragraphs, choices or Choices(), frozenset(current), frozenset(furniture))
    for stage in STAGES:
        state = stage(state)
    return _alignment(state)


def _initial_state(
    units: Sequence[Unit],
    paragraphs: Sequence[ReturnedParagraph],
    choices: Choices,
    current: frozenset[str],
    furniture: frozenset[str],
) -> AlignmentState:
    """Return the state in which nothing is matched, and every paragraph with words is free."""
    texts = [normal(text_of(each.inlines)) for each in paragraphs]
    sides = Sides(
        units={unit.key: unit for unit in units},
        paragraphs=paragraphs,
        texts=texts,
        clues=Clues.of(units),
        known={unit.key: frozenset(normal(text_of(each or ())) for each in (unit.source, unit.target)) for unit in units},
        choices=choices,
        current=current,
        furniture=furniture,
    )
    return AlignmentState(sides, free=frozenset(at for at, text in enumerate(texts) if text))


def _alignment(state: AlignmentState) -> Alignment:
    """Return everything in the order of the kit."""
    units, paragraphs = state.sides.units, state.sides.paragraphs
    return Alignment(
        matches=tuple(state.matches[key] for key in units if key in state.matches),
        doubts=tuple(state.doubts.values()),
        notes=tuple(paragraphs[at] for at in sorted(state.notes)),
        absent=tuple(units[key] for key in state.open),
        emptied=tuple((units[key], span) for key, span in state.emptied.items()),
        furniture=tuple(paragraphs[at] for at in sorted(state.furniture)),
        left_out=tuple(unit for key, unit in units.items() if key in state.left_out),
    )
