"""docs/performance.md, written from what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.kits import ROOT
from benchmarks.measuring import Range, Sample, compared, spread
from benchmarks.profiles import KINDS, MOMENTS, Profile
from benchmarks.rows import PEERS, ROWS, Found, Row

__all__ = ["NOTES", "PAGE", "PICTURE", "Results", "written"]

PAGE = ROOT / "docs" / "performance.md"
PICTURE = ROOT / "docs" / "performance.svg"
NOTES = ROOT / "benchmarks" / "notes.md"

INTRODUCTION = """\
# Performance

This page is written by `make bench`, which runs every comparison anew; `make bench QUICK=1` takes fewer rounds. All
are whole processes and run in turn, A B A B, after one round to warm up: a machine that is busy is busy for both. The
ratio is the median of the rounds' ratios, least and most in parentheses. «Naive» is the script that one would write
(`benchmarks/naive.py`): WeasyPrint, Jinja2 and python-docx in one process, with the same page template, the same fonts and
the same tagging. It neither checks the kit, nor makes the last page worth its paper, nor looks at what it has made.
"""


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured, and on what."""

    day: date
    machine: Sequence[tuple[str, str]]
    rows: Mapping[str, Found] = field(default_factory=dict)
    peers: Mapping[str, Sequence[Sample]] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    before: Profile = field(default_factory=dict)
    after: Profile = field(default_factory=dict)
    quick: bool = False


def written(results: Results, notes: str) -> str:
    """Return the page; ``notes`` are those of people."""
    parts = [INTRODUCTION, *_machine(results), *_table(results), *_peers(results), *_profile(results), notes.strip()]
    return "\n".join(parts) + "\n"


def _machine(results: Results) -> Iterable[str]:
    yield f"Measured on {results.day.isoformat()}{', quickly' if results.quick else ''}.\n\n| | |\n|---|---|"
    yield from (f"| {name} | {words} |" for name, words in results.machine)


def _table(results: Results) -> Iterable[str]:
    yield "\n## Against the targets\n\n![Each value as a part of its target](performance.svg)\n"
    yield "| row | what | target | measured | processor time | seconds, ours / other | |"
    yield "|---|---|---|---|---|---|---|"
    yield from (_row(row, results.rows.get(row.name, Found(remark="not measured"))) for row in ROWS)


def _row(row: Row, found: Found) -> str:
    seconds = f"{_seconds(found.ours)} / {_seconds(found.theirs)}" if found.ours and found.theirs else ""
    said = "; ".join(filter(None, [_verdict(row, found), found.remark]))
    limit = row.limit + (f", better {row.stretch:g}" if row.stretch else "")
    return f"| {row.name} | {row.what} | {limit} | {_range(found.ratio)} | {_range(found.cpu)} | {seconds} | {said} |"


def _verdict(row: Row, found: Found) -> str:
    if found.ratio is None:
        return ""
    if not found.judged:
        return "not judged"
    return "met" if row.holds(found.ratio.median) else "**not met**"


def _range(value: Range | None) -> str:
    return f"{_short(value.median)} ({_short(value.least)}–{_short(value.most)})" if value else ""


def _short(value: float) -> str:
    digits = 0 if value >= 20 else 1 if value >= 5 else 2 if value >= 0.1 else 3
    return f"{value:.{digits}f}"


def _seconds(value: Range) -> str:
    return f"{value.median:.3f}" if value.median < 1 else f"{value.median:.2f}"


def _peers(results: Results) -> Iterable[str]:
    yield "\n## What others take\n"
    yield "The same release by other programs, for orientation: none of them makes every output.\n"
    yield "| program | wall, against naive | processor time, against naive | seconds | peak, MiB |\n|---|---|---|---|---|"
    for peer in PEERS:
        samples, naive = results.peers.get(peer.name), results.peers.get("naive")
        if not samples or not naive:
            yield f"| {peer.what} | not measured: {results.missing.get(peer.name, 'it is not installed')} | | | |"
            continue
        wall, cpu = compared(samples, naive), compared(samples, naive, "cpu")
        taken, peak = spread(each.wall for each in samples), spread(each.peak for each in samples)
        yield f"| {peer.what} | {_range(wall)} | {_range(cpu)} | {_seconds(taken)} | {peak.median:.0f} |"


def _profile(results: Results) -> Iterable[str]:
    yield "\n## Where the time of a build goes\n"
    yield "Milliseconds from the beginning until each part was done: PDF, DOCX, HTML, text of one language, and preflight.\n"
    yield "| part | cold, before | cold, now | warm, before | warm, now |\n|---|---|---|---|---|"
    for name in MOMENTS:
        values = (results_of.get(kind, {}).get(name) for kind in KINDS for results_of in (results.before, results.after))
        yield f"| {name} | " + " | ".join("" if value is None else f"{value:.0f}" for value in values) + " |"
    yield ""
