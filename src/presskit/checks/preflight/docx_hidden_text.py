"""Check: no text is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile, Spot, State, Story
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-hidden-text", Severity.ERROR, "The file has hidden text",
    "Word does not show it, LibreOffice, translation tools and screen readers may, and whoever looks for it finds it.",
)  # fmt: skip
_READ = frozenset(Story) - {Story.BUILDING_BLOCKS, Story.LISTS}


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    unseen = (each for each in file.words if each.states & {State.HIDDEN, State.WHITE} and each.story in _READ)
    for spot, group in groupby(unseen, lambda each: Spot(each.part, each.paragraph)):
        words = [*group]
        hidden = "".join(each.text for each in words).strip()
        how = "hidden" if all(State.HIDDEN in each.states for each in words) else "white on white"
        message = f"«{hidden[:60]}» is {how}."
        yield found(RULE, file, message, "In Word: Ctrl+Shift+8 shows it, or mark it; delete it.", spot)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
