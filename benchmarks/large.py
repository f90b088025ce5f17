"""The rows of the large lists: what benchmarks/large_lists.py measures, and Word files beside python-docx and docxtpl."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import large_lists
from benchmarks.cases import QUICK, Bounds
from benchmarks.kits import ROOT
from benchmarks.measuring import FailedError, Range, process, spread
from benchmarks.rows import Found

__all__ = ["lists"]

MEANT = 10_000
"""So many names the targets speak of."""
PEERS = ROOT / ".venv-bench" / "bin" / "python"
BY_STYLE = """
import docx, sys
document = docx.Document()
for number in range(int(sys.argv[1])):
    document.add_paragraph(f"Association of Relief and Development {number}", style="List Number")
document.save(sys.argv[2])
"""
BY_TEMPLATE = """
import docx, sys
from docxtpl import DocxTemplate
empty = docx.Document()
for line in ("{%p for name in names %}", "{{ name }}", "{%p endfor %}"):
    empty.add_paragraph(line)
empty.save(sys.argv[2])
template = DocxTemplate(sys.argv[2])
template.render({"names": [f"Association of Relief and Development {number}" for number in range(int(sys.argv[1]))]})
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
        **_word_files(folder, counts[-1], long["Word file"].seconds),
    }
    return {name: replace(row, judged=counts[-1] == MEANT) for name, row in rows.items()}


def _one(value: float) -> Range:
    return spread([value])


def _word_files(folder: Path, count: int, ours: float) -> dict[str, Found]:
    """Compare the Word file with those of python-docx and docxtpl, each a whole process."""
    rows = {"large-docx": (Path(sys.executable), BY_STYLE, 1), "large-docx-docxtpl": (PEERS, BY_TEMPLATE, 3)}
    return {name: _beside(ours, [python, "-c", script, str(count), folder / f"{name}.docx"], rounds)
            for name, (python, script, rounds) in rows.items()}  # fmt: skip


def _beside(ours: float, command: Sequence[str | Path], rounds: int) -> Found:
    try:
        theirs = statistics.median(process(command)().wall for _ in range(rounds))
    except FailedError as problem:
        return Found(remark=f"not measured: {problem}")
    return Found(_one(ours / theirs), None, _one(ours), _one(theirs))
