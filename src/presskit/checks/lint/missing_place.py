"""Check: the release says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "missing-place", Severity.WARNING, "The dateline has no place",
    "A release begins with a place and a day. Without the place, an editor cannot tell who speaks from where.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    if not kit.release.places:
        hint = "Write one place or several into kit.yaml, for example «places: [Brussels]»."
        yield RULE.at(kit.release.span, "The dateline has no place.", hint)


CHECK = Check(
    RULE,
    _check,
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
