"""An item of a list of a YAML file goes to another place, with its lines as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presskit.editing.source_text import EditError, Splice, indented
from presskit.editing.yaml_splices import Move, Set, YamlText, flow_text
from presskit.readers.yaml_tree import Node, ScalarNode, SequenceNode

__all__ = ["moved"]


def moved(file: YamlText, change: Move) -> Iterator[Splice]:
    """Yield what takes an item out of its list, and what puts it where it goes; raises :class:`EditError`."""
    owners, node = file.way(change.path)
    above, target = file.way(change.to[:-1])
    if node is None or not owners or not isinstance(owners[-1].node, SequenceNode):
        raise EditError("only an item of a list can be moved")
    if change.path == change.to:
        return
    source = owners[-1].node
    lines = None if owners[-1].flow else _lines(file, source, change.path[-1])
    words = lines[2] if lines else f"- {_value(file, node)}"
    if lines and len(source.items) > 1:
        yield file.text.without_lines(*lines[:2])
    else:
        begin, end, rest = file.remove(change.path)
        yield begin, file.text.line_end(lines[1]) if lines else end, rest
    if not isinstance(target, SequenceNode) or not target.items:
        yield from file.splices(Set(change.to[:-1], words))
    elif target.flow or any(each.flow for each in above):
        yield _in_brackets(file, target, node, change.to[-1])
    else:
        yield _among_lines(file, target, node, words, change.to[-1])


def _lines(file: YamlText, items: SequenceNode, step: str | int) -> tuple[int, int, str] | None:
    """Return where the lines of an item begin and end, the comments above it included, and the lines; None in mid-line."""
    index = int(step)
    begin = file.positions_of(items)[index][0]
    if file.text.text[file.text.line_start(begin) : begin].strip():
        return None
    first, foot = file.text.line_start(file.comments_above(begin, first=index == 0)), file.foot(items.items[index])
    lines = re.sub(r"\r\n?", "\n", file.text.text[first : file.text.line_end(foot)])
    indent = begin - file.text.line_start(begin)
    return first, foot, re.sub(rf"(?m)^ {{0,{indent}}}", "", lines)


def _value(file: YamlText, node: Node) -> str:
    """Return the words of a value as at the beginning of a line."""
    words = re.sub(r"\r\n?", "\n", file.text.text[file.text.begin(node.span) : file.text.end(node.span)])
    if isinstance(node, ScalarNode) or node.flow:
        return words if words.strip() else '""'
    return words.replace("\n" + " " * (node.span.column - 1), "\n")


def _siblings(target: SequenceNode, node: Node) -> Sequence[Node]:
    return [each for each in target.items if each is not node]


def _in_brackets(file: YamlText, target: SequenceNode, node: Node, at: str | int) -> Splice:
    siblings, words = _siblings(target, node), flow_text(node)
    if int(at) < len(siblings):
        begin = file.text.begin(siblings[int(at)].span)
        return begin, begin, f"{words}, "
    return file.into_brackets(target, siblings[-1].span, words)


def _among_lines(file: YamlText, target: SequenceNode, node: Node, lines: str, at: str | int) -> Splice:
    siblings = _siblings(target, node)
    indent = " " * (target.span.column - 1)
    words = indent + indented(lines, indent)
    if int(at) >= len(siblings):
        return file.text.below(file.foot(siblings[-1]), words)
    index = next(n for n, each in enumerate(target.items) if each is siblings[int(at)])
    begin = file.positions_of(target)[index][0]
    if file.text.text[file.text.line_start(begin) : begin].strip():
        return begin, begin, f"{lines}\n{indent}"
    first = file.text.line_start(file.comments_above(begin, first=index == 0))
    return first, first, f"{words}\n"
