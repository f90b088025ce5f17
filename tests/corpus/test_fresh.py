"""The texts that imports were never made better with: their truths are well-formed, and nobody real is in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.import_quality import lines_of
from benchmarks.import_truth import plain, read_truth

FOLDER = Path(__file__).parent / "fresh"
each_truth = pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.stem)


def test_every_text_has_its_truth() -> None:
    beside = {each for path in FOLDER.rglob("*.yaml") for each in read_truth(path).files}
    assert {path for path in FOLDER.rglob("*.*") if path.suffix != ".yaml" and path.name != "SOURCES.md"} == beside
    assert len(beside) > 60


@each_truth
def test_a_truth_names_everybody_once_and_nobody_real(path: Path) -> None:
    truth = read_truth(path)
    names = [plain(each.name) for each in truth.signatories]
    assert len(names) == len(set(names))
    text = " ".join(line for each in truth.files for line in lines_of(each))
    addresses = re.findall(r"[\w.+-]+@([\w.-]+\w)", text)
    assert all(re.fullmatch(r"(.*\.)?example\.(org|com|net)", each) for each in addresses), addresses
