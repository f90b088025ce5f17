"""Makes docs/reference/findings.md of the rules and the checks themselves: python -m tests.packaging.findings_page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from presskit.checks import Case, Check
from presskit.checks.lint import CHECKS
from presskit.diagnostics import Rule
from presskit.typography import visible
from presskit.usecases.explain import rules_by_room
from tests.checks.specimen import files_of

__all__ = ["page"]

HEAD = """\
# The findings

Everything that presskit can find, by where it looks. `presskit explain CODE` says the same of one.

An **error** stops a build. A **warning** asks for a look. A **note** only tells. A code keeps its meaning from version to
version, so that scripts can rely on it. This page is made of the code; `make docs` writes it anew.
"""
_UNSEEN = re.compile("[\u200b-\u200d\u2060\U000e0000-\U000e0fff]")
"""What no page would show."""
LANGUAGES = {"yaml": "yaml", "md": "markdown"}


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def _example(name: str, text: str) -> str:
    if not text:
        return f"\n`{name}`: a picture\n"
    return f"\n`{name}`\n\n```{LANGUAGES[name.rpartition('.')[2]]}\n{_UNSEEN.sub(_escape, visible(text.rstrip()))}\n```\n"


def _files(case: Case) -> dict[str, str]:
    """Return the files of a case; where a translation names REVISION stands the revision of the source."""
    whole = files_of(case.files)
    return {name: whole[name].decode() if text else "" for name, text in case.files.items()}


def _cases(check: Check) -> Iterator[str]:
    good, bad = _files(check.good), _files(check.bad)
    both = {name: text for name, text in good.items() if bad.get(name) == text}
    if both:
        yield "\nIn both cases:\n"
        yield from (_example(name, text) for name, text in both.items())
    for head, case, files in (("Good", check.good, good), ("Found", check.bad, bad)):
        yield f"\n{head}: {case.says}\n"
        yield from (_example(name, text) for name, text in files.items() if name not in both)


def _rule(rule: Rule) -> str:
    return f"\n### {rule.code}\n\n**{rule.severity}** · {rule.title}\n\n{rule.why}\n"


def _room(title: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    checks = {check.rule.code: check for check in CHECKS}
    yield f"\n## {title}\n"
    for rule in rules:
        yield _rule(rule)
        if rule.code in checks:
            yield from _cases(checks[rule.code])


def page() -> str:
    """Return the page's Markdown."""
    return HEAD + "".join(part for title, rules in rules_by_room().items() for part in _room(title, rules))


if __name__ == "__main__":
    sys.stdout.write(page())
