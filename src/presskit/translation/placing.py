"""Returned paragraphs → the units that they translate, each by its evidence. Closed: what is not sure is asked, not guessed.

1. What the user accepted. 2. Ids: bookmarks, the ids of XLIFF and of the table, then paragraph ids. 3. Words that are the
unit's own: its approved name, its earlier translation, its source. 4. Clues: names, addresses and numbers that no other
unit has. What is left is aligned by order and length; that is proposed to the user, and placed only if accepted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from presskit.translation.by_ids import take_ids
from presskit.translation.by_words import set_furniture_aside, take_gaps, take_words
from presskit.translation.desk import Desk
from presskit.translation.evidence import Evidence
from presskit.translation.leftovers import added, carry, take_proposals
from presskit.translation.placement import Accepted, Placement
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Unit
from presskit.translation.weighing import weigh_ids

__all__ = ["place"]


def place(
    units: Sequence[Unit],
    paragraphs: Sequence[ReturnedParagraph],
    accepted: Accepted | None = None,
    current: Collection[str] = (),
    furniture: Collection[str] = (),
) -> Placement:
    """Place ``paragraphs``. ``current`` are keys whose earlier translation still holds, and need not have come back.

    ``furniture`` are texts, in their normal form, that stand on the page and are no unit's.
    """
    desk = Desk(units, paragraphs, accepted or Accepted(), frozenset(current), frozenset(furniture))
    _take_choices(desk)
    identified = take_ids(desk)
    weigh_ids(desk)
    set_furniture_aside(desk, identified=identified)
    take_words(desk)
    take_gaps(desk)
    take_proposals(desk)
    carry(desk)
    added(desk)
    return _placement(desk)


def _take_choices(desk: Desk) -> None:
    """Do what the user said before anything else."""
    for key, numbers in desk.accepted.choices.items():
        places = [at for at, each in enumerate(desk.paragraphs) if each.number in numbers and at in desk.free]
        if key in desk.units and not numbers:
            desk.left_out.add(key)
        elif key in desk.units and places:
            desk.put(key, places, Evidence.ACCEPTED)
    chosen = {int(key) for key, numbers in desk.accepted.choices.items() if key.isdigit() and not numbers}
    desk.keep_as_notes(at for at in [*desk.free] if desk.paragraphs[at].number in chosen)


def _placement(desk: Desk) -> Placement:
    """Return everything in the order of the kit."""
    notes, beside = (tuple(desk.paragraphs[at] for at in sorted(places)) for places in (desk.notes, desk.beside))
    order = list(desk.units)
    placed = tuple(sorted(desk.placed.values(), key=lambda each: order.index(each.unit.key)))
    absent = tuple(desk.units[key] for key in desk.open())
    emptied = tuple((desk.units[key], span) for key, span in desk.emptied.items())
    left_out = tuple(unit for key, unit in desk.units.items() if key in desk.left_out)
    return Placement(placed, tuple(desk.doubts.values()), notes, absent, emptied, beside, left_out)
