"""The largest kits: 100,000 signatories, and 5 MB of text, each beside half of it, as a Markdown table.

    python -m benchmarks.scale [--names 50000,100000] [--megabytes 2.5,5] [--only build,check]

Each measurement is one run of the command, cold and into a new folder. Seconds are those of the processors, of all
processes of the command; memory is the most that they had at one time together (what they share counts for each), looked at
every 50 milliseconds.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.large_lists import KINDS, PLACES, WORDS, names

__all__ = ["COMMANDS", "MEGABYTES", "NAMES", "Run", "main", "measured", "rows", "signed", "worded"]

NAMES = (50_000, 100_000)
MEGABYTES = (2.5, 5.0)
COMMANDS = {
    "check": ("check",),
    "build --only html text docx": ("build", "--only", "html,text,docx"),
    "build, all outputs": ("build",),
}
LOOK = 0.05
"""Seconds between two looks at the memory."""
PAGE = os.sysconf("SC_PAGE_SIZE")
SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of Linux: what a process leaves behind is ours, so that its seconds are counted."""

HEAD = """\
id: {name}
kind: joint-statement
languages: [en]
date: 2026-05-12
places: [Geneva]
release: immediate
outputs: [pdf, print, docx, html, text]
"""
STATEMENT = """\
---
title: Those who sign ask for water, schools and a road that stays open
---
We, the {{ signatory_count }} who sign, ask for water, schools and a road that stays open. {#lede}
"""
CONTACTS = "contacts:\n  - name: Press desk\n    emails: [press@example.org]\n"
FIRST = ("Amina", "Bruno", "Clara", "Daoud", "Elena", "Farid", "Greta", "Hana")
LAST = ("Bel", "Cor", "Dan", "Fer", "Hal", "Mor")
ENDS = ("ani", "berg", "dottir", "elli", "ford", "gren", "hout", "idze")
VERBS = ("asks for", "reports on", "pays for", "opens", "repairs", "counts", "plans", "keeps")
MATTERS = ("the water mains", "a clinic", "two schools", "the north road", "its archive", "the harvest", "a radio", "a bridge")


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds of processors, MiB of memory of all processes together, and what it said last; its exit code."""

    cpu: float
    peak: float
    code: int
    said: str


def signed(folder: Path, how_many: int) -> Path:
    """Write a kit with so many signatories: organisations, some with a country and a short name, and persons."""
    kit = _kit(folder / f"signed-{how_many}", STATEMENT)
    _sign(kit, how_many)
    return kit


def _sign(kit: Path, how_many: int) -> None:
    entries = (_entry(number, name) for number, name in enumerate(names(how_many)))
    (kit / "signatories.yaml").write_text("signatories:\n" + "".join(entries), encoding="utf-8")


def _entry(number: int, organisation: str) -> str:
    match number % 4:
        case 0:
            return f"  - {organisation}\n"
        case 1:
            return f"  - name: {organisation}\n    country: {('CH', 'LB', 'JO', 'NO')[number // 4 % 4]}\n"
        case _:
            first, last = FIRST[number % 8], LAST[number // 8 % 6] + ENDS[number // 48 % 8]
            middle = organisation.rpartition(" ")[2].capitalize()
            return f"  - person: {first} {middle} {last}\n    affiliation: {organisation}\n"


def worded(folder: Path, megabytes: float) -> Path:
    """Write a kit with so much text: headings, paragraphs, lists, quotes, links, and notes."""
    size = int(megabytes * 1_000_000)
    parts, length = [STATEMENT], len(STATEMENT)
    for part in _parts():
        length += len(part)
        if length > size:
            break
        parts.append(part)
    kit = _kit(folder / f"worded-{megabytes}", "".join(parts))
    _sign(kit, 4)
    return kit


def _parts() -> Iterator[str]:
    draw = random.Random(4)  # noqa: S311 -- the same words each time

    def sentence() -> str:
        who = f"The {draw.choice(PLACES)} {draw.choice(WORDS)} {draw.choice(KINDS)}"
        what = f"{draw.choice(VERBS)} {draw.choice(MATTERS)} in {draw.choice(PLACES)}"
        return f"{who} {what} for {draw.randrange(2, 9000):,} people."

    def sentences(number: int) -> str:
        return " ".join(sentence() for _ in range(number))

    for number in count(1):
        yield (
            f"\n## {draw.choice(WORDS)} in {draw.choice(PLACES)}, part {number}\n\n"
            + "".join(f"{sentences(4)}\n\n" for _ in range(4))
            + f"{sentence()} **{sentence()}** *{sentence()}* [See part {number}](https://example.org/{number}).[^{number}]\n\n"
            + "".join(f"- {sentence()}\n" for _ in range(5))
            + f"\n> {sentences(2)}\n>\n> — {draw.choice(FIRST)} {draw.choice(LAST)}{draw.choice(ENDS)}\n\n"
            + f"[^{number}]: {sentence()}\n"
        )


def _kit(folder: Path, statement: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "kit.yaml").write_text(HEAD.format(name=folder.name.replace(".", "-")), encoding="utf-8")
    (folder / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    (folder / "statement.en.md").write_text(statement, encoding="utf-8")
    return folder


def measured(command: Sequence[str | Path]) -> Run:
    """Run a command to its end, and count what it and all processes that it began took. Linux only."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile() as said:
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1778544000", "NO_COLOR": "1"}
        started = subprocess.Popen([str(part) for part in command], stdout=said, stderr=said, env=environment)
        peak, cpu, code = 0.0, 0.0, 0
        while True:
            try:
                ended, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if not ended:
                peak = max(peak, sum(_resident(each) for each in _tree(os.getpid())))
                time.sleep(LOOK)
                continue
            cpu += used.ru_utime + used.ru_stime
            code = os.waitstatus_to_exitcode(status) if ended == started.pid else code
        started.returncode = code
        said.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines()
    return Run(cpu, peak / 2**20, code, " / ".join([line for line in lines if line.strip()][-3:]))


