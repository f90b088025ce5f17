"""YAML text → a small tree in which every value knows the lines and columns of its beginning and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from presskit.diagnostics import Diagnostic, Reading
from presskit.limits import YAML_DEPTH, YAML_MENDED_CHARACTERS, YAML_MENDED_VALUES
from presskit.readers import rules, yaml_mistakes
from presskit.source import Span

__all__ = ["KeyValue", "MappingNode", "Node", "ScalarNode", "SequenceNode", "read"]



@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value as written. ``plain``: without quotation marks, so that it may be a number or nothing at all.

    ``comment`` is what follows in its line behind a «#», with the space before it.
    """

    text: str
    plain: bool
    span: Span
    comment: str = ""

    @property
    def empty(self) -> bool:
        """Whether YAML calls this null."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class SequenceNode:
    """A list; ``flow`` in brackets."""

    span: Span
    flow: bool = False
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A key with its value."""

    key: ScalarNode
    value: Node

    @property
    def span(self) -> Span:
        """From the beginning of the key to the end of the value."""
        return self.key.span.until(self.value.span)


@dataclass(slots=True)
class MappingNode:
    """Keys with values, in the order of the file; of a key that stands twice, the first. ``flow``: in braces."""

    span: Span
    flow: bool = False
    entries: dict[str, KeyValue] = field(default_factory=dict)


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


@dataclass(slots=True)
class _TreeBuilder:
    """Takes the parser's events one by one; what is open stands on a stack, so depth costs no recursion.

    ``lines`` are those that the parser reads, ``written`` those of the file, which differ where a value was put in quotes.
    """

    source: str
    line: int
    column: int
    found: list[Diagnostic] = field(default_factory=list)
    open: list[tuple[SequenceNode | MappingNode, list[ScalarNode]]] = field(default_factory=list)
    root: Node | None = None
    lines: Sequence[str] = ()
    written: Sequence[str] = ()
    commented: dict[int, str] = field(default_factory=dict)

    def comment(self, mark: Any) -> str:
        """Return the comment that follows a value which ends at ``mark``."""
        rest = self.commented.get(mark.line, "")[mark.column :]
        return rest if rest.lstrip().startswith("#") else ""

    def span(self, mark: Any, end: Any = None) -> Span:
        """Return the place from one mark to another; it ends as in the line that the file has, without marks put there."""
        line, stop = mark.line, end or mark
        column, end_column = mark.column + 1, stop.column + 1
        if stop.line < len(self.lines):
            end_column += len(self.written[stop.line]) - len(self.lines[stop.line])
        return Span(
            self.source, line + self.line, column + (0 if line else self.column),
            "line", stop.line + self.line, end_column + (0 if stop.line else self.column),
        )  # fmt: skip

    def block_scalar(self, event: Any) -> Span:
        """Return the place of a literal or folded scalar, whose own end mark lies behind the blank lines that follow."""
        last = event.end_mark.line - (0 if event.end_mark.column else 1)
        while last > event.start_mark.line and not self.lines[last].strip():
            last -= 1
        end = len(self.lines[last].rstrip()) + (1 if last else 1 + self.column)
        return replace(self.span(event.start_mark), end_line=last + self.line, end_column=end)

    def close(self, event: Any) -> None:
        """Close the innermost collection; one in block style ends where its last value does."""
        node, _ = self.open.pop()
        if node.flow:
            node.span = node.span.until(self.span(event.start_mark, event.end_mark))
        else:
            inner = node.items if isinstance(node, SequenceNode) else [each.value for each in node.entries.values()]
            last = max((each.span for each in inner), key=lambda span: (span.end_line, span.end_column), default=node.span)
            node.span = node.span.until(last)
        if not self.open:
            self.root = node

    def add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent, keys = self.open[-1]
        if keys and isinstance(parent, MappingNode):
            self.entry(parent, keys.pop(), node)
        elif isinstance(parent, SequenceNode):
            parent.items.append(node)
        elif isinstance(node, ScalarNode):
            keys.append(node)
        else:
            self.found.append(
                rules.YAML_SYNTAX.at(
                    node.span, "a key is one word or text, not a list or a mapping", 'put text with braces or brackets in «"»'
                )
            )
            keys.append(ScalarNode("", plain=False, span=node.span))

    def entry(self, parent: MappingNode, key: ScalarNode, value: Node) -> None:
        text = key.text
        if key.plain and text == "<<":
            self.found.append(rules.YAML_ANCHOR.at(key.span, "«<<» merges are not used here", "write the values out"))
        elif text in parent.entries:
            first = parent.entries[text].key.span
            message = f"«{text}» stands twice: here and in line {first.line}"
            self.found.append(rules.YAML_DUPLICATE.at(
                key.span, message, f"keep the one that is right, and delete line {key.span.line} or line {first.line}",
                [(first, "it stands here first")],
            ))  # fmt: skip
        else:
            parent.entries[text] = KeyValue(key, value)

    def refuse(self, event: Any) -> None:
        span = self.span(event.start_mark)
        if getattr(event, "anchor", None):
            self.found.append(rules.YAML_ANCHOR.at(
                span, f"«{event.anchor}» is an anchor or alias, which is not used here",
                "write the value out, or put the text in quotation marks",
            ))  # fmt: skip
        if getattr(event, "tag", None):
            self.found.append(
                rules.YAML_TAG.at(span, f"the tag «{event.tag}» is not used here", "put the text in quotation marks")
            )


