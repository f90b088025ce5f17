"""signatories.yaml with names added, withdrawals entered and languages added, each in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from presskit.diagnostics import has_errors
from presskit.editing.source_text import EditError, SourceText, Splice, indented
from presskit.editing.yaml_file import edited, nodes_by_position
from presskit.editing.yaml_splices import Append, Change, Path, Remove, Set, YamlText, tree_of, value_tree
from presskit.formats.kit_keys import SIGNATORY
from presskit.formats.kit_yaml import item_lines, quoted
from presskit.kit.signatory_merge import ComparedRow, Verdict
from presskit.model.people import Coalition, Roster, Signatory
from presskit.readers import kit as kit_reader
from presskit.readers.yaml_tree import Node, ScalarNode, SequenceNode
from presskit.source import Span

__all__ = ["NAME", "expected", "with_entries", "with_names", "with_plan"]

NAME = "signatories.yaml"
_Places: TypeAlias = dict[tuple[int, int], tuple[Path, Node]]
_ORDER = tuple(key.name for key in SIGNATORY.keys)


def expected(roster: Roster, plan: Sequence[ComparedRow]) -> Roster:
    """Return the roster with the new names of a plan at the end of their lists, and with its withdrawals."""
    days = {id(each.withdraws): each.signatory.withdrawn for each in plan if each.verdict is Verdict.WITHDRAWN}

    def members(old: Sequence[Signatory], place: int | None) -> tuple[Signatory, ...]:
        return (*(replace(each, withdrawn=days.get(id(each), each.withdrawn)) for each in old), *_added(plan, place))

    coalitions = tuple(
        replace(coalition, signatories=members(coalition.signatories, place))
        for place, coalition in enumerate(roster.coalitions)
    )
    return replace(roster, coalitions=coalitions, signatories=members(roster.signatories, None))


def with_plan(files: Mapping[str, bytes], roster: Roster, plan: Sequence[ComparedRow]) -> bytes:
    """Return signatories.yaml with the new names and the withdrawals of a plan; raises :class:`EditError`.

    The result is read back: it gives exactly the old signatories and the new ones, or nothing is returned.
    """
    data = files.get(NAME, b"")
    result = edited(data, [*_changes(tree_of(data)[0], roster.coalitions, plan)])
    reading = kit_reader.read({**files, NAME: result})
    damaged = has_errors(finding for finding in reading.diagnostics if finding.span.source == NAME)
    if reading.value is None or damaged or reading.value.roster != expected(roster, plan):
        raise EditError("read back, the file would not hold exactly the old signatories and the new ones")
    return result


def _added(plan: Sequence[ComparedRow], place: int | None) -> list[Signatory]:
    return [each.signatory for each in plan if each.verdict is Verdict.NEW and each.coalition == place]


def _changes(tree: Node | None, coalitions: Sequence[Coalition], plan: Sequence[ComparedRow]) -> Iterator[Change]:
    known = nodes_by_position(tree)
    for each in plan:
        if each.withdraws:
            path, _ = _at(known, each.withdraws.span)
            yield Set((*path, "withdrawn"), str(each.signatory.withdrawn), _ORDER, alone=("name",))
    owners: Iterable[tuple[int | None, Path]] = [(None, ()), *((n, ("coalitions", n)) for n in range(len(coalitions)))]
    for place, owner in owners:
        names = tuple("\n".join(line[2:] for line in item_lines(each)) for each in _added(plan, place))
        if names:
            yield Append((*owner, "signatories"), names)


def with_entries(data: bytes, changes: Iterable[tuple[Span, str]]) -> bytes:
    """Return signatories.yaml with other items of a list in the places of entries; raises :class:`EditError`.

    ``changes`` are the places of the entries and the items as YAML; an entry goes where it is to become none.
    """
    tree, text = tree_of(data)[0], SourceText.of(data)
    known = nodes_by_position(tree)
    splices: list[Splice] = []
    gone: list[Path] = []
    for span, items in changes:
        path, node = _at(known, span)
        if items.strip():
            splices.append((text.begin(node.span), text.end(node.span), _items(items, text, node)))
        else:
            gone.append(path)
    for path in _without_empty_lists(gone, known.values()):
        splices += YamlText(text, tree).splices(Remove(path))
    return text.spliced(splices)


def _without_empty_lists(gone: Sequence[Path], known: Iterable[tuple[Path, Node]]) -> Iterator[Path]:
    """Yield the paths of entries that go; where a list loses them all, that of its coalition or of the list."""
    sizes = {path: len(node.items) for path, node in known if isinstance(node, SequenceNode)}
    owners = Counter(path[:-1] for path in gone)
    for owner, count in owners.items():
        if count == sizes.get(owner):
            yield owner[:-1] or owner
    yield from (path for path in gone if owners[path[:-1]] != sizes.get(path[:-1]))


def _items(items: str, text: SourceText, node: Node) -> str:
    """Return items of a list as they stand where an entry of the file does, the first without its hyphen."""
    values, source = value_tree(items), SourceText.of(items.encode())
    if not isinstance(values, SequenceNode):
        raise EditError(f"«{items[:80]}» is no list")
    words = [source.text[source.begin(each.span) : source.end(each.span)] for each in values.items if each]
    begin = text.begin(node.span)
    indent = re.sub(r"\S", " ", text.text[text.line_start(begin) : begin])
    own = " " * (values.items[0].span.column - 1) if values.items and values.items[0] else ""
    return f"\n{indent[:-2]}- ".join(indented(each.replace(f"\n{own}", "\n"), indent) for each in words)


def _at(known: _Places, span: Span) -> tuple[Path, Node]:
    found = known.get((span.line, span.column))
    if found is None:
        raise EditError(f"what stood in line {span.line} cannot be found again")
    return found


def with_names(files: Mapping[str, bytes], names: Iterable[tuple[Span, str]], language: str, source: str) -> dict[str, bytes]:
    """Return the files in which texts by language change: at each place stands the form in ``language``.

    ``source`` is the language of a text that does not say its own. Raises :class:`EditError`.
    """
    by_file: dict[str, list[tuple[Span, str]]] = {}
    for span, name in names:
        by_file.setdefault(span.source, []).append((span, name))
    return {file: _with_names(files[file], own, language, source) for file, own in by_file.items()}


def _with_names(data: bytes, names: Iterable[tuple[Span, str]], language: str, source: str) -> bytes:
    known = nodes_by_position(tree_of(data)[0])
    changes = []
    for span, name in names:
        path, node = _at(known, span)
        alone = ("name", source) if isinstance(node, ScalarNode) and path[-2:-1] == ("signatories",) else (source,)
        changes.append(Set((*path, *alone[:-1], language), quoted(name), alone=alone))
    return edited(data, changes)
