"""Check: nothing is open that presskit did not understand."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.diagnostics import Rule, Severity
from presskit.model.question import Scope
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for question in kit.questions:
        if question.answer is None and question.scope is Scope.KIT:
            answers = ", ".join(choice.key for choice in question.possible)
            yield Problem(
                question.place,
                question.asked,
                f"Answer it: presskit answer DIR {question.id} ANSWER, where ANSWER is one of {answers}.",
                [(question.span, "the question stands here")],
            )


_KIT = """\
questions:
  - id: consent-1
    kind: consent
    asked: "«Subject to approval» of the River Trust: does it sign?"
    place: {file: kit.yaml, line: 1, column: 1}
"""

CHECK = Check(
    Rule(
        "question-open", Severity.ERROR, "A question waits for somebody's answer",
        "What presskit did not understand is neither left out in silence nor guessed: a person answers it once, with a word.",
    ),
    _check,
    good=Case(
        "Somebody has answered.",
        {
            "questions.yaml": f"""\
{_KIT}\
    answer: {{choice: leave-out, by: Ada, when: "2026-11-20 09:00+00:00", reason: their board has not met}}
"""
        },
    ),
    bad=Case("Nobody has answered yet.", {"questions.yaml": _KIT}),
)
