"""The YAML above the text of a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from presskit.diagnostics import Diagnostic
from presskit.formats import kit_keys
from presskit.formats.kit_keys import FrontMatter
from presskit.model.document import Translates
from presskit.readers import rules, yaml_tree
from presskit.readers.decode import FAILED, Assembled, Decoder
from presskit.readers.yaml_tree import Mapping
from presskit.source import Span

__all__ = ["Head", "read"]


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter says, and where title and subtitle stand."""

    title: str = ""
    title_span: Span = Span("")  # noqa: RUF009 -- frozen
    subtitle: str = ""
    subtitle_span: Span = Span("")  # noqa: RUF009 -- frozen
    description: str = ""
    keywords: tuple[str, ...] = ()
    translates: Translates | None = None


def _assemble(parts: Assembled, found: list[Diagnostic]) -> Head:  # noqa: ARG001 -- every model is assembled alike
    spans: dict[str, Any] = {f"{name}_span": parts.places[name] for name in ("title", "subtitle") if name in parts.values}
    return Head(**parts.values, **spans)


def read(source: str, text: str, found: list[Diagnostic]) -> tuple[Head, int]:
    """Return the front matter, and the number of lines that it takes; findings are added to ``found``."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return Head(), 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        hint = "write --- in a line of its own after the last key"
        found.append(rules.FRONT_MATTER.at(Span(source, 1, 1), "the front matter is not closed", hint))
        return Head(), 0
    tree = yaml_tree.read(source, "\n".join(lines[1:end]), line=2)
    found += tree.diagnostics
    if not isinstance(tree.value, Mapping):
        return Head(), end + 1
    decoder = Decoder({FrontMatter: _assemble}, found)
    table = kit_keys.table_of(FrontMatter)
    head = decoder.record(tree.value, table) if table else FAILED
    return (head if isinstance(head, Head) else Head()), end + 1
