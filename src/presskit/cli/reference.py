"""presskit explain, schema and languages: what presskit knows of findings, of a kit's files and of languages."""

from __future__ import annotations

import argparse
import difflib
import json
import textwrap
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from presskit.cli.command import Command, Exit, Option
from presskit.cli.console import Console, aligned
from presskit.errors import RequestError
from presskit.typography import visible

if TYPE_CHECKING:
    from presskit.checks import Check
    from presskit.diagnostics import Rule
    from presskit.usecases.languages import LanguageReport

__all__ = ["EXPLAIN", "LANGUAGES", "SCHEMA"]

T = TypeVar("T")


def _named(what: str, known: Mapping[str, T], name: str, where: str) -> T:
    """Return the entry called ``name``; raises :class:`RequestError`, which names the nearest, or ``where`` all are."""
    if name in known:
        return known[name]
    hint = next((f"did you mean «{each}»?" for each in difflib.get_close_matches(name, known, 1)), where)
    raise RequestError(f"there is no {what} «{name}»; {hint}")


def _explain(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.explain import rules

    known = rules()
    if arguments.code is not None:
        known = {arguments.code: _named("finding", known, arguments.code, "presskit explain lists them all")}
    if arguments.json:
        console.print_json([_plain_rule(rule) for rule in known.values()])
    elif arguments.code is None:
        console.print("\n".join(aligned([(rule.code, str(rule.severity), rule.title) for rule in known.values()])))
    else:
        _show_rule(known[arguments.code], console)
    return Exit.OK


def _check(rule: Rule) -> Check | None:
    from presskit.checks.lint import CHECKS

    return next((check for check in CHECKS if check.rule.code == rule.code), None)


def _show_rule(rule: Rule, console: Console) -> None:
    console.print(f"{console.painted(rule.code, 'bold')} ({rule.severity}): {rule.title}")
    console.print(textwrap.fill(rule.why, 88))
    if check := _check(rule):
        for head, case, other in (("Good", check.good, check.bad), ("Found", check.bad, check.good)):
            console.print(f"\n{console.painted(head, 'bold')}: {case.says}")
            for name, text in case.files.items():
                if text != other.files.get(name):
                    console.print(console.painted(f"  {name}", "dim"))
                    console.print(textwrap.indent(visible(text.rstrip()), "    "))


def _plain_rule(rule: Rule) -> dict[str, Any]:
    plain = {"code": rule.code, "severity": str(rule.severity), "title": rule.title, "why": rule.why}
    check = _check(rule)
    cases = {"good": check.good, "bad": check.bad} if check else {}
    return plain | {name: {"says": case.says, "files": dict(case.files)} for name, case in cases.items()}


EXPLAIN = Command(
    name="explain",
    summary="explain what the code of a finding means, and why it matters",
    usage="presskit explain [CODE] [--json]",
    examples=("presskit explain stated-count", "presskit explain"),
    options=(Option("code", metavar="CODE", nargs="?", help="the code of a finding (default: list all codes)"),),
    run=_explain,
)


def _schema(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.readers.decode import schemas
    from presskit.store.locking import write

    known = schemas()
    if arguments.name is not None:
        known = {arguments.name: _named("schema", known, arguments.name, f"choose from: {', '.join(known)}")}
    if arguments.out is None:
        console.print_json(known if arguments.name is None else known[arguments.name])
        return Exit.OK
    files = {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in known.items()}
    paths = write(arguments.out, {f"{name}.schema.json": text.encode() for name, text in files.items()})
    written = [str(path) for path in paths]
    if arguments.json:
        console.print_json({"files": written})
    else:
        console.print("\n".join(written))
    return Exit.OK


SCHEMA = Command(
    name="schema",
    summary="print the JSON Schemas of the kit's files",
    usage="presskit schema [NAME] [-o DIR] [--json]",
    examples=("presskit schema kit", "presskit schema --out schemas"),
    options=(
        Option("name", metavar="NAME", nargs="?", help="kit, signatories, contacts or questions (default: all)"),
        Option("-o", "--out", metavar="DIR", type=Path, help="write NAME.schema.json files into this folder"),
    ),
    run=_schema,
)


def _languages(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.languages import LanguagesRequest, report_languages

    reports = report_languages(LanguagesRequest(tuple(arguments.tags)))
    if arguments.json:
        console.print_json([asdict(report) for report in reports])
    elif arguments.tags:
        for report in reports:
            _show_language(report, console)
    else:
        rows = [("language", "", "script", "state"), *((each.tag, each.name, each.script, _state(each)) for each in reports)]
        console.print("\n".join(aligned(rows)))
    return Exit.OK


def _state(report: LanguageReport) -> str:
    lacking = f"lacks {len(report.lacks)}" if report.lacks else "whole"
    return f"{lacking}, {len(report.unsure)} phrases unsure" if report.unsure else lacking


def _show_language(report: LanguageReport, console: Console) -> None:
    console.print(f"{report.name} ({report.tag}), {report.script}, {report.direction}")
    for ability in report.can:
        console.print(f"  {ability}")
    for what, keys in (("lacks", report.lacks), ("unsure", report.unsure), ("broken", report.broken)):
        if keys:
            console.print(f"  {what}: {', '.join(keys)}")


LANGUAGES = Command(
    name="languages",
    summary="show what presskit can do in each language, and what is missing",
    usage="presskit languages [LANG…] [--json]",
    examples=("presskit languages", "presskit languages pl he", "presskit languages --json"),
    options=(Option("tags", metavar="LANG", nargs="*", help="a language, such as ar or pt-BR (default: all)"),),
    run=_languages,
    explains=(
        "The words of a language are in one file, data/languages/LANG.toml. presskit prints missing phrases in English, "
        "and does not read what a missing list would describe. No native speaker has confirmed the phrases that are "
        "unsure."
    ),
)
