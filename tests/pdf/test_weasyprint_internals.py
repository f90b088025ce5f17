"""WeasyPrint is imported without what it does not need, and still has it when it does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(code: str, **environment: str) -> str:
    told = {**os.environ, **environment}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=told)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nobody_is_asked_and_the_rest_waits() -> None:
    code = """
import subprocess, sys
def refuse(*arguments, **options): raise AssertionError(arguments)
subprocess.Popen = refuse
from presskit.typesetting.weasyprint_internals import weasyprint
weasyprint()
from presskit.typesetting.weasyprint_internals import DEFERRED
print([type(sys.modules[name]).__name__ for name in DEFERRED])
"""
    assert run(code) == "['_Deferred', '_Deferred', '_Deferred', '_Deferred']\n"


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
from presskit.typesetting.weasyprint_internals import fast_import
with fast_import():
    from fontTools import subset
    from fontTools.varLib.instancer import instantiateVariableFont
options = subset.Options(hinting=False)
print(type(options).__module__, options.hinting)
try: instantiateVariableFont({}, {})
except Exception as problem: print(type(problem).__name__)
"""
    assert run(code).splitlines()[0] == "fontTools.subset False"


DECLARED = """
from presskit.typesetting.weasyprint_internals import weasyprint
weasyprint()
import sys
from weasyprint.text import ffi, fonts, line_break
assert ffi.ffi is fonts.ffi is line_break.ffi
print(type(ffi.ffi).__module__, "pycparser" in sys.modules, ffi.pango.pango_units_from_double(1))
"""


def test_declarations_are_parsed_once_and_kept(tmp_path: Path) -> None:
    place = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    assert run(DECLARED, **place) == "_cffi_backend True 1024\n"
    kept = list(tmp_path.rglob("declarations-*.py"))
    assert len(kept) == 1
    assert run(DECLARED, **place) == "_cffi_backend False 1024\n"
    assert list(tmp_path.rglob("declarations-*.py")) == kept


def test_where_python_keeps_nothing_neither_does_presskit(tmp_path: Path) -> None:
    place = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    assert run(DECLARED, **place) == "cffi.api True 1024\n"
    assert not list(tmp_path.rglob("*"))


def test_a_folder_that_cannot_be_written_to_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    place = {"PYTHONPYCACHEPREFIX": str(tmp_path / "taken"), "PYTHONDONTWRITEBYTECODE": ""}
    assert run(DECLARED, **place) == "cffi.api True 1024\n"


@pytest.mark.parametrize("spoiled", ["", "ffi = (", "x = 1"])
def test_a_kept_file_that_is_spoiled_is_made_anew(tmp_path: Path, spoiled: str) -> None:
    place = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    run(DECLARED, **place)
    (kept,) = tmp_path.rglob("declarations-*.py")
    kept.write_text(spoiled)
    assert run(DECLARED, **place) == "cffi.api True 1024\n"
    assert run(DECLARED, **place) == "_cffi_backend True 1024\n"


def test_weasyprint_declares_all_at_once() -> None:
    """Declarations that come after the first call would not be known to the interface that is kept."""
    code = """
import cffi
declared = []
declare = cffi.FFI.cdef
cffi.FFI.cdef = lambda self, source, *rest, **options: (declared.append(source), declare(self, source, *rest, **options))
import weasyprint
print(len(declared))
"""
    assert run(code) == "1\n"


def test_a_compressed_font_is_still_read() -> None:
    code = """
import io
from pathlib import Path
from fontTools.ttLib import TTFont
from presskit.resources import Resources
font, out = TTFont(Path(Resources().fonts) / "NotoSans-Numerals.ttf"), io.BytesIO()
font.flavor = "woff2"
font.save(out)
import sys
for name in [each for each in sys.modules if each.startswith("fontTools")]: del sys.modules[name]
from presskit.typesetting.weasyprint_internals import fast_import
with fast_import():
    from fontTools.ttLib import woff2
plain = io.BytesIO()
woff2.decompress(io.BytesIO(out.getvalue()), plain)
print(plain.getvalue()[:4])
"""
    assert run(code) == "b'\\x00\\x01\\x00\\x00'\n"
