"""The table of limits is the only place where a limit has its number, and it costs nothing to import."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from presskit import limits
from tests.packaging.limits_page import page, table

SOURCE = Path(limits.__file__).parent
BYTES = re.compile(r"\* ?1024\b|1024 ?\*\*|\d ?\* ?MEGABYTE\b")
OWN = {"limits.py", "mail/compose.py"}  # from this size on an e-mail is warned of: nothing is refused


def test_no_other_module_counts_megabytes() -> None:
    others = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).as_posix() not in OWN]
    assert len(others) > 100
    assert [str(path) for path in others if BYTES.search(path.read_text("utf-8"))] == []


def test_the_table_imports_nothing_and_says_what_each_limit_is() -> None:
    tree = ast.parse(Path(limits.__file__).read_text("utf-8"))
    assert not [each for each in ast.walk(tree) if isinstance(each, ast.Import | ast.ImportFrom | ast.Call)]
    rows = {name: row for group in table().values() for name, row in group.items()}
    assert rows.keys() == {name for name in vars(limits) if name.isupper()} - {"MEGABYTE"}
    assert not [name for name, (value, told) in rows.items() if value <= 0 or not told.endswith(".")]


def test_every_limit_is_taken_by_somebody() -> None:
    code = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py") if path.name != "limits.py")
    names = [name for group in table().values() for name in group]
    assert [name for name in names if not re.search(rf"\b{name}\b", code)] == []


def test_the_page_names_them() -> None:
    assert "| 5 MB | Bytes of one text of a kit | `KIT_TEXT_BYTES` |" in page()
