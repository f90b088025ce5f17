"""Thousands of signatories: presskit against WeasyPrint with a plain <ol>, as a Markdown table.

    python -m benchmarks.large_lists [COUNT …]

Each measurement is a process of its own, begun cold and timed from outside: it imports what it needs, sets the pages in
presskit's fonts, tagged, and ends. Peaks are of resident memory: the process's own, and that of its worker.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presskit.artefact import Artefact
    from presskit.model.edition import Edition
    from presskit.typesetting.typesetter import Typesetter

__all__ = ["edition", "exponents", "listed", "main", "names", "rows"]

COUNTS = (2_500, 10_000)
ROUNDS = 2
WORDS = (
    "Relief", "Development", "Women", "Children", "Health", "Education", "Water",
    "Rights", "Peace", "Youth", "Legal", "Housing", "Media", "Farmers",
    "Nurses",
)  # fmt: skip
PLACES = (
    "Aleppo", "Damascus", "Homs", "Idlib", "Hama", "Daraa", "Beirut", "Amman",
    "Gaziantep", "Paris", "Berlin", "London", "Brussels", "Geneva", "Oslo",
)  # fmt: skip
KINDS = (
    "Association", "Foundation", "Network", "Union", "Initiative", "Organisation",
    "Committee", "Centre", "League", "Society",
)  # fmt: skip
PLAIN = "plain <ol>"


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured: seconds (median), megabytes of the process and of its worker, and the ratio to the plain list."""

    count: int
    what: str
    seconds: float
    peak: int
    worker: int
    ratio: float


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def names(count: int) -> list[str]:
    """Return names of organisations, the same on every run, no two alike; one in fifty has a number in it."""
    pick = random.Random(6).choice  # noqa: S311 -- not for secrets
    lists = (PLACES, WORDS, WORDS, KINDS)
    drawn = ("{} {} and {} {}".format(*map(pick, lists)) for _ in range(count))
    return [f"{name} {number if number % 50 == 0 else _letters(number)}" for number, name in enumerate(drawn)]


def _letters(number: int) -> str:
    """Return a number as letters: «Caab»."""
    digits = (number // 26**place % 26 for place in range(4))
    return "".join(chr(ord("a") + digit) for digit in digits).capitalize()


def edition(signing: list[str]) -> Edition:
    """Return an edition that those sign."""
    from tests.samples import edition as sample

    from presskit.model.edition import Group, Member, SignatoryList

    members = tuple(Member(f"s{number}", name, str(number), number) for number, name in enumerate(signing, 1))
    return replace(sample("en"), signatories=SignatoryList("Signatories", (Group("All who sign", "", members),)))


def _plain(signing: list[str]) -> None:
    from presskit.resources import Resources
    from presskit.typesetting.rendering import Rendering

    items = "".join(f"<li>{name}</li>" for name in signing)
    style = '@page { size: A4; margin: 23mm } html { font: 7.8pt/11pt "Noto Serif" }'
    page = f'<html lang="en"><head><title>A letter</title><style>{style}</style></head><body><ol>{items}</ol></body></html>'
    rendering = Rendering(page, Path(Resources().fonts))
    rendering.print_(rendering.lay_out(), pdf_variant="pdf/ua-1")


def _set(made: Edition, typesetter: Typesetter | None = None) -> Artefact:
    from presskit.resources import Resources
    from presskit.typesetting.typesetter import Typesetter
    from presskit.writers import pdf
    from presskit.writers.pages import set_pages

    with ExitStack() as stack:
        setter = typesetter or stack.enter_context(Typesetter())
        return pdf.write(made, Resources(), set_pages(made, Resources(), setter))


def _pdf(signing: list[str]) -> None:
    _set(edition(signing))


def _checked_pdf(signing: list[str]) -> None:
    from presskit.checks.preflight import preflight

    made = edition(signing)
    artefact = _set(made)
    findings = preflight(artefact.name, artefact.data, artefact.media_type, made)
    if findings:
        raise SystemExit(f"preflight finds: {findings[0].diagnostic.message}")


def _docx(signing: list[str]) -> None:
    from presskit.resources import Resources
    from presskit.writers import docx

    docx.write(edition(signing), Resources())


def _late(signing: list[str]) -> None:
    """Print how long the PDF of one more signature takes in a process that has just made the one without it."""
    from presskit.typesetting.typesetter import Typesetter

    signing = [*signing, "Late Signatories of the Last Hour"]
    with Typesetter() as typesetter:
        _set(edition(signing[:-1]), typesetter)
        begun = time.perf_counter()
        _set(edition(signing), typesetter)
        _say(json.dumps({"seconds": time.perf_counter() - begun}))


WORK: dict[str, Callable[[list[str]], None]] = {
    PLAIN: _plain,
    "tagged PDF": _pdf,
    "tagged PDF with preflight": _checked_pdf,
    "Word file": _docx,
    "one late signature, warm": _late,
}


def listed(folder: Path, count: int) -> Path:
    """Write names into a file of JSON, which is read in a moment, and return its place."""
    place = folder / f"names-{count}.json"
    if not place.exists():
        place.write_text(json.dumps(names(count)), encoding="utf-8")
    return place


def _measured(what: str, signing: Path) -> tuple[float, int, int]:
    """Do the work in a new process; return its seconds and its peaks in MB."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.large_lists", "--work", what, str(signing)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - begun
    told = {key: value for line in out.splitlines() for key, value in json.loads(line).items()}
    return told.get("seconds", seconds), told["peak"], told["worker"]


def _work(what: str, signing: str) -> None:
    import resource

    WORK[what](json.loads(Path(signing).read_bytes()))
    kilobytes = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    _say(json.dumps({"peak": kilobytes[0] // 1024, "worker": kilobytes[1] // 1024}))


def rows(counts: tuple[int, ...] = COUNTS, rounds: int = ROUNDS) -> Iterator[Row]:
    """Yield what was measured; all kinds of work take turns, so that a busy moment of the machine meets them alike."""
    found: dict[tuple[str, int], list[tuple[float, int, int]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _, what, count in product(range(rounds), WORK, counts):
            found.setdefault((what, count), []).append(_measured(what, listed(Path(folder), count)))
    for count in counts:
        plain = statistics.median(each[0] for each in found[PLAIN, count])
        for what in WORK:
            seconds, peak, worker = (statistics.median(part) for part in zip(*found[what, count], strict=True))
            yield Row(count, what, seconds, int(peak), int(worker), seconds / plain)


def exponents(measured: list[Row]) -> Iterator[tuple[str, float]]:
    """Yield how each kind of work grows from the smallest to the largest list: 1 is in step with it."""
    for what in WORK:
        some = [row for row in measured if row.what == what]
        first, last = some[0], some[-1]
        if last.count > first.count:
            yield what, math.log(last.seconds / first.seconds) / math.log(last.count / first.count)


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--work"]:
        _work(sys.argv[2], sys.argv[3])
        return
    measured = list(rows(tuple(map(int, sys.argv[1:])) or COUNTS))
    grows = dict(exponents(measured))
    _say("| names | what | seconds | peak, MB | its worker, MB | against the plain list | grows with n to the |")
    _say("|---|---|---|---|---|---|---|")
    for row in measured:
        power = f"{grows[row.what]:.2f}" if row.count == measured[-1].count and row.what in grows else ""
        facts = (row.count, row.what, f"{row.seconds:.2f}", row.peak, row.worker, f"{row.ratio:.2f}", power)
        _say(f"| {' | '.join(map(str, facts))} |")


if __name__ == "__main__":
    main()
