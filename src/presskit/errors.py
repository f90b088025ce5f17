"""What a program catches: a request that cannot be met, a kit in use, a cancelled use case. Imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from presskit.diagnostics import Diagnostic

__all__ = ["CancelledError", "KitBusyError", "RequestError"]


class RequestError(Exception):
    """The request cannot be met as it stands. The message is for the user and says what to do.

    ``diagnostics`` are the findings that are in the way, where there are any.
    """

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


class KitBusyError(RequestError):
    """Another process is changing the kit."""


class CancelledError(Exception):
    """The caller cancelled the use case; what lies on the disk is as it was before."""
