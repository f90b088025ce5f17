"""A tree of YAML → values of the model, driven by its types and the tables of keys; JSON Schemas from the same tables."""

from __future__ import annotations

import inspect
import sys
import types
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from presskit.diagnostics import Diagnostic
from presskit.formats.kit_keys import FILES, TABLES, Key, Table, table_of
from presskit.language.phrases import phrases
from presskit.model.people import Localised
from presskit.readers import rules, suggestions, value_mistakes, words
from presskit.readers.value_mistakes import NO_DEFAULTS, KitDefaults
from presskit.readers.words import LANGUAGE, PATTERNS, Complaint
from presskit.readers.yaml_tree import KeyValue, MappingNode, Node, ScalarNode, SequenceNode
from presskit.source import Span
from presskit.typography import clean

__all__ = ["FAILED", "Assembled", "Decoder", "choices_of", "field_types", "keys_of", "schemas"]

FAILED = object()
"""What stands for a value that could not be read; the reason is among the findings."""

Found = list[Diagnostic]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The read fields of one mapping, on their way into the model. ``places`` has the span of each value."""

    values: dict[str, Any]
    places: dict[str, Span]
    span: Span


Assemble = Callable[[Assembled, Found], Any]


@cache
def _types_by_model() -> dict[type[Any], dict[str, Any]]:
    return {
        model: inspect.get_annotations(model, globals=vars(sys.modules[model.__module__]), locals={}, eval_str=True)
        for model in (table.model for table in TABLES)
    }


def field_types(model: type[Any]) -> dict[str, Any]:
    """Return the types of a dataclass's fields. A field may be called like a type of its module (``date``)."""
    return _types_by_model()[model]


