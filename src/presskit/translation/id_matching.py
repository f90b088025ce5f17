"""Matches what came back under its id, and takes back each match whose words are another unit's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presskit.formats.ooxml.contract import Prefix, bookmark, paragraph_id
from presskit.translation import rules
from presskit.translation.alignment_state import AlignmentState
from presskit.translation.evidence import LONG_TEXT, Evidence, normal
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Unit, text_of
from presskit.translation.terminology import stands_in

__all__ = ["match_ids", "validate_ids"]

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
        keys = {form: unit.key for unit in every for form in (unit.key, unit.id)}
        return cls(keys, known, {m: k for n, k in known.items() if times[m := paragraph_id(n)] == 1})

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
    shared = Counter(at for indices in claims.values() for at in indices)
    for key, indices in claims.items():
        contested = any(shared[at] > 1 for at in indices if at in state.free)
        state = _claim(state, key, indices, evidence, contested=contested)
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
    if not free:
        return state
    if contested:
        return state.doubted(rules.ID_MISMATCH, key, free)
    if not _are_together(state, free):
        return state.doubted(rules.DUPLICATE_ID, key, free)
    return state.matched(key, free, evidence)


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
        matched = state.matched(key, rows[0], Evidence.ID)
        return replace(matched, free=matched.free - {*every})
    return _emptied(state, key, rows[0])


def _emptied(state: AlignmentState, key: str, indices: Sequence[int]) -> AlignmentState:
    """Take a text as empty; ask where its words are there, and struck through or hidden."""
    paragraphs = state.sides.paragraphs
    unseen = next((at for at in indices if paragraphs[at].unseen), None)
    if unseen is not None:
        return state.doubted(rules.ALL_HIDDEN, key, [unseen])
    return replace(state, emptied={**state.emptied, key: paragraphs[indices[0]].span})


def _are_together(state: AlignmentState, indices: Sequence[int]) -> bool:
    """Tell whether paragraphs follow each other, with nothing but blank ones between."""
    return all(not any(state.sides.texts[at] for at in range(one + 1, other)) for one, other in pairwise(indices))


def validate_ids(state: AlignmentState) -> AlignmentState:
    """Ask where the words under an id are another unit's: its strings, its text in the kit, its name, or a copy."""
    texts = {key: normal(text_of(each.inlines)) for key, each in state.matches.items()}
    counts = Counter(text for text in texts.values() if len(text) > LONG_TEXT)
    for key, text in texts.items():
        copied = counts[text] > 1 and not _have_one_source(state, [each for each in texts if texts[each] == text])
        wrong = copied or _is_anothers(state, key, text) or _holds_a_name(state, key, text)
        if wrong or _holds_what_is_shown(state.sides.units[key], text) or _is_out_of_proportion(state, key):
            numbers = state.matches[key].numbers
            state = state.doubted(rules.ID_MISMATCH, key, state.sides.indices(numbers))
    return state


def _have_one_source(state: AlignmentState, keys: Sequence[str]) -> bool:
    return all(state.sides.same_source(keys[0], other) for other in keys[1:])


def _is_anothers(state: AlignmentState, key: str, text: str) -> bool:
    """Tell whether a text has another unit's strings and none of its own, or is another one's text in the kit."""
    clues, known = state.sides.clues, state.sides.known
    others = [other for other in state.sides.units if other != key and not state.sides.same_source(key, other)]
    if clues.lack(key, text) and any(clues.agree(other, text) for other in others):
        return True
    return len(text) > LONG_TEXT and text not in known[key] and any(text in known[other] for other in others)


def _holds_a_name(state: AlignmentState, key: str, text: str) -> bool:
    """Tell whether a text begins or ends with the name of another unit that is gone: the two were joined."""
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
    """Tell whether a name still holds what the page sets behind it, such as its acronym, which the kit's own does not."""
    known = [normal(text_of(each)) for each in (unit.source, unit.target or ())]
    shown = [normal(each) for each in unit.shown_with if each]
    return any(stands_in(each, text) and not any(stands_in(each, own) for own in known) for each in shown)


def _is_out_of_proportion(state: AlignmentState, key: str) -> bool:
    """Tell whether a text is so much longer or shorter than its source that it cannot be its translation."""
    match = state.matches[key]
    length = max(len(text_of(match.inlines)), len(text_of(match.unit.source)))
    return length > LONG_TEXT and not 1 / _MOST_TIMES < state.relative_length(key) < _MOST_TIMES
