"""The first pages are set while the kit is checked: once, and to no harm where errors are found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from presskit.checks import Context
from presskit.kit.executor import PAGED, TaskExecutor, prefetch_first
from presskit.resources import shipped
from presskit.typesetting.job import Job, Pages
from presskit.typesetting.typesetter import Typesetter
from presskit.writers import PROOFS, WRITERS
from tests.building import built

ALONE = TaskExecutor(1)


class Noting(Typesetter):
    """Notes the jobs that it is given, and which of them are new."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Job] = []
        self.new: list[int] = []

    def submit(self, job: Job) -> Future[Pages]:
        self.new.append(job not in self.asked)
        self.asked.append(job)
        return super().submit(job)


@pytest.fixture
def noting() -> Iterator[Noting]:
    with Noting() as typesetter:
        yield typesetter


def test_a_build_begins_the_pages_that_it_will_ask_for(noting: Noting, tmp_path: Path) -> None:
    kit = Path(shutil.copytree(shipped("data") / "starter", tmp_path / "kit"))
    world = Context(datetime(2026, 1, 1, tzinfo=UTC))
    for _ in range(2):
        report = built(kit, tmp_path / "out", world, only=("pdf",), languages=("en",), executor=ALONE, typesetter=noting)
        assert not report.failed
    assert len(set(noting.asked)) == 1
    assert len(noting.asked) == 3  # by the prefetch, by the task that looks ahead, by the writer


def test_the_next_pages_are_begun_before_these_are_finished(noting: Noting, tmp_path: Path) -> None:
    kit = Path(shutil.copytree(shipped("data") / "aleppo", tmp_path / "kit"))
    world = Context(datetime(2016, 12, 15, tzinfo=UTC))
    report = built(kit, tmp_path / "out", world, only=("pdf",), executor=ALONE, typesetter=noting)
    assert not report.failed
    #                    prefetch, look ahead: 1, 2, writer: 1, look ahead: 3, writer: 2, writer: 3
    assert noting.new == [True, False, True, False, True, False, False]


def test_what_cannot_be_merged_is_left_to_who_makes_it(noting: Noting, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "presskit.kit.executor")
    prefetch_first(None, ["en"], WRITERS, None, set(), noting)  # type: ignore[arg-type]
    assert not noting.asked
    assert "no pages are set ahead" in caplog.text


def test_a_broken_template_is_told_of_by_who_makes_the_output(noting: Noting, tmp_path: Path) -> None:
    kit = Path(shutil.copytree(shipped("data") / "starter", tmp_path / "kit"))
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "release.html.j2").write_text("{% if %}")
    options: dict[str, Any] = {"only": ("pdf",), "languages": ("en",), "templates": templates}
    world = Context(datetime(2026, 1, 1, tzinfo=UTC))
    report = built(kit, tmp_path / "out", world, executor=ALONE, typesetter=noting, **options)
    assert [each.code for each in report.diagnostics if each.code == "broken-template"] == ["broken-template"]
    assert not noting.asked


def test_a_worker_is_warmed_up_for_every_output_that_is_set_in_pages() -> None:
    assert {str(writer.format) for writer in WRITERS if writer.sets_pages} == PAGED
    assert {str(writer.format) for writer in PROOFS if writer.sets_pages} <= PAGED