@dataclass(frozen=True, slots=True)
class Decoder:
    """Reads nodes as types. ``assemble`` holds, by model, what cannot be told by types alone; ``defaults`` are for hints."""

    assemble: dict[type[Any], Assemble] = field(default_factory=dict)
    found: Found = field(default_factory=list)
    defaults: KitDefaults = NO_DEFAULTS

    def report(self, span: Span, complaint: Complaint) -> object:
        """Add a finding and return :data:`FAILED`."""
        self.found.append(complaint[0].at(span, *complaint[1:]))
        return FAILED

    def wrong(self, node: Node, name: str, expected: str, hint: str = "") -> object:
        """Report that another kind of value stands here than is expected."""
        return self.report(
            node.span, (rules.WRONG_TYPE, f"«{name}» should be {expected}, but {_described(node)} stands here", hint)
        )

    def value(self, node: Node, kind: Any, key: Key) -> Any:
        """Return ``node`` read as ``kind``, or :data:`FAILED`."""
        present = _present(kind)
        if present is not kind:
            return None if isinstance(node, ScalarNode) and node.empty else self.value(node, present, key)
        match _form(kind):
            case "text":
                return self._text(node, key)
            case "localised":
                return self._localised(node, key)
            case "record":
                return self._record(node, kind, key)
            case "date":
                return self._date(node, key)
            case "tuple":
                return self._tuple(node, get_args(kind)[0], key)
            case "choice":
                return self._choice(node, kind, key)
            case "number":
                return self._number(node, key)

    def _text(self, node: Node, key: Key) -> Any:
        if not isinstance(node, ScalarNode):
            return self.wrong(node, key.name, "a text")
        if key.holds == "block":
            return node.text
        text = clean(node.text).strip()
        if value_mistakes.is_cut(node) and (key.holds == "text" or not text):
            return self.report(*value_mistakes.cut(node, key.name))
        if node.empty or not visible(text):
            return self.report(
                node.span,
                (rules.EMPTY_VALUE, f"«{key.name}» is empty", f"write a value after «{key.name}:»{value_mistakes.OR_DELETE}"),
            )
        self.found.extend(value_mistakes.near_comment(node, key.name))
        complaint = words.check(text, key.holds, key.name, self.defaults.day, self.defaults.zone)
        return self.report(node.span, complaint) if complaint else text

    def _number(self, node: Node, key: Key) -> Any:
        if not (isinstance(node, ScalarNode) and node.plain and node.text.isascii() and node.text.lstrip("-").isdigit()):
            number = suggestions.whole_number(node.text) if isinstance(node, ScalarNode) else ""
            return self.wrong(
                node, key.name, "a whole number",
                f"write {key.name}: {number}" if number else "write it with the digits 0 to 9, without quotation marks",
            )  # fmt: skip
        if not key.least <= int(node.text[:10]) <= 999_999 or len(node.text) > 6:
            message = f"«{key.name}» is {node.text[:20]}, but counts from {key.least}"
            return self.report(node.span, (rules.OUT_OF_RANGE, message, f"write {key.least} or more"))
        return int(node.text)

    def _date(self, node: Node, key: Key) -> Any:
        if not isinstance(node, ScalarNode):
            return self.wrong(node, key.name, "a date", f"write year-month-day, such as {self.defaults.day or '2016-12-15'}")
        day = words.parse_date(node.text, key.name, self.defaults.day)
        return day if isinstance(day, date) else self.report(node.span, day)

    def _choice(self, node: Node, kind: Any, key: Key) -> Any:
        choices = choices_of(kind)
        if not isinstance(node, ScalarNode):
            return self.wrong(node, key.name, "one of " + ", ".join(choices))
        if node.empty:
            return self.report(node.span, (rules.EMPTY_VALUE, f"«{key.name}» is empty", f"choose one of {', '.join(choices)}"))
        complaint = value_mistakes.choice(node.text, tuple(choices), key) if node.text not in choices else None
        return self.report(node.span, complaint) if complaint else choices[node.text]

    def _tuple(self, node: Node, item: Any, key: Key) -> Any:
        if get_origin(item) is tuple:
            return self._pairs(node, get_args(item)[1], key)
        if isinstance(node, ScalarNode) and node.empty and not key.filled:
            return ()
        blank = (isinstance(node, ScalarNode) and node.empty) or (isinstance(node, SequenceNode) and not node.items)
        if key.filled and blank:
            hint = f"write what is meant, such as {key.name}: [{key.filled}]{value_mistakes.OR_DELETE}"
            return self.report(node.span, (rules.EMPTY_VALUE, f"«{key.name}» is empty", hint))
        if not isinstance(node, SequenceNode):
            return self.wrong(node, key.name, "a list", value_mistakes.as_list(node, key.name))
        values = [self.value(each, item, key) for each in node.items]
        return FAILED if key.whole and FAILED in values else tuple(value for value in values if value is not FAILED)

    def _pairs(self, node: Node, kind: Any, key: Key) -> Any:
        """Read a mapping from language (or phrase) to something as pairs."""
        if not isinstance(node, MappingNode):
            return self.wrong(node, key.name, "a mapping", "write language: value, one a line")
        outer = get_origin(kind) is tuple or key.holds == "digits"
        pairs = []
        for entry in node.entries.values():
            name = entry.key.text
            value = self.value(entry.value, kind, Key(name, "", key.holds))
            complaint = words.language(name) if outer else value_mistakes.phrase(name, value if isinstance(value, str) else "")
            if not self._refused(entry, complaint) and value is not FAILED:
                pairs.append((name, value))
        return tuple(pairs)

    def _refused(self, entry: KeyValue, complaint: Complaint | None) -> bool:
        """Report a complaint about an entry of pairs, if there is one; return whether there is."""
        if complaint:
            self.report(entry.value.span if complaint[0] is rules.PHRASE_FIELD else entry.key.span, complaint)
        return complaint is not None

    def _localised(self, node: Node, key: Key) -> Any:
        if isinstance(node, ScalarNode):
            text = self._text(node, key)
            return text if text is FAILED else Localised(text, (), node.span)
        if not isinstance(node, MappingNode):
            return self.wrong(node, key.name, "a text, or a mapping from language to text")
        texts = []
        for entry in node.entries.values():
            refused = self._refused(entry, words.language(entry.key.text))
            text = self._text(entry.value, Key(entry.key.text, ""))
            if not refused and text is not FAILED:
                texts.append((entry.key.text, text))
        if not node.entries:
            return self.report(node.span, (rules.EMPTY_VALUE, f"«{key.name}» is empty", "write a text"))
        return Localised(texts[0][1], tuple(texts), node.span) if texts else FAILED

    def _record(self, node: Node, model: type[Any], key: Key) -> Any:
        table = keys_of(model)
        if isinstance(node, ScalarNode) and table.alone and not node.empty:
            only = table.key(table.alone) or key
            value = self.value(node, field_types(model)[only.target], only)
            parts = Assembled({only.name: value}, {only.name: node.span}, node.span)
            return FAILED if value is FAILED else self._built(table, parts)
        if not isinstance(node, MappingNode) or len(table.keys) == 1 == len(table.required):
            hint = "known keys: " + ", ".join(key.name for key in table.keys)
            if isinstance(node, ScalarNode) and table.example:
                hint = value_mistakes.as_mapping(node.text, table, key.name, self.defaults)
            return self.wrong(node, key.name, "a text" if table.alone else "a mapping of keys and values", hint)
        if table.alone and (cut := value_mistakes.text_with_colon(node, table)):
            return self.report(*cut)
        return self.record(node, table)

    def record(self, node: MappingNode, table: Table) -> Any:
        """Return a mapping read as the table's model, or :data:`FAILED` where what is required is missing."""
        kinds = field_types(table.model)
        values: dict[str, Any] = {}
        for name, entry in node.entries.items():
            key = table.key(name)
            if key is None:
                hint = value_mistakes.key_hint(name, table)
                self.report(entry.key.span, (rules.UNKNOWN_KEY, f"«{name}» is not known in {table.noun}", hint))
            else:
                values[name] = self.value(entry.value, kinds[key.target], key)
            if values.get(name) is FAILED and name in table.required:
                self._stays(entry)
        places = {name: entry.value.span for name, entry in node.entries.items()}
        missing = [name for name in table.required if name not in values]
        misspelt = {value_mistakes.suggested_key(name, table) for name in node.entries if table.key(name) is None}
        for name in [each for each in missing if each not in misspelt]:
            self.report(node.span, (rules.MISSING_KEY, f"«{name}» is missing in {table.noun}", self._add(table, name)))
        if missing or any(values[name] in (FAILED, None) for name in table.required):
            return FAILED
        good = {name: value for name, value in values.items() if value is not FAILED and value is not None}
        return self._built(table, Assembled(good, places, node.span))

    def _stays(self, entry: KeyValue) -> None:
        """Take the advice to delete a line out of what was just said of a key that must stand there."""
        last = self.found[-1] if self.found else None
        if last and last.code == rules.EMPTY_VALUE.code and last.span == entry.value.span:
            self.found[-1] = replace(last, hint=last.hint.removesuffix(value_mistakes.OR_DELETE))

    def _add(self, table: Table, name: str) -> str:
        """Return how a missing key is added, with the kit's own day or zone where it holds one."""
        key = table.key(name)
        values = {"instant": f"{self.defaults.day or 'YYYY-MM-DD'} HH:MM", "zone": self.defaults.zone}
        return f"add «{name}: {values.get(key.holds if key else '') or '…'}»" + (
            f": {key.doc[0].lower()}{key.doc[1:].partition('. ')[0].rstrip('.')}" if key else ""
        )

    def _built(self, table: Table, parts: Assembled) -> Any:
        assemble = self.assemble.get(table.model)
        if assemble:
            return assemble(parts, self.found)
        fields = {(table.key(name) or Key(name, "")).target: value for name, value in parts.values.items()}
        if "span" in field_types(table.model):
            fields["span"] = parts.span
        return table.model(**fields)


