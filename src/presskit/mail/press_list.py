"""A press list (CSV, XLSX) → recipients: valid, normalised, each address once; every other row is a finding."""

from __future__ import annotations

from presskit.diagnostics import Reading
from presskit.mail.addresses import Recipient

__all__ = ["read"]


def read(name: str, data: bytes, language: str = "") -> Reading[tuple[Recipient, ...]]:
    """Return the recipients of the table ``data``, which the user calls ``name``.

    ``language`` is that of rows which say none. Spans count rows and columns as the spreadsheet shows them.
    """
    raise NotImplementedError
