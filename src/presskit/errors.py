"""The one exception that a program catches: what it asked for cannot be done. Imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from presskit.diagnostics import Diagnostic

__all__ = ["RequestError"]


class RequestError(Exception):
    """The request cannot be met as it stands. The message is for the user and says what to do.

    ``diagnostics`` are the findings that are in the way, where there are any.
    """

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)