Form: TypeAlias = Literal["tuple", "localised", "record", "number", "date", "choice", "text"]


def keys_of(model: type[Any]) -> Table:
    """Return the table of keys of a model; raises :class:`LookupError` where no table makes it."""
    table = table_of(model)
    if table is None:
        raise LookupError(f"no table of keys makes {model.__name__}")
    return table


@cache
def choices_of(kind: Any) -> dict[str, Any]:
    """Return the values of a ``Literal``, an enumeration or a union of enumerations, by how they are written."""
    if get_origin(kind) in {Union, types.UnionType}:
        return {text: value for each in get_args(kind) for text, value in choices_of(each).items()}
    return {str(value): value for value in get_args(kind) or kind}


@cache
def _present(kind: Any) -> Any:
    """Return a type without None."""
    kinds = get_args(kind)
    return next(each for each in kinds if each is not type(None)) if type(None) in kinds else kind


@cache
def _form(kind: Any) -> Form:
    """Return the form of a type; thousands of values have one of few."""
    if get_origin(kind) is tuple:
        return "tuple"
    if kind is Localised:
        return "localised"
    if isinstance(kind, type) and is_dataclass(kind):
        return "record"
    if get_origin(kind) in {Literal, Union, types.UnionType} or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return "choice"
    return "number" if kind is int else "date" if kind is date else "text"


