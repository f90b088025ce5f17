"""A statement as plain data of JSON, and back: one object a node, with the node's fields and its ``kind``.

What the data may hold is read from the classes of :mod:`presskit.model.document`: a new field of these needs nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from presskit.limits import MARKDOWN_DEPTH
from presskit.model import document
from presskit.model.document import VARIABLES, Statement, Table, Variable

__all__ = ["DocumentError", "fields_of", "kinds", "plain", "statement_of"]


class DocumentError(Exception):
    """The data is no document; the message says where and why."""


def plain(node: object) -> Any:
    """Return a node, and all in it, as texts, numbers, lists and dictionaries; places are left out."""
    if isinstance(node, tuple):
        return [plain(each) for each in node]
    if not is_dataclass(node):
        return node
    return {"kind": type(node).__name__, **{each.name: plain(getattr(node, each.name)) for each in fields_of(type(node))}}


def statement_of(data: object) -> Statement:
    """Return the statement that :func:`plain` was given; raises :class:`DocumentError` for all that is none."""
    made: Statement = _read(Statement, data, "document", 0)
    return made


def kinds() -> dict[str, type]:
    """Return the classes of nodes that a statement may hold, by their names."""
    return dict(_reached(Statement))


def fields_of(kind: type) -> tuple[Field[Any], ...]:
    """Return the fields of a node without its place."""
    return tuple(each for each in fields(kind) if each.name != "span")


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind, vars(document))


def _reached(kind: Any) -> dict[str, type]:
    found: dict[str, type] = {}
    waiting = [kind]
    while waiting:
        each = waiting.pop()
        if isinstance(each, type) and is_dataclass(each) and each.__name__ not in found:
            found[each.__name__] = each
            waiting += [_hints(each)[field.name] for field in fields_of(each)]
        waiting += get_args(each)
    return found


def _read(expected: Any, data: object, place: str, depth: int) -> Any:
    """Return ``data`` as a value of the type that is expected at a place."""
    if depth > 4 * MARKDOWN_DEPTH:
        raise DocumentError(f"{place[:80]}…: too many things stand inside each other")
    origin = get_origin(expected)
    if origin is tuple:
        if not isinstance(data, list):
            raise _wrong(place, data, "a list")
        element = get_args(expected)[0]
        return tuple(_read(element, each, f"{place}[{n}]", depth + 1) for n, each in enumerate(data))
    if origin is Literal:
        if data not in get_args(expected) or isinstance(data, bool):
            raise _wrong(place, data, f"one of {', '.join(map(repr, get_args(expected)))}")
        return data
    if origin in {Union, UnionType} or is_dataclass(expected):
        return _node(get_args(expected) or (expected,), data, place, depth)
    if not isinstance(data, expected) or isinstance(data, bool):
        raise _wrong(place, data, "a number" if expected is int else "a text")
    return data


def _node(possible: tuple[Any, ...], data: object, place: str, depth: int) -> Any:
    if data is None and NoneType in possible:
        return None
    named = {each.__name__: each for each in possible}
    kind = named.get(str(data.get("kind"))) if isinstance(data, dict) else None
    if kind is None or not isinstance(data, dict):
        raise _wrong(place, data, f"a {' or '.join(name for name in named if name != 'NoneType')}")
    known = {each.name: each for each in fields_of(kind)}
    if unknown := data.keys() - known.keys() - {"kind"}:
        raise DocumentError(f"{place}: a {kind.__name__} has no «{min(unknown)}»")
    if missing := [name for name, each in known.items() if each.default is MISSING and name not in data]:
        raise DocumentError(f"{place}: a {kind.__name__} needs «{missing[0]}»")
    given = [name for name in known if name in data]
    try:
        node = kind(**{name: _read(_hints(kind)[name], data[name], f"{place}.{name}", depth + 1) for name in given})
    except ValueError as problem:
        raise DocumentError(f"{place}: {problem}") from problem
    _refuse_nonsense(node, place)
    return node


def _refuse_nonsense(node: object, place: str) -> None:
    """Raise where the fields fit their types, but not each other."""
    if isinstance(node, Variable) and node.name not in VARIABLES:
        raise _wrong(f"{place}.name", node.name, f"one of {', '.join(VARIABLES)}")
    if isinstance(node, Table) and any(len(row.cells) != len(node.alignments) for row in node.all_rows):
        raise DocumentError(f"{place}: each row needs as many cells as the table has columns, {len(node.alignments)}")


def _wrong(place: str, data: object, expected: str) -> DocumentError:
    return DocumentError(f"{place} should be {expected}, but is {repr(data)[:80]}")
