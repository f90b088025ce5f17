"""Check: the words of a link say where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import links, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.data import fold, words
from presskit.model.document import plain_text
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "link-text-generic", Severity.WARNING, "The words of a link say nothing",
    "Screen readers list the links of a page by their words (WCAG 2.2, 2.4.4), and on paper «here» leads nowhere.",
)  # fmt: skip


@cache
def _bare() -> frozenset[str]:
    return frozenset(map(fold, words("links", "bare")))


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for statement in kit.statements:
        for link in links(statement):
            said = plain_text(link.children)
            if fold(said).strip(" .,:!>»") in _bare():
                message = f"The link's words {quoted(said)} do not say where it leads."
                yield RULE.at(link.span, message, "Let the link be on the words that name the page.")


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "The words name the page.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
Read [all figures by village](https://example.org/figures). {#lede}
""",
        },
    ),
    bad=Case(
        "The word is «here».",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
For all figures click [here](https://example.org/figures). {#lede}
""",
        },
    ),
)
