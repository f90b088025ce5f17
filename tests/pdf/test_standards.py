"""The PDF before the judges of PDF/UA-1 (ISO 14289-1): veraPDF where Java is, page-validation always."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from presskit.model.document import Heading, Text
from presskit.model.edition import Edition
from presskit.model.release import PageSize
from presskit.resources import Resources
from tests.pdf.test_structure import mixed_lists
from tests.samples import LANGUAGES, bare, edition
from tests.setting import pdf_of
from tests.shipped import editions
from tests.verapdf import failures, is_missing


def listed() -> Edition:
    """Return an edition with lists in lists and a heading of the third level below the title."""
    return replace(bare(), body=(*bare().body, Heading((Text("Below"),), 3, "h3"), mixed_lists()[1]))


SAMPLES = [*(edition(language) for language in LANGUAGES), edition("ar", page=PageSize.A5), bare("en"), listed(), *editions()]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pdf")
    return [_written(made, folder / f"{number}-{made.name}.pdf") for number, made in enumerate(SAMPLES)]


def _written(made: Edition, path: Path) -> Path:
    path.write_bytes(pdf_of(made, Resources()).data)
    return path


@pytest.mark.parametrize("profile", ["ua-1", "2a"])
def test_page_validation_finds_nothing(files: list[Path], profile: str) -> None:
    import page

    name = {"ua-1": page.ValidationProfile.PDF_UA_1, "2a": page.ValidationProfile.PDF_A_2A}[profile]
    reports = {path.name: page.validate_pdf(path, profile=name) for path in files}
    assert {name: [each.rule_id for each in report.failures] for name, report in reports.items()} == {name: [] for name in reports}


@pytest.mark.real
@pytest.mark.skipif(is_missing(), reason="veraPDF needs a Java development kit and JAXB")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_no_failed_rule(files: list[Path], flavour: str) -> None:
    assert failures(flavour, files) == {path.name: [] for path in files}


@pytest.mark.real
@pytest.mark.skipif(is_missing(), reason="veraPDF needs a Java development kit and JAXB")
def test_verapdf_accepts_the_release_as_data(tmp_path: Path) -> None:
    path = tmp_path / "attached.pdf"
    path.write_bytes(pdf_of(edition("ar"), Resources(), attach=True).data)
    assert [failures(flavour, [path])[path.name] for flavour in ("3a", "ua1")] == [[], []]


ALLOWED = {
    "TAG-002": "the running head repeats the title, so it reads like a line of prose that was left out",
}
"""What outloud calls an error and is none here, with the reason."""


def test_outloud_finds_no_error(files: list[Path], tmp_path: Path) -> None:
    report = tmp_path / "outloud.json"
    command = [str(Path(sys.executable).parent / "outloud"), "--quiet", "--fail-on", "never", "--json", str(report), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)
    found = list(_errors(json.loads(report.read_text("utf-8"))))
    assert [each for each in found if each["rule"] not in ALLOWED] == []


def _errors(told: Any) -> Iterator[dict[str, Any]]:
    if isinstance(told, dict):
        if told.get("severity") == "error":
            yield told
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from _errors(each)
