"""WeasyPrint is imported without what it does not need, and still has it when it does."""

from __future__ import annotations

import subprocess
import sys


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nobody_is_asked_and_the_rest_waits() -> None:
    code = """
import subprocess, sys
def refuse(*arguments, **options): raise AssertionError(arguments)
subprocess.Popen = refuse
from presskit.typesetting.rendering import weasyprint
weasyprint()
from presskit.typesetting.lean_import import LATER
print([type(sys.modules[name]).__name__ for name in LATER])
"""
    assert run(code) == "['_Later', '_Later', '_Later']\n"


def test_weasyprint_asks_for_no_more_than_can_wait() -> None:
    """What WeasyPrint takes from the modules that wait are functions and classes that it calls."""
    code = """
import ast, pathlib, importlib.util
folder = pathlib.Path(importlib.util.find_spec("weasyprint").origin).parent
found = set()
for path in folder.rglob("*.py"):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fontTools"):
            found |= {(path.name, node.module, name.name) for name in node.names}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "subset":
            found.add((path.name, "subset", node.attr))
print(sorted(found))
"""
    assert run(code).strip() == str(
        [
            ("fonts.py", "fontTools", "subset"),
            ("fonts.py", "fontTools.ttLib", "TTFont"),
            ("fonts.py", "fontTools.ttLib", "TTLibError"),
            ("fonts.py", "fontTools.ttLib", "ttFont"),
            ("fonts.py", "fontTools.ttLib", "woff2"),
            ("fonts.py", "fontTools.varLib.instancer", "instantiateVariableFont"),
            ("fonts.py", "subset", "Options"),
            ("fonts.py", "subset", "Subsetter"),
        ]
    )


def test_what_waited_works_when_it_is_called() -> None:
    code = """
from presskit.typesetting.lean_import import lean
with lean():
    from fontTools import subset
    from fontTools.varLib.instancer import instantiateVariableFont
options = subset.Options(hinting=False)
print(type(options).__module__, options.hinting)
try: instantiateVariableFont({}, {})
except Exception as problem: print(type(problem).__name__)
"""
    assert run(code).splitlines()[0] == "fontTools.subset False"
