"""A cache without a bound is of presskit's own data: one that keeps texts from outside would grow with every text."""

from __future__ import annotations

import ast
from pathlib import Path

import presskit

ROOT = Path(presskit.__file__).parent
OWN = {"key", "keys", "name", "language", "power", "whole", "kind", "table"}
"""Arguments that take few values: keys and languages of presskit's own files, types of the model, tables of keys."""


def unbounded(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return the functions below ``@cache``."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [each for each in functions if any(ast.unparse(mark) in {"cache", "lru_cache(maxsize=None)"} for mark in each.decorator_list)]


def test_no_cache_without_a_bound_keeps_texts_from_outside() -> None:
    found = {path.relative_to(ROOT).as_posix(): unbounded(ast.parse(path.read_text("utf-8"))) for path in ROOT.rglob("*.py")}
    arguments = {
        f"{name}: {each.name}({argument.arg})"
        for name, functions in found.items()
        for each in functions
        for argument in (*each.args.args, *filter(None, [each.args.vararg]), *each.args.kwonlyargs)
        if argument.arg not in OWN
    }
    assert sum(map(len, found.values())) > 50
    assert arguments == set()
