"""presskit explain: what a finding's code means, and why it matters."""

from __future__ import annotations

import argparse
import difflib
import textwrap
from typing import TYPE_CHECKING, Any

from presskit.cli.command import Command, Exit
from presskit.cli.console import Console, aligned
from presskit.diagnostics import Rule
from presskit.errors import RequestError
from presskit.usecases.explain import rules
from presskit.usecases.visible import visible

if TYPE_CHECKING:
    from presskit.checks import Case, Check

__all__ = ["COMMAND"]


def _check(rule: Rule) -> Check | None:
    from presskit.checks.lint import CHECKS

    return next((check for check in CHECKS if check.rule.code == rule.code), None)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", nargs="?", help="the code of a finding (default: list all codes)")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    known = rules()
    chosen = list(known.values()) if arguments.code is None else [_rule(known, arguments.code)]
    if arguments.json:
        console.emit([_plain(rule) for rule in chosen])
    elif arguments.code is None:
        for line in aligned([(rule.code, str(rule.severity), rule.title) for rule in chosen]):
            console.say(line)
    else:
        _tell(chosen[0], console)
    return Exit.OK


def _tell(rule: Rule, console: Console) -> None:
    console.say(f"{console.painted(rule.code, 'bold')} ({rule.severity}): {rule.title}")
    console.say(textwrap.fill(rule.why, 88))
    if check := _check(rule):
        for head, case, other in (("Good", check.good, check.bad), ("Found", check.bad, check.good)):
            console.say(f"\n{console.painted(head, 'bold')}: {case.says}")
            for name, text in case.files.items():
                if text != other.files.get(name):
                    console.say(console.painted(f"  {name}", "dim"))
                    console.say(textwrap.indent(visible(text.rstrip()), "    "))


def _rule(known: dict[str, Rule], code: str) -> Rule:
    if code in known:
        return known[code]
    close = difflib.get_close_matches(code, known, 1)
    hint = f"did you mean «{close[0]}»?" if close else "presskit explain lists them all"
    raise RequestError(f"there is no finding «{code}»; {hint}")


def _plain(rule: Rule) -> dict[str, Any]:
    plain = {"code": rule.code, "severity": str(rule.severity), "title": rule.title, "why": rule.why}
    check = _check(rule)
    return plain | ({"good": _case(check.good), "bad": _case(check.bad)} if check else {})


def _case(case: Case) -> dict[str, Any]:
    return {"says": case.says, "files": dict(case.files)}


COMMAND = Command(
    name="explain",
    summary="explain what the code of a finding means, and why it matters",
    usage="presskit explain [CODE] [--json]",
    examples=("presskit explain stated-count", "presskit explain"),
    arguments=_arguments,
    run=_run,
)
