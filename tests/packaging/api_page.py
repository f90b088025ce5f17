"""Makes docs/reference/api.md of the docstrings of what is public: python -m tests.packaging.api_page."""

from __future__ import annotations

import dataclasses
import enum
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import presskit

__all__ = ["page"]

HEAD = """\
# The Python API

This page is made of the docstrings of what `presskit.__all__` lists; `make docs` writes it anew. Its examples are run as
tests, each in a folder with a kit `my-kit` as `presskit new` makes it, after `import presskit` and
`from pathlib import Path`.

"""
_ROLE = re.compile(r":(?:class|func|data):`~?([\w.]+)`")
_EXAMPLE = re.compile(r"((?:^(?:>>>|\.\.\.).*\n(?:^(?!>>>|\.\.\.)\S.*\n)*)+)", re.MULTILINE)


def _prose(thing: object) -> str:
    """Return a docstring as Markdown: names in code, examples in fences."""
    text = (inspect.getdoc(thing) or "") + "\n"
    text = _ROLE.sub(lambda found: f"`{found[1].rpartition('.')[2]}`", text).replace("``", "`")
    text = re.sub(r"::\n\n((?:    .*\n|\n)+)", lambda found: f":\n\n```python\n{textwrap.dedent(found[1]).strip()}\n```\n\n", text)
    return _EXAMPLE.sub(lambda found: f"```pycon\n{found[1]}```\n", text).strip()


def _default(value: Any) -> str:
    if isinstance(value, presskit.World):
        return "World()"
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if getattr(value, "__name__", "").startswith("_"):
        return "..."
    return value.__name__ if callable(value) else repr(value).replace("PosixPath(", "Path(").replace("WindowsPath(", "Path(")


def _parameter(one: inspect.Parameter) -> str:
    kind = one.annotation if isinstance(one.annotation, str) else getattr(one.annotation, "__name__", str(one.annotation))
    typed = f"{one.name}: {kind}"
    if one.default is inspect.Parameter.empty:
        return typed
    return f"{typed} = {'...' if 'factory' in repr(one.default) else _default(one.default)}"


def _signature(name: str, function: Callable[..., Any], result: str = "") -> str:
    given = [one for one in inspect.signature(function).parameters.values() if one.name != "self" and not one.name.startswith("_")]
    texts = [_parameter(one) for one in given]
    first = next((place for place, one in enumerate(given) if one.kind is inspect.Parameter.KEYWORD_ONLY), None)
    if first is not None:
        texts.insert(first, "*")
    line = f"{name}({', '.join(texts)}){result}"
    return line if len(line) < 100 else f"{name}(\n    " + ",\n    ".join(texts) + f",\n){result}"


def _function(name: str, function: Callable[..., Any], depth: str = "###") -> str:
    result = inspect.signature(function).return_annotation
    return f"{depth} {name}\n\n```python\n{_signature(name, function, f' -> {result}')}\n```\n\n{_prose(function)}\n\n"


def _members(thing: type) -> Iterator[str]:
    """Yield an entry of a list for each public property and method."""
    for name, member in vars(thing).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property) and member.fget:
            yield f"- `{name}` → `{inspect.signature(member.fget).return_annotation}`: {_indented(member)}\n"
        elif inspect.isfunction(member):
            result = inspect.signature(member).return_annotation
            yield f"- `{_signature(name, member, f' -> {result}')}`: {_indented(member)}\n"


def _indented(thing: object) -> str:
    return _prose(thing).replace("\n", "\n  ").replace("\n  \n", "\n\n")


def _class(name: str, thing: type) -> str:
    text = f"### {name}\n\n"
    if dataclasses.is_dataclass(thing):
        text += f"```python\n{_signature(name, thing)}\n```\n\n"
    text += _prose(thing) + "\n\n"
    if issubclass(thing, enum.Enum):
        text += "Values: " + ", ".join(f"`{each.name}`" for each in thing) + ".\n\n"
    members = "" if issubclass(thing, enum.Enum) else "".join(_members(thing))
    return text + (members + "\n" if members else "")


def page() -> str:
    """Return the page's Markdown."""
    things = {name: getattr(presskit, name) for name in presskit.__all__}
    functions = {name: thing for name, thing in things.items() if not inspect.isclass(thing)}
    errors = {name: thing for name, thing in things.items() if inspect.isclass(thing) and issubclass(thing, Exception)}
    values = {name: thing for name, thing in things.items() if name not in {*functions, *errors}}
    text = HEAD + _prose(presskit) + "\n\n## Functions\n\n" + "".join(_function(*each) for each in functions.items())
    text += "## Requests, reports and other values\n\n" + "".join(_class(*each) for each in values.items())
    text += "## Exceptions\n\n" + "".join(_class(*each) for each in errors.items())
    return text.rstrip() + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
