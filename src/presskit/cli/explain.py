"""presskit explain: what a finding's code means, and why it matters."""

from __future__ import annotations

import argparse
import difflib
import textwrap
from typing import TYPE_CHECKING, Any

from presskit.cli.command import Command, CommandError, Exit
from presskit.cli.console import Console, aligned, visible
from presskit.diagnostics import Rule

if TYPE_CHECKING:
    from presskit.checks import Case, Check

__all__ = ["COMMAND", "rooms", "rules"]


def rooms() -> dict[str, tuple[Rule, ...]]:
    """Return every kind of finding by where it is found, in the order in which a kit goes through the house."""
    from presskit import editions
    from presskit.checks import returned
    from presskit.checks.lint import CHECKS
    from presskit.checks.preflight.docx_checks import DOCX_RULES
    from presskit.checks.preflight.output_text import OUTPUT_DIFFERS
    from presskit.checks.preflight.pdf_checks import PDF_RULES
    from presskit.kit import rules as disk
    from presskit.mail import rules as mail
    from presskit.readers import rules as kit_files
    from presskit.readers.importing import rules as importing
    from presskit.readers.returns import rules as returns
    from presskit.readers.tables import rules as tables
    from presskit.translation import rules as translation
    from presskit.writers import errors as writers

    return {
        "The folder": disk.RULES,
        "The files of a kit": kit_files.RULES,
        "The checks": tuple(check.rule for check in CHECKS),
        "The edition in one language": editions.RULES,
        "The outputs": (*writers.RULES, OUTPUT_DIFFERS),
        "The finished PDF": PDF_RULES,
        "The finished Word file": DOCX_RULES,
        "Importing a text": importing.RULES,
        "Importing a table of signatures": tables.RULES,
        "A translation that came back": (*returns.RULES, *translation.RULES, *returned.RULES),
        "Press e-mails": mail.RULES,
    }


def rules() -> dict[str, Rule]:
    """Return every kind of finding by its code, in the order of the alphabet."""
    known = [rule for room in rooms().values() for rule in room]
    return {rule.code: rule for rule in sorted(known, key=lambda rule: rule.code)}


def _check(rule: Rule) -> Check | None:
    from presskit.checks.lint import CHECKS

    return next((check for check in CHECKS if check.rule.code == rule.code), None)


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
    raise CommandError(f"there is no finding «{code}»; {hint}")


def _plain(rule: Rule) -> dict[str, Any]:
    plain = {"code": rule.code, "severity": str(rule.severity), "title": rule.title, "why": rule.why}
    check = _check(rule)
    return plain | ({"good": _case(check.good), "bad": _case(check.bad)} if check else {})


def _case(case: Case) -> dict[str, Any]:
    return {"says": case.says, "files": dict(case.files)}


COMMAND = Command(
    name="explain",
    summary="say what the code of a finding means, and why it matters",
    usage="presskit explain [CODE] [--json]",
    examples=("presskit explain stated-count", "presskit explain"),
    arguments=_arguments,
    run=_run,
)
