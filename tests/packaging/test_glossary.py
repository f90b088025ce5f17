"""The glossary's names exist, and no public name uses a word that the glossary retired."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import presskit
from presskit.cli.parser import make_parser
from presskit.usecases.explain import rules

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/presskit"
GLOSSARY = ROOT / "docs/glossary.md"
ROW = re.compile(r"^\| (?P<term>[^|]+) \| (?P<means>[^|]+) \| (?P<code>[^|]+) \| (?P<source>[^|]+) \|$", re.MULTILINE)

RETIRED = (
    "asked", "barred", "contraband", "crowd", "desk", "despite", "foresight", "hired", "house", "houses", "keeping", "kept", "likeness",
    "look", "looking", "looks", "made", "meant", "overseer", "painter", "parted", "places", "reach", "reached", "reaches", "returning",
    "said", "say", "says", "shelf", "strangers", "taking", "tell", "tells", "throng", "told", "unreached", "veil", "workforce",
)  # fmt: skip
RETIRED_TOGETHER = (("press", "list"), ("taken", "off"), ("lean", "import"))
EXCEPTIONS = {
    "bleed-not-reached": "a code: a colour ends before the bleed's edge",
    "RunLook": "the formatting of a run of Word: how it looks",
    "look_ahead": "sets pages ahead, the usual word for it (lookahead)",
    "looks_like_name": "says that it is a guess",
    "looks_like_title": "says that it is a guess",
    "kept": "the state of a returned text in --json of translate import, and a key of questions",
    "reached": "a key of --json", "places": "a key of kit.yaml", "says": "a key of explain --json",
    "asked": "the key of a question in questions.yaml: what is asked",
}
"""Public names that use a retired word all the same, and why."""


def words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def retired(name: str) -> bool:
    split = words(name)
    return any(word in RETIRED for word in split) or any(pair in RETIRED_TOGETHER for pair in pairwise(split))


@cache
def sources() -> dict[Path, ast.Module]:
    return {path.relative_to(SOURCE): ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def module_names() -> Iterator[str]:
    return (part for path in sources() for part in path.with_suffix("").parts if not part.startswith("_"))


def defined() -> Iterator[str]:
    """Yield the names of public classes, functions and methods."""
    for tree in sources().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield node.name


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield each command and each option, those of commands within commands included."""
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices
            for each in {id(one): one for one in action.choices.values()}.values():
                yield from options(each)


def json_keys() -> Iterator[str]:
    """Yield the keys of every dict in the commands: what ``--json`` prints is made there."""
    for path, tree in sources().items():
        if path.parts[0] != "cli":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                yield from (key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def public_names() -> set[str]:
    return {*module_names(), *defined(), *options(make_parser()), *json_keys(), *rules()}


def identifiers() -> set[str]:
    """Return every name that a search of the source for an identifier finds, keys of tables and codes included."""
    names = {*module_names(), *defined(), *options(make_parser()), *rules()}
    for tree in sources().values():
        for node in ast.walk(tree):
            names.update(_names_in(node))
    return names


def _names_in(node: ast.AST) -> Iterable[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.ClassDef(name=name) | ast.arg(arg=name) | ast.FunctionDef(name=name):
            return (name,)
        case ast.Constant(value=str(text)) if re.fullmatch(r"[\w-]+", text):
            return (text,)
    return ()


def rows() -> list[re.Match[str]]:
    found = [row for row in ROW.finditer(GLOSSARY.read_text("utf-8")) if row["term"].strip() not in {"term", "---"}]
    return [row for row in found if not set(row["term"]) <= set("- ")]


def test_each_term_stands_once_and_names_its_source() -> None:
    terms = [row["term"].strip() for row in rows()]
    assert len(terms) > 60
    assert len(terms) == len(set(terms))
    assert not [row["term"] for row in rows() if not row["means"].strip() or not row["source"].strip()]


def test_each_row_of_the_tables_is_read() -> None:
    lines = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("|")]
    heads = [line for line in lines if line.startswith(("| term |", "|---|"))]
    assert len(lines) - len(heads) == len(rows())


def test_what_the_glossary_names_in_the_code_is_there() -> None:
    known = identifiers()
    named = {name for row in rows() for name in re.findall(r"`([^`]+)`", row["code"])}
    assert not sorted(named - known)
    assert not [row["term"] for row in rows() if "`" not in row["code"]]


def test_no_public_name_uses_a_retired_word() -> None:
    assert sorted(name for name in public_names() if retired(name) and name not in EXCEPTIONS) == []
    assert sorted(set(EXCEPTIONS) - public_names() - identifiers()) == []


def test_the_api_page_lists_every_public_name() -> None:
    page = (ROOT / "docs/reference/api.md").read_text("utf-8")
    assert [name for name in presskit.__all__ if f"\n### {name}\n" not in page] == []


PLAIN = {
    "add", "answer", "back", "build", "built", "busy", "cancelled", "change", "changed", "check", "choices", "conflict", "decision", "edit", "error", "file", "files",
    "group", "identity", "ids", "import", "made", "mail", "merge", "move", "new", "out", "plan", "planned", "questions", "read", "remove", "request", "resolve",
    "row", "send", "server", "severity", "status", "step", "test", "translate", "typesetter", "verdict", "watch", "write",
}  # fmt: skip
"""Words of the API that mean what a dictionary of English says."""


def test_each_noun_of_the_api_is_in_the_glossary() -> None:
    terms = {word for row in rows() for word in re.findall(r"[a-z]+", row["term"].lower())}
    terms |= {word for row in rows() for name in re.findall(r"`([^`]+)`", row["code"]) for word in words(name)}
    nouns = {word for name in presskit.__all__ for word in words(name)} - PLAIN
    assert sorted(noun for noun in nouns if not {noun, noun.removesuffix("s"), noun.removesuffix("ies") + "y"} & terms) == []
