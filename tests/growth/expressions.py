"""Every regular expression of presskit, where it stands, and how it is applied.

What the module alone defines is evaluated in the module; what a function puts together is taken down while samples are read.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import presskit

ROOT = Path(presskit.__file__).parent
APPLIED = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
ALL = frozenset({"search", "fullmatch", "sub"})
"""How an expression is measured that is handed on to other functions."""
_ANYWHERE = {"finditer": "search", "findall": "search", "subn": "sub", "split": "sub"}


class Site(NamedTuple):
    """A call of the module ``re``: module, first and last line, what is called, the call itself."""

    module: str
    line: int
    last: int
    called: str
    call: ast.Call

    @property
    def name(self) -> str:
        """The place in words."""
        return f"{self.module}:{self.line}"


class Expression(NamedTuple):
    """A compiled expression, where it stands, and how it is applied there."""

    name: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Yield the modules of presskit with their syntax trees."""
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(("presskit", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        if not name.endswith("__main__"):
            yield name, ast.parse(path.read_text("utf-8"))


def sites(module: str, tree: ast.Module) -> Iterator[Site]:
    """Yield the calls of ``re`` that take an expression."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        called = call.func.attr if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "re" else ""
        if called in ("compile", *APPLIED):
            yield Site(module, call.lineno, call.end_lineno or call.lineno, called, call)


def expressions(read_samples: Callable[[], None]) -> tuple[list[Expression], list[Site]]:
    """Return all expressions, and the calls of ``re`` whose expression is not known: no sample came by."""
    found: dict[tuple[str, str | bytes, int], Expression] = {}
    open_sites = []
    for module, tree in modules():
        space = vars(importlib.import_module(module))
        uses = _uses(tree)
        for site in sites(module, tree):
            methods = _methods(site, tree, uses)
            pattern = _evaluated(site, space)
            if pattern is None:
                open_sites.append((site, methods))
            else:
                _add(found, Expression(site.name, pattern, methods))
    taken_down = _taken_down(read_samples)
    unknown = []
    for site, methods in open_sites:
        path = str(_path(site.module))
        patterns = {each for (file, line), each in taken_down if file == path and site.line <= line <= site.last}
        for pattern in sorted(patterns, key=lambda each: str(each.pattern)):
            _add(found, Expression(site.name, pattern, methods))
        if not patterns:
            unknown.append(site)
    return list(found.values()), unknown


def _add(found: dict[tuple[str, str | bytes, int], Expression], each: Expression) -> None:
    key = (each.name, each.pattern.pattern, each.pattern.flags)
    known = found.get(key)
    found[key] = each._replace(methods=each.methods | known.methods) if known else each


def _path(module: str) -> Path:
    return Path(sys.modules[module].__file__ or "")


def _evaluated(site: Site, space: dict[str, Any]) -> re.Pattern[Any] | None:
    """Return the expression of a call that needs nothing but what its module defines."""
    flags: list[ast.expr] = [each.value for each in site.call.keywords if each.arg == "flags"]
    if site.called in ("compile", "search", "match", "fullmatch", "findall", "finditer"):
        flags += site.call.args[(1 if site.called == "compile" else 2) :]
    try:
        source, *given = (eval(compile(ast.Expression(each), site.name, "eval"), space) for each in (site.call.args[0], *flags))  # noqa: S307
    except NameError:
        return None
    return source if isinstance(source, re.Pattern) else re.compile(source, *given)


def _uses(tree: ast.Module) -> dict[str, frozenset[str]]:
    """Return by name of a variable or function of a module how its expression is applied; ALL where it is handed on."""
    uses: dict[str, set[str]] = {}
    applied = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            inner = node.value.func if isinstance(node.value, ast.Call) else node.value
            if isinstance(inner, ast.Name) and node.attr in (*APPLIED, "pattern"):
                applied.add(inner)
                uses.setdefault(inner.id, set()).update({node.attr} - {"pattern"})
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in applied:
            uses.setdefault(node.id, set()).update(ALL)
    return {name: frozenset(_ANYWHERE.get(each, each) for each in methods) for name, methods in uses.items()}


def _methods(site: Site, tree: ast.Module, uses: dict[str, frozenset[str]]) -> frozenset[str]:
    if site.called != "compile":
        return frozenset({_ANYWHERE.get(site.called, site.called)})
    for node in tree.body:
        if node.lineno <= site.line <= (node.end_lineno or node.lineno):
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(each, ast.Return) and each.value is site.call for each in ast.walk(node)
            ):
                return uses.get(node.name) or ALL
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else None
            if isinstance(target, ast.Name) and getattr(node, "value", None) is site.call and target.id.startswith("_"):
                return uses.get(target.id) or ALL
    for attribute in (each for each in ast.walk(tree) if isinstance(each, ast.Attribute)):
        if attribute.value is site.call:
            return frozenset({_ANYWHERE.get(attribute.attr, attribute.attr)})
    return ALL


def _taken_down(read_samples: Callable[[], None]) -> set[tuple[tuple[str, int], re.Pattern[Any]]]:
    """Return the file and line of each call of ``re`` in presskit while samples are read, and its expression."""
    seen: set[tuple[tuple[str, int], re.Pattern[Any]]] = set()
    with _listening(seen):
        read_samples()
    return seen


@contextmanager
def _listening(seen: set[tuple[tuple[str, int], re.Pattern[Any]]]) -> Iterator[None]:
    real = re._compile  # type: ignore[attr-defined]

    def listening(pattern: Any, flags: Any) -> re.Pattern[Any]:
        compiled: re.Pattern[Any] = real(pattern, flags)
        caller = sys._getframe(2)
        if caller.f_code.co_filename.startswith(str(ROOT)):
            seen.add(((caller.f_code.co_filename, caller.f_lineno), compiled))
        return compiled

    for name, module in list(sys.modules.items()):
        if name.startswith("presskit"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    re._compile = listening  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = real  # type: ignore[attr-defined]
