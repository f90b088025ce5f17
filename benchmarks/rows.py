"""What is measured and how it stands to its target: the rows of the table in docs/performance.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.measuring import Range, Sample, compared, spread

__all__ = ["PEERS", "ROWS", "Found", "Peer", "Row", "found"]


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. ``target`` and ``stretch`` are ratios; with ``rising``, more is better. ``unit`` stands for ×."""

    name: str
    what: str
    target: float
    stretch: float | None = None
    rising: bool = False
    unit: str = "×"

    def holds(self, value: float) -> bool:
        """Tell whether a value meets the target."""
        return value >= self.target if self.rising else value <= self.target

    @property
    def limit(self) -> str:
        """The target in words."""
        return f"{'≥' if self.rising else '≤'} {self.target:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured for a row: the ratio, seconds of ours and of the other's, or why nothing was.

    What was measured with less than the target speaks of is not ``judged``.
    """

    ratio: Range | None = None
    cpu: Range | None = None
    ours: Range | None = None
    theirs: Range | None = None
    remark: str = ""
    judged: bool = True


def found(ours: Sequence[Sample], theirs: Sequence[Sample], remark: str = "") -> Found:
    """Compare two ways, by the wall and by the processors' time."""
    walls = [spread(each.wall for each in samples) for samples in (ours, theirs)]
    return Found(compared(ours, theirs), compared(ours, theirs, "cpu"), walls[0], walls[1], remark)


ROWS: tuple[Row, ...] = (
    Row("help", "`presskit --help` / bare Python", 3, 2),
    Row("nothing-changed", "nothing changed since the last build / bare Python", 4, 1.6),
    Row("cold", "cold build of one language without preflight: PDF, DOCX, HTML, text / naive", 0.60, 0.42),
    Row("cold-set-once", "the same, and pages set once, as naive sets them: no fitting of the last page / naive", 0.60, 0.42),
    Row("cold-preflight", "cold build as it is, with preflight of everything made / naive", 1.0, 0.7),
    Row("warm", "one word changed, warm (`--watch`) / naive, cold", 0.25, 0.17),
    Row("one-of-three", "one word changed in one of three languages, cold / build of one language", 1.1),
    Row("hundred-1", "100 documents, PDF + DOCX, one task at a time / naive in one process", 0.62, 0.55),
    Row("hundred-2", "100 documents, PDF + DOCX, two at a time / naive in one process", 0.34, 0.30),
    Row("hundred-memory", "memory of the process that sets pages, after all documents / after a fifth of them", 1.1),
    Row("large-pdf", "10,000 signatories, tagged PDF / WeasyPrint with `<ol>`", 0.35, 0.10),
    Row("large-pdf-memory", "10,000 signatories, tagged PDF, peak of memory", 250, unit="MiB"),
    Row("large-docx", '10,000 signatories, DOCX / python-docx with `style="name"`', 0.02, 0.005),
    Row("large-docx-docxtpl", "10,000 signatories, DOCX / docxtpl", 1.0),
    Row("large-docx-build", "the whole build of it: YAML, checks, DOCX, preflight / python-docx, names alone", 0.02, 0.005),
    Row("large-docx-build-docxtpl", "the whole build of it: YAML, checks, DOCX, preflight / docxtpl, names alone", 1.0),
    Row("large-docx-memory", "the writers alone, names → DOCX in memory, imports apart: presskit / python-docx", 0.02, 0.005),
    Row("large-docx-memory-docxtpl", "the writers alone, names → DOCX in memory, imports apart: presskit / docxtpl", 1.0),
    Row("growth-pdf", "growth from 2,500 to 10,000 signatories, PDF", 1.05, 1.02, unit="(exponent)"),
    Row("growth-docx", "growth from 2,500 to 10,000 signatories, DOCX", 1.05, 1.02, unit="(exponent)"),
    Row("late-signature", "one late signature among 10,000 / the full build", 0.25, 0.1),
    Row("mail-memory", "emails, held in memory, a second / naive", 50, 80, rising=True),
    Row("mail-disk", "emails, written to disk, a second / naive", 12, 20, rising=True),
    Row("mail-resident", "emails, held in memory, memory above bare Python", 40, unit="MiB"),
)


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that makes one of the outputs of the same release."""

    name: str
    what: str


PEERS: tuple[Peer, ...] = (
    Peer("naive", "WeasyPrint + Jinja2 + python-docx → PDF, DOCX"),
    Peer("typst", "Typst → PDF (tagged)"),
    Peer("pandoc", "pandoc → DOCX"),
    Peer("docxtpl", "docxtpl → DOCX"),
    Peer("libreoffice", "LibreOffice: DOCX → PDF"),
    Peer("chromium", "Chromium: HTML → PDF"),
)
