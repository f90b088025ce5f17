"""What stops a writer: findings for the user, never a half-made output."""

from __future__ import annotations

from collections.abc import Iterable

from presskit.diagnostics import Diagnostic

__all__ = ["WriterError"]


class WriterError(Exception):
    """An output cannot be made; ``diagnostics`` say why and what to do, each with severity error."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(finding.message for finding in self.diagnostics))
