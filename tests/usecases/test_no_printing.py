"""Below the command line nothing prints, reads arguments or ends the process: a program and a web page stand on it too."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import presskit

PACKAGE = Path(presskit.__file__).parent
ROOMS = ("usecases", "mail", "kit")
OF_A_COMMAND = frozenset({"print", "input", "exit", "quit", "SystemExit"})
OF_SYS = frozenset({"stdout", "stderr", "stdin", "exit", "argv"})
OPERATIONS = sorted(name for name in presskit.__all__ if name.islower())


def trees(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for room in rooms:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            yield str(path.relative_to(PACKAGE)), ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> set[str]:
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return named | {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def terminal(tree: ast.Module) -> set[str]:
    """Return what a module uses of a terminal or a command line."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & OF_A_COMMAND
    of_sys = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    return names | {f"sys.{node.attr}" for node in of_sys if isinstance(node.value, ast.Name) and node.value.id == "sys" and node.attr in OF_SYS}


def test_only_the_command_line_reads_arguments() -> None:
    others = [path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "cli"]
    assert [name for name, tree in trees(*others) if "argparse" in imported(tree)] == []


def test_nothing_is_printed_and_no_process_is_ended_below_the_command_line() -> None:
    assert {name: found for name, tree in trees(*ROOMS) if (found := terminal(tree))} == {}


def test_what_it_looks_for_is_found_where_it_is() -> None:
    assert terminal(ast.parse("import sys\nprint(1, file=sys.stderr)\nraise SystemExit(2)")) == {"print", "sys.stderr", "SystemExit"}


def test_no_message_of_a_request_that_cannot_be_met_names_an_option() -> None:
    """The message is shown on a web page too: which option helps is what the command line adds (``fields``)."""
    raised = [
        (name, node)
        for name, tree in trees(*ROOMS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"RequestError", "AnswerError", "OutputError"}
    ]
    texts = [(name, each.value) for name, node in raised for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    assert [(name, text) for name, text in texts if "--" in text] == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_takes_a_request_and_the_world(name: str) -> None:
    parameters = list(inspect.signature(getattr(presskit, name)).parameters.values())
    assert parameters[0].name == "request"
    assert {each.kind for each in parameters[1:]} <= {inspect.Parameter.KEYWORD_ONLY}
    assert "world" in {each.name for each in parameters}
