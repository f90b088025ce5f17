"""Values of the model as YAML, by the table of keys: a new key of the table needs no code here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, fields
from datetime import date, datetime
from functools import cache
from typing import Any

from presskit.formats.kit_keys import Key, Table, table_of
from presskit.model.document import VARIABLES, Emphasis, Inline, Link, NoteRef, Strong, Text, Variable
from presskit.model.people import Localised, Signatory, SignatoryKind
from presskit.model.release import Embargo
from presskit.source import NOWHERE, Span
from presskit.typography import clean

__all__ = [
    "VARIABLE", "enclosed", "entry_lines", "exact", "flow", "item_lines", "joined", "mapping", "node_of", "quoted", "token_of",
    "variable_of",
]  # fmt: skip

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/+@’'–—-]*[\w.)’])?")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def quoted(text: str) -> str:
    """Return ``text`` as a YAML scalar that every reader takes for this text (YAML 1.2, 7.3): plain where that is safe."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return exact(text)


def exact(text: str) -> str:
    """Return ``text`` as a double-quoted scalar, letter for letter (YAML 1.2, 7.3.1)."""
    quote = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda match: f"\\u{ord(match.group()):04x}", quote)


def mapping(pairs: Iterable[tuple[str, str]]) -> str:
    """Return pairs of a key and a finished value as a mapping in one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def entry_lines(record: Any) -> list[str]:
    """Return the entries of a value that has a table of keys, as lines of a block mapping."""
    return [line for key, value in _entries(record) for line in _entry(key.name, value, key)]


def item_lines(value: Any, indent: str = "") -> list[str]:
    """Return a value as the lines of an item of a list."""
    if _is_inline(value):
        return [f"{indent}- {flow(value)}"]
    return [f"{indent}{'  ' if index else '- '}{line}" for index, line in enumerate(entry_lines(value))]


def flow(value: Any, key: Key | None = None) -> str:
    """Return any value in one line, as it may stand in brackets and braces."""
    match value:
        case str():
            return exact(value) if key and key.holds == "block" else quoted(value)
        case date():
            return value.isoformat()
        case Localised():
            texts = value.by_language
            return mapping((tag, quoted(text)) for tag, text in texts) if texts else quoted(value.default)
        case tuple() if value and isinstance(value[0], tuple):
            return mapping((quoted(name), flow(each, key)) for name, each in value)
        case tuple():
            return "[" + ", ".join(flow(each, key) for each in value) + "]"
        case int():
            return str(value)
        case _:
            entries = list(_entries(value))
            only = _alone(value, entries)
            return mapping((each.name, flow(held, each)) for each, held in entries) if only is None else flow(only)


def _entry(name: str, value: Any, key: Key) -> list[str]:
    """Return the lines of one key: one line where its value is short by nature, otherwise the value indented below it."""
    if _is_inline(value):
        return [f"{name}: {flow(value, key)}"]
    if not isinstance(value, tuple):
        lines = entry_lines(value)
    elif isinstance(value[0], tuple):
        lines = [line for inner, each in value for line in _entry(quoted(inner), each, key)]
    else:
        lines = [line for each in value for line in item_lines(each)]
    return [f"{name}:", *(f"  {line}" for line in lines)]


def _is_inline(value: Any) -> bool:
    """Return whether a value is written in one line; a list of mappings, or of values that may be mappings, is not."""
    if not isinstance(value, tuple):
        return not _is_mapping(value) or _table(value).inline
    inner = [each[1] if isinstance(each, tuple) else each for each in value]
    may_be_listed = (getattr(table_of(type(each)), "inline", True) for each in inner)
    return all(may_be_listed) and not any(isinstance(each, tuple) or _is_mapping(each) for each in inner)


def _is_mapping(value: Any) -> bool:
    """Return whether a value is written as a mapping of keys: it has a table, and more than a bare text can say."""
    return table_of(type(value)) is not None and _alone(value, list(_entries(value))) is None


def _alone(record: Any, entries: list[tuple[Key, Any]]) -> Any:
    """Return the one text that says all of a record, None where it takes keys."""
    key, value = entries[0] if len(entries) == 1 else (None, None)
    several = isinstance(value, Localised) and value.by_language
    return value if key and key.name == _table(record).alone and not several else None


def _table(record: Any) -> Table:
    table = table_of(type(record))
    if table is None:
        raise TypeError(f"the kit's files hold no {type(record).__name__}")
    return table


def _entries(record: Any) -> Iterator[tuple[Key, Any]]:
    """Yield the keys that are written, with their values, in the order of the table."""
    table = _table(record)
    held = _HELD.get(type(record), _attribute)
    for key in table.keys:
        value = held(record, key)
        if key.explicit or (value not in (None, "", ()) and value != _defaults(table).get(key.target, MISSING)):
            yield key, value


@cache
def _defaults(table: Table) -> dict[str, Any]:
    return {each.name: each.default for each in fields(table.model)}


def _attribute(record: Any, key: Key) -> Any:
    value = getattr(record, key.target)
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else value


def _of_signatory(signatory: Signatory, key: Key) -> Any:
    """Return what a key of a signatory holds: one of «name» and «person» is its name."""
    hidden = "name" if signatory.kind is SignatoryKind.PERSON else "person"
    return None if key.name == hidden else _attribute(signatory, key)


def _of_embargo(embargo: Embargo, key: Key) -> Any:
    """Return what a key of an embargo holds: the wall clock of its zone, with an offset only where that shows it twice."""
    if key.name != "until":
        return _attribute(embargo, key)
    local = embargo.until
    twice = len({local.replace(fold=fold).utcoffset() for fold in (0, 1)}) > 1
    return f"{local:%Y-%m-%d %H:%M}" + (f":{local:%S}" if local.second else "") + (f"{local:%z}" if twice else "")


_HELD: dict[type[Any], Callable[[Any, Key], Any]] = {Signatory: _of_signatory, Embargo: _of_embargo}
"""What a file holds otherwise than its model does."""


_NOTE = re.compile(r"\[\^([^\]]+)\]")
VARIABLE = re.compile(r"\{\{\s*+(?P<name>[^{}|\s]*+(?:\s++[^{}|\s]++)*+)\s*+(?:\|(?P<forms>[^{}]*+))?\}\}")
"""A variable as the kit's Markdown has it, known or not, with the forms of the noun that it counts."""
_MARKUP = re.compile(r"[\\*_\[\]<>&`]")


