"""Directions: which parts of a text run against the others (Unicode Standard Annex #9, revision 50).

Authors see their words as the bidirectional algorithm shows them, and so do readers of every output. Two things are
added to it, as its section 4.3 (HL3 to HL5) allows: what must not be taken apart, a telephone number, a date, an
address, is one whole; and what presskit inserts into a phrase, a city or a name, is an isolate (:func:`inserted`), so
that it changes nothing around it and keeps its place.
"""

from __future__ import annotations

from presskit.bidi.plain_text import isolated, paragraphs
from presskit.bidi.runs import (
    CLOSE,
    OPEN,
    Direction,
    Stretch,
    Turn,
    directional_runs,
    inserted,
    one_way,
    stretches,
    without_isolates,
)

__all__ = [
    "CLOSE", "OPEN", "Direction", "Stretch", "Turn", "directional_runs", "inserted", "isolated", "one_way", "paragraphs",
    "stretches", "without_isolates",
]  # fmt: skip
