"""How good an import is: names, facts, contacts, questions and silent faults of each text of the corpus, beside its truth.

Run it as ``python -m benchmarks.import_quality [FOLDER] [--only WORD] [--told] [--json] [--jobs N]``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.import_lines import lines_of
from benchmarks.import_measure import Measure, Quotes, measure, published, words
from benchmarks.import_oracle import answer_all, state_of
from benchmarks.import_truth import CORPUS, FIELDS, Truth, read_truth
from presskit import ImportRequest, RequestError, import_files

__all__ = ["Row", "figures", "lines_of", "main", "measured", "summary"]

_LETTERS = {"right": "=", "asked": "?", "wrong": "!", "missing": "-"}
_TABLES = {".csv", ".xlsx"}
_FACTS = ("title", "date", "places", "release")
_NOTHING = {"", "–"}
_FEW, _TENTH, _MOST = 5, 0.1, 12


@dataclass(slots=True)
class Row:
    """One text: before any answer, and after true ones.

    ``lost`` are words of the input that stand nowhere any more. The ``facts`` of a table are those of the text beside it, and
    do not count.
    """

    text: str
    facts: bool = True
    before: Measure = field(default_factory=Measure)
    after: Measure = field(default_factory=Measure)
    questions: int = 0
    weighs: int = 0
    quoted: float = 0.0
    answers: int = 0
    lost: tuple[str, ...] = ()
    refused: str = ""

    @property
    def right(self) -> bool:
        """Whether all is right after few answers that show little of the text."""
        return not self.refused and self.after.complete and self.answers <= _FEW and self.quoted <= _TENTH


def main(argv: Sequence[str] | None = None) -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.import_quality", description="Compare imports with the truth.")
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS, help="texts with their truths (default: the corpus)")
    parser.add_argument("--only", default="", metavar="WORD", help="texts whose name contains this alone")
    parser.add_argument("--told", action="store_true", help="presskit is told language and country (--language, --region)")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: 1)")
    options = parser.parse_args(argv)
    paths = sorted(each for each in options.folder.rglob("*.yaml") if options.only in each.as_posix())
    with ProcessPoolExecutor(options.jobs) as pool:
        rows = list(pool.map(measured, paths, [options.told] * len(paths)))
    halves = {name: list(each) for name, each in groupby(rows, lambda row: row.text.split("/")[0])}
    if options.json:
        table = {name: {"summary": summary(each), "texts": [_plain(row) for row in each]} for name, each in halves.items()}
        say(json.dumps(table, ensure_ascii=False, indent=1))
        return
    for line in _table(rows):
        say(line)
    for name, each in halves.items():
        say(f"\n{name}: {len(each)} texts")
        for key, value in summary(each).items():
            if value in _NOTHING:
                continue
            say(f"  {key:44} {value}")
    say("\nSilent faults")
    for line in _faults(rows):
        say(line)


def measured(path: Path, told: bool = False) -> Row:
    """Import the text of a truth in a new folder, compare, answer, compare again."""
    truth = read_truth(path)
    row = Row(truth.name, facts=not truth.beside)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "kit"
        options = (truth.region, truth.languages[0]) if told else ("", "")
        try:
            report = import_files(ImportRequest(truth.files, out, *options))
        except RequestError as problem:
            row.refused = str(problem)
            return row
        if report.imported is None:
            row.refused = "; ".join(each.message for each in report.diagnostics if each.severity == "error")
            return row
        _compare(row, truth, out, {each.code for each in report.diagnostics})
    return row


def _compare(row: Row, truth: Truth, out: Path, codes: set[str]) -> None:
    """Fill a row with what the kit in ``out`` is before and after the answers."""
    state = state_of(out)
    inputs = {f"input/{each.name}": lines_of(each) for each in truth.files}
    quotes = Quotes(state.open, inputs)
    row.questions, row.weighs = len(state.open), sum(each.weighs for each in state.open)
    size = sum(bool(line.strip()) for lines in inputs.values() for line in lines)
    row.quoted = len({each for each in quotes.lines if each[0] in inputs}) / max(size, 1)
    row.before = measure(state.kit, truth, quotes, published(state.files), codes)
    kept = (path for path in out.rglob("*") if path.is_file() and path.parent.name != "input")
    have = sum((words(path.read_text(encoding="utf-8", errors="replace")) for path in kept), Counter[str]())
    received = "\n".join(line for each in truth.files for line in lines_of(each) if each.suffix not in _TABLES)
    row.lost = tuple((words(received) - have).keys())
    row.answers = answer_all(out, truth)
    state = state_of(out)
    row.after = measure(state.kit, truth, None, published(state.files), codes)


def _total(counters: Iterable[Counter[str]]) -> Counter[str]:
    return sum(counters, Counter())


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.3f} ({part:g} of {whole:g})" if whole else "–"


def summary(rows: Sequence[Row]) -> dict[str, str]:
    """Return the figures of several texts together; a refused text has found nothing and asked nothing."""
    done = [row for row in rows if not row.refused]
    states = Counter((name, row.before.fields[name]) for row in done if row.facts for name in FIELDS)
    facts = {name: {state: states[name, state] for state in _LETTERS} for name in FIELDS}
    table = {"refused": str(len(rows) - len(done))}
    for when in ("before", "after"):
        each = [getattr(row, when) for row in done]
        table[f"{when}: names' recall"] = _share(sum(m.found_names for m in each), sum(m.true_names for m in each))
        means = [m.recall for m in each if m.true_names]
        table[f"{when}: names' recall, mean of the texts"] = f"{sum(means) / max(1, len(means)):.3f}"
        table[f"{when}: names' precision"] = _share(sum(m.printed_right for m in each), sum(m.printed_names for m in each))
        parts, found = _total(m.contact_parts for m in each), _total(m.found_parts for m in each)
        table[f"{when}: contacts' recall"] = _share(found.total(), parts.total())
        table |= {f"{when}: contacts' {part}s": _share(found[part], parts[part]) for part in ("name", "phone", "email")}
        details, right = _total(m.details for m in each), _total(m.right_details for m in each)
        table |= {f"{when}: {part} of the names found": _share(right[part], number) for part, number in sorted(details.items())}
        if when == "before":
            table |= {name: ", ".join(f"{n} {state}" for state, n in facts[name].items() if n) for name in FIELDS}
            four = [row.before.fields[name] for row in done if row.facts for name in _FACTS]
            table["title, date, places, release right or asked"] = _share(sum(s in {"right", "asked"} for s in four), len(four))
        table[f"{when}: silent faults"] = str(sum(len(m.faults) for m in each))
        table[f"{when}: texts without a silent fault"] = _share(sum(not m.faults for m in each), len(rows))
    table["questions"] = f"{sum(row.questions for row in done)}, {sum(row.weighs for row in done)} lines or names"
    table["answers"] = str(sum(row.answers for row in done))
    table["right after at most five answers about a tenth"] = _share(sum(row.right for row in rows), len(rows))
    table["texts with lost words"] = str(sum(bool(row.lost) for row in done))
    return table


def figures(rows: Sequence[Row]) -> dict[str, float]:
    """Return what a bar can be set for, each from 0 to 1 and better when higher; a refused text has no figures of its own."""
    done = [row for row in rows if not row.refused]
    table = {}
    for when in ("before", "after"):
        each = [getattr(row, when) for row in done]
        parts, found = _total(m.contact_parts for m in each), _total(m.found_parts for m in each)
        table[f"recall {when}"] = sum(m.found_names for m in each) / max(1, sum(m.true_names for m in each))
        table[f"precision {when}"] = sum(m.printed_right for m in each) / max(1, sum(m.printed_names for m in each))
        table[f"contacts {when}"] = found.total() / max(1, parts.total())
    facts = [row.before.fields[name] for row in done if row.facts for name in _FACTS]
    table["facts right or asked"] = sum(state in {"right", "asked"} for state in facts) / max(1, len(facts))
    table["no silent fault"] = sum(not row.before.faults and not row.refused for row in rows) / max(1, len(rows))
    table["right after few answers"] = sum(row.right for row in rows) / max(1, len(rows))
    table["no word lost"] = sum(not row.lost for row in done) / max(1, len(done))
    return table


_HEAD = ("text", "names", "rec", "prec", "TSDPRL", "contacts", "ask", "quoted", "lost", "ans", "rec'", "prec'", "left")


def _table(rows: Sequence[Row]) -> list[str]:
    """Return one line a text: before any answer, then (from «ans») after true answers."""
    lines = [
        "T title, S subtitle, D date, P places, R release, L language: = right, ? asked, ! silently wrong, - silently missing;",
        "from «ans» on: after true answers",
        "",
    ]
    cells = [_HEAD]
    for row in rows:
        before, after = row.before, row.after
        if row.refused:
            lines.append(f"{row.text}: refused: {row.refused}")
            continue
        cells.append((
            row.text, f"{before.found_names}/{before.true_names}", f"{before.recall:.2f}", f"{before.precision:.2f}",
            "".join(_LETTERS[before.fields[name]] for name in FIELDS),
            f"{before.found_parts.total()}/{before.contact_parts.total()}",
            str(row.questions), f"{row.quoted:.2f}", str(len(row.lost)), str(row.answers),
            f"{after.recall:.2f}", f"{after.precision:.2f}", str(len(after.faults)),
        ))  # fmt: skip
    widths = [max(len(each[n]) for each in cells) for n in range(len(_HEAD))]
    padded = ([cell.ljust(width) for cell, width in zip(each, widths, strict=True)] for each in cells)
    return [*lines, *("  ".join(each).rstrip() for each in padded)]


def _faults(rows: Sequence[Row]) -> list[str]:
    """Return each silent fault before any answer, and those that are only there after true answers."""
    lines = []
    for row in rows:
        lines += _few([f"{row.text}  {kind}: {what}" for kind, what in row.before.faults])
        left = (each for each in row.after.faults if each not in row.before.faults)
        lines += _few([f"{row.text}  after the answers, {kind}: {what}" for kind, what in left])
        lines += [f"{row.text}  lost words: {' '.join(row.lost)}"] if row.lost else []
    return lines


def _few(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _MOST else [*lines[:_MOST], f"    and {len(lines) - _MOST} more of these"]


def _plain(row: Row) -> dict[str, Any]:
    before, after = ({each.name: getattr(state, each.name) for each in fields(state)} for state in (row.before, row.after))
    own = {each.name: getattr(row, each.name) for each in fields(row)}
    return {**own, "before": before, "after": after, "right": row.right}


def say(words: str) -> None:
    """Print a line."""
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