def visible(text: str) -> bool:
    """Return whether a reader would see anything of ``text``: format and white-space characters alone show nothing."""
    unseen = {"Cf", "Zs", "Zl", "Zp", "Cc"}
    return bool(text.isprintable() and text.strip()) or any(unicodedata.category(c) not in unseen for c in text)


def _described(node: Node) -> str:
    if not isinstance(node, ScalarNode):
        return "a list" if isinstance(node, SequenceNode) else "a mapping"
    shown = node.text if len(node.text) <= 40 else node.text[:39] + "…"
    return "nothing" if node.empty else f"{'' if node.plain else 'the text '}«{shown}»"


DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TAG = f"^{LANGUAGE.pattern}$"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas (JSON Schema 2020-12) of ``kit``, ``signatories``, ``contacts`` and ``questions``."""
    return {
        name.removesuffix(".yaml"): {"$schema": DRAFT, "title": name, **_object(table)} for name, table in FILES.items()
    }


def _object(table: Table) -> dict[str, Any]:
    kinds = field_types(table.model)
    properties = {key.name: {"description": key.doc, **_schema(kinds[key.target], key)} for key in table.keys}
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return schema | ({"required": list(table.required)} if table.required else {})


def _schema(kind: Any, key: Key) -> dict[str, Any]:
    kind = _present(kind)
    match _form(kind):
        case "tuple":
            return _list(get_args(kind)[0], key)
        case "localised":
            return {"anyOf": [{"type": "string"}, _by_language({"type": "string"})]}
        case "record":
            return _record(kind)
        case "number":
            return {"type": "integer", "minimum": key.least}
        case "date":
            return {"type": "string", "format": "date", "pattern": PATTERNS["date"]}
        case "choice":
            return {"enum": list(choices_of(kind))}
        case "text":
            return {"type": "string"} | ({"pattern": PATTERNS[key.holds]} if key.holds in PATTERNS else {})


def _by_language(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": {"pattern": _TAG}, "additionalProperties": values}


def _list(item: Any, key: Key) -> dict[str, Any]:
    if get_origin(item) is not tuple:
        return {"type": "array", "items": _schema(item, key)} | ({"minItems": 1} if key.filled else {})
    if key.name == "digits":
        return _by_language({"enum": ["latn", "arab"]})
    named = {name: {"type": "string", "description": text} for name, text in phrases("en").texts.items()}
    return _by_language({"type": "object", "properties": named, "additionalProperties": False})


def _record(model: type[Any]) -> dict[str, Any]:
    table = keys_of(model)
    if table.alone and len(table.keys) == 1:
        return {"type": "string"}
    return {"anyOf": [{"type": "string"}, _object(table)]} if table.alone else _object(table)
