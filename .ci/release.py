"""Makes a release: checks, builds, tries the wheel in a fresh environment, and tags; uploads nothing.

Run ``python .ci/release.py VERSION``; ``--dry-run`` does all but the tag. Run it with the
Python of ``.venv``, on a clean checkout of the main branch.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import venv
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parents[1]
VERSION = re.compile(r"\d+\.\d+\.\d+")
KIT = "data/aleppo"


def main() -> None:
    """Make the release that is named, or end with a word about what stands in the way."""
    parser = argparse.ArgumentParser(description="Check, build, try and tag a release; nothing is uploaded.")
    parser.add_argument("version", help="as in CHANGELOG.md and presskit.__version__: 0.1.0")
    parser.add_argument("--dry-run", action="store_true", help="do everything but the tag")
    parser.add_argument("--without-tests", action="store_true", help="make test was run on this commit already")
    asked = parser.parse_args()
    notes = ready(asked.version)
    if not asked.without_tests:
        run("make", "test")
    with tempfile.TemporaryDirectory() as folder:
        try_wheel(build(Path(folder)), Path(folder), asked.version)
    if asked.dry_run:
        say(f"{asked.version} can be released; nothing was tagged. Its notes:\n\n{notes}")
        return
    words = ["--cleanup=verbatim", "--message", f"presskit {asked.version}\n\n{notes}"]
    run("git", "tag", "--annotate", *words, f"v{asked.version}")
    say(f"tagged v{asked.version}. To publish: git push origin v{asked.version}")


def ready(version: str) -> str:
    """Return the notes of the version; end where the tree, the version or the changelog is not ready for it."""
    if not VERSION.fullmatch(version):
        refuse(f"«{version}» is no version: three numbers with points between, 0.1.0")
    if output("git", "status", "--porcelain"):
        refuse("there are changes that are not committed")
    if output("git", "tag", "--list", f"v{version}"):
        refuse(f"v{version} is there already")
    written = re.search(r'^__version__ = "(.+)"$', (ROOT / "src/presskit/version.py").read_text("utf-8"), re.MULTILINE)
    if written is None or written[1] != version:
        refuse(f"presskit.__version__ is not {version}")
    return notes_of(version, (ROOT / "CHANGELOG.md").read_text("utf-8"))


def notes_of(version: str, changelog: str) -> str:
    """Return what the changelog says of a version. Its head is «## 0.1.0 (2026-11-30)»."""
    found = re.search(rf"^## {re.escape(version)} \((.+?)\)\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if found is None:
        today = datetime.now(UTC).date()
        refuse(f"CHANGELOG.md has no chapter «## {version} ({today})»")
    if not found[2].strip():
        refuse(f"the chapter of {version} in CHANGELOG.md is empty")
    return found[2].strip()


def build(folder: Path) -> Path:
    """Build the wheel and the source archive, and return where the wheel lies."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    return wheel


def try_wheel(wheel: Path, folder: Path, version: str) -> None:
    """Install the wheel in an environment of its own and build the specimen with it."""
    venv.create(folder / "fresh", with_pip=True)
    python = folder / "fresh" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(str(python), "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(ROOT / "requirements/run.txt"))
    run(str(python), "-m", "pip", "install", "-qq", "--no-deps", str(wheel))
    if version not in output(str(python), "-m", "presskit", "--version"):
        refuse("the wheel says another version")
    run(str(python), "-m", "presskit", "build", str(ROOT / KIT), "--out", str(folder / "build"))


def run(*command: str) -> None:
    """Run a command; end where it fails."""
    say("$ " + " ".join(command[:4]) + (" …" if len(command) > 4 else ""))
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        refuse(f"{command[0]} failed")


def output(*command: str) -> str:
    """Return what a command prints."""
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def say(words: str) -> None:
    """Print a line for the person who waits."""
    print(words, flush=True)  # noqa: T201


def refuse(why: str) -> NoReturn:
    """End; nothing was tagged."""
    sys.exit(f"no release: {why}")


if __name__ == "__main__":
    main()
