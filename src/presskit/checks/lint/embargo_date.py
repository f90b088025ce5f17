"""Check: the release is dated with the day on which its embargo ends."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    from zoneinfo import ZoneInfo

    embargo, date = kit.release.embargo, kit.release.date
    if embargo and date:
        day = embargo.until.astimezone(ZoneInfo(embargo.zone)).date()
        if day != date:
            yield Problem(
                embargo.span,
                f"The release is dated {date}, but its embargo ends on {day} in {embargo.zone}.",
                f"Write «date: {day}» into kit.yaml, or correct the embargo.",
            )


CHECK = Check(
    Rule(
        "embargo-date", Severity.WARNING, "The date is not the day on which the embargo ends",
        "The dateline names the day of publication. Another day there makes newsrooms doubt the embargo.",
    ),
    _check,
    good=Case(
        "Both name the same day, by the clock of the embargo's zone.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2026-11-24
places: [Beirut]
region: GB
embargo: {until: "2026-11-23T23:30+00:00", zone: Asia/Beirut}
"""
        },
    ),
    bad=Case(
        "The embargo was moved, the date was not.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2026-11-23
places: [Beirut]
region: GB
embargo: {until: 2026-11-25 14:00, zone: Asia/Beirut}
"""
        },
    ),
)
