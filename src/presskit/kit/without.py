"""Where an output takes too much to be made: which outputs of the kit can be made without it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, has_errors
from presskit.model.outputs import Format

if TYPE_CHECKING:
    from presskit.kit.tasks import Outcome

__all__ = ["with_what_works"]


def with_what_works(outcomes: Collection[Outcome], listed: Iterable[Format]) -> list[Diagnostic]:
    """Return the findings of outcomes; the hint of one that took too much names the outputs that can be made without it.

    These are outputs that kit.yaml has ``listed``, or that were made beside it. Where setting the pages took too much, none
    that is set in pages is among them.
    """
    found = [finding for each in outcomes for finding in each.diagnostics]
    if not has_errors(found):
        return found
    from presskit.checks.preflight.pdf_checks import PDF_UNREADABLE
    from presskit.writers.errors import LAYOUT_FAILED, OUTPUT_STOPPED

    too_much = {rule.code for rule in (LAYOUT_FAILED, OUTPUT_STOPPED, PDF_UNREADABLE)}
    failed = {each.writer.format for each in outcomes if has_errors(each.diagnostics)}
    if any(finding.code == LAYOUT_FAILED.code for each in outcomes for finding in each.diagnostics):
        failed.update(each for each in Format if each.sets_pages)
    wanted = {*listed, *(each.writer.format for each in outcomes)} - failed
    left = ",".join(each for each in Format if each in wanted)
    if not left:
        return found
    return [replace(each, hint=_hint(each, left)) if each.code in too_much else each for each in found]


def _hint(finding: Diagnostic, left: str) -> str:
    """Return a hint with what can be made; that of a file from elsewhere, which speaks in sentences, is none here."""
    own = "" if finding.hint.endswith(".") else f"{finding.hint}; "
    return f"{own}what can be made without it: --only {left}"
