"""The same checkout gives the same wheel and source archive, byte for byte, wherever and by whomever it is built."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packaging.sbom import SBOM

ROOT = Path(__file__).parents[2]
LEFT_OUT = {".git", ".venv", "build", "dist", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}

pytestmark = pytest.mark.real


def copied(folder: Path, umask: int, moment: int) -> Path:
    """A checkout in another folder, made under another umask at another time."""
    for path in sorted(ROOT.rglob("*"), reverse=moment % 2 == 0):
        name = path.relative_to(ROOT)
        if path.is_file() and not LEFT_OUT & set(name.parts):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o777 & ~umask)
            target.write_bytes(path.read_bytes())
            target.chmod((0o777 if path.stat().st_mode & 0o100 else 0o666) & ~umask)
            os.utime(target, (moment, moment))
    return folder


def built(checkout: Path, folder: Path, umask: int, **environment: str) -> dict[str, str]:
    command = [sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel", "--outdir", str(folder), str(checkout)]
    told = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", **environment}
    subprocess.run(command, check=True, capture_output=True, umask=umask, env=told, cwd=folder.parent)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], dict[str, str]]:
    top = tmp_path_factory.mktemp("twice")
    first = built(copied(top / "a", 0o022, 1_700_000_000), top / "dist-a", 0o022, TZ="UTC", LC_ALL="C")
    other = copied(top / "another folder" / "b", 0o077, 1_600_000_001)
    second = built(other, top / "dist-b", 0o077, TZ="Asia/Tokyo", LC_ALL="C.UTF-8", HOME=str(top))
    return top / "dist-a", first, second


def test_two_builds_have_the_same_bytes(builds: tuple[Path, dict[str, str], dict[str, str]]) -> None:
    _, first, second = builds
    assert sorted(Path(name).suffix for name in first) == [".gz", ".whl"]
    assert first == second


def test_the_wheel_carries_its_bill_of_materials(builds: tuple[Path, dict[str, str], dict[str, str]]) -> None:
    (wheel,) = builds[0].glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if ".dist-info/sboms/" in each)
        assert name.endswith(".dist-info/sboms/presskit.cdx.json")  # PEP 770
        assert json.loads(archive.read(name)) == json.loads(SBOM.read_text("utf-8"))


def test_neither_names_who_built_it(builds: tuple[Path, dict[str, str], dict[str, str]]) -> None:
    (archive,) = builds[0].glob("*.tar.gz")
    with tarfile.open(archive) as members:
        infos = members.getmembers()
    assert {(each.uid, each.gid, each.uname, each.gname, each.mtime) for each in infos} == {(0, 0, "", "", 1790000000)}
    assert any(each.name.endswith("requirements/presskit.cdx.json") for each in infos)
