"""Check: every contact is shown somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import listed, quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.outputs import Channel
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    shown = {*kit.release.outputs, *Channel}
    for contact in kit.contacts:
        if shown.isdisjoint(contact.outputs):
            yield Problem(
                contact.span,
                f"{quoted(contact.name.default)} is shown in no output.",
                f"kit.yaml makes {listed(kit.release.outputs)}: name one of them in «outputs» of this contact.",
            )


CHECK = Check(
    Rule(
        "hidden-contact", Severity.WARNING, "A contact is shown nowhere",
        "Somebody waits for calls that cannot come, because no output of this kit may print the entry.",
    ),
    _check,
    good=Case(
        "The night desk is for the Word file only.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    emails: [press@example.org]
  - name: Night desk
    emails: [night@example.org]
    outputs: [docx]
""",
        },
    ),
    bad=Case(
        "No web page is made of this kit.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    emails: [press@example.org]
  - name: Web desk
    emails: [web@example.org]
    outputs: [html]
""",
        },
    ),
    needs=("contacts.yaml",),
)
