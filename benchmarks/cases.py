"""The comparisons of presskit with the naive script and with bare Python, one function a group of rows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from benchmarks.kits import ROOT, change_a_word, many, specimen
from benchmarks.mail_building import WAYS, in_its_own_process
from benchmarks.measuring import Command, Sample, Way, compared, paired, process, spread
from benchmarks.rows import Found, found

__all__ = ["FULL", "QUICK", "Bounds", "builds", "hundred", "mails", "naive", "one_of_three", "starts", "written"]

PYTHON = Path(sys.executable)
HERE = ROOT / "benchmarks"
PRESSKIT = PYTHON.parent / "presskit"
HUNDRED = 100
FOUR = "pdf,docx,html,text"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a comparison may go on: rounds, seconds a group, kits of ten documents, messages."""

    rounds: int
    seconds: float
    kits: int
    messages: int


QUICK = Bounds(rounds=3, seconds=30, kits=1, messages=2000)
FULL = Bounds(rounds=9, seconds=90, kits=10, messages=10_000)


def starts(folder: Path, bounds: Bounds) -> dict[str, Found]:
    """Measure what comes at once: help, and a build in which nothing has changed."""
    kit = specimen(folder)
    build: Command = [PRESSKIT, "build", kit, "-o", folder / "out", "--lang", "en", "--only", FOUR]
    ways = {
        "python": process([PYTHON, "-c", "pass"]),
        "help": process([PRESSKIT, "--help"]),
        "again": process(build),
    }
    samples = paired(ways, bounds.rounds * 3, bounds.seconds)
    return {
        "help": found(samples["help"], samples["python"]),
        "nothing-changed": found(samples["again"], samples["python"]),
    }


def builds(folder: Path, bounds: Bounds) -> dict[str, Found]:
    """Measure builds of one language beside the naive script."""
    kit = specimen(folder)
    less: Command = [PYTHON, "-m", "benchmarks.without"]
    with WarmBuilds(specimen(folder / "warm"), folder / "warm-out") as warm:
        build: Command = ["build", kit, "-o", folder / "out", "--lang", "en", "--only", FOUR, "--force"]
        ways = {
            "naive": naive(kit, folder),
            "cold": process([*less, "preflight", *build], folder=ROOT),
            "cold-set-once": process([*less, "preflight,fitting", *build], folder=ROOT),
            "cold-preflight": process([PRESSKIT, *build]),
            "warm": warm.once,
        }
        samples = paired(ways, bounds.rounds, bounds.seconds)
    return {name: found(samples[name], samples["naive"]) for name in ways if name != "naive"}


def naive(kit: Path, folder: Path) -> Way:
    """Return the naive way to make the first language of a kit."""
    return process([PYTHON, HERE / "naive.py", folder, written(kit, folder) / "aleppo-2016-en.json"])


def written(kit: Path, folder: Path) -> Path:
    """Write the data of each language of a kit into a folder of its own, and return that."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    process([PYTHON, "-m", "benchmarks.release_data", kit, data], folder=ROOT)()
    return data


class WarmBuilds:
    """A process that builds the same kit each time it is asked to, one word having changed."""

    def __init__(self, kit: Path, out: Path) -> None:
        command = [PYTHON, "-m", "benchmarks.warm_builds", kit, out, kit / "statement.en.md", FOUR]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([str(part) for part in command], cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def once(self) -> Sample:
        """Build once. The processor's time is that of the process itself, without the one that sets pages."""
        if self.process.stdin is None or self.process.stdout is None:
            raise OSError("the process has no pipes")
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        wall, cpu = json.loads(self.process.stdout.readline())
        return Sample(wall, cpu)


def one_of_three(folder: Path, bounds: Bounds) -> dict[str, Found]:
    """Measure a cold build after a word of one language has changed, beside one of that language alone."""
    kit, out = specimen(folder), folder / "out"
    three: Command = [PRESSKIT, "build", kit, "-o", out, "--only", FOUR]
    alone: Command = [PRESSKIT, "build", kit, "-o", folder / "alone", "--only", FOUR, "--lang", "fr", "--force"]
    ways = {"three": process(three, lambda: change_a_word(kit / "statement.fr.md")), "alone": process(alone)}
    samples = paired(ways, bounds.rounds, bounds.seconds)
    made = _made_after_a_change(kit, out)
    return {"one-of-three": found(samples["three"], samples["alone"], f"made anew: {made}")}


def _made_after_a_change(kit: Path, out: Path) -> str:
    """Return the languages whose files a change in the French text makes anew."""
    change_a_word(kit / "statement.fr.md")
    before = _times(out)
    process([PRESSKIT, "build", kit, "-o", out, "--only", FOUR])()
    return ", ".join(sorted({path.parent.name for path, time in _times(out).items() if before.get(path) != time}))


def _times(out: Path) -> Mapping[Path, int]:
    return {path: path.stat().st_mtime_ns for path in out.glob("*/*") if path.is_file()}


def hundred(folder: Path, bounds: Bounds) -> dict[str, Found]:
    """Measure many documents in one run, once each: they are their own repetition."""
    made = many(folder, max(2, bounds.kits))
    kits = made[: bounds.kits]
    for kit in kits:
        written(kit, folder)
    data = sorted((folder / "data").glob("*.json"))
    command: Command = [PYTHON, "-m", "benchmarks.many_builds"]
    ways = {
        "naive": process([PYTHON, HERE / "naive.py", folder, *data]),
        "one": process([*command, "1", folder / "out-1", *kits], folder=ROOT),
        "two": process([*command, "2", folder / "out-2", *kits], folder=ROOT),
    }
    samples = {name: [way()] for name, way in ways.items()}
    remark = f"{len(data)} documents"
    one, two = (found(samples[name], samples["naive"], remark) for name in ("one", "two"))
    return {
        "hundred-1": replace(one, judged=len(data) == HUNDRED),
        "hundred-2": replace(two, judged=len(data) == HUNDRED, cpu=None),
        "hundred-memory": _memory([*command, "1", folder / "out-3", *made[: max(2, bounds.kits // 2)]]),
    }


def _memory(command: Command) -> Found:
    """Return how the memory of the process that sets pages grows from kit to kit."""
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    after = [Sample(each) for each in json.loads(done.stdout)]
    return Found(compared(after[-1:], after[:1]), remark=f"{after[0].wall:.0f} → {after[-1].wall:.0f} MiB")


def mails(_: Path, bounds: Bounds) -> dict[str, Found]:
    """Measure how fast e-mails are built, in memory and to disk, each way in a process of its own."""
    rounds = [_mail_round(bounds.messages) for _ in range(3)]
    bare = _bare_memory()
    return {
        "mail-memory": Found(spread(each["presskit"]["rate"] / each["naive"]["rate"] for each in rounds)),
        "mail-disk": Found(spread(each["presskit, to disk"]["rate"] / each["naive, to disk"]["rate"] for each in rounds)),
        "mail-resident": Found(spread(each["presskit"]["peak"] - bare for each in rounds)),
    }


def _bare_memory() -> float:
    """Return the peak of a Python that does nothing, in MiB; 0 where the system does not tell."""
    script = "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    done = subprocess.run([PYTHON, "-c", script], check=False, capture_output=True, text=True)
    return int(done.stdout or 0) / 1024


def _mail_round(messages: int) -> dict[str, dict[str, float]]:
    return {way: in_its_own_process(way, messages // 100 if way.startswith("naive") else messages) for way in WAYS}
