"""The JSON Schemas of the kit's YAML files, made from the tables that the reader itself works by."""

from __future__ import annotations

import types
from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, Union, get_args, get_origin

from presskit.formats.kit_keys import FILES, Key, Table, table_of
from presskit.language.phrases import phrases
from presskit.model.people import Localised
from presskit.readers.decode import choices_of, field_types
from presskit.readers.words import LANGUAGE, PATTERNS

__all__ = ["schemas"]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TAG = f"^{LANGUAGE.pattern}$"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas (JSON Schema 2020-12) of ``kit``, ``signatories``, ``contacts`` and ``questions``."""
    made = {}
    for name, table in FILES.items():
        title = {"$schema": DRAFT, "title": name}
        made[name.removesuffix(".yaml")] = {**title, **_object(table)}
    return made


def _object(table: Table) -> dict[str, Any]:
    kinds = field_types(table.model)
    properties = {key.name: {"description": key.doc, **_schema(kinds[key.target], key)} for key in table.keys}
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return schema | ({"required": list(table.required)} if table.required else {})


def _schema(kind: Any, key: Key) -> dict[str, Any]:
    if type(None) in get_args(kind):
        return _schema(next(each for each in get_args(kind) if each is not type(None)), key)
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], key)
    if kind is Localised:
        return {"anyOf": [{"type": "string"}, _by_language({"type": "string"})]}
    return _record(kind) if is_dataclass(kind) and isinstance(kind, type) else _scalar(kind, key)


def _scalar(kind: Any, key: Key) -> dict[str, Any]:
    if kind is int:
        return {"type": "integer", "minimum": key.least}
    if kind is date:
        return {"type": "string", "format": "date", "pattern": PATTERNS["date"]}
    if get_origin(kind) in {Literal, Union, types.UnionType} or issubclass(kind, StrEnum):
        return {"enum": list(choices_of(kind))}
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
    table = table_of(model)
    if table is None:
        raise LookupError(f"no table of keys makes {model.__name__}")
    if table.alone and len(table.keys) == 1:
        return {"type": "string"}
    return {"anyOf": [{"type": "string"}, _object(table)]} if table.alone else _object(table)
