"""presskit schema: the JSON Schema of the kit's YAML files, for editors that complete and check while one types."""

from __future__ import annotations

import argparse
import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presskit.cli.command import Command, Exit
from presskit.cli.console import Console
from presskit.errors import RequestError

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="kit, signatories, contacts or questions (default: all)")
    parser.add_argument("-o", "--out", metavar="DIR", type=Path, help="write NAME.schema.json files into this folder")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.kit import write_all
    from presskit.readers.schema import schemas

    chosen = _chosen(schemas(), arguments.name)
    if arguments.out is None:
        console.emit(chosen if arguments.name is None else chosen[arguments.name])
        return Exit.OK
    files = {f"{name}.schema.json": _bytes(schema) for name, schema in chosen.items()}
    written = [str(path) for path in write_all(arguments.out, files)]
    if arguments.json:
        console.emit({"files": written})
    else:
        console.say("\n".join(written))
    return Exit.OK


def _chosen(schemas: Mapping[str, Any], name: str | None) -> Mapping[str, Any]:
    if name is None:
        return schemas
    if name not in schemas:
        close = difflib.get_close_matches(name, schemas, 1)
        hint = f"did you mean «{close[0]}»?" if close else f"choose from: {', '.join(schemas)}"
        raise RequestError(f"there is no schema «{name}»; {hint}")
    return {name: schemas[name]}


def _bytes(schema: object) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


COMMAND = Command(
    name="schema",
    summary="print the JSON Schemas of the kit's files",
    usage="presskit schema [NAME] [-o DIR] [--json]",
    examples=("presskit schema kit", "presskit schema --out schemas"),
    arguments=_arguments,
    run=_run,
)