def _tree(process: int) -> Iterator[int]:
    """Yield the processes below one."""
    try:
        below = [each for task in Path(f"/proc/{process}/task").iterdir() for each in (task / "children").read_text().split()]
    except OSError:
        return  # it has ended meanwhile
    for each in below:
        yield int(each)
        yield from _tree(int(each))


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * PAGE
    except OSError:
        return 0


def rows(kits: Sequence[Path], commands: Sequence[str], out: Path) -> Iterator[str]:
    """Yield the rows of a table: each command with each kit, and its ratio to the kit before."""
    presskit = Path(sys.executable).parent / "presskit"
    for name in commands:
        before: Run | None = None
        for kit in kits:
            verb, *options = COMMANDS[name]
            target: list[str | Path] = [] if verb == "check" else ["-o", out]
            run = measured([presskit, verb, kit, *target, *options])
            shutil.rmtree(out, ignore_errors=True)
            whole = before is not None and not (before.code or run.code)
            ratio = f"{run.cpu / before.cpu:.2f} | {run.peak / before.peak:.2f}" if before and whole else " | "
            ended = f"exit code {run.code}: {run.said}" if run.code else ""
            yield f"| {name} | {kit.name} | {run.cpu:.1f} | {run.peak:.0f} | {ratio} | {ended} |"
            before = run


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", default=",".join(map(str, NAMES)))
    parser.add_argument("--megabytes", default=",".join(map(str, MEGABYTES)))
    parser.add_argument("--only", default=",".join(map(str, range(len(COMMANDS)))), help="commands by their number, from 0")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the kits")
    asked = parser.parse_args(arguments)
    commands = [list(COMMANDS)[int(each)] for each in asked.only.split(",")]
    _say("| command | kit | processor time, s | memory, MiB | time to half | memory to half | |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        place = asked.keep or Path(folder)
        lists = [signed(place, int(each)) for each in asked.names.split(",") if each]
        texts = [worded(place, float(each)) for each in asked.megabytes.split(",") if each]
        for kits in (lists, texts):
            for row in rows(kits, commands, Path(folder) / "out"):
                _say(row)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
