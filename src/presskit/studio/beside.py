"""What was found in one text, for the place beside it: each finding with the block that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from presskit.diagnostics import Diagnostic
from presskit.errors import RequestError
from presskit.source import Span
from presskit.studio.view import View
from presskit.usecases.check import check
from presskit.usecases.edit_statement import StatementRequest, read_statement

__all__ = ["Beside", "findings_beside"]


@dataclass(frozen=True, slots=True)
class Beside:
    """The findings of a text, in their order; ``blocks`` are the ids of those that are about a block.

    ``acceptable`` and ``state`` as in :class:`~presskit.CheckReport`.
    """

    findings: tuple[Diagnostic, ...]
    blocks: Mapping[Diagnostic, str]
    acceptable: Mapping[Diagnostic, str]
    state: str = field(compare=False)

    def marks(self) -> list[dict[str, str]]:
        """Return what the editor marks: one mark a block, that of its first finding, with the words of all."""
        told: dict[str, list[Diagnostic]] = {}
        for each in self.findings:
            if name := self.blocks.get(each):
                told.setdefault(name, []).append(each)
        return [
            {"id": name, "kind": str(found[0].severity), "text": "; ".join(each.message for each in found)}
            for name, found in told.items()
        ]


def findings_beside(view: View, language: str) -> Beside:
    """Return the findings of the text in a language of the release."""
    folder, world = view.release.folder, view.studio.world
    report = check(folder, world=world)
    found = tuple(each for each in report.diagnostics if each.span.source == f"statement.{language}.md")
    try:
        places = read_statement(StatementRequest(folder, language), world=world).places
    except RequestError:
        places = {}
    blocks = {each: name for each in found if (name := _block(each.span, places))}
    return Beside(found, blocks, report.acceptable, report.state)


def _block(place: Span, places: Mapping[str, Span]) -> str:
    """Return the id of the smallest block that holds a place, "" where none does."""
    lines = {name: range(span.line, max(span.end_line, span.line) + 1) for name, span in places.items()}
    holding = [(len(within), name) for name, within in lines.items() if place.line in within]
    return min(holding)[1] if holding else ""
