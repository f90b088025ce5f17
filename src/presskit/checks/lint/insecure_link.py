"""Check: links are safe to follow."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import links, quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    websites = [("website", each.website, each.span) for each in (kit.release, kit.release.brand)]
    for what, address, span in (*(("link to", link.target, link.span) for link in links(kit)), *websites):
        if address.casefold().startswith("http:"):
            yield Problem(
                span,
                f"The {what} {quoted(address)} goes without https.",
                "Write «https://» and try whether the page opens.",
            )


CHECK = Check(
    Rule(
        "insecure-link", Severity.WARNING, "A link goes without https",
        "On the way, anybody can read and change a page that is sent by http; browsers warn of it.",
    ),
    _check,
    good=Case(
        "The link begins with https.",
        english("The [figures](https://example.org/figures) are public. {#lede}"),
    ),
    bad=Case(
        "The link begins with http.",
        english("The [figures](http://example.org/figures) are public. {#lede}"),
    ),
)
