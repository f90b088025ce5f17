"""Check: the words of a link say where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import links, quoted
from presskit.diagnostics import Rule, Severity
from presskit.language.data import fold, words
from presskit.model.document import plain_text
from presskit.model.release import Kit

__all__ = ["CHECK"]


@cache
def _bare() -> frozenset[str]:
    return frozenset(map(fold, words("links", "bare")))


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for link in links(kit):
        text = plain_text(link.children)
        if fold(text).strip(" .,:!>»") in _bare():
            yield Problem(
                link.span,
                f"The link's words {quoted(text)} do not say where it leads.",
                "Let the link be on the words that name the page.",
            )


CHECK = Check(
    Rule(
        "link-text-generic", Severity.WARNING, "The words of a link say nothing",
        "Screen readers list the links of a page by their words (WCAG 2.2, 2.4.4), and on paper «here» leads nowhere.",
    ),
    _check,
    good=Case(
        "The words name the page.",
        english("Read [all figures by village](https://example.org/figures). {#lede}"),
    ),
    bad=Case(
        "The word is «here».",
        english("For all figures click [here](https://example.org/figures). {#lede}"),
    ),
)
