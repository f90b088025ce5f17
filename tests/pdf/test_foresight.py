"""The first pages are set while the kit is checked: once, and to no harm where errors are found."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from presskit import kit as kits
from presskit.checks import World
from presskit.kit import foresight
from presskit.resources import shipped
from presskit.typesetting import job as jobs
from presskit.typesetting.job import Job, Pages
from presskit.typesetting.overseer import StoppedError
from presskit.writers import WRITERS

JOB = Job("<p>A page", (), Path("fonts"), b"a-page")
PAGES = Pages(b"%PDF", 1)


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Return the jobs that reach the process which sets pages."""
    done: list[Job] = []

    def answer(job: Job) -> Pages:
        done.append(job)
        return PAGES

    monkeypatch.setattr(jobs, "_answer", answer)
    jobs.typeset.cache_clear()
    return done


def test_pages_that_were_begun_are_waited_for_and_set_once(answered: list[Job]) -> None:
    jobs.begin(JOB)
    assert jobs.typeset(JOB) is PAGES
    assert answered == [JOB]


def test_what_goes_wrong_is_told_to_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: Job) -> Pages:
        raise StoppedError("time", "15")

    monkeypatch.setattr(jobs, "_answer", stop)
    jobs.typeset.cache_clear()
    jobs.begin(JOB)
    with pytest.raises(StoppedError, match="time 15"):
        jobs.typeset(JOB)


def test_a_build_begins_the_pages_that_it_will_ask_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begun: list[Job] = []
    monkeypatch.setattr(jobs, "begin", begun.append)
    jobs.typeset.cache_clear()
    kit = Path(shutil.copytree(shipped("data") / "starter", tmp_path / "kit"))
    asked: list[Job] = []
    set_pages = jobs.typeset

    def typeset(job: Job) -> Pages:
        asked.append(job)
        return set_pages(job)

    monkeypatch.setattr(jobs, "typeset", typeset)
    world = World(datetime(2026, 1, 1, tzinfo=UTC))
    options = kits.Options(only=("pdf",), languages=("en",))
    for _ in range(2):
        kits.build(kit, tmp_path / "out", world=world, options=options, workforce=kits.Workforce(1))
    assert begun == asked
    assert len(begun) == 1


def test_what_cannot_be_merged_is_left_to_who_makes_it() -> None:
    foresight.begin(None, ["en"], WRITERS, None, set())  # type: ignore[arg-type]
