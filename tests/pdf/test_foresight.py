"""The first pages are set while the kit is checked: once, and to no harm where errors are found."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from presskit import kit as kits
from presskit.checks import Context
from presskit.kit import foresight
from presskit.resources import shipped
from presskit.typesetting import job as jobs
from presskit.typesetting.job import Job, Pages
from presskit.typesetting.overseer import PAGED, StoppedError
from presskit.writers import PROOFS, WRITERS
from tests.building import built

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
    world = Context(datetime(2026, 1, 1, tzinfo=UTC))
    for _ in range(2):
        built(kit, tmp_path / "out", world, only=("pdf",), languages=("en",), workforce=kits.Workforce(1))
    assert set(begun) == set(asked)
    assert len(asked) == 1


def test_what_cannot_be_merged_is_left_to_who_makes_it() -> None:
    foresight.begin(None, ["en"], WRITERS, None, set())  # type: ignore[arg-type]


def test_what_was_begun_is_not_begun_again(answered: list[Job]) -> None:
    jobs.begin(JOB)
    jobs.begin(JOB)
    assert jobs.typeset(JOB) is PAGES
    assert answered == [JOB]


def test_only_what_comes_next_is_kept(answered: list[Job]) -> None:
    several = [Job(f"<p>{number}</p>", (), Path("fonts"), b"a-page") for number in range(jobs.AHEAD + 1)]
    for job in several:
        jobs.begin(job)
    assert list(jobs._begun) == several[1:]
    for job in several:
        jobs.typeset(job)
    assert not jobs._begun
    assert sorted(job.text for job in answered) == sorted([several[0].text, *(job.text for job in several)])


def test_the_next_pages_are_set_while_these_are_finished(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By one task at a time: when the pages of one language are asked for, those of the next are begun already."""
    kit = Path(shutil.copytree(shipped("data") / "aleppo", tmp_path / "kit"))
    begun, known = list[Job](), list[int]()
    begin, set_pages = jobs.begin, jobs.typeset

    def noting(job: Job) -> None:
        begun.append(job)
        begin(job)

    def typeset(job: Job) -> Pages:
        known.append(len(set(begun)))
        return set_pages(job)

    jobs.typeset.cache_clear()
    monkeypatch.setattr(jobs, "begin", noting)
    monkeypatch.setattr(jobs, "typeset", typeset)
    world = Context(datetime(2016, 12, 15, tzinfo=UTC))
    report = built(kit, tmp_path / "out", world, only=("pdf",), workforce=kits.Workforce(1))
    assert not report.failed
    assert known == [2, 3, 3]


def test_the_typesetter_is_started_for_every_output_that_is_set_in_pages() -> None:
    assert {str(writer.format) for writer in WRITERS if writer.sets_pages} == PAGED
    assert {str(writer.format) for writer in PROOFS if writer.sets_pages} <= PAGED
