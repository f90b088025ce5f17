"""Check: whether the embargo has ended, which is normal, and said."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, context: Context) -> Iterator[Problem]:
    if (embargo := kit.release.embargo) and embargo.until <= context.now:
        yield Problem(
            embargo.span,
            f"The embargo ended on {embargo.until:%Y-%m-%d at %H:%M} ({embargo.zone}).",
            "Whoever has the release may publish it. Nothing has to be done, unless the date is wrong.",
        )


CHECK = Check(
    Rule(
        "embargo-past", Severity.NOTE, "The embargo has ended",
        "That is how every embargo goes: what is built and sent stays true, for it names the instant. A wrong year shows here.",
    ),
    _check,
    good=Case(
        "The embargo lies ahead.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2026-11-23
places: [Beirut]
region: GB
embargo: {until: 2026-11-23 14:00, zone: Asia/Beirut}
"""
        },
    ),
    bad=Case(
        "The year was not corrected.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2025-11-23
places: [Beirut]
region: GB
embargo: {until: 2025-11-23 14:00, zone: Asia/Beirut}
"""
        },
    ),
)
