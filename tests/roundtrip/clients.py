"""The programs that translators use, run as they run them: LibreOffice, AbiWord, OmegaT."""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong, Text, Variable
from presskit.translation.segments import Unit, text_of
from tests.programs import converted, program, soffice

__all__ = ["OFFICE_PYTHON", "edited", "in_abiword", "in_omegat", "through"]

WORD = "MS Word 2007 XML"
SCRIPT = Path(__file__).with_name("office_edits.py")
_HERE = Path("/usr/bin/python3")
OFFICE_PYTHON = _HERE if _HERE.exists() and Path("/usr/lib/python3/dist-packages/uno.py").exists() else None

Edits = Sequence[tuple[Any, ...]]


def through(data: bytes, *formats: str) -> bytes:
    """Return a Word file after LibreOffice saved it in each format in turn, and as Word at last."""
    suffix = "docx"
    for each in (*formats, "docx"):
        data = converted(data, suffix, f"docx:{WORD}" if each == "docx" else each)
        suffix = each
    return data


def edited(jobs: Mapping[str, tuple[bytes, Edits]]) -> dict[str, bytes]:
    """Return files after the edits of each, made in one run of LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        folder, pipe = Path(name), f"presskit{uuid.uuid4().hex[:8]}"
        written = []
        for label, (data, edits) in jobs.items():
            (folder / f"{label}.docx").write_bytes(data)
            paths = {"in": str(folder / f"{label}.docx"), "out": str(folder / f"{label}.out.docx")}
            written.append({**paths, "filter": WORD, "edits": edits})
        (folder / "jobs.json").write_text(json.dumps(written), "utf-8")
        _run_edits(folder, pipe)
        return {label: (folder / f"{label}.out.docx").read_bytes() for label in jobs}


def _run_edits(folder: Path, pipe: str, *, again: bool = True) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    listens = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen([str(soffice()), profile, "--headless", "--norestore", listens], stderr=subprocess.DEVNULL)
    try:
        command = [str(OFFICE_PYTHON), str(SCRIPT), pipe, str(folder / "jobs.json")]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=900, env={"PATH": "/usr/bin:/bin"})
        if done.returncode < 0 and again:  # now and then LibreOffice's bridge dies of a signal as it closes
            office.kill()
            office.wait()
            _run_edits(folder, f"{pipe}b", again=False)
            return
        assert done.returncode == 0, (done.returncode, done.stderr)
    finally:
        office.terminate()
        office.wait(30)


def in_abiword(data: bytes) -> bytes:
    """Return a Word file as AbiWord saves it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.docx").write_bytes(data)
        command = [str(program("abiword")), "--to=docx", "-o", str(folder / "out.docx"), str(folder / "in.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=900, env={"HOME": name, "PATH": "/usr/bin:/bin"})
        return (folder / "out.docx").read_bytes()


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>{language}</target_lang>
<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok><target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""
FOLDERS = ("source", "target", "omegat", "tm", "glossary", "dictionary")


def in_omegat(files: Mapping[str, bytes], language: str, units: Iterable[Unit]) -> dict[str, bytes]:
    """Return files translated in OmegaT's console: every segment that a unit has words for, paragraph by paragraph."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        project = home / "project"
        for folder in FOLDERS:
            (project / folder).mkdir(parents=True)
        (project / "omegat.project").write_text(PROJECT.format(language=language.upper()), "utf-8")
        for label, data in files.items():
            (project / "source" / label).write_bytes(data)
        everything = home / "all.tmx"
        _omegat(
            home,
            project,
            "console-createpseudotranslatetmx",
            f"--pseudotranslatetmx={everything}",
            "--pseudotranslatetype=equal",
        )
        memory = _memory(everything.read_text("utf-8"), {key: words for unit in units for key, words in _forms(unit)})
        (project / "omegat" / "project_save.tmx").write_text(memory, "utf-8")
        _omegat(home, project, "console-translate")
        return {label: (project / "target" / label).read_bytes() for label in files}


def _omegat(home: Path, project: Path, mode: str, *more: str) -> None:
    command = [str(program("omegat")), str(project), f"--mode={mode}", *more]
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, capture_output=True, timeout=900, env=environment)


def _memory(everything: str, known: Mapping[str, str]) -> str:
    """Write a translation into OmegaT's list of segments where there is one; a tag in words is found by its place."""

    def unit(match: re.Match[str]) -> str:
        before, there, rest = match[0].rpartition("<seg>")
        segment = html.unescape(rest.partition("</seg>")[0])
        said = known.get(segment) or known.get(re.sub(r"</?[a-z]\d+/?>", "", segment))
        return f"{before}{there}{html.escape(said, quote=False)}</seg></tuv></tu>" if said else ""

    return re.sub(r"<tu>.*?</tu>", unit, everything, flags=re.DOTALL)


def _forms(unit: Unit) -> Iterable[tuple[str, str]]:
    """Yield a unit's words and its translation: as words alone, and with the tags that OmegaT shows in an XLIFF file."""
    target = unit.target or ()
    yield text_of(unit.source), text_of(target)
    if not unit.is_name:
        yield _tagged(unit.source), _tagged(target)
    if unit.source != _without_last_tag(unit.source):
        without = [each for each in target if not isinstance(each, NoteRef | Variable)]
        yield _tagged(_without_last_tag(unit.source)), text_of(without)


def _without_last_tag(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return words without a mark at their end, which OmegaT does not show: it stays where it is."""
    return inlines[:-1] if inlines and isinstance(inlines[-1], NoteRef | Variable) else inlines


def _tagged(inlines: Iterable[Inline]) -> str:
    parts, number = [], 0
    for each in inlines:
        if isinstance(each, Text):
            parts.append(each.text)
            continue
        if isinstance(each, Strong | Emphasis | Link):
            parts.append(f"<g{number}>{text_of(each.children)}</g{number}>")
        elif isinstance(each, Variable | NoteRef):
            parts.append(f"<x{number}/>")
        number += 1
    return "".join(parts)
