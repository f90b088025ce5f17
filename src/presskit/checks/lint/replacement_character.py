"""Check: no character was lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import passages, quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for passage in passages(kit):
        if (place := passage.text.find("\ufffd")) >= 0:
            yield Problem(
                passage.span,
                f"A letter was lost in {passage.what}: {quoted(passage.text[max(0, place - 15) : place + 15])}.",
                "Look it up in the text as it was sent, and type it again.",
            )


CHECK = Check(
    Rule(
        "replacement-character", Severity.WARNING, "A character was lost",
        "«�» stands where a program could not read a letter; the letter itself is gone.",
    ),
    _check,
    good=Case(
        "Every letter is there.",
        english("The café by the road is open. {#lede}"),
    ),
    bad=Case(
        "The accent did not survive.",
        english("The caf\ufffd by the road is open. {#lede}"),
    ),
)
