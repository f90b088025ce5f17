"""A program builds a kit: in a notebook, with progress, and ended before anything is written."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

import presskit
from presskit.kit.executor import BuildTypesetter
from presskit.kit.loading import read as read_kit
from presskit.store.locking import changing
from presskit.typesetting.job import Job, Pages
from presskit.typesetting.typesetter import Typesetter
from presskit.usecases.build import build_given
from tests.usecases.conftest import WORLD, change, contents

JOB = Job("<p>", (), Path("fonts"), b"x")


def request(kit: Path, **options: object) -> presskit.BuildRequest:
    return replace(presskit.BuildRequest(kit, kit.parent / "out", only=("text", "html"), jobs=1), **options)  # type: ignore[arg-type]


def test_outputs_are_told_and_lie_where_the_report_says(kit: Path) -> None:
    report = presskit.build(request(kit), world=WORLD)
    assert not report.failed
    assert {(made.language, made.format) for made in report.made} == {(tag, name) for tag in ("en", "ar") for name in ("text", "html")}
    assert all((kit.parent / "out" / made.path).stat().st_size == made.bytes for made in report.made)


def test_a_path_alone_builds_into_build(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kit.parent)
    change(kit / "kit.yaml", "outputs: [pdf, print, docx, html, text]", "outputs: [text]")
    assert presskit.build("my-kit", world=WORLD).made
    assert (kit.parent / "build/report.json").is_file()


def test_each_output_is_a_step(kit: Path) -> None:
    steps: list[presskit.Step] = []
    presskit.build(request(kit), world=WORLD, progress=steps.append)
    assert [step.number for step in steps] == sorted(step.number for step in steps)
    assert (steps[0].number, {step.total for step in steps}) == (1, {4})
    assert {step.language for step in steps} == {"en", "ar"}


def test_in_a_notebook_nothing_is_printed_and_the_process_stays_as_it_was(kit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A notebook's cells run inside an event loop."""

    async def cell() -> presskit.BuildReport:
        return presskit.build(request(kit), world=WORLD)

    before = (gc.get_threshold(), sys.getswitchinterval(), signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM))
    assert asyncio.run(cell()).made
    now = (gc.get_threshold(), sys.getswitchinterval(), signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM))
    assert now == before
    assert tuple(capfd.readouterr()) == ("", "")


def test_cancelled_before_it_begins_it_writes_nothing(kit: Path) -> None:
    cancel = presskit.Cancellation()
    cancel.cancel()
    with pytest.raises(presskit.CancelledError):
        presskit.build(request(kit), world=WORLD, cancel=cancel)
    assert not (kit.parent / "out").exists()


def test_cancelled_at_a_step_it_leaves_what_lay_there(kit: Path) -> None:
    presskit.build(request(kit), world=WORLD)
    before = contents(kit.parent / "out")
    change(kit / "statement.en.md", "title: ", "title: New ")
    cancel = presskit.Cancellation()
    with pytest.raises(presskit.CancelledError):
        presskit.build(request(kit, force=True), world=WORLD, progress=lambda _: cancel.cancel(), cancel=cancel)
    assert contents(kit.parent / "out") == before


def test_what_progress_raises_ends_the_build(kit: Path) -> None:
    def full(step: presskit.Step) -> None:
        raise ZeroDivisionError(step.title)

    with pytest.raises(ZeroDivisionError):
        presskit.build(request(kit), world=WORLD, progress=full)
    assert not (kit.parent / "out").exists()


def test_two_builds_do_not_write_into_one_folder_at_once(kit: Path) -> None:
    presskit.build(request(kit), world=WORLD)
    with changing(kit.parent / "out"), pytest.raises(presskit.KitBusyError, match="another presskit"):
        presskit.build(request(kit, force=True), world=WORLD)


