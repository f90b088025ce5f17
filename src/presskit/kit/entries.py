"""An entry of a kit's YAML file changed by key: what a form says, as the changes of the file, each as small as it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, get_args

from presskit.editing.source_text import EditError
from presskit.editing.yaml_file import paths
from presskit.editing.yaml_splices import Change, Path, Remove, Set, shown
from presskit.formats.kit_keys import FILES, SIGNATORY, Key, Table, table_of
from presskit.formats.kit_yaml import exact, mapping, quoted
from presskit.model.people import Localised
from presskit.readers.decode import field_types
from presskit.readers.yaml_tree import MappingNode, Node, ScalarNode, SequenceNode

__all__ = ["Values", "entry_changes", "new_entry", "place_of", "table_at"]

Values: TypeAlias = Mapping[str, str | tuple[str, ...]]
"""What an entry is to hold, by key: ``acronym``; ``name.en`` and ``hours.opens`` for one of several texts; "" and () for none.

A signatory's ``kind`` is ``organisation`` or ``person``; its name is ``name`` in both cases.
"""
_NUMBER = re.compile(r"[0-9]{1,6}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KINDS = {"organisation": "name", "person": "person"}


def place_of(at: str) -> Path:
    """Return the path of ``coalitions.0.signatories.3``; that of "" is the file itself."""
    return tuple(int(step) if _NUMBER.fullmatch(step) else step for step in at.split(".")) if at else ()


def table_at(name: str, place: Path) -> Table:
    """Return the table of the keys that stand at a place of a file; raises :class:`EditError` where none does."""
    table = FILES.get(name)
    for step in place:
        if table is None:
            break
        if isinstance(step, str):
            key = table.key(step)
            table = next(filter(None, map(table_of, _models(field_types(table.model)[key.target]))), None) if key else None
    if table is None:
        raise EditError(f"{name} has no entry «{shown(place)}»")
    return table


def _models(kind: object) -> Iterator[type]:
    """Yield the types that a type is made of."""
    if isinstance(kind, type) and not get_args(kind):
        yield kind
    for each in get_args(kind):
        yield from _models(each)


def new_entry(table: Table, values: Values, source: str) -> str:
    """Return a new entry as YAML, its keys in the order of the table; raises :class:`EditError` for a key that it has not."""
    named = _renamed(values, _KINDS.get(str(values.get("kind", "")), "name"), table)
    entry = _Entry(table, (), None, source)
    lines = [(key, entry.value(key, given)) for key, given in _by_key(named, table)]
    filled = [(key.name, value) for key, value in lines if value]
    if [name for name, _ in filled] == [table.alone] and not filled[0][1].startswith("{"):
        return filled[0][1]
    return "\n".join(f"{name}: {value}" for name, value in filled) or "{}"


def entry_changes(tree: Node | None, name: str, place: Path, values: Values, source: str) -> Iterator[Change]:
    """Yield what makes an entry hold ``values``; keys that are not among them stay. ``source`` is the language of a bare text.

    Raises :class:`EditError` where there is no such entry or key.
    """
    table, node = table_at(name, place), dict(paths(tree)).get(place)
    if node is None and any(isinstance(step, int) for step in place):
        raise EditError(f"{name} has no entry «{shown(place)}»")
    entry = _Entry(table, place, node, source)
    held = "person" if "person" in entry.entries else "name"
    wanted = _KINDS.get(str(values.get("kind", "")), held)
    if table is SIGNATORY and wanted != held:
        named = _renamed(values, held, table)
        yield from entry.renamed(held, wanted, {key: each for key, each in named.items() if key.partition(".")[0] == held})
        values = {key: each for key, each in values.items() if key.partition(".")[0] != "name"}
        held = wanted
    for key, given in _by_key(_renamed(values, held, table), table):
        yield from entry.changes(key, given)


def _renamed(values: Values, name: str, table: Table) -> Values:
    """Return values with the key of a signatory's name that its kind has, without the kind."""
    if table is not SIGNATORY:
        return values
    parts = {key: key.partition(".") for key in values if key != "kind"}
    return {(f"{name}{dot}{rest}" if first == "name" else key): values[key] for key, (first, dot, rest) in parts.items()}


_Given: TypeAlias = "str | tuple[str, ...] | dict[str, str]"


