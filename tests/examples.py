"""How many examples of a property are tried."""

from __future__ import annotations

import os

__all__ = ["many"]


def many(number: int) -> int:
    """Return all of a number of examples in ``make random``, which draws others each time; a quarter in ``make test``."""
    return number if os.environ.get("PRESSKIT_RANDOM_EXAMPLES") else max(number // 4, 10)
