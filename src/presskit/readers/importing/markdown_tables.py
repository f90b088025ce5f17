"""Tables that are typed with bars, as Markdown has them, and comments of HTML in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from presskit.model.document import Text
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.lines import InputLine, runs

__all__ = ["with_bar_tables", "without_comments"]

_ROW = re.compile(r"\s*+\|[^|]*\|")
_RULE = re.compile(r"\s*+\|?+(?:\s*+:?-++:?\s*+\|)++(?:\s*+:?-++:?\s*+)?$")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)?")
_EMPTY = re.compile(r"[-–—]?")


def without_comments(lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Return lines without those that are nothing but a comment, which no reader of the page sees."""
    for line in filter(_is_comment, lines):
        log.place(line, "left out: a comment that no page shows")
    return tuple(line for line in lines if not _is_comment(line))


def _is_comment(line: InputLine) -> bool:
    bare = line.raw.strip()
    return bare.startswith("<!--") and bare.find("-->") == len(bare) - len("-->")


def with_bar_tables(lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Return lines with those between bars as rows, if the rule of a table of Markdown stands among those beside them."""
    found: list[InputLine] = []
    for run in runs(lines, lambda run, line: bool(_ROW.match(run[-1].raw)) != bool(_ROW.match(line.raw)) or line.gap):
        rule = next((line for line in run if _RULE.match(line.raw)), None)
        if rule is None or not _ROW.match(run[0].raw):
            found += run
            continue
        log.place(rule, "left out: the rule of a table")
        found += [_row(line) for line in run if line is not rule]
    return tuple(found)


def _row(line: InputLine) -> InputLine:
    cells = [_LINK.sub(r"\1", cell).strip() for cell in line.raw.strip().strip("|").split("|")]
    shown = ["" if _EMPTY.fullmatch(cell) else cell for cell in cells]
    words = " | ".join(cell for cell in shown if cell)
    return replace(line, raw="\t".join(shown), content=(Text(words, line.span),), style="row", mark=None)
