"""Check: every output shows a contact."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for output in kit.release.outputs if kit.contacts else ():
        if not any(output in contact.outputs for contact in kit.contacts):
            yield Problem(
                kit.release.span,
                f"No contact is shown in {quoted(output)}.",
                f"Add «{output}» to «outputs» of a contact, or take «{output}» out of kit.yaml.",
            )


CHECK = Check(
    Rule(
        "output-without-contact", Severity.WARNING, "An output shows no contact",
        "The kit has contacts, but whoever receives this output finds nobody to ask.",
    ),
    _check,
    good=Case(
        "One contact for the PDF, one for the Word file.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    emails: [press@example.org]
    outputs: [pdf]
  - name: Translation desk
    emails: [translation@example.org]
    outputs: [docx]
""",
        },
    ),
    bad=Case(
        "The Word file has no contact.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    emails: [press@example.org]
    outputs: [pdf]
""",
        },
    ),
    needs=("contacts.yaml",),
)
