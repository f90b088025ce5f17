"""Places what came back under its id: bookmarks, the ids of XLIFF and of the table, then paragraph ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from presskit.translation.desk import Desk
from presskit.translation.evidence import Evidence
from presskit.translation.identity import Names
from presskit.translation.placement import Reason

__all__ = ["take_ids"]


def take_ids(desk: Desk) -> bool:
    """Place by ids; True where the file has them."""
    names = Names.of(desk.units.values())
    claims: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(desk.paragraphs):
        for key in names.told(each):
            claims[key].append(at)
    by_mark: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(desk.paragraphs):
        key = names.marked(each)
        if key and key not in claims and not names.told(each):
            by_mark[key].append(at)
    _claim(desk, claims, Evidence.ID)
    _claim(desk, by_mark, Evidence.PARAGRAPH_ID)
    return bool(claims or by_mark)


def _claim(desk: Desk, claims: Mapping[str, Sequence[int]], evidence: Evidence) -> None:
    shared = Counter(at for places in claims.values() for at in places)
    for key, every in claims.items():
        places = [at for at in every if at in desk.free]
        if key in desk.left_out:
            desk.keep_as_notes(places)
        elif key in desk.placed:
            continue
        elif len(rows := _rows(desk, every)) > 1:
            _take_rows(desk, key, rows)
        elif not any(desk.texts[at] for at in every):
            _emptied(desk, key, every)
        elif not places:
            continue
        elif any(shared[at] > 1 for at in places):
            desk.doubt(Reason.DISAGREE, key, places)
        elif not _together(desk, places):
            desk.doubt(Reason.ID_TWICE, key, places)
        else:
            desk.put(key, places, evidence)


def _rows(desk: Desk, places: Sequence[int]) -> list[list[int]]:
    """Return places by the row of the table, or the unit of the XLIFF file, that they are in."""
    rows: dict[int, list[int]] = defaultdict(list)
    for at in places:
        rows[desk.paragraphs[at].row].append(at)
    return [*rows.values()]


def _take_rows(desk: Desk, key: str, rows: Sequence[Sequence[int]]) -> None:
    """Place what several rows of one id say, if they all say the same; else it is asked about."""
    said = {"\n".join(desk.texts[at] for at in row) for row in rows}
    if len(said) > 1:
        desk.doubt(Reason.ID_TWICE, key, [at for row in rows for at in row])
    elif any(desk.texts[at] for at in rows[0]):
        desk.put(key, rows[0], Evidence.ID)
        desk.free -= {at for row in rows for at in row}
    else:
        _emptied(desk, key, rows[0])


def _emptied(desk: Desk, key: str, places: Sequence[int]) -> None:
    """Take a text as empty, unless it is there and nobody is to see it: struck through, hidden."""
    unseen = next((at for at in places if desk.paragraphs[at].unseen), None)
    if unseen is None:
        desk.emptied[key] = desk.paragraphs[places[0]].span
    else:
        desk.doubt(Reason.UNSEEN, key, [unseen])


def _together(desk: Desk, places: Sequence[int]) -> bool:
    """Tell whether paragraphs follow each other, with nothing but blank ones between."""
    return all(not any(desk.texts[at] for at in range(one + 1, other)) for one, other in pairwise(places))
