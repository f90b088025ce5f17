"""What every use case takes first: its request, or the path of a kit; a value of the wrong kind is refused in clear words."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import Field, fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from presskit.errors import RequestError

__all__ = ["StrPath", "as_request", "checked", "refuse_missing_templates"]

R = TypeVar("R")

StrPath = str | os.PathLike[str]
"""A path, as the functions of the standard library take it."""

_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a text"),
    "bool": ((bool,), "True or False"),
    "int": ((int,), "a number"),
    "float": ((int, float), "a number"),
}


def as_request(kind: Callable[[Path], R], given: R | StrPath) -> R:
    """Return the request that was given; a bare path stands for ``kind(Path(path))``.

    Texts where paths are meant become paths, lists tuples. Raises :class:`~presskit.RequestError` for what cannot be meant.
    """
    return checked(kind(_path("path", given)) if isinstance(given, str | os.PathLike) else given)


def checked(request: R) -> R:
    """Return a request with the types that its fields have; raises :class:`~presskit.RequestError` otherwise."""
    if not is_dataclass(request) or isinstance(request, type):
        raise RequestError(f"a request or the path of a kit is meant, not «{request!r}»")
    values = {each.name: _value(request, each) for each in fields(request)}
    changed = {name: value for name, value in values.items() if value != getattr(request, name)}
    return replace(request, **changed) if changed else request


def _value(request: object, field: Field[Any]) -> object:
    """Return the value of a field in its type; fields of other types than texts, numbers and paths are left alone."""
    value, (kind, *optional) = getattr(request, field.name), str(field.type).split(" | ")
    element = kind.removeprefix("tuple[").removesuffix(", ...]")
    if element not in {"Path", *_KINDS} or (value is None and optional == ["None"]):
        return value
    of_kind = _path if element == "Path" else partial(_plain, kind=element)
    if element == kind:
        return of_kind(field.name, value)
    if not isinstance(value, tuple | list):
        raise _wrong(field.name, value, "several: a tuple or a list")
    return tuple(of_kind(field.name, each) for each in value)


def _path(name: str, value: object) -> Path:
    if not isinstance(value, str | os.PathLike) or not str(value) or "\0" in str(value):
        raise _wrong(name, value, "a path")
    return value if isinstance(value, Path) else Path(value)


def _plain(name: str, value: object, kind: str) -> object:
    types, expected = _KINDS[kind]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, types) or (isinstance(value, bool) and kind != "bool") or (number and not value >= 0):  # type: ignore[operator]
        raise _wrong(name, value, f"{expected}, not below 0" if number else expected)
    return value


def _wrong(name: str, value: object, expected: str) -> RequestError:
    return RequestError(f"«{name}» should be {expected}, but is «{value!r}»", fields=(name,))


def refuse_missing_templates(templates: Path | None) -> None:
    """Raise :class:`~presskit.RequestError` if the folder of the user's own templates is not there."""
    if templates and not templates.is_dir():
        raise RequestError(f"there is no folder of templates «{templates}»")
