"""Makes docs/reference/limits.md of the table of limits: python -m tests.packaging.limits_page."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from presskit import limits

__all__ = ["page", "table"]

HEAD = """\
# The limits

How much presskit reads of what comes from outside, and how much work it does for it. What exceeds a limit is a finding or a
refusal in words, never a crash: a file that is larger than any release needs is damaged, or was made to do harm. One megabyte
is 1,048,576 bytes. This page is made of the code (`src/presskit/limits.py`); `make docs` writes it anew.
"""


def table() -> dict[str, dict[str, tuple[float, str]]]:
    """Return the limits by group and name, each with its value and its docstring."""
    lines = Path(limits.__file__).read_text("utf-8").splitlines()
    heads = {number: line[2:] for number, line in enumerate(lines, 1) if line.startswith("# ")}
    body = ast.parse("\n".join(lines)).body[1:]
    found: dict[str, dict[str, tuple[float, str]]] = {head: {} for head in heads.values()}
    for name, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(name, ast.Assign) or not isinstance(name.targets[0], ast.Name) or name.targets[0].id == "MEGABYTE":
            continue
        key = name.targets[0].id
        told = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
        head = heads[max(number for number in heads if number < name.lineno)]
        found[head][key] = (getattr(limits, key), " ".join(str(told).split()))
    return found


def _value(name: str, value: float) -> str:
    if name.endswith("_BYTES") and value % limits.MEGABYTE == 0:
        return f"{value // limits.MEGABYTE:,} MB"
    return f"{value:,g}" if value < 1000 else f"{int(value):,}"


def _group(head: str, rows: dict[str, tuple[float, str]]) -> Iterator[str]:
    yield f"\n## {head}\n\n| limit | of what | name |\n|---|---|---|\n"
    for name, (value, told) in rows.items():
        yield f"| {_value(name, value)} | {told.rstrip('.')} | `{name}` |\n"


def page() -> str:
    """Return the page's Markdown."""
    return HEAD + "".join(part for each in table().items() for part in _group(*each))


if __name__ == "__main__":
    sys.stdout.write(page())
