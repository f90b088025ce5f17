"""The command presskit without some of its work, to see what that costs.

    python -m benchmarks.without preflight,fitting build …

Without «preflight» nothing looks at what was made; without «fitting» pages are set once, whatever the last one holds.
"""

from __future__ import annotations

import sys

from presskit.cli import program
from presskit.kit import tasks


def leave_out(words: list[str]) -> None:
    """Switch off what no user can switch off."""
    if "preflight" in words:
        tasks._checked = lambda task, outcome, screen: outcome  # noqa: SLF001, ARG005
    if "fitting" in words:
        from presskit.writers import pages

        pages.STEPS = ()  # type: ignore[assignment,attr-defined]


if __name__ == "__main__":
    leave_out(sys.argv[1].split(","))
    sys.argv = [sys.argv[0], *sys.argv[2:]]
    program()
