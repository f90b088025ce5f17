"""What is left once ids and words have spoken: proposals to the user, earlier translations, paragraphs of nobody."""

from __future__ import annotations

from presskit.language.data import words
from presskit.translation.desk import Desk, part_of
from presskit.translation.evidence import SURE, Evidence, normal
from presskit.translation.placement import Doubt, Placed, Reason
from presskit.translation.proposing import Proposal, proposals
from presskit.translation.returned import ReturnedParagraph

__all__ = ["LEAST", "added", "carry", "take_proposals"]

_BY_ID = frozenset((Evidence.ID, Evidence.PARAGRAPH_ID))
LEAST = 65
"""Percent: what is less sure is not taken, however much was accepted. Of spoiled files, 2 of 1,000 above it were wrong."""


def take_proposals(desk: Desk) -> None:
    """Ask about what order and length make likely; place it where the user has accepted what is likely enough."""
    desk.parts = frozenset(part_of(each.unit) for each in desk.placed.values() if each.evidence in _BY_ID)
    keys = [key for key in desk.open() if not desk.may_be_absent(key) or (not desk.parts and desk.units[key].translate)]
    free = sorted(desk.free)
    told = {key: desk.places(each.numbers) for key, each in desk.placed.items()}
    if not keys:
        return
    for proposal in proposals(desk.units, desk.paragraphs, desk.clues, free, keys, told):
        _propose(desk, proposal)
    if desk.accepted.all:
        for each in [each for each in desk.doubts.values() if each.numbers and each.key]:
            places = [at for at in desk.places(each.numbers) if not desk.is_used(at)]
            if places and each.reason in {Reason.UNSURE, Reason.ORDER} and each.sure >= LEAST:
                desk.put(each.key, places, Evidence.ORDER, each.sure)


def _propose(desk: Desk, proposal: Proposal) -> None:
    if proposal.places:
        desk.doubt(Reason.UNSURE, proposal.key, proposal.places, proposal.sure)
    elif not desk.may_be_absent(proposal.key):
        desk.doubt(Reason.MISSING, proposal.key, ())


def carry(desk: Desk) -> None:
    """Keep the earlier translation of what did not change and did not come back."""
    for key in desk.open():
        unit = desk.units[key]
        if key in desk.current and unit.target:
            desk.placed[key] = Placed(unit, unit.target, Evidence.CARRIED, SURE[Evidence.CARRIED])


def added(desk: Desk) -> None:
    """Take what is nobody's and says that it is a note as a note; what may be a part of a text is asked about."""
    for at in sorted(desk.free):
        each = desk.paragraphs[at]
        if _is_note(each):
            desk.keep_as_notes([at])
        else:
            near = desk.around(at)
            desk.doubts[str(each.number)] = Doubt(Reason.ADDED, "", (each.number,), 0, each.words, near, each.span)


def _is_note(paragraph: ReturnedParagraph) -> bool:
    """Tell whether a paragraph says of itself that it is a note."""
    return normal(paragraph.words).startswith(("[", *words("translation", "note_openings")))
