"""Why a use case did not do what it was asked to."""

from __future__ import annotations

from presskit.errors import RequestError

__all__ = ["CancelledError", "KitBusyError", "RequestError"]


class KitBusyError(RequestError):
    """Another process is changing the kit."""


class CancelledError(Exception):
    """The caller cancelled the use case; what lies on the disk is as it was before."""
