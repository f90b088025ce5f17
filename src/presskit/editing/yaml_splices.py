"""The changes of a YAML file, and where in its text each of them is made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from presskit.diagnostics import Severity
from presskit.editing.source_text import EditError, SourceText, Splice, indented
from presskit.formats.kit_yaml import quoted
from presskit.readers import yaml_tree
from presskit.readers.kit_folder import decode_utf8
from presskit.readers.yaml_tree import KeyValue, MappingNode, Node, ScalarNode, SequenceNode
from presskit.source import Span

__all__ = ["Append", "Change", "Move", "Path", "Remove", "Set", "YamlText", "flow_text", "shown", "tree_of", "value_tree"]

Path: TypeAlias = tuple[str | int, ...]
"""Keys of mappings and indexes of lists, from the root of the file."""


@dataclass(frozen=True, slots=True)
class Set:
    """The value at ``path`` becomes ``value``: YAML, written as at the beginning of a line. What is missing above it is made.

    A new entry stands where ``order`` (keys of its mapping) puts it, otherwise at the end. A text on the way becomes a
    mapping that holds it under the next of the keys ``alone``: ``- Name`` becomes ``- name: Name`` with more keys below it.
    """

    path: Path
    value: str
    order: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Append:
    """The list at ``path``, which is made where it is missing, gets ``values`` at its end: YAML, as in :class:`Set`."""

    path: Path
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """The entry or item at ``path`` goes, with the comment in its line and those right above it."""

    path: Path


@dataclass(frozen=True, slots=True)
class Move:
    """The item at ``path`` goes, with its comments, to ``to``: a list, and the place that it has there afterwards."""

    path: Path
    to: Path


Change: TypeAlias = Set | Append | Remove | Move
_NO_ITEM = ("#", "\n", "\r")


def tree_of(data: bytes) -> tuple[Node | None, Counter[str]]:
    """Return the tree of a file and how often it has which error; raises :class:`EditError` where it cannot be read."""
    decoded = decode_utf8("", data, len(data))
    reading = yaml_tree.read("", decoded.value)
    errors = [each for each in (*decoded.diagnostics, *reading.diagnostics) if each.severity is Severity.ERROR]
    broken = [each for each in errors if each.code in {"yaml-syntax", "yaml-depth", "not-utf8", "merge-conflict"}]
    if broken:
        raise EditError(f"line {broken[0].span.line}: {broken[0].message}")
    return reading.value, Counter(each.code for each in errors)


def value_tree(text: str) -> Node:
    """Return the tree of a value that is put into a file; raises :class:`EditError` where it is not one value of YAML."""
    node, found = tree_of(f"{text}\n".encode())
    if found or node is None:
        raise EditError(f"«{text[:80]}» is not one value of YAML")
    return node


def shown(path: Path) -> str:
    """Return a path as messages name it."""
    return ".".join(map(str, path))


def _is_block(node: Node) -> bool:
    return not isinstance(node, ScalarNode) and not node.flow


def flow_text(node: Node) -> str:
    """Return a value in one line, as brackets and braces may hold it."""
    match node:
        case MappingNode():
            return "{" + ", ".join(f"{quoted(key)}: {flow_text(entry.value)}" for key, entry in node.entries.items()) + "}"
        case SequenceNode():
            return "[" + ", ".join(map(flow_text, node.items)) + "]"
        case ScalarNode():
            return node.text if (node.plain and re.fullmatch(r"-?[\d][\d:.-]*", node.text)) or node.empty else quoted(node.text)


def _entry_text(key: str, value: str) -> str:
    """Return the lines of an entry, as at the beginning of a line."""
    return f"{quoted(key)}:" + (f"\n  {indented(value, '  ')}" if _is_block(value_tree(value)) else f" {value}")


def _nested(path: Path, value: str) -> str:
    """Return ``value`` below the keys of a path."""
    for step in reversed(path):
        if isinstance(step, int):
            raise EditError(f"there is no item {step} of a list that does not exist")
        value = _entry_text(step, value)
    return value


def _values(node: MappingNode | SequenceNode) -> Sequence[Node]:
    return node.items if isinstance(node, SequenceNode) else [each.value for each in node.entries.values()]


def _last_scalar(node: Node) -> ScalarNode | None:
    while not isinstance(node, ScalarNode):
        inner = _values(node)
        if node.flow or not inner:
            return None
        node = inner[-1]
    return node


@dataclass(frozen=True, slots=True)
class _Owner:
    """A collection on the way to a value, with the step that leads on, and whether it stands in brackets or braces."""

    node: MappingNode | SequenceNode
    step: str | int
    flow: bool


@dataclass(frozen=True, slots=True)
class YamlText:
    """The text of a file with its tree; a change is a number of splices of the text."""

    text: SourceText
    root: Node | None

    def splices(self, change: Change) -> Iterator[Splice]:
        """Yield the splices of a change."""
        match change:
            case Set():
                yield from self.set(change)
            case Append():
                yield from self.append(change)
            case Remove():
                yield self.remove(change.path)
            case Move():
                raise TypeError("what is moved stands in two places: see yaml_moves")

    def way(self, path: Path) -> tuple[list[_Owner], Node | None]:
        """Return the collections that a path leads through, and the value where it ends or leads no further."""
        owners: list[_Owner] = []
        node, flow = self.root, False
        for step in path:
            flow = flow or (isinstance(node, MappingNode | SequenceNode) and node.flow)
            if isinstance(node, MappingNode) and isinstance(step, str):
                below = node.entries[step].value if step in node.entries else None
            elif isinstance(node, SequenceNode) and isinstance(step, int):
                below = node.items[step]
            else:
                break
            owners.append(_Owner(node, step, flow))
            node = below
        return owners, node

    def set(self, change: Set) -> Iterator[Splice]:
        """Yield what sets a value."""
        owners, node = self.way(change.path)
        rest = change.path[len(owners) :]
        if node is None and owners:
            yield self.insert(owners[-1], _nested(rest, change.value), change.order)
        elif node is None or (not owners and isinstance(node, ScalarNode) and node.empty):
            yield self.at_end(_nested(change.path, change.value))
        elif rest and isinstance(node, ScalarNode) and not node.empty:
            yield from self.wrap(owners[-1], node, rest, change)
        else:
            yield self.replace(owners[-1] if owners else None, node, _nested(rest, change.value))

    def append(self, change: Append) -> Iterator[Splice]:
        """Yield what adds items to a list."""
        owners, node = self.way(change.path)
        lines = "\n".join(f"- {indented(each, '  ')}" for each in change.values)
        if not isinstance(node, SequenceNode) or (not node.items and not any(each.flow for each in owners)):
            yield from self.set(Set(change.path, lines))
        elif node.flow or any(each.flow for each in owners):
            yield self.into_brackets(
                node,
                node.items[-1].span if node.items else None,
                ", ".join(flow_text(value_tree(each)) for each in change.values),
            )
        else:
            indent = " " * (node.span.column - 1)
            yield self.text.below(self.foot(node), indent + indented(lines, indent))

    def at_end(self, lines: str) -> Splice:
        """Return the splice that puts lines at the end of the file."""
        end = len(self.text.text)
        return end, end, f"\n{lines}" if end > self.text.line_start(end) else f"{lines}\n"

    def insert(self, owner: _Owner, value: str, order: Sequence[str]) -> Splice:
        """Return the splice for a new entry of a mapping."""
        node, key = owner.node, str(owner.step)
        if not isinstance(node, MappingNode):
            raise EditError(f"there is no item {key}")
        before = self.before(node, key, order)
        if owner.flow:
            words = f"{quoted(key)}: {flow_text(value_tree(value))}"
            if before is None and node.entries:
                begin = self.text.begin(next(iter(node.entries.values())).key.span)
                return begin, begin, f"{words}, "
            return self.into_brackets(node, before.span if before else None, words)
        if node is self.root and key not in order:
            return self.at_end(_entry_text(key, value))
        indent = " " * (node.span.column - 1)
        lines = indented(_entry_text(key, value), indent)
        if before is None:
            begin = self.text.begin(node.span)
            return begin, begin, f"{lines}\n{indent}"
        return self.text.below(self.foot(before.value), indent + lines)

    @staticmethod
    def before(node: MappingNode, key: str, order: Sequence[str]) -> KeyValue | None:
        """Return the entry below which a new one stands, None where it is to be the first."""
        above = order[: order.index(key)] if key in order else [*node.entries]
        return next((entry for name, entry in reversed(node.entries.items()) if name in above), None)

    def into_brackets(self, node: MappingNode | SequenceNode, last: Span | None, words: str) -> Splice:
        """Return the splice behind ``last`` in brackets or braces; before their end where nothing stands in them."""
        closing = self.text.end(node.span) - 1
        if last is None:
            return closing, closing, words
        end = self.text.end(last)
        if "," in re.sub("#.*", "", self.text.text[end:closing]) and last.end_line == node.span.end_line:
            comma = self.text.text.index(",", end) + 1
            if not self.text.text[comma:closing].strip():
                return comma, comma, f" {words}"
        return end, end, f", {words}"

    def foot(self, node: Node) -> int:
        """Return an offset in the last line of a value; blank lines at the end of a text that keeps them belong to it."""
        end = self.text.end(node.span)
        return self.blank_lines_below(end) if self.keeps_blank_lines(node) else end

    def keeps_blank_lines(self, node: Node) -> bool:
        """Whether a value ends in a text that takes the blank lines below it as its own (YAML 1.2.2, 8.1.1.2)."""
        last = _last_scalar(node)
        return bool(
            last and not last.plain and re.match(r"[|>][1-9]?\+", self.text.text[self.text.begin(last.span) :][:3])
        )

    def blank_lines_below(self, end: int) -> int:
        """Return an offset in the last of the blank lines below the one of ``end``; ``end`` where there is none."""
        text = self.text
        while (after := text.next_line(end)) < len(text.text) and not text.text[after : text.line_end(after)].strip():
            end = after
        return end

    def replace(self, owner: _Owner | None, old: Node, value: str) -> Splice:
        """Return the splice that puts a value in the place of one."""
        new = value_tree(value)
        begin, end = self.text.begin(old.span), self.text.end(old.span)
        gap = " " if begin == end else ""
        if owner is None:
            return self.in_place(begin, end, value)
        if owner.flow:
            return begin, end, gap + flow_text(new)
        if isinstance(owner.node, SequenceNode):
            indent = " " * (old.span.column - 1 + len(gap)) if _is_block(new) else " " * (owner.node.span.column - 1)
            return self.in_place(begin, end, gap + indented(value, indent))
        return self.replace_value(owner.node.entries[str(owner.step)], owner.node.span.column - 1, new, value)

    def replace_value(self, entry: KeyValue, column: int, new: Node, value: str) -> Splice:
        """Return the splice for the value of an entry in block style; a comment in the key's line stays there."""
        old, indent = entry.value, " " * column
        begin, end = self.text.begin(old.span), self.text.end(old.span)
        colon = self.text.text.index(":", self.text.end(entry.key.span)) + 1
        if _is_block(new):
            if _is_block(old):
                return begin, end, indented(value, " " * (old.span.column - 1))
            tail = self.text.line_end(end)
            deeper = indent + "  "
            return colon, tail, f"{self.text.text[end:tail].rstrip()}\n{deeper}{indented(value, deeper)}"
        words = indented(value, indent)
        if _is_block(old):
            comment = self.text.text[colon : self.text.line_end(colon)].rstrip()
            return self.in_place(colon, end, f" {words}", comment if comment.lstrip().startswith("#") else "")
        return self.in_place(begin, end, (" " if begin == end else "") + words)

    def in_place(self, begin: int, end: int, words: str, comment: str = "") -> Splice:
        """Return the splice that replaces a value, with a comment behind it.

        The comments behind a literal or folded text belong into its first line: below that they would be its words.
        """
        if not re.match(r" ?[|>]", words):
            return begin, end, words + comment
        head, newline, rest = words.partition("\n")
        tail = self.text.line_end(end)
        return begin, tail, f"{head}{comment}{self.text.text[end:tail].rstrip()}{newline}{rest}"

    def wrap(self, owner: _Owner, scalar: ScalarNode, rest: Path, change: Set) -> Iterator[Splice]:
        """Yield the splices that make a mapping of a text, with the text under the next key of ``alone``."""
        alone = change.alone
        if not alone or not isinstance(rest[0], str):
            raise EditError(f"«{shown(change.path)}» has no place: «{scalar.text}» is a text")
        begin, end = self.text.begin(scalar.span), self.text.end(scalar.span)
        listed = isinstance(owner.node, SequenceNode) and not owner.flow
        raw = self.text.text[begin:end]
        if "\n" in raw or "\r" in raw:
            raw = quoted(scalar.text)
        if listed and rest[0] != alone[0]:
            indent = " " * (scalar.span.column - 1)
            yield begin, end, f"{alone[0]}: {raw}"
            yield self.text.below(end, indent + indented(_nested(rest, change.value), indent))
            return
        if scalar.plain and re.search(r"[,\[\]{}:#]", raw):
            raw = quoted(scalar.text)
        inner = _wrapped(raw, rest, alone, change.value)
        yield begin, end, inner if listed else f"{{{inner}}}"

    def remove(self, path: Path) -> Splice:
        """Return the splice that takes an entry or an item out."""
        owners, node = self.way(path)
        if node is None or not owners:
            raise EditError(f"there is no «{shown(path)}»")
        owner = owners[-1]
        places = self.positions(owner)
        index = [*owner.node.entries].index(str(owner.step)) if isinstance(owner.node, MappingNode) else int(owner.step)
        if len(places) == 1 and (len(owners) > 1 or owner.flow):
            return self.replace(
                owners[-2] if len(owners) > 1 else None,
                owner.node,
                "{}" if isinstance(owner.node, MappingNode) else "[]",
            )
        if owner.flow and index + 1 < len(places):
            return places[index][0], places[index + 1][0], ""
        if owner.flow:
            return places[index - 1][1], places[index][1], ""
        begin = places[index][0]
        if not self.text.text[self.text.line_start(begin) : begin].strip():
            foot = self.foot(node)
            if index and self.keeps_blank_lines(_values(owner.node)[index - 1]):
                foot = self.blank_lines_below(foot)
            return self.text.without_lines(self.comments_above(begin, first=index == 0), foot)
        after = places[index + 1][0]
        if self.text.text[places[index][1] : after].strip():
            return begin, self.text.line_end(self.foot(node)), ""
        return begin, after, ""

    def positions(self, owner: _Owner) -> list[tuple[int, int]]:
        """Return where each entry or item begins, with its mark, and where it ends."""
        node = owner.node
        if isinstance(node, SequenceNode) and not owner.flow:
            return self.positions_of(node)
        parts = node.entries.values() if isinstance(node, MappingNode) else node.items
        return [(self.text.begin(each.span), self.text.end(each.span)) for each in parts]

    def positions_of(self, node: SequenceNode) -> list[tuple[int, int]]:
        """Return where each item of a list in lines begins, with its hyphen, and where it ends."""
        places, at = [], self.text.begin(node.span)
        for each in node.items:
            while self.text.text[at : at + 1] in _NO_ITEM:
                at = self.text.after_indent(self.text.next_line(at))
            places.append((at, self.text.end(each.span)))
            at = self.text.after_indent(self.text.next_line(self.text.end(each.span)))
        return places

    def comments_above(self, begin: int, *, first: bool) -> int:
        """Return where the comments right above an entry begin; those at the head of a file are of the file."""
        indent = self.text.text[self.text.line_start(begin) : begin]
        at = self.text.line_start(begin)
        while at > 0:
            above = self.text.line_start(at - 1)
            if not re.match(re.escape(indent) + "#", self.text.text[above:]):
                break
            at = above
        return begin if first and at == 0 else at


def _wrapped(raw: str, rest: Path, alone: tuple[str, ...], value: str) -> str:
    """Return the entries of the mapping that a text becomes, in one line."""
    if rest[0] != alone[0]:
        return f"{quoted(alone[0])}: {raw}, {quoted(str(rest[0]))}: {flow_text(value_tree(_nested(rest[1:], value)))}"
    if len(alone) == 1 or len(rest) == 1:
        raise EditError(f"«{raw}» stands there already")
    return f"{alone[0]}: {{{_wrapped(raw, rest[1:], alone[1:], value)}}}"
