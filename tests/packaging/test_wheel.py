"""The wheel: it carries what it needs, and builds a kit far from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EDITOR = "presskit/studio/editor/"

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip would build it, with the build's own library taken from here, not from an index."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``presskit`` of a new environment: the wheel alone, and the libraries of this one behind it."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(folder, with_pip=False)
    python = next(folder.glob("[Bb]*/python")) if os.name != "nt" else folder / "Scripts/python.exe"
    target = Path(subprocess.run([str(python), "-c", "import site; print(site.getsitepackages()[0])"], check=True,
                                 capture_output=True, text=True).stdout.strip())
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    libraries = [path for path in site.getsitepackages() if Path(path).is_dir()]
    (target / "libraries.pth").write_text("\n".join(libraries) + "\n", encoding="utf-8")
    return python.parent / "presskit"


def contents(folder: Path) -> set[str]:
    """What git keeps of a folder of the checkout, for that is what a release carries."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {".DS_Store"}


def test_the_wheel_carries_templates_fonts_kits_and_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "fonts", "data"):
        shipped = {name.removeprefix(f"presskit/_shipped/{folder}/") for name in names if f"_shipped/{folder}/" in name}
        missing = {name for name in contents(ROOT / folder) if "__pycache__" not in name} - shipped
        assert not missing
    screens = [path for path in (ROOT / "src/presskit/studio").rglob("*") if "editor" not in path.parts]
    studio = {path for path in screens if path.suffix in {".j2", ".css", ".js", ".svg"}}
    assert len(studio) > 10
    assert {path.relative_to(ROOT / "src").as_posix() for path in studio} <= names
    licences = {Path(name).name for name in names if ".dist-info/licenses/" in name}
    assert {"LICENSE"} < licences
    assert any(name.startswith("OFL") for name in licences)


def test_the_wheel_carries_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.endswith((".pyc", ".DS_Store")) or name.startswith(("tests/", "docs/"))]


def test_the_wheel_carries_the_editor_as_it_is_bundled_without_its_sources(wheel: Path) -> None:
    names = {name.removeprefix(EDITOR) for name in zipfile.ZipFile(wheel).namelist() if name.startswith(EDITOR)}
    built = contents(ROOT / "src" / EDITOR / "built")
    if not built:
        pytest.skip("the editor is not bundled: make studio")
    assert built == {"editor.js", "editor.css", "LICENCES.txt"}
    assert names == {f"built/{name}" for name in built}


def test_it_builds_a_kit_far_from_the_checkout(program: Path, tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PRESSKIT_DEBUG": "1"}
    subprocess.run([str(program), "new", "my-kit"], cwd=tmp_path, env=environment, check=True, capture_output=True)
    command = [str(program), "build", "my-kit", "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)["files"]
    assert {"pdf", "docx", "html", "text"} <= {each["format"] for each in made}
    assert all((tmp_path / "build" / each["path"]).stat().st_size == each["bytes"] for each in made)


def test_it_runs_its_own_code_not_the_checkouts(program: Path, tmp_path: Path) -> None:
    python = program.parent / "python"
    command = [str(python), "-c", "import presskit, presskit.resources as r; print(presskit.__file__, r.shipped('fonts'))"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert str(ROOT) not in done.stdout
    shutil.rmtree(tmp_path)
