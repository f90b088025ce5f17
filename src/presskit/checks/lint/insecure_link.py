"""Check: links are safe to follow."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import links, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit, Release
from presskit.source import Span

__all__ = ["CHECK"]

RULE = Rule(
    "insecure-link", Severity.WARNING, "A link goes without https",
    "On the way, anybody can read and change a page that is sent by http; browsers warn of it.",
)  # fmt: skip

_HINT = "Write «https://» and try whether the page opens."


def _is_insecure(address: str) -> bool:
    return address.casefold().startswith("http:")


def _websites(release: Release) -> tuple[tuple[str, Span], ...]:
    return ((release.website, release.span), (release.brand.website, release.brand.span))


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for statement in kit.statements:
        for link in links(statement):
            if _is_insecure(link.target):
                yield RULE.at(link.span, f"The link to {quoted(link.target)} goes without https.", _HINT)
    for address, span in _websites(kit.release):
        if _is_insecure(address):
            yield RULE.at(span, f"The website {quoted(address)} goes without https.", _HINT)


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "The link begins with https.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The [figures](https://example.org/figures) are public. {#lede}
""",
        },
    ),
    bad=Case(
        "The link begins with http.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The [figures](http://example.org/figures) are public. {#lede}
""",
        },
    ),
)
