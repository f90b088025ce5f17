"""A program checks finished files."""

from __future__ import annotations

from pathlib import Path

import pytest

import presskit
from tests.usecases.conftest import WORLD


@pytest.fixture
def word_file(kit: Path) -> Path:
    out = kit.parent / "out"
    (made,) = presskit.build(presskit.BuildRequest(kit, out, only=("docx",), languages=("en",)), world=WORLD).made
    return out / made.path


def test_a_sound_file_has_nothing_wrong(kit: Path, word_file: Path) -> None:
    assert presskit.check_files(word_file).diagnostics == ()
    steps: list[presskit.Step] = []
    request = presskit.CheckFilesRequest((word_file, word_file), kit, kit.parent / "report.html")
    report = presskit.check_files(request, world=WORLD, progress=steps.append)
    assert report.diagnostics == ()
    assert len(steps) == len(report.files) == 2
    assert report.html is not None
    assert report.html.read_bytes().startswith(b"<!doctype html>")


def test_a_file_that_is_none_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no PDF")
    assert [each.code for each in presskit.check_files(tmp_path / "x.pdf").diagnostics] == ["pdf-unreadable"]


def test_a_kit_with_errors_is_in_the_way(kit: Path, word_file: Path) -> None:
    (kit / "kit.yaml").write_text("id: [\n")
    with pytest.raises(presskit.RequestError, match="the kit has errors") as caught:
        presskit.check_files(presskit.CheckFilesRequest((word_file,), kit), world=WORLD)
    assert caught.value.diagnostics


def test_cancelled_it_writes_no_report(kit: Path, word_file: Path) -> None:
    cancel = presskit.Cancellation()
    request = presskit.CheckFilesRequest((word_file, word_file), html=kit.parent / "report.html")
    with pytest.raises(presskit.CancelledError):
        presskit.check_files(request, world=WORLD, progress=lambda _: cancel.cancel(), cancel=cancel)
    assert not (kit.parent / "report.html").exists()
