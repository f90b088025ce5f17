"""The part of presskit check that looks at finished files."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli import findings
from presskit.cli.command import CommandError, Exit
from presskit.cli.console import Console

if TYPE_CHECKING:
    from presskit.checks.preflight import Choose
    from presskit.kit.preflight_files import Look

__all__ = ["check_files"]


def check_files(arguments: argparse.Namespace, console: Console) -> Exit:
    """Look at the files, and say what was found; with ``--html``, write the report too."""
    from presskit.kit.preflight_files import look_at

    choose = _chooser(arguments.kit, console) if arguments.kit else None
    looks = [look_at(path, choose) for path in arguments.paths]
    found = [each.diagnostic for look in looks for each in look.findings]
    code = findings.exit_code(found)
    if arguments.html:
        _write(arguments.html, looks)
    if arguments.json:
        console.emit({"findings": [_plain(each) for look in looks for each in _sorted(look)], "exit": int(code)})
        return code
    findings.show(found, console, console.out)
    for look in looks:
        if not look.findings:
            console.say(f"{console.painted('Nothing found', 'good')} in {look.name}")
    if arguments.html:
        console.say(f"Report: {arguments.html}")
    return code


def _chooser(folder: Path, console: Console) -> Choose:
    from presskit.cli.world import world
    from presskit.kit.preflight_files import KitInTheWayError, chooser

    try:
        return chooser(folder, world(console.environment))
    except KitInTheWayError as problem:
        findings.show(problem.diagnostics, console, console.err)
        raise CommandError(f"{folder}: {problem}") from problem


def _write(path: Path, looks: Sequence[Look]) -> None:
    from presskit.cli.explain import rules
    from presskit.kit import OutputError, write_all
    from presskit.kit.preflight_report import report_page

    try:
        write_all(path.parent, {path.name: report_page(looks, rules())})
    except OutputError as problem:
        raise CommandError(str(problem)) from problem


def _sorted(look: Look) -> list[Any]:
    return sorted(look.findings, key=lambda each: (each.diagnostic.span, each.diagnostic.code))


def _plain(found: Any) -> dict[str, Any]:
    """Return a finding with its boxes on the page: left, bottom, right, top, in points."""
    (plain,) = findings.as_json([found.diagnostic])
    return {**plain, "boxes": [[round(edge, 2) for edge in box] for box in found.boxes]}
