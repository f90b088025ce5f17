"""The comparison of imports with their truths: what is right, asked, silently wrong, and what true answers mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.import_quality import Row, figures, main, measured, summary

TEXT = """Agencies ask for the bridge to be reopened

Nairobi, 3 March 2027 – The agencies call for the bridge to be opened for convoys.

Signatories:
Hope Aid
Water Now (WN)
{line}

Media contact: Ana Roth, Hope Aid, +41 22 730 4412, ana@example.org
"""
TRUTH = """layout: one a line
language: en
title: Agencies ask for the bridge to be reopened
date: 2027-03-03
places: [Nairobi]
signatories: [Hope Aid, {name: Water Now, acronym: WN}, Forum Nord]
contacts:
  - {name: Ana Roth, phones: [+41 22 730 4412], emails: [ana@example.org]}
"""


def compared(folder: Path, truth: str, line: str = "Forum Nord") -> Row:
    (folder / "half").mkdir()
    (folder / "half" / "a.txt").write_text(TEXT.replace("{line}", line))
    (folder / "half" / "a.yaml").write_text(truth)
    return measured(folder / "half" / "a.yaml")


def test_a_kit_that_is_as_the_truth_has_no_fault(tmp_path: Path) -> None:
    row = compared(tmp_path, TRUTH)
    assert set(row.before.fields.values()) == {"right"}
    assert (row.before.recall, row.before.precision, row.before.faults, row.lost) == (1, 1, [], ())
    assert row.right


def test_each_difference_is_a_fault_that_names_its_field(tmp_path: Path) -> None:
    truth = TRUTH.replace("2027-03-03", "2027-03-04").replace("Forum Nord", "Forum Sud").replace("places: [Nairobi]\n", "")
    row = compared(tmp_path, truth.replace("ana@", "anna@") + "private: [opened for convoys]\n")
    kinds = [kind for kind, _ in row.before.faults]
    assert kinds == ["date", "places", "names", "names", "contacts", "contacts", "private"]
    assert (row.before.recall, row.before.precision) == (2 / 3, 2 / 3)
    assert not row.right


def test_a_name_that_is_asked_about_is_no_fault_and_a_true_answer_prints_it(tmp_path: Path) -> None:
    row = compared(tmp_path, TRUTH, line="Forum Nord (TBC)")
    assert (row.before.found_names, row.before.asked_names, row.before.faults) == (2, 1, [])
    assert (row.questions, row.answers, row.after.found_names) == (1, 1, 3)


def test_who_does_not_sign_is_left_out_by_a_true_answer(tmp_path: Path) -> None:
    row = compared(tmp_path, TRUTH.replace(", Forum Nord", ""), line="Forum Nord (TBC)")
    assert (row.after.found_names, row.after.precision) == (2, 1)


def test_a_doubtful_name_is_to_be_asked_about(tmp_path: Path) -> None:
    truth = TRUTH.replace("Forum Nord]", "{name: Forum Nord, ask: true}]")
    assert [kind for kind, _ in compared(tmp_path, truth).before.faults] == ["names"]


def test_the_figures_of_several_texts(tmp_path: Path) -> None:
    row = compared(tmp_path, TRUTH.replace("Forum Nord", "Forum Sud"))
    assert figures([row])["recall before"] == pytest.approx(2 / 3)
    assert figures([row])["no word lost"] == 1
    assert summary([row, Row("half/b.txt", refused="no text")])["refused"] == "1"


def test_the_program_prints_tables_or_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compared(tmp_path, TRUTH.replace("Forum Nord", "Forum Sud"))
    main([str(tmp_path)])
    printed = capsys.readouterr().out
    assert "half/a.txt  names: missing: «Forum Sud»" in printed
    main([str(tmp_path), "--json"])
    assert json.loads(capsys.readouterr().out)["half"]["texts"][0]["before"]["found_names"] == 2
