"""Check: an embargo that the text announces is the kit's."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import words
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.recognition import announces_embargo
from presskit.model.document import segments
from presskit.model.release import Kit, Timing

__all__ = ["CHECK"]

RULE = Rule(
    "embargo-stated", Severity.ERROR, "The text announces an embargo that the kit does not hold",
    "Outputs and e-mails go by kit.yaml: an embargo that stands in the text alone holds nothing back.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 -- every check is called alike
    if kit.release.embargo:
        return
    said = "kit.yaml says «release: immediate»" if kit.release.timing is Timing.IMMEDIATE else "kit.yaml holds no embargo"
    for statement in kit.statements:
        for segment in segments(statement):
            text = words(segment)
            if announces_embargo(text):
                message = f"«{text[:80]}» announces an embargo, and {said}."
                hint = "Write it into kit.yaml, embargo: {until: DAY HH:MM, zone: AREA/CITY}, and take it out of the text."
                yield RULE.at(segment.span, message, hint)


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "An embargo on arms is none on news.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The arms embargo ends on 1 March 2027 at 14:00, and the road must be open by then. {#lede}
"""
        },
    ),
    bad=Case(
        "The line came with the text, and nobody wrote it into kit.yaml.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
EMBARGOED until 14:00 Beirut time, 1 March 2027 {#held}

The road must be open before the first snow. {#lede}
"""
        },
    ),
)
