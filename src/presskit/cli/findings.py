"""Findings as lines for people and as JSON for machines."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from presskit.cli.command import Exit
from presskit.cli.console import Console
from presskit.diagnostics import Diagnostic, Severity, counted, in_order
from presskit.source import Span
from presskit.typography import in_line

__all__ = ["as_json", "error_code", "exit_code", "finish", "lines", "place", "show"]


def lines(finding: Diagnostic, console: Console, stream: TextIO) -> Iterator[str]:
    """Yield ``file:line:column: error code: message``, then related places and the hint, indented."""
    place = console.painted(in_line(str(finding.span)), "bold", stream)
    severity = console.painted(str(finding.severity), str(finding.severity), stream)
    yield f"{place}: {severity} {finding.code}: {_indented(finding.message)}"
    for span, word in finding.related:
        yield f"    {in_line(str(span))}: {_indented(word)}"
    if finding.hint:
        yield console.painted(f"    {_indented(finding.hint)}", "dim", stream)


def _indented(words: str) -> str:
    """Return words that quote a file: no line of them passes for another finding."""
    return words.replace("\n", "\n    ")


def show(findings: Iterable[Diagnostic], console: Console, stream: TextIO) -> None:
    """Print findings by file, line and column, and how many there are."""
    ordered = in_order(findings)
    for finding in ordered:
        for line in lines(finding, console, stream):
            console.write(line, stream)
    if ordered:
        gravest = min(ordered, key=lambda finding: list(Severity).index(finding.severity))
        console.write(f"\n{counted(ordered)}. More about one: presskit explain {gravest.code}", stream)


def as_json(findings: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return findings as plain values, in order."""
    return [_plain(finding) for finding in in_order(findings)]


def _plain(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        **place(finding.span),
        "related": [
            {"file": span.source, "line": span.line, "column": span.column, "message": word} for span, word in finding.related
        ],
    }


def place(span: Span) -> dict[str, Any]:
    """Return a place as plain values."""
    return {"file": span.source, "line": span.line, "column": span.column, "unit": span.unit}


def finish(  # noqa: PLR0913, PLR0917 -- a report in its three forms: findings, JSON, lines
    findings: Iterable[Diagnostic],
    code: Exit,
    arguments: argparse.Namespace,
    console: Console,
    plain: Callable[[], Mapping[str, Any]],
    summary: Callable[[], None],
    *,
    stream: TextIO | None = None,
) -> Exit:
    """Print a report, as JSON (``plain`` and the findings) or as findings and ``summary``, and return ``code``."""
    if arguments.json:
        console.print_json({**plain(), "findings": as_json(findings), "exit": int(code)})
    else:
        show(findings, console, stream or console.err)
        summary()
    return code


def error_code(findings: Iterable[Diagnostic]) -> Exit:
    """Return the exit code of what may succeed with warnings: that of the errors."""
    return exit_code([each for each in findings if each.severity is Severity.ERROR])


def exit_code(findings: Sequence[Diagnostic]) -> Exit:
    """Return the exit code: notes alone are no findings; what could not be read at all is bad input."""
    from presskit.kit.rules import UNUSABLE

    unreadable = {"pdf-unreadable", "docx-unreadable", *(rule.code for rule in UNUSABLE)}
    if any(finding.code in unreadable for finding in findings):
        return Exit.BAD_INPUT
    return Exit.FINDINGS if any(finding.severity is not Severity.NOTE for finding in findings) else Exit.OK
