"""What a program catches: a request that cannot be met, a kit in use, a cancelled use case. Imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from presskit.diagnostics import Diagnostic

__all__ = ["CancelledError", "KitBusyError", "KitChangedError", "RequestError"]


class RequestError(Exception):
    """The request cannot be met as it stands. The message is for the user and says what to do.

    ``diagnostics`` are the findings that are in the way, where there are any. ``fields`` are those of the request that
    would have to be given or changed: a command line names its options for them, a web page its inputs.
    """

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = (), *, fields: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.diagnostics, self.fields = tuple(diagnostics), tuple(fields)


class KitBusyError(RequestError):
    """Another process is changing the kit."""


class KitChangedError(RequestError):
    """The kit is not as it was when its state was asked for: somebody else changed it, and nothing was written."""


class CancelledError(Exception):
    """The caller cancelled the use case; what lies on the disk is as it was before."""
