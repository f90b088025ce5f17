"""The release script: what stands in the way of a release is said before anything is made."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci/release.py"
CHANGELOG = "# Changelog\n\n## 1.2.0 (2026-11-30)\n\n- A thing.\n\n## 1.1.0 (2026-10-01)\n\n## 1.0.0 (2026-09-01)\n\n- The first.\n"


@pytest.fixture(scope="module")
def release() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_notes_are_the_chapter_of_the_version(release: ModuleType) -> None:
    assert release.notes_of("1.2.0", CHANGELOG) == "- A thing."
    assert release.notes_of("1.0.0", CHANGELOG) == "- The first."


@pytest.mark.parametrize(("version", "why"), [("1.3.0", "has no chapter"), ("1.1.0", "is empty"), ("1.2", "has no chapter")])
def test_a_version_without_notes_is_no_release(release: ModuleType, version: str, why: str) -> None:
    with pytest.raises(SystemExit, match=why):
        release.notes_of(version, CHANGELOG)


def test_a_checkout_that_is_not_ready_is_refused(tmp_path: Path, release: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], cwd=tmp_path, check=True,
                       capture_output=True)

    monkeypatch.setattr(release, "ROOT", tmp_path)
    (tmp_path / "src/presskit").mkdir(parents=True)
    (tmp_path / "src/presskit/version.py").write_text('__version__ = "1.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    git("init", "-q")
    with pytest.raises(SystemExit, match="not committed"):
        release.ready("1.2.0")
    git("add", ".")
    git("commit", "-qm", "all")
    assert release.ready("1.2.0") == "- A thing."
    with pytest.raises(SystemExit, match="is no version"):
        release.ready("v1.2.0")
    with pytest.raises(SystemExit, match="__version__ is not"):
        release.ready("1.0.0")
    git("tag", "v1.2.0")
    with pytest.raises(SystemExit, match="is there already"):
        release.ready("1.2.0")


def test_its_help_says_that_nothing_is_uploaded() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--help"], capture_output=True, text=True, check=True)
    assert "nothing is uploaded" in done.stdout
