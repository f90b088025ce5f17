"""Where presskit's own files lie: in a checkout, and in an installed wheel. Imports next to nothing."""

from __future__ import annotations

import os

__all__ = ["PACKAGE", "shipped_folder"]

PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 -- pathlib would take longer than the rest


def shipped_folder(name: str) -> str:
    """Return the folder ``name`` (``templates``, ``fonts``, ``data``) of the wheel or of the checkout, "" where none is."""
    checkout = os.path.dirname(os.path.dirname(PACKAGE))  # noqa: PTH120
    places = (os.path.join(PACKAGE, "_shipped", name), os.path.join(checkout, name))  # noqa: PTH118
    return next((place for place in places if os.path.isdir(place)), "")  # noqa: PTH112
