"""signatories.yaml with names added, withdrawals entered and languages added, each in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from presskit.diagnostics import has_errors
from presskit.editing.source_text import EditError
from presskit.editing.yaml_file import edited, nodes_by_position
from presskit.editing.yaml_splices import Append, Change, Path, Set, tree_of
from presskit.formats.kit_keys import SIGNATORY
from presskit.formats.kit_yaml import item_lines, quoted
from presskit.kit.signatory_merge import ComparedRow, Verdict
from presskit.model.people import Coalition, Roster, Signatory
from presskit.readers import kit as kit_reader
from presskit.readers.yaml_tree import Node, ScalarNode
from presskit.source import Span

__all__ = ["NAME", "expected", "with_names", "with_plan"]

NAME = "signatories.yaml"
_Places: TypeAlias = dict[tuple[int, int], tuple[Path, Node]]
_ORDER = tuple(key.name for key in SIGNATORY.keys)


def expected(roster: Roster, plan: Sequence[ComparedRow]) -> Roster:
    """Return the roster with the new names of a plan at the end of their lists, and with its withdrawals."""
    days = {id(each.withdraws): each.signatory.withdrawn for each in plan if each.verdict is Verdict.WITHDRAWN}

    def members(old: Sequence[Signatory], place: int | None) -> tuple[Signatory, ...]:
        kept = (replace(each, withdrawn=days[id(each)]) if id(each) in days else each for each in old)
        return (*kept, *_added(plan, place))

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
    own = [finding for finding in reading.diagnostics if finding.span.source == NAME]
    if reading.value is None or has_errors(own) or reading.value.roster != expected(roster, plan):
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
