"""The shape of the code: no function of more than forty lines, no file of more than four hundred, no circle of imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import grimp

SOURCE = Path(__file__).parents[2] / "src/presskit"


def functions() -> Iterator[tuple[int, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or 0) - node.lineno + 1, f"{path.relative_to(SOURCE)}: {node.name}"


def test_a_function_reads_at_a_glance() -> None:
    assert [each for each in functions() if each[0] > 40] == []


def test_a_file_has_one_theme() -> None:
    lengths = {path.relative_to(SOURCE): len(path.read_text("utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_two_modules_need_each_other() -> None:
    """Imports that only types need count, too. The package itself imports its API when it is asked for."""
    graph = grimp.build_graph("presskit", exclude_type_checking_imports=False)
    modules = graph.modules - {"presskit"}
    assert [
        (module, other)
        for module in sorted(modules)
        for other in graph.find_modules_directly_imported_by(module)
        if other in modules and module in graph.find_modules_directly_imported_by(other)
    ] == []
