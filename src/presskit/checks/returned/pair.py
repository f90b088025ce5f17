"""A text and its translation, as the checks of this room see them. No check stands here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.document import Inline
from presskit.source import Span
from presskit.translation.segments import Unit, text_of

__all__ = ["Pair"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit with what came back: ``raw`` are its words as received. ``ratio`` is the usual length of one source letter."""

    unit: Unit
    inlines: tuple[Inline, ...]
    raw: str
    source_language: str
    language: str
    span: Span
    ratio: float = 1.0

    @property
    def said(self) -> str:
        """The source's words."""
        return text_of(self.unit.source)

    @property
    def here(self) -> str:
        """The translation's words."""
        return text_of(self.inlines)

    def finding(self, rule: Rule, message: str, hint: str) -> Iterator[Diagnostic]:
        """Yield a finding at the returned paragraph, with the source's line beside it."""
        yield rule.at(self.span, f"{message} («{self.unit.key}»)", hint, [(self.unit.span, "the source stands here")])
