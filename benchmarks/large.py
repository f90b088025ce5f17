"""The rows of the large lists: what benchmarks/large_lists.py measures, and Word files beside python-docx and docxtpl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import large_lists
from benchmarks.cases import PRESSKIT, PYTHON, QUICK, Bounds
from benchmarks.kits import ROOT, specimen
from benchmarks.large_docx import alone
from benchmarks.measuring import FailedError, Range, Way, paired, process, spread
from benchmarks.rows import Found, found

__all__ = ["lists"]

ROUNDS, SECONDS = 3, 60
"""How often two ways are measured beside each other, and how long at most."""
MEANT = 10_000
"""So many names the targets speak of."""
PEERS = ROOT / ".venv-bench" / "bin" / "python"
BY_STYLE = """
import docx, json, sys
document = docx.Document()
for name in json.load(open(sys.argv[1])):
    document.add_paragraph(name, style="List Number")
document.save(sys.argv[2])
"""
BY_TEMPLATE = """
import docx, json, sys
from docxtpl import DocxTemplate
empty = docx.Document()
for line in ("{%p for name in names %}", "{{ name }}", "{%p endfor %}"):
    empty.add_paragraph(line)
empty.save(sys.argv[2])
template = DocxTemplate(sys.argv[2])
template.render({"names": json.load(open(sys.argv[1]))})
template.save(sys.argv[2])
"""


def lists(folder: Path, bounds: Bounds) -> dict[str, Found]:
    """Measure a long list and one of a quarter of it."""
    counts = (500, 2_000) if bounds == QUICK else (2_500, MEANT)
    measured = list(large_lists.rows(counts, 1))
    grows = dict(large_lists.exponents(measured))
    long = {row.what: row for row in measured if row.count == counts[-1]}
    remark = f"{counts[-1]:,} names, once"
    pdf, late = long["tagged PDF"], long["one late signature, warm"]
    rows = {
        "large-pdf": Found(_one(pdf.ratio), None, _one(pdf.seconds), _one(long[large_lists.PLAIN].seconds), remark),
        "large-pdf-memory": Found(_one(max(pdf.peak, pdf.worker)), remark=remark),
        "growth-pdf": Found(_one(grows["tagged PDF"]), remark=remark),
        "growth-docx": Found(_one(grows["Word file"]), remark=remark),
        "late-signature": Found(_one(late.seconds / pdf.seconds), None, _one(late.seconds), _one(pdf.seconds), remark),
        **_word_files(folder, counts[-1]),
        **_whole_builds(folder, counts[-1]),
        **_writers_alone(counts[-1]),
    }
    return {name: replace(row, judged=counts[-1] == MEANT) for name, row in rows.items()}


def _one(value: float) -> Range:
    return spread([value])


def _word_files(folder: Path, count: int) -> dict[str, Found]:
    """Compare the Word file with those of python-docx and docxtpl, each a whole process that reads the names from JSON."""
    signing = large_lists.listed(folder, count)
    ours = process([PYTHON, "-m", "benchmarks.large_lists", "--work", "Word file", signing], folder=ROOT)
    rows = {"large-docx": BY_STYLE, "large-docx-docxtpl": BY_TEMPLATE}
    return {name: _in_turn(ours, process(_peer(script, count, folder))) for name, script in rows.items()}


def _peer(script: str, count: int, folder: Path) -> Sequence[str | Path]:
    python = PYTHON if script is BY_STYLE else PEERS
    return [python, "-c", script, large_lists.listed(folder, count), folder / "peer.docx"]


def _whole_builds(folder: Path, count: int) -> dict[str, Found]:
    """Compare the command that builds the Word file of a kit, cold, with python-docx and docxtpl."""
    kit = specimen(folder / "signed")
    listed = "".join(f"  - {name}\n" for name in large_lists.names(count))
    (kit / "signatories.yaml").write_text(f"signatories:\n{listed}", encoding="utf-8")
    build = process([PRESSKIT, "build", kit, "-o", folder / "signed-out", "--only", "docx", "--lang", "en", "--force"])
    rows = {"large-docx-build": BY_STYLE, "large-docx-build-docxtpl": BY_TEMPLATE}
    return {name: _in_turn(build, process(_peer(script, count, folder))) for name, script in rows.items()}


def _writers_alone(count: int) -> dict[str, Found]:
    """Compare writers in memory: like with like, without the imports, checks and looks of a build."""
    ours, peers = alone(PYTHON, "presskit", count), {"python-docx": PYTHON, "docxtpl": PEERS}
    rows = {"large-docx-memory": "python-docx", "large-docx-memory-docxtpl": "docxtpl"}
    return {name: _in_turn(ours, alone(peers[writer], writer, count)) for name, writer in rows.items()}


def _in_turn(ours: Way, theirs: Way) -> Found:
    try:
        samples = paired({"ours": ours, "theirs": theirs}, ROUNDS, SECONDS)
    except FailedError as problem:
        return Found(remark=f"not measured: {problem}")
    return found(samples["ours"], samples["theirs"])