def read(source: str, text: str, line: int = 1, column: int = 0) -> Reading[Node | None]:
    """Return the tree of ``text``, which begins in ``line`` of ``source``; ``None`` where nothing could be read.

    A headline or a name that YAML would take for more than a text is read as the text that it plainly is.
    """
    written = text.split("\n")
    lines = [each.replace("\x7f", "") for each in written]
    for _ in range(min(YAML_MENDED_VALUES, 2 + YAML_MENDED_CHARACTERS // (1 + len(text)))):
        builder, fault = _built(_TreeBuilder(source, line, column, lines=lines, written=written))
        better = _with_value_quoted(lines, builder, fault)
        if better is None:
            break
        lines = better
    if fault is not None:
        builder.found = [each for each in builder.found if each.span.line != fault.span.line] + [fault]
    broken = any(found.code in {"yaml-syntax", "yaml-depth"} for found in builder.found)
    return Reading(None if broken else builder.root, tuple(builder.found))


def _built(builder: _TreeBuilder) -> tuple[_TreeBuilder, Diagnostic | None]:
    """Take all events of a text; return the fault that ended it, or None."""
    import yaml

    lines = builder.lines
    builder.commented = {number: each for number, each in enumerate(lines) if " #" in each or "\t#" in each}
    try:
        for event in yaml.parse("\n".join(lines), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if not _take(builder, event):
                break
    except yaml.MarkedYAMLError as error:
        return builder, _syntax(builder, error)
    except yaml.YAMLError as error:
        return builder, rules.YAML_SYNTAX.at(Span(builder.source), str(error).split("\n", 1)[0], "type the file's text anew")
    return builder, None


def _with_value_quoted(lines: Sequence[str], builder: _TreeBuilder, fault: Diagnostic | None) -> list[str] | None:
    """Return the lines with one more value put in quotation marks; None where that mends nothing."""
    faults = [*([fault] if fault else []), *(each for each in builder.found if each.code in {"yaml-anchor", "yaml-tag"})]
    places = (place for each in faults for place in (each.span, *(span for span, _ in each.related)))
    tries = (yaml_mistakes.with_value_quoted(lines, place.line - builder.line) for place in places if place.line)
    return next((each for each in tries if each is not None), None)


_VALUES = {"ScalarEvent", "AliasEvent", "SequenceStartEvent", "MappingStartEvent"}


def _take(builder: _TreeBuilder, event: Any) -> bool:
    """Take one event; return whether to go on."""
    kind = type(event).__name__  # every value passes here: a match of classes would cost twice what the parser does
    if kind in _VALUES and (event.anchor or (kind != "AliasEvent" and event.tag)):
        builder.refuse(event)
    match kind:
        case "ScalarEvent":
            plain = bool(event.implicit[0]) and event.style in {None, ""}
            block = event.style in {"|", ">"}
            span = builder.block_scalar(event) if block else builder.span(event.start_mark, event.end_mark)
            builder.add(ScalarNode(event.value, plain, span, builder.comment(event.end_mark)))
        case "AliasEvent":
            builder.add(ScalarNode("", plain=True, span=builder.span(event.start_mark, event.end_mark)))
        case "SequenceStartEvent" | "MappingStartEvent":
            return _open(builder, event)
        case "SequenceEndEvent" | "MappingEndEvent":
            builder.close(event)
        case "DocumentStartEvent" if builder.root is not None:
            builder.found.append(rules.YAML_SYNTAX.at(
                builder.span(event.start_mark), "a second document begins here; a kit file holds one",
                "delete the line «---»",
            ))  # fmt: skip
            return False
    return True


def _open(builder: _TreeBuilder, event: Any) -> bool:
    span = builder.span(event.start_mark)
    kind = SequenceNode if type(event).__name__ == "SequenceStartEvent" else MappingNode
    node: SequenceNode | MappingNode = kind(span, bool(event.flow_style))
    if builder.open:
        builder.add(node)
    builder.open.append((node, []))
    if len(builder.open) > YAML_DEPTH:
        message = f"more than {YAML_DEPTH} lists and mappings stand inside each other"
        builder.found.append(rules.YAML_DEPTH.at(span, message, "check the brackets and the indent"))
    return len(builder.open) <= YAML_DEPTH


_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a second «:» stands in this line, or the line is indented wrongly",
        "put a text that holds «: » in quotation marks; indent the keys of one level alike",
    ),
    (
        "cannot start any token",
        "the value begins with a character that YAML keeps for itself",
        "put the text in quotation marks",
    ),
    ("expected ',' or ']'", "a list that begins with «[» is not closed", "close it with «]», with commas between its items"),
    (
        "expected ',' or '}'",
        "a mapping that begins with «{» is not closed",
        "close it with «}»; put a text that begins with «{» in quotation marks",
    ),
    ("unexpected end of stream", "a quotation mark is not closed", "close the text with the mark it begins with"),
    ("expected '-' indicator", "a list ends where it should go on", "begin each item with «- », indented alike"),
    ("expected key", "a key is expected here", "indent the keys of one level alike; inside '…' write '' for an apostrophe"),
    ("could not find expected ':'", "a «:» is missing after a key", "write «key: value», with a space after the colon"),
    ("unknown escape", '«\\» begins something unknown inside "…"', "write \\\\ for a backslash, or use '…'"),
    ("node content", "a value is expected here", "put the text in quotation marks"),
    ("alphabetic or numeric", "«*» and «&» have a meaning of their own at a value's start", "put the text in quotation marks"),
    ("comment or line break", "nothing may follow «|» or «>» in this line", "put the text in quotation marks"),
)


def _syntax(builder: _TreeBuilder, error: Any) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        hint = "compare with presskit's own kit: presskit new DIR"
        return rules.YAML_SYNTAX.at(Span(builder.source), str(error.problem), hint)
    problem, context = str(error.problem or ""), error.context_mark
    at = context if "unexpected end" in problem and context else mark
    mistake = yaml_mistakes.find_mistake(builder.lines, at.line)
    if mistake:
        place = Span(builder.source, mistake.index + builder.line, mistake.column + (0 if mistake.index else builder.column))
        return rules.YAML_SYNTAX.at(place, mistake.message, mistake.hint)
    begins = [] if context is None or context.index == mark.index else [(builder.span(context), "it begins here")]
    for part, message, hint in _WORDS:
        if part in problem:
            return rules.YAML_SYNTAX.at(builder.span(mark), message, hint, begins)
    message = f"this cannot be read as YAML: {problem}"
    return rules.YAML_SYNTAX.at(builder.span(mark), message, "compare with the lines around it")

