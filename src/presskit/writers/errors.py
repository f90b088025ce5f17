"""What stops a writer: findings for the user, never a half-made output."""

from __future__ import annotations

from collections.abc import Iterable

from presskit.diagnostics import Diagnostic
from presskit.source import Span
from presskit.writers.rules import BROKEN_TEMPLATE

__all__ = ["WriterError", "broken"]


class WriterError(Exception):
    """An output cannot be made; ``diagnostics`` say why and what to do, all at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(finding.message for finding in self.diagnostics))


def broken(template: str, line: int, message: str, hint: str) -> WriterError:
    """Return the error of a template that cannot be used."""
    return WriterError([BROKEN_TEMPLATE.at(Span(template, line), message, hint)])