def test_two_first_builds_do_not_write_into_one_folder_at_once(kit: Path) -> None:
    refused: list[str] = []

    def build_too(_: presskit.Step) -> None:
        with pytest.raises(presskit.KitBusyError) as problem:
            presskit.build(request(kit), world=WORLD)
        refused.append(str(problem.value))

    report = presskit.build(request(kit), world=WORLD, progress=build_too)
    assert len(report.made) == 4
    assert set(refused) == {f"another presskit is changing «{kit.parent / 'out'}»; try again when it has ended"}


def test_a_kit_that_is_not_there_is_not_created_by_its_output_folder(tmp_path: Path) -> None:
    report = presskit.build(presskit.BuildRequest(tmp_path / "none", tmp_path / "none/build"), world=WORLD)
    assert [each.code for each in report.diagnostics] == ["missing-folder"]
    assert not (tmp_path / "none").exists()


def test_an_empty_choice_of_outputs_is_not_all_of_them(kit: Path) -> None:
    with pytest.raises(presskit.RequestError, match="«only» names no output; name at least one, or leave it out for all"):
        presskit.build(request(kit, only=()), world=WORLD)
    assert not (kit.parent / "out").exists()
    change(kit / "kit.yaml", "outputs: [pdf, print, docx, html, text]", "outputs: [text]")
    assert {made.format for made in presskit.build(request(kit, only=None), world=WORLD).made} == {"text"}


def test_errors_of_the_kit_are_findings_and_nothing_is_made(kit: Path) -> None:
    (kit / "kit.yaml").write_text("id: [\n")
    report = presskit.build(request(kit), world=WORLD)
    assert report.failed
    assert report.made == ()
    assert not (kit.parent / "out").exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"only": ("papyrus",)}, "there is no output «papyrus»"),
        ({"languages": ("tlh",)}, "there is no language «tlh»"),
        ({"templates": Path("nowhere")}, "there is no folder of templates"),
    ],
)
def test_what_cannot_be_asked_for_is_one_exception(kit: Path, wrong: dict[str, object], message: str) -> None:
    with pytest.raises(presskit.RequestError, match=message):
        presskit.build(request(kit, **wrong), world=WORLD)


def test_a_kit_that_was_read_already_is_not_read_again(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = read_kit(kit, WORLD.context())
    usual = presskit.build(request(kit), world=WORLD)

    def again(folder: Path) -> None:
        raise AssertionError(folder)

    monkeypatch.setattr("presskit.kit.building.load", again)
    given = build_given(request(kit, out=kit.parent / "given"), checked, world=WORLD)
    assert [made.sha256 for made in given.made] == [made.sha256 for made in usual.made]
    again_given = build_given(request(kit, out=kit.parent / "given"), checked, world=WORLD)
    assert all(made.kept for made in again_given.made)


class Stuck(Typesetter):
    """A typesetter that never sets a page; ``submitted`` are the futures that it gave."""

    def __init__(self) -> None:
        super().__init__()
        self.submitted: list[Future[Pages]] = []
        self.asked = threading.Event()

    def submit(self, job: Job) -> Future[Pages]:  # noqa: ARG002 -- as Typesetter has it
        self.submitted.append(Future())
        self.asked.set()
        return self.submitted[-1]


def test_a_cancelled_build_cancels_the_pages_that_it_waits_for_and_no_others(kit: Path) -> None:
    typesetter, cancellation = Stuck(), presskit.Cancellation()
    of_another = typesetter.submit(JOB)
    typesetter.asked.clear()

    def cancel() -> None:
        typesetter.asked.wait(60)
        cancellation.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    world = replace(WORLD, typesetter=typesetter)
    with typesetter, pytest.raises(presskit.CancelledError):
        presskit.build(request(kit, only=("pdf",)), world=world, cancel=cancellation)
    thread.join()
    assert {each.cancelled() for each in typesetter.submitted if each is not of_another} == {True}
    assert not of_another.cancelled()


def test_pages_that_another_build_cancelled_are_set_again() -> None:
    shared = Stuck()
    own = BuildTypesetter(shared).submit(JOB)
    shared.submitted[0].cancel()
    pages = Pages(b"%PDF", 1, (), (), "")
    shared.submitted[1].set_result(pages)
    assert own.result(0) == pages
