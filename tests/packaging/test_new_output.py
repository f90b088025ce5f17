"""A newcomer adds an output: three files, and everything that must know of it does, from the first build.

The package is copied, a Markdown output ``md`` is added to the copy as docs/architecture.md says, and the copy's commands run.
"""

from __future__ import annotations

import email
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from email.message import Message
from pathlib import Path

import pytest

from tests.commands.test_build import MANIFEST

ROOT = Path(__file__).parents[2]
ROW = '    MD = "md", "Markdown", ".md", "text/markdown; charset=utf-8", False, False\n'
WRITER = """
from presskit.artefact import Artefact
from presskit.formats.expected_text import marked, transcript_account as accounts
from presskit.model.edition import Edition, Role, transcript
from presskit.model.outputs import Format
from presskit.resources import Resources

__all__ = ["accounts", "words", "write"]

def write(edition: Edition, resources: Resources) -> Artefact:
    lines = [f"# {line.text}" if line.role is Role.TITLE else marked(line) for line in transcript(edition)]
    text = "\\n\\n".join(lines)
    return Artefact(Format.MD.file_name(edition.name), Format.MD.media_type, text.encode(), edition.language)

def words(data: bytes) -> list[str]:
    return [line.removeprefix("# ") for line in data.decode().splitlines()]
"""
WRITE = "            case Format.MD:\n                from presskit.writers import md\n\n                return md.write(edition, resources)\n"
MODULE = "        case Format.MD:\n            from presskit.writers import md\n\n            return md\n"


def added(tmp_path: Path, files: Mapping[str, str]) -> Path:
    """Return a checkout with the package copied and the files changed: an empty text leaves the file as it is."""
    package = tmp_path / "checkout/src/presskit"
    shutil.copytree(ROOT / "src/presskit", package, ignore=shutil.ignore_patterns("__pycache__", "_shipped"))
    for shipped in ("templates", "fonts", "data"):
        (tmp_path / "checkout" / shipped).symlink_to(ROOT / shipped)
    for name, text in files.items():
        (package / name).write_text(text, "utf-8")
    return tmp_path / "checkout"


def table_of_outputs() -> str:
    text = (ROOT / "src/presskit/model/outputs.py").read_text("utf-8")
    return re.sub(r"(    TEXT = .*\n)", rf"\1{ROW}", text, count=1)


def bound(*, write: str = WRITE, module: str = MODULE) -> str:
    text = (ROOT / "src/presskit/writers/__init__.py").read_text("utf-8")
    text = text.replace("            case _:\n                assert_never(self.format)", f"{write}            case _:\n                assert_never(self.format)", 1)
    return text.replace("        case _:\n            assert_never(output)", f"{module}        case _:\n            assert_never(output)", 1)


def run(checkout: Path, *arguments: str | Path, code: int = 0) -> str:
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src"), "COLUMNS": "200", "SOURCE_DATE_EPOCH": "1796000000"}
    command = [sys.executable, "-m", "presskit", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=checkout.parent, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(ROOT / "data/aleppo", tmp_path / "kit"))
    text = (folder / "kit.yaml").read_text("utf-8")
    (folder / "kit.yaml").write_text(f"{text}outputs: [md]\n" if "\noutputs:" not in text else re.sub(r"(?m)^outputs:.*$", "outputs: [md]", text), "utf-8")
    return folder


THREE = {"model/outputs.py": table_of_outputs(), "writers/md.py": WRITER, "writers/__init__.py": bound()}


def attachments(message: Message) -> list[tuple[str | None, str]]:
    return [(part.get_filename(), part.get_content_type()) for part in message.walk() if part.get_content_disposition() == "attachment"]


def test_an_output_is_three_files_and_all_know_of_it(tmp_path: Path, kit: Path) -> None:
    checkout = added(tmp_path, THREE)
    assert "pdf,print,docx,html,text,md" in run(checkout, "build", "--help")
    assert "text,md" in run(checkout, "mail", "draft", "--help")
    schema = json.loads(run(checkout, "schema", "kit"))
    assert schema["properties"]["outputs"]["items"]["enum"][-1] == "md"
    contacts = run(checkout, "schema", "contacts")
    assert '"md",' in contacts
    assert '"email"' in contacts
    out = tmp_path / "build"
    assert "en/aleppo-2016-en.md" in run(checkout, "build", kit, "--out", out)
    outputs = json.loads((out / MANIFEST).read_text("utf-8"))["outputs"]
    assert outputs["en/aleppo-2016-en.md"]["format"] == "md"
    run(checkout, "mail", "draft", kit, "--build", out, "--attach", "md", "--lang", "en", "-o", tmp_path / "drafts")
    (draft,) = (tmp_path / "drafts").rglob("*.eml")
    assert attachments(email.message_from_bytes(draft.read_bytes())) == [("aleppo-2016-en.md", "text/markdown")]


def test_a_word_that_is_lost_stops_the_first_build(tmp_path: Path, kit: Path) -> None:
    checkout = added(tmp_path, {**THREE, "writers/md.py": WRITER.replace("text.encode()", "text[:-9].encode()")})
    told = run(checkout, "build", kit, "--out", tmp_path / "build", code=1)
    assert "output-text-differs" in told
    assert not (tmp_path / "build").exists()


def test_preflight_follows_the_media_type_of_an_output(tmp_path: Path) -> None:
    """An output of a media type that has checks is examined, whatever its name ends in."""
    row = ROW.replace(".md", ".book").replace("text/markdown; charset=utf-8", "application/pdf")
    checkout = added(tmp_path, {"model/outputs.py": table_of_outputs().replace(ROW, row)})
    (tmp_path / "a.book").write_bytes(b"no PDF")
    assert "pdf-unreadable" in run(checkout, "check", tmp_path / "a.book", code=2)


FORGOTTEN = {
    "no case where it is written": ({"writers/__init__.py": bound(write="")}, "assert_never"),
    "no case where it is read": ({"writers/__init__.py": bound(module="")}, "assert_never"),
    "no words": ({"writers/md.py": WRITER.replace("def words", "def lines").replace('"words"', '"lines"')}, '"WriterModule"'),
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose types mypy looks at again and again: it remembers what it found in files that did not change."""
    return added(tmp_path_factory.mktemp("types"), THREE)


@pytest.mark.parametrize("name", FORGOTTEN)
def test_what_is_forgotten_is_a_type_error_that_names_the_place(checkout: Path, name: str) -> None:
    files, told = FORGOTTEN[name]
    for path, text in (THREE | files).items():
        (checkout / "src/presskit" / path).write_text(text, "utf-8")
    options = ["--strict", "--follow-imports", "silent", "--cache-dir", str(checkout / "cache"), "--ignore-missing-imports"]
    command = [sys.executable, "-m", "mypy", *options, "src/presskit/writers/__init__.py"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"MYPYPATH": "src"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=checkout, check=False)
    errors = [line for line in done.stdout.splitlines() if "error:" in line]
    assert errors
    assert all(line.startswith("src/presskit/writers/__init__.py:") for line in errors), errors
    assert told in done.stdout
