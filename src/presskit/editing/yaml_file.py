"""A YAML file of the kit changed by entry: set, append, remove, move. The result is read back before it is returned."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from presskit.editing.source_text import EditError, SourceText, Splice
from presskit.editing.yaml_moves import moved
from presskit.editing.yaml_splices import Append, Change, Move, Path, Remove, Set, YamlText, shown, tree_of, value_tree
from presskit.readers.yaml_tree import MappingNode, Node, ScalarNode, SequenceNode

__all__ = ["edited", "nodes_by_position", "paths"]

_Plain: TypeAlias = "str | list[Any] | dict[str, Any] | None"


def edited(data: bytes, changes: Sequence[Change]) -> bytes:
    """Return the file after ``changes``, one after another; raises :class:`EditError`, and then nothing has changed.

    Every byte that no change touches is as it was. Read back, the file holds what it held, with exactly the changes.
    """
    if not changes:
        return data
    before, found = _closed(data)
    expected = _plain(before)
    for change in changes:
        expected = _expected(expected, change)
    rest, result = list(changes), data
    while rest:
        result, rest = _batch(result, rest)
    after, new = _closed(result)
    if _plain(after) != expected or new - found:
        raise EditError("read back, the file would not hold exactly what it held and the change")
    return result


def _closed(data: bytes) -> tuple[Node | None, Counter[str]]:
    """Return the tree of a file with a line end at its end: a text of several lines may end in one more for it."""
    return tree_of(data if data.endswith((b"\n", b"\r")) else data + b"\n")


def _plain(node: Node | None) -> _Plain:
    """Return a tree as lists, dictionaries, texts and None for what is empty."""
    match node:
        case MappingNode():
            return {key: _plain(entry.value) for key, entry in node.entries.items()}
        case SequenceNode():
            return [_plain(each) for each in node.items]
        case ScalarNode():
            return None if node.empty else node.text
        case None:
            return None


# What the file holds afterwards


def _expected(tree: _Plain, change: Change) -> _Plain:
    """Return a plain tree after a change; raises :class:`EditError` where there is no such place."""
    match change:
        case Set():
            return _with(tree, change.path, _plain(value_tree(change.value)), change.alone)
        case Append():
            old = _found(tree, change.path)
            if not isinstance(old, list | None):
                raise EditError(f"«{shown(change.path)}» is not a list")
            return _with(tree, change.path, [*(old or []), *(_plain(value_tree(each)) for each in change.values)], ())
        case Remove():
            return _removed(tree, change.path) or (None if len(change.path) == 1 else {})
        case Move():
            rest, item = _removed(tree, change.path), _found(tree, change.path)
            items, at = _found(rest, change.to[:-1]), change.to[-1]
            if not isinstance(items, list | None) or not isinstance(at, int) or not 0 <= at <= len(items or []):
                raise EditError(f"there is no place «{shown(change.to)}»")
            return _with(rest, change.to[:-1], [*(items or [])[:at], item, *(items or [])[at:]], ())


def _found(tree: _Plain, path: Path) -> _Plain:
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(str(step))
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _with(tree: _Plain, path: Path, value: _Plain, alone: tuple[str, ...]) -> _Plain:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
        return [_with(each, rest, value, alone) if n == step else each for n, each in enumerate(tree)]
    if isinstance(tree, str) and alone and isinstance(step, str):
        tree, alone = {alone[0]: tree}, alone[1:]
    if isinstance(tree, dict | None) and isinstance(step, str):
        return {**(tree or {}), step: _with((tree or {}).get(step), rest, value, alone)}
    raise EditError(f"there is no place for «{shown(path)}»")


def _removed(tree: _Plain, path: Path) -> _Plain:
    if not path:
        raise EditError("a file is not ranges out of itself")
    step, rest = path[0], path[1:]
    if isinstance(tree, dict) and step in tree:
        return {key: _removed(each, rest) if key == step else each for key, each in tree.items() if key != step or rest}
    if isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
        return [_removed(each, rest) if n == step else each for n, each in enumerate(tree) if n != step or rest]
    raise EditError(f"there is no «{shown(path)}»")


# Where in the text it stands


def nodes_by_position(tree: Node | None) -> dict[tuple[int, int], tuple[Path, Node]]:
    """Return by line and column the value that begins there and its path; of several the outermost."""
    return {(node.span.line, node.span.column): (path, node) for path, node in reversed([*paths(tree)])}


def paths(node: Node | None, above: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every value of a tree with its path, outer ones first."""
    if node is None:
        return
    yield above, node
    if isinstance(node, MappingNode):
        for key, entry in node.entries.items():
            yield from paths(entry.value, (*above, key))
    elif isinstance(node, SequenceNode):
        for index, each in enumerate(node.items):
            yield from paths(each, (*above, index))


def _batch(data: bytes, changes: list[Change]) -> tuple[bytes, list[Change]]:
    """Make as many changes as do not touch each other; return the file and the changes that are left."""
    file = YamlText(SourceText.of(data), tree_of(data)[0])
    ranges: list[tuple[int, int]] = []
    splices: list[Splice] = []
    for number, change in enumerate(changes):
        own = [*(moved(file, change) if isinstance(change, Move) else file.splices(change))]
        if any(_touches(ranges, begin, end) for begin, end, _ in own):
            return file.text.spliced(splices), changes[number:]
        for begin, end, _ in own:
            insort(ranges, (begin, end))
        splices += own
        if isinstance(change, Move):  # what stands where, is otherwise now
            return file.text.spliced(splices), changes[number + 1 :]
    return file.text.spliced(splices), []


def _touches(ranges: list[tuple[int, int]], begin: int, end: int) -> bool:
    """Return whether a range meets one of ``ranges``, which do not overlap."""
    at = bisect_left(ranges, (begin, begin))
    return any(other[0] <= end and begin <= other[1] for other in ranges[max(0, at - 1) : at + 1])
