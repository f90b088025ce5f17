"""Check: the embargo has not ended yet."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, World
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "embargo-past", Severity.WARNING, "The embargo has ended",
    "A release that still asks to be held back makes newsrooms wait for nothing, or points to a wrong date.",
)  # fmt: skip


def _look(kit: Kit, world: World) -> Iterator[Diagnostic]:
    embargo = kit.release.embargo
    if embargo and embargo.until <= world.now:
        message = f"The embargo ended on {embargo.until:%Y-%m-%d at %H:%M} ({embargo.zone})."
        hint = "Take «embargo» out of kit.yaml to release at once, or correct its date."
        yield RULE.at(embargo.span, message, hint)


CHECK = Check(
    RULE,
    _look,
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
