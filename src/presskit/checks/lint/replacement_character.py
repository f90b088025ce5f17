"""Check: no character was lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import passages, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "replacement-character", Severity.WARNING, "A character was lost",
    "«�» stands where a program could not read a letter; the letter itself is gone.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for passage in passages(kit):
        place = passage.text.find("\ufffd")
        if place >= 0:
            around = passage.text[max(0, place - 15) : place + 15]
            message = f"A letter was lost in {passage.what}: {quoted(around)}."
            yield RULE.at(passage.span, message, "Look it up in the text as it was sent, and type it again.")


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "Every letter is there.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The café by the road is open. {#lede}
""",
        },
    ),
    bad=Case(
        "The accent did not survive.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The caf\ufffd by the road is open. {#lede}
""",
        },
    ),
)
