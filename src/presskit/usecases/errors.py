"""Why a use case did not do what it was asked to."""

from __future__ import annotations

__all__ = ["CancelledError", "KitBusyError", "RequestError"]


class RequestError(Exception):
    """The request cannot be met as it stands. The message is for the user and says what to do."""


class KitBusyError(RequestError):
    """Another process is changing the kit."""


class CancelledError(Exception):
    """The caller cancelled the use case; what lies on the disk is as it was before."""
