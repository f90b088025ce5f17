"""Mutants: small faults put into a copy of the code by cosmic-ray, and whether the nearest tests notice.

``make mutants`` runs all files of cosmic-ray.toml; ``python -m tests.mutation FILE …`` some of them. Prints a line a file and
each mutant that no test noticed. Exits with 0 whatever lives: a person reads the list.
"""

from __future__ import annotations

import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PARTS = ("src", "tests", "data", "fonts", "templates", "docs", "benchmarks", "pyproject.toml", "README.md", "CHANGELOG.md")


def main(chosen: Collection[str]) -> None:
    table = tomllib.loads((HERE / "cosmic-ray.toml").read_text("utf-8"))
    unknown = set(chosen) - set(table["tests"])
    if unknown:
        raise SystemExit(f"not in {HERE / 'cosmic-ray.toml'}: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = _copied(Path(folder))
        for module, tests in table["tests"].items():
            if not chosen or module in chosen:
                _run(copy, module, tests, table)


def _copied(folder: Path) -> Path:
    """Return a copy of the checkout, compiled: cosmic-ray edits files where they lie."""
    for name in PARTS:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy2(source, target)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "src", "tests"], cwd=folder, check=False)
    return folder


def _run(copy: Path, module: str, tests: list[str], table: dict[str, Any]) -> None:
    command = ["env", f"PYTHONPATH={copy / 'src'}", sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    subprocess.run(command, cwd=copy, check=True, stdout=subprocess.DEVNULL)  # the tests pass before anything is changed
    config, session = copy / "session.toml", copy / "session.sqlite"
    config.write_text(_config(module, command, table["cosmic-ray"]), "utf-8")
    session.unlink(missing_ok=True)
    _cosmic_ray(copy, "init", config, session)
    made = _sample(session, copy / module, **table["sample"])
    _cosmic_ray(copy, "exec", config, session)
    _report(session, module, made)


def _config(module: str, command: list[str], options: dict[str, Any]) -> str:
    return (
        f'[cosmic-ray]\nmodule-path = "{module}"\ntimeout = {options["timeout"]}\nexcluded-modules = []\n'
        f'test-command = "{" ".join(command)}"\n[cosmic-ray.distributor]\nname = "{options["distributor"]["name"]}"\n'
    )


def _cosmic_ray(copy: Path, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "cosmic_ray.cli", *map(str, arguments)], cwd=copy, check=True, env=dict(os.environ))


def _sample(session: Path, module: Path, seed: int, most: int) -> int:
    """Skip mutants that change nothing, and all but ``most`` of the others; return how many there were."""
    from cosmic_ray.work_db import use_db
    from cosmic_ray.work_item import WorkerOutcome, WorkResult

    with use_db(session) as work:
        idle = set(_idle(module))
        items = sorted(work.work_items, key=lambda item: (item.mutations[0].start_pos, item.mutations[0].operator_name))
        live = [item for item in items if not (item.mutations[0].start_pos in idle or _is_alike(item.mutations[0].operator_name))]
        kept = {item.job_id for item in random.Random(seed).sample(live, min(most, len(live)))}  # noqa: S311 -- a sample
        skipped = [item.job_id for item in items if item.job_id not in kept]
        work.set_multiple_results(skipped, WorkResult(WorkerOutcome.SKIPPED))
        return len(live)


def _is_alike(operator: str) -> bool:
    """Tell whether a mutant puts ``is`` for ``==``, or the other way round: what comes of it is the interpreter's business."""
    return bool(re.search("(?:Eq|Lt|Gt|LtE|GtE)_Is(?:Not)?$|_Is_Eq$|_IsNot_NotEq$", operator))


def _idle(module: Path) -> Iterator[tuple[int, int]]:
    """Yield all places (line, column) in annotations, which nothing runs, and in decorators: ``slots``, ``frozen``, ``cache``."""
    tree = ast.parse(module.read_text("utf-8"))
    for node in ast.walk(tree):
        found: list[ast.expr | None] = []
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found += node.decorator_list
        if isinstance(node, ast.FunctionDef):
            found.append(node.returns)
        if isinstance(node, ast.arg | ast.AnnAssign):
            found.append(node.annotation)
        for inner in filter(None, found):
            for line in range(inner.lineno, (inner.end_lineno or 0) + 1):
                yield from ((line, column) for column in range(inner.col_offset - 1, inner.end_col_offset or 0))


def _report(session: Path, module: str, made: int) -> None:
    from cosmic_ray.work_db import use_db
    from cosmic_ray.work_item import TestOutcome

    with use_db(session) as work:
        tried = [(item, result) for item, result in work.completed_work_items if result.test_outcome]
    lived = [(item, result) for item, result in tried if result.test_outcome is TestOutcome.SURVIVED]
    _say(f"{module}: {len(tried) - len(lived)} of {len(tried)} noticed ({made} in all)")
    for item, result in sorted(lived, key=lambda each: each[0].mutations[0].start_pos):
        _say(f"  line {item.mutations[0].start_pos[0]}, {item.mutations[0].operator_name}")
        changed = [line for line in (result.diff or "").splitlines() if line[:1] in "+-" and line[:3] not in {"---", "+++"}]
        _say("\n".join(f"    {line}" for line in changed))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
