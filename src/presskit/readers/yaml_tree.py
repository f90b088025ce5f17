"""YAML text → a small tree in which every value knows its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from presskit.diagnostics import Diagnostic, Reading
from presskit.readers import rules
from presskit.source import Span

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "read"]

MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as written. ``plain``: without quotation marks, so that it may be a number or nothing at all."""

    text: str
    plain: bool
    span: Span

    @property
    def empty(self) -> bool:
        """Whether YAML calls this null."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class Sequence:
    """A list."""

    span: Span
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: Scalar
    value: Node


@dataclass(slots=True)
class Mapping:
    """Keys with values, in the order of the file; of a key that stands twice, the first."""

    span: Span
    entries: dict[str, Entry] = field(default_factory=dict)


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(slots=True)
class _Builder:
    """Takes the parser's events one by one; what is open stands on a stack, so depth costs no recursion."""

    source: str
    line: int
    column: int
    found: list[Diagnostic] = field(default_factory=list)
    open: list[tuple[Sequence | Mapping, list[Scalar]]] = field(default_factory=list)
    root: Node | None = None

    def span(self, mark: Any) -> Span:
        line = mark.line
        return Span(self.source, line + self.line, mark.column + (1 if line else 1 + self.column))

    def add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent, keys = self.open[-1]
        if keys and isinstance(parent, Mapping):
            self.entry(parent, keys.pop(), node)
        elif isinstance(parent, Sequence):
            parent.items.append(node)
        elif isinstance(node, Scalar):
            keys.append(node)
        else:
            message = "a key is one word or text, not a list or a mapping"
            self.found.append(rules.YAML_SYNTAX.at(node.span, message, 'put text with braces or brackets in «"»'))
            keys.append(Scalar("", plain=False, span=node.span))

    def entry(self, parent: Mapping, key: Scalar, value: Node) -> None:
        text = key.text
        if key.plain and text == "<<":
            self.found.append(rules.YAML_ANCHOR.at(key.span, "«<<» merges are not used here", "write the values out"))
        elif text in parent.entries:
            related = [(parent.entries[text].key.span, "it stands here first")]
            message = f"«{text}» stands twice"
            self.found.append(rules.YAML_DUPLICATE.at(key.span, message, "keep one of the two", related))
        else:
            parent.entries[text] = Entry(key, value)

    def refuse(self, event: Any) -> None:
        span = self.span(event.start_mark)
        if getattr(event, "anchor", None):
            message = f"«{event.anchor}» is an anchor or alias, which is not used here"
            self.found.append(rules.YAML_ANCHOR.at(span, message, "write the value out, or put the text in quotation marks"))
        if getattr(event, "tag", None):
            message = f"the tag «{event.tag}» is not used here"
            self.found.append(rules.YAML_TAG.at(span, message, "put the text in quotation marks"))


def read(source: str, text: str, line: int = 1, column: int = 0) -> Reading[Node | None]:
    """Return the tree of ``text``, which begins in ``line`` of ``source``; ``None`` where nothing could be read."""
    import yaml

    builder = _Builder(source, line, column)
    try:
        for event in yaml.parse(text.replace("\x7f", ""), Loader=_loader()):
            if not _take(builder, event):
                break
    except yaml.MarkedYAMLError as error:
        builder.found.append(_syntax(builder, error, text))
    except yaml.YAMLError as error:
        builder.found.append(rules.YAML_SYNTAX.at(Span(source), str(error).split("\n", 1)[0]))
    broken = any(found.code in {"yaml-syntax", "yaml-depth"} for found in builder.found)
    return Reading(None if broken else builder.root, tuple(builder.found))


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_VALUES = {"ScalarEvent", "AliasEvent", "SequenceStartEvent", "MappingStartEvent"}


def _take(builder: _Builder, event: Any) -> bool:
    """Take one event; tell whether to go on."""
    kind = type(event).__name__  # every value passes here: a match of classes would cost twice what the parser does
    if kind in _VALUES and (event.anchor or (kind != "AliasEvent" and event.tag)):
        builder.refuse(event)
    match kind:
        case "ScalarEvent":
            plain = bool(event.implicit[0]) and event.style in {None, ""}
            builder.add(Scalar(event.value, plain, builder.span(event.start_mark)))
        case "AliasEvent":
            builder.add(Scalar("", plain=True, span=builder.span(event.start_mark)))
        case "SequenceStartEvent" | "MappingStartEvent":
            return _open(builder, event)
        case "SequenceEndEvent" | "MappingEndEvent":
            node, _ = builder.open.pop()
            if not builder.open:
                builder.root = node
        case "DocumentStartEvent" if builder.root is not None:
            message = "a second document begins here; a kit file holds one"
            builder.found.append(rules.YAML_SYNTAX.at(builder.span(event.start_mark), message, "delete the line «---»"))
            return False
    return True


def _open(builder: _Builder, event: Any) -> bool:
    span = builder.span(event.start_mark)
    node: Sequence | Mapping = Sequence(span) if type(event).__name__ == "SequenceStartEvent" else Mapping(span)
    if builder.open:
        builder.add(node)
    builder.open.append((node, []))
    if len(builder.open) > MAX_DEPTH:
        message = f"more than {MAX_DEPTH} lists and mappings stand inside each other"
        builder.found.append(rules.YAML_DEPTH.at(span, message, "check the brackets and the indent"))
        return False
    return True


_WORDS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a second «:» stands in this line, or the line is indented wrongly",
     "put a text that holds «: » in quotation marks; indent the keys of one level alike"),
    ("cannot start any token", "the value begins with a character that YAML keeps for itself",
     "put the text in quotation marks"),
    ("expected ',' or ']'", "a list that begins with «[» is not closed", "close it with «]», with commas between its items"),
    ("expected ',' or '}'", "a mapping that begins with «{» is not closed",
     "close it with «}»; put a text that begins with «{» in quotation marks"),
    ("unexpected end of stream", "a quotation mark is not closed", "close the text with the mark it begins with"),
    ("expected '-' indicator", "a list ends where it should go on", "begin each item with «- », indented alike"),
    ("expected key", "a key is expected here", "indent the keys of one level alike; inside '…' write '' for an apostrophe"),
    ("could not find expected ':'", "a «:» is missing after a key", "write «key: value», with a space after the colon"),
    ("unknown escape", '«\\» begins something unknown inside "…"', "write \\\\ for a backslash, or use '…'"),
    ("node content", "a value is expected here", "put the text in quotation marks"),
    ("alphabetic or numeric", "«*» and «&» have a meaning of their own at a value's start", "put the text in quotation marks"),
    ("comment or line break", "nothing may follow «|» or «>» in this line", "put the text in quotation marks"),
)


def _syntax(builder: _Builder, error: Any, text: str) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    span = builder.span(mark) if mark else Span(builder.source)
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if re.match(r" *\t", line):
        message = "the line is indented with a tab"
        return rules.YAML_SYNTAX.at(span, message, "indent with spaces: YAML knows no tabs there")
    problem = str(error.problem or "")
    for part, message, hint in _WORDS:
        if part in problem:
            opened = _opened(builder, error)
            return rules.YAML_SYNTAX.at(span, message, hint, opened)
    return rules.YAML_SYNTAX.at(span, f"this cannot be read as YAML: {problem}", "compare with the lines around it")


def _opened(builder: _Builder, error: Any) -> list[tuple[Span, str]]:
    if error.context_mark is None or error.context_mark.index == error.problem_mark.index:
        return []
    return [(builder.span(error.context_mark), "it begins here")]
