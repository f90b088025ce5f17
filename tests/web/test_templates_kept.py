"""presskit's own templates are compiled once, and kept like Python's compiled files."""

from __future__ import annotations

import subprocess
import sys
from os import environ
from pathlib import Path

CODE = """
import sys, jinja2
from pathlib import Path
from tests.samples import edition
from presskit.resources import Resources
from presskit.writers import html
compiled, compile_ = [], jinja2.Environment.compile
jinja2.Environment.compile = lambda self, source, name=None, *rest, **more: (compiled.append(name), compile_(self, source, name, *rest, **more))[1]
resources = Resources().with_templates(Path(sys.argv[1])) if sys.argv[1:] else Resources()
html.rendered(edition("en"), "screen", resources)  # what a worker does for the user's own
print(" ".join(sorted(compiled)))
"""


def compiled(place: Path, *arguments: str, keep: bool = True) -> list[str]:
    """Return the templates that a new process compiles."""
    told = {**environ, "PYTHONPYCACHEPREFIX": str(place), "PYTHONDONTWRITEBYTECODE": "" if keep else "1"}
    done = subprocess.run([sys.executable, "-c", CODE, *arguments], capture_output=True, text=True, check=True, env=told)
    return done.stdout.split()


def test_templates_are_compiled_once(tmp_path: Path) -> None:
    assert "release.html.j2" in compiled(tmp_path)
    assert compiled(tmp_path) == []


def test_where_python_keeps_nothing_neither_do_templates(tmp_path: Path) -> None:
    for _ in range(2):
        assert "release.html.j2" in compiled(tmp_path, keep=False)
    assert not list(tmp_path.rglob("*"))


def test_templates_of_the_users_own_are_not_kept(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    compiled(tmp_path / "kept")
    for _ in range(2):
        assert "release.html.j2" in compiled(tmp_path / "kept", str(own))


def test_a_spoiled_file_is_made_anew(tmp_path: Path) -> None:
    compiled(tmp_path)
    for path in tmp_path.rglob("*.jinja"):
        path.write_bytes(b"")
    assert "release.html.j2" in compiled(tmp_path)
    assert compiled(tmp_path) == []
