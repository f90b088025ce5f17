"""Checks: the release has a date and says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["MISSING_DATE", "MISSING_PLACE"]


def _missing_date(kit: Kit, context: Context) -> Iterator[Problem]:
    if kit.release.date is None:
        yield Problem(
            kit.release.span,
            "The release has no date.",
            f"Write the day of the release into kit.yaml, for example «date: {context.now:%Y-%m-%d}».",
        )


MISSING_DATE = Check(
    Rule(
        "missing-date", Severity.WARNING, "The release has no date",
        "An undated text cannot be told from last year's. presskit never invents the date; it asks for it.",
    ),
    _missing_date,
    good=Case("The day of the release stands in kit.yaml."),
    bad=Case(
        "The key «date» is left out.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
places: [Beirut]
region: GB
outputs: [pdf, docx]
"""
        },
    ),
    needs=("kit.yaml",),
)


def _missing_place(kit: Kit, _: Context) -> Iterator[Problem]:
    if not kit.release.places:
        yield Problem(
            kit.release.span,
            "The dateline has no place.",
            "Write one place or several into kit.yaml, for example «places: [Brussels]».",
        )


MISSING_PLACE = Check(
    Rule(
        "missing-place", Severity.WARNING, "The dateline has no place",
        "A release begins with a place and a day. Without the place, an editor cannot tell who speaks from where.",
    ),
    _missing_place,
    good=Case("The place stands in kit.yaml."),
    bad=Case(
        "The key «places» is left out.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2026-11-20
region: GB
outputs: [pdf, docx]
"""
        },
    ),
    needs=("kit.yaml",),
)
