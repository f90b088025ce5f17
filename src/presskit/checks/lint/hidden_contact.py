"""Check: every contact is shown somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import listed, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.outputs import Channel
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "hidden-contact", Severity.WARNING, "A contact is shown nowhere",
    "Somebody waits for calls that cannot come, because no output of this kit may print the entry.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    made = {*kit.release.outputs, *Channel}
    for contact in kit.contacts:
        if made.isdisjoint(contact.outputs):
            message = f"{quoted(contact.name.default)} is shown in no output."
            hint = f"kit.yaml makes {listed(kit.release.outputs)}: name one of them in «outputs» of this contact."
            yield RULE.at(contact.span, message, hint)


CHECK = Check(
    RULE,
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
