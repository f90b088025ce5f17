"""Check: marks of direction, and the script of the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from presskit.checks.returned.pair import Pair
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.tags import direction

__all__ = ["MARKS", "SCRIPT", "look"]

MARKS = Rule(
    "return-direction-marks", Severity.NOTE, "Invisible marks of direction were taken out",
    "Outputs set the direction of each word themselves; marks that were typed would turn them round a second time.",
)  # fmt: skip
SCRIPT = Rule(
    "return-script", Severity.WARNING, "A text came back in another script",
    "It may be left in the source's language, or belong to another one.",
)  # fmt: skip
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LETTERS = 12


def look(pair: Pair) -> Iterator[Diagnostic]:
    """Look for controls (UAX #9, 2.1 to 2.5) and, in longer texts, for a letter of the script's direction."""
    if _CONTROLS.search(pair.raw):
        yield from pair.finding(MARKS, "invisible marks of direction stood here; they are taken out", "")
    letters = [c for c in pair.here if c.isalpha()]
    wanted = {"R", "AL"} if direction(pair.language) == "rtl" else {"L"}
    kept = {unicodedata.bidirectional(c) for c in letters}
    if not pair.unit.is_name and len(letters) > _LETTERS and not kept & wanted:
        yield from pair.finding(SCRIPT, "no letter of it is of the language's script", "look whether it was translated")