def token_of(node: NoteRef | Variable) -> str:
    """Return ``[^un]`` or ``{{ date }}``."""
    return f"[^{node.label}]" if isinstance(node, NoteRef) else node.written


def variable_of(match: re.Match[str], span: Span = NOWHERE) -> Variable | None:
    """Return the variable of a match of :data:`VARIABLE`, None where there is no such variable.

    Its forms are plain words: one with a sign of Markdown could not be written down again.
    """
    written = match["forms"]
    forms = tuple(clean(form).strip() for form in written.split("|")) if written is not None else ()
    known = match["name"] in VARIABLES and all(forms) and not _MARKUP.search(written or "")
    return Variable(match["name"], forms, span) if known else None


def node_of(token: str) -> NoteRef | Variable | None:
    """Return the node that a token is written for, None where it is none."""
    note, variable = _NOTE.fullmatch(token), VARIABLE.fullmatch(token)
    if note:
        return NoteRef(note[1])
    return variable_of(variable) if variable else None


def enclosed(kind: str | None, children: tuple[Inline, ...], target: str) -> tuple[Inline, ...]:
    """Return ``children`` in an inline of a kind of XLIFF and TMX («bold», «italic», «link»), or alone for another kind."""
    match kind:
        case "bold" if children:
            return (Strong(children),)
        case "italic" if children:
            return (Emphasis(children),)
        case "link" if children and target:
            return (Link(children, target),)
        case _:
            return children


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the inlines with neighbouring texts as one."""
    result: list[Inline] = []
    for inline in inlines:
        last = result[-1] if result else None
        if isinstance(inline, Text) and isinstance(last, Text):
            result[-1] = Text(last.text + inline.text)
        else:
            result.append(inline)
    return tuple(result)
