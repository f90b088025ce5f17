"""The harness of the benchmarks: it measures, compares and writes; how fast anything is, no test says."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from benchmarks.measuring import FailedError, Range, Sample, compared, exponent, paired, process, spread
from benchmarks.rows import PEERS, ROWS, Found, Row, found

from benchmarks import kits, machine, page, plot, profiles


def test_processes_take_turns_after_a_round_to_warm_up() -> None:
    turns: list[str] = []

    def run(name: str) -> Sample:
        turns.append(name)
        return Sample(1.0)

    samples = paired({name: partial(run, name) for name in "AB"}, rounds=2, seconds=60)
    assert "".join(turns) == "ABABAB"
    assert {name: len(each) for name, each in samples.items()} == {"A": 2, "B": 2}


def test_at_least_one_round_is_measured_and_no_more_when_the_time_is_over() -> None:
    assert len(paired({"A": lambda: Sample(1.0)}, rounds=5, seconds=-1)["A"]) == 1


def test_a_process_tells_what_it_took_and_what_went_wrong(tmp_path: Path) -> None:
    sample = process([sys.executable, "-c", "sum(range(1_000_000))"])()
    assert sample.wall > 0
    assert sample.cpu > 0
    assert sample.peak > 1
    with pytest.raises(FailedError, match="ended with 3: no paper"):
        process([sys.executable, "-c", "import sys; print('no paper', file=sys.stderr); sys.exit(3)"])()
    with pytest.raises(FailedError, match="typist is not installed"):
        process([tmp_path / "typist"])()


def test_ratios_are_of_the_same_round() -> None:
    assert compared([Sample(1), Sample(4)], [Sample(2), Sample(4)]) == Range(0.75, 0.5, 1.0)
    assert spread([3, 1, 2]) == Range(2, 1, 3)


def test_the_exponent_of_what_grows_with_the_square_is_two() -> None:
    assert exponent([1, 2, 4], [1, 4, 16]) == pytest.approx(2)


def test_more_is_better_where_a_row_says_so() -> None:
    assert Row("a", "", 2).holds(1.9)
    assert not Row("a", "", 2, rising=True).holds(1.9)


def test_a_changed_word_is_another_each_time(tmp_path: Path) -> None:
    statement = kits.specimen(tmp_path) / "statement.fr.md"
    texts = {statement.read_text(encoding="utf-8")}
    for _ in range(2):
        kits.change_a_word(statement)
        texts.add(statement.read_text(encoding="utf-8"))
    assert len(texts) == 3


def test_the_page_names_every_row_and_every_peer_measured_or_not() -> None:
    samples = [Sample(2.0, 1.0, 30.0)]
    rows = {ROWS[0].name: found(samples, samples, "twice")}
    results = page.Results(date(2026, 1, 2), [("Machine", "one")], rows, {"naive": samples, "typst": samples})
    text = page.written(results, "## Notes")
    assert all(f"| {row.name} |" in text for row in ROWS)
    assert all(peer.what in text for peer in PEERS)
    assert "1.00 (1.00–1.00)" in text
    assert "2026-01-02" in text
    assert text.endswith("## Notes\n")


def test_the_picture_has_a_bar_for_every_measured_row() -> None:
    picture = plot.draw({row.name: Found(Range(row.target, 0, 9)) for row in ROWS})
    root = ET.fromstring(picture)  # noqa: S314 -- made here
    labels = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {row.name for row in ROWS} <= labels


def test_the_page_in_the_docs_tells_no_place_of_a_machine() -> None:
    assert not re.search(r"(?<![\w.])/(home|root|tmp|work|usr|var)/", page.PAGE.read_text("utf-8"))


def test_the_page_in_the_docs_names_every_row() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert [row.name for row in ROWS if f"| {row.name} | {row.what} |" not in text] == []
    assert [peer.what for peer in PEERS if f"| {peer.what} |" not in text] == []
    assert page.NOTES.read_text(encoding="utf-8").strip() in text
    assert page.PICTURE.is_file()


def test_the_earlier_profile_has_every_moment() -> None:
    before = json.loads(profiles.BEFORE.read_text(encoding="utf-8"))
    assert {kind: set(moments) for kind, moments in before.items()} == {key: set(profiles.MOMENTS) for key in profiles.KINDS}


def test_the_machine_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "BUSY", "pass")
    facts = dict(machine.described())
    assert set(facts) == {"Machine", "Shared", "System", "presskit", "Libraries", "Peers"}
    assert "weasyprint" in facts["Libraries"]
