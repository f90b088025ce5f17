"""presskit explain: what a finding's code means, and why it matters."""

from __future__ import annotations

import argparse
import difflib
import textwrap

from presskit.cli.command import Command, CommandError, Exit
from presskit.cli.console import Console, aligned
from presskit.diagnostics import Rule

__all__ = ["COMMAND", "rules"]


def rules() -> dict[str, Rule]:
    """Return every kind of finding by its code: those of the readers, of the checks, of the writers and of the disk."""
    from presskit.checks.lint import CHECKS
    from presskit.kit.rules import RULES as OF_THE_DISK
    from presskit.readers.rules import RULES as OF_THE_KIT
    from presskit.readers.tables.rules import RULES as OF_TABLES

    known = (*OF_THE_KIT, *OF_TABLES, *(check.rule for check in CHECKS), *OF_THE_DISK)
    return {rule.code: rule for rule in sorted(known, key=lambda rule: rule.code)}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", nargs="?", help="the code of a finding; left out: a list of all")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    known = rules()
    chosen = list(known.values()) if arguments.code is None else [_rule(known, arguments.code)]
    if arguments.json:
        console.emit([_plain(rule) for rule in chosen])
    elif arguments.code is None:
        for line in aligned([(rule.code, str(rule.severity), rule.title) for rule in chosen]):
            console.say(line)
    else:
        rule = chosen[0]
        console.say(f"{console.painted(rule.code, 'bold')} ({rule.severity}): {rule.title}")
        console.say(textwrap.fill(rule.why, 88))
    return Exit.OK


def _rule(known: dict[str, Rule], code: str) -> Rule:
    if code in known:
        return known[code]
    close = difflib.get_close_matches(code, known, 1)
    hint = f"did you mean «{close[0]}»?" if close else "presskit explain lists them all"
    raise CommandError(f"there is no finding «{code}»; {hint}")


def _plain(rule: Rule) -> dict[str, str]:
    return {"code": rule.code, "severity": str(rule.severity), "title": rule.title, "why": rule.why}


COMMAND = Command(
    name="explain",
    summary="say what the code of a finding means, and why it matters",
    usage="presskit explain [CODE] [--json]",
    examples=("presskit explain stated-count", "presskit explain"),
    arguments=_arguments,
    run=_run,
)
