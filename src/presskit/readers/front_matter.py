"""The YAML above the text of a statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from presskit.diagnostics import Diagnostic, has_errors
from presskit.formats import kit_keys
from presskit.formats.kit_keys import FrontMatter
from presskit.model.document import Translates
from presskit.readers import rules, yaml_mistakes, yaml_tree
from presskit.readers.decode import FAILED, Assembled, Decoder
from presskit.readers.yaml_tree import Mapping
from presskit.source import Span

__all__ = ["Head", "read"]

_RULED = re.compile(r"\s*(?:[-–—_*=~]{2,}|\.\.\.)\s*")
_KEYED = re.compile(rf"({'|'.join(key.name for key in kit_keys.FRONT_MATTER.keys)})\s*:(?:\s|$)", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:\w[\w -]*:(?:\s|$)|[ \t]+\S|-\s|#|\s*$)")


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter says, and where title and subtitle stand; ``at_fault`` where it could not be read wholly."""

    title: str = ""
    title_span: Span = Span("")  # noqa: RUF009 -- frozen
    subtitle: str = ""
    subtitle_span: Span = Span("")  # noqa: RUF009 -- frozen
    description: str = ""
    keywords: tuple[str, ...] = ()
    translates: Translates | None = None
    at_fault: bool = False


def _assemble(parts: Assembled, found: list[Diagnostic]) -> Head:  # noqa: ARG001 -- every model is assembled alike
    spans: dict[str, Any] = {f"{name}_span": parts.places[name] for name in ("title", "subtitle") if name in parts.values}
    return Head(**parts.values, **spans)


def read(source: str, text: str, found: list[Diagnostic]) -> tuple[Head, int]:
    """Return the front matter, and the number of lines that it takes; findings are added to ``found``."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    opened = lines[first].rstrip() == "---"
    if not opened and not _is_meant(lines, first):
        return Head(), 0
    begin = first + (1 if opened or _RULED.fullmatch(lines[first]) else 0)
    end = next((n for n, line in enumerate(lines[begin:], begin) if line.rstrip() == "---"), None)
    last = _last(lines, begin) if end is None else end
    faults: list[Diagnostic] = []
    if not opened:
        faults.append(_not_opened(source, lines, first))
    elif end is None:
        faults.append(_not_closed(source, lines, begin, last))
    head = _read(source, lines[begin:last], begin, faults)
    found += faults
    return replace(head, at_fault=has_errors(faults)), last + (1 if last < len(lines) and _RULED.fullmatch(lines[last]) else 0)


def _is_meant(lines: Sequence[str], first: int) -> bool:
    """Tell whether keys stand at the top, though no line of three hyphens does."""
    at = first + (1 if _RULED.fullmatch(lines[first]) else 0)
    return at < len(lines) and _KEYED.match(lines[at]) is not None


def _last(lines: Sequence[str], begin: int) -> int:
    """Return the index of the line that ends the keys of a front matter which is not closed."""
    for index, line in enumerate(lines[begin:], begin):
        if _RULED.fullmatch(line) or not _GOES_ON.match(line) or not line.strip():
            return index
    return len(lines)


def _not_opened(source: str, lines: Sequence[str], first: int) -> Diagnostic:
    if _RULED.fullmatch(lines[first]):
        message = f"«{lines[first].strip()}» does not begin the front matter"
        return rules.FRONT_MATTER.at(Span(source, first + 1, 1), message, "write three hyphens there: ---")
    hint = f"write --- in a line of its own above «{_shown(lines[first])}»"
    return rules.FRONT_MATTER.at(Span(source, first + 1, 1), "no line of three hyphens begins the front matter", hint)


def _not_closed(source: str, lines: Sequence[str], begin: int, last: int) -> Diagnostic:
    if last < len(lines) and _RULED.fullmatch(lines[last]):
        message = f"«{lines[last].strip()}» does not close the front matter"
        return rules.FRONT_MATTER.at(Span(source, last + 1, 1), message, "write three hyphens there: ---")
    above = next((each for each in range(last - 1, begin - 1, -1) if lines[each].strip()), begin - 1)
    hint = f"write --- in a line of its own below «{_shown(lines[above])}»"
    return rules.FRONT_MATTER.at(
        Span(source, above + 1, 1), "the front matter is not closed", hint, [(Span(source, begin, 1), "it begins here")]
    )


def _shown(line: str) -> str:
    return line.strip() if len(line.strip()) <= 60 else line.strip()[:59] + "…"


def _read(source: str, lines: Sequence[str], begin: int, found: list[Diagnostic]) -> Head:
    tree = yaml_tree.read(source, "\n".join(lines), line=begin + 1)
    found += tree.diagnostics
    if not isinstance(tree.value, Mapping):
        at = next((n for n, line in enumerate(lines) if line.strip()), 0)
        slip = yaml_mistakes.slip(lines, at) if tree.value is not None and not tree.diagnostics else None
        if slip:
            found.append(rules.YAML_SYNTAX.at(Span(source, begin + slip.index + 1, slip.column), slip.message, slip.hint))
        return Head()
    decoder = Decoder({FrontMatter: _assemble}, found)
    table = kit_keys.table_of(FrontMatter)
    head = decoder.record(tree.value, table) if table else FAILED
    return head if isinstance(head, Head) else Head()
