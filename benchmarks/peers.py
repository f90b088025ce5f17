"""What one would use instead, on the same release: each makes one of the outputs, for orientation."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cases import Bounds, naive, written
from benchmarks.kits import ROOT, specimen
from benchmarks.measuring import FailedError, Sample, Way, paired, process

__all__ = ["INSTALLED", "install", "measure"]

PLACE = ROOT / ".venv-bench"
INSTALLED = ("typst", "pypandoc_binary", "docxtpl")


def install() -> str:
    """Install the peers that come from PyPI into an environment of their own; return what went wrong, in a word."""
    if (PLACE / ".installed").exists():
        return ""
    subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True)
    pip = [str(PLACE / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    failed = [name for name in INSTALLED if subprocess.run([*pip, name], check=False, capture_output=True).returncode]
    if not failed:
        (PLACE / ".installed").touch()
    return f"could not be installed: {', '.join(failed)}" if failed else ""


@dataclass(frozen=True, slots=True)
class Material:
    """The release in the forms that the peers read: a folder, and in it the stem of its JSON, HTML and DOCX."""

    folder: Path
    stem: Path

    def lines(self) -> list[dict[str, str]]:
        """Return the words of the release, line by line, with what each is."""
        lines: list[dict[str, str]] = json.loads(self.stem.with_suffix(".json").read_bytes())["lines"]
        return lines

    def put(self, name: str, text: str) -> Path:
        """Write a file and return its place."""
        place = self.folder / name
        place.write_text(text, encoding="utf-8")
        return place


def _script(text: str) -> list[str | Path]:
    """Return the command that runs a few lines of Python in the peers' environment."""
    return [PLACE / "bin" / "python", "-c", text]


def _typst(material: Material) -> Way:
    place = material.put("release.typ", TYPST_HEAD + "\n".join(map(_typst_line, material.lines())))
    made, fonts = place.with_suffix(".typst.pdf"), ROOT / "fonts"
    call = f"typst.compile({str(place)!r}, output={str(made)!r}, font_paths=[{str(fonts)!r}])"
    return process(_script(f"import typst; {call}"))


TYPST_HEAD = '#set page(paper: "a4", numbering: "1")\n#set text(font: "Noto Serif", size: 10pt, lang: "en")\n'


def _typst_line(line: dict[str, str]) -> str:
    text = "".join(f"\\{sign}" if sign in "#$*_`<>@\\[]~/=-+" else sign for sign in line["text"])
    head = {"title": "= ", "heading": "== ", "signatory": "+ ", "item": "- "}.get(line["role"], "")
    return f"{head}{text}\n"


def _pandoc(material: Material) -> Way:
    place = material.put("release.md", "\n\n".join(_markdown_line(line) for line in material.lines()))
    command = "import pypandoc,os; p=pypandoc.get_pandoc_path(); "
    call = f"os.execv(p, [p, {str(place)!r}, '-o', {str(place.with_suffix('.pandoc.docx'))!r}])"
    return process(_script(command + call))


def _markdown_line(line: dict[str, str]) -> str:
    head = {"title": "# ", "heading": "## ", "signatory": "1. ", "item": "- "}.get(line["role"], "")
    return head + line["text"].replace("*", "\\*").replace("_", "\\_")


def _docxtpl(material: Material) -> Way:
    data = material.stem.with_suffix(".json")
    template, made = material.folder / "template.docx", material.folder / "docxtpl.docx"
    lines = ["{%p for line in lines %}", "{{ line.text }}", "{%p endfor %}"]
    make = f"d = docx.Document(); [d.add_paragraph(line) for line in {lines!r}]; d.save({str(template)!r})"
    process(_script(f"import docx; {make}"))()
    render = f"t = DocxTemplate({str(template)!r}); t.render(json.load(open({str(data)!r})), autoescape=True)"
    return process(_script(f"import json; from docxtpl import DocxTemplate; {render}; t.save({str(made)!r})"))


def _libreoffice(material: Material) -> Way:
    place = material.stem.with_suffix(".docx")
    profile = f"-env:UserInstallation=file://{material.folder}/profile"
    return process([_program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", material.folder, place])


def _chromium(material: Material) -> Way:
    place = material.stem.with_suffix(".html")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={material.folder}/chromium"]
    made = f"--print-to-pdf={material.folder}/chromium.pdf"
    return process([_program("chromium"), *flags, "--no-pdf-header-footer", made, f"file://{place}"])


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FailedError(f"{name} is not installed")
    return found


WAYS: dict[str, Callable[[Material], Way]] = {
    "typst": _typst,
    "pandoc": _pandoc,
    "docxtpl": _docxtpl,
    "libreoffice": _libreoffice,
    "chromium": _chromium,
}


def measure(folder: Path, bounds: Bounds) -> tuple[dict[str, list[Sample]], dict[str, str]]:
    """Return what each peer took, and why others are missing."""
    folder.mkdir(exist_ok=True)
    kit = specimen(folder)
    material = Material(folder, written(kit, folder) / "aleppo-2016-en")
    ways, missing = {"naive": naive(kit, folder)}, dict[str, str]()
    for name, prepare in WAYS.items():
        try:
            ways[name] = prepare(material)
            ways[name]()
        except FailedError as problem:
            ways.pop(name, None)
            missing[name] = str(problem)
    return paired(ways, min(bounds.rounds, 5), bounds.seconds), missing