def _by_key(values: Values, table: Table) -> Iterator[tuple[Key, _Given]]:
    """Yield what is given for each key, in the order of the table."""
    known = {key.name for key in table.keys}
    if unknown := [each for each in values if each.partition(".")[0] not in known]:
        raise EditError(f"«{unknown[0]}» is not known in {table.noun}")
    for key in table.keys:
        parts = {each.partition(".")[2]: value for each, value in values.items() if each.partition(".")[0] == key.name}
        if "" in parts:
            yield key, parts[""]
        elif parts:
            yield key, {part: str(value) for part, value in parts.items()}


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry that is there (``node``) or not, its place, and the language of a bare text."""

    table: Table
    place: Path
    node: Node | None
    source: str

    @property
    def entries(self) -> Mapping[str, Node]:
        """The values by key; a bare text stands for the one key that it can."""
        if isinstance(self.node, MappingNode):
            return {name: each.value for name, each in self.node.entries.items()}
        bare = isinstance(self.node, ScalarNode) and not self.node.empty and self.table.alone
        return {self.table.alone: self.node} if bare and self.node else {}

    def changes(self, key: Key, given: _Given) -> Iterator[Change]:
        """Yield what makes a key hold what is given."""
        old = self.entries.get(key.name)
        if isinstance(given, dict):
            yield from self._parts(key, old, {part: each for part, each in given.items() if each != self._part(old, part)})
        elif not given:
            yield from [Remove((*self.place, key.name))] if old is not None else []
        elif given != _held(old):
            yield self._set((key.name,), self.value(key, given))

    def _parts(self, key: Key, old: Node | None, given: Mapping[str, str]) -> Iterator[Change]:
        """Yield what changes single texts of several: those of languages, of hours, of a consent."""
        there = {**self._texts(old), **given}
        if not any(there.values()):
            yield from [Remove((*self.place, key.name))] if old is not None else []
        elif not self._texts(old):
            yield self._set((key.name,), self.value(key, there))
        else:
            for part, text in sorted(given.items(), key=lambda each: not each[1]):  # what comes, before what goes
                if text and isinstance(old, ScalarNode) and part == self.source:
                    yield self._set((key.name,), _scalar(text, key))
                elif text:
                    yield self._set((key.name, part), _scalar(text, key), (self.source,))
                else:
                    yield Remove((*self.place, key.name, part))

    def renamed(self, held: str, wanted: str, given: Values) -> Iterator[Change]:
        """Yield what gives the key ``held`` another name, with texts of it changed."""
        key = self.table.key(wanted)
        texts = {**self._texts(self.entries.get(held)), **{each.partition(".")[2]: str(text) for each, text in given.items()}}
        value = self.value(key, texts) if key else ""
        if not isinstance(self.node, MappingNode):
            yield Set(self.place, f"{wanted}: {value}")
            return
        yield self._set((wanted,), value)
        yield Remove((*self.place, held))

    def value(self, key: Key, given: _Given) -> str:
        """Return what is given as YAML in one line, "" for nothing."""
        if isinstance(given, tuple):
            return "[" + ", ".join(map(quoted, filter(None, given))) + "]" if any(given) else ""
        if isinstance(given, str):
            return self._number(key, given) or _scalar(given, key) if given else ""
        texts = {part: text for part, text in given.items() if text}
        if set(texts) == {self.source} and self._is_by_language(key):
            return _scalar(texts[self.source], key)
        return mapping((quoted(part), _scalar(text, key)) for part, text in texts.items()) if texts else ""

    def _number(self, key: Key, given: str) -> str:
        """Return a number as YAML writes it, where the key holds one; "" for anything else."""
        is_number = int in _models(field_types(self.table.model)[key.target]) and _NUMBER.fullmatch(given)
        return str(int(given)) if is_number else ""

    def _is_by_language(self, key: Key) -> bool:
        return Localised in set(_models(field_types(self.table.model)[key.target]))

    def _texts(self, node: Node | None) -> dict[str, str]:
        """Return the texts of a value that may have several."""
        if isinstance(node, MappingNode):
            return {part: each.value.text for part, each in node.entries.items() if isinstance(each.value, ScalarNode)}
        return {self.source: node.text} if isinstance(node, ScalarNode) and not node.empty else {}

    def _part(self, node: Node | None, part: str) -> str:
        return self._texts(node).get(part, "")

    def _set(self, steps: Path, value: str, alone: tuple[str, ...] = ()) -> Set:
        order = tuple(key.name for key in self.table.keys)
        if isinstance(self.node, ScalarNode) and not self.node.empty and self.table.alone:
            if steps == (self.table.alone,):
                return Set(self.place, value)
            alone = (self.table.alone, *alone)
        return Set((*self.place, *steps), value, order if len(steps) == 1 else (), alone)


def _held(node: Node | None) -> str | tuple[str, ...]:
    if isinstance(node, SequenceNode):
        return tuple(each.text if isinstance(each, ScalarNode) else "" for each in node.items)
    return node.text if isinstance(node, ScalarNode) else ""


def _scalar(text: str, key: Key) -> str:
    """Return a text as YAML: a day as a day, what is kept letter for letter as such."""
    if key.holds == "block":
        return exact(text)
    try:
        return date.fromisoformat(text).isoformat() if _DAY.fullmatch(text) else quoted(text)
    except ValueError:
        return quoted(text)
